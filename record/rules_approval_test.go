package record

import (
	"slices"
	"testing"

	"xiaoguan/base/actor"
	"xiaoguan/base/fault"
	"xiaoguan/base/id"
)

// The people of the tests: group 1 is the root, 2 hangs under it, 3 under 2.
var (
	member = func(n byte) id.ID { return id.ID{15: n} }
	group  = func(n byte) id.ID { return id.ID{14: 1, 15: n} }

	boss, wang, li, zhao, departed, ops = member(1), member(2), member(3), member(4), member(5), member(6)
)

func crew(change ...func(*Crew)) *Crew {
	c := &Crew{Parent: map[id.ID]id.ID{group(2): group(1), group(3): group(2)}, People: []Person{
		{ID: boss, Name: "老板", Role: actor.Administrator, Group: group(1), Head: true, Active: true},
		{ID: wang, Name: "王强", Role: actor.Manager, Group: group(2), Head: true, Active: true},
		{ID: li, Name: "李敏", Role: actor.Manager, Group: group(2), Active: true},
		{ID: zhao, Name: "赵四", Role: actor.Salesperson, Group: group(3), Active: true},
		{ID: departed, Name: "走了", Role: actor.Leader, Group: group(1)},
		{ID: ops, Name: "运营", Role: actor.Operations, Group: group(1), Active: true}}}
	for _, f := range change {
		f(c)
	}
	return c
}

func away(who, deputy id.ID) func(*Crew) {
	return func(c *Crew) { p := c.Person(who); p.Away, p.Deputy = true, deputy }
}

func TestDeciders(t *testing.T) {
	managers := ApprovalStep{Who: WhoRole, Role: actor.Manager}
	for name, c := range map[string]struct {
		crew      *Crew
		step      ApprovalStep
		applicant id.ID
		own, of   id.ID // groups of the applicant and of the record
		want      []Decider
	}{
		"角色":             {crew(), managers, zhao, group(3), group(3), []Decider{{Member: wang}, {Member: li}}},
		"角色，申请人除外":       {crew(), managers, wang, group(2), group(3), []Decider{{Member: li}}},
		"一个人":            {crew(), ApprovalStep{Who: WhoMember, Member: boss}, zhao, group(3), group(3), []Decider{{Member: boss}}},
		"这个人就是申请人":       {crew(), ApprovalStep{Who: WhoMember, Member: boss}, boss, group(1), group(3), nil},
		"离职的人":           {crew(), ApprovalStep{Who: WhoMember, Member: departed}, zhao, group(3), group(3), nil},
		"角色里只有离职的人":      {crew(), ApprovalStep{Who: WhoRole, Role: actor.Leader}, zhao, group(3), group(3), nil},
		"上级：本组没有，往上找":    {crew(), ApprovalStep{Who: WhoLeader}, zhao, group(3), group(1), []Decider{{Member: wang}}},
		"上级：自己就是，再往上":    {crew(), ApprovalStep{Who: WhoLeader}, wang, group(2), group(1), []Decider{{Member: boss}}},
		"上级：到顶也没有":       {crew(), ApprovalStep{Who: WhoLeader}, boss, group(1), group(1), nil},
		"记录的负责人，不看申请人的组": {crew(), ApprovalStep{Who: WhoRecordLeader}, ops, group(1), group(3), []Decider{{Member: wang}}},
		"组成了圈也停得下来": {crew(func(c *Crew) { c.Parent[group(1)] = group(3); c.Person(wang).Head, c.Person(boss).Head = false, false }),
			ApprovalStep{Who: WhoLeader}, zhao, group(3), group(3), nil},
		"不在，有代理":       {crew(away(boss, li)), ApprovalStep{Who: WhoMember, Member: boss}, zhao, group(3), group(3), []Decider{{Member: boss}, {Member: li, For: boss}}},
		"代理就是申请人":      {crew(away(boss, zhao)), ApprovalStep{Who: WhoMember, Member: boss}, zhao, group(3), group(3), []Decider{{Member: boss}}},
		"代理也不在，代理的代理":  {crew(away(boss, li), away(li, ops)), ApprovalStep{Who: WhoMember, Member: boss}, zhao, group(3), group(3), []Decider{{Member: boss}, {Member: ops, For: boss}}},
		"互相代理，转成圈":     {crew(away(boss, li), away(li, boss)), ApprovalStep{Who: WhoMember, Member: boss}, zhao, group(3), group(3), []Decider{{Member: boss}}},
		"代理本来就能审，只算一次": {crew(away(wang, li)), managers, zhao, group(3), group(3), []Decider{{Member: wang}, {Member: li}}},
		"在岗的人没有代理":     {crew(func(c *Crew) { c.Person(boss).Deputy = li }), ApprovalStep{Who: WhoMember, Member: boss}, zhao, group(3), group(3), []Decider{{Member: boss}}},
		"代理离职了":        {crew(away(boss, departed)), ApprovalStep{Who: WhoMember, Member: boss}, zhao, group(3), group(3), []Decider{{Member: boss}}},
	} {
		t.Run(name, func(t *testing.T) {
			if got := c.crew.Deciders(c.step, c.applicant, c.own, c.of); !slices.Equal(got, c.want) {
				t.Errorf("%v, want %v", got, c.want)
			}
		})
	}
}

