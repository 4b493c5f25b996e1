package record

import (
	"context"
	"reflect"
	"strings"

	"github.com/uptrace/bun"

	"xiaoguan/base/actor"
	"xiaoguan/base/page"
	"xiaoguan/store/db"
)

// List reads one page of records of type t into rows of model T (a bun model of t's table), within the actor's scope.
func List[T any](ctx context.Context, s *db.Store, a *actor.Actor, t *Type, q page.Query) (page.Page[*T], error) {
	var out page.Page[*T]
	l := &lister{ctx: ctx, store: s, actor: a, typ: t, query: q, table: s.Read().Table(reflect.TypeFor[T]())}
	if err := l.prepare(); err != nil {
		return out, err
	}
	rows := []*T{}
	if l.byOwn() {
		var err error
		if rows, err = scanOwned[T](l); err != nil {
			return out, err
		}
	} else if err := l.select_((*T)(nil)).Scan(db.Hot(ctx), &rows); err != nil {
		return out, s.Fault(err)
	}
	if len(rows) > q.Limit {
		rows = rows[:q.Limit]
		out.Next = l.cursor(reflect.ValueOf(rows[q.Limit-1]).Elem())
	}
	out.Items = rows
	if q.Count {
		n, err := l.count((*T)(nil))
		if err != nil {
			return out, err
		}
		out.Count = &page.Count{N: min(n, page.CountCap), Capped: n > page.CountCap}
	}
	return out, nil
}

// Filtered applies the query's filters and the actor's scope to a select over t's table, for sums over the same rows.
func Filtered(ctx context.Context, s *db.Store, a *actor.Actor, t *Type, q page.Query, sel *bun.SelectQuery) (*bun.SelectQuery, error) {
	l := &lister{ctx: ctx, store: s, actor: a, typ: t, query: q}
	if err := l.filters(); err != nil {
		return nil, err
	}
	return l.where(db.Visible(sel, t.Alias, a, t.Read, l.pool && t.sees(a))), nil
}

// condition is a piece of WHERE with its arguments.
type condition struct {
	text string
	args []any
}

type lister struct {
	ctx        context.Context
	store      *db.Store
	actor      *actor.Actor
	typ        *Type
	query      page.Query
	table      tableFields
	conditions []condition
	asked      int // how many of them the filters are: what comes after says where the page begins
	order      []sortKey
	pinned     bool  // a filter names the owner: no need to go group by group
	lacking    bool  // the cursor stands among the records without a value of the own field that orders them
	from       []any // where the walk of an own field goes on: its value and the id
	pool       bool  // a filter asks for records without owner: whoever may take those sees them
}

func (l *lister) prepare() error {
	if err := l.filters(); err != nil {
		return err
	}
	l.asked = len(l.conditions)
	if err := l.sortKeys(); err != nil {
		return err
	}
	if l.query.Cursor != "" {
		return l.resume()
	}
	return nil
}

func (l *lister) filters() error {
	for _, f := range l.query.Filters {
		if err := l.filter(f); err != nil {
			return err
		}
	}
	for _, group := range l.query.Any {
		if err := l.anyOf(group); err != nil {
			return err
		}
	}
	return nil
}

func (l *lister) filter(f page.Filter) error {
	if key, own := strings.CutPrefix(f.Field, OwnPrefix); own {
		return l.own(key, f)
	}
	c, ok := l.typ.Column(f.Field)
	if !ok && f.Op == page.Search && l.typ.Searchable {
		return l.search(f.Values[0])
	}
	if !ok || !c.Filter || !fits(c.Kind, f.Op) && !(f.Op == page.Under && c.Book != "") {
		return unknownField("filter", f.Field, l.typ, func(c *Column) bool { return c.Filter })
	}
	if err := l.typ.blind(l.actor, c); err != nil {
		return err
	}
	switch c.Kind {
	case TagList:
		l.tags(f)
		return nil
	case Partner:
		return l.partners(c, f)
	}
	return l.compare(c, f)
}

var operators = map[page.Op]string{page.Eq: "=", page.Ne: "<>", page.Lt: "<", page.Le: "<=", page.Gt: ">", page.Ge: ">="}

