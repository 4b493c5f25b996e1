package team

import (
	"context"

	"xiaoguan/base/actor"
	"xiaoguan/base/fault"
	"xiaoguan/base/id"
	"xiaoguan/record"
	"xiaoguan/store/db"
	"xiaoguan/store/journal"
)

// takeOwn judges what was sent for own fields and sets the member's own data.
func (s *Service) takeOwn(ctx context.Context, tx *db.Tx, a *actor.Actor, m *Member, sent record.OwnPatch, fresh bool) error {
	cat, err := s.Catalogues.Of(ctx, a.Org)
	if err != nil {
		return err
	}
	if err := cat.CheckOwnRefs(ctx, tx, a, KindMember, sent); err != nil {
		return err
	}
	var p fault.Problems
	m.Custom = cat.TakeOwn(&p, a, KindMember, m.Custom, sent, fresh)
	return p.Err()
}

// saveOwn keeps own values where lists walk them, and gives what the journal tells and what the member is found by.
func (s *Service) saveOwn(ctx context.Context, tx *db.Tx, a *actor.Actor, m *Member, before string, fresh bool) ([]journal.Change, []string, error) {
	cat, err := s.Catalogues.Of(ctx, a.Org)
	if err != nil {
		return nil, nil, err
	}
	changes, err := cat.SaveOwn(ctx, tx, a, KindMember, m.ID, before, m.Custom, fresh)
	return changes, cat.OwnTokens(KindMember, m.Custom), err
}

// nameOwn gives views the values of own fields that the actor sees, with the names they point at.
func (s *Service) nameOwn(ctx context.Context, a *actor.Actor, members []*Member, views []*MemberView) error {
	cat, err := s.Catalogues.Of(ctx, a.Org)
	if err != nil {
		return err
	}
	owns := make([]map[string]any, len(views))
	for i, m := range members {
		owns[i] = cat.OwnOf(a, KindMember, m.Custom)
		views[i].Own = owns[i]
	}
	st := s.Dir.Of(a.Org)
	names, err := cat.NamesIn(ctx, st.Read(), a, KindMember, owns)
	for _, v := range views {
		v.OwnNames = record.NamesOf(v.Own, names)
	}
	return st.Fault(err)
}

// Reindex makes members findable anew, after what they are found by has changed.
func (s *Service) Reindex(ctx context.Context, org id.ID, members []id.ID) error {
	cat, err := s.Catalogues.Of(ctx, org)
	if err != nil {
		return err
	}
	return s.Dir.Of(org).Write(ctx, func(ctx context.Context, tx *db.Tx) error {
		for _, each := range members {
			m, err := readMember(ctx, tx, org, each)
			if err != nil {
				return err
			}
			if err := putMember(tx, m, cat.OwnTokens(KindMember, m.Custom), false); err != nil {
				return err
			}
		}
		return nil
	})
}
