package record

import (
	"context"

	"github.com/uptrace/bun"

	"xiaoguan/base/fault"
	"xiaoguan/base/id"
	"xiaoguan/store/db"
)

// rulesOf reads the rules of a kind, all kinds where it is "", in the order they were made.
func rulesOf(ctx context.Context, q bun.IDB, org id.ID, kind string) (rows []*ApprovalRule, err error) {
	sel := db.In(q.NewSelect().Model(&rows), "ar", org)
	if kind != "" {
		sel = sel.Where("ar.kind = ? AND ar.enabled", kind)
	}
	if err := sel.OrderExpr("ar.id").Scan(ctx); err != nil {
		return nil, err
	}
	for _, r := range rows {
		if err := r.unpack(); err != nil {
			return nil, err
		}
	}
	return rows, nil
}

// holdRule takes a rule for changing.
func holdRule(ctx context.Context, tx *db.Tx, org, which id.ID) (*ApprovalRule, error) {
	r := new(ApprovalRule)
	if err := tx.NewUpdate().Model(r).Set("version = version").Where("ar.org_id = ? AND ar.id = ?", org, which).Returning("*").Scan(ctx); err != nil {
		return nil, err
	}
	return r, r.unpack()
}

func insertRule(ctx context.Context, tx *db.Tx, r *ApprovalRule) error {
	_, err := tx.NewInsert().Model(r).Exec(ctx)
	return err
}

func updateRule(ctx context.Context, tx *db.Tx, r *ApprovalRule) error {
	_, err := tx.NewUpdate().Model(r).Column("name", "conditions", "steps", "due_workdays", "enabled", "version", "updated_at").Where("ar.org_id = ? AND ar.id = ?", r.Org, r.ID).Exec(ctx)
	return err
}

func deleteRule(ctx context.Context, tx *db.Tx, org, which id.ID) error {
	res, err := tx.NewRaw("DELETE FROM approval_rule WHERE org_id = ? AND id = ?", org, which).Exec(ctx)
	if err != nil {
		return err
	}
	if n, err := res.RowsAffected(); err != nil || n == 0 {
		return fault.ErrNotFound.Wrap(err)
	}
	return nil
}
