package record

import (
	"context"
	"slices"
	"strings"
	"time"

	"github.com/uptrace/bun"

	"xiaoguan/base/actor"
	"xiaoguan/base/fault"
	"xiaoguan/base/id"
	"xiaoguan/store/db"
)

// binChunk is how many records, or rows, one statement of the bin is about.
const binChunk = 200

// CommonParts are the tables in which records of every kind may have rows, each under the record's kind.
func CommonParts(kind string) []Part {
	again := fault.Text{ZH: "另一条记录已经用了它的编号或唯一值", EN: "Another record has its number or unique value by now"}
	return []Part{
		{Table: "own_value", Key: "record_id", Where: "own_value.field_id IN (SELECT f.id FROM own_field AS f WHERE f.org_id = own_value.org_id AND f.kind = '" + kind + "')",
			Alone: []string{"field_id", "alone"}, Taken: again, Refs: map[string]string{"field_id": "own_field"}, Loose: true},
		{Table: "external_id", Key: "record_id", Where: "external_id.kind = '" + kind + "'", Alone: []string{"system", "kind", "external"}, Taken: again},
		{Table: "owner_spell", Key: "subject_id", Where: "owner_spell.subject_kind = '" + kind + "'"},
		{Table: "touch", Key: "subject_id", Where: "touch.subject_kind = '" + kind + "'"},
		{Table: "notice", Key: "subject_id", Where: "notice.subject_kind = '" + kind + "'"},
		{Table: "collaborator", Key: "record_id", Where: "collaborator.record_kind = '" + kind + "'"},
		{Table: "file_link", Key: "id", Where: "file_link.kind = '" + kind + "'"},
	}
}

// ReadLeaving reads the records of t among ids, as rows of model T, that the actor has the permission for; held, nobody else
// changes them until the commit, and nothing of them has changed.
func ReadLeaving[T any](ctx context.Context, q bun.IDB, a *actor.Actor, t *Type, p actor.Permission, ids []id.ID, hold bool) (rows []*T, err error) {
	text, args := db.Predicate(t.Alias, a, p, false)
	among := bun.SafeQuery("?.id IN (?)", bun.Ident(t.Alias), bun.List(ids))
	if !hold {
		return rows, q.NewSelect().Model(&rows).Where(text, args...).Where("?", among).Scan(ctx)
	}
	return rows, q.NewUpdate().Model(&rows).Set("version = version").Where(text, args...).Where("?", among).Returning("*").Scan(ctx)
}

// rowsOf says which rows of a part belong to the keys.
func (p *Part) rowsOf(org id.ID, keys []id.ID) (string, []any) {
	table := bun.Ident(p.Table)
	text, args := "?.org_id = ? AND ?.? IN (?)", []any{table, org, table, bun.Ident(p.Key), bun.List(keys)}
	if p.Where != "" {
		text += " AND " + p.Where
	}
	return text, args
}

// readPart reads the rows of a part that belong to the keys, each under its key.
func readPart(ctx context.Context, tx *db.Tx, org id.ID, p *Part, keys []id.ID) (map[id.ID]*imageTable, error) {
	out := map[id.ID]*imageTable{}
	for some := range slices.Chunk(keys, binChunk) {
		where, args := p.rowsOf(org, some)
		if err := scanPart(ctx, tx, p, where, args, out); err != nil {
			return nil, err
		}
	}
	return out, nil
}

