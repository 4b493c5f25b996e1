package journal

import (
	"context"
	"strings"
	"time"

	"github.com/uptrace/bun"

	"xiaoguan/base/actor"
	"xiaoguan/base/id"
	"xiaoguan/store/db"
)

// Query asks the journal over all subjects. What is empty does not narrow.
type Query struct {
	Actor       id.ID
	Like        []string // kinds by pattern, any of these ("%.revealed")
	Unlike      []string // and none of these
	SubjectKind string
	Subject     id.ID
	From, To    time.Time // From ≤ at < To
	Request     string
	Before      id.ID // older than this entry
	Limit       int
}

// Search reads the entries that a query asks for within the actor's scope of the permission, newest first, personal values
// put back where they have not been erased. Days are found by the ids, which begin with the instant they were made in: an
// entry of a long transaction may stand some seconds aside.
func Search(ctx context.Context, s *db.Store, a *actor.Actor, p actor.Permission, q Query) ([]*Entry, error) {
	var entries []*Entry
	sel := db.Visible(s.Read().NewSelect().Model(&entries), "j", a, p, false).OrderExpr("j.id DESC").Limit(int64(q.Limit))
	if err := q.narrow(sel).Scan(ctx); err != nil {
		return nil, s.Fault(err)
	}
	return entries, restore(ctx, s, a.Org, entries)
}

func (q *Query) narrow(sel *bun.SelectQuery) *bun.SelectQuery {
	if len(q.Like) > 0 {
		args := make([]any, len(q.Like))
		for i, pattern := range q.Like {
			args[i] = pattern
		}
		sel = sel.Where("(j.kind LIKE ?"+strings.Repeat(" OR j.kind LIKE ?", len(q.Like)-1)+")", args...)
	}
	for _, pattern := range q.Unlike {
		sel = sel.Where("j.kind NOT LIKE ?", pattern)
	}
	for _, c := range []struct {
		text  string
		value any
		asked bool
	}{
		{"j.actor_id = ?", q.Actor, !q.Actor.IsZero()},
		{"j.subject_kind = ?", q.SubjectKind, q.SubjectKind != ""},
		{"j.subject_id = ?", q.Subject, !q.Subject.IsZero()},
		{"j.request_id = ?", q.Request, q.Request != ""},
		{"j.id >= ?", id.Floor(q.From), !q.From.IsZero()},
		{"j.id < ?", id.Floor(q.To), !q.To.IsZero()},
		{"j.id < ?", q.Before, !q.Before.IsZero()},
	} {
		if c.asked {
			sel = sel.Where(c.text, c.value)
		}
	}
	return sel
}
