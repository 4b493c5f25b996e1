package followup

import (
	"context"

	"xiaoguan/base/day"
	"xiaoguan/base/id"
	"xiaoguan/store/db"
)

// insert is the only statement that writes to the log.
func insert(tx *db.Tx, t *Touch) error { return tx.Later(tx.NewInsert().Model(t)) }

// find reads a touch of the organisation; nil when there is none.
func find(ctx context.Context, tx *db.Tx, org, touch id.ID) (*Touch, error) {
	t := new(Touch)
	err := db.In(tx.NewSelect().Model(t), "t", org).Where("t.id = ?", touch).Limit(1).Scan(ctx)
	if db.IsNone(err) {
		return nil, nil
	}
	return t, err
}

func countOn(ctx context.Context, st *db.Store, org, member id.ID, on day.Day) (int, error) {
	n, err := db.In(st.Read().NewSelect().Model((*Touch)(nil)), "t", org).Where("t.member_id = ? AND t.day = ?", member, on).Count(ctx)
	return int(n), st.Fault(err)
}
