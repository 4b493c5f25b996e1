package team

import (
	"context"
	"time"

	"xiaoguan/base/fault"
	"xiaoguan/store/db"
)

// countOrganisations counts the real ones: a demo company made from the command line does not stand in the way of set-up.
func countOrganisations(ctx context.Context, s *db.Store) (n int, err error) {
	err = s.Read().NewRaw("SELECT count(*) FROM organisation WHERE NOT demo").Scan(ctx, &n)
	return n, s.Fault(err)
}

func insertOrganisation(ctx context.Context, tx *db.Tx, o *Organisation) error {
	_, err := tx.NewInsert().Model(o).Exec(ctx)
	return err
}

// claimSetup lets one set-up pass: the first to write the row. Another one waits for it and then finds nothing to do.
func claimSetup(ctx context.Context, tx *db.Tx, now time.Time) error {
	res, err := tx.NewRaw("INSERT INTO secret (name, value) VALUES ('setup', ?) ON CONFLICT (name) DO NOTHING", now.Format(time.RFC3339)).Exec(ctx)
	if err != nil {
		return err
	}
	if n, err := res.RowsAffected(); err != nil || n == 0 {
		return fault.ErrNotFound.Wrap(err)
	}
	var n int
	if err := tx.NewRaw("SELECT count(*) FROM organisation WHERE NOT demo").Scan(ctx, &n); err != nil {
		return err
	}
	if n > 0 {
		return fault.ErrNotFound.New()
	}
	return nil
}
