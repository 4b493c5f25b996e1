package followup

import (
	"context"

	"xiaoguan/base/actor"
	"xiaoguan/base/clock"
	"xiaoguan/base/day"
	"xiaoguan/base/fault"
	"xiaoguan/base/id"
	"xiaoguan/record"
	"xiaoguan/sales/lead"
	"xiaoguan/store/db"
)

// Service carries the operations on follow-ups.
type Service struct {
	Dir        *db.Directory
	IDs        *id.Source
	Now        clock.Clock
	Catalogues *record.Catalogues
	Leads      *lead.Service
}

// Logged is a touch with the lead as it is after it.
type Logged struct {
	Touch *Touch
	Lead  *lead.Lead
	Moved fault.Text // why the stage moved by itself; empty when it did not
}

// Log keeps a touch on a lead and writes what follows from it onto the lead, as one act. A draft whose id is kept already
// changes nothing and is answered like the first time.
func (s *Service) Log(ctx context.Context, a *actor.Actor, subject id.ID, d Draft) (*Logged, error) {
	cat, err := s.Catalogues.Of(ctx, a.Org)
	if err != nil {
		return nil, err
	}
	var out *Logged
	err = s.Dir.Of(a.Org).Write(ctx, func(ctx context.Context, tx *db.Tx) error {
		l, err := s.Leads.Hold(ctx, tx, a, subject, actor.TouchWrite, false)
		if err != nil {
			return err
		}
		kept, err := repeated(ctx, tx, a, l, d.ID)
		if kept != nil || err != nil {
			out = &Logged{Touch: kept, Lead: l}
			return err
		}
		out, err = s.keep(ctx, tx, a, cat, l, d)
		return err
	})
	return out, err
}

// LogHeld is Log on a lead that the transaction holds already, for callers that do more in the same act.
func (s *Service) LogHeld(ctx context.Context, tx *db.Tx, a *actor.Actor, l *lead.Lead, d Draft) (*Logged, error) {
	cat, err := s.Catalogues.Of(ctx, a.Org)
	if err != nil {
		return nil, err
	}
	return s.keep(ctx, tx, a, cat, l, d)
}

func (s *Service) keep(ctx context.Context, tx *db.Tx, a *actor.Actor, cat *record.Catalogue, l *lead.Lead, d Draft) (*Logged, error) {
	before := *l
	out, err := s.take(a, cat, l, d)
	if err != nil {
		return nil, err
	}
	if err := insert(tx, out.Touch); err != nil {
		return nil, err
	}
	return out, s.Leads.Save(ctx, tx, a, before, l, "touch.logged", false, out.Touch.changes()...)
}

// repeated finds the touch that a draft with this id has become; an id that stands for another touch is taken.
func repeated(ctx context.Context, tx *db.Tx, a *actor.Actor, l *lead.Lead, touch id.ID) (*Touch, error) {
	if touch.IsZero() {
		return nil, nil
	}
	kept, err := find(ctx, tx, a.Org, touch)
	if kept != nil && (kept.SubjectKind != lead.Kind || kept.Subject != l.ID || kept.Member != a.Member) {
		return nil, fault.ErrTaken.New()
	}
	return kept, err
}

// take judges the draft, changes the held lead by it and makes the row.
func (s *Service) take(a *actor.Actor, cat *record.Catalogue, l *lead.Lead, d Draft) (*Logged, error) {
	if err := lead.MayTouch(l).Err(); err != nil {
		return nil, err
	}
	var p fault.Problems
	now, loc := s.Now(), clock.Zone(a.Zone)
	check(&p, &d, l, now, loc)
	if d.Chance != "" {
		reason := &d.ChanceReason
		if d.ChanceReason == "" && d.Chance == l.Chance {
			reason = nil // still as small as it was: the reason given then holds
		}
		lead.SetChance(&p, cat, l, &d.Chance, reason)
	}
	if !d.StageID.IsZero() {
		lead.SetStage(&p, cat, l, d.StageID)
	}
	if err := p.Err(); err != nil {
		return nil, err
	}
	out := &Logged{Lead: l, Touch: &Touch{Org: a.Org, ID: d.ID, SubjectKind: lead.Kind, Subject: l.ID, Member: a.Member, Kind: d.Kind, Result: d.Result,
		Content: d.Content, At: d.At, Day: day.Of(d.At, loc), NextDue: d.NextDue, CreatedAt: now}}
	if d.ID.IsZero() {
		out.Touch.ID = s.IDs.New()
	}
	if mode, ok := cat.Mode(l.Mode); ok {
		to, why := firstMove(l, &d, mode)
		if to != nil && len(l.Lacks(cat, to)) == 0 {
			lead.SetStage(&p, cat, l, to.ID)
			out.Moved = why
		}
	}
	count(l, d.At)
	plan(l, &d, out.Touch.Day)
	return out, p.Err()
}

// Done counts the touches a member logged that happened on a day. The caller has judged that the member may be looked at.
func (s *Service) Done(ctx context.Context, a *actor.Actor, member id.ID, on day.Day) (int, error) {
	return countOn(ctx, s.Dir.Of(a.Org), a.Org, member, on)
}
