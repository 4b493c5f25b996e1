package record

import (
	"context"
	"encoding/json"
	"fmt"
	"strconv"

	"github.com/uptrace/bun"

	"xiaoguan/base/actor"
	"xiaoguan/base/fault"
	"xiaoguan/base/id"
	"xiaoguan/store/db"
	"xiaoguan/store/journal"
)

// ownRow is one row of the side table that lists walk.
type ownRow struct {
	bun.BaseModel `bun:"table:own_value,alias:ov"`
	Org           id.ID   `bun:"org_id"`
	Field         id.ID   `bun:"field_id"`
	Record        id.ID   `bun:"record_id"`
	Position      int     `bun:"position"`
	Text          *string `bun:"text"`
	Number        *int64  `bun:"number"`
	Alone         *string `bun:"alone"` // of a unique field, so that the database itself refuses a second one
}

// readFields reads the fields of an organisation into the catalogue.
func (c *Catalogue) readFields(ctx context.Context, q bun.IDB, org id.ID) error {
	var fields []*Field
	if err := q.NewSelect().Model(&fields).Where("org_id = ?", org).OrderExpr("position, id").Scan(ctx); err != nil {
		return err
	}
	c.fields, c.every = map[string][]*Field{}, map[string][]*Field{}
	for _, f := range fields {
		f.open()
		c.every[f.Kind] = append(c.every[f.Kind], f)
		if !f.Archived() {
			c.fields[f.Kind] = append(c.fields[f.Kind], f)
		}
	}
	return nil
}

// SaveOwn keeps the side table in step with a record's custom column and says what changed, in the words of today. It is
// called by whoever writes the column, in the same transaction.
func (c *Catalogue) SaveOwn(ctx context.Context, tx *db.Tx, a *actor.Actor, kind string, rec id.ID, before, after string, fresh bool) ([]journal.Change, error) {
	if before == after {
		return nil, nil
	}
	was, is := decodedOwn(before), decodedOwn(after)
	var changes []journal.Change
	var rows []ownRow
	var p fault.Problems
	for _, f := range c.fields[kind] {
		if sameValue(was[f.Key], is[f.Key]) {
			continue
		}
		if !fresh && was[f.Key] != nil {
			if err := tx.Later(tx.NewRaw("DELETE FROM own_value WHERE org_id = ? AND field_id = ? AND record_id = ?", a.Org, f.ID, rec)); err != nil {
				return nil, err
			}
		}
		made := f.rows(rec, is[f.Key])
		if err := c.checkAlone(ctx, tx, f, made, &p); err != nil {
			return nil, err
		}
		rows = append(rows, made...)
		changes = append(changes, f.change(was[f.Key], is[f.Key]))
	}
	if err := p.Err(); err != nil {
		return nil, err
	}
	if len(rows) > 0 {
		if err := tx.Later(tx.NewInsert().Model(&rows)); err != nil {
			return nil, err
		}
	}
	if x, y := c.Undeclared(kind, before), c.Undeclared(kind, after); !fresh && !sameOwn(x, y) {
		changes = append(changes, journal.Change{Field: "custom", Before: orNil(x), After: orNil(y)})
	}
	return changes, nil
}

// change is a changed value as the journal keeps it.
func (f *Field) change(was, is any) journal.Change {
	personal := f.Type == OwnText || f.Type == OwnLongText || f.Type == OwnLink
	return journal.Change{Field: f.Name(), Label: f.Label, Before: f.told(was), After: f.told(is), Personal: personal}
}

func sameOwn(a, b map[string]any) bool { return encodedOwn(a) == encodedOwn(b) }

func orNil(own map[string]any) any {
	if len(own) == 0 {
		return nil
	}
	return json.RawMessage(encodedOwn(own))
}

// rows are what a value becomes in the side table.
func (f *Field) rows(rec id.ID, v any) (out []ownRow) {
	for i, s := range f.sides(v) {
		row := ownRow{Org: f.Org, Field: f.ID, Record: rec, Position: i, Text: s.text, Number: s.number}
		if f.Unique {
			row.Alone = s.alone()
		}
		out = append(out, row)
	}
	return out
}

