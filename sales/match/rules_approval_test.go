package match

import (
	"testing"

	"xiaoguan/base/actor"
	"xiaoguan/base/id"
	"xiaoguan/base/money"
	"xiaoguan/sales/lead"
)

func TestGuarded(t *testing.T) {
	mine, his, east, west := id.ID{15: 1}, id.ID{15: 2}, id.ID{15: 3}, id.ID{15: 4}
	key := lead.Lead{Key: true, Owner: mine, Group: east}
	plain, free := key, key
	plain.Key, free.Owner = false, id.ID{}
	as := func(r actor.Role, below ...id.ID) *actor.Actor { return &actor.Actor{Role: r, Below: below} }
	for name, c := range map[string]struct {
		l    lead.Lead
		a    *actor.Actor
		to   id.ID
		want bool
	}{
		"运营转重点线索": {key, as(actor.Operations), his, true},
		"不是重点":    {plain, as(actor.Operations), his, false},
		"没有负责人":   {free, as(actor.Operations), his, false},
		"还是原来的人":  {key, as(actor.Operations), mine, false},
		"自己组的经理":  {key, as(actor.Manager, east), his, false},
		"别的组的经理":  {key, as(actor.Manager, west), his, true},
		"管理员":     {key, as(actor.Administrator), his, false},
		"管理层":     {key, as(actor.Leader), his, false},
		"销售自己也不行": {key, as(actor.Salesperson, east), his, true},
	} {
		if got := guarded(&c.l, c.a, c.to); got != c.want {
			t.Errorf("%s: %v", name, got)
		}
	}
}

func TestGrouped(t *testing.T) {
	for fen, want := range map[money.Fen]string{0: "0", 5: "0.05", 99900: "999", 20900000: "209,000", 123456789: "1,234,567.89", 100000000000: "1,000,000,000"} {
		if got := grouped(fen); got != want {
			t.Errorf("%d: %s, want %s", fen, got, want)
		}
	}
}
