package record

import (
	"context"
	"time"

	"github.com/uptrace/bun"

	"xiaoguan/base/actor"
	"xiaoguan/base/clock"
	"xiaoguan/base/fault"
	"xiaoguan/base/id"
	"xiaoguan/store/db"
	"xiaoguan/store/jobs"
	"xiaoguan/store/journal"
)

// BinFor is how long a deleted record stays in the bin.
const BinFor = 30 * 24 * time.Hour

// binJob empties an organisation's bin of what has been in it for BinFor.
const binJob = "bin.empty"

// Part is a table that holds rows of a record: one row per record in its own table, any number elsewhere. What is not in a
// part of a type stays behind when the record is deleted; a test holds every table that names records against the parts.
type Part struct {
	Table string
	Key   string            // the column that names the record
	Child bool              // Key names what goes along with the record (a contact), not the record itself
	Where string            // what else the rows have in common, as SQL without parameters, columns with the table's name
	Alone []string          // columns that only one record may have so; rows in which one of them is NULL are free
	Taken fault.Text        // says that another record has them by now
	Refs  map[string]string // columns that point at rows which may have gone meanwhile, and the table of each
	Loose bool              // a row whose reference has gone is left out at the restoring; else the record cannot be restored
}

// Leaving is a record on its way into the bin.
type Leaving struct {
	ID, Owner, Group id.ID
	Title            string
	Parent           id.ID   // the record without which it cannot stand
	Children         []id.ID // what goes along with it and has a life of its own in the tables
	Stays            fault.Text
	Entry            *journal.Entry // what the journal tells of the deletion
}

// Keeper is what a record type brings so that its records can be deleted and restored.
type Keeper struct {
	Type   *Type
	Delete actor.Permission
	Parts  []Part // in the order they are written in; taken away in the opposite one
	// Look reads the records among ids within the actor's scope and judges them; hold keeps others from changing them
	// until the commit, without changing them itself.
	Look func(ctx context.Context, q bun.IDB, a *actor.Actor, ids []id.ID, hold bool) ([]*Leaving, error)
	// Left follows records that have left: counters beside the journal's.
	Left func(ctx context.Context, tx *db.Tx, a *actor.Actor, recs []*Leaving) error
	// Mend gives another value to a column of the record's own row whose reference has gone, nil where there is none; value
	// gives the row's other columns. Nil: nothing is mended.
	Mend func(ctx context.Context, a *actor.Actor, column string, value func(column string) any) (any, error)
	// Back follows records whose rows stand again: counters, search, journal.
	Back func(ctx context.Context, tx *db.Tx, a *actor.Actor, ids []id.ID) error
}

// Bin is where deleted records lie: their rows are moved out of the tables, so that no list, count or search can meet them.
type Bin struct {
	Catalogues *Catalogues
	Dir        *db.Directory
	IDs        *id.Source
	Now        clock.Clock
	Journal    *journal.Journal
	Queue      *jobs.Queue
	Names      func(ctx context.Context, org id.ID) (Names, error)
	keepers    []*Keeper
}

// Register adds a type whose records can be deleted.
func (b *Bin) Register(k *Keeper) { b.keepers = append(b.keepers, k) }

// Keepers are the types whose records can be deleted.
func (b *Bin) Keepers() []*Keeper { return b.keepers }

func (b *Bin) keeper(kind string) *Keeper {
	for _, k := range b.keepers {
		if k.Type.Kind == kind {
			return k
		}
	}
	return nil
}

// binRow is one deleted record.
type binRow struct {
	bun.BaseModel `bun:"table:bin_item,alias:bn"`
	Org           id.ID     `bun:"org_id"`
	ID            id.ID     `bun:"id"`
	Kind          string    `bun:"record_kind"`
	Record        id.ID     `bun:"record_id"`
	Batch         id.ID     `bun:"batch_id"`
	Title         string    `bun:"title"`
	Parent        id.ID     `bun:"parent_id,nullzero"`
	Owner         id.ID     `bun:"owner_id,nullzero"`
	Group         id.ID     `bun:"group_id,nullzero"`
	By            id.ID     `bun:"deleted_by,nullzero"`
	At            time.Time `bun:"deleted_at"`
	Image         string    `bun:"image"` // JSON of image
}

// BinItem is a deleted record as the bin shows it.
type BinItem struct {
	ID     id.ID     `json:"id"`
	Kind   string    `json:"kind" doc:"lead, customer"`
	Record id.ID     `json:"record_id"`
	Title  string    `json:"title"`
	Owner  *Named    `json:"owner,omitempty"`
	By     *Named    `json:"deleted_by,omitempty"`
	At     time.Time `json:"deleted_at"`
	Until  time.Time `json:"until" doc:"when it is deleted for good"`
}

// The reasons why a record cannot be deleted for good or restored yet.
var (
	skipParent = fault.Text{ZH: "它挂着的那条记录还在回收站，请先恢复那一条", EN: "What it hangs on is in the bin: restore that first"}
	skipGone   = fault.Text{ZH: "它用到的阶段、模式或上级已经没有了", EN: "A stage, mode or parent it needs is gone"}
	errLeans   = fault.Declare("bin.leans", fault.Conflict, "回收站里还有 {n} 条记录挂在它下面，请先恢复或彻底删除那些", "{n} records in the bin hang on it: restore them or delete them for good first")
)
