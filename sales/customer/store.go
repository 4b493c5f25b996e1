package customer

import (
	"context"
	"slices"
	"time"

	"github.com/uptrace/bun"

	"xiaoguan/base/actor"
	"xiaoguan/base/id"
	"xiaoguan/store/db"
)

// insert keeps the new customer's row, points and first spell for the end of the transaction.
func (s *Service) insert(tx *db.Tx, c *Customer, points []Point) error {
	if err := tx.Later(tx.NewInsert().Model(c)); err != nil {
		return err
	}
	if len(points) > 0 {
		if err := tx.Later(tx.NewInsert().Model(&points)); err != nil {
			return err
		}
	}
	return s.openSpell(tx, c, "created")
}

// openSpell writes down who owns the customer from now on, and why.
func (s *Service) openSpell(tx *db.Tx, c *Customer, cause string) error {
	return tx.Later(tx.NewRaw("INSERT INTO owner_spell (org_id, id, subject_kind, subject_id, owner_id, group_id, from_at, cause) VALUES (?, ?, ?, ?, ?, ?, ?, ?)",
		c.Org, s.IDs.New(), Kind, c.ID, c.Owner, c.Group, c.UpdatedAt, cause))
}

func countLead(tx *db.Tx, org, customer id.ID, delta int) error {
	return tx.Later(tx.NewRaw("UPDATE customer SET lead_count = lead_count + ? WHERE org_id = ? AND id = ?", delta, org, customer))
}

// adopt sets the owner of a customer that has none and closes its spell; nil when it has one already.
func adopt(ctx context.Context, tx *db.Tx, org, customer, owner, group id.ID, now time.Time) (*Customer, []Point, error) {
	c := new(Customer)
	err := tx.NewUpdate().Model(c).Set("owner_id = ?", owner).Set("group_id = ?", group).Set("updated_at = ?", now).
		Where("c.org_id = ? AND c.id = ? AND c.owner_id IS NULL", org, customer).Returning("*").Scan(ctx)
	if db.IsNone(err) {
		return nil, nil, nil
	}
	if err != nil {
		return nil, nil, err
	}
	var points []Point
	if err := db.In(tx.NewSelect().Model(&points), "cp", org).Where("cp.subject_kind = ? AND cp.subject_id = ?", Kind, customer).Scan(ctx); err != nil {
		return nil, nil, err
	}
	return c, points, tx.Later(tx.NewRaw("UPDATE owner_spell SET to_at = ? WHERE org_id = ? AND subject_kind = ? AND subject_id = ? AND to_at IS NULL", now, org, Kind, customer))
}

// hold takes a customer the actor may edit, with its points and tags: nobody else changes it until the commit.
func (s *Service) hold(ctx context.Context, tx *db.Tx, a *actor.Actor, customer id.ID) (*sheet, error) {
	f := new(sheet)
	text, args := db.Predicate("c", a, actor.CustomerEdit, false)
	if err := tx.NewUpdate().Model(&f.Customer).Set("updated_at = ?", s.Now()).Where(text, args...).Where("c.id = ?", customer).Returning("*").Scan(ctx); err != nil {
		return nil, err
	}
	points, err := readPoints(ctx, tx, a.Org, Kind, []id.ID{customer})
	if err != nil {
		return nil, err
	}
	mine := points[customer]
	f.phone, f.email, f.wechat = mine[Phone], mine[Email], mine[Wechat]
	tags, err := readTags(ctx, tx, a.Org, []id.ID{customer})
	f.tags = tags[customer]
	return f, err
}

func update(tx *db.Tx, c *Customer, columns []string) error {
	return tx.Later(tx.NewUpdate().Model(c).Column(columns...).Where("c.org_id = ? AND c.id = ?", c.Org, c.ID))
}

// replacePoints writes the points of the kinds that changed.
func replacePoints(tx *db.Tx, org id.ID, subjectKind string, subject id.ID, kinds []string, points []Point) error {
	for _, kind := range kinds {
		if err := tx.Later(tx.NewRaw("DELETE FROM contact_point WHERE org_id = ? AND subject_kind = ? AND subject_id = ? AND kind = ?", org, subjectKind, subject, kind)); err != nil {
			return err
		}
		for i := range points {
			if points[i].Kind == kind {
				if err := tx.Later(tx.NewInsert().Model(&points[i])); err != nil {
					return err
				}
			}
		}
	}
	return nil
}

// readPoints gives the points of several subjects of one kind: subject → kind of point → value.
func readPoints(ctx context.Context, q bun.IDB, org id.ID, subjectKind string, subjects []id.ID) (map[id.ID]map[string]string, error) {
	out := make(map[id.ID]map[string]string, len(subjects))
	if len(subjects) == 0 {
		return out, nil
	}
	var rows []Point
	err := db.In(q.NewSelect().Model(&rows), "cp", org).Where("cp.subject_kind = ? AND cp.subject_id IN (?)", subjectKind, bun.List(subjects)).Scan(ctx)
	for _, p := range rows {
		if out[p.Subject] == nil {
			out[p.Subject] = map[string]string{}
		}
		out[p.Subject][p.Kind] = p.Value
	}
	return out, err
}

// readTags gives the tags of several customers, each sorted by name.
func readTags(ctx context.Context, q bun.IDB, org id.ID, customers []id.ID) (map[id.ID][]string, error) {
	out := make(map[id.ID][]string, len(customers))
	if len(customers) == 0 {
		return out, nil
	}
	var rows []struct {
		Customer id.ID  `bun:"customer_id"`
		Name     string `bun:"name"`
	}
	err := db.In(q.NewSelect().TableExpr("customer_tag AS ct").Join("JOIN tag AS tg ON tg.org_id = ct.org_id AND tg.id = ct.tag_id").
		Column("ct.customer_id", "tg.name"), "ct", org).Where("ct.customer_id IN (?)", bun.List(customers)).Scan(ctx, &rows)
	for _, r := range rows {
		out[r.Customer] = append(out[r.Customer], r.Name)
	}
	for _, names := range out {
		slices.Sort(names)
	}
	return out, err
}

// rowOf is a customer of the organisation, whoever may see it.
func rowOf(ctx context.Context, q bun.IDB, org, customer id.ID) (*Customer, error) {
	c := new(Customer)
	return c, db.In(q.NewSelect().Model(c), "c", org).Where("c.id = ?", customer).Scan(ctx)
}

// isCompany reports whether the id is a company the actor may see.
func isCompany(ctx context.Context, q bun.IDB, a *actor.Actor, customer id.ID) (bool, error) {
	return db.Visible(q.NewSelect().Model((*Customer)(nil)), "c", a, actor.CustomerRead, false).Where("c.id = ? AND c.kind = ?", customer, Company).Exists(ctx)
}

func parentOf(ctx context.Context, q bun.IDB, org, customer id.ID) (parent id.ID, err error) {
	err = q.NewRaw("SELECT parent_id FROM customer WHERE org_id = ? AND id = ?", org, customer).Scan(ctx, &parent)
	return parent, err
}
