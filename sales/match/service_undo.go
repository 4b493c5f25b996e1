package match

import (
	"context"

	"xiaoguan/base/actor"
	"xiaoguan/base/id"
	"xiaoguan/sales/lead"
	"xiaoguan/sales/team"
	"xiaoguan/store/db"
	"xiaoguan/store/journal"
)

// Undo gives the leads of an applied batch back to where they were, within UndoFor of applying: owner and group exactly as
// before, for every lead that is still open, still with the owner the batch gave it, and not followed up since. The rest is
// kept and told item by item. Undoing an undone batch changes nothing.
func (s *Service) Undo(ctx context.Context, a *actor.Actor, batch id.ID) (*Batch, error) {
	b, err := s.Get(ctx, a, batch)
	if err != nil {
		return nil, err
	}
	if err := mayUndo(b, s.Now()); err != nil {
		return nil, err
	}
	people, err := s.Team.People(ctx, a.Org)
	if err != nil {
		return nil, err
	}
	return s.inChunks(context.WithoutCancel(ctx), a, b.ID, func(ctx context.Context, tx *db.Tx, b *Batch) (bool, error) {
		if b.State != Applied {
			return false, nil
		}
		return s.undoChunk(ctx, tx, a, people, b)
	})
}

// undoChunk gives the next applied items of a held batch back; false when there were no more.
func (s *Service) undoChunk(ctx context.Context, tx *db.Tx, a *actor.Actor, people *team.People, b *Batch) (more bool, err error) {
	items, err := nextItems(ctx, tx, b, Done)
	if err != nil {
		return false, err
	}
	if more = len(items) == chunk; !more {
		b.State, b.UndoneAt = Undone, s.Now()
	}
	if err := saveBatch(tx, b); err != nil || len(items) == 0 {
		return more, err
	}
	leads := leadsOf(items)
	rows, err := s.Leads.HoldMany(ctx, tx, a, leads, actor.MatchRun, false)
	if err != nil {
		return false, err
	}
	touched, err := touchedSince(ctx, tx, b, leads)
	if err != nil {
		return false, err
	}
	found, results := byID(rows), map[Result][]id.ID{}
	for i := range items {
		it := &items[i]
		m, known := people.Member(it.BeforeOwner)
		out := !it.BeforeOwner.IsZero() && (!known || m.State != team.Active)
		result := mayGiveBack(it, found[it.Lead], touched[it.Lead], out)
		if result == GivenBack {
			if err := s.giveBack(ctx, tx, a, found[it.Lead], it); err != nil {
				return false, err
			}
		}
		results[result] = append(results[result], it.Lead)
	}
	return more, note(tx, b, results)
}

// giveBack puts a held lead back under the owner and group it had.
func (s *Service) giveBack(ctx context.Context, tx *db.Tx, a *actor.Actor, l *lead.Lead, i *Item) error {
	before, kind := *l, assigned
	l.Owner, l.Group = i.BeforeOwner, i.BeforeGroup
	if l.Owner.IsZero() {
		kind = unassigned
	}
	return s.Leads.Save(ctx, tx, a, before, l, kind, false, because(ByUndo, journal.Change{Field: "batch_id", After: i.Batch})...)
}