func scanPart(ctx context.Context, tx *db.Tx, p *Part, where string, args []any, out map[id.ID]*imageTable) error {
	rows, err := tx.NewSelect().TableExpr("?", bun.Ident(p.Table)).ColumnExpr("*").Where(where, args...).Rows(ctx)
	if err != nil {
		return err
	}
	defer rows.Close()
	types, err := rows.ColumnTypes()
	if err != nil {
		return err
	}
	into, values := make([]any, len(types)), make([]any, len(types))
	for i := range into {
		into[i] = &values[i]
	}
	for rows.Next() {
		if err := rows.Scan(into...); err != nil {
			return err
		}
		var key id.ID
		columns, row := make([]string, 0, len(types)), make([]any, 0, len(types))
		for i, t := range types {
			if t.Name() == "org_id" {
				continue
			}
			v, err := keep(values[i], t.DatabaseTypeName())
			if err != nil {
				return err
			}
			if t.Name() == p.Key {
				if key, err = id.Parse(strings.TrimPrefix(v.(string), "i")); err != nil {
					return err
				}
			}
			columns, row = append(columns, t.Name()), append(row, v)
		}
		if out[key] == nil {
			out[key] = &imageTable{Table: p.Table, Columns: columns}
		}
		out[key].Rows = append(out[key].Rows, row)
	}
	return rows.Err()
}

func deletePart(ctx context.Context, tx *db.Tx, org id.ID, p *Part, keys []id.ID) error {
	for some := range slices.Chunk(keys, binChunk) {
		where, args := p.rowsOf(org, some)
		if _, err := tx.NewRaw("DELETE FROM ? WHERE "+where, append([]any{bun.Ident(p.Table)}, args...)...).Exec(ctx); err != nil {
			return err
		}
	}
	return nil
}

// insertRows writes rows of a table back.
func insertRows(ctx context.Context, tx *db.Tx, org id.ID, t *imageTable) error {
	var head strings.Builder
	args := []any{bun.Ident(t.Table)}
	for _, c := range t.Columns {
		head.WriteString(", ?")
		args = append(args, bun.Ident(c))
	}
	one := "(?" + strings.Repeat(", ?", len(t.Columns)) + ")"
	for some := range slices.Chunk(t.Rows, binChunk) {
		all := slices.Clone(args)
		for _, row := range some {
			all = append(append(all, org), row...)
		}
		if _, err := tx.NewRaw("INSERT INTO ? (org_id"+head.String()+") VALUES "+one+strings.Repeat(", "+one, len(some)-1), all...).Exec(ctx); err != nil {
			return err
		}
	}
	return nil
}

// taken reports whether another record has what a row alone may have.
func taken(ctx context.Context, q bun.IDB, org id.ID, p *Part, t *imageTable) (bool, error) {
	for _, row := range t.Rows {
		sel := q.NewSelect().TableExpr("?", bun.Ident(p.Table)).ColumnExpr("1").Where("?.org_id = ?", bun.Ident(p.Table), org)
		free := false
		for _, name := range p.Alone {
			at := t.column(name)
			if at < 0 || row[at] == nil {
				free = true
				break
			}
			sel = sel.Where("? = ?", bun.Ident(name), row[at])
		}
		if free {
			continue
		}
		if there, err := sel.Exists(ctx); err != nil || there {
			return there, err
		}
	}
	return false, nil
}

// standing are those of the ids that have a row in the table.
func standing(ctx context.Context, q bun.IDB, org id.ID, table string, ids []id.ID) (map[id.ID]bool, error) {
	out := make(map[id.ID]bool, len(ids))
	for some := range slices.Chunk(ids, binChunk) {
		var have []id.ID
		if err := q.NewSelect().TableExpr("?", bun.Ident(table)).Column("id").Where("?.org_id = ? AND id IN (?)", bun.Ident(table), org, bun.List(some)).Scan(ctx, &have); err != nil {
			return nil, err
		}
		for _, v := range have {
			out[v] = true
		}
	}
	return out, nil
}

// binWithin narrows to what the actor may delete, and so restore: by kind, each in the scope of its own permission.
func (b *Bin) binWithin(sel *bun.SelectQuery, a *actor.Actor) *bun.SelectQuery {
	return sel.Where("bn.org_id = ?", a.Org).WhereGroup(" AND ", func(g *bun.SelectQuery) *bun.SelectQuery {
		g = g.Where("1 = 0")
		for _, k := range b.keepers {
			if a.Can(k.Delete) == actor.None {
				continue
			}
			text, args := db.Predicate("bn", a, k.Delete, false)
			g = g.WhereOr("bn.record_kind = ? AND ("+text+")", append([]any{k.Type.Kind}, args...)...)
		}
		return g
	})
}

