package record

import (
	"encoding/json"
	"fmt"
	"reflect"
	"slices"
	"strings"

	"github.com/uptrace/bun"
	"github.com/uptrace/bun/schema"

	"xiaoguan/base/actor"
	"xiaoguan/base/page"
	words "xiaoguan/base/text"
	"xiaoguan/store/db"
)

// few is up to how many records with a value a filter goes to directly; a commoner value is tested row by row while the
// list walks its order, which finds a page soon.
const few = 2000

// ownField reads the field a filter or an order names; one the actor may not see is not there.
func (l *lister) ownField(key string) (*Field, error) {
	f := new(Field)
	err := l.store.Read().NewSelect().Model(f).Where("f.org_id = ? AND f.kind = ? AND f.key = ? AND f.archived_at IS NULL", l.actor.Org, l.typ.Kind, key).Scan(db.Hot(l.ctx))
	if db.IsNone(err) || err == nil && !f.Shows(l.actor) {
		return nil, unknownField("filter", OwnPrefix+key, l.typ, func(c *Column) bool { return c.Filter })
	}
	f.open()
	return f, l.store.Fault(err)
}

// kinds are the column kinds that read filter values of own fields.
var kinds = map[FieldType]ColumnKind{OwnText: Text, OwnLongText: Text, OwnNumber: Number, OwnMoney: Money, OwnDate: Day, OwnYesNo: YesNo, OwnOneOf: Choice, OwnManyOf: Choice,
	OwnPerson: Member, OwnCustomer: Ref, OwnLink: Text}

// compares reports whether a comparison makes sense for the field.
func (f *Field) compares(op page.Op) bool {
	switch {
	case op == page.Empty || op == page.Filled:
		return true
	case f.Type == OwnLongText:
		return op == page.Search
	case f.Type == OwnYesNo && op == page.In:
		return false
	}
	return fits(kinds[f.Type], op)
}

// inSide is the column of the side table that holds the values of the field.
func (f *Field) inSide() string {
	if f.Type == OwnNumber || f.Type == OwnMoney || f.Type == OwnYesNo {
		return "number"
	}
	return "text"
}

// filterValue reads a value of a filter as the side table has it.
func (f *Field) filterValue(a *actor.Actor, text string) (any, error) {
	if f.Type == OwnNumber {
		if n, ok := scaled(text); ok {
			return n, nil
		}
	}
	c := &Column{Name: f.Name(), Kind: kinds[f.Type]}
	for _, o := range f.Options {
		c.Options = append(c.Options, Option{Value: o.Key})
	}
	v, err := readValue(c, a, text)
	switch t := v.(type) {
	case bool:
		if t {
			return 1, err
		}
		return 0, err
	case fmt.Stringer:
		return t.String(), err
	}
	return v, err
}

// own adds the condition of a filter on an own field.
func (l *lister) own(key string, filter page.Filter) error {
	f, err := l.ownField(key)
	if err != nil {
		return err
	}
	if !f.compares(filter.Op) {
		return unknownField("filter", filter.Field, l.typ, func(c *Column) bool { return c.Filter })
	}
	text, args, err := f.condition(l.actor, filter)
	if err != nil {
		return err
	}
	if filter.Op == page.Search && f.searched() && !words.QueryTokens(filter.Values[0]).Empty() {
		if err := l.search(filter.Values[0]); err != nil {
			return err
		}
	}
	head, headArgs := "SELECT ov.record_id FROM own_value AS ov WHERE ov.org_id = ? AND ov.field_id = ?"+text, append([]any{l.actor.Org, f.ID}, args...)
	if filter.Op == page.Empty || filter.Op == page.Ne {
		l.add("NOT EXISTS ("+head+" AND ov.record_id = ?)", append(headArgs, bun.Ident(l.typ.Alias+".id"))...)
		return nil
	}
	rare, err := l.rare(head, headArgs)
	if err != nil {
		return err
	}
	if rare {
		l.add("? IN ("+head+")", append([]any{bun.Ident(l.typ.Alias + ".id")}, headArgs...)...)
		return nil
	}
	l.common(f, filter.Op, text, args)
	return nil
}

