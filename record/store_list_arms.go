package record

import (
	"fmt"
	"strings"

	"github.com/uptrace/bun"

	"xiaoguan/base/actor"
	"xiaoguan/base/id"
	"xiaoguan/base/page"
	"xiaoguan/store/db"
)

// branches is how many groups a list walks one by one before it gives the index up.
const branches = 12

// arm is one way in which records come within the actor's scope: it walks an index of its own. Without lists the rows of one
// value of the column, else those whose id is on the list.
type arm struct {
	column string
	value  id.ID
	list   []id.ID
}

// arms are the ways of the actor's scope where it is better walked one by one, nil where one predicate does: his groups, what
// he owns, and what he collaborates on. Whoever collaborates on nothing has no arm for it, and his list costs what it did.
func (l *lister) arms() (out []arm) {
	joined := l.actor.JoinedFor(l.typ.Read)
	groups := l.actor.Below
	switch l.actor.Can(l.typ.Read) {
	case actor.Group:
		groups = []id.ID{l.actor.Group}
	case actor.Below:
	case actor.Own:
		if groups = nil; len(joined) == 0 {
			return nil
		}
	default:
		return nil
	}
	if l.pinned || len(groups) > branches {
		return nil
	}
	for _, g := range groups {
		out = append(out, arm{column: "group_id", value: g})
	}
	out = append(out, arm{column: "owner_id", value: l.actor.Member})
	if len(joined) > 0 {
		out = append(out, arm{column: "id", list: joined})
	}
	return out
}

// branch selects the rows of one arm.
func (l *lister) branch(model any, a arm) *bun.SelectQuery {
	sel := db.In(l.store.Read().NewSelect().Model(model).ExcludeColumn("*"), l.typ.Alias, l.actor.Org)
	column := bun.Ident(l.typ.Alias + "." + a.column)
	if a.list != nil {
		return l.where(sel.Where("? IN (?)", column, bun.List(a.list)))
	}
	return l.where(sel.Where("? = ?", column, a.value))
}

// without keeps of a branch what none of the arms before it gives.
func (l *lister) without(sel *bun.SelectQuery, before []arm) *bun.SelectQuery {
	for _, a := range before {
		column := bun.Ident(l.typ.Alias + "." + a.column)
		sel = sel.Where("(? IS NULL OR ? <> ?)", column, column, a.value)
	}
	return sel
}

// union joins the branches; a row of two of them comes once where distinct.
func (l *lister) union(parts []*bun.SelectQuery, distinct bool) *bun.SelectQuery {
	word, args := " UNION ALL ", make([]any, len(parts))
	if distinct {
		word = " UNION "
	}
	texts := make([]string, len(parts))
	for i, p := range parts {
		texts[i], args[i] = fmt.Sprintf("SELECT * FROM (?) AS b%d", i), p
	}
	return l.store.Read().NewSelect().TableExpr("("+strings.Join(texts, word)+") AS b", args...)
}

// first gives the ids, with the columns of the order, of the first limit rows of each arm, where one predicate over all of
// them would read and sort every row.
func (l *lister) first(model any, arms []arm, limit int64) *bun.SelectQuery {
	columns := []string{"id"}
	for _, k := range l.order {
		if k.column != "id" {
			columns = append(columns, k.column)
		}
	}
	parts := make([]*bun.SelectQuery, len(arms))
	for i, a := range arms {
		parts[i] = l.sorted(l.branch(model, a).Column(columns...).Limit(limit), l.typ.Alias)
	}
	return l.sorted(l.union(parts, true).ColumnExpr("b.id").Limit(limit), "b")
}

// rows gives a row of nothing for each record of the arms, up to limit: it stops reading there. Groups do not overlap; what
// is one's own or shared may lie in them.
func (l *lister) rows(model any, arms []arm, limit int64) *bun.SelectQuery {
	parts := make([]*bun.SelectQuery, len(arms))
	for i, a := range arms {
		parts[i] = l.branch(model, a).ColumnExpr("1")
		if a.column != "group_id" {
			parts[i] = l.without(parts[i], arms[:i])
		}
	}
	return l.union(parts, false).ColumnExpr("1").Limit(limit)
}

// partners keeps the records that somebody collaborates on.
func (l *lister) partners(c *Column, f page.Filter) error {
	inner, args := "SELECT co.record_id FROM collaborator AS co WHERE co.org_id = ? AND co.record_kind = ?", []any{l.actor.Org, l.typ.Kind}
	values := make([]any, len(f.Values))
	for i, text := range f.Values {
		v, err := readValue(c, l.actor, text)
		if err != nil {
			return err
		}
		values[i] = v
	}
	not := ""
	switch f.Op {
	case page.Empty, page.Filled:
		if f.Op == page.Empty {
			not = "NOT "
		}
	case page.Eq, page.In, page.Ne:
		if f.Op == page.Ne {
			not = "NOT "
		}
		inner, args = inner+" AND co.member_id IN (?)", append(args, bun.List(values))
	}
	l.pinned = l.pinned || f.Op == page.Eq || f.Op == page.In
	l.add("? "+not+"IN ("+inner+")", append([]any{bun.Ident(l.typ.Alias + ".id")}, args...)...)
	return nil
}
