package customer

import (
	"context"

	"xiaoguan/base/actor"
	"xiaoguan/base/id"
	"xiaoguan/store/db"
	"xiaoguan/store/search"
)

// showOwn gives views the values of own fields that the actor sees.
func (s *Service) showOwn(ctx context.Context, a *actor.Actor, customers []*Customer, views []*CustomerView) error {
	customs := make([]string, len(customers))
	for i, c := range customers {
		customs[i] = c.Custom
	}
	shown, err := s.Team.Catalogues.ShowOwn(ctx, a, Kind, customs)
	for i := range shown {
		views[i].Shown = shown[i]
	}
	return err
}

// Reindex makes customers findable anew, after what they are found by has changed.
func (s *Service) Reindex(ctx context.Context, org id.ID, customers []id.ID) error {
	cat, err := s.Team.Catalogues.Of(ctx, org)
	if err != nil {
		return err
	}
	return s.Dir.Of(org).Write(ctx, func(ctx context.Context, tx *db.Tx) error {
		for _, each := range customers {
			f, err := s.hold(ctx, tx, actor.System(org, ""), each)
			if err != nil {
				return err
			}
			if err := search.Put(tx, org, document(&f.Customer, pointsOf(org, Kind, f.ID, f.phone, f.email, f.wechat), cat.OwnTokens(Kind, f.Custom), false)); err != nil {
				return err
			}
		}
		return nil
	})
}
