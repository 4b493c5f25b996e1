package record

import (
	"context"
	"encoding/json"
	"time"

	"github.com/uptrace/bun"

	"xiaoguan/base/actor"
	"xiaoguan/base/day"
	"xiaoguan/base/fault"
	"xiaoguan/base/id"
	"xiaoguan/store/db"
)

// ApprovalSubject is the subject kind of notices, and of journal entries on approvals that are about no record.
const ApprovalSubject = "approval"

// ApprovalState is where a request stands.
type ApprovalState string

// The states; all but the first are ends.
const (
	ApprovalPending   ApprovalState = "pending"
	ApprovalApproved  ApprovalState = "approved"
	ApprovalRefused   ApprovalState = "refused"
	ApprovalWithdrawn ApprovalState = "withdrawn"
	ApprovalStale     ApprovalState = "stale" // what was asked for could no longer be done
)

// ApprovalKind is what a chapter registers: an act that a rule may make wait for somebody's consent.
type ApprovalKind struct {
	Kind  string // "lead.give_away"
	Label fault.Text
	Looks []Look // what a rule's conditions may look at
	// Told words a request's payload: its title, and what there is to know before deciding.
	Told func(payload []byte) (title fault.Text, facts []ApprovalFact, err error)
	// Valid judges, at each step but the last, whether what was asked for could still be done by the applicant as he may act
	// today; a fault that is not the machine's says why not, and ends the request.
	Valid func(ctx context.Context, tx *db.Tx, applicant *actor.Actor, ap *Approval) error
	// Execute judges the same and does it, in the deciding transaction, when the last step consents.
	Execute func(ctx context.Context, tx *db.Tx, applicant *actor.Actor, ap *Approval, approver id.ID) error
}

// Look is one thing that a rule's conditions may look at.
type Look struct {
	Field   string
	Label   fault.Text
	Kind    ColumnKind // Money, Number, YesNo, Text or Choice
	Options []Option
}

// ApprovalFact is one line of what is asked for.
type ApprovalFact struct{ Label, Text fault.Text }

// Condition compares a fact with a value; all conditions of a rule must hold.
type Condition struct {
	Field string `json:"field" maxLength:"50"`
	Op    string `json:"op" enum:"eq,ne,ge,le,in"`
	Value string `json:"value" maxLength:"500" doc:"amounts in fen, yes and no as true and false, several values comma separated"`
}

// Who names the deciders of a step.
type Who string

// The kinds of decider.
const (
	WhoRole         Who = "role"          // whoever has the role
	WhoMember       Who = "member"        // one person
	WhoLeader       Who = "leader"        // who leads the applicant's group, or the next above who is not the applicant
	WhoRecordLeader Who = "record_leader" // who leads the group that the record belongs to
)

// ApprovalStep is one step of a rule; its deciders stand beside one another, one of them decides.
type ApprovalStep struct {
	Who    Who        `json:"who" enum:"role,member,leader,record_leader"`
	Role   actor.Role `json:"role,omitempty"`
	Member id.ID      `json:"member_id,omitzero"`
}

// ApprovalRule says for which requests of a kind who must consent, in what order.
type ApprovalRule struct {
	bun.BaseModel `bun:"table:approval_rule,alias:ar"`
	Org           id.ID     `bun:"org_id"`
	ID            id.ID     `bun:"id"`
	Kind          string    `bun:"kind"`
	Name          string    `bun:"name"`
	ConditionText string    `bun:"conditions"`
	StepText      string    `bun:"steps"`
	DueWorkdays   int       `bun:"due_workdays"` // 0: no day
	Enabled       bool      `bun:"enabled"`
	Version       int64     `bun:"version"`
	CreatedBy     id.ID     `bun:"created_by,nullzero"`
	CreatedAt     time.Time `bun:"created_at"`
	UpdatedAt     time.Time `bun:"updated_at"`

	Conditions []Condition    `bun:"-"`
	Steps      []ApprovalStep `bun:"-"`
}

