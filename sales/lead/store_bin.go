package lead

import (
	"context"

	"github.com/uptrace/bun"

	"xiaoguan/base/actor"
	"xiaoguan/base/id"
	"xiaoguan/store/db"
)

// readToDelete reads the leads among ids that the actor may delete; held, nobody else changes them until the commit, and
// nothing of them has changed.
func readToDelete(ctx context.Context, q bun.IDB, a *actor.Actor, ids []id.ID, hold bool) (rows []*Lead, err error) {
	text, args := db.Predicate("l", a, actor.LeadDelete, false)
	if !hold {
		return rows, q.NewSelect().Model(&rows).Where(text, args...).Where("l.id IN (?)", bun.List(ids)).Scan(ctx)
	}
	return rows, q.NewUpdate().Model(&rows).Set("version = version").Where(text, args...).Where("l.id IN (?)", bun.List(ids)).Returning("*").Scan(ctx)
}
