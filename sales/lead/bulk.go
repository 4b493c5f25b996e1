package lead

import (
	"encoding/json"
	"time"

	"github.com/uptrace/bun"

	"xiaoguan/base/day"
	"xiaoguan/base/fault"
	"xiaoguan/base/id"
	"xiaoguan/base/money"
)

// BulkUndoFor is how long a bulk edit can be undone.
const BulkUndoFor = 10 * time.Minute

// The faults of bulk edits.
var (
	ErrBulkUndone = fault.Declare("bulk.undone", fault.Conflict, "这批改动已经撤回过了", "This bulk edit has been undone already")
	ErrBulkLate   = fault.Declare("bulk.late", fault.Conflict, "批量改动只能在 10 分钟内撤回", "A bulk edit can be undone for ten minutes")
)

// BulkEdit is what is done to each lead of a bulk edit: fields as in Patch, tags added and taken away.
type BulkEdit struct {
	Source         *string    `json:"source,omitempty" maxLength:"100"`
	Region         *string    `json:"region,omitempty" maxLength:"100"`
	Industry       *string    `json:"industry,omitempty" maxLength:"100"`
	ExpectedAmount *money.Fen `json:"expected_amount,omitempty" minimum:"0" maximum:"9000000000000000"`
	StageID        *id.ID     `json:"stage_id,omitempty"`
	Chance         *Chance    `json:"chance,omitempty" enum:",large,medium,small,none"`
	ChanceReason   *string    `json:"chance_reason,omitempty" maxLength:"100"`
	NextDue        *day.Day   `json:"next_due,omitempty"`
	AddTags        []string   `json:"add_tags,omitempty" maxItems:"30"`
	RemoveTags     []string   `json:"remove_tags,omitempty" maxItems:"30"`
}

// bulkBatch is one bulk edit, kept so that it can be undone.
type bulkBatch struct {
	bun.BaseModel `bun:"table:bulk_batch,alias:bb"`
	Org           id.ID     `bun:"org_id"`
	ID            id.ID     `bun:"id"`
	RecordKind    string    `bun:"record_kind"`
	Act           string    `bun:"act"`
	Changed       int       `bun:"changed"`
	CreatedBy     id.ID     `bun:"created_by"`
	CreatedAt     time.Time `bun:"created_at"`
	UndoneAt      time.Time `bun:"undone_at,nullzero"`
}

// bulkItem is one lead of it: what its editable fields were and became.
type bulkItem struct {
	bun.BaseModel `bun:"table:bulk_item,alias:bi"`
	Org           id.ID  `bun:"org_id"`
	Batch         id.ID  `bun:"batch_id"`
	Record        id.ID  `bun:"record_id"`
	Was           string `bun:"was"`    // JSON of footing
	Became        string `bun:"became"` // JSON of footing
}

// footing are the fields of a lead that a bulk edit can move.
type footing struct {
	Source, Region, Industry string
	Amount                   money.Fen
	Stage                    id.ID
	StageTop                 int
	Chance                   Chance
	Reason                   string
	Due                      day.Day
	Tags                     string
}

func footingOf(l *Lead) footing {
	return footing{l.Source, l.Region, l.Industry, l.ExpectedAmount, l.Stage, l.StageTop, l.Chance, l.ChanceReason, l.NextDue, l.TagList}
}

func (f footing) text() string {
	b, _ := json.Marshal(f) // plain values
	return string(b)
}

func footingFrom(text string) (f footing, err error) {
	return f, json.Unmarshal([]byte(text), &f)
}