// readBin reads a page of the bin, without the images, the youngest first.
func (b *Bin) readBin(ctx context.Context, st *db.Store, a *actor.Actor, kind string, before id.ID, limit int) (rows []*binRow, err error) {
	sel := b.binWithin(st.Read().NewSelect().Model(&rows).ExcludeColumn("image"), a)
	if kind != "" {
		sel = sel.Where("bn.record_kind = ?", kind)
	}
	if !before.IsZero() {
		sel = sel.Where("bn.id < ?", before)
	}
	return rows, st.Fault(sel.OrderExpr("bn.id DESC").Limit(int64(limit)).Scan(ctx))
}

// takeBin takes the items, or those of a batch, out of the bin: whoever comes second finds none. Items out of reach stay.
func (b *Bin) takeBin(ctx context.Context, tx *db.Tx, a *actor.Actor, ids []id.ID, batch id.ID) (rows []*binRow, err error) {
	sel := b.binWithin(tx.NewSelect().Model(&rows), a)
	if batch.IsZero() {
		sel = sel.Where("bn.id IN (?)", bun.List(ids))
	} else {
		sel = sel.Where("bn.batch_id = ?", batch)
	}
	if err := sel.OrderExpr("bn.id").Limit(MaxBulk).Scan(ctx); err != nil || len(rows) == 0 {
		return nil, err
	}
	found := make([]id.ID, len(rows))
	for i, r := range rows {
		found[i] = r.ID
	}
	var mine []id.ID
	if err := tx.NewRaw("DELETE FROM bin_item WHERE org_id = ? AND id IN (?) RETURNING id", a.Org, bun.List(found)).Scan(ctx, &mine); err != nil {
		return nil, err
	}
	return slices.DeleteFunc(rows, func(r *binRow) bool { return !slices.Contains(mine, r.ID) }), nil
}

func insertBin(ctx context.Context, tx *db.Tx, rows []*binRow) error {
	for some := range slices.Chunk(rows, binChunk) {
		if _, err := tx.NewInsert().Model(&some).Exec(ctx); err != nil {
			return err
		}
	}
	return nil
}

// leaning counts what in the bin cannot stand without a record.
func leaning(ctx context.Context, q bun.IDB, org, parent id.ID) (int64, error) {
	return db.In(q.NewSelect().TableExpr("bin_item AS bn"), "bn", org).Where("bn.parent_id = ?", parent).Count(ctx)
}

// oldBin are some items deleted before a time, the oldest first: what hangs on another was deleted before that.
func oldBin(ctx context.Context, q bun.IDB, org id.ID, before time.Time, limit int64) (rows []*binRow, err error) {
	return rows, db.In(q.NewSelect().Model(&rows), "bn", org).Where("bn.deleted_at <= ?", before).OrderExpr("bn.deleted_at, bn.id").Limit(limit).Scan(ctx)
}

// forget takes items out of the bin for good, with the personal values that the journal keeps of them.
func forget(ctx context.Context, tx *db.Tx, org id.ID, items, subjects []id.ID) error {
	if _, err := tx.NewRaw("DELETE FROM bin_item WHERE org_id = ? AND id IN (?)", org, bun.List(items)).Exec(ctx); err != nil {
		return err
	}
	if len(subjects) == 0 {
		return nil
	}
	_, err := tx.NewRaw("DELETE FROM journal_personal WHERE org_id = ? AND subject_id IN (?)", org, bun.List(subjects)).Exec(ctx)
	return err
}

// holdsInBin reports whether a record lies in the bin.
func holdsInBin(ctx context.Context, q bun.IDB, org, rec id.ID) (bool, error) {
	return db.In(q.NewSelect().TableExpr("bin_item AS bn").ColumnExpr("1"), "bn", org).Where("bn.record_id = ?", rec).Exists(ctx)
}
