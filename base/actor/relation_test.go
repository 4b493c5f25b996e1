package actor

import (
	"testing"

	"xiaoguan/base/id"
)

func TestReachesRecord(t *testing.T) {
	mine, read, follow, other, customer := id.ID{15: 1}, id.ID{15: 2}, id.ID{15: 3}, id.ID{15: 4}, id.ID{15: 5}
	me, somebody := id.ID{14: 1}, id.ID{14: 2}
	joined := func() *Joined {
		return JoinedOf([]Join{{"lead", follow, Follows}, {"lead", read, Reads}, {"customer", customer, Reads}})
	}
	own := map[Permission]Scope{LeadRead: Own, LeadWrite: Own, TouchWrite: Own, LeadReveal: Own, LeadAssign: Below, CustomerRead: Own, CustomerEdit: Own, InsightRead: Own}
	for _, c := range []struct {
		name   string
		grants map[Permission]Scope
		joined *Joined
		p      Permission
		record id.ID
		owner  id.ID
		want   bool
	}{
		{"自己的照旧", own, joined(), LeadWrite, mine, me, true},
		{"只看：看得到", own, joined(), LeadRead, read, somebody, true},
		{"只看：不能改", own, joined(), LeadWrite, read, somebody, false},
		{"只看：不能记跟进", own, joined(), TouchWrite, read, somebody, false},
		{"只看：不看号码", own, joined(), LeadReveal, read, somebody, false},
		{"一起跟进：能改", own, joined(), LeadWrite, follow, somebody, true},
		{"一起跟进：看号码", own, joined(), LeadReveal, follow, somebody, true},
		{"一起跟进：不能分给别人", own, joined(), LeadAssign, follow, somebody, false},
		{"一起跟进：不进报表", own, joined(), InsightRead, follow, somebody, false},
		{"角色里没有就没有", map[Permission]Scope{LeadRead: Own}, joined(), LeadWrite, follow, somebody, false},
		{"没请他的那条", own, joined(), LeadRead, other, somebody, false},
		{"客户只看", own, joined(), CustomerEdit, customer, somebody, false},
		{"谁也没请他", own, nil, LeadRead, read, somebody, false},
	} {
		a := &Actor{Member: me, Grants: c.grants, Joined: c.joined}
		if got := a.ReachesRecord(c.p, c.record, c.owner, id.ID{}); got != c.want {
			t.Errorf("%s: %v", c.name, got)
		}
	}
	a := &Actor{Member: me, Grants: own, Joined: joined()}
	if got := len(a.JoinedFor(LeadRead)); got != 2 {
		t.Errorf("%d leads are seen by collaborating, want 2", got)
	}
	if got := a.JoinedFor(LeadWrite); len(got) != 1 || got[0] != follow {
		t.Errorf("changed by collaborating: %v", got)
	}
	a.Grants = Everything()
	if a.JoinedFor(LeadRead) != nil {
		t.Error("who sees everything looks for what he collaborates on")
	}
}
