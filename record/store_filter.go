package record

import (
	"strings"

	"github.com/uptrace/bun"

	"xiaoguan/base/clock"
	"xiaoguan/base/day"
	"xiaoguan/base/page"
	"xiaoguan/record/dict"
)

// today is the organisation's day.
func (l *lister) today() day.Day { return day.Of(l.store.Clock(), clock.Zone(l.actor.Zone)) }

// anyOf adds a group of conditions of which at least one must hold.
func (l *lister) anyOf(group []page.Filter) error {
	before, pinned := l.conditions, l.pinned
	l.conditions = nil
	for _, f := range group {
		if err := l.filter(f); err != nil {
			return err
		}
	}
	one := joined(l.conditions, " OR ")
	l.conditions, l.pinned = append(before, one), pinned || l.pool
	return nil
}

// joined makes one condition of several.
func joined(list []condition, by string) condition {
	texts := make([]string, len(list))
	var args []any
	for i, c := range list {
		texts[i] = "(" + c.text + ")"
		args = append(args, c.args...)
	}
	return condition{"(" + strings.Join(texts, by) + ")", args}
}

// within compares a column of days or instants with the days from…to.
func (l *lister) within(c *Column, op page.Op, from, to day.Day) {
	name, zone := bun.Ident(l.typ.Alias+"."+c.In()), clock.Zone(l.actor.Zone)
	var parts []condition
	for _, b := range bounds(c.Kind, op, from, to) {
		var v any = b.day
		if c.Kind == Instant {
			v = b.day.Start(zone).UTC()
		}
		parts = append(parts, condition{"? " + operators[b.op] + " ?", []any{name, v}})
	}
	all := joined(parts, " AND ")
	if op == page.Ne {
		l.add("(NOT "+all.text+" OR ? IS NULL)", append(all.args, name)...)
		return
	}
	l.add(all.text, all.args...)
}

// under keeps rows whose text means the value's entry of the column's dictionary, or one below it.
func (l *lister) under(c *Column, text string) error {
	if _, err := readValue(c, l.actor, text); err != nil {
		return err
	}
	l.add("? IN (?)", bun.Ident(l.typ.Alias+"."+c.In()), bun.List(dict.Of(c.Book).Within(text)))
	return nil
}

// holds keeps rows whose text holds the value somewhere; what means something to LIKE is taken as written.
func (l *lister) holds(c *Column, text string) error {
	if _, err := readValue(c, l.actor, text); err != nil {
		return err
	}
	pattern := "%" + strings.NewReplacer(`\`, `\\`, `%`, `\%`, `_`, `\_`).Replace(strings.ToLower(text)) + "%"
	l.add(`lower(?) LIKE ? ESCAPE '\'`, bun.Ident(l.typ.Alias+"."+c.In()), pattern)
	return nil
}
