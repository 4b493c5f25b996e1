package followup

import (
	"time"

	"github.com/uptrace/bun"

	"xiaoguan/base/day"
	"xiaoguan/base/id"
	"xiaoguan/sales/lead"
	"xiaoguan/store/journal"
)

// Kind is how one spoke with the buyer.
type Kind string

// The kinds.
const (
	Phone   Kind = "phone"   // 电话
	Visit   Kind = "visit"   // 拜访
	Wechat  Kind = "wechat"  // 微信
	Meeting Kind = "meeting" // 会议
	Other   Kind = "other"   // 其他
)

// Kinds in the order they are offered.
var Kinds = []Kind{Phone, Visit, Wechat, Meeting, Other}

// Result is what came of a touch; "" is not told.
type Result string

// The results.
const (
	Progress    Result = "progress"     // 有进展
	NoProgress  Result = "no_progress"  // 没进展
	MeetingSet  Result = "meeting_set"  // 约了见面
	Requote     Result = "requote"      // 要改报价
	NoAnswer    Result = "no_answer"    // 没接
	WrongNumber Result = "wrong_number" // 打错了
)

// Results in the order they are offered.
var Results = []Result{Progress, NoProgress, MeetingSet, Requote, NoAnswer, WrongNumber}

// Reached reports whether somebody on the buyer's side was spoken with.
func (r Result) Reached() bool { return r != NoAnswer && r != WrongNumber }

// Touch is one row of the log. At is when it happened, Day that instant's day in the organisation's zone, CreatedAt when it
// was logged.
type Touch struct {
	bun.BaseModel `bun:"table:touch,alias:t"`
	Org           id.ID     `bun:"org_id"`
	ID            id.ID     `bun:"id"`
	SubjectKind   string    `bun:"subject_kind"`
	Subject       id.ID     `bun:"subject_id"`
	Member        id.ID     `bun:"member_id,nullzero"` // who logged it; none: the system
	Kind          Kind      `bun:"kind"`
	Result        Result    `bun:"result"`
	Content       string    `bun:"content"`
	At            time.Time `bun:"at"`
	Day           day.Day   `bun:"day"`
	NextDue       day.Day   `bun:"next_due,nullzero"` // as agreed in this touch
	CreatedAt     time.Time `bun:"created_at"`
}

// Draft is a touch as it is told; what is absent stays as it is on the lead.
type Draft struct {
	ID           id.ID       `json:"id,omitempty" doc:"made by the client: sent again, it is logged once"`
	Kind         Kind        `json:"kind" enum:"phone,visit,wechat,meeting,other"`
	Result       Result      `json:"result,omitempty" enum:",progress,no_progress,meeting_set,requote,no_answer,wrong_number"`
	Content      string      `json:"content,omitempty" maxLength:"4000"`
	At           time.Time   `json:"at,omitempty" doc:"when it happened; absent: now"`
	NextDue      day.Day     `json:"next_due,omitempty"`
	NextTime     string      `json:"next_time,omitempty" maxLength:"5" pattern:"^([01][0-9]|2[0-3]):[0-5][0-9]$|^$"`
	NextNote     string      `json:"next_note,omitempty" maxLength:"500"`
	NextKind     Kind        `json:"next_kind,omitempty" enum:",phone,visit,wechat,meeting,other" doc:"absent: a meeting where one was arranged, else a call"`
	Chance       lead.Chance `json:"chance,omitempty" enum:",large,medium,small,none"`
	ChanceReason string      `json:"chance_reason,omitempty" maxLength:"100"`
	StageID      id.ID       `json:"stage_id,omitempty"`
}

// changes is what the journal tells of a touch, beside what it changed on the lead.
func (t *Touch) changes() []journal.Change {
	out := []journal.Change{{Field: "touch.kind", After: string(t.Kind)}}
	if t.Result != "" {
		out = append(out, journal.Change{Field: "touch.result", After: string(t.Result)})
	}
	if t.Content != "" {
		out = append(out, journal.Change{Field: "touch.content", After: t.Content, Personal: true})
	}
	return out
}
