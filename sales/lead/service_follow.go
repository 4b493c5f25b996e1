package lead

import (
	"context"

	"xiaoguan/base/actor"
	"xiaoguan/base/id"
	"xiaoguan/store/db"
	"xiaoguan/store/search"
)

// together is how many leads one step of a change of settings takes.
const together = 200

// Reindex makes leads findable anew, after what they are found by has changed.
func (s *Service) Reindex(ctx context.Context, org id.ID, leads []id.ID) error {
	cat, err := s.Catalogues.Of(ctx, org)
	if err != nil {
		return err
	}
	return s.Dir.Of(org).Write(ctx, func(ctx context.Context, tx *db.Tx) error {
		held, err := s.HoldMany(ctx, tx, actor.System(org, ""), leads, actor.LeadRead, true)
		if err != nil {
			return err
		}
		for _, l := range held {
			if err := search.Put(tx, org, document(cat, l, false)); err != nil {
				return err
			}
		}
		return nil
	})
}

// Retag writes the tags of leads as the vocabulary calls them now.
func (s *Service) Retag(ctx context.Context, org id.ID, leads []id.ID) error {
	return s.Dir.Of(org).Write(ctx, func(ctx context.Context, tx *db.Tx) error {
		held, err := s.HoldMany(ctx, tx, actor.System(org, ""), leads, actor.LeadRead, true)
		if err != nil {
			return err
		}
		names, err := tagNames(ctx, tx, org, leads)
		if err != nil {
			return err
		}
		for _, l := range held {
			if names[l.ID] == l.TagList {
				continue
			}
			l.TagList = names[l.ID]
			if err := update(ctx, tx, l, []string{"tags"}); err != nil {
				return err
			}
		}
		return nil
	})
}

// Move takes some leads from a stage to another of the same mode, each as a change of its own; n is how many it took.
func (s *Service) Move(ctx context.Context, a *actor.Actor, from, to id.ID) (n int, err error) {
	cat, err := s.Catalogues.Of(ctx, a.Org)
	if err != nil {
		return 0, err
	}
	st, _ := cat.Stage(to)
	return s.some(ctx, a, "stage_id", from, func(l *Lead) {
		l.Stage, l.StageTop = st.ID, max(l.StageTop, st.Position)
	})
}

// Rewrite gives some leads another word in a column of words (source, chance_reason, lost_reason).
func (s *Service) Rewrite(ctx context.Context, a *actor.Actor, column, from, to string) (n int, err error) {
	return s.some(ctx, a, column, from, func(l *Lead) {
		switch column {
		case "source":
			l.Source = to
		case "chance_reason":
			l.ChanceReason = to
		case "lost_reason":
			l.LostReason = to
		}
	})
}

// some changes some of the leads whose column holds a value.
func (s *Service) some(ctx context.Context, a *actor.Actor, column string, value any, change func(*Lead)) (n int, err error) {
	st := s.Dir.Of(a.Org)
	ids, err := someWith(ctx, st.Read(), a.Org, column, value, together)
	if err != nil || len(ids) == 0 {
		return 0, st.Fault(err)
	}
	all := *a // who may change settings may move what they hold
	all.Grants = actor.Everything()
	err = st.Write(ctx, func(ctx context.Context, tx *db.Tx) error {
		held, err := s.HoldMany(ctx, tx, &all, ids, actor.LeadRead, true)
		if err != nil {
			return err
		}
		for _, l := range held {
			before := *l
			change(l)
			if err := s.Save(ctx, tx, a, before, l, "lead.edited", false); err != nil {
				return err
			}
		}
		return nil
	})
	return len(ids), err
}

// Restep follows stages of a mode to their new positions: how far each lead has been.
func (s *Service) Restep(ctx context.Context, tx *db.Tx, org, mode id.ID, step map[int]int) error {
	return restep(ctx, tx, org, mode, step)
}
