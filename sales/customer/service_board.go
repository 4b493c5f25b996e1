package customer

import (
	"context"

	"xiaoguan/base/actor"
	"xiaoguan/base/fault"
	"xiaoguan/base/id"
	"xiaoguan/base/page"
	"xiaoguan/record"
)

// CustomerLane is one column of a board of customers: those that have one value, and the first page of them. The pages that
// follow are the list's, filtered by the value.
type CustomerLane struct {
	Value string          `json:"value" doc:"as a filter writes it; empty: no value"`
	Label string          `json:"label"`
	Count int             `json:"count"`
	Items []*CustomerView `json:"items"`
	Next  string          `json:"next"`
}

// Groups counts the customers of a list by a column or an own field.
func (s *Service) Groups(ctx context.Context, a *actor.Actor, by string, q page.Query) (*record.Groups, error) {
	cat, err := s.Team.Catalogues.Of(ctx, a.Org)
	if err != nil {
		return nil, err
	}
	people, err := s.Team.People(ctx, a.Org)
	if err != nil {
		return nil, err
	}
	return record.GroupBy(ctx, s.Dir.Of(a.Org), cat, a, Type, by, q, func(c *record.Column, value string) string {
		who, _ := id.Parse(value)
		name := value
		switch c.Kind {
		case record.Member:
			name = people.Name(who)
		case record.Group:
			name = people.GroupName(who)
		}
		return name
	})
}

// Board lays customers out by an own field of one choice.
func (s *Service) Board(ctx context.Context, a *actor.Actor, by string, q page.Query) ([]CustomerLane, error) {
	cat, err := s.Team.Catalogues.Of(ctx, a.Org)
	if err != nil {
		return nil, err
	}
	options, _ := cat.Lanes(a, Kind, by)
	if len(options) == 0 {
		return nil, fault.Wrong("by", fault.Text{ZH: "不能按这个字段分列：" + by, EN: "No board by this field: " + by}, fault.Text{ZH: "单选的自有字段 own.…", EN: "An own field of one choice, own.…"})
	}
	groups, err := s.Groups(ctx, a, by, q)
	if err != nil {
		return nil, err
	}
	lanes := []CustomerLane{{Label: fault.Text{ZH: "未填", EN: "Empty"}.In(a.Lang)}}
	for _, o := range options {
		lanes = append(lanes, CustomerLane{Value: o.Key, Label: o.Label})
	}
	for i := range lanes {
		if err := s.fillLane(ctx, a, by, q, groups, &lanes[i]); err != nil {
			return nil, err
		}
	}
	return lanes, nil
}

// fillLane gives a lane its count and first page.
func (s *Service) fillLane(ctx context.Context, a *actor.Actor, by string, q page.Query, groups *record.Groups, lane *CustomerLane) error {
	lane.Items = []*CustomerView{}
	for _, g := range groups.Items {
		if g.Value == lane.Value {
			lane.Count = g.N
		}
	}
	if lane.Count == 0 {
		return nil
	}
	one := page.Filter{Field: by, Op: page.Eq, Values: []string{lane.Value}}
	if lane.Value == "" {
		one = page.Filter{Field: by, Op: page.Empty}
	}
	q.Filters = append(append([]page.Filter{}, q.Filters...), one)
	out, err := s.List(ctx, a, q)
	lane.Items, lane.Next = out.Items, out.Next
	return err
}
