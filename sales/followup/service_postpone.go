package followup

import (
	"context"
	"strings"

	"xiaoguan/base/actor"
	"xiaoguan/base/clock"
	"xiaoguan/base/day"
	"xiaoguan/base/fault"
	"xiaoguan/base/id"
	"xiaoguan/sales/lead"
	"xiaoguan/store/db"
	"xiaoguan/store/journal"
)

// Postpone moves the next contact of a lead to another day. What was to be done stays; the hour belonged to the old day.
func (s *Service) Postpone(ctx context.Context, a *actor.Actor, subject id.ID, next day.Day, reason string) (*lead.Lead, error) {
	reason = strings.TrimSpace(reason)
	var p fault.Problems
	checkPostponed(&p, next, day.Of(s.Now(), clock.Zone(a.Zone)))
	checkText(&p, "reason", reason)
	var out *lead.Lead
	err := s.Dir.Of(a.Org).Write(ctx, func(ctx context.Context, tx *db.Tx) error {
		l, err := s.Leads.Hold(ctx, tx, a, subject, actor.TouchWrite, false)
		if err != nil {
			return err
		}
		if err := lead.MayTouch(l).Err(); err != nil {
			return err
		}
		if err := p.Err(); err != nil {
			return err
		}
		before := *l
		if l.NextDue != next {
			l.NextDue, l.NextTime = next, ""
		}
		var told []journal.Change
		if reason != "" {
			told = append(told, journal.Change{Field: "reason", After: reason, Personal: true})
		}
		out = l
		return s.Leads.Save(ctx, tx, a, before, l, "lead.postponed", false, told...)
	})
	return out, err
}
