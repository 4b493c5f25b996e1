package match

import (
	"fmt"
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"

	"xiaoguan/base/actor"
	"xiaoguan/base/id"
	"xiaoguan/base/page"
	"xiaoguan/sales/lead"
	"xiaoguan/sales/team"
)

// owned waits until somebody owns a lead, at most three seconds.
func (h *house) owned(t *testing.T, lead id.ID) id.ID {
	t.Helper()
	for deadline := time.Now().Add(3 * time.Second); time.Now().Before(deadline); time.Sleep(20 * time.Millisecond) {
		if l := h.read(t, lead); !l.Owner.IsZero() {
			return l.Owner
		}
	}
	return id.ID{}
}

func TestArrival(t *testing.T) {
	each(t, func(t *testing.T, h *house) {
		cars, meds := h.seller(t, "车专家", 10, "汽车"), h.seller(t, "药专家", 10, "医药")
		h.work(t)
		l := h.add(t, lead.New{Industry: "汽车零部件"})
		if owner := h.owned(t, l.ID); owner != cars.Member {
			t.Fatalf("owner %v within 3 s, want %v", owner, cars.Member)
		}
		if diff := cmp.Diff([]spell{{Cause: "entry"}, {Owner: cars.Member, Cause: "arrival", Open: true}}, h.spells(t, l.ID)); diff != "" {
			t.Error(diff)
		}
		e := h.entries(t, l.ID, assigned)
		if len(e) != 1 || !e[0].Actor.IsZero() {
			t.Errorf("%+v", e)
		}

		t.Run("任务重跑不改变什么", func(t *testing.T) {
			if _, _, err := h.match.Assign(t.Context(), h.boss, l.ID, meds.Member, ""); err != nil {
				t.Fatal(err)
			}
			if err := h.match.MatchArrived(t.Context(), h.admin.Org, []id.ID{l.ID}); err != nil {
				t.Fatal(err)
			}
			if h.read(t, l.ID).Owner != meds.Member {
				t.Error("moved a lead that somebody owns")
			}
		})
		t.Run("不归任务管的", func(t *testing.T) {
			imported := h.add(t, lead.New{Import: h.ids.New()})
			ended := h.add(t, lead.New{Outcome: lead.Lost, LostReason: "价格"})
			mine := h.add(t, lead.New{Owner: cars.Member})
			if _, err := h.match.SetSettings(t.Context(), h.admin, Settings{Automatic: false}); err != nil {
				t.Fatal(err)
			}
			off := h.add(t, lead.New{Industry: "汽车"})
			h.drain(t)
			for name, c := range map[string]struct{ lead, owner id.ID }{"导入的": {imported.ID, id.ID{}}, "结束的": {ended.ID, id.ID{}}, "有人的": {mine.ID, cars.Member}, "关了以后的": {off.ID, id.ID{}}} {
				if l := h.read(t, c.lead); l.Owner != c.owner {
					t.Errorf("%s: owner %v", name, l.Owner)
				}
			}
			if got, err := h.match.Settings(t.Context(), h.admin); err != nil || got.Automatic {
				t.Errorf("%+v, %v", got, err)
			}
			if _, err := h.match.SetSettings(t.Context(), h.admin, Settings{Automatic: true}); err != nil {
				t.Fatal(err)
			}
		})
		t.Run("同时来的，谁也不超容量", func(t *testing.T) {
			ids := h.pool(t, 30) // ten seats each, some taken
			for range 100 {
				if h.seated(t, cars, meds) == 20 {
					break
				}
				time.Sleep(100 * time.Millisecond)
			}
			h.drain(t)
			load, err := openLeads(t.Context(), h.store.Read(), h.admin.Org, []id.ID{cars.Member, meds.Member})
			if err != nil || load[cars.Member] != 10 || load[meds.Member] != 10 {
				t.Errorf("%v of %d, %v", load, len(ids), err)
			}
		})
	})
}

