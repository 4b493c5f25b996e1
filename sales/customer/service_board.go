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

// Board lays customers out by an own field of one choice, or by their kind.
func (s *Service) Board(ctx context.Context, a *actor.Actor, by string, q page.Query) ([]CustomerLane, error) {
	cat, err := s.Team.Catalogues.Of(ctx, a.Org)
	if err != nil {
		return nil, err
	}
	lanes := lanesOf(cat, a, by)
	if lanes == nil {
		return nil, fault.Wrong("by", label("不能按这个字段分列："+by, "No board by this field: "+by), label("kind，或单选的自有字段 own.…", "kind, or an own field of one choice, own.…"))
	}
	groups, err := s.Groups(ctx, a, by, q)
	if err != nil {
		return nil, err
	}
	for i := range lanes {
		if err := s.fillLane(ctx, a, by, q, groups, &lanes[i]); err != nil {
			return nil, err
		}
	}
	return lanes, nil
}

// lanesOf are the columns of a board before they are filled: the choices of an own field with those that have none, or the kinds.
func lanesOf(cat *record.Catalogue, a *actor.Actor, by string) (lanes []CustomerLane) {
	own, _ := cat.Lanes(a, Kind, by)
	for _, v := range own {
		lanes = append(lanes, CustomerLane{Value: v.Value, Label: v.Label})
	}
	if c, known := Type.Column(by); known && c.Kind == record.Choice {
		for _, o := range c.Options {
			lanes = append(lanes, CustomerLane{Value: o.Value, Label: o.Label.In(a.Lang)})
		}
	}
	return lanes
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
	out, err := s.List(ctx, a, record.InLane(q, by, lane.Value))
	lane.Items, lane.Next = out.Items, out.Next
	return err
}
