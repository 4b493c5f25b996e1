package match

import (
	"context"

	"github.com/uptrace/bun"

	"xiaoguan/base/actor"
	"xiaoguan/base/id"
	"xiaoguan/base/page"
	"xiaoguan/record"
	"xiaoguan/sales/lead"
	"xiaoguan/sales/team"
	"xiaoguan/store/db"
)

// holdBearers takes members for the rest of the transaction and counts their open leads: until the commit nobody else hands
// leads to them, so what is counted stays true. Unknown members are left out.
func holdBearers(ctx context.Context, tx *db.Tx, people *team.People, members []id.ID) (map[id.ID]*bearer, error) {
	org := people.Organisation.ID
	var rows []team.Member
	err := tx.NewRaw("UPDATE member SET version = version WHERE org_id = ? AND id IN (?) RETURNING id, role, state, capacity", org, bun.List(members)).Scan(ctx, &rows)
	if err != nil {
		return nil, err
	}
	counts, err := openLeads(ctx, tx, org, members)
	if err != nil {
		return nil, err
	}
	out := make(map[id.ID]*bearer, len(rows))
	for i := range rows {
		m := &rows[i]
		if r, ok := people.Role(m.Role); ok {
			m.Grants = r.Grants
		}
		out[m.ID] = &bearer{Capacity: m.Capacity, Load: counts[m.ID], Carries: carries(m)}
	}
	return out, nil
}

// openLeads counts the open leads of members.
func openLeads(ctx context.Context, q bun.IDB, org id.ID, members []id.ID) (map[id.ID]int, error) {
	if len(members) == 0 {
		return nil, nil
	}
	var rows []struct {
		Owner id.ID `bun:"owner_id"`
		N     int   `bun:"n"`
	}
	err := db.In(q.NewSelect().TableExpr("lead AS l").ColumnExpr("l.owner_id").ColumnExpr("count(*) AS n"), "l", org).
		Where("l.state = ?", lead.Open).Where("l.owner_id IN (?)", bun.List(members)).GroupExpr("l.owner_id").Scan(ctx, &rows)
	if err != nil {
		return nil, err
	}
	out := make(map[id.ID]int, len(rows))
	for _, r := range rows {
		out[r.Owner] = r.N
	}
	return out, nil
}

// holdHandOut lets one act at a time touch many leads of an organisation: two of them would otherwise take the same rows in
// two orders and wait for one another.
func holdHandOut(ctx context.Context, tx *db.Tx, org id.ID) error {
	_, err := tx.NewRaw("INSERT INTO match_setting (org_id, automatic) VALUES (?, ?) ON CONFLICT (org_id) DO UPDATE SET automatic = match_setting.automatic", org, true).Exec(ctx)
	return err
}

// ownerOf reads whom a lead of the organisation belongs to, whoever asks; not found when there is no such lead.
func ownerOf(ctx context.Context, q bun.IDB, org, lead id.ID) (owner id.ID, err error) {
	err = db.In(q.NewSelect().TableExpr("lead AS l").ColumnExpr("l.owner_id"), "l", org).Where("l.id = ?", lead).Limit(1).Scan(ctx, &owner)
	return owner, err
}

// scored are the columns a lead is scored by.
var scored = []string{"id", "tags", "industry", "region", "source", "expected_amount", "is_key", "created_by"}

// narrow keeps fewer rows of a query.
type narrow func(*bun.SelectQuery) *bun.SelectQuery

// pool reads open leads that nobody owns, oldest first, at most limit of those the query shows the actor; only narrows it.
func pool(ctx context.Context, st *db.Store, cat *record.Catalogue, a *actor.Actor, q page.Query, only narrow, limit int) ([]*lead.Lead, error) {
	var rows []*lead.Lead
	q.Filters = append(q.Filters, page.Filter{Field: "owner_id", Op: page.Empty}, page.Filter{Field: "state", Op: page.Eq, Values: []string{string(lead.Open)}})
	sel, err := record.Filtered(ctx, st, cat, a, lead.Type, q, st.Read().NewSelect().Model(&rows).Column(scored...))
	if err != nil {
		return nil, err
	}
	if only != nil {
		sel = only(sel)
	}
	return rows, st.Fault(sel.OrderExpr("l.id").Limit(int64(limit)).Scan(ctx))
}

// among keeps the leads of a list.
func among(leads []id.ID) narrow {
	return func(q *bun.SelectQuery) *bun.SelectQuery { return q.Where("l.id IN (?)", bun.List(leads)) }
}

// ofImport keeps the leads an import brought that no batch of the import has dealt with.
func ofImport(org, imported id.ID) narrow {
	return func(q *bun.SelectQuery) *bun.SelectQuery {
		return q.Where("l.import_id = ?", imported).Where(`NOT EXISTS (SELECT 1 FROM match_batch AS b JOIN match_item AS i ON i.org_id = b.org_id AND i.batch_id = b.id
WHERE b.org_id = ? AND b.import_id = ? AND i.lead_id = l.id)`, org, imported)
	}
}

// single keeps leads that no import brought.
func single(leads []id.ID) narrow {
	return func(q *bun.SelectQuery) *bun.SelectQuery { return among(leads)(q).Where("l.import_id IS NULL") }
}

// touchedSince tells which of the leads have a follow-up logged since the batch was applied.
func touchedSince(ctx context.Context, tx *db.Tx, b *Batch, leads []id.ID) (map[id.ID]bool, error) {
	var ids []id.ID
	err := db.In(tx.NewSelect().TableExpr("touch AS t").ColumnExpr("DISTINCT t.subject_id"), "t", b.Org).
		Where("t.subject_kind = ?", lead.Kind).Where("t.subject_id IN (?)", bun.List(leads)).Where("t.created_at >= ?", b.AppliedAt).Scan(ctx, &ids)
	out := map[id.ID]bool{}
	for _, v := range ids {
		out[v] = true
	}
	return out, err
}