// common tests row by row, by the record: a range is compared outside the side table's own conditions, since SQLite would walk
// the index of values for every row.
func (l *lister) common(f *Field, op page.Op, text string, args []any) {
	org, row := l.actor.Org, bun.Ident(l.typ.Alias+".id")
	from := " FROM own_value AS ov WHERE ov.org_id = ? AND ov.field_id = ? AND ov.record_id = ?"
	if ranges[op] {
		column := "ov." + f.inSide()
		l.add("(SELECT "+column+from+" AND ov.position = 0)"+strings.TrimPrefix(text, " AND "+column), append([]any{org, f.ID, row}, args...)...)
		return
	}
	l.add("EXISTS (SELECT 1"+from+text+")", append([]any{org, f.ID, row}, args...)...)
}

// ranges are the comparisons that many values satisfy.
var ranges = map[page.Op]bool{page.Lt: true, page.Le: true, page.Gt: true, page.Ge: true}

// condition is what a filter asks of a row of the side table.
func (f *Field) condition(a *actor.Actor, filter page.Filter) (text string, args []any, err error) {
	column := " AND ov." + f.inSide()
	switch filter.Op {
	case page.Empty, page.Filled:
		return "", nil, nil
	case page.Search, page.Holds:
		if f.Type == OwnLongText && f.searched() {
			return "", nil, nil // the side table has only its beginning: what the search finds in the record stands
		}
		if _, err := readValue(&Column{Name: f.Name(), Kind: Text}, a, filter.Values[0]); err != nil {
			return "", nil, err
		}
		like := strings.NewReplacer("!", "!!", "%", "!%", "_", "!_").Replace(strings.ToLower(filter.Values[0]))
		return " AND lower(ov.text) LIKE ? ESCAPE '!'", []any{"%" + like + "%"}, nil
	}
	values := make([]any, len(filter.Values))
	for i, v := range filter.Values {
		if values[i], err = f.filterValue(a, v); err != nil {
			return "", nil, err
		}
	}
	switch filter.Op {
	case page.In:
		return column + " IN (?)", []any{bun.List(values)}, nil
	case page.Ne:
		return column + " = ?", values[:1], nil
	}
	return column + " " + operators[filter.Op] + " ?", values[:1], nil
}

// rare reports whether few records fit, reading at most so many entries of the index.
func (l *lister) rare(head string, args []any) (bool, error) {
	var n int
	inner := l.store.Read().NewRaw(head+fmt.Sprintf(" LIMIT %d", few+1), args...)
	err := l.store.Read().NewRaw("SELECT count(*) FROM (?) AS counted", inner).Scan(db.Hot(l.ctx), &n)
	return n <= few, l.store.Fault(err)
}

// ownSort is the sort key of an own field. Records without a value come last, in either order.
func (l *lister) ownSort(key string, desc bool) (sortKey, error) {
	f, err := l.ownField(key)
	if err != nil {
		return sortKey{}, err
	}
	if f.Type == OwnLongText || f.Type == OwnManyOf {
		return sortKey{}, unknownField("sort", OwnPrefix+key, l.typ, func(c *Column) bool { return c.Sort })
	}
	return sortKey{column: f.Name(), desc: desc, own: f, side: "ow_" + string(rune('a'+len(l.order)))}, nil
}

// nothing is what stands for «no value» in the order.
func (k sortKey) nothing() any {
	switch {
	case k.own.inSide() == "number":
		return noNumber(k.desc)
	case k.desc:
		return ""
	}
	return "\U0010ffff"
}

func (k sortKey) ownExpr() schema.QueryWithArgs {
	return bun.SafeQuery("COALESCE(?, ?)", bun.Ident(k.side+"."+k.own.inSide()), k.nothing())
}

// ownValue is the value of a row that an own sort key compares, nil for none.
func (k sortKey) ownValue(custom string) any {
	sides := k.own.sides(decodedOwn(custom)[k.own.Key])
	switch {
	case len(sides) == 0:
		return nil
	case sides[0].text != nil:
		return *sides[0].text
	}
	return *sides[0].number
}

// ownResume reads the cursor's value of an own sort key; nil is «no value».
func (k sortKey) ownResume(raw json.RawMessage) (any, bool) {
	if string(raw) == "null" {
		return nil, true
	}
	if k.own.inSide() == "number" {
		var n int64
		err := json.Unmarshal(raw, &n)
		return n, err == nil
	}
	var s string
	err := json.Unmarshal(raw, &s)
	return s, err == nil && !strings.ContainsRune(s, 0)
}

func (l *lister) byOwn() bool {
	return slices.ContainsFunc(l.order, func(k sortKey) bool { return k.own != nil })
}