// Approval is one request. Its steps are the rule's of the day it was made; StepNo, from 1, is the one that waits or was last.
type Approval struct {
	bun.BaseModel  `bun:"table:approval,alias:ap"`
	Org            id.ID         `bun:"org_id"`
	ID             id.ID         `bun:"id"`
	Kind           string        `bun:"kind"`
	Rule           id.ID         `bun:"rule_id"`
	SubjectKind    string        `bun:"subject_kind"`
	Subject        id.ID         `bun:"subject_id"`
	Owner          id.ID         `bun:"owner_id,nullzero"` // of the record, when it was asked
	Group          id.ID         `bun:"group_id,nullzero"`
	Applicant      id.ID         `bun:"applicant_id"`
	ApplicantGroup id.ID         `bun:"applicant_group_id,nullzero"`
	Reason         string        `bun:"reason"`
	Payload        string        `bun:"payload"` // JSON, the kind's own
	StepText       string        `bun:"steps"`
	StepNo         int           `bun:"step_no"`
	State          ApprovalState `bun:"state"`
	WhyZH          string        `bun:"why_zh"` // of a stale one
	WhyEN          string        `bun:"why_en"`
	Due            day.Day       `bun:"due_day,nullzero"`
	Version        int64         `bun:"version"`
	CreatedAt      time.Time     `bun:"created_at"`
	EndedAt        time.Time     `bun:"ended_at,nullzero"`

	Steps []ApprovalStep `bun:"-"`
}

// Decision is what somebody decided about a step.
type Decision struct {
	bun.BaseModel `bun:"table:approval_step,alias:st"`
	Org           id.ID     `bun:"org_id"`
	Approval      id.ID     `bun:"approval_id"`
	StepNo        int       `bun:"step_no"`
	Verdict       Verdict   `bun:"verdict"`
	Member        id.ID     `bun:"member_id"`
	For           id.ID     `bun:"for_id,nullzero"` // the absent member he decided for
	Comment       string    `bun:"comment"`
	At            time.Time `bun:"at"`
}

// Verdict is what is decided about a step.
type Verdict string

// The verdicts.
const (
	Approve Verdict = "approved"
	Refuse  Verdict = "refused"
)

// The faults of asking and deciding.
var (
	ErrApprovalNobody  = fault.Declare("approval.nobody", fault.Conflict, "要先审批，但第 {step} 步没有人能审批：{why}", "It needs an approval, but nobody can decide step {step}: {why_en}")
	ErrApprovalPending = fault.Declare("approval.pending", fault.Conflict, "这件事已经在审批中，等结果出来再说", "This is waiting for approval already; see what comes of it first")
	ErrApprovalDecided = fault.Declare("approval.decided", fault.Conflict, "这一步已经由{name}处理了", "{name} has decided this step already")
	ErrApprovalEnded   = fault.Declare("approval.ended", fault.Conflict, "这份申请已经结束了", "This request has ended")
	ErrApprovalNotYou  = fault.Declare("approval.not_you", fault.Conflict, "{why}", "{why_en}")
	ErrApprovalStale   = fault.Declare("approval.stale", fault.Conflict, "申请已经作废：{why}", "The request is void: {why_en}")
)

// unpack reads the steps.
func (ap *Approval) unpack() error { return json.Unmarshal([]byte(ap.StepText), &ap.Steps) }

func (r *ApprovalRule) unpack() error {
	if err := json.Unmarshal([]byte(r.ConditionText), &r.Conditions); err != nil {
		return err
	}
	return json.Unmarshal([]byte(r.StepText), &r.Steps)
}

func (r *ApprovalRule) pack() error {
	conditions, err := json.Marshal(r.Conditions)
	if err != nil {
		return err
	}
	steps, err := json.Marshal(r.Steps)
	r.ConditionText, r.StepText = string(conditions), string(steps)
	return err
}
