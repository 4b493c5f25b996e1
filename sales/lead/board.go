package lead

import (
	"context"

	"xiaoguan/base/actor"
	"xiaoguan/base/fault"
	"xiaoguan/base/id"
	"xiaoguan/base/money"
	"xiaoguan/base/page"
	"xiaoguan/record"
)

// BoardColumn is one column of a board: the leads that have one value, with their sums and the first page of them. The pages
// that follow are the list's, filtered by the value.
type BoardColumn struct {
	Value  string     `json:"value" doc:"as a filter writes it; empty: no value"`
	Label  string     `json:"label"`
	Count  int        `json:"count"`
	Amount *money.Fen `json:"amount,omitempty" nullable:"false" doc:"absent where the role does not see amounts"`
	Items  []*View    `json:"items"`
	Next   string     `json:"next"`
}

// tally is how many leads have one value, and what they are expected to bring.
type tally struct {
	Count  int
	Amount money.Fen
}

// Board lays the leads a query shows out by a field of a few values, in the order in which the values stand.
func (s *Service) Board(ctx context.Context, a *actor.Actor, by string, q page.Query) ([]BoardColumn, error) {
	cat, err := s.Catalogues.Of(ctx, a.Org)
	if err != nil {
		return nil, err
	}
	columns := boardColumns(cat, by, modeOf(q), a)
	if columns == nil {
		return nil, fault.Wrong("by", label("不能按这个字段分列："+by, "No board by this field: "+by), label("可用：stage_id chance state，或单选的自有字段 own.…", "One of: stage_id chance state, or an own field of one choice, own.…"))
	}
	tallies, err := s.tallies(ctx, a, cat, by, q)
	if err != nil {
		return nil, err
	}
	for i := range columns {
		col := &columns[i]
		sum := tallies[col.Value]
		col.Count, col.Amount, col.Items = sum.Count, record.Amount(a, Kind, sum.Amount), []*View{}
		if sum.Count == 0 {
			continue
		}
		out, err := s.List(ctx, a, record.InLane(q, by, col.Value))
		if err != nil {
			return nil, err
		}
		col.Items, col.Next = out.Items, out.Next
	}
	return columns, nil
}

// modeOf is the one mode the query asks for, else zero.
func modeOf(q page.Query) id.ID {
	for _, f := range q.Filters {
		if f.Field == "mode_id" && f.Op == page.Eq {
			mode, _ := id.Parse(f.Values[0])
			return mode
		}
	}
	return id.ID{}
}

// boardColumns are the columns of a board before they are filled: the stages of one mode or of all, or the options of a field.
func boardColumns(cat *record.Catalogue, by string, mode id.ID, a *actor.Actor) (out []BoardColumn) {
	if lanes, own := cat.Lanes(a, Kind, by); own {
		for _, v := range lanes {
			out = append(out, BoardColumn{Value: v.Value, Label: v.Label})
		}
		return out
	}
	if by == "stage_id" {
		for _, m := range cat.Modes {
			for _, st := range m.Stages {
				if mode.IsZero() || m.ID == mode {
					out = append(out, BoardColumn{Value: st.ID.String(), Label: st.Name})
				}
			}
		}
		return out
	}
	c, ok := Type.Column(by)
	if !ok || c.Kind != record.Choice || by == "kind" {
		return nil
	}
	for _, o := range c.Options {
		out = append(out, BoardColumn{Value: o.Value, Label: o.Label.In(a.Lang)})
	}
	if by == "chance" {
		out = append([]BoardColumn{{Label: label("未判断", "Not judged").In(a.Lang)}}, out...)
	}
	return out
}
