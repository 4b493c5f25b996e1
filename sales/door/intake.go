package door

import (
	"xiaoguan/base/clock"
	"xiaoguan/base/fault"
	"xiaoguan/base/id"
	"xiaoguan/record"
	"xiaoguan/sales/lead"
	"xiaoguan/sales/match"
	"xiaoguan/sales/team"
	"xiaoguan/store/db"
)

// Service carries the ways in.
type Service struct {
	Dir        *db.Directory
	IDs        *id.Source
	Now        clock.Clock
	Catalogues *record.Catalogues
	Team       *team.Service
	Leads      *lead.Service
	Probes     *record.Probes  // watches over what duplicates tell; nil: nobody
	Match      *match.Service  // matches what an import brought
	Imports    *record.Imports // nil: files are not taken in
}

// Duplicates says what the intake does with a lead that looks like an open one.
type Duplicates string

// The policies.
const (
	Tell   Duplicates = "tell"   // refuse and say who has it: entry by a person
	Skip   Duplicates = "skip"   // leave the one that is there as it is
	Merge  Duplicates = "merge"  // fill what the one that is there lacks
	Create Duplicates = "create" // take it in all the same
)

// Outcome is what became of one entry.
type Outcome string

// The outcomes.
const (
	Created Outcome = "created"
	Merged  Outcome = "merged"
	Skipped Outcome = "skipped"
)

// ErrDuplicate says that an open lead has the same company or phone; data.duplicate says whose it is.
var ErrDuplicate = fault.Declare("lead.duplicate", fault.Conflict, "这家已经有人在跟", "Somebody is already on this one")

// Twin is what may be told of a lead that is in the way: outside one's scope owner, group and age of the last touch only.
type Twin struct {
	ID            *id.ID `json:"id,omitempty"`
	Title         string `json:"title,omitempty"`
	OwnerName     string `json:"owner_name"`
	GroupName     string `json:"group_name"`
	LastTouchDays int    `json:"last_touch_days" doc:"-1: never"`
}
