package record

import (
	"strings"
	"testing"

	"xiaoguan/base/actor"
	"xiaoguan/base/fault"
	"xiaoguan/base/id"
)

func TestExplain(t *testing.T) {
	me, mate, stranger := id.ID{1}, id.ID{2}, id.ID{3}
	mine, deep, far := id.ID{11}, id.ID{12}, id.ID{13}
	this := id.ID{15: 1}
	typ := &Type{Kind: "lead", Read: actor.LeadRead, Unowned: actor.LeadClaim, Acts: []Act{
		{Name: "read", Permission: actor.LeadRead, Pool: PoolSeen}, {Name: "edit", Permission: actor.LeadWrite}, {Name: "claim", Permission: actor.LeadClaim, Pool: PoolOnly},
		{Name: "assign", Permission: actor.LeadAssign, Pool: PoolAny}, {Name: "reveal", Permission: actor.LeadReveal, Opens: actor.Phone}}}
	for _, c := range []struct {
		name         string
		role         actor.Role
		owner, group id.ID
		masks        actor.Masks
		want         string // the acts that may be done
		why          string // about reading, in Chinese
		right        actor.Right
	}{
		{"销售员看自己的", actor.Salesperson, me, mine, nil, "read edit reveal", "范围是自己的，这条是自己负责的", actor.NoRight},
		{"销售员看同组同事的", actor.Salesperson, mate, mine, nil, "", "范围只到自己的，这条是同组同事负责的", actor.NoRight},
		{"销售员看没人负责的", actor.Salesperson, id.ID{}, id.ID{}, nil, "read claim", "没人负责的，能领的人都看得到", actor.NoRight},
		{"经理看下级组的", actor.Manager, stranger, deep, nil, "read edit assign reveal", "范围是本组和下级组的，这条是下级小组负责的", actor.NoRight},
		{"经理看别组的", actor.Manager, stranger, far, nil, "", "范围只到本组和下级组的，这条是别的小组负责的", actor.NoRight},
		{"经理分没人负责的", actor.Manager, id.ID{}, id.ID{}, nil, "read claim assign", "没人负责的，能领的人都看得到", actor.NoRight},
		{"运营看任何一条，但不看号码", actor.Operations, stranger, far, nil, "read edit assign", "范围是全公司的，这条是别的小组负责的", actor.NoRight},
		{"管理层只看", actor.Leader, stranger, far, nil, "read", "范围是全公司的，这条是别的小组负责的", actor.NoRight},
		{"管理员都行", actor.Administrator, stranger, far, nil, "read edit assign reveal", "范围是全公司的，这条是别的小组负责的", actor.NoRight},
		{"看不到电话的角色，自己的也不能看号码", actor.Salesperson, me, mine, actor.Masks{{Kind: "lead", Group: actor.Phone}: actor.Hidden}, "read edit", "范围是自己的，这条是自己负责的", actor.NoRight},
		{"没有任何权限", "nothing", me, mine, nil, "", "角色里没有这个权限", actor.NoRight},
		{"只看的协作人", actor.Salesperson, stranger, far, nil, "read", "是协作人，给的是「只看」", actor.Reads},
		{"一起跟进的协作人，不能分给别人", actor.Salesperson, stranger, far, nil, "read edit reveal", "是协作人，给的是「一起跟进」", actor.Follows},
		{"协作人也是经理：范围里的不靠协作", actor.Manager, stranger, deep, nil, "read edit assign reveal", "范围是本组和下级组的，这条是下级小组负责的", actor.Reads},
		{"角色里没有，协作也没有", "nothing", stranger, far, nil, "", "角色里没有这个权限", actor.Follows},
	} {
		t.Run(c.name, func(t *testing.T) {
			a := &actor.Actor{Member: me, Group: mine, Below: []id.ID{mine, deep}, Grants: actor.GrantsOf(c.role), Masks: c.masks, Joined: actor.JoinedOf([]actor.Join{{Kind: "lead", Record: this, Right: c.right}})}
			var may []string
			for _, f := range typ.Explain(a, this, c.owner, c.group) {
				if f.OK {
					may = append(may, f.Act.Name)
				}
				if f.Why.ZH == "" || f.Why.EN == "" || strings.Contains(f.Why.ZH+f.Why.EN, "{") {
					t.Errorf("%s says %+v", f.Act.Name, f.Why)
				}
				if f.Act.Name == "read" && f.Why.ZH != c.why {
					t.Errorf("reading: %q, want %q", f.Why.ZH, c.why)
				}
			}
			if got := strings.Join(may, " "); got != c.want {
				t.Errorf("may %q, want %q", got, c.want)
			}
		})
	}
}

func TestSight(t *testing.T) {
	typ := &Type{Kind: "lead", Columns: []Column{{Name: "phone", Sensitive: actor.Phone, Label: fault.Text{ZH: "电话", EN: "Phone"}}, {Name: "expected_amount", Sensitive: actor.Amount}, {Name: "wechat", Sensitive: actor.Wechat}, {Name: "name"}}}
	field := func(g actor.Sensitive, s actor.Sight) actor.Masks { return actor.Masks{{Kind: "lead", Group: g}: s} }
	for _, c := range []struct {
		name          string
		masks         actor.Masks
		column, value string
		shown         string // by Veil
		filter, write bool
	}{
		{"电话照常打码", nil, "phone", "13800138000", "138****8000", false, true},
		{"电话看全", field(actor.Phone, actor.Shown), "phone", "13800138000", "13800138000", true, true},
		{"电话看不到", field(actor.Phone, actor.Hidden), "phone", "13800138000", "", false, false},
		{"金额照常看得到", nil, "expected_amount", "100", "100", true, true},
		{"金额打码就是没有", field(actor.Amount, actor.Masked), "expected_amount", "100", "", false, false},
		{"微信照常", nil, "wechat", "tom", "tom", true, true},
		{"微信是手机号，照电话", nil, "wechat", "13800138000", "138****8000", true, true},
		{"微信是手机号，电话看不到", field(actor.Phone, actor.Hidden), "wechat", "13800138000", "", true, true},
		{"名称不敏感", field(actor.Phone, actor.Hidden), "name", "拓森", "", true, true},
	} {
		t.Run(c.name, func(t *testing.T) {
			a := &actor.Actor{Masks: c.masks}
			column, _ := typ.Column(c.column)
			if column.Sensitive != "" {
				if got := Veil(a, "lead", column.Sensitive, c.value); got != c.shown {
					t.Errorf("shown as %q, want %q", got, c.shown)
				}
			}
			if got := typ.blind(a, column) == nil; got != c.filter {
				t.Errorf("filter: %v", got)
			}
			if got := typ.MayWrite(a, map[string]bool{c.column: true}) == nil; got != c.write {
				t.Errorf("write: %v", got)
			}
		})
	}
}
