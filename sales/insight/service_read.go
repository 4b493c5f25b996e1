package insight

import (
	"cmp"
	"context"
	"slices"

	"xiaoguan/base/actor"
	"xiaoguan/base/clock"
	"xiaoguan/base/day"
	"xiaoguan/base/fault"
	"xiaoguan/base/id"
	"xiaoguan/base/money"
	"xiaoguan/record"
	"xiaoguan/sales/lead"
)

// maxSpan is the longest period asked for at once, in days.
const maxSpan = 3700

// period reads the period asked for; the default is the current year.
func (s *Service) period(a *actor.Actor, from, to day.Day) (span, error) {
	today := day.Of(s.Now(), clock.Zone(a.Zone))
	if from.IsZero() {
		from = day.Date(today.Year(), 1, 1)
	}
	if to.IsZero() {
		to = day.Date(today.Year(), 12, 31)
	}
	if to < from || to.Sub(from) > maxSpan {
		return span{}, fault.Wrong("to", fault.Text{ZH: "起止日期不对", EN: "Not a possible period"}, fault.Text{ZH: "不早于开始，最多十年", EN: "Not before the start, ten years at most"})
	}
	return span{from, to}, nil
}

// Convert answers the conversion of a period by something.
func (s *Service) Convert(ctx context.Context, a *actor.Actor, from, to day.Day, by By, basis Basis) (*Conversion, error) {
	p, err := s.period(a, from, to)
	if err != nil {
		return nil, err
	}
	label, err := s.names(ctx, a)
	if err != nil {
		return nil, err
	}
	sums, err := s.sums(ctx, a, by, p, id.ID{})
	if err != nil {
		return nil, err
	}
	rows, total := rowsOf(sums, by, basis, p, label, a.Lang)
	return &Conversion{From: p.from, To: p.to, Basis: basis, Total: total, Rows: rows, LiveAt: s.Now()}, nil
}

// names words the keys of breakdowns for the actor.
func (s *Service) names(ctx context.Context, a *actor.Actor) (names, error) {
	people, err := s.Team.People(ctx, a.Org)
	if err != nil {
		return nil, err
	}
	cat, err := s.Catalogues.Of(ctx, a.Org)
	if err != nil {
		return nil, err
	}
	return func(by By, key string) string {
		v, _ := id.Parse(key)
		switch by {
		case Source:
			if key == "" {
				return textNoSource.In(a.Lang)
			}
		case Person:
			if m, ok := people.Member(v); ok {
				return m.Name
			}
			return textNoOwner.In(a.Lang)
		case Group:
			if g, ok := people.Group(v); ok {
				return g.Name
			}
			return textNoGroup.In(a.Lang)
		case Mode:
			if m, ok := cat.Mode(v); ok && !v.IsZero() {
				return m.Name
			}
		case Month:
			return key[:min(7, len(key))]
		}
		return key
	}, nil
}

// Funnel answers how far the leads taken in within a period came; mode zero chooses the mode with most of them.
func (s *Service) Funnel(ctx context.Context, a *actor.Actor, from, to day.Day, mode id.ID) ([]Step, *record.Mode, error) {
	p, err := s.period(a, from, to)
	if err != nil {
		return nil, nil, err
	}
	cat, err := s.Catalogues.Of(ctx, a.Org)
	if err != nil {
		return nil, nil, err
	}
	if mode.IsZero() {
		byMode, err := s.sums(ctx, a, Mode, p, id.ID{})
		if err != nil {
			return nil, nil, err
		}
		var most int64
		for _, m := range byMode {
			if v, err := id.Parse(m.Key); err == nil && m.Measure == Intake && m.N > most {
				mode, most = v, m.N
			}
		}
	}
	chosen, ok := cat.Mode(mode)
	if !ok {
		return nil, nil, fault.Wrong("mode_id", fault.Text{ZH: "没有这个销售模式", EN: "No such mode"}, fault.Text{ZH: "见 /modes", EN: "See /modes"})
	}
	sums, err := s.sums(ctx, a, Mode, p, chosen.ID)
	if err != nil {
		return nil, nil, err
	}
	return funnel(sums, chosen, p, a.Lang), chosen, nil
}

// Trend answers intake and wins month by month.
func (s *Service) Trend(ctx context.Context, a *actor.Actor, from, to day.Day) ([]TrendMonth, error) {
	p, err := s.period(a, from, to)
	if err != nil {
		return nil, err
	}
	sums, err := s.sums(ctx, a, Month, p, id.ID{})
	if err != nil {
		return nil, err
	}
	return trend(sums, p), nil
}

// Board answers who has how many leads where, most open ones first.
func (s *Service) Board(ctx context.Context, a *actor.Actor) ([]BoardRow, error) {
	rows, err := s.board(ctx, a)
	if err != nil {
		return nil, err
	}
	people, err := s.Team.People(ctx, a.Org)
	if err != nil {
		return nil, err
	}
	byOwner := map[string]*BoardRow{}
	for _, r := range rows {
		b := byOwner[r.Owner]
		if b == nil {
			b = &BoardRow{Stages: []StageCount{}, Amount: record.Amount(a, lead.Kind, money.Fen(0))}
			owner, _ := id.Parse(r.Owner)
			if m, ok := people.Member(owner); ok {
				b.Owner = &Ref{m.ID, m.Name}
			}
			byOwner[r.Owner] = b
		}
		b.take(r)
	}
	out := make([]BoardRow, 0, len(byOwner))
	for _, b := range byOwner {
		out = append(out, *b)
	}
	slices.SortFunc(out, func(x, y BoardRow) int {
		return cmp.Or(cmp.Compare(y.Open, x.Open), cmp.Compare(y.Won, x.Won), cmp.Compare(nameOf(x), nameOf(y)))
	})
	return out, nil
}

func nameOf(b BoardRow) string {
	if b.Owner == nil {
		return ""
	}
	return b.Owner.Name
}

func (b *BoardRow) take(r boardRow) {
	switch r.State {
	case lead.Won:
		b.Won += r.N
	case lead.Lost:
		b.Lost += r.N
	default:
		b.Open += r.N
		if b.Amount != nil {
			*b.Amount += money.Fen(r.Amount)
		}
		stage, err := id.Parse(r.Stage)
		if err != nil {
			return
		}
		if i := slices.IndexFunc(b.Stages, func(c StageCount) bool { return c.StageID == stage }); i >= 0 {
			b.Stages[i].N += r.N
			return
		}
		b.Stages = append(b.Stages, StageCount{stage, r.N})
	}
}
