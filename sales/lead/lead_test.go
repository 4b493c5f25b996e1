package lead

import (
	"context"
	"encoding/json"
	"fmt"
	"math/rand/v2"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"

	"xiaoguan/base/actor"
	"xiaoguan/base/day"
	"xiaoguan/base/fault"
	"xiaoguan/base/id"
	"xiaoguan/base/money"
	"xiaoguan/record"
	"xiaoguan/store/db"
	"xiaoguan/web"
)

// TestPagesMeetWithoutGapOrDouble pages through a list in every order and scope and sees each visible lead exactly once.
func TestPagesMeetWithoutGapOrDouble(t *testing.T) {
	each(t, func(t *testing.T, h *house) {
		r := rand.New(rand.NewPCG(7, 7))
		visible := map[*actor.Actor]int{}
		for i := range 90 {
			owner := h.people[r.IntN(4)]
			n := New{Name: fmt.Sprintf("苏州第%d机械有限公司", i), Owner: owner.Member, ExpectedAmount: money.Fen(r.IntN(5) * 100), IntakeAt: noon.AddDate(0, 0, -r.IntN(9)), Cause: "test"}
			if r.IntN(2) == 0 {
				n.NextDue = day.Date(2026, 11, 20).Add(r.IntN(6))
			}
			l := h.add(t, n)
			group := owner.Group
			if i%7 == 0 { // owned by one, counted for the group of another
				group = h.people[r.IntN(4)].Group
				err := h.store.Write(t.Context(), func(ctx context.Context, tx *db.Tx) error {
					_, err := tx.NewRaw("UPDATE lead SET group_id = ? WHERE org_id = ? AND id = ?", group, l.Org, l.ID).Exec(ctx)
					return err
				})
				if err != nil {
					t.Fatal(err)
				}
			}
			for _, a := range append(h.people, h.admin) {
				if a.Reaches(actor.LeadRead, owner.Member, group) {
					visible[a]++
				}
			}
		}
		for _, a := range append(h.people, h.admin) {
			for _, sort := range []string{"", "-id", "id", "-expected_amount", "next_due", "-next_due", "idle_since,-expected_amount", "name", "-intake_day,no"} {
				seen := map[id.ID]bool{}
				cursor := ""
				for pages := 0; pages < 40; pages++ {
					out, err := h.list(t, a, web.List{Sort: sort, Cursor: cursor, Limit: 7, Count: true})
					if err != nil {
						t.Fatalf("%s sort %q: %v", a.Role, sort, err)
					}
					if out.Count.N != visible[a] {
						t.Fatalf("%s sort %q: counts %d of %d", a.Role, sort, out.Count.N, visible[a])
					}
					for _, l := range out.Items {
						if seen[l.ID] {
							t.Fatalf("%s sort %q: %s twice", a.Role, sort, l.Name)
						}
						seen[l.ID] = true
					}
					if cursor = out.Next; cursor == "" {
						break
					}
				}
				if len(seen) != visible[a] {
					t.Errorf("%s sort %q: saw %d of %d", a.Role, sort, len(seen), visible[a])
				}
			}
		}
	})
}

func TestListSaysWhatIsWrong(t *testing.T) {
	each(t, func(t *testing.T, h *house) {
		for _, in := range []web.List{
			{Filter: []string{"phone:eq:138"}}, {Filter: []string{"nonsense:eq:1"}}, {Filter: []string{"name"}}, {Filter: []string{"name:like:x"}}, {Filter: []string{"state:eq:gone"}},
			{Filter: []string{"expected_amount:ge:much"}}, {Filter: []string{"next_due:lt:2026-13-01"}}, {Filter: []string{"owner_id:eq:me'; --"}}, {Sort: "custom"}, {Sort: "(CASE WHEN 1=1 THEN id ELSE name END)"},
			{Filter: []string{"name:lt:a"}}, {Filter: []string{"name:eq:a\x00b"}},
		} {
			in.Limit = 5
			_, err := h.list(t, h.admin, in)
			f, ok := fault.Of(err)
			if !ok || f.Code.Kind != fault.Invalid || len(f.Fields) != 1 || f.Fields[0].Want.ZH == "" {
				t.Errorf("%+v: got %v", in, err)
			}
		}
		if _, err := h.list(t, h.admin, web.List{Cursor: "bm90aGluZw", Limit: 5}); fault.KindOf(err) != fault.Malformed {
			t.Errorf("cursor: %v", err)
		}
	})
}

