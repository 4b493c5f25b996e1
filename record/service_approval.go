package record

import (
	"context"
	"encoding/json"
	"fmt"
	"slices"
	"strings"

	"xiaoguan/base/actor"
	"xiaoguan/base/clock"
	"xiaoguan/base/fault"
	"xiaoguan/base/id"
	"xiaoguan/notify"
	"xiaoguan/store/db"
	"xiaoguan/store/journal"
)

// Company is what approvals ask about people; the chapter of people answers it.
type Company interface {
	// Crew is everybody as of today.
	Crew(ctx context.Context, org id.ID) (*Crew, error)
	// Acting is the actor a member is today; a fault where he is no active member.
	Acting(ctx context.Context, org, member id.ID) (*actor.Actor, error)
}

// Approvals carries rules, requests and decisions.
type Approvals struct {
	Dir     *db.Directory
	IDs     *id.Source
	Now     clock.Clock
	Journal *journal.Journal
	Notices *notify.Service
	Company Company
	kinds   []*ApprovalKind
}

// The kinds of notice that approvals tell.
const (
	noticeWaiting = "approval.waiting"
	noticeDecided = "approval.decided"
)

// ApprovalNotices are declared by app.
var ApprovalNotices = []notify.Kind{
	{Name: noticeWaiting, Label: fault.Text{ZH: "有申请等我审批", EN: "An approval waits for me"},
		One: fault.Text{ZH: "{by}请你审批：{what}", EN: "{by} asks for your approval: {what}"}, Many: fault.Text{ZH: "{n} 份申请等你审批", EN: "{n} requests wait for your approval"}},
	{Name: noticeDecided, Label: fault.Text{ZH: "我的申请有了结果", EN: "A request of mine was decided"},
		One: fault.Text{ZH: "{by}{how}：{what}", EN: "{by} {how}: {what}"}, Many: fault.Text{ZH: "你的 {n} 份申请有了结果", EN: "{n} of your requests were decided"}},
}

// Register adds a kind; a chapter does so before the first request.
func (s *Approvals) Register(k *ApprovalKind) {
	if s.kind(k.Kind) != nil {
		panic(fmt.Sprintf("record: approval %s declared twice", k.Kind))
	}
	s.kinds = append(s.kinds, k)
}

func (s *Approvals) kind(name string) *ApprovalKind {
	for _, k := range s.kinds {
		if k.Kind == name {
			return k
		}
	}
	return nil
}

// Request is what a chapter asks for.
type Request struct {
	Kind         string
	SubjectKind  string // the record it is about
	Subject      id.ID
	Owner, Group id.ID          // of the record
	Facts        map[string]any // what conditions look at: int64, bool or string
	Reason       string
	Payload      any // becomes JSON
}

// Ask makes a request where a rule demands one, in the caller's transaction, which holds the record; nil: no rule does, and
// the act may go on. Errors: ErrApprovalPending, ErrApprovalNobody.
func (s *Approvals) Ask(ctx context.Context, tx *db.Tx, a *actor.Actor, r Request) (*Approval, error) {
	rules, err := rulesOf(ctx, tx, a.Org, r.Kind)
	if err != nil {
		return nil, err
	}
	i := slices.IndexFunc(rules, func(rule *ApprovalRule) bool { return Holds(rule.Conditions, r.Facts) })
	if i < 0 {
		return nil, nil
	}
	if before, err := pendingOn(ctx, tx, a.Org, r.Subject, r.Kind); err != nil || before != nil {
		if before != nil {
			err = ErrApprovalPending.New().With("approval_id", before.ID)
		}
		return nil, err
	}
	crew, err := s.Company.Crew(ctx, a.Org)
	if err != nil {
		return nil, err
	}
	rule := rules[i]
	for n, step := range rule.Steps {
		if len(crew.Deciders(step, a.Member, a.Group, r.Group)) == 0 {
			why := whyNobody(step)
			return nil, ErrApprovalNobody.New(fault.Args{"step": n + 1, "why": why.ZH, "why_en": why.EN})
		}
	}
	payload, err := json.Marshal(r.Payload)
	if err != nil {
		return nil, err
	}
	ap := &Approval{Org: a.Org, ID: s.IDs.New(), Kind: r.Kind, Rule: rule.ID, SubjectKind: r.SubjectKind, Subject: r.Subject, Owner: r.Owner, Group: r.Group, Applicant: a.Member,
		ApplicantGroup: a.Group, Reason: strings.TrimSpace(r.Reason), Payload: string(payload), StepText: rule.StepText, Steps: rule.Steps, StepNo: 1, State: ApprovalPending, Version: 1, CreatedAt: s.Now()}
	if rule.DueWorkdays > 0 {
		ap.Due = crew.Calendar.AddWorkdays(crew.Today, rule.DueWorkdays)
	}
	if err := insertApproval(ctx, tx, ap); err != nil {
		return nil, err
	}
	s.note(tx, a, ap, "asked", ap.Reason)
	return ap, s.tellDeciders(ctx, tx, a, crew, ap)
}

