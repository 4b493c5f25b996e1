package day

import (
	"context"
	"time"

	"github.com/uptrace/bun"

	"xiaoguan/base/actor"
	"xiaoguan/base/day"
	"xiaoguan/base/id"
	"xiaoguan/base/money"
	"xiaoguan/sales/lead"
	"xiaoguan/store/db"
)

// row is a lead with the instant its owner got it, read only for new ones.
type row struct {
	lead.Lead `bun:",extend"`
	Since     time.Time `bun:"since,scanonly"`
}

// part is a section as read.
type part struct {
	rows   []*row
	count  int
	amount money.Fen
}

// reader reads one member's leads within the actor's scope.
type reader struct {
	store  *db.Store
	actor  *actor.Actor
	member id.ID
	today  day.Day
}

func (r *reader) read(ctx context.Context, key Key) (*part, error) {
	p := new(part)
	if err := r.order(key, r.section(key, &p.rows)).Limit(sectionLimit).Scan(ctx); err != nil {
		return nil, r.store.Fault(err)
	}
	if len(p.rows) < sectionLimit {
		p.count = len(p.rows)
		for _, l := range p.rows {
			p.amount += l.ExpectedAmount
		}
		return p, nil
	}
	var none []*row
	err := r.section(key, &none).ExcludeColumn("*").ColumnExpr("count(*), COALESCE(sum(l.expected_amount), 0)").Scan(ctx, &p.count, &p.amount)
	return p, r.store.Fault(err)
}

// section is the open leads of a section.
func (r *reader) section(key Key, rows *[]*row) *bun.SelectQuery {
	q := db.Visible(r.store.Read().NewSelect().Model(rows), "l", r.actor, actor.LeadRead, false).Where("l.owner_id = ? AND l.state = ?", r.member, lead.Open)
	switch key {
	case Overdue:
		return q.Where("l.next_due < ?", r.today)
	case Due:
		return q.Where("l.next_due = ?", r.today)
	}
	return q.Join("LEFT JOIN owner_spell AS sp ON sp.org_id = l.org_id AND sp.subject_kind = ? AND sp.subject_id = l.id AND sp.to_at IS NULL", lead.Kind).
		Where("l.next_due IS NULL AND l.chance <> ?", lead.NoHope).
		Where("(l.touch_count = 0 OR l.last_touch_at < sp.from_at)")
}

// order puts the dearer first of those due alike, unless the actor does not get to see what they are worth.
func (r *reader) order(key Key, q *bun.SelectQuery) *bun.SelectQuery {
	worth := "l.expected_amount DESC, "
	if !r.actor.Knows(lead.Kind, actor.Amount) {
		worth = ""
	}
	switch key {
	case Overdue:
		return q.OrderExpr("l.next_due, " + worth + "l.id")
	case Due:
		return q.OrderExpr("CASE WHEN l.next_time = '' THEN 1 ELSE 0 END, l.next_time, " + worth + "l.id")
	}
	return q.ColumnExpr("l.*").ColumnExpr("sp.from_at AS since").OrderExpr("sp.from_at DESC, l.id DESC")
}
