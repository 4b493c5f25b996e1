package record

import (
	"context"

	"github.com/uptrace/bun"

	"xiaoguan/base/actor"
	"xiaoguan/base/id"
	"xiaoguan/store/db"
)

// JoinsOf reads who collaborates on what in an organisation.
func JoinsOf(ctx context.Context, s *db.Store, org id.ID) (map[id.ID]*actor.Joined, error) {
	var rows []Collaborator
	if err := db.In(s.Read().NewSelect().Model(&rows).Column("member_id", "record_kind", "record_id", "may"), "co", org).Scan(ctx); err != nil {
		return nil, s.Fault(err)
	}
	joins := map[id.ID][]actor.Join{}
	for _, r := range rows {
		joins[r.Member] = append(joins[r.Member], actor.Join{Kind: r.Kind, Record: r.Record, Right: actor.RightOf(r.May)})
	}
	out := make(map[id.ID]*actor.Joined, len(joins))
	for member, list := range joins {
		out[member] = actor.JoinedOf(list)
	}
	return out, nil
}

// readCollaborators lists a record's collaborators, who came first before others.
func readCollaborators(ctx context.Context, q bun.IDB, org id.ID, kind string, record id.ID) (rows []Collaborator, err error) {
	return rows, db.In(q.NewSelect().Model(&rows), "co", org).Where("co.record_kind = ? AND co.record_id = ?", kind, record).OrderExpr("co.added_at, co.member_id").Scan(ctx)
}

// holdRecord takes a record within the transaction, so that its collaborators change one after the other, and says who has it.
func holdRecord(ctx context.Context, tx *db.Tx, org id.ID, t *Type, record id.ID) (h holding, err error) {
	return h, tx.NewRaw("UPDATE ? SET updated_at = updated_at WHERE org_id = ? AND id = ? RETURNING owner_id, group_id", bun.Ident(t.Table), org, record).Scan(ctx, &h)
}

func collaborations(ctx context.Context, tx *db.Tx, org id.ID, kind string, member id.ID) (n int, err error) {
	return n, tx.NewRaw("SELECT count(*) FROM collaborator WHERE org_id = ? AND member_id = ? AND record_kind = ?", org, member, kind).Scan(ctx, &n)
}

func putCollaborator(tx *db.Tx, c *Collaborator) error {
	return tx.Later(tx.NewInsert().Model(c).On("CONFLICT (org_id, record_kind, record_id, member_id) DO UPDATE").Set("may = EXCLUDED.may"))
}

func dropCollaborator(tx *db.Tx, c *Collaborator) error {
	return tx.Later(tx.NewRaw("DELETE FROM collaborator WHERE org_id = ? AND record_kind = ? AND record_id = ? AND member_id = ?", c.Org, c.Kind, c.Record, c.Member))
}
