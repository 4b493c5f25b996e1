package match

import (
	"time"

	"github.com/uptrace/bun"

	"xiaoguan/base/id"
)

// State is where a batch stands.
type State string

// The states.
const (
	Preview State = "preview" // worked out, nothing moved; or applied in part, when a machine died
	Applied State = "applied"
	Undone  State = "undone"
)

// Cause is why a batch was made, and why a spell began.
type Cause string

// The causes.
const (
	ByClaim   Cause = "claim"
	ByHand    Cause = "assign"  // one lead or several to one member
	ByMatch   Cause = "match"   // a batch somebody previewed
	ByImport  Cause = "import"  // the batch at the end of an import
	ByArrival Cause = "arrival" // a lead that came singly
	ByUndo    Cause = "undo"
)

// The kinds of journal entry this chapter writes on leads.
const (
	claimed    = "lead.claimed"
	assigned   = "lead.assigned"
	unassigned = "lead.unassigned"
)

// UndoFor is how long an applied batch can be undone.
const UndoFor = 7 * 24 * time.Hour

// The bounds of a batch: leads matched in one optimum, leads assigned in one act, leads moved in one transaction.
const (
	MaxMatch = 5000
	MaxBulk  = 1000
	chunk    = 200
)

// Batch is one row: many matches, previewed, applied and undone as one.
type Batch struct {
	bun.BaseModel `bun:"table:match_batch,alias:b"`
	Org           id.ID     `bun:"org_id"`
	ID            id.ID     `bun:"id"`
	State         State     `bun:"state"`
	Cause         Cause     `bun:"cause"`
	Import        id.ID     `bun:"import_id,nullzero"`
	TotalScore    int64     `bun:"total_score"`     // points of all items less the cost of load
	People        string    `bun:"people,nullzero"` // JSON of []seatNote
	CreatedBy     id.ID     `bun:"created_by,nullzero"`
	CreatedAt     time.Time `bun:"created_at"`
	AppliedAt     time.Time `bun:"applied_at,nullzero"` // when applying began
	UndoneAt      time.Time `bun:"undone_at,nullzero"`
}

// Item is one lead of a batch.
type Item struct {
	bun.BaseModel `bun:"table:match_item,alias:i"`
	Org           id.ID  `bun:"org_id"`
	Batch         id.ID  `bun:"batch_id"`
	Lead          id.ID  `bun:"lead_id"`
	Owner         id.ID  `bun:"owner_id,nullzero"` // proposed; zero: nobody fits
	Score         int64  `bun:"score"`
	Reasons       string `bun:"reasons,nullzero"`      // JSON of []Reason
	Alternatives  string `bun:"alternatives,nullzero"` // JSON of []other
	BeforeOwner   id.ID  `bun:"before_owner,nullzero"`
	BeforeGroup   id.ID  `bun:"before_group,nullzero"`
	Result        Result `bun:"result"`
}

// seatNote is how a candidate stood when the batch was worked out.
type seatNote struct {
	ID       id.ID `json:"id"`
	Load     int   `json:"load"` // open leads before the batch
	Capacity int   `json:"capacity"`
	Added    int   `json:"added"`
}

// other is another person for an item, as kept.
type other struct {
	Owner   id.ID    `json:"owner"`
	Score   int64    `json:"score"`
	Loss    int64    `json:"loss"` // by how much the best total falls
	Reasons []Reason `json:"reasons,omitempty"`
}
