package lead

import (
	"context"
	"testing"
	"time"

	"xiaoguan/base/actor"
	"xiaoguan/base/fault"
	"xiaoguan/base/id"
	"xiaoguan/base/page"
	"xiaoguan/record"
	"xiaoguan/web"
)

func ptr[T any](v T) *T { return &v }

func TestBulk(t *testing.T) {
	each(t, func(t *testing.T, h *house) {
		ctx := context.Background()
		manager, sales, other := h.people[0], h.people[1], h.people[3]
		mine := h.add(t, New{Name: "宁波一号公司", Source: "百度", Tags: []string{"急"}, Owner: sales.Member, Cause: "test"})
		same := h.add(t, New{Name: "宁波二号公司", Source: "展会", Tags: []string{"急", "样板"}, Owner: sales.Member, Cause: "test"})
		theirs := h.add(t, New{Name: "无锡三号公司", Source: "百度", Owner: other.Member, Cause: "test"})
		ended := h.add(t, New{Name: "无锡四号公司", Source: "百度", Owner: sales.Member, Cause: "test"})
		if _, err := h.leads.Lose(ctx, h.admin, ended.ID, "价格"); err != nil {
			t.Fatal(err)
		}
		all := []id.ID{mine.ID, same.ID, theirs.ID, ended.ID, mine.ID}
		get := func(l *Lead) *Lead {
			t.Helper()
			out, err := h.leads.Get(ctx, h.admin, l.ID)
			if err != nil {
				t.Fatal(err)
			}
			return out
		}
		edit := func() *BulkEdit {
			return &BulkEdit{Source: ptr("展会"), Chance: ptr(Large), AddTags: []string{"样板"}, RemoveTags: []string{"没有的"}}
		}
		told := func(r *record.BulkResult) map[string]int {
			out := map[string]int{"": r.Changed}
			for _, s := range r.Skipped {
				out[s.Why] = s.Count
			}
			return out
		}

		// What would become, and what became, are told alike; the preview changes nothing.
		dry, err := h.leads.Bulk(ctx, sales, all, nil, edit(), true)
		if err != nil {
			t.Fatal(err)
		}
		if got := get(mine); got.Source != "百度" || got.Version != mine.Version || !dry.Batch.IsZero() {
			t.Errorf("a preview changed %+v", got)
		}
		wet, err := h.leads.Bulk(ctx, sales, all, nil, edit(), false)
		if err != nil {
			t.Fatal(err)
		}
		for _, r := range []*record.BulkResult{dry, wet} {
			if got := told(r); got[""] != 2 || got["不归你管，或不存在"] != 1 || got["已经结束"] != 1 || len(got) != 3 {
				t.Errorf("told %v", got)
			}
		}
		if a, b := get(mine), get(same); a.Source != "展会" || a.Chance != Large || a.TagList != "急,样板" || b.TagList != "急,样板" || get(theirs).Source != "百度" || get(ended).Source != "百度" {
			t.Errorf("changed: %+v %+v", a, b)
		}
		if again, err := h.leads.Bulk(ctx, sales, []id.ID{same.ID}, nil, edit(), false); err != nil || told(again)["本来就是这样"] != 1 || !again.Batch.IsZero() {
			t.Errorf("the same again: %+v %v", again, err)
		}

		// Undone field by field: what others have changed since is kept and told, what they changed elsewhere stays too.
		if _, err := h.leads.Edit(ctx, h.admin, mine.ID, &Patch{Source: ptr("老客户介绍")}); err != nil {
			t.Fatal(err)
		}
		if _, err := h.leads.Edit(ctx, h.admin, same.ID, &Patch{Region: ptr("宁波"), Source: ptr("转介绍")}); err != nil {
			t.Fatal(err)
		}
		for _, a := range []*actor.Actor{manager, h.admin} {
			if _, err := h.leads.UndoBulk(ctx, a, wet.Batch); !fault.ErrNotFound.Is(err) {
				t.Errorf("somebody else's bulk edit: %v", err)
			}
		}
		back, err := h.leads.UndoBulk(ctx, sales, wet.Batch)
		if err != nil {
			t.Fatal(err)
		}
		if got := told(back); got[""] != 1 || got["后来又改过，没有撤回"] != 1 {
			t.Errorf("undone: %v", got)
		}
		if a, b := get(mine), get(same); a.Source != "老客户介绍" || a.Chance != Large || a.TagList != "急,样板" || b.Source != "转介绍" || b.Chance != "" || b.Region != "宁波" || b.TagList != "急,样板" {
			t.Errorf("after undoing: %+v %+v", a, b)
		}
		if list, err := h.list(t, sales, web.List{Filter: []string{"tag:has:样板"}, Limit: 5}); err != nil || len(list.Items) != 2 {
			t.Errorf("tags after undoing: %v %v", len(list.Items), err)
		}
		if _, err := h.leads.UndoBulk(ctx, sales, wet.Batch); !ErrBulkUndone.Is(err) {
			t.Errorf("undone twice: %v", err)
		}

		// By conditions, within the writer's own reach.
		q := page.Query{Filters: []page.Filter{{Field: "state", Op: page.Eq, Values: []string{"open"}}}}
		byQuery, err := h.leads.Bulk(ctx, manager, nil, &q, &BulkEdit{Industry: ptr("机械")}, false)
		if err != nil || byQuery.Changed != 3 {
			t.Errorf("by conditions: %+v %v", byQuery, err)
		}
		for name, e := range map[string]*BulkEdit{"nothing": {}, "小没有原因": {Chance: ptr(Small)}, "没有的阶段": {StageID: ptr(mine.ID)}, "带逗号的标签": {AddTags: []string{"a,b"}}} {
			if _, err := h.leads.Bulk(ctx, sales, all, nil, e, true); fault.KindOf(err) != fault.Invalid {
				t.Errorf("%s: %v", name, err)
			}
		}
	})
}

