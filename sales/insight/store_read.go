package insight

import (
	"context"

	"github.com/uptrace/bun"

	"xiaoguan/base/actor"
	"xiaoguan/base/day"
	"xiaoguan/base/id"
	"xiaoguan/sales/lead"
	"xiaoguan/store/db"
)

// span is a period, both days included.
type span struct{ from, to day.Day }

// grain is the coarsest grain whose cells fill the span exactly.
func (p span) grain() Grain {
	if p.from == p.from.Month() && p.to == p.to.MonthEnd() {
		return ByMonth
	}
	return ByDay
}

// sum is one group of counters added up.
type sum struct {
	Key     string  `bun:"k"`
	Measure Measure `bun:"measure"`
	N       int64   `bun:"n"`
}

// keyColumn is the counter's column that a breakdown reads, and the dimension it reads it from.
func keyColumn(by By) (column string, dim Dim) {
	switch by {
	case Source:
		return "dim_key", BySource
	case Person:
		return "dim_key", ByOwner
	case Group:
		return "group_key", ByOwner
	case Mode:
		return "mode_key", ByOwner
	}
	return "day", ByOwner
}

// sums adds up the counters of the span within the actor's scope, by key and measure. Whoever sees only his own leads has so
// few that they are folded from the rows: the counters by source know the group, not the person.
func (s *Service) sums(ctx context.Context, a *actor.Actor, by By, p span, mode id.ID) ([]sum, error) {
	if a.Can(actor.InsightRead) == actor.Own {
		return s.ownSums(ctx, a, by, p, mode)
	}
	st := s.Dir.Of(a.Org)
	column, dim := keyColumn(by)
	grain := p.grain()
	if by == Month && grain == ByDay {
		return s.monthSums(ctx, a, p, mode)
	}
	sel := st.Read().NewSelect().TableExpr("lead_stat AS c").ColumnExpr("CAST(c.? AS text) AS k", bun.Ident(column)).ColumnExpr("c.measure").ColumnExpr("sum(c.n) AS n").
		Where("c.org_id = ? AND c.grain = ? AND c.dim = ? AND c.day >= ? AND c.day <= ?", a.Org, grain, dim, p.from, p.to).
		GroupExpr("c.?, c.measure", bun.Ident(column))
	if !mode.IsZero() {
		sel = sel.Where("c.mode_key = ?", mode.String())
	}
	var out []sum
	err := within(sel, "c", a).Scan(ctx, &out)
	return out, st.Fault(err)
}

// within narrows counters to the groups the actor may see.
func within(sel *bun.SelectQuery, alias string, a *actor.Actor) *bun.SelectQuery {
	switch a.Can(actor.InsightRead) {
	case actor.All:
		return sel
	case actor.Below:
		keys := []string{"none"}
		for _, g := range a.Below {
			keys = append(keys, g.String())
		}
		return sel.Where("?.group_key IN (?)", bun.Ident(alias), bun.List(keys))
	case actor.Group:
		return sel.Where("?.group_key = ?", bun.Ident(alias), a.Group.String())
	}
	return sel.Where("1 = 0")
}

// monthSums breaks a span that does not run from month to month down by month, through its days.
func (s *Service) monthSums(ctx context.Context, a *actor.Actor, p span, mode id.ID) ([]sum, error) {
	st := s.Dir.Of(a.Org)
	sel := st.Read().NewSelect().TableExpr("lead_stat AS c").ColumnExpr("c.day AS on_day").ColumnExpr("c.measure").ColumnExpr("sum(c.n) AS n").
		Where("c.org_id = ? AND c.grain = ? AND c.dim = ? AND c.day >= ? AND c.day <= ?", a.Org, ByDay, ByOwner, p.from, p.to).GroupExpr("c.day, c.measure")
	if !mode.IsZero() {
		sel = sel.Where("c.mode_key = ?", mode.String())
	}
	var rows []struct {
		Day     day.Day `bun:"on_day"`
		Measure Measure `bun:"measure"`
		N       int64   `bun:"n"`
	}
	if err := within(sel, "c", a).Scan(ctx, &rows); err != nil {
		return nil, st.Fault(err)
	}
	out := make([]sum, len(rows))
	for i, r := range rows {
		out[i] = sum{Key: r.Day.Month().String(), Measure: r.Measure, N: r.N}
	}
	return out, nil
}

// ownSums folds the actor's own leads.
func (s *Service) ownSums(ctx context.Context, a *actor.Actor, by By, p span, mode id.ID) ([]sum, error) {
	st := s.Dir.Of(a.Org)
	var rows []*lead.Lead
	sel := db.Visible(st.Read().NewSelect().Model(&rows).Column(facts...), "l", a, actor.InsightRead, false)
	if !mode.IsZero() {
		sel = sel.Where("l.mode_id = ?", mode)
	}
	if err := sel.Scan(ctx); err != nil {
		return nil, st.Fault(err)
	}
	t := NewTally()
	for _, l := range rows {
		t.Add(l.Facts(), 1)
	}
	_, dim := keyColumn(by)
	var out []sum
	for c, n := range t.Cells {
		if c.Grain != ByDay || c.Dim != dim || c.Day < p.from || c.Day > p.to {
			continue
		}
		key := map[By]string{Source: c.Key, Person: c.Key, Group: c.Group.String(), Mode: c.Mode.String(), Month: c.Day.Month().String()}[by]
		out = append(out, sum{key, c.Measure, n})
	}
	return out, nil
}

// board reads the counters of who has what where, one for each group a person had leads in: adding them up here costs less
// than a sorted sum there.
func (s *Service) board(ctx context.Context, a *actor.Actor) ([]boardRow, error) {
	st := s.Dir.Of(a.Org)
	var rows []boardRow
	sel := st.Read().NewSelect().TableExpr("lead_board AS b").ColumnExpr("b.owner_key, b.state, b.stage_key, b.n, b.amount").Where("b.org_id = ? AND b.n <> 0", a.Org)
	if a.Can(actor.InsightRead) == actor.Own {
		sel = sel.Where("b.owner_key = ?", a.Member.String())
	} else {
		sel = within(sel, "b", a)
	}
	err := sel.Scan(db.Hot(ctx), &rows)
	return rows, st.Fault(err)
}
