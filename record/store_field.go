package record

import (
	"context"
	"encoding/json"
	"fmt"
	"time"

	"github.com/uptrace/bun"

	"xiaoguan/base/actor"
	"xiaoguan/base/fault"
	"xiaoguan/base/id"
	"xiaoguan/store/db"
)

type queryer = bun.IDB

var zeroTime time.Time

// leadKind is the kind of record that stands on stages.
const leadKind = "lead"

// holdSettings makes the transaction the only one that changes this organisation's settings.
func holdSettings(ctx context.Context, tx *db.Tx, org id.ID) error {
	_, err := tx.NewRaw("UPDATE organisation SET zone = zone WHERE id = ?", org).Exec(ctx)
	return err
}

func readField(ctx context.Context, q queryer, org, field id.ID) (*Field, error) {
	f := new(Field)
	if err := db.In(q.NewSelect().Model(f), "f", org).Where("f.id = ?", field).Scan(ctx); err != nil {
		return nil, err
	}
	f.open()
	return f, nil
}

// readFieldsOf are all fields of a kind, archived ones too.
func readFieldsOf(ctx context.Context, q queryer, org id.ID, kind string) ([]*Field, error) {
	fields := []*Field{}
	err := db.In(q.NewSelect().Model(&fields), "f", org).Where("f.kind = ?", kind).OrderExpr("f.position, f.id").Scan(ctx)
	for _, f := range fields {
		f.open()
	}
	return fields, err
}

// insertRow, updateRow and deleteRow write one row of a settings table.
func insertRow(ctx context.Context, tx *db.Tx, row any) error {
	_, err := tx.NewInsert().Model(row).Exec(ctx)
	return err
}

func updateRow(ctx context.Context, tx *db.Tx, row any, org, rec id.ID) error {
	_, err := tx.NewUpdate().Model(row).ExcludeColumn("org_id", "id").Where("org_id = ? AND id = ?", org, rec).Exec(ctx)
	return err
}

func deleteRow(ctx context.Context, tx *db.Tx, row any, org, rec id.ID) error {
	_, err := tx.NewDelete().Model(row).Where("org_id = ? AND id = ?", org, rec).Exec(ctx)
	return err
}

// countValues is how many records have a value of a field.
func countValues(ctx context.Context, q queryer, f *Field) (n int, err error) {
	err = q.NewRaw("SELECT count(*) FROM own_value AS ov WHERE ov.org_id = ? AND ov.field_id = ? AND ov.position = 0", f.Org, f.ID).Scan(ctx, &n)
	return n, err
}

// countBroken counts the records that a change of a field breaks in one way, with up to five that the actor may see.
func countBroken(ctx context.Context, q queryer, a *actor.Actor, t *Type, f *Field, way FieldBreak, keys []string) (n int, examples []Example, err error) {
	inner := "SELECT ov.record_id FROM own_value AS ov WHERE ov.org_id = ? AND ov.field_id = ?"
	args := []any{f.Org, f.ID}
	not := ""
	switch way {
	case BreakRequired:
		not = "NOT "
	case BreakOption:
		inner, args = inner+" AND ov.text IN (?)", append(args, bun.List(keys))
	case BreakUnique:
		column := "ov." + f.inSide()
		inner += " AND " + column + " IN (SELECT d." + f.inSide() + " FROM own_value AS d WHERE d.org_id = ? AND d.field_id = ? GROUP BY d." + f.inSide() + " HAVING count(*) > 1)"
		args = append(args, f.Org, f.ID)
	}
	row := bun.Ident(t.Alias + ".id")
	where := not + "EXISTS (" + inner + " AND ov.record_id = ?)"
	of := func(sel *bun.SelectQuery) *bun.SelectQuery {
		return sel.TableExpr("? AS ?", bun.Ident(t.Table), bun.Ident(t.Alias)).Where(where, append(args, row)...)
	}
	if err = db.In(of(q.NewSelect()), t.Alias, f.Org).ColumnExpr("count(*)").Scan(ctx, &n); err != nil || n == 0 {
		return n, []Example{}, err
	}
	examples = []Example{}
	sel := of(q.NewSelect()).ColumnExpr("? AS id, ? AS title", row, bun.Ident(t.Alias+".name"))
	if t.Kind == "member" {
		sel = db.In(sel, t.Alias, a.Org)
	} else {
		sel = db.Visible(sel, t.Alias, a, t.Read, false)
	}
	err = sel.OrderExpr("? DESC", row).Limit(5).Scan(ctx, &examples)
	return n, examples, err
}

// setAlone writes what makes the values of a unique field unique, or takes it away.
func setAlone(ctx context.Context, tx *db.Tx, f *Field) error {
	value := "NULL"
	if f.Unique {
		value = "COALESCE(text, CAST(number AS TEXT))"
	}
	_, err := tx.NewRaw("UPDATE own_value SET alone = "+value+" WHERE org_id = ? AND field_id = ?", f.Org, f.ID).Exec(ctx)
	return err
}

// The jobs that follow a change of a field.
const (
	jobFill    = "own.fill"
	jobReindex = "own.reindex"
	chunk      = 500
)

