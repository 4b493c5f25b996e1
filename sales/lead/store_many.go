package lead

import (
	"context"
	"slices"
	"time"

	"github.com/uptrace/bun"

	"xiaoguan/base/actor"
	"xiaoguan/base/id"
	"xiaoguan/store/db"
)

type externalRow struct {
	bun.BaseModel `bun:"table:external_id"`
	Org           id.ID  `bun:"org_id"`
	System        string `bun:"system"`
	Kind          string `bun:"kind"`
	External      string `bun:"external"`
	Lead          id.ID  `bun:"record_id"`
}

type spellRow struct {
	bun.BaseModel `bun:"table:owner_spell"`
	Org           id.ID     `bun:"org_id"`
	ID            id.ID     `bun:"id"`
	Kind          string    `bun:"subject_kind"`
	Lead          id.ID     `bun:"subject_id"`
	Owner         id.ID     `bun:"owner_id,nullzero"`
	Group         id.ID     `bun:"group_id,nullzero"`
	From          time.Time `bun:"from_at"`
	Cause         string    `bun:"cause"`
}

type tagRow struct {
	bun.BaseModel `bun:"table:lead_tag"`
	Org           id.ID `bun:"org_id"`
	Lead          id.ID `bun:"lead_id"`
	Tag           id.ID `bun:"tag_id"`
}

// insertMany keeps new leads with what hangs on them for the end of the transaction; their customers stand there already.
func (s *Service) insertMany(tx *db.Tx, leads []*Lead, news []*New) error {
	var externals []externalRow
	var tags []tagRow
	spells := make([]spellRow, len(leads))
	counts := map[id.ID]int{}
	now := s.Now()
	for i, l := range leads {
		n := news[i]
		if n.External != "" {
			externals = append(externals, externalRow{Org: l.Org, System: n.ExternalSystem, Kind: Kind, External: n.External, Lead: l.ID})
		}
		spells[i] = spellRow{Org: l.Org, ID: s.IDs.New(), Kind: Kind, Lead: l.ID, Owner: l.Owner, Group: l.Group, From: now, Cause: n.Cause}
		for _, t := range n.TagIDs {
			tags = append(tags, tagRow{Org: l.Org, Lead: l.ID, Tag: t})
		}
		if !l.Customer.IsZero() {
			counts[l.Customer]++
		}
	}
	if err := tx.Later(tx.NewInsert().Model(&leads)); err != nil {
		return err
	}
	if len(externals) > 0 {
		if err := tx.Later(tx.NewInsert().Model(&externals)); err != nil {
			return err
		}
	}
	if len(tags) > 0 {
		if err := tx.Later(tx.NewInsert().Model(&tags)); err != nil {
			return err
		}
	}
	customers := make([]id.ID, 0, len(counts))
	for c := range counts {
		customers = append(customers, c)
	}
	slices.SortFunc(customers, func(a, b id.ID) int { return slices.Compare(a[:], b[:]) }) // every transaction in one order
	for _, c := range customers {
		if err := s.Customers.CountLead(tx, leads[0].Org, c, counts[c]); err != nil {
			return err
		}
	}
	return tx.Later(tx.NewInsert().Model(&spells))
}

// alsoExternal notes an external id where it is not known yet.
func alsoExternal(tx *db.Tx, org id.ID, system, external string, lead id.ID) error {
	return tx.Later(tx.NewInsert().Model(&externalRow{Org: org, System: system, Kind: Kind, External: external, Lead: lead}).On("CONFLICT (org_id, system, kind, external) DO NOTHING"))
}

// Externals finds which of the external ids are known, and the lead of each.
func (s *Service) Externals(ctx context.Context, q bun.IDB, a *actor.Actor, system string, externals []string) (map[string]id.ID, error) {
	known := map[string]id.ID{}
	if len(externals) == 0 {
		return known, nil
	}
	var rows []externalRow
	err := q.NewSelect().Model(&rows).Where("org_id = ? AND system = ? AND kind = ? AND external IN (?)", a.Org, system, Kind, bun.List(externals)).Scan(ctx)
	for _, r := range rows {
		known[r.External] = r.Lead
	}
	return known, err
}

// TwinsByName finds open leads anywhere in the organisation by company key; of several the oldest.
func (s *Service) TwinsByName(ctx context.Context, q bun.IDB, a *actor.Actor, keys []string) (map[string]*Twin, error) {
	return twinsBy(ctx, q, a.Org, "name_norm", keys)
}

// TwinsByPhone finds open leads anywhere in the organisation by phone key; of several the oldest.
func (s *Service) TwinsByPhone(ctx context.Context, q bun.IDB, a *actor.Actor, keys []string) (map[string]*Twin, error) {
	return twinsBy(ctx, q, a.Org, "phone_norm", keys)
}

// TwinsByEmail finds open leads anywhere in the organisation by e-mail address; of several the oldest.
func (s *Service) TwinsByEmail(ctx context.Context, q bun.IDB, a *actor.Actor, keys []string) (map[string]*Twin, error) {
	return twinsBy(ctx, q, a.Org, "email", keys)
}

// twinsBy looks keys up in the column's index. Which of several is the oldest is judged here: an order asked for in the
// statement leads SQLite to walk all leads instead.
func twinsBy(ctx context.Context, q bun.IDB, org id.ID, column string, keys []string) (map[string]*Twin, error) {
	found := map[string]*Twin{}
	if len(keys) == 0 {
		return found, nil
	}
	var rows []struct {
		Twin
		Key string `bun:"twin_key"`
	}
	name := bun.Ident("l." + column)
	err := q.NewSelect().TableExpr("lead AS l").Column("l.id", "l.owner_id", "l.group_id").ColumnExpr("? AS twin_key", name).
		Where("l.org_id = ?", org).Where("? IN (?)", name, bun.List(keys)).Where("l.state = ? AND ? <> ''", Open, name).Scan(ctx, &rows)
	for i := range rows {
		r := &rows[i]
		if have := found[r.Key]; have == nil || slices.Compare(r.ID[:], have.ID[:]) < 0 {
			found[r.Key] = &r.Twin
		}
	}
	return found, err
}
