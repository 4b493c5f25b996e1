package match

import (
	"context"

	"xiaoguan/base/actor"
	"xiaoguan/base/fault"
	"xiaoguan/base/id"
	"xiaoguan/record"
	"xiaoguan/sales/lead"
	"xiaoguan/sales/team"
	"xiaoguan/store/db"
	"xiaoguan/store/journal"
)

// receiver finds the member leads are to be handed to; a fault of the field says why he may not have them.
func receiver(people *team.People, a *actor.Actor, p actor.Permission, field string, member id.ID) (*team.Member, error) {
	m, _ := people.Member(member)
	if why := mayReceive(a, p, m); why != Pending {
		return nil, fault.Wrong(field, whys[why], fault.Text{ZH: "你管的在职销售或经理", EN: "An active salesperson or manager within your reach"})
	}
	return m, nil
}

// stillCarries judges the held receiver: he may have left since people were read.
func stillCarries(held map[id.ID]*bearer, field string, member id.ID) error {
	if b := held[member]; b == nil || !b.Carries {
		return fault.Wrong(field, whys[WhyLeft], fault.Text{ZH: "换一个在职的人", EN: "Choose somebody who is active"})
	}
	return nil
}

// Assign gives one lead to a member, whoever had it; reason, where given, is kept in the journal. Capacity does not bind who
// assigns by hand. Assigning to the present owner changes nothing. Where a rule demands consent the lead stays where it is, and
// the request for it comes back beside it.
func (s *Service) Assign(ctx context.Context, a *actor.Actor, which, owner id.ID, reason string) (*lead.Lead, *record.Approval, error) {
	people, err := s.Team.People(ctx, a.Org)
	if err != nil {
		return nil, nil, err
	}
	if _, err := receiver(people, a, actor.LeadAssign, "owner_id", owner); err != nil {
		return nil, nil, err
	}
	var out *lead.Lead
	var asked *record.Approval
	err = s.Dir.Of(a.Org).Write(ctx, func(ctx context.Context, tx *db.Tx) error {
		held, err := holdBearers(ctx, tx, people, []id.ID{owner})
		if err != nil {
			return err
		}
		if err := stillCarries(held, "owner_id", owner); err != nil {
			return err
		}
		l, err := s.Leads.Hold(ctx, tx, a, which, actor.LeadAssign, true)
		if err != nil {
			return err
		}
		if err := lead.MayAssign(l, a).Err(); err != nil {
			return err
		}
		out = l
		if l.Owner == owner {
			return nil
		}
		if asked, err = s.ask(ctx, tx, a, people, l, owner, reason); err != nil || asked != nil {
			return err
		}
		var more []journal.Change
		if reason != "" {
			more = append(more, journal.Change{Field: "reason", After: reason})
		}
		return s.hand(ctx, tx, a, people, l, owner, because(ByHand, more...))
	})
	return out, asked, err
}

// hand moves a held lead to an owner.
func (s *Service) hand(ctx context.Context, tx *db.Tx, a *actor.Actor, people *team.People, l *lead.Lead, owner id.ID, why []journal.Change) error {
	before := *l
	s.Leads.SetOwner(people, l, owner)
	return s.Leads.Save(ctx, tx, a, before, l, assigned, false, why...)
}

// Skipped is a lead an act left alone, and why.
type Skipped struct {
	ID  id.ID
	Why Result
}

// Bulk is what became of a bulk assignment.
type Bulk struct {
	Batch    id.ID // zero when nothing was assigned
	Assigned int
	Skipped  []Skipped // in the order of the ids
}

// AssignMany gives up to MaxBulk leads to one member in one act, which is kept as an applied batch so that it can be undone.
// Leads out of reach, ended or his already are skipped.
func (s *Service) AssignMany(ctx context.Context, a *actor.Actor, leads []id.ID, owner id.ID) (*Bulk, error) {
	people, err := s.Team.People(ctx, a.Org)
	if err != nil {
		return nil, err
	}
	if _, err := receiver(people, a, actor.LeadAssign, "owner_id", owner); err != nil {
		return nil, err
	}
	leads = distinct(leads)
	if len(leads) == 0 || len(leads) > MaxBulk {
		return nil, fault.Wrong("ids", fault.Text{ZH: "数量不对", EN: "Not a possible number"}, fault.Text{ZH: "1 到 1000 条", EN: "1 to 1,000 leads"})
	}
	var out *Bulk
	err = s.Dir.Of(a.Org).Write(ctx, func(ctx context.Context, tx *db.Tx) error {
		if err := holdHandOut(ctx, tx, a.Org); err != nil {
			return err
		}
		held, err := holdBearers(ctx, tx, people, []id.ID{owner})
		if err != nil {
			return err
		}
		if err := stillCarries(held, "owner_id", owner); err != nil {
			return err
		}
		out, err = s.assignMany(ctx, tx, a, people, leads, owner, held[owner])
		return err
	})
	return out, err
}

func (s *Service) assignMany(ctx context.Context, tx *db.Tx, a *actor.Actor, people *team.People, leads []id.ID, owner id.ID, to *bearer) (*Bulk, error) {
	rows, err := s.Leads.HoldMany(ctx, tx, a, leads, actor.LeadAssign, true)
	if err != nil {
		return nil, err
	}
	consent, err := s.consent(ctx, tx, a)
	if err != nil {
		return nil, err
	}
	found := byID(rows)
	now := s.Now()
	batch := &Batch{Org: a.Org, ID: s.IDs.New(), State: Applied, Cause: ByHand, CreatedBy: a.Member, CreatedAt: now, AppliedAt: now}
	out := &Bulk{Skipped: []Skipped{}}
	var items []Item
	for _, v := range leads {
		l := found[v]
		why := mayAssign(l, owner)
		if why == Done && consent(l, owner) {
			why = WhyConsent
		}
		if why != Done {
			out.Skipped = append(out.Skipped, Skipped{v, why})
			continue
		}
		items = append(items, Item{Org: a.Org, Batch: batch.ID, Lead: v, Owner: owner, BeforeOwner: l.Owner, BeforeGroup: l.Group, Result: Done})
		if err := s.hand(ctx, tx, a, people, l, owner, because(ByHand, journal.Change{Field: "batch_id", After: batch.ID})); err != nil {
			return nil, err
		}
	}
	if out.Assigned = len(items); out.Assigned == 0 {
		return out, nil
	}
	out.Batch = batch.ID
	if batch.People, err = written([]seatNote{{ID: owner, Load: to.Load, Capacity: to.Capacity, Added: out.Assigned}}); err != nil {
		return nil, err
	}
	return out, insertBatch(ctx, tx, batch, items)
}

// distinct keeps the first of equal ids.
func distinct(ids []id.ID) []id.ID {
	seen := make(map[id.ID]bool, len(ids))
	var out []id.ID
	for _, v := range ids {
		if !seen[v] && !v.IsZero() {
			seen[v] = true
			out = append(out, v)
		}
	}
	return out
}

func byID(leads []*lead.Lead) map[id.ID]*lead.Lead {
	out := make(map[id.ID]*lead.Lead, len(leads))
	for _, l := range leads {
		out[l.ID] = l
	}
	return out
}
