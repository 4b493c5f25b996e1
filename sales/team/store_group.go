package team

import (
	"context"

	"xiaoguan/base/day"
	"xiaoguan/base/fault"
	"xiaoguan/base/id"
	"xiaoguan/store/db"
)

func insertGroup(ctx context.Context, tx *db.Tx, g *Group) error {
	_, err := tx.NewInsert().Model(g).Exec(ctx)
	return err
}

func hasGroup(ctx context.Context, tx *db.Tx, org, group id.ID) (bool, error) {
	return tx.NewSelect().Model((*Group)(nil)).Where("g.org_id = ? AND g.id = ?", org, group).Exists(ctx)
}

func updateGroup(ctx context.Context, tx *db.Tx, g *Group, was int) error {
	res, err := tx.NewUpdate().Model(g).Column("name", "version").Where("org_id = ? AND id = ? AND version = ?", g.Org, g.ID, was).Exec(ctx)
	if err != nil {
		return err
	}
	if n, err := res.RowsAffected(); err != nil || n == 0 {
		return fault.ErrVersion.Wrap(err)
	}
	return nil
}

// hang puts a group under a parent from the day on; a place it was given that same day never was.
func hang(ctx context.Context, tx *db.Tx, row *groupParent) error {
	if _, err := tx.NewRaw("DELETE FROM group_parent WHERE org_id = ? AND group_id = ? AND to_day IS NULL AND from_day >= ?", row.Org, row.Group, row.From).Exec(ctx); err != nil {
		return err
	}
	if _, err := tx.NewRaw("UPDATE group_parent SET to_day = ? WHERE org_id = ? AND group_id = ? AND to_day IS NULL", row.From, row.Org, row.Group).Exec(ctx); err != nil {
		return err
	}
	if row.Parent.IsZero() {
		return nil
	}
	_, err := tx.NewInsert().Model(row).Exec(ctx)
	return err
}

func setOwnDay(ctx context.Context, tx *db.Tx, d *ownDay) error {
	_, err := tx.NewInsert().Model(d).On("CONFLICT (org_id, day) DO UPDATE").Set("off = EXCLUDED.off, name = EXCLUDED.name").Exec(ctx)
	return err
}

// clearOwnDay removes an own entry; false when there is none.
func clearOwnDay(ctx context.Context, tx *db.Tx, org id.ID, d day.Day) (bool, error) {
	res, err := tx.NewRaw("DELETE FROM calendar_day WHERE org_id = ? AND day = ?", org, d).Exec(ctx)
	if err != nil {
		return false, err
	}
	n, err := res.RowsAffected()
	return n > 0, err
}