func TestSearchFindsTwoCharactersInScopeOnly(t *testing.T) {
	each(t, func(t *testing.T, h *house) {
		ctx := context.Background()
		mine := h.add(t, New{Name: "宁波拓森汽车零部件有限公司", ContactName: "王海涛", Phone: "138 0013 6621", Owner: h.people[1].Member, Cause: "test"})
		theirs := h.add(t, New{Name: "无锡拓森动力科技有限公司", Owner: h.people[3].Member, Cause: "test"})
		apart := h.add(t, New{Name: "拓展森林公园", Owner: h.people[1].Member, Cause: "test"})
		s := record.NewSearcher()
		s.Add(Type, h.leads.Found)
		find := func(a *actor.Actor, q string) map[id.ID]bool {
			found, _, err := s.Find(ctx, h.store, a, q, 20)
			if err != nil {
				t.Fatal(err)
			}
			out := map[id.ID]bool{}
			for _, f := range found {
				out[f.ID] = true
			}
			return out
		}
		for _, c := range []struct {
			name, q string
			a       *actor.Actor
			want    []*Lead
		}{
			{"两个字", "拓森", h.admin, []*Lead{mine, theirs}}, {"只看自己的", "拓森", h.people[1], []*Lead{mine}}, {"联系人", "海涛", h.people[1], []*Lead{mine}},
			{"完整号码", "13800136621", h.people[1], []*Lead{mine}}, {"尾号", "6621", h.people[1], []*Lead{mine}}, {"号码中段不给查", "0013", h.people[1], nil},
			{"线索号", mine.Number(), h.people[1], []*Lead{mine}}, {"三个字要连着", "拓森林", h.admin, nil}, {"别人的查不到", "无锡", h.people[1], nil}, {"没有的", "火星", h.admin, nil},
		} {
			got := find(c.a, c.q)
			if len(got) != len(c.want) {
				t.Errorf("%s: found %d, want %d", c.name, len(got), len(c.want))
			}
			for _, l := range c.want {
				if !got[l.ID] {
					t.Errorf("%s: %s missing", c.name, l.Name)
				}
			}
		}
		_ = apart
	})
}

func TestChanceNeedsAReasonWhenSmall(t *testing.T) {
	each(t, func(t *testing.T, h *house) {
		ctx := context.Background()
		l := h.add(t, New{Name: "常州瑞铂新材料有限公司", Owner: h.people[1].Member, Cause: "test"})
		small, none, reason, made := Small, NoHope, "嫌贵", "我编的"
		for _, p := range []*Patch{{Chance: &small}, {Chance: &none}, {Chance: &small, ChanceReason: &made}} {
			_, err := h.leads.Edit(ctx, h.people[1], l.ID, p)
			if f, ok := fault.Of(err); !ok || len(f.Fields) != 1 || f.Fields[0].Name != "chance_reason" {
				t.Errorf("%+v: got %v", p, err)
			}
		}
		got, err := h.leads.Edit(ctx, h.people[1], l.ID, &Patch{Chance: &small, ChanceReason: &reason})
		if err != nil || got.Chance != Small || got.ChanceReason != reason {
			t.Fatalf("got %+v, %v", got, err)
		}
		large := Large
		if got, err = h.leads.Edit(ctx, h.people[1], l.ID, &Patch{Chance: &large}); err != nil || got.ChanceReason != "" {
			t.Fatalf("a large chance keeps no reason: %+v, %v", got, err)
		}
	})
}

func TestVersionsAndScopeOfEdits(t *testing.T) {
	each(t, func(t *testing.T, h *house) {
		ctx := context.Background()
		l := h.add(t, New{Name: "合肥众擎电驱有限公司", Owner: h.people[1].Member, Cause: "test"})
		name, one := "合肥众擎电驱股份有限公司", int64(1)
		if _, err := h.leads.Edit(ctx, h.people[3], l.ID, &Patch{Name: &name}); !fault.ErrNotFound.Is(err) {
			t.Fatalf("a stranger's edit: %v", err)
		}
		if _, err := h.leads.Edit(ctx, h.people[1], l.ID, &Patch{Name: &name, Version: &one}); err != nil {
			t.Fatal(err)
		}
		if _, err := h.leads.Edit(ctx, h.people[1], l.ID, &Patch{Name: &name, Version: &one}); !fault.ErrVersion.Is(err) {
			t.Fatalf("a stale version: %v", err)
		}
	})
}

func TestWinOnceAndTellTheStory(t *testing.T) {
	each(t, func(t *testing.T, h *house) {
		ctx := context.Background()
		l := h.add(t, New{Name: "湖州昌硕锻造有限公司", ContactName: "沈建良", Phone: "13912345678", Owner: h.people[1].Member, Cause: "test"})
		if _, err := h.leads.Lose(ctx, h.people[1], l.ID, "不存在的原因"); fault.KindOf(err) != fault.Invalid {
			t.Fatalf("unknown reason: %v", err)
		}
		if _, err := h.leads.MarkKey(ctx, h.people[1], l.ID, true, "当地样板厂"); err != nil {
			t.Fatal(err)
		}
		tags := []string{"锻造", "老客户"}
		if _, err := h.leads.Edit(ctx, h.people[1], l.ID, &Patch{Tags: &tags}); err != nil {
			t.Fatal(err)
		}
		if _, err := h.leads.Win(ctx, h.people[1], l.ID, 0, nil); err != nil {
			t.Fatal(err)
		}
		if _, err := h.leads.Win(ctx, h.people[1], l.ID, 0, nil); !ErrState.Is(err) {
			t.Fatalf("won twice: %v", err)
		}
		items, _, err := h.leads.Timeline(ctx, h.people[1], l.ID, id.ID{})
		if err != nil || len(items) != 4 || items[0].Kind != "lead.won" || items[3].Kind != "lead.created" {
			t.Fatalf("timeline %+v, %v", items, err)
		}
		want := []Told{{"tag", "标签", "", "老客户、锻造"}, {"key", "重点", "", "是"}, {"key_reason", "重点原因", "", "当地样板厂"}}
		if diff := cmp.Diff(want, append(items[1].Changes, items[2].Changes...)); diff != "" {
			t.Errorf("told: %s", diff)
		}
		text, _ := json.Marshal(items)
		if strings.Contains(string(text), "13912345678") {
			t.Fatal("a whole number stands in the timeline")
		}
	})
}