// walks reports whether the page is read by walking the field's own index: where one field alone orders records of many
// owners. The records of one owner are gathered and sorted instead.
func (l *lister) walks() bool {
	return len(l.order) == 2 && l.order[0].own != nil && !l.pinned && l.actor.Can(l.typ.Read) != actor.Own
}

func (l *lister) visible(model any) *bun.SelectQuery {
	sel := l.store.Read().NewSelect().Model(model)
	return l.where(db.Visible(sel, l.typ.Alias, l.actor, l.typ.Read, l.pool && l.typ.sees(l.actor)))
}

// beside joins the values of the own fields that order the list.
func (l *lister) beside(sel *bun.SelectQuery) *bun.SelectQuery {
	for _, k := range l.order {
		if k.own != nil {
			sel = sel.Join("LEFT JOIN own_value AS ? ON ?.org_id = ? AND ?.field_id = ? AND ?.record_id = ?.id AND ?.position = 0", bun.Ident(k.side), bun.Ident(k.side), l.actor.Org,
				bun.Ident(k.side), k.own.ID, bun.Ident(k.side), bun.Ident(l.typ.Alias), bun.Ident(k.side))
		}
	}
	return sel
}

// scanOwned reads a page that is ordered by own fields. Where it is not walked, the ids are sorted first and only the page's
// rows read whole.
func scanOwned[T any](l *lister) ([]*T, error) {
	limit := l.query.Limit + 1
	rows := []*T{}
	if !l.walks() {
		first := l.beside(l.visible((*T)(nil)).ExcludeColumn("*").ColumnExpr("?", bun.Ident(l.typ.Alias+".id")))
		sel := l.beside(db.In(l.store.Read().NewSelect().Model((*T)(nil)), l.typ.Alias, l.actor.Org)).
			Where("? IN (?)", bun.Ident(l.typ.Alias+".id"), l.sorted(first, l.typ.Alias).Limit(int64(limit)))
		err := l.sorted(sel, l.typ.Alias).Scan(db.Hot(l.ctx), &rows)
		return rows, l.store.Fault(err)
	}
	if !l.lacking {
		if err := l.having((*T)(nil)).Limit(int64(limit)).Scan(db.Hot(l.ctx), &rows); err != nil {
			return nil, l.store.Fault(err)
		}
	}
	if len(rows) == limit {
		return rows, nil
	}
	rest := []*T{}
	err := l.lackingRows((*T)(nil)).Limit(int64(limit-len(rows))).Scan(db.Hot(l.ctx), &rest)
	return append(rows, rest...), l.store.Fault(err)
}

// having are the records with a value, walked in the order of the field's index.
func (l *lister) having(model any) *bun.SelectQuery {
	k, way := l.order[0], "ASC"
	column := bun.Ident("ow." + k.own.inSide())
	if k.desc {
		way = "DESC"
	}
	sel := l.visible(model).Join("JOIN own_value AS ow ON ow.record_id = ?.id", bun.Ident(l.typ.Alias)).
		Where("ow.org_id = ? AND ow.field_id = ? AND ? IS NOT NULL", l.actor.Org, k.own.ID, column)
	if l.from != nil {
		op := ">"
		if k.desc {
			op = "<"
		}
		sel = sel.Where("(?, ow.record_id) "+op+" (?, ?)", column, l.from[0], l.from[1])
	}
	return sel.OrderExpr("? "+way+", ow.record_id "+way, column)
}

// lackingRows are the records without a value, behind all others.
func (l *lister) lackingRows(model any) *bun.SelectQuery {
	k, way, op := l.order[0], "ASC", ">"
	if k.desc {
		way, op = "DESC", "<"
	}
	row := bun.Ident(l.typ.Alias + ".id")
	sel := l.visible(model).Where("NOT EXISTS (SELECT 1 FROM own_value AS ov WHERE ov.org_id = ? AND ov.field_id = ? AND ov.record_id = ?)", l.actor.Org, k.own.ID, row)
	if l.lacking {
		sel = sel.Where("? "+op+" ?", row, l.from[1])
	}
	return sel.OrderExpr("? "+way, row)
}

// customOf is the custom column of a row.
func (l *lister) customOf(row reflect.Value) string {
	s, _ := l.table.FieldMap["custom"].Value(row).Interface().(string)
	return s
}