func TestMayUndoBulk(t *testing.T) {
	made := noon
	for _, c := range []struct {
		name string
		b    bulkBatch
		now  time.Time
		want fault.Code
	}{
		{"十分钟整还可以", bulkBatch{CreatedAt: made}, made.Add(10 * time.Minute), fault.Code{}},
		{"过了就不行", bulkBatch{CreatedAt: made}, made.Add(10*time.Minute + time.Second), ErrBulkLate},
		{"撤过了", bulkBatch{CreatedAt: made, UndoneAt: made}, made, ErrBulkUndone},
	} {
		if err := mayUndoBulk(&c.b, c.now); (err == nil) != (c.want.Name == "") || err != nil && !c.want.Is(err) {
			t.Errorf("%s: %v", c.name, err)
		}
	}
}

func TestBoardEqualsLists(t *testing.T) {
	each(t, func(t *testing.T, h *house) {
		ctx := context.Background()
		h.crowd(t, 60)
		for name, a := range h.scopes() {
			for _, by := range []string{"stage_id", "chance", "state"} {
				in := web.List{Or: []string{"1:source:eq:展会", "1:region:eq:宁波"}, Limit: 4, Sort: "-expected_amount"}
				q, err := in.Query()
				if err != nil {
					t.Fatal(err)
				}
				columns, err := h.leads.Board(ctx, a, by, q)
				if err != nil {
					t.Fatal(err)
				}
				total := 0
				for _, col := range columns {
					total += col.Count
					if len(col.Items) != min(4, col.Count) || (col.Next != "") != (col.Count > 4) {
						t.Errorf("%s by %s: column %s of %d shows %d", name, by, col.Label, col.Count, len(col.Items))
					}
				}
				in.Limit = 200
				whole, err := h.list(t, a, in)
				if err != nil || len(whole.Items) != total {
					t.Errorf("%s by %s: the columns hold %d, the list %d: %v", name, by, total, len(whole.Items), err)
				}
			}
		}
		for _, by := range []string{"phone", "name", "kind", "nonsense", ""} {
			if _, err := h.leads.Board(ctx, h.admin, by, page.Query{Limit: 5}); fault.KindOf(err) != fault.Invalid {
				t.Errorf("by %q: %v", by, err)
			}
		}
	})
}
