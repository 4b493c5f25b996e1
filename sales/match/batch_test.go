package match

import (
	"context"
	"strings"
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"

	"xiaoguan/base/actor"
	"xiaoguan/base/fault"
	"xiaoguan/base/id"
	"xiaoguan/base/page"
	"xiaoguan/sales/lead"
	"xiaoguan/sales/team"
	"xiaoguan/store/db"
)

func TestAssign(t *testing.T) {
	each(t, func(t *testing.T, h *house) {
		wang, li := h.seller(t, "王芳", 1), h.seller(t, "李强", 1)
		far := h.member(t, team.Joining{Name: "西门", Role: actor.Salesperson, Group: h.west, Capacity: 10})
		reader := h.member(t, team.Joining{Name: "阅读", Role: actor.Readonly, Group: h.east, Capacity: 10})
		l := h.add(t, lead.New{})
		got, _, err := h.match.Assign(t.Context(), h.boss, l.ID, wang.Member, "离他最近")
		if err != nil || got.Owner != wang.Member || got.Group != h.east {
			t.Fatalf("%+v, %v", got, err)
		}
		if got, _, err = h.match.Assign(t.Context(), h.boss, l.ID, li.Member, ""); err != nil || h.read(t, l.ID).Owner != li.Member {
			t.Fatalf("%+v, %v", got, err)
		}
		if _, _, err = h.match.Assign(t.Context(), h.boss, l.ID, li.Member, ""); err != nil {
			t.Errorf("to the present owner: %v", err)
		}
		want := []spell{{Cause: "entry"}, {Owner: wang.Member, Cause: "assign"}, {Owner: li.Member, Cause: "assign", Open: true}}
		if diff := cmp.Diff(want, h.spells(t, l.ID)); diff != "" {
			t.Error(diff)
		}
		told := h.entries(t, l.ID, assigned)
		if len(told) != 2 || told[1].Actor != h.boss.Member {
			t.Fatalf("%+v", told)
		}
		said := map[string]any{}
		for _, c := range told[1].Changes {
			said[c.Field] = c.After
		}
		if said["reason"] != "离他最近" || said["cause"] != "assign" || said["owner_id"] != wang.Member.String() {
			t.Errorf("%v", said)
		}
		theirs, ended := h.add(t, lead.New{Owner: far.Member}), h.add(t, lead.New{Owner: wang.Member, Outcome: lead.Won})
		for _, c := range []struct {
			name     string
			lead, to id.ID
			check    func(error) bool
		}{
			{"别组的人", l.ID, far.Member, func(err error) bool { return field(err) == "owner_id" }},
			{"不做销售的人", l.ID, reader.Member, func(err error) bool { return field(err) == "owner_id" }},
			{"没有这个人", l.ID, h.ids.New(), func(err error) bool { return field(err) == "owner_id" }},
			{"别组的线索", theirs.ID, wang.Member, fault.ErrNotFound.Is},
			{"没有这条线索", h.ids.New(), wang.Member, fault.ErrNotFound.Is},
			{"已经结束", ended.ID, li.Member, lead.ErrState.Is},
		} {
			if _, _, err := h.match.Assign(t.Context(), h.boss, c.lead, c.to, ""); !c.check(err) {
				t.Errorf("%s: %v", c.name, err)
			}
		}
		if _, err := h.team.Leave(t.Context(), h.admin, wang.Member); err != nil {
			t.Fatal(err)
		}
		if _, _, err := h.match.Assign(t.Context(), h.boss, l.ID, wang.Member, ""); field(err) != "owner_id" {
			t.Errorf("to one who has left: %v", err)
		}
		if diff := cmp.Diff(want, h.spells(t, l.ID)); diff != "" {
			t.Error(diff)
		}
	})
}

