package insight

import (
	"context"
	mathrand "math/rand/v2"
	"slices"
	"testing"

	"xiaoguan/base/actor"
	"xiaoguan/base/day"
	"xiaoguan/base/id"
	"xiaoguan/record"
	"xiaoguan/store/db"
)

func TestRate(t *testing.T) {
	for _, c := range []struct {
		name              string
		won, intake, want int64
	}{{"一条没有", 0, 0, 0}, {"38.54 %", 3561, 9240, 3854}, {"全赢", 5, 5, 10000}, {"半个基点进位", 1, 20000, 1}, {"三分之一", 1, 3, 3333}, {"三分之二进位", 2, 3, 6667}} {
		if got := Rate(c.won, c.intake); got != c.want {
			t.Errorf("%s: Rate(%d, %d) = %d, want %d", c.name, c.won, c.intake, got, c.want)
		}
	}
}

// TestCountersEqualRecount lets much happen and counts anew; then a counter is falsified and must be found and mended.
func TestCountersEqualRecount(t *testing.T) {
	each(t, func(t *testing.T, h *house) {
		ctx := context.Background()
		h.busy(t, mathrand.New(mathrand.NewPCG(1, 2)), busyLeads())
		if wrong, err := h.insight.Recount(ctx, h.admin.Org, false); err != nil || wrong != 0 {
			t.Fatalf("%d counters differ, %v", wrong, err)
		}
		h.write(t, func(ctx context.Context, tx *db.Tx) error {
			_, err := tx.NewRaw("UPDATE lead_stat SET n = n + 1 WHERE org_id = ? AND measure = 'won' AND grain = 'm'", h.admin.Org).Exec(ctx)
			return err
		})
		wrong, err := h.insight.Recount(ctx, h.admin.Org, true)
		if err != nil || wrong == 0 {
			t.Fatalf("a falsified counter was not found: %d, %v", wrong, err)
		}
		if wrong, err = h.insight.Recount(ctx, h.admin.Org, false); err != nil || wrong != 0 {
			t.Fatalf("after mending %d differ, %v", wrong, err)
		}
	})
}

// busyLeads is how many leads live through something; under -short a few.
func busyLeads() int {
	if testing.Short() {
		return 30
	}
	return 100
}

// TestEveryNumberOpensItsRows asks every role every question and counts the list that each number opens.
func TestEveryNumberOpensItsRows(t *testing.T) {
	each(t, func(t *testing.T, h *house) {
		ctx := context.Background()
		h.busy(t, mathrand.New(mathrand.NewPCG(3, 4)), busyLeads())
		from, to := day.Date(2026, 2, 1), day.Date(2026, 11, 30)
		for _, a := range []*actor.Actor{h.admin, h.people[0], h.people[1], h.people[3]} {
			total := h.count(t, a, []string{"intake_day:ge:2026-02-01", "intake_day:le:2026-11-30"})
			for _, by := range []By{Source, Person, Group, Month, Mode} {
				for _, basis := range []Basis{Cohort, Period} {
					for _, span := range [][2]day.Day{{from, to}, {from.Add(9), to.Add(-3)}} {
						c, err := h.insight.Convert(ctx, a, span[0], span[1], by, basis)
						if err != nil {
							t.Fatal(err)
						}
						if span[0] == from && c.Total.Intake != total {
							t.Fatalf("%s by %s: %d taken in, the list has %d", a.Role, by, c.Total.Intake, total)
						}
						for _, r := range append(slices.Clone(c.Rows), c.Total) {
							h.open(t, a, string(by)+"/"+string(basis)+"/"+r.Label, map[string]int64{"intake": r.Intake, "followed": r.Followed, "won": r.Won, "lost": r.Lost}, r.Filters)
						}
					}
				}
			}
			steps, _, err := h.insight.Funnel(ctx, a, from, to, id.ID{})
			if err != nil {
				t.Fatal(err)
			}
			for _, s := range steps {
				if got := h.count(t, a, s.Filters); got != s.N {
					t.Errorf("%s funnel %s: %d, its rows are %d", a.Role, s.Label, s.N, got)
				}
			}
		}
	})
}

func (h *house) open(t *testing.T, a *actor.Actor, what string, numbers map[string]int64, filters map[string][]string) {
	t.Helper()
	for name, n := range numbers {
		if got := h.count(t, a, filters[name]); got != n {
			t.Errorf("%s %s %s: %d, its rows are %d (%v)", a.Role, what, name, n, got, filters[name])
		}
	}
}

func TestBoardAddsUpToTheLists(t *testing.T) {
	each(t, func(t *testing.T, h *house) {
		ctx := context.Background()
		h.busy(t, mathrand.New(mathrand.NewPCG(5, 6)), 80)
		for _, a := range []*actor.Actor{h.admin, h.people[0], h.people[1]} {
			rows, err := h.insight.Board(ctx, a)
			if err != nil {
				t.Fatal(err)
			}
			for _, r := range rows {
				owner := "owner_id:empty:"
				if r.Owner != nil {
					owner = "owner_id:eq:" + r.Owner.ID.String()
				}
				if got := h.count(t, a, []string{owner, "state:eq:open"}); got != r.Open {
					t.Errorf("%s %s: board says %d open, the list %d", a.Role, owner, r.Open, got)
				}
				var inStages int64
				for _, st := range r.Stages {
					inStages += st.N
				}
				if inStages != r.Open {
					t.Errorf("%s: stages add up to %d of %d", owner, inStages, r.Open)
				}
			}
		}
	})
}

func TestFunnelNarrows(t *testing.T) {
	mode := &record.Mode{Stages: []record.Stage{{Key: "new", Position: 1}, {Key: "contacted", Position: 2}, {Key: "offer", Position: 3}}}
	steps := funnel([]sum{{"", Intake, 10}, {"", Followed, 8}, {"", top(1), 4}, {"", top(2), 4}, {"", top(3), 2}, {"", Won, 1}}, mode, span{1, 2}, "zh")
	var n []int64
	for _, s := range steps {
		n = append(n, s.N)
	}
	if want := []int64{10, 8, 6, 2, 1}; !slices.Equal(n, want) {
		t.Fatalf("steps %v, want %v", n, want)
	}
}
