package team

import (
	"context"

	"xiaoguan/base/actor"
	"xiaoguan/base/clock"
	"xiaoguan/base/day"
	"xiaoguan/base/fault"
	"xiaoguan/base/id"
	"xiaoguan/record"
	"xiaoguan/store/db"
	"xiaoguan/store/journal"
)

// SetAbsence enters, changes or ends (nil) a member's absence, the present one or the next: by himself, or by whoever hands
// out his leads. Who may not is told that there is no such member.
func (s *Service) SetAbsence(ctx context.Context, a *actor.Actor, member id.ID, want *Absence) (*Absence, error) {
	people, err := s.People(ctx, a.Org)
	if err != nil {
		return nil, err
	}
	m, ok := people.Member(member)
	if !ok || m.State != Active || member != a.Member && !a.Reaches(actor.LeadAssign, m.ID, m.Group) {
		return nil, fault.ErrNotFound.New()
	}
	today := s.Today(a)
	if want != nil {
		want.Org, want.Member, want.CreatedBy, want.CreatedAt = a.Org, member, a.Member, s.Now()
		deputy, _ := people.Member(want.Deputy)
		if err := checkAbsence(want, today, deputy); err != nil {
			return nil, err
		}
	}
	return want, s.Dir.Of(a.Org).Write(ctx, func(ctx context.Context, tx *db.Tx) error {
		if err := hold(ctx, tx, a.Org); err != nil {
			return err
		}
		have, err := presentAbsence(ctx, tx, a.Org, member, today)
		if err != nil || have == nil && want == nil {
			return err
		}
		s.noteAbsence(tx, a, m, have, want)
		s.changed(tx, a.Org)
		switch {
		case have == nil:
			want.ID = s.IDs.New()
			return insertAbsence(ctx, tx, want)
		case want != nil:
			want.ID = have.ID
			return updateAbsence(ctx, tx, want)
		case have.From >= today:
			return deleteAbsence(ctx, tx, have)
		}
		have.To = today.Add(-1)
		return updateAbsence(ctx, tx, have)
	})
}

// noteAbsence records what changed.
func (s *Service) noteAbsence(tx *db.Tx, a *actor.Actor, m *Member, before, after *Absence) {
	words := func(x *Absence) (from, to, deputy any) {
		if x == nil {
			return nil, nil, nil
		}
		if !x.Deputy.IsZero() {
			deputy = x.Deputy
		}
		return x.From, x.To, deputy
	}
	from, to, deputy := words(before)
	newFrom, newTo, newDeputy := words(after)
	s.Journal.Record(tx, a, &journal.Entry{Kind: "member.absence", SubjectKind: KindMember, Subject: m.ID, Owner: m.ID, Group: m.Group, Changes: []journal.Change{
		{Field: "absent_from", Before: from, After: newFrom}, {Field: "absent_to", Before: to, After: newTo}, {Field: "deputy_id", Before: deputy, After: newDeputy}}})
}

// Crew is everybody as of today, as approvals ask for it.
func (s *Service) Crew(ctx context.Context, org id.ID) (*record.Crew, error) {
	people, err := s.People(ctx, org)
	if err != nil {
		return nil, err
	}
	c := &record.Crew{People: make([]record.Person, len(people.list)), Parent: map[id.ID]id.ID{}, Calendar: people.calendar, Today: day.Of(s.Now(), clock.Zone(people.Organisation.Zone))}
	for i, m := range people.list {
		p := record.Person{ID: m.ID, Name: m.Name, Role: m.Role, Group: m.Group, Head: m.Head, Active: m.State == Active}
		if away := people.Away(m.ID, c.Today); away != nil {
			p.Away, p.Deputy = true, away.Deputy
		}
		c.People[i] = p
	}
	for _, g := range people.order {
		c.Parent[g.ID] = g.Parent
	}
	return c, nil
}

// Acting is the actor a member is today, without a session; ErrHasLeft where he is no active member.
func (s *Service) Acting(ctx context.Context, org, member id.ID) (*actor.Actor, error) {
	people, err := s.People(ctx, org)
	if err != nil {
		return nil, err
	}
	m, ok := people.Member(member)
	if !ok {
		return nil, fault.ErrNotFound.New()
	}
	a, ok := people.actorOf(m.Identity, id.ID{})
	if !ok {
		return nil, ErrHasLeft.New(fault.Args{"name": m.Name})
	}
	return a, nil
}
