package record

import (
	"slices"
	"strings"

	"xiaoguan/base/actor"
	"xiaoguan/base/fault"
	"xiaoguan/base/page"
)

// Lane is one column of a board before it is filled: a value as a filter writes it, "" for no value, and what it is called.
type Lane struct{ Value, Label string }

var emptyLane = fault.Text{ZH: "未填", EN: "Empty"}

// Lanes are the columns of a board by an own field: records without a value, then the choices of a field of one choice that
// the actor sees, those no longer offered at the end. own reports whether by names an own field at all.
func (c *Catalogue) Lanes(a *actor.Actor, kind, by string) (lanes []Lane, own bool) {
	key, own := strings.CutPrefix(by, OwnPrefix)
	f, known := c.Field(kind, key)
	if !own || !known || f.Type != OwnOneOf || !f.Shows(a) {
		return nil, own
	}
	for _, archived := range []bool{false, true} {
		for _, o := range f.Options {
			if o.Archived == archived {
				lanes = append(lanes, Lane{o.Key, o.Label})
			}
		}
	}
	if len(lanes) == 0 {
		return nil, true
	}
	return slices.Insert(lanes, 0, Lane{Label: emptyLane.In(a.Lang)}), true
}

// InLane narrows a board's query to one of its columns.
func InLane(q page.Query, by, value string) page.Query {
	one := page.Filter{Field: by, Op: page.Empty}
	if value != "" {
		one.Op, one.Values = page.Eq, []string{value}
	}
	q.Filters = append(slices.Clone(q.Filters), one)
	return q
}
