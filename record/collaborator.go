package record

import (
	"context"
	"time"

	"github.com/uptrace/bun"

	"xiaoguan/base/actor"
	"xiaoguan/base/clock"
	"xiaoguan/base/fault"
	"xiaoguan/base/id"
	"xiaoguan/notify"
	"xiaoguan/store/db"
	"xiaoguan/store/journal"
)

// Collaborator is a member who works along on a record of somebody else (协作人), and how far.
type Collaborator struct {
	bun.BaseModel `bun:"table:collaborator,alias:co"`
	Org           id.ID     `bun:"org_id"`
	Kind          string    `bun:"record_kind"`
	Record        id.ID     `bun:"record_id"`
	Member        id.ID     `bun:"member_id"`
	May           string    `bun:"may"` // the name of an actor.Right
	AddedBy       id.ID     `bun:"added_by,nullzero"`
	AddedAt       time.Time `bun:"added_at"`
}

// How many collaborators a record has at most, and how many records of a kind a member collaborates on: the second is what
// every list of his looks through.
const (
	MostCollaborators  = 20
	MostCollaborations = 500
)

// CollaborationKind is the subject kind of the entries that tell a member alone that his collaboration on a record changed.
const CollaborationKind = "collaboration"

// RightField is the journalled field of a collaborator's right.
const RightField = "collaborator_right"

// RightLabel is what that field is called.
var RightLabel = fault.Text{ZH: "协作权限", EN: "May"}

var rightWords = map[actor.Right]fault.Text{actor.Reads: {ZH: "只看", EN: "see it"}, actor.Follows: {ZH: "一起跟进", EN: "work on it"}}

// RightWord words a journalled right, "" for none.
func RightWord(v any) fault.Text {
	name, _ := v.(string)
	return rightWords[actor.RightOf(name)]
}

// The refusals.
var (
	ErrManyCollaborators  = fault.Declare("collaborator.many", fault.Conflict, "一条记录最多 {n} 个协作人，先去掉不再参与的", "A record has at most {n} collaborators; take out who no longer takes part")
	ErrManyCollaborations = fault.Declare("collaborator.too_many", fault.Conflict, "{name}已经协作 {n} 条了，先去掉不再参与的", "{name} collaborates on {n} records already; take out what no longer matters")
)

const noticeJoined = "collaborator.joined"

// CollaboratorNotices are declared by app.
var CollaboratorNotices = []notify.Kind{{Name: noticeJoined, Label: fault.Text{ZH: "请我协作", EN: "I was asked to collaborate"},
	One: fault.Text{ZH: "{by}请你协作「{what}」（{may}）", EN: "{by} asks you to collaborate on {what} ({may})"}, Many: fault.Text{ZH: "请你协作 {n} 条", EN: "You were asked to collaborate on {n} records"}}}

// Collaborators carries who works along on which record, over all types that are searched.
type Collaborators struct {
	Dir     *db.Directory
	Now     clock.Clock
	Journal *journal.Journal
	Notices *notify.Service
	Types   *Registry
	Search  *Searcher
	Names   func(ctx context.Context, org id.ID) (Names, error)
	Person  func(ctx context.Context, a *actor.Actor, member id.ID) (*Viewer, error) // fault.ErrNotFound for nobody
	Changed func(tx *db.Tx, org id.ID)                                               // what members may has changed
}

// CollaboratorView is a collaborator as a record's page shows him.
type CollaboratorView struct {
	Member    ExplainedBy `json:"member"`
	Right     string      `json:"right" enum:"read,follow"`
	RightText string      `json:"right_text"`
	AddedBy   string      `json:"added_by"`
	AddedAt   time.Time   `json:"added_at"`
	Mine      bool        `json:"mine" doc:"whoever asks, who may always leave"`
}

// CollaboratorList is who collaborates on a record.
type CollaboratorList struct {
	Items  []CollaboratorView `json:"items"`
	Change bool               `json:"change" doc:"whoever asks may add and take out"`
}
