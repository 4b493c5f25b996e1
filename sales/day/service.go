package day

import (
	"context"

	"xiaoguan/base/actor"
	"xiaoguan/base/clock"
	"xiaoguan/base/fault"
	"xiaoguan/base/id"
	"xiaoguan/record"
	"xiaoguan/sales/followup"
	"xiaoguan/sales/lead"
	"xiaoguan/sales/team"
	"xiaoguan/store/db"
)

// Service answers what is to be done today.
type Service struct {
	Dir       *db.Directory
	Team      *team.Service
	Leads     *lead.Service
	Followups *followup.Service
}

// Today is the day of a member: the actor's own, or somebody's within the scope in which the actor reads leads.
func (s *Service) Today(ctx context.Context, a *actor.Actor, member id.ID) (*Today, error) {
	if err := s.mayLook(ctx, a, member); err != nil {
		return nil, err
	}
	viewer, err := s.Leads.Viewer(ctx, a)
	if err != nil {
		return nil, err
	}
	today, cal := viewer.Today(), viewer.Calendar()
	w := &worder{viewer: viewer, actor: a, zone: clock.Zone(a.Zone)}
	out := &Today{Day: today, WeekdayName: weekday(today).In(a.Lang), WorkdaysLeft: cal.WorkdaysLeftInMonth(today), Suggest: w.suggested()}
	r := &reader{s.Dir.Of(a.Org), a, member, today}
	for _, key := range []Key{Overdue, Due, New} {
		p, err := r.read(ctx, key)
		if err != nil {
			return nil, err
		}
		section := Section{Key: key, Count: p.count, ExpectedAmount: record.Amount(a, lead.Kind, p.amount), Items: make([]Item, len(p.rows))}
		for i, l := range p.rows {
			section.Items[i] = w.item(key, l)
		}
		out.Sections = append(out.Sections, section)
	}
	out.DoneToday, err = s.Followups.Done(ctx, a, member, today)
	return out, err
}

// mayLook judges whose day may be seen; anybody else's is as if there were no such member.
func (s *Service) mayLook(ctx context.Context, a *actor.Actor, member id.ID) error {
	if member == a.Member {
		return nil
	}
	people, err := s.Team.People(ctx, a.Org)
	if err != nil {
		return err
	}
	m, ok := people.Member(member)
	if !ok || !a.Reaches(actor.LeadRead, m.ID, m.Group) {
		return fault.ErrNotFound.New()
	}
	return nil
}