func (s side) alone() *string {
	if s.text != nil {
		return s.text
	}
	text := strconv.FormatInt(*s.number, 10)
	return &text
}

// checkAlone notes a value of a unique field that another record has.
func (c *Catalogue) checkAlone(ctx context.Context, tx *db.Tx, f *Field, rows []ownRow, p *fault.Problems) error {
	for i := range rows {
		if rows[i].Alone == nil {
			continue
		}
		taken, err := db.In(tx.NewSelect().Model((*ownRow)(nil)), "ov", f.Org).Where("ov.field_id = ? AND ov.alone = ? AND ov.record_id <> ?", f.ID, *rows[i].Alone, rows[i].Record).Exists(ctx)
		if err != nil {
			return err
		}
		if taken {
			p.Add(f.Name(), fault.Text{ZH: "已经有一条记录用了这个值", EN: "Another record has this value"}, fault.Text{ZH: "换一个没用过的", EN: "One that is not in use"})
		}
	}
	return nil
}

// referred are the records that own fields point at, and whose scope decides who may point.
var referred = map[FieldType]struct {
	table, alias string
	read         actor.Permission
}{OwnPerson: {"member", "mb", ""}, OwnCustomer: {"customer", "c", actor.CustomerRead}}

// OwnNames gives the names of what own values point at: colleagues, and the customers the actor may see.
func OwnNames(ctx context.Context, q bun.IDB, a *actor.Actor, t FieldType, ids []string) (map[string]string, error) {
	out := map[string]string{}
	to, known := referred[t]
	var list []id.ID
	for _, text := range ids {
		if v, err := id.Parse(text); err == nil {
			list = append(list, v)
		}
	}
	if !known || len(list) == 0 {
		return out, nil
	}
	var rows []struct {
		ID   id.ID  `bun:"id"`
		Name string `bun:"name"`
	}
	sel := q.NewSelect().TableExpr("? AS ?", bun.Ident(to.table), bun.Ident(to.alias)).Column("id", "name").Where("?.id IN (?)", bun.Ident(to.alias), bun.List(list))
	if to.read == "" {
		sel = db.In(sel, to.alias, a.Org)
	} else {
		sel = db.Visible(sel, to.alias, a, to.read, false)
	}
	err := sel.Scan(ctx, &rows)
	for _, r := range rows {
		out[r.ID.String()] = r.Name
	}
	return out, err
}

// CheckOwnRefs judges that what is sent points at records there are.
func (c *Catalogue) CheckOwnRefs(ctx context.Context, q bun.IDB, a *actor.Actor, kind string, sent OwnPatch) error {
	var p fault.Problems
	for key, raw := range sent {
		f, known := c.Field(kind, key)
		if !known || referred[f.Type].table == "" {
			continue
		}
		v, _ := f.Canon(raw)
		s, _ := v.(string)
		if s == "" {
			continue
		}
		names, err := OwnNames(ctx, q, a, f.Type, []string{s})
		if err != nil {
			return err
		}
		if _, there := names[s]; !there {
			p.Add(f.Name(), fault.Text{ZH: "没有这条记录，或者你看不到它", EN: "There is no such record, or it is not visible to you"}, fault.Text{ZH: "从列表里选一个", EN: "Choose one of the list"})
		}
	}
	return p.Err()
}

// NamesIn gives the names that the own values of several records point at, id → name, read at once.
func (c *Catalogue) NamesIn(ctx context.Context, q bun.IDB, a *actor.Actor, kind string, owns []map[string]any) (map[string]string, error) {
	out := map[string]string{}
	for _, t := range []FieldType{OwnPerson, OwnCustomer} {
		var ids []string
		for _, f := range c.fields[kind] {
			if f.Type != t {
				continue
			}
			for _, own := range owns {
				if s, ok := own[f.Key].(string); ok {
					ids = append(ids, s)
				}
			}
		}
		names, err := OwnNames(ctx, q, a, t, ids)
		if err != nil {
			return nil, fmt.Errorf("own names: %w", err)
		}
		for k, v := range names {
			out[k] = v
		}
	}
	return out, nil
}
