package record

import (
	"context"
	"time"

	"xiaoguan/base/actor"
	"xiaoguan/base/id"
	"xiaoguan/store/db"
)

// readVeiled are the own fields that some role of the organisation does not get to see.
func readVeiled(ctx context.Context, q queryer, org id.ID) (map[actor.Field]bool, error) {
	var rows []struct {
		Kind  string          `bun:"kind"`
		Group actor.Sensitive `bun:"field"`
	}
	sel := db.In(q.NewSelect().TableExpr("role_mask AS rm").ColumnExpr("DISTINCT rm.kind, rm.field"), "rm", org)
	err := sel.Where("rm.field LIKE ?", OwnPrefix+"%").Scan(ctx, &rows)
	out := map[actor.Field]bool{}
	for _, r := range rows {
		out[actor.Field{Kind: r.Kind, Group: r.Group}] = true
	}
	return out, err
}

// unveil forgets what roles said of a field that is deleted: its key may come back with another.
func unveil(ctx context.Context, tx *db.Tx, f *Field) error {
	_, err := tx.NewRaw("DELETE FROM role_mask WHERE org_id = ? AND kind = ? AND field = ?", f.Org, f.Kind, f.Name()).Exec(ctx)
	return err
}

// Veil follows a change of what roles see of own fields: what not everybody sees is no word of the search any more, what
// everybody sees becomes one again.
func (s *Settings) Veil(ctx context.Context, tx *db.Tx, org id.ID, masks []actor.Field) error {
	s.Catalogues.changed(tx, org)
	for _, m := range masks {
		fields, err := readFieldsOf(ctx, tx, org, m.Kind)
		if err != nil {
			return err
		}
		for _, f := range fields {
			if f.Mask() != m {
				continue
			}
			if err := s.Queue.Enqueue(ctx, tx, jobReindex, org, fieldJob{Field: f.ID}, time.Time{}); err != nil {
				return err
			}
		}
	}
	return nil
}