func TestMayDecide(t *testing.T) {
	two := []ApprovalStep{{Who: WhoMember, Member: wang}, {Who: WhoRole, Role: actor.Administrator}}
	at := func(step int, state ApprovalState, applicant id.ID) *Approval {
		return &Approval{Steps: two, StepNo: step, State: state, Applicant: applicant, ApplicantGroup: group(3), Group: group(3)}
	}
	for name, c := range map[string]struct {
		crew *Crew
		ap   *Approval
		who  id.ID
		want fault.Code // zero: yes
	}{
		"轮到他":         {crew(), at(1, ApprovalPending, zhao), wang, fault.Code{}},
		"还没轮到":        {crew(), at(1, ApprovalPending, zhao), boss, ErrApprovalNotYou},
		"第二步轮到":       {crew(), at(2, ApprovalPending, zhao), boss, fault.Code{}},
		"第二步，第一步的人不行": {crew(), at(2, ApprovalPending, zhao), wang, ErrApprovalNotYou},
		"自己的申请":       {crew(), at(1, ApprovalPending, wang), wang, ErrApprovalNotYou},
		"结束了":         {crew(), at(2, ApprovalApproved, zhao), boss, ErrApprovalEnded},
		"撤回了":         {crew(), at(1, ApprovalWithdrawn, zhao), wang, ErrApprovalEnded},
		"代理":          {crew(away(wang, li)), at(1, ApprovalPending, zhao), li, fault.Code{}},
		"没请假就没有代理":    {crew(), at(1, ApprovalPending, zhao), li, ErrApprovalNotYou},
		"审批人走了，管理员接手": {crew(func(c *Crew) { c.Person(wang).Active = false }), at(1, ApprovalPending, zhao), boss, fault.Code{}},
		"申请人是管理员也不能自己批": {crew(func(c *Crew) { c.Person(wang).Active = false }), at(1, ApprovalPending, boss), boss, ErrApprovalNotYou},
	} {
		t.Run(name, func(t *testing.T) {
			_, err := c.crew.MayDecide(c.ap, c.who)
			if (c.want.Name == "") != (err == nil) || err != nil && !c.want.Is(err) {
				t.Errorf("%v, want %q", err, c.want.Name)
			}
		})
	}
	if d, _ := crew(away(wang, li)).MayDecide(at(1, ApprovalPending, zhao), li); d.For != wang {
		t.Errorf("the deputy decides for %v", d.For)
	}
}

func TestAfterAndWithdraw(t *testing.T) {
	two := []ApprovalStep{{Who: WhoLeader}, {Who: WhoRole, Role: actor.Leader}}
	for _, c := range []struct {
		step  int
		v     Verdict
		state ApprovalState
		next  int
	}{{1, Approve, ApprovalPending, 2}, {2, Approve, ApprovalApproved, 2}, {1, Refuse, ApprovalRefused, 1}, {2, Refuse, ApprovalRefused, 2}} {
		if state, next := (&Approval{Steps: two, StepNo: c.step}).After(c.v); state != c.state || next != c.next {
			t.Errorf("step %d %s: %s at %d", c.step, c.v, state, next)
		}
	}
	if MayWithdraw(&Approval{State: ApprovalPending, Applicant: zhao}, zhao) != nil || !ErrApprovalNotYou.Is(MayWithdraw(&Approval{State: ApprovalPending, Applicant: zhao}, wang)) ||
		!ErrApprovalEnded.Is(MayWithdraw(&Approval{State: ApprovalRefused, Applicant: zhao}, zhao)) {
		t.Error("withdrawing is the applicant's while it waits")
	}
}

