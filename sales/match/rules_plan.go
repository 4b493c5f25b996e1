package match

import (
	"encoding/json"

	"xiaoguan/base/id"
	"xiaoguan/calc/assign"
	"xiaoguan/sales/lead"
)

// alternatives is how many other persons are kept for an item.
const alternatives = 3

// plan is a worked-out batch: one item a lead, how the people stand, and the total.
type plan struct {
	items  []Item // without organisation and batch
	people []seatNote
	total  int64
	placed int
}

func demandOf(l *lead.Lead) *demand {
	return &demand{Tags: l.Tags(), Industry: l.Industry, Region: l.Region, Source: l.Source, Amount: l.ExpectedAmount, Key: l.Key}
}

// arrange finds the best owners for leads among seats that have room: the exact optimum over all of them together.
func arrange(seats []seat, leads []*lead.Lead) (*plan, error) {
	s := newScorer(seats)
	demands := make([]*demand, len(leads))
	problem := assign.Problem{Score: make([][]int32, len(leads)), Capacity: make([]int, len(seats)),
		LoadCost: func(bin, k int) int64 { return seats[bin].cost(k) }}
	for i, l := range leads {
		demands[i] = demandOf(l)
		problem.Score[i] = s.row(demands[i])
	}
	for j := range seats {
		problem.Capacity[j] = seats[j].room()
	}
	best, err := assign.Solve(problem)
	if err != nil {
		return nil, err
	}
	p := &plan{items: make([]Item, len(leads)), people: make([]seatNote, len(seats)), total: best.Total}
	for j := range seats {
		p.people[j] = seatNote{ID: seats[j].ID, Load: seats[j].Load, Capacity: seats[j].Capacity}
	}
	for _, bin := range best.Bin {
		if bin != assign.None {
			p.people[bin].Added++
			p.placed++
		}
	}
	for i, l := range leads {
		if p.items[i], err = s.item(p, l.ID, demands[i], problem.Score[i], best, i); err != nil {
			return nil, err
		}
	}
	return p, nil
}

// item words one lead's match and its alternatives.
func (s *scorer) item(p *plan, lead id.ID, d *demand, scores []int32, best assign.Result, i int) (Item, error) {
	item := Item{Lead: lead}
	reasons := []Reason{}
	var others []other
	if bin := best.Bin[i]; bin == assign.None {
		reasons = append(reasons, s.noReason(scores))
	} else {
		item.Owner, item.Score = s.seats[bin].ID, int64(scores[bin])
		reasons = s.reasons(d, bin, p.people[bin].Load+p.people[bin].Added)
		for _, a := range best.Alternatives(i, alternatives) {
			load := p.people[a.Bin].Load + p.people[a.Bin].Added + 1
			others = append(others, other{Owner: s.seats[a.Bin].ID, Score: int64(scores[a.Bin]), Loss: a.Loss, Reasons: s.reasons(d, a.Bin, load)})
		}
	}
	var err error
	if item.Reasons, err = written(reasons); err != nil {
		return item, err
	}
	if len(others) > 0 {
		item.Alternatives, err = written(others)
	}
	return item, err
}

func written(v any) (string, error) {
	b, err := json.Marshal(v)
	return string(b), err
}