func TestAssignMany(t *testing.T) {
	each(t, func(t *testing.T, h *house) {
		wang, li := h.seller(t, "王芳", 2), h.seller(t, "李强", 50)
		far := h.member(t, team.Joining{Name: "西门", Role: actor.Salesperson, Group: h.west, Capacity: 10})
		free := h.pool(t, 3)
		his, hers := h.add(t, lead.New{Owner: li.Member}).ID, h.add(t, lead.New{Owner: wang.Member}).ID
		theirs, ended, unknown := h.add(t, lead.New{Owner: far.Member}).ID, h.add(t, lead.New{Owner: li.Member, Outcome: lead.Lost, LostReason: "价格"}).ID, h.ids.New()
		untouched := *h.read(t, theirs)
		ids := append([]id.ID{unknown, theirs, ended, hers, his, free[0]}, free...)
		done, err := h.match.AssignMany(t.Context(), h.boss, ids, wang.Member)
		if err != nil {
			t.Fatal(err)
		}
		want := []Skipped{{unknown, WhyGone}, {theirs, WhyGone}, {ended, WhyEnded}, {hers, WhySame}}
		if diff := cmp.Diff(want, done.Skipped); diff != "" || done.Assigned != 4 {
			t.Fatalf("%d, %s", done.Assigned, diff)
		}
		if diff := cmp.Diff(untouched, *h.read(t, theirs)); diff != "" {
			t.Errorf("a lead out of reach was touched: %s", diff)
		}
		acts := map[id.ID]bool{}
		for _, v := range append(free, his) {
			e := h.entries(t, v, assigned)
			if len(e) != 1 || h.read(t, v).Owner != wang.Member {
				t.Fatalf("%v: %d entries", v, len(e))
			}
			acts[e[0].Act] = true
		}
		if len(acts) != 1 {
			t.Errorf("%d acts", len(acts))
		}

		b := h.undo(t, h.boss, done.Batch)
		if b.State != Undone || b.Returned != 4 || b.Kept != 0 {
			t.Errorf("%+v", b.Head)
		}
		if l := h.read(t, his); l.Owner != li.Member || l.Group != h.east {
			t.Errorf("%+v", l)
		}
		for _, v := range free {
			if l := h.read(t, v); !l.Owner.IsZero() || !l.Group.IsZero() || len(h.entries(t, v, unassigned)) != 1 {
				t.Errorf("%+v", l)
			}
		}
		if none, err := h.match.AssignMany(t.Context(), h.boss, []id.ID{theirs}, wang.Member); err != nil || !none.Batch.IsZero() || none.Assigned != 0 {
			t.Errorf("%+v, %v", none, err)
		}
		if _, err := h.match.AssignMany(t.Context(), h.boss, free, far.Member); field(err) != "owner_id" {
			t.Errorf("%v", err)
		}
		if _, err := h.match.AssignMany(t.Context(), h.boss, make([]id.ID, 3), wang.Member); field(err) != "ids" {
			t.Errorf("%v", err)
		}
	})
}

func TestBatch(t *testing.T) {
	each(t, func(t *testing.T, h *house) {
		cars, meds := h.seller(t, "车专家", 3, "汽车"), h.seller(t, "药专家", 3, "医药")
		far := h.member(t, team.Joining{Name: "西边的车专家", Role: actor.Salesperson, Group: h.west, Capacity: 50, Tags: []string{"汽车"}})
		h.add(t, lead.New{Owner: cars.Member})
		var leads []*lead.Lead
		for _, industry := range []string{"汽车零部件", "汽车", "医药", "医药流通", ""} {
			leads = append(leads, h.add(t, lead.New{Industry: industry, Region: "宁波"}))
		}
		h.add(t, lead.New{Owner: far.Member, Region: "宁波"})
		b, err := h.match.Preview(t.Context(), h.boss, page.Query{Filters: []page.Filter{{Field: "region", Op: page.Eq, Values: []string{"宁波"}}}}, nil)
		v := h.view(t, h.boss, b, err)
		if v.State != Preview || len(v.Items) != 5 || v.Leads != 5 || len(v.People) != 2 {
			t.Fatalf("%+v", v)
		}
		for i, who := range []*actor.Actor{cars, cars, meds, meds, meds} { // the last goes to who carries less
			if v.Items[i].Owner == nil || v.Items[i].Owner.ID != who.Member || v.Items[i].LeadName != leads[i].Name {
				t.Errorf("%d: %+v", i, v.Items[i])
			}
			if !h.read(t, leads[i].ID).Owner.IsZero() {
				t.Error("a preview moved a lead")
			}
		}
		if first := v.Items[0]; first.Reasons[0].Text != "熟悉汽车零部件行业" || first.Alternatives[0].Owner.ID != meds.Member || first.Alternatives[0].Loss <= 0 {
			t.Errorf("%+v", first)
		}
		english := *h.boss
		english.Lang = "en"
		if again, err := h.match.Get(t.Context(), &english, b.ID); err != nil || h.view(t, &english, again, nil).Items[0].Reasons[0].Text != "Knows the 汽车零部件 industry" {
			t.Errorf("%v", err)
		}
		if _, err := h.match.Get(t.Context(), h.rival, b.ID); !fault.ErrNotFound.Is(err) {
			t.Errorf("another group's manager: %v", err)
		}
		if _, err := h.match.Undo(t.Context(), h.boss, b.ID); !ErrBatchState.Is(err) {
			t.Errorf("undo of a preview: %v", err)
		}

		h.applyAndUndo(t, b.ID, leads, cars, meds)
	})
}