func (l *lister) compare(c *Column, f page.Filter) error {
	name := bun.Ident(l.typ.Alias + "." + c.In())
	switch f.Op {
	case page.Empty, page.Filled:
		if c.Kind == Member && f.Op == page.Empty {
			l.pinned, l.pool = true, true
		}
		not := ""
		if f.Op == page.Filled {
			not = "NOT "
		}
		switch c.Kind {
		case Text, Choice:
			l.add(not+"(? = '')", name)
		case Money: // an amount that nobody has given is kept as 0
			l.add(not+"(? = 0)", name)
		default:
			l.add(not+"(? IS NULL)", name)
		}
		return nil
	case page.Holds:
		return l.holds(c, f.Values[0])
	case page.Under:
		return l.under(c, f.Values[0])
	case page.In:
		values := make([]any, len(f.Values))
		for i, text := range f.Values {
			v, err := readValue(c, l.actor, text)
			if err != nil {
				return err
			}
			values[i] = v
		}
		l.add("? IN (?)", name, bun.List(values))
		return nil
	case page.Search:
		return l.search(f.Values[0])
	}
	if from, to, ok := spanOf(c.Kind, f.Values[0], l.today()); ok {
		l.within(c, f.Op, from, to)
		return nil
	}
	v, err := readValue(c, l.actor, f.Values[0])
	if err != nil {
		return err
	}
	l.pinned = l.pinned || c.Kind == Member && f.Op == page.Eq
	if f.Op == page.Ne {
		l.add("(? <> ? OR ? IS NULL)", name, v, name)
		return nil
	}
	l.add("? "+operators[f.Op]+" ?", name, v)
	return nil
}

func (l *lister) add(text string, args ...any) {
	l.conditions = append(l.conditions, condition{text, args})
}

func (l *lister) tags(f page.Filter) {
	side, key := bun.Ident(l.typ.TagTable), bun.Ident(l.typ.TagKey)
	inner := "SELECT 1 FROM ? AS lt JOIN tag AS tg ON tg.org_id = lt.org_id AND tg.id = lt.tag_id WHERE lt.org_id = ? AND lt.? = ?.id"
	args := []any{side, l.actor.Org, key, bun.Ident(l.typ.Alias)}
	not := ""
	switch f.Op {
	case page.Empty, page.Ne:
		not = "NOT "
	}
	if len(f.Values) > 0 {
		inner, args = inner+" AND tg.name IN (?)", append(args, bun.List(f.Values))
	}
	l.add(not+"EXISTS ("+inner+")", args...)
}

func (l *lister) where(sel *bun.SelectQuery) *bun.SelectQuery {
	for _, c := range l.conditions {
		sel = sel.Where(c.text, c.args...)
	}
	return sel
}

// select_ builds the page's statement.
func (l *lister) select_(model any) *bun.SelectQuery {
	sel, limit := l.store.Read().NewSelect().Model(model), int64(l.query.Limit+1)
	if arms := l.arms(); arms != nil {
		return l.sorted(db.In(sel, l.typ.Alias, l.actor.Org).Where("?.id IN (?)", bun.Ident(l.typ.Alias), l.first(model, arms, limit)), l.typ.Alias)
	}
	sel = l.where(db.Visible(sel, l.typ.Alias, l.actor, l.typ.Read, l.pool && l.typ.sees(l.actor)))
	return l.sorted(sel, l.typ.Alias).Limit(limit)
}

// count counts up to one more than the cap, from the first page on.
func (l *lister) count(model any) (n int, err error) {
	l.conditions = l.conditions[:l.asked]
	inner := l.store.Read().NewSelect().Model(model).ExcludeColumn("*").ColumnExpr("1").Limit(page.CountCap + 1)
	if arms := l.arms(); arms != nil {
		inner = l.rows(model, arms, page.CountCap+1)
	} else {
		inner = l.where(db.Visible(inner, l.typ.Alias, l.actor, l.typ.Read, l.pool && l.typ.sees(l.actor)))
	}
	err = l.store.Read().NewSelect().TableExpr("(?) AS counted", inner).ColumnExpr("count(*)").Scan(db.Hot(l.ctx), &n)
	return n, l.store.Fault(err)
}
