package match

import (
	"context"

	"github.com/uptrace/bun"

	"xiaoguan/base/actor"
	"xiaoguan/base/id"
	"xiaoguan/sales/lead"
	"xiaoguan/store/db"
)

// insertBatch writes a batch with its items, some hundred rows a statement.
func insertBatch(ctx context.Context, tx *db.Tx, b *Batch, items []Item) error {
	if _, err := tx.NewInsert().Model(b).Exec(ctx); err != nil {
		return err
	}
	for len(items) > 0 {
		rows := items[:min(2*chunk, len(items))]
		items = items[len(rows):]
		if _, err := tx.NewInsert().Model(&rows).Exec(ctx); err != nil {
			return err
		}
	}
	return nil
}

// readBatch finds a batch of the organisation; whether the actor may see it is judged by who made it.
func readBatch(ctx context.Context, st *db.Store, org, batch id.ID) (*Batch, error) {
	b := new(Batch)
	return b, st.Fault(db.In(st.Read().NewSelect().Model(b), "b", org).Where("b.id = ?", batch).Limit(1).Scan(ctx))
}

// readItems lists the items of a batch in the order of its leads.
func readItems(ctx context.Context, q bun.IDB, b *Batch) ([]Item, error) {
	var items []Item
	err := db.In(q.NewSelect().Model(&items), "i", b.Org).Where("i.batch_id = ?", b.ID).OrderExpr("i.lead_id").Scan(ctx)
	return items, err
}

// readLeads reads what a batch shows of its leads, those the actor sees.
func readLeads(ctx context.Context, st *db.Store, a *actor.Actor, batch id.ID) (map[id.ID]*lead.Lead, error) {
	var rows []*lead.Lead
	q := st.Read().NewSelect().Model(&rows).Column("id", "no", "name", "contact_name", "industry", "region", "expected_amount")
	err := db.Visible(q, "l", a, actor.LeadRead, true).
		Where("l.id IN (SELECT i.lead_id FROM match_item AS i WHERE i.org_id = ? AND i.batch_id = ?)", a.Org, batch).Scan(ctx)
	if err != nil {
		return nil, st.Fault(err)
	}
	out := make(map[id.ID]*lead.Lead, len(rows))
	for _, l := range rows {
		out[l.ID] = l
	}
	return out, nil
}

// batchesOf lists the last batches made by certain members (nil: by anybody), newest first; imported, where given, keeps
// those of one import.
func batchesOf(ctx context.Context, st *db.Store, org id.ID, makers []id.ID, imported id.ID, limit int) ([]*Batch, error) {
	var rows []*Batch
	q := db.In(st.Read().NewSelect().Model(&rows), "b", org)
	if makers != nil {
		q = q.Where("b.created_by IN (?)", bun.List(makers))
	}
	if !imported.IsZero() {
		q = q.Where("b.import_id = ?", imported)
	} else {
		q = q.Where("b.state <> ? AND b.cause <> ?", Preview, ByArrival)
	}
	return rows, st.Fault(q.OrderExpr("b.id DESC").Limit(int64(limit)).Scan(ctx))
}

// tallies counts the items of batches by result.
func tallies(ctx context.Context, st *db.Store, org id.ID, batches []id.ID) (map[id.ID]map[Result]int, error) {
	var rows []struct {
		Batch  id.ID  `bun:"batch_id"`
		Result Result `bun:"result"`
		N      int    `bun:"n"`
	}
	if len(batches) == 0 {
		return nil, nil
	}
	err := db.In(st.Read().NewSelect().TableExpr("match_item AS i").ColumnExpr("i.batch_id, i.result, count(*) AS n"), "i", org).
		Where("i.batch_id IN (?)", bun.List(batches)).GroupExpr("i.batch_id, i.result").Scan(ctx, &rows)
	out := map[id.ID]map[Result]int{}
	for _, r := range rows {
		if out[r.Batch] == nil {
			out[r.Batch] = map[Result]int{}
		}
		out[r.Batch][r.Result] = r.N
	}
	return out, st.Fault(err)
}

// holdBatch takes a batch for the rest of the transaction: one act at a time works on it.
func holdBatch(ctx context.Context, tx *db.Tx, org, batch id.ID) (*Batch, error) {
	b := new(Batch)
	return b, tx.NewUpdate().Model(b).Set("state = state").Where("b.org_id = ? AND b.id = ?", org, batch).Returning("*").Scan(ctx)
}

// saveBatch writes where a held batch stands.
func saveBatch(tx *db.Tx, b *Batch) error {
	return tx.Later(tx.NewUpdate().Model(b).Column("state", "applied_at", "undone_at").Where("b.org_id = ? AND b.id = ?", b.Org, b.ID))
}

// nextItems reads the next items of a held batch that have an owner and this result, a chunk of them.
func nextItems(ctx context.Context, tx *db.Tx, b *Batch, result Result) ([]Item, error) {
	var items []Item
	err := db.In(tx.NewSelect().Model(&items), "i", b.Org).Where("i.batch_id = ?", b.ID).Where("i.owner_id IS NOT NULL").Where("i.result = ?", result).
		OrderExpr("i.lead_id").Limit(chunk).Scan(ctx)
	return items, err
}

// note keeps what became of items, one statement a result.
func note(tx *db.Tx, b *Batch, results map[Result][]id.ID) error {
	for result, leads := range results {
		q := tx.NewUpdate().Model((*Item)(nil)).Set("result = ?", result).Where("i.org_id = ? AND i.batch_id = ?", b.Org, b.ID).Where("i.lead_id IN (?)", bun.List(leads))
		if err := tx.Later(q); err != nil {
			return err
		}
	}
	return nil
}

// rewrite keeps the owner chosen by hand for an item.
func rewrite(tx *db.Tx, i *Item) error {
	return tx.Later(tx.NewUpdate().Model(i).Column("owner_id", "score", "reasons").Where("i.org_id = ? AND i.batch_id = ? AND i.lead_id = ?", i.Org, i.Batch, i.Lead))
}

// previewsOf lists the unfinished batches of an import.
func previewsOf(ctx context.Context, st *db.Store, org, imported id.ID) ([]id.ID, error) {
	var ids []id.ID
	err := db.In(st.Read().NewSelect().TableExpr("match_batch AS b").ColumnExpr("b.id"), "b", org).
		Where("b.import_id = ? AND b.state = ?", imported, Preview).OrderExpr("b.id").Scan(ctx, &ids)
	return ids, st.Fault(err)
}
