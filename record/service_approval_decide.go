package record

import (
	"context"
	"errors"
	"slices"
	"strings"

	"xiaoguan/base/actor"
	"xiaoguan/base/fault"
	"xiaoguan/base/id"
	"xiaoguan/store/db"
	"xiaoguan/store/journal"
)

// Approve consents to the step at which a request stands; the last step's consent carries out what was asked for, in the same
// transaction. What can no longer be done ends the request as stale, with the reason. Errors: ErrApprovalNotYou,
// ErrApprovalDecided, ErrApprovalEnded, ErrApprovalStale.
func (s *Approvals) Approve(ctx context.Context, a *actor.Actor, which id.ID, comment string) (*Approval, error) {
	ap, err := s.decide(ctx, a, which, Approve, comment)
	var no *cannot
	if errors.As(err, &no) {
		return nil, s.void(ctx, a, which, no.Fault)
	}
	return ap, err
}

// cannot says that what was asked for can never be done as asked.
type cannot struct{ *fault.Fault }

// forGood marks a fault of carrying out that trying again would not mend.
func forGood(err error) error {
	f, ok := fault.Of(err)
	if ok && slices.Contains([]fault.Kind{fault.NotFound, fault.Conflict, fault.Invalid, fault.Forbidden}, f.Code.Kind) {
		return &cannot{f}
	}
	return err
}

// Refuse ends a request; why must be said.
func (s *Approvals) Refuse(ctx context.Context, a *actor.Actor, which id.ID, comment string) (*Approval, error) {
	if strings.TrimSpace(comment) == "" {
		return nil, fault.Wrong("comment", fault.Text{ZH: "驳回要说原因", EN: "A refusal needs a reason"}, fault.Text{ZH: "一句话，申请人看得到", EN: "One sentence; the applicant reads it"})
	}
	return s.decide(ctx, a, which, Refuse, comment)
}

// decide judges one step.
func (s *Approvals) decide(ctx context.Context, a *actor.Actor, which id.ID, v Verdict, comment string) (*Approval, error) {
	crew, err := s.Company.Crew(ctx, a.Org)
	if err != nil {
		return nil, err
	}
	var out *Approval
	err = s.Dir.Of(a.Org).Write(ctx, func(ctx context.Context, tx *db.Tx) error {
		ap, err := holdApproval(ctx, tx, a.Org, which)
		if err != nil {
			return err
		}
		who, err := s.mayDecide(ctx, tx, crew, ap, a)
		if err != nil {
			return err
		}
		out = ap
		return s.settle(ctx, tx, a, crew, ap, who, v, strings.TrimSpace(comment))
	})
	return out, err
}

// mayDecide judges the actor; who has nothing to do with a request is told that there is none.
func (s *Approvals) mayDecide(ctx context.Context, tx *db.Tx, crew *Crew, ap *Approval, a *actor.Actor) (Decider, error) {
	who, err := crew.MayDecide(ap, a.Member)
	if err == nil {
		return who, nil
	}
	last, e := lastDecider(ctx, tx, a.Org, ap.ID)
	if e != nil {
		return who, e
	}
	if !s.concerns(crew, ap, a.Member, last) {
		return who, fault.ErrNotFound.New()
	}
	if !last.IsZero() && last != a.Member && ap.Applicant != a.Member && ap.State != ApprovalWithdrawn {
		return who, ErrApprovalDecided.New(fault.Args{"name": crew.Name(last)})
	}
	return who, err
}

