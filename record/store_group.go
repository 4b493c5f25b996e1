package record

import (
	"context"
	"fmt"
	"strings"

	"github.com/uptrace/bun"

	"xiaoguan/base/actor"
	"xiaoguan/base/day"
	"xiaoguan/base/id"
	"xiaoguan/base/page"
	"xiaoguan/store/db"
)

// GroupCap is how many groups are told, the biggest first.
const GroupCap = 200

// GroupRow is the records of a list that share a value.
type GroupRow struct {
	Value  string `json:"value" doc:"as a filter takes it; empty: none"`
	Label  string `json:"label"`
	N      int    `json:"n"`
	Sum    *int64 `json:"sum,omitempty" nullable:"false" doc:"of the amount the kind of record is summed by, in fen; absent where the role does not see amounts"`
	Filter string `json:"filter" doc:"opens exactly these rows"`
}

// Groups is a list grouped by a column.
type Groups struct {
	Items []GroupRow `json:"items"`
	More  bool       `json:"more" doc:"there are smaller groups that are not told"`
}

// GroupBy counts the records of a list, within its filters and the actor's scope, by a column or an own field. names words a
// value of a column that refers to something.
func GroupBy(ctx context.Context, s *db.Store, cat *Catalogue, a *actor.Actor, t *Type, by string, q page.Query, names func(c *Column, value string) string) (*Groups, error) {
	l := &lister{ctx: ctx, store: s, cat: cat, actor: a, typ: t, query: q}
	c, own, err := l.groupColumn(by)
	if err != nil {
		return nil, err
	}
	sel := s.Read().NewSelect().TableExpr("? AS ?", bun.Ident(t.Table), bun.Ident(t.Alias)).ColumnExpr("count(*) AS n")
	value := bun.Ident(t.Alias + "." + c.In())
	if own != nil {
		value = bun.Ident("ow." + own.inSide())
		sel = sel.Join("LEFT JOIN own_value AS ow ON ow.org_id = ? AND ow.field_id = ? AND ow.record_id = ?", a.Org, own.ID, bun.Ident(t.Alias+".id"))
	}
	if l.sums() {
		sel = sel.ColumnExpr("COALESCE(sum(?), 0) AS total", bun.Ident(t.Alias+"."+t.SumBy))
	}
	if sel, err = Filtered(ctx, s, cat, a, t, q, sel); err != nil {
		return nil, err
	}
	sel = sel.ColumnExpr("? AS value", value).GroupExpr("?", value).OrderExpr("n DESC, value").Limit(GroupCap + 1)
	out, err := scanGroups(ctx, sel, c, own)
	if err != nil {
		return nil, s.Fault(err)
	}
	groups := &Groups{Items: out, More: len(out) > GroupCap}
	if groups.More {
		groups.Items = out[:GroupCap]
	}
	for i := range groups.Items {
		if !l.sums() {
			groups.Items[i].Sum = nil
		}
		groups.Items[i].word(by, c, own, a, names)
	}
	return groups, l.nameGroups(own, groups.Items)
}

// sums reports whether the kind of record is summed, and by an amount the actor may know.
func (l *lister) sums() bool {
	c, ok := l.typ.Column(l.typ.SumBy)
	return ok && l.typ.blind(l.actor, c) == nil
}

// groupColumn finds what a list may be grouped by: what can be filtered by and is not one of a kind.
func (l *lister) groupColumn(by string) (*Column, *Field, error) {
	may := func(c *Column) bool {
		return c.Filter && !c.Personal && !c.Masked && c.Name != "id" && (c.Kind == Text || c.Kind == Choice || c.Kind == YesNo || c.Kind == Ref || c.Kind == Member || c.Kind == Group || c.Kind == Day)
	}
	if key, is := strings.CutPrefix(by, OwnPrefix); is {
		f, err := l.ownField(key)
		if err == nil && f.Type == OwnLongText {
			err = unknownField("by", by, l.typ, may)
		}
		if err != nil {
			return nil, nil, err
		}
		return &Column{Name: by, Kind: kinds[f.Type]}, f, nil
	}
	c, ok := l.typ.Column(by)
	if !ok || !may(c) {
		return nil, nil, unknownField("by", by, l.typ, may)
	}
	return c, nil, nil
}

// scanGroups reads the rows by what the column holds.
func scanGroups(ctx context.Context, sel *bun.SelectQuery, c *Column, own *Field) ([]GroupRow, error) {
	switch {
	case own != nil && own.inSide() == "number":
		return scanAs(ctx, sel, func(n int64) string {
			switch own.Type {
			case OwnNumber:
				return unscaled(n)
			case OwnYesNo:
				return fmt.Sprint(n == 1)
			}
			return fmt.Sprint(n)
		})
	case own != nil:
		return scanAs(ctx, sel, func(s string) string { return s })
	case c.Kind == YesNo:
		return scanAs(ctx, sel, func(yes bool) string { return fmt.Sprint(yes) })
	case c.Kind == Ref || c.Kind == Member || c.Kind == Group:
		return scanAs(ctx, sel, func(v id.ID) string { return v.String() })
	case c.Kind == Day:
		return scanAs(ctx, sel, func(d day.Day) string { return d.String() })
	}
	return scanAs(ctx, sel, func(s string) string { return s })
}

func scanAs[V any](ctx context.Context, sel *bun.SelectQuery, text func(V) string) ([]GroupRow, error) {
	var rows []struct {
		Value *V    `bun:"value"`
		N     int   `bun:"n"`
		Total int64 `bun:"total"`
	}
	err := sel.Scan(db.Hot(ctx), &rows)
	out := []GroupRow{}
	for _, r := range rows {
		g := GroupRow{N: r.N, Sum: &r.Total}
		if r.Value != nil {
			g.Value = text(*r.Value)
		}
		out = append(out, g)
	}
	return out, err
}

// word gives a group its label and the filter that opens it.
func (g *GroupRow) word(by string, c *Column, own *Field, a *actor.Actor, names func(c *Column, value string) string) {
	g.Label, g.Filter = g.Value, by+":eq:"+g.Value
	if g.Value == "" {
		g.Filter = by + ":empty:"
		return
	}
	if own != nil {
		if own.Type == OwnOneOf || own.Type == OwnManyOf {
			g.Label = own.optionLabel(g.Value)
		}
		return
	}
	if c.Kind == Choice {
		for _, o := range c.Options {
			if o.Value == g.Value {
				g.Label = o.Label.In(a.Lang)
			}
		}
		return
	}
	if c.Kind != Text {
		g.Label = names(c, g.Value)
	}
}

// nameGroups names the people and customers that an own field points at.
func (l *lister) nameGroups(own *Field, items []GroupRow) error {
	if own == nil || referred[own.Type].table == "" {
		return nil
	}
	var ids []string
	for _, g := range items {
		ids = append(ids, g.Value)
	}
	names, err := OwnNames(l.ctx, l.store.Read(), l.actor, own.Type, ids)
	for i := range items {
		if name, known := names[items[i].Value]; known {
			items[i].Label = name
		}
	}
	return l.store.Fault(err)
}
