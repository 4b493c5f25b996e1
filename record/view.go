package record

import (
	"context"
	"time"

	"github.com/uptrace/bun"

	"xiaoguan/base/clock"
	"xiaoguan/base/id"
	"xiaoguan/store/db"
	"xiaoguan/store/journal"
)

// KindView is the record kind of saved views.
const KindView = "saved_view"

// Who sees a saved view.
const (
	SharedMine    = "mine"
	SharedGroup   = "group"
	SharedCompany = "company"
)

// ViewColumn is a column a view shows, in its place.
type ViewColumn struct {
	Key   string `json:"key" minLength:"1" maxLength:"100"`
	Width int    `json:"width,omitempty" minimum:"0" maximum:"1000" doc:"pixels; 0: as the screen thinks"`
}

// ViewSpec is what a view keeps of a list: conditions and order as in the list's address, columns, and how it is laid out.
type ViewSpec struct {
	Filter  []string     `json:"filter" maxItems:"30" doc:"field:op:value; all must hold"`
	Or      []string     `json:"or" maxItems:"30" doc:"group:field:op:value; of each group one must hold"`
	Sort    string       `json:"sort" maxLength:"200"`
	Columns []ViewColumn `json:"columns" maxItems:"60" doc:"empty: as the screen thinks"`
	Layout  string       `json:"layout" enum:"list,board"`
	Board   string       `json:"board" maxLength:"100" doc:"the field a board has a column for each value of"`
}

// View is a saved view of a list.
type View struct {
	bun.BaseModel `bun:"table:saved_view,alias:v"`
	Org           id.ID     `bun:"org_id"`
	ID            id.ID     `bun:"id"`
	Kind          string    `bun:"kind"` // of the records listed
	Name          string    `bun:"name"`
	Owner         id.ID     `bun:"owner_id"`
	Shared        string    `bun:"shared"`
	Group         id.ID     `bun:"group_id,nullzero"` // with shared = group
	Spec          string    `bun:"spec"`              // JSON of ViewSpec
	Version       int64     `bun:"version"`
	CreatedAt     time.Time `bun:"created_at"`
	UpdatedAt     time.Time `bun:"updated_at"`
	Pinned        bool      `bun:"pinned,scanonly"`
	Default       bool      `bun:"is_default,scanonly"`
}

// Crowd is what views ask about people.
type Crowd interface {
	Name(member id.ID) string
	GroupName(group id.ID) string
	Above(group id.ID) []id.ID // the group itself and all groups over it
}

// Views keeps saved views of the lists of all registered types.
type Views struct {
	Catalogues *Catalogues
	Dir        *db.Directory
	IDs        *id.Source
	Now        clock.Clock
	Journal    *journal.Journal
	Types      *Registry
	Crowd      func(ctx context.Context, org id.ID) (Crowd, error)
}
