package record

import (
	"encoding/base64"
	"encoding/json"
	"reflect"
	"slices"
	"strings"

	"github.com/uptrace/bun"
	"github.com/uptrace/bun/schema"

	"xiaoguan/base/fault"
	"xiaoguan/base/id"
	"xiaoguan/base/page"
)

// tableFields is what the cursor needs of a bun table: its fields by column name.
type tableFields = *schema.Table

// sortKey is one term of ORDER BY. Null, when set, stands for NULL on both sides of a comparison.
type sortKey struct {
	column string
	desc   bool
	null   string
	own    *Field // an own field; then side is its row in the side table
	side   string
}

// sortKeys reads the order asked for and ends it with the id, so that it is total.
func (l *lister) sortKeys() error {
	if len(l.query.Order) > page.MaxOrder {
		return fault.Wrong("sort", fault.Text{ZH: "排序字段太多", EN: "Too many fields to sort by"}, fault.Text{ZH: "最多 4 个", EN: "At most 4"})
	}
	for _, o := range l.query.Order {
		if key, own := strings.CutPrefix(o.Field, OwnPrefix); own {
			k, err := l.ownSort(key, o.Desc)
			if err != nil {
				return err
			}
			l.order = append(l.order, k)
			continue
		}
		c, ok := l.typ.Column(o.Field)
		if !ok || !c.Sort {
			return unknownField("sort", o.Field, l.typ, func(c *Column) bool { return c.Sort })
		}
		if slices.ContainsFunc(l.order, func(k sortKey) bool { return k.column == c.In() }) {
			return fault.Wrong("sort", fault.Text{ZH: "同一个字段排了两次：" + o.Field, EN: "Sorted twice by one field: " + o.Field}, fault.Text{ZH: "每个字段只写一次", EN: "Name each field once"})
		}
		if err := l.typ.blind(l.actor, c); err != nil {
			return err
		}
		l.order = append(l.order, sortKey{column: c.In(), desc: o.Desc, null: c.Null})
	}
	if len(l.order) == 0 {
		if c, ok := l.typ.Column(l.typ.DefaultBy); ok {
			l.order = append(l.order, sortKey{column: c.In(), desc: true, null: c.Null})
		}
	}
	if !slices.ContainsFunc(l.order, func(k sortKey) bool { return k.column == "id" }) {
		desc := len(l.order) == 0 || l.order[len(l.order)-1].desc
		l.order = append(l.order, sortKey{column: "id", desc: desc})
	}
	return nil
}

func (k sortKey) expr(alias string) schema.QueryWithArgs {
	if k.own != nil {
		return k.ownExpr()
	}
	name := bun.Ident(alias + "." + k.column)
	if k.null == "" {
		return bun.SafeQuery("?", name)
	}
	return bun.SafeQuery("COALESCE(?, ?)", name, k.null)
}

func (l *lister) sorted(sel *bun.SelectQuery, alias string) *bun.SelectQuery {
	for _, k := range l.order {
		direction := "ASC"
		if k.desc {
			direction = "DESC"
		}
		sel = sel.OrderExpr("? "+direction, k.expr(alias))
	}
	return sel
}

// cursor writes the sort values of the last row of a page.
func (l *lister) cursor(row reflect.Value) string {
	values := make([]any, 0, len(l.order)+1)
	values = append(values, l.orderName())
	for _, k := range l.order {
		if k.own != nil {
			values = append(values, k.ownValue(l.customOf(row)))
			continue
		}
		values = append(values, l.table.FieldMap[k.column].Value(row).Interface())
	}
	text, err := json.Marshal(values)
	if err != nil {
		return ""
	}
	return base64.RawURLEncoding.EncodeToString(text)
}

func (l *lister) orderName() string {
	var b strings.Builder
	for _, k := range l.order {
		if k.desc {
			b.WriteByte('-')
		}
		b.WriteString(k.column + ",")
	}
	return b.String()
}

// errCursor refuses a cursor that no page of this order has given.
var errCursor = fault.Wrong("cursor", fault.Text{ZH: "翻页的位置读不懂，或不属于这个排序", EN: "The cursor cannot be read, or belongs to another order"},
	fault.Text{ZH: "上一页回答里的 next，排序不变", EN: "The next of the page before, with the same order"})

// resume adds the condition that the page starts behind the cursor's row.
func (l *lister) resume() error {
	text, err := base64.RawURLEncoding.DecodeString(l.query.Cursor)
	if err != nil {
		return errCursor
	}
	var raw []json.RawMessage
	if json.Unmarshal(text, &raw) != nil || len(raw) != len(l.order)+1 {
		return errCursor
	}
	var name string
	if json.Unmarshal(raw[0], &name) != nil || name != l.orderName() {
		return errCursor
	}
	values := make([]any, len(l.order))
	for i, k := range l.order {
		if k.own != nil {
			v, ok := k.ownResume(raw[i+1])
			if !ok {
				return errCursor
			}
			l.lacking = v == nil && l.walks()
			if values[i] = v; v == nil {
				values[i] = k.nothing()
			}
			continue
		}
		v := reflect.New(l.table.FieldMap[k.column].StructField.Type)
		if json.Unmarshal(raw[i+1], v.Interface()) != nil {
			return errCursor
		}
		values[i] = v.Elem().Interface()
		if k.null != "" && v.Elem().IsZero() {
			values[i] = k.null
		}
		if k.column == "id" && values[i].(id.ID).IsZero() {
			return errCursor
		}
	}
	if l.walks() {
		l.from = values
		return nil
	}
	l.behind(values)
	return nil
}

// behind compares as a row value where all terms run the same way (the index answers it), else term by term.
func (l *lister) behind(values []any) {
	same := !slices.ContainsFunc(l.order, func(k sortKey) bool { return k.desc != l.order[0].desc })
	if same {
		var left, right []string
		var args, rest []any
		for i, k := range l.order {
			left, right = append(left, "?"), append(right, "?")
			args, rest = append(args, k.expr(l.typ.Alias)), append(rest, values[i])
		}
		op := ">"
		if l.order[0].desc {
			op = "<"
		}
		l.add("("+strings.Join(left, ", ")+") "+op+" ("+strings.Join(right, ", ")+")", append(args, rest...)...)
		return
	}
	var terms []string
	var args []any
	for i, k := range l.order {
		var term []string
		for j := range i {
			term, args = append(term, "? = ?"), append(args, l.order[j].expr(l.typ.Alias), values[j])
		}
		op := "? > ?"
		if k.desc {
			op = "? < ?"
		}
		term, args = append(term, op), append(args, k.expr(l.typ.Alias), values[i])
		terms = append(terms, "("+strings.Join(term, " AND ")+")")
	}
	l.add("("+strings.Join(terms, " OR ")+")", args...)
}