type fieldJob struct {
	Field id.ID `json:"field"`
	From  id.ID `json:"from"` // records up to here are done
}

// Handlers registers the work that follows changes of settings.
func (s *Settings) Handlers() {
	s.Queue.Handle(jobFill, s.steps(jobFill, s.fill))
	s.Queue.Handle(jobReindex, s.steps(jobReindex, s.reindex))
	s.Queue.Handle(jobRetag, s.steps(jobRetag, s.retag))
	s.Queue.Handle(jobRewrite, s.rewrite)

}

// lowest is before every id there is; the zero id is NULL in SQL, which nothing comes after.
var lowest = id.MustParse("00000000-0000-7000-8000-000000000001")

// steps works a job chunk by chunk; after a while the rest becomes a next job.
func (s *Settings) steps(name string, step func(ctx context.Context, org id.ID, job *fieldJob) (more bool, err error)) func(ctx context.Context, org id.ID, payload []byte) error {
	return func(ctx context.Context, org id.ID, payload []byte) error {
		var job fieldJob
		if err := json.Unmarshal(payload, &job); err != nil {
			return err
		}
		if job.From.IsZero() {
			job.From = lowest
		}
		end := s.Now().Add(long)
		for {
			more, err := step(ctx, org, &job)
			if err != nil && fault.ErrNotFound.Is(err) {
				return nil // the field is gone
			}
			if err != nil || !more {
				return err
			}
			if s.Now().After(end) {
				return s.Dir.Of(org).Write(ctx, func(ctx context.Context, tx *db.Tx) error {
					return s.Queue.Enqueue(ctx, tx, name, org, job, time.Time{})
				})
			}
		}
	}
}

// fill gives some of the records without a value the default.
func (s *Settings) fill(ctx context.Context, org id.ID, job *fieldJob) (more bool, err error) {
	err = s.Dir.Of(org).Write(ctx, func(ctx context.Context, tx *db.Tx) error {
		f, err := readField(ctx, tx, org, job.Field)
		if err != nil {
			return err
		}
		t, known := s.typ(f.Kind)
		v := f.preset()
		if !known || v == nil {
			return nil
		}
		var ids []id.ID
		err = tx.NewRaw("SELECT r.id FROM ? AS r WHERE r.org_id = ? AND r.id > ? AND NOT EXISTS (SELECT 1 FROM own_value AS ov WHERE ov.org_id = ? AND ov.field_id = ? AND ov.record_id = r.id) ORDER BY r.id LIMIT ?",
			bun.Ident(t.Table), org, job.From, org, f.ID, chunk).Scan(ctx, &ids)
		if err != nil || len(ids) == 0 {
			return err
		}
		more, job.From = len(ids) == chunk, ids[len(ids)-1]
		return f.fillRows(ctx, tx, t, ids, v)
	})
	return more, err
}

// fillRows writes a value into records that the transaction holds from here on.
func (f *Field) fillRows(ctx context.Context, tx *db.Tx, t *Type, ids []id.ID, v any) error {
	var held []struct {
		ID     id.ID   `bun:"id"`
		Custom *string `bun:"custom"`
	}
	if err := tx.NewRaw("UPDATE ? SET version = version WHERE org_id = ? AND id IN (?) RETURNING id, custom", bun.Ident(t.Table), f.Org, bun.List(ids)).Scan(ctx, &held); err != nil {
		return err
	}
	var rows []ownRow
	for _, h := range held {
		own := map[string]any{}
		if h.Custom != nil {
			own = decodedOwn(*h.Custom)
		}
		if own[f.Key] != nil {
			continue // filled in meanwhile
		}
		own[f.Key] = v
		rows = append(rows, f.rows(h.ID, v)...)
		if err := tx.Later(tx.NewRaw("UPDATE ? SET custom = ? WHERE org_id = ? AND id = ?", bun.Ident(t.Table), encodedOwn(own), f.Org, h.ID)); err != nil {
			return err
		}
	}
	if len(rows) == 0 {
		return nil
	}
	return tx.Later(tx.NewInsert().Model(&rows))
}

// reindex makes some of the records with a value findable anew.
func (s *Settings) reindex(ctx context.Context, org id.ID, job *fieldJob) (more bool, err error) {
	st := s.Dir.Of(org)
	f, err := readField(ctx, st.Read(), org, job.Field)
	if err != nil {
		return false, st.Fault(err)
	}
	follow := s.Follow[f.Kind]
	if follow.Reindex == nil {
		return false, nil
	}
	var ids []id.ID
	err = st.Read().NewRaw("SELECT ov.record_id FROM own_value AS ov WHERE ov.org_id = ? AND ov.field_id = ? AND ov.position = 0 AND ov.record_id > ? ORDER BY ov.record_id LIMIT ?",
		org, f.ID, job.From, chunk).Scan(ctx, &ids)
	if err != nil || len(ids) == 0 {
		return false, st.Fault(err)
	}
	if err := follow.Reindex(ctx, org, ids); err != nil {
		return false, fmt.Errorf("reindex %s: %w", f.Kind, err)
	}
	job.From = ids[len(ids)-1]
	return len(ids) == chunk, nil
}