func (h *house) seated(t *testing.T, who ...*actor.Actor) (n int) {
	t.Helper()
	for _, a := range who {
		load, err := openLeads(t.Context(), h.store.Read(), h.admin.Org, []id.ID{a.Member})
		if err != nil {
			t.Fatal(err)
		}
		n += load[a.Member]
	}
	return n
}

// drain waits until no job is left to do.
func (h *house) drain(t *testing.T) {
	t.Helper()
	for range 150 {
		var left int
		if err := h.store.Jobs().QueryRowContext(t.Context(), "SELECT count(*) FROM river_job WHERE finalized_at IS NULL").Scan(&left); err != nil {
			t.Fatal(err)
		}
		if left == 0 {
			return
		}
		time.Sleep(50 * time.Millisecond)
	}
	t.Fatal("jobs do not end")
}

func TestImport(t *testing.T) {
	each(t, func(t *testing.T, h *house) {
		wang := h.seller(t, "王芳", 4)
		h.member(t, team.Joining{Name: "西门", Role: actor.Salesperson, Group: h.west, Capacity: 50})
		imported := h.ids.New()
		h.add(t, lead.New{}) // not of the import
		h.add(t, lead.New{Import: imported, Outcome: lead.Won})
		var leads []id.ID
		for i := range 6 {
			l := h.addAs(t, h.boss, lead.New{Import: imported, Name: fmt.Sprintf("导入%d", i)})
			leads = append(leads, l.ID)
		}
		out, err := h.match.MatchImport(t.Context(), h.admin.Org, imported)
		if err != nil || len(out.Batches) != 1 || out.Assigned != 4 || out.Left != 2 {
			t.Fatalf("%+v, %v", out, err)
		}
		n := 0
		for _, v := range leads { // the importer's people alone
			switch owner := h.read(t, v).Owner; owner {
			case wang.Member:
				n++
				if s := h.spells(t, v); s[len(s)-1].Cause != "import" {
					t.Errorf("%+v", s)
				}
			case id.ID{}:
			default:
				t.Errorf("owner %v", owner)
			}
		}
		if n != 4 {
			t.Errorf("%d", n)
		}
		if again, err := h.match.MatchImport(t.Context(), h.admin.Org, imported); err != nil || len(again.Batches) != 0 {
			t.Errorf("%+v, %v", again, err)
		}
		heads, err := h.match.Heads(t.Context(), h.boss, imported)
		if err != nil || len(heads) != 1 || heads[0].Cause != ByImport || heads[0].Applied != 4 || heads[0].CreatedBy.ID != h.boss.Member {
			t.Errorf("%+v, %v", heads, err)
		}
		if u := h.undo(t, h.boss, out.Batches[0]); u.Returned != 4 {
			t.Errorf("%+v", u.Head)
		}
	})
}

// A machine that died between the preview and its end: the next run finishes the batch.
func TestImport_Resumes(t *testing.T) {
	each(t, func(t *testing.T, h *house) {
		wang := h.seller(t, "王芳", 10)
		imported := h.ids.New()
		for range 3 {
			h.add(t, lead.New{Import: imported})
		}
		rows, err := pool(t.Context(), h.store, nil, h.admin, page.Query{}, ofImport(h.admin.Org, imported), MaxMatch)
		if err != nil {
			t.Fatal(err)
		}
		p, err := h.match.workOut(t.Context(), h.admin, rows)
		if err != nil {
			t.Fatal(err)
		}
		if _, err := h.match.keep(t.Context(), h.admin, p, ByImport, imported); err != nil {
			t.Fatal(err)
		}
		out, err := h.match.MatchImport(t.Context(), h.admin.Org, imported)
		if err != nil || len(out.Batches) != 1 || out.Assigned != 3 || h.seated(t, wang) != 3 {
			t.Errorf("%+v, %v", out, err)
		}
	})
}