// Demands reads the rules of a kind and tells of any number of facts whether a rule would demand a request.
func (s *Approvals) Demands(ctx context.Context, tx *db.Tx, a *actor.Actor, kind string) (func(facts map[string]any) bool, error) {
	rules, err := rulesOf(ctx, tx, a.Org, kind)
	return func(facts map[string]any) bool {
		return slices.ContainsFunc(rules, func(r *ApprovalRule) bool { return Holds(r.Conditions, facts) })
	}, err
}

// note records what happened to a request on the record it is about.
func (s *Approvals) note(tx *db.Tx, a *actor.Actor, ap *Approval, what, comment string, more ...journal.Change) {
	changes := append([]journal.Change{{Field: "approval.id", After: ap.ID}, {Field: "approval.kind", After: ap.Kind}, {Field: "approval.step", After: ap.StepNo}}, more...)
	if comment != "" {
		changes = append(changes, journal.Change{Field: "approval.comment", After: comment})
	}
	s.Journal.Record(tx, a, &journal.Entry{Kind: "approval." + what, SubjectKind: ap.SubjectKind, Subject: ap.Subject, Owner: ap.Owner, Group: ap.Group, Changes: changes})
}

// title is what a request asks for, in words.
func (s *Approvals) title(ap *Approval) fault.Text {
	if k := s.kind(ap.Kind); k != nil {
		if title, _, err := k.Told([]byte(ap.Payload)); err == nil {
			return title
		}
	}
	return fault.Text{ZH: ap.Kind, EN: ap.Kind}
}

// tellDeciders tells those who may decide the present step that it waits for them.
func (s *Approvals) tellDeciders(ctx context.Context, tx *db.Tx, a *actor.Actor, crew *Crew, ap *Approval) error {
	var notices []notify.Notice
	for _, d := range crew.WhoDecides(ap) {
		notices = append(notices, notify.Notice{Member: d.Member, Kind: noticeWaiting, SubjectKind: ApprovalSubject, Subject: ap.ID,
			Args: notify.Args{"by": crew.Name(ap.Applicant), "what": s.title(ap)}})
	}
	return s.Notices.Tell(ctx, tx, a, notices...)
}

// tellApplicant tells the applicant how his request ended, and takes away what asked others for it.
func (s *Approvals) tellApplicant(ctx context.Context, tx *db.Tx, a *actor.Actor, ap *Approval) error {
	how := map[ApprovalState]fault.Text{ApprovalApproved: {ZH: "通过了", EN: "approved"}, ApprovalRefused: {ZH: "驳回了", EN: "refused"}, ApprovalStale: {ZH: "审批时已经办不成了", EN: "could no longer carry out"}}[ap.State]
	if how.ZH == "" {
		return nil
	}
	return s.Notices.Tell(ctx, tx, a, notify.Notice{Member: ap.Applicant, Kind: noticeDecided, SubjectKind: ApprovalSubject, Subject: ap.ID,
		Args: notify.Args{"by": a.Name, "how": how, "what": s.title(ap)}})
}