// applyAndUndo goes on with a preview: one lead is taken by somebody else in between, one is followed up and one handed on
// after it was applied.
func (h *house) applyAndUndo(t *testing.T, batch id.ID, leads []*lead.Lead, cars, meds *actor.Actor) {
	quick := h.seller(t, "手快", 5)
	if _, err := h.match.Claim(t.Context(), quick, leads[1].ID, nil); err != nil {
		t.Fatal(err)
	}
	v := h.apply(t, h.boss, batch, nil)
	var results []Result
	for _, i := range v.Items {
		results = append(results, i.Result)
	}
	if diff := cmp.Diff([]Result{Done, WhyClaimed, Done, Done, Done}, results); diff != "" || v.State != Applied || v.Applied != 4 || v.Passed != 1 {
		t.Fatalf("%+v %s", v.Head, diff)
	}
	if h.read(t, leads[1].ID).Owner != quick.Member || h.read(t, leads[0].ID).Owner != cars.Member {
		t.Error("wrong owners")
	}
	if diff := cmp.Diff([]spell{{Cause: "entry"}, {Owner: meds.Member, Cause: "match", Open: true}}, h.spells(t, leads[2].ID)); diff != "" {
		t.Error(diff)
	}
	if again := h.apply(t, h.boss, batch, nil); again.Applied != 4 || len(h.entries(t, leads[0].ID, assigned)) != 1 {
		t.Errorf("applied twice: %+v", again.Head)
	}
	h.touch(t, leads[2].ID)
	if _, _, err := h.match.Assign(t.Context(), h.boss, leads[3].ID, cars.Member, ""); err != nil {
		t.Fatal(err)
	}
	u := h.undo(t, h.boss, batch)
	results = nil
	for _, i := range u.Items {
		results = append(results, i.Result)
	}
	if diff := cmp.Diff([]Result{GivenBack, WhyClaimed, KeptTouched, KeptMoved, GivenBack}, results); diff != "" || u.State != Undone || u.Returned != 2 || u.Kept != 2 {
		t.Errorf("%+v %s", u.Head, diff)
	}
	for i, owner := range []id.ID{{}, quick.Member, meds.Member, cars.Member, {}} {
		if l := h.read(t, leads[i].ID); l.Owner != owner || l.Group.IsZero() != owner.IsZero() {
			t.Errorf("%d: owner %v, want %v", i, l.Owner, owner)
		}
	}
	if again := h.undo(t, h.boss, batch); again.Returned != 2 {
		t.Errorf("undone twice: %+v", again.Head)
	}
	if _, err := h.match.Apply(t.Context(), h.boss, batch, nil); !ErrBatchState.Is(err) {
		t.Errorf("applied after undoing: %v", err)
	}
}

// touch logs a follow-up as its chapter's row.
func (h *house) touch(t *testing.T, lead id.ID) {
	t.Helper()
	now := h.match.Now()
	h.write(t, func(ctx context.Context, tx *db.Tx) error {
		_, err := tx.NewRaw("INSERT INTO touch (org_id, id, subject_kind, subject_id, kind, at, day, created_at) VALUES (?, ?, 'lead', ?, 'phone', ?, '2026-11-24', ?)",
			h.admin.Org, h.ids.New(), lead, now.Add(-time.Hour), now).Exec(ctx)
		return err
	})
}

