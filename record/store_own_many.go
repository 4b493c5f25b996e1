package record

import (
	"context"

	"github.com/uptrace/bun"

	"xiaoguan/base/id"
	"xiaoguan/store/db"
	"xiaoguan/store/journal"
)

// SaveOwnMany is SaveOwn for records that come in together, written with one statement: what each of them tells the journal.
// That a value of a unique field is free is for the caller to have seen (Taken) and for the database to enforce.
func (c *Catalogue) SaveOwnMany(tx *db.Tx, kind string, recs []id.ID, customs []string) ([][]journal.Change, error) {
	changes := make([][]journal.Change, len(recs))
	if len(c.fields[kind]) == 0 {
		return changes, nil
	}
	var rows []ownRow
	for i, custom := range customs {
		if custom == "" {
			continue
		}
		own := decodedOwn(custom)
		for _, f := range c.fields[kind] {
			if v := own[f.Key]; v != nil {
				rows = append(rows, f.rows(recs[i], v)...)
				changes[i] = append(changes[i], f.change(nil, v))
			}
		}
	}
	if len(rows) == 0 {
		return changes, nil
	}
	return changes, tx.Later(tx.NewInsert().Model(&rows))
}

// Taken finds the values of a unique field that records have: value as it compares (Alone) → the record.
func (f *Field) Taken(ctx context.Context, q bun.IDB, values []string) (map[string]id.ID, error) {
	out := map[string]id.ID{}
	if len(values) == 0 {
		return out, nil
	}
	var rows []ownRow
	err := db.In(q.NewSelect().Model(&rows), "ov", f.Org).Where("ov.field_id = ? AND ov.alone IN (?)", f.ID, bun.List(values)).Scan(ctx)
	for _, r := range rows {
		out[*r.Alone] = r.Record
	}
	return out, err
}

// Alone is a canonical value as a unique field compares it, "" for a field that is not unique and for no value.
func (f *Field) Alone(v any) string {
	if !f.Unique {
		return ""
	}
	for _, s := range f.sides(v) {
		return *s.alone()
	}
	return ""
}
