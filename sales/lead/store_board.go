package lead

import (
	"context"

	"github.com/uptrace/bun"

	"xiaoguan/base/actor"
	"xiaoguan/base/id"
	"xiaoguan/base/money"
	"xiaoguan/base/page"
	"xiaoguan/record"
)

// tallies counts and sums the leads a query shows by the value of a column or an own field.
func (s *Service) tallies(ctx context.Context, a *actor.Actor, cat *record.Catalogue, by string, q page.Query) (map[string]tally, error) {
	st := s.Dir.Of(a.Org)
	c, known := Type.Column(by)
	if !known {
		return s.ownTallies(ctx, a, cat, by, q)
	}
	column := c.In()
	name := bun.Ident("l." + column)
	sel, err := record.Filtered(ctx, st, cat, a, Type, q, st.Read().NewSelect().TableExpr("lead AS l").ColumnExpr("count(*) AS n").ColumnExpr("COALESCE(sum(l.expected_amount), 0) AS amount"))
	if err != nil {
		return nil, err
	}
	out := map[string]tally{}
	if column == "stage_id" {
		var rows []struct {
			Value  id.ID     `bun:"value"`
			N      int       `bun:"n"`
			Amount money.Fen `bun:"amount"`
		}
		err = sel.ColumnExpr("? AS value", name).GroupExpr("?", name).Scan(ctx, &rows)
		for _, r := range rows {
			out[r.Value.String()] = tally{r.N, r.Amount}
		}
		return out, st.Fault(err)
	}
	var rows []struct {
		Value  string    `bun:"value"`
		N      int       `bun:"n"`
		Amount money.Fen `bun:"amount"`
	}
	err = sel.ColumnExpr("? AS value", name).GroupExpr("?", name).Scan(ctx, &rows)
	for _, r := range rows {
		out[r.Value] = tally{r.N, r.Amount}
	}
	return out, st.Fault(err)
}

// ownTallies are those of an own field: its groups.
func (s *Service) ownTallies(ctx context.Context, a *actor.Actor, cat *record.Catalogue, by string, q page.Query) (map[string]tally, error) {
	groups, err := record.GroupBy(ctx, s.Dir.Of(a.Org), cat, a, Type, by, q, func(*record.Column, string) string { return "" })
	if err != nil {
		return nil, err
	}
	out := map[string]tally{}
	for _, g := range groups.Items {
		t := tally{Count: g.N}
		if g.Sum != nil {
			t.Amount = money.Fen(*g.Sum)
		}
		out[g.Value] = t
	}
	return out, nil
}
