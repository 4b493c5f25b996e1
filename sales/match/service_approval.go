package match

import (
	"context"
	"encoding/json"

	"xiaoguan/base/actor"
	"xiaoguan/base/fault"
	"xiaoguan/base/id"
	"xiaoguan/record"
	"xiaoguan/sales/lead"
	"xiaoguan/sales/team"
	"xiaoguan/store/db"
	"xiaoguan/store/journal"
)

// errOwnerMoved says that a lead is no longer where it was when somebody asked to pass it on.
var errOwnerMoved = fault.Declare("lead.owner_moved", fault.Conflict, "线索已经不在{name}手里了", "The lead is no longer with {name}")

// Approval declares passing on a key lead to the approvals.
func (s *Service) Approval() *record.ApprovalKind {
	return &record.ApprovalKind{Kind: GiveAway, Label: fault.Text{ZH: "重点线索转手", EN: "Passing on a key lead"}, Looks: looks, Told: told,
		Valid: func(ctx context.Context, tx *db.Tx, applicant *actor.Actor, ap *record.Approval) error {
			_, _, _, err := s.stillGiven(ctx, tx, applicant, ap)
			return err
		},
		Execute: func(ctx context.Context, tx *db.Tx, applicant *actor.Actor, ap *record.Approval, approver id.ID) error {
			l, g, people, err := s.stillGiven(ctx, tx, applicant, ap)
			if err != nil {
				return err
			}
			more := []journal.Change{{Field: "approval.id", After: ap.ID}, {Field: "approval.by", After: approver}}
			if g.Reason != "" {
				more = append(more, journal.Change{Field: "reason", After: g.Reason})
			}
			return s.hand(ctx, tx, applicant, people, l, g.To, because(ByHand, more...))
		}}
}

// ask makes a request where a rule says that this lead may not be passed on without consent; nil where it may.
func (s *Service) ask(ctx context.Context, tx *db.Tx, a *actor.Actor, people *team.People, l *lead.Lead, to id.ID, reason string) (*record.Approval, error) {
	if s.Approvals == nil || !guarded(l, a, to) {
		return nil, nil
	}
	g := givenAway{Title: l.Title(), From: l.Owner, To: to, Names: [2]string{people.Name(l.Owner), people.Name(to)}, Amount: l.ExpectedAmount, Key: l.KeyReason, Reason: reason}
	return s.Approvals.Ask(ctx, tx, a, record.Request{Kind: GiveAway, SubjectKind: lead.Kind, Subject: l.ID, Owner: l.Owner, Group: l.Group, Facts: factsOf(l), Reason: reason, Payload: g})
}

// stillGiven holds what a request is about and judges whether it can still be done.
func (s *Service) stillGiven(ctx context.Context, tx *db.Tx, applicant *actor.Actor, ap *record.Approval) (*lead.Lead, *givenAway, *team.People, error) {
	g := new(givenAway)
	if err := json.Unmarshal([]byte(ap.Payload), g); err != nil {
		return nil, nil, nil, err
	}
	people, err := s.Team.People(ctx, ap.Org)
	if err != nil {
		return nil, nil, nil, err
	}
	if _, err := receiver(people, applicant, actor.LeadAssign, "owner_id", g.To); err != nil {
		return nil, nil, nil, err
	}
	held, err := holdBearers(ctx, tx, people, []id.ID{g.To})
	if err != nil {
		return nil, nil, nil, err
	}
	if err := stillCarries(held, "owner_id", g.To); err != nil {
		return nil, nil, nil, err
	}
	l, err := s.Leads.Hold(ctx, tx, applicant, ap.Subject, actor.LeadAssign, true)
	switch {
	case db.IsNone(err):
		return nil, nil, nil, fault.ErrNotFound.New()
	case err != nil:
		return nil, nil, nil, err
	case l.Owner != g.From:
		return nil, nil, nil, errOwnerMoved.New(fault.Args{"name": g.Names[0]})
	}
	return l, g, people, lead.MayAssign(l, applicant).Err()
}

// consent reads the rules once and tells of many leads which of them may not be passed on to a member without consent.
func (s *Service) consent(ctx context.Context, tx *db.Tx, a *actor.Actor) (func(l *lead.Lead, to id.ID) bool, error) {
	if s.Approvals == nil {
		return func(*lead.Lead, id.ID) bool { return false }, nil
	}
	demands, err := s.Approvals.Demands(ctx, tx, a, GiveAway)
	return func(l *lead.Lead, to id.ID) bool { return guarded(l, a, to) && demands(factsOf(l)) }, err
}
