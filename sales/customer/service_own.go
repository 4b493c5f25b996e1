package customer

import (
	"context"

	"xiaoguan/base/actor"
	"xiaoguan/base/fault"
	"xiaoguan/base/id"
	"xiaoguan/record"
	"xiaoguan/store/db"
	"xiaoguan/store/journal"
	"xiaoguan/store/search"
)

// takeOwn judges what was sent for own fields and sets the customer's own data.
func (s *Service) takeOwn(ctx context.Context, tx *db.Tx, a *actor.Actor, c *Customer, sent record.OwnPatch, fresh bool) error {
	cat, err := s.Team.Catalogues.Of(ctx, a.Org)
	if err != nil {
		return err
	}
	if err := cat.CheckOwnRefs(ctx, tx, a, Kind, sent); err != nil {
		return err
	}
	var p fault.Problems
	c.Custom = cat.TakeOwn(&p, a, Kind, c.Custom, sent, fresh)
	return p.Err()
}

// saveOwn keeps own values where lists walk them, and gives what the journal tells and what the customer is found by.
func (s *Service) saveOwn(ctx context.Context, tx *db.Tx, a *actor.Actor, c *Customer, before string, fresh bool) ([]journal.Change, []string, error) {
	cat, err := s.Team.Catalogues.Of(ctx, a.Org)
	if err != nil {
		return nil, nil, err
	}
	changes, err := cat.SaveOwn(ctx, tx, a, Kind, c.ID, before, c.Custom, fresh)
	return changes, cat.OwnTokens(Kind, c.Custom), err
}

// nameOwn gives views the values of own fields that the actor sees, with the names they point at.
func (s *Service) nameOwn(ctx context.Context, a *actor.Actor, customers []*Customer, views []*CustomerView) error {
	cat, err := s.Team.Catalogues.Of(ctx, a.Org)
	if err != nil {
		return err
	}
	owns := make([]map[string]any, len(views))
	for i, c := range customers {
		owns[i] = cat.OwnOf(a, Kind, c.Custom)
		views[i].Own = owns[i]
	}
	st := s.Dir.Of(a.Org)
	names, err := cat.NamesIn(ctx, st.Read(), a, Kind, owns)
	for _, v := range views {
		v.OwnNames = record.NamesOf(v.Own, names)
	}
	return st.Fault(err)
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