func TestApply_Choices(t *testing.T) {
	each(t, func(t *testing.T, h *house) {
		wang, li := h.seller(t, "王芳", 2, "汽车"), h.seller(t, "李强", 1)
		far := h.member(t, team.Joining{Name: "西门", Role: actor.Salesperson, Group: h.west, Capacity: 10})
		var leads []id.ID
		for range 4 {
			leads = append(leads, h.add(t, lead.New{Industry: "汽车"}).ID)
		}
		v := h.preview(t, h.boss, leads...)
		var nobody ItemView
		for _, i := range v.Items {
			if i.Owner == nil {
				nobody = i
			}
		}
		if len(nobody.Reasons) != 1 || nobody.Reasons[0].Text != "合适的人都满了，先留着" {
			t.Fatalf("%+v", v.Items)
		}
		for _, c := range []struct {
			name   string
			choice Choice
			field  string
		}{
			{"别组的人", Choice{leads[0], far.Member}, "items[0].owner_id"},
			{"不在这一批", Choice{h.ids.New(), wang.Member}, "items"},
		} {
			if _, err := h.match.Apply(t.Context(), h.boss, v.ID, []Choice{c.choice}); field(err) != c.field {
				t.Errorf("%s: %v", c.name, err)
			}
		}
		// three for 李强, who can carry one; the fourth is not chosen
		got := h.apply(t, h.boss, v.ID, []Choice{{leads[0], li.Member}, {leads[1], li.Member}, {leads[2], li.Member}})
		counts := map[Result]int{}
		for _, i := range got.Items {
			counts[i.Result]++
		}
		if diff := cmp.Diff(map[Result]int{Done: 1, WhyFull: 2, LeftOut: 1}, counts); diff != "" || got.State != Applied {
			t.Errorf("%s", diff)
		}
		if !strings.Contains(got.Items[0].Reasons[0].Text, "人工指定") && got.Items[0].Result != LeftOut {
			t.Errorf("%+v", got.Items[0])
		}
		load, err := openLeads(t.Context(), h.store.Read(), li.Org, []id.ID{li.Member, wang.Member})
		if err != nil || load[li.Member] != 1 || load[wang.Member] != 0 {
			t.Errorf("%v, %v", load, err)
		}
	})
}

// A batch of several chunks, applied by two at once, then undone: every lead moves once and is back exactly where it was.
func TestBatch_RoundTrip(t *testing.T) {
	each(t, func(t *testing.T, h *house) {
		const n = 3*chunk + 7
		h.members(t, team.Joining{Name: "销售", Role: actor.Salesperson, Group: h.east, Capacity: 40}, 10)
		leads := h.raw(t, n)
		before := h.rows(t)
		v := h.preview(t, h.boss, leads...)
		placed := 0
		for _, i := range v.Items {
			if i.Owner != nil {
				placed++
			}
		}
		if len(v.Items) != n || placed != 400 {
			t.Fatalf("%d items, %d placed", len(v.Items), placed)
		}
		done := make(chan error, 2)
		for range 2 {
			go func() {
				_, err := h.match.Apply(t.Context(), h.boss, v.ID, nil)
				done <- err
			}()
		}
		for range 2 {
			if err := <-done; err != nil {
				t.Fatal(err)
			}
		}
		b, err := h.match.Get(t.Context(), h.boss, v.ID)
		after := h.view(t, h.boss, b, err)
		if after.Applied != placed || after.Passed != 0 {
			t.Errorf("%+v", after.Head)
		}
		for _, p := range after.People {
			load, err := openLeads(t.Context(), h.store.Read(), h.admin.Org, []id.ID{p.ID})
			if err != nil || load[p.ID] != 40 {
				t.Errorf("%s carries %d, %v", p.Name, load[p.ID], err)
			}
		}
		for _, i := range after.Items[:5] {
			if i.Owner != nil && len(h.entries(t, i.LeadID, assigned)) != 1 {
				t.Errorf("%v moved more than once", i.LeadID)
			}
		}
		heads, err := h.match.Heads(t.Context(), h.boss, id.ID{})
		if err != nil || len(heads) != 1 || heads[0].ID != v.ID || heads[0].Applied != placed {
			t.Errorf("%+v, %v", heads, err)
		}
		if other, err := h.match.Heads(t.Context(), h.rival, id.ID{}); err != nil || len(other) != 0 {
			t.Errorf("%+v, %v", other, err)
		}
		if u := h.undo(t, h.boss, v.ID); u.Returned != placed {
			t.Errorf("%+v", u.Head)
		}
		if diff := cmp.Diff(before, h.rows(t)); diff != "" {
			t.Error(diff)
		}
	})
}

func TestUndo_TooLate(t *testing.T) {
	each(t, func(t *testing.T, h *house) {
		wang := h.seller(t, "王芳", 5)
		leads := h.pool(t, 1)
		v := h.preview(t, h.boss, leads...)
		h.apply(t, h.boss, v.ID, nil)
		h.skew.Store(int64(UndoFor + time.Minute))
		if _, err := h.match.Undo(t.Context(), h.boss, v.ID); !ErrBatchState.Is(err) {
			t.Errorf("%v", err)
		}
		if h.read(t, leads[0]).Owner != wang.Member {
			t.Error("moved all the same")
		}
	})
}
