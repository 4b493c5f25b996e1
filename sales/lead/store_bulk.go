package lead

import (
	"context"

	"github.com/uptrace/bun"

	"xiaoguan/base/actor"
	"xiaoguan/base/id"
	"xiaoguan/store/db"
)

// readMany reads the leads among ids that the actor sees, without holding them.
func (s *Service) readMany(ctx context.Context, a *actor.Actor, ids []id.ID) (rows []*Lead, err error) {
	st := s.Dir.Of(a.Org)
	q := db.Visible(st.Read().NewSelect().Model(&rows), "l", a, actor.LeadWrite, false)
	return rows, st.Fault(q.Where("l.id IN (?)", bun.List(ids)).Scan(ctx))
}

func insertBulk(ctx context.Context, tx *db.Tx, b *bulkBatch, items []bulkItem) error {
	if _, err := tx.NewInsert().Model(b).Exec(ctx); err != nil {
		return err
	}
	for len(items) > 0 {
		rows := items[:min(200, len(items))]
		items = items[len(rows):]
		if err := tx.Later(tx.NewInsert().Model(&rows)); err != nil {
			return err
		}
	}
	return nil
}

// holdBulk takes the actor's own bulk edit within the transaction, so that it is undone once.
func holdBulk(ctx context.Context, tx *db.Tx, a *actor.Actor, batch id.ID) (*bulkBatch, error) {
	b := new(bulkBatch)
	return b, tx.NewUpdate().Model(b).Set("changed = changed").Where("bb.org_id = ? AND bb.id = ? AND bb.created_by = ? AND bb.record_kind = ?", a.Org, batch, a.Member, Kind).Returning("*").Scan(ctx)
}

func bulkItems(ctx context.Context, tx *db.Tx, b *bulkBatch) (items []bulkItem, err error) {
	return items, db.In(tx.NewSelect().Model(&items), "bi", b.Org).Where("bi.batch_id = ?", b.ID).OrderExpr("bi.record_id").Scan(ctx)
}

func closeBulk(ctx context.Context, tx *db.Tx, b *bulkBatch) error {
	return tx.Later(tx.NewUpdate().Model(b).Column("undone_at").Where("bb.org_id = ? AND bb.id = ?", b.Org, b.ID))
}