func TestCheckSteps(t *testing.T) {
	headless := crew(func(c *Crew) { c.Person(wang).Head, c.Person(boss).Head = false, false })
	manager := ApprovalStep{Who: WhoRole, Role: actor.Manager}
	for name, c := range map[string]struct {
		crew  *Crew
		steps []ApprovalStep
		ok    bool
	}{
		"一步":      {crew(), []ApprovalStep{manager}, true},
		"三步":      {crew(), []ApprovalStep{{Who: WhoLeader}, manager, {Who: WhoMember, Member: boss}}, true},
		"没有步骤":    {crew(), nil, false},
		"太多":      {crew(), []ApprovalStep{{Who: WhoLeader}, {Who: WhoRecordLeader}, manager, {Who: WhoMember, Member: boss}, {Who: WhoMember, Member: li}, {Who: WhoMember, Member: wang}}, false},
		"转回去":     {crew(), []ApprovalStep{manager, {Who: WhoLeader}, manager}, false},
		"没人是这个角色": {crew(), []ApprovalStep{{Who: WhoRole, Role: actor.Leader}}, false},
		"没有这个角色":  {crew(), []ApprovalStep{{Who: WhoRole, Role: "emperor"}}, false},
		"离职的人":    {crew(), []ApprovalStep{{Who: WhoMember, Member: departed}}, false},
		"没有这个人":   {crew(), []ApprovalStep{{Who: WhoMember}}, false},
		"没有负责人":   {headless, []ApprovalStep{{Who: WhoLeader}}, false},
		"不认识":     {crew(), []ApprovalStep{{Who: "everybody"}}, false},
	} {
		t.Run(name, func(t *testing.T) {
			var p fault.Problems
			c.crew.CheckSteps(&p, c.steps)
			if (p.Err() == nil) != c.ok {
				t.Error(p.Err())
			}
		})
	}
}

func TestConditions(t *testing.T) {
	k := &ApprovalKind{Looks: []Look{{Field: "amount", Kind: Money}, {Field: "region", Kind: Text}, {Field: "chance", Kind: Choice, Options: []Option{{Value: "large"}, {Value: "small"}}}, {Field: "new", Kind: YesNo}}}
	facts := map[string]any{"amount": int64(50000), "region": "宁波", "chance": "large", "new": true}
	for name, c := range map[string]struct {
		Condition
		valid, holds bool
	}{
		"不小于":     {Condition{"amount", "ge", "50000"}, true, true},
		"不小于，不够":  {Condition{"amount", "ge", "50001"}, true, false},
		"不大于":     {Condition{"amount", "le", "50000"}, true, true},
		"金额不是数":   {Condition{"amount", "ge", "很多"}, false, false},
		"金额不能在其中": {Condition{"amount", "in", "1"}, false, false},
		"负数":      {Condition{"amount", "ge", "-1"}, false, true},
		"等于":      {Condition{"region", "eq", "宁波"}, true, true},
		"不等于":     {Condition{"region", "ne", "宁波"}, true, false},
		"在其中":     {Condition{"region", "in", "杭州, 宁波"}, true, true},
		"不在其中":    {Condition{"region", "in", "杭州,苏州"}, true, false},
		"空的":      {Condition{"region", "eq", " "}, false, false},
		"选项":      {Condition{"chance", "in", "large,small"}, true, true},
		"没有的选项":   {Condition{"chance", "eq", "huge"}, false, false},
		"是":       {Condition{"new", "eq", "true"}, true, true},
		"否":       {Condition{"new", "eq", "false"}, true, false},
		"没有的字段":   {Condition{"phone", "eq", "1"}, false, false},
	} {
		t.Run(name, func(t *testing.T) {
			var p fault.Problems
			k.CheckConditions(&p, []Condition{c.Condition})
			if (p.Err() == nil) != c.valid || Holds([]Condition{c.Condition}, facts) != c.holds {
				t.Errorf("valid: %v, holds: %v", p.Err(), Holds([]Condition{c.Condition}, facts))
			}
		})
	}
	if !Holds(nil, facts) {
		t.Error("without conditions a rule holds")
	}
}
