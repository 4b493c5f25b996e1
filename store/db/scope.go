package db

import (
	"github.com/uptrace/bun"

	"xiaoguan/base/actor"
	"xiaoguan/base/id"
)

// In names the organisation in a query: the start of every statement on a tenant table.
func In(q *bun.SelectQuery, alias string, org id.ID) *bun.SelectQuery {
	return q.Where("?.org_id = ?", bun.Ident(alias), org)
}

// Visible turns the actor and the scope of the permission into the predicate on rows with owner_id and group_id: the one
// place where access becomes SQL. It is widened by the rows the actor collaborates on and, with unowned, by those that nobody owns (the pool),
// for whoever may take them.
func Visible(q *bun.SelectQuery, alias string, a *actor.Actor, p actor.Permission, unowned bool) *bun.SelectQuery {
	text, args := Predicate(alias, a, p, unowned)
	return q.Where(text, args...)
}

// Predicate is Visible for statements other than SELECT.
func Predicate(alias string, a *actor.Actor, p actor.Permission, unowned bool) (text string, args []any) {
	name := bun.Ident(alias)
	org := []any{name, a.Org}
	switch a.Can(p) {
	case actor.All:
		return "?.org_id = ?", org
	case actor.Below:
		text, args = "?.owner_id = ? OR ?.group_id IN (?)", []any{name, a.Member, name, bun.List(orNone(a.Below))}
	case actor.Group:
		text, args = "?.owner_id = ? OR ?.group_id = ?", []any{name, a.Member, name, orZero(a.Group)}
	case actor.Own:
		text, args = "?.owner_id = ?", []any{name, a.Member}
	default:
		return "?.org_id = ? AND 1 = 0", org
	}
	if joined := a.JoinedFor(p); len(joined) > 0 {
		text, args = text+" OR ?.id IN (?)", append(args, name, bun.List(joined))
	}
	if unowned {
		text, args = text+" OR ?.owner_id IS NULL", append(args, name)
	}
	return "?.org_id = ? AND (" + text + ")", append(org, args...)
}

// nobody is an id no row has: comparing with it finds nothing, which NULL would hide as a mistake.
var nobody = id.MustParse("00000000-0000-7000-8000-000000000001")

func orNone(ids []id.ID) []id.ID {
	if len(ids) == 0 {
		return []id.ID{nobody}
	}
	return ids
}

func orZero(v id.ID) id.ID {
	if v.IsZero() {
		return nobody
	}
	return v
}
