package door

import (
	"context"

	"github.com/uptrace/bun"

	"xiaoguan/base/actor"
	"xiaoguan/record"
	"xiaoguan/sales/lead"
)

// ownFields are the own fields of leads that a file of the actor's may fill.
func (s *Service) ownFields(ctx context.Context, a *actor.Actor) ([]record.ImportField, error) {
	cat, err := s.Catalogues.Of(ctx, a.Org)
	if err != nil {
		return nil, err
	}
	people, err := s.Team.People(ctx, a.Org)
	if err != nil {
		return nil, err
	}
	return cat.ImportFields(lead.Kind, func(f *record.Field) bool { return f.Takes(a) }, whom(people.Members())), nil
}

// alone notes rows whose value of a unique field is in use.
func (w *rows) alone(ctx context.Context, q bun.IDB, list []*record.ImportRow, news []*lead.New, met []meeting) error {
	for _, c := range claimsOf(w.cat.Fields(lead.Kind), news) {
		var values []string
		for _, v := range c.values {
			if v != "" {
				values = append(values, v)
			}
		}
		there, err := c.field.Taken(ctx, q, values)
		if err != nil {
			return err
		}
		for _, i := range c.clashes(met, there) {
			list[i].Problems = append(list[i].Problems, w.taken(list[i], c.field))
		}
	}
	return nil
}
