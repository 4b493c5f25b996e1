package match

import (
	"context"
	"fmt"

	"xiaoguan/base/actor"
	"xiaoguan/base/fault"
	"xiaoguan/base/id"
	"xiaoguan/sales/team"
	"xiaoguan/store/db"
	"xiaoguan/store/journal"
)

// Choice is an item as it is to be applied.
type Choice struct {
	Lead  id.ID
	Owner id.ID
}

// Apply hands out the leads of a previewed batch, chunk by chunk, each chunk an act of its own: nobody waits long for it,
// and what was interrupted goes on when it is applied again. Without choices every proposal is applied; with choices these
// leads to these owners, and no others. Only leads that are still unassigned move, and nobody gets more than he can carry;
// the rest is told item by item. Applying an applied batch changes nothing.
func (s *Service) Apply(ctx context.Context, a *actor.Actor, batch id.ID, choices []Choice) (*Batch, error) {
	b, err := s.Get(ctx, a, batch)
	if err != nil {
		return nil, err
	}
	if b.State == Undone {
		return nil, stateFault("已经撤回", "It has been undone")
	}
	people, err := s.Team.People(ctx, a.Org)
	if err != nil {
		return nil, err
	}
	for i, c := range choices {
		if _, err := receiver(people, a, actor.MatchRun, fmt.Sprintf("items[%d].owner_id", i), c.Owner); err != nil {
			return nil, err
		}
	}
	ctx = context.WithoutCancel(ctx) // a caller who hangs up must not leave a batch half applied
	if choices != nil {
		if err := s.choose(ctx, a, b, choices); err != nil {
			return nil, err
		}
	}
	return s.inChunks(ctx, a, b.ID, func(ctx context.Context, tx *db.Tx, b *Batch) (bool, error) {
		return s.applyChunk(ctx, tx, a, people, b)
	})
}

// inChunks repeats a step on a batch, each in a transaction of its own, until it says that there is no more.
func (s *Service) inChunks(ctx context.Context, a *actor.Actor, batch id.ID, step func(context.Context, *db.Tx, *Batch) (bool, error)) (*Batch, error) {
	var b *Batch
	for more := true; more; {
		err := s.Dir.Of(a.Org).Write(ctx, func(ctx context.Context, tx *db.Tx) error {
			err := holdHandOut(ctx, tx, a.Org)
			if err != nil {
				return err
			}
			if b, err = holdBatch(ctx, tx, a.Org, batch); err != nil {
				return err
			}
			more, err = step(ctx, tx, b)
			return err
		})
		if err != nil {
			return nil, err
		}
	}
	return b, nil
}

// choose rewrites the proposals that were changed and leaves out those that were not chosen.
func (s *Service) choose(ctx context.Context, a *actor.Actor, b *Batch, choices []Choice) error {
	wanted := make(map[id.ID]id.ID, len(choices))
	for _, c := range choices {
		wanted[c.Lead] = c.Owner
	}
	return s.Dir.Of(a.Org).Write(ctx, func(ctx context.Context, tx *db.Tx) error {
		held, err := holdBatch(ctx, tx, a.Org, b.ID)
		if err != nil || held.State != Preview || !held.AppliedAt.IsZero() {
			return err // applied meanwhile, or under way: what was chosen first counts
		}
		items, err := readItems(ctx, tx, b)
		if err != nil {
			return err
		}
		var out []id.ID
		for i := range items {
			owner, chosen := wanted[items[i].Lead]
			delete(wanted, items[i].Lead)
			if !chosen {
				out = append(out, items[i].Lead)
				continue
			}
			if owner == items[i].Owner {
				continue
			}
			if err := items[i].change(owner); err != nil {
				return err
			}
			if err := rewrite(tx, &items[i]); err != nil {
				return err
			}
		}
		if len(wanted) > 0 {
			return fault.Wrong("items", fault.Text{ZH: "有线索不在这一批里", EN: "There is a lead that is not of this batch"}, fault.Text{ZH: "只写这一批里的线索", EN: "Name leads of this batch only"})
		}
		if len(out) == 0 {
			return nil
		}
		return note(tx, b, map[Result][]id.ID{LeftOut: out})
	})
}

// change gives an item another owner: one of its alternatives with that one's score, or anybody.
func (i *Item) change(owner id.ID) error {
	others, err := read[[]other](i.Alternatives)
	if err != nil {
		return err
	}
	i.Owner, i.Score = owner, 0
	reasons := []Reason{{Kind: "tag", Sign: "+", Code: codeByHand}}
	for _, o := range others {
		if o.Owner == owner {
			i.Score, reasons = o.Score, append(reasons, o.Reasons...)
		}
	}
	i.Reasons, err = written(reasons)
	return err
}

// applyChunk applies the next items of a held batch; false when there were no more.
func (s *Service) applyChunk(ctx context.Context, tx *db.Tx, a *actor.Actor, people *team.People, b *Batch) (more bool, err error) {
	if b.State != Preview {
		return false, nil
	}
	if b.AppliedAt.IsZero() {
		b.AppliedAt = s.Now()
	}
	items, err := nextItems(ctx, tx, b, Pending)
	if err != nil {
		return false, err
	}
	if more = len(items) == chunk; !more {
		b.State = Applied
	}
	if err := saveBatch(tx, b); err != nil || len(items) == 0 {
		return more, err
	}
	leads, owners := leadsOf(items), ownersOf(items)
	held, err := holdBearers(ctx, tx, people, owners)
	if err != nil {
		return false, err
	}
	rows, err := s.Leads.HoldMany(ctx, tx, a, leads, actor.MatchRun, true)
	if err != nil {
		return false, err
	}
	found, results := byID(rows), map[Result][]id.ID{}
	for i := range items {
		it := &items[i]
		l, to := found[it.Lead], held[it.Owner]
		result := mayApply(l, to)
		if result == Done {
			to.Load++
			if err := s.hand(ctx, tx, a, people, l, it.Owner, because(b.Cause, journal.Change{Field: "batch_id", After: b.ID})); err != nil {
				return false, err
			}
		}
		results[result] = append(results[result], it.Lead)
	}
	return more, note(tx, b, results)
}

func leadsOf(items []Item) []id.ID {
	out := make([]id.ID, len(items))
	for i := range items {
		out[i] = items[i].Lead
	}
	return out
}

func ownersOf(items []Item) []id.ID {
	out := make([]id.ID, len(items))
	for i := range items {
		out[i] = items[i].Owner
	}
	return distinct(out)
}