// settle writes a verdict and what follows from it.
func (s *Approvals) settle(ctx context.Context, tx *db.Tx, a *actor.Actor, crew *Crew, ap *Approval, who Decider, v Verdict, comment string) error {
	now := s.Now()
	if err := insertDecision(ctx, tx, &Decision{Org: ap.Org, Approval: ap.ID, StepNo: ap.StepNo, Verdict: v, Member: a.Member, For: who.For, Comment: comment, At: now}); err != nil {
		return err
	}
	var more []journal.Change
	if !who.For.IsZero() {
		more = append(more, journal.Change{Field: "approval.for", After: who.For})
	}
	s.note(tx, a, ap, string(v), comment, more...)
	ap.State, ap.StepNo = ap.After(v)
	if ap.State != ApprovalPending {
		ap.EndedAt = now
	}
	if err := saveApproval(ctx, tx, ap); err != nil {
		return err
	}
	if err := s.Notices.Settle(ctx, tx, a, noticeWaiting, ap.ID); err != nil {
		return err
	}
	if v == Approve {
		if err := s.carryOut(ctx, tx, a, ap); err != nil {
			return forGood(err)
		}
	}
	if ap.State == ApprovalPending {
		return s.tellDeciders(ctx, tx, a, crew, ap)
	}
	return s.tellApplicant(ctx, tx, a, ap)
}

// carryOut judges whether a request is still valid and, once the last step has consented, does what was asked for: on behalf
// of the applicant as he may act today.
func (s *Approvals) carryOut(ctx context.Context, tx *db.Tx, a *actor.Actor, ap *Approval) error {
	applicant, err := s.Company.Acting(ctx, ap.Org, ap.Applicant)
	if err != nil {
		return err
	}
	applicant.Request, applicant.Lang = a.Request, a.Lang
	k := s.kind(ap.Kind)
	if k == nil {
		return fault.ErrNotFound.New()
	}
	if ap.State == ApprovalPending {
		return k.Valid(ctx, tx, applicant, ap)
	}
	return k.Execute(ctx, tx, applicant, ap, a.Member)
}

// void ends a request that could not be carried out; why is its answer.
func (s *Approvals) void(ctx context.Context, a *actor.Actor, which id.ID, why *fault.Fault) error {
	reason := why.Text()
	if len(why.Fields) > 0 {
		reason = why.Fields[0].What
	}
	err := s.Dir.Of(a.Org).Write(ctx, func(ctx context.Context, tx *db.Tx) error {
		ap, err := holdApproval(ctx, tx, a.Org, which)
		if err != nil {
			return err
		}
		if ap.State != ApprovalPending {
			return ErrApprovalEnded.New()
		}
		ap.State, ap.WhyZH, ap.WhyEN, ap.EndedAt = ApprovalStale, reason.ZH, reason.EN, s.Now()
		s.note(tx, a, ap, "stale", "")
		if err := saveApproval(ctx, tx, ap); err != nil {
			return err
		}
		if err := s.Notices.Settle(ctx, tx, a, noticeWaiting, ap.ID); err != nil {
			return err
		}
		return s.tellApplicant(ctx, tx, a, ap)
	})
	if err != nil {
		return err
	}
	return ErrApprovalStale.New(fault.Args{"why": reason.ZH, "why_en": reason.EN})
}

// Withdraw takes one's own request back while it waits.
func (s *Approvals) Withdraw(ctx context.Context, a *actor.Actor, which id.ID) (*Approval, error) {
	crew, err := s.Company.Crew(ctx, a.Org)
	if err != nil {
		return nil, err
	}
	var out *Approval
	err = s.Dir.Of(a.Org).Write(ctx, func(ctx context.Context, tx *db.Tx) error {
		ap, err := holdApproval(ctx, tx, a.Org, which)
		if err != nil {
			return err
		}
		last, err := lastDecider(ctx, tx, a.Org, ap.ID)
		if err != nil {
			return err
		}
		if !s.concerns(crew, ap, a.Member, last) {
			return fault.ErrNotFound.New()
		}
		if err := MayWithdraw(ap, a.Member); err != nil {
			return err
		}
		ap.State, ap.EndedAt, out = ApprovalWithdrawn, s.Now(), ap
		s.note(tx, a, ap, "withdrawn", "")
		if err := saveApproval(ctx, tx, ap); err != nil {
			return err
		}
		return s.Notices.Settle(ctx, tx, a, noticeWaiting, ap.ID)
	})
	return out, err
}
