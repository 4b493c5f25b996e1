package customer

import (
	"xiaoguan/base/clock"
	"xiaoguan/base/id"
	"xiaoguan/record"
	"xiaoguan/sales/team"
	"xiaoguan/store/db"
	"xiaoguan/store/journal"
)

// Service carries the operations on customers and their contacts.
type Service struct {
	Dir     *db.Directory
	IDs     *id.Source
	Now     clock.Clock
	Journal *journal.Journal
	Team    *team.Service
	Probes  *record.Probes // watches over what duplicates tell; nil: nobody
}
