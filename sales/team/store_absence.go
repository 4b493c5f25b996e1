package team

import (
	"context"

	"xiaoguan/base/day"
	"xiaoguan/base/id"
	"xiaoguan/store/db"
)

// readAbsences reads the absences that have not ended before a day.
func readAbsences(ctx context.Context, s *db.Store, org id.ID, from day.Day) (rows []*Absence, err error) {
	err = db.In(s.Read().NewSelect().Model(&rows), "ab", org).Where("ab.to_day >= ?", from).OrderExpr("ab.from_day, ab.id").Scan(ctx)
	return rows, s.Fault(err)
}

// presentAbsence finds a member's absence that has not ended before a day; nil when there is none.
func presentAbsence(ctx context.Context, tx *db.Tx, org, member id.ID, today day.Day) (*Absence, error) {
	a := new(Absence)
	err := db.In(tx.NewSelect().Model(a), "ab", org).Where("ab.member_id = ? AND ab.to_day >= ?", member, today).OrderExpr("ab.from_day").Limit(1).Scan(ctx)
	if db.IsNone(err) {
		return nil, nil
	}
	return a, err
}

func insertAbsence(ctx context.Context, tx *db.Tx, a *Absence) error {
	_, err := tx.NewInsert().Model(a).Exec(ctx)
	return err
}

func updateAbsence(ctx context.Context, tx *db.Tx, a *Absence) error {
	_, err := tx.NewUpdate().Model(a).Column("from_day", "to_day", "deputy_id").Where("ab.org_id = ? AND ab.id = ?", a.Org, a.ID).Exec(ctx)
	return err
}

func deleteAbsence(ctx context.Context, tx *db.Tx, a *Absence) error {
	_, err := tx.NewRaw("DELETE FROM absence WHERE org_id = ? AND id = ?", a.Org, a.ID).Exec(ctx)
	return err
}
