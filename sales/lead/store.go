package lead

import (
	"context"

	"github.com/uptrace/bun"

	"xiaoguan/base/actor"
	"xiaoguan/base/fault"
	"xiaoguan/base/id"
	"xiaoguan/record"
	"xiaoguan/store/db"
	"xiaoguan/store/search"
)

// Get reads a lead the actor may see: his scope's, or one in nobody's hands where he may claim.
func (s *Service) Get(ctx context.Context, a *actor.Actor, lead id.ID) (*Lead, error) {
	st := s.Dir.Of(a.Org)
	l := new(Lead)
	q := db.Visible(st.Read().NewSelect().Model(l), "l", a, actor.LeadRead, a.Can(actor.LeadClaim) != actor.None)
	return l, st.Fault(q.Where("l.id = ?", lead).Limit(1).Scan(db.Hot(ctx)))
}

// Hold takes a lead for changing within the transaction: nobody else changes it until the commit. It is found only within
// the scope of the permission; unowned widens it to leads nobody owns.
func (s *Service) Hold(ctx context.Context, tx *db.Tx, a *actor.Actor, lead id.ID, p actor.Permission, unowned bool) (*Lead, error) {
	l := new(Lead)
	text, args := db.Predicate("l", a, p, unowned)
	err := tx.NewUpdate().Model(l).Set("updated_at = ?", s.Now()).Where(text, args...).Where("l.id = ?", lead).Returning("*").Scan(db.Hot(ctx))
	if err != nil {
		return nil, err
	}
	return l, nil
}

// HoldMany takes several leads in the order of their ids; those out of scope are left out.
func (s *Service) HoldMany(ctx context.Context, tx *db.Tx, a *actor.Actor, leads []id.ID, p actor.Permission, unowned bool) ([]*Lead, error) {
	if len(leads) == 0 {
		return nil, nil
	}
	var rows []*Lead
	text, args := db.Predicate("l", a, p, unowned)
	err := tx.NewUpdate().Model(&rows).Set("updated_at = ?", s.Now()).Where(text, args...).Where("l.id IN (?)", bun.List(leads)).Returning("*").Scan(ctx)
	return rows, err
}

// duplicateOf finds a lead of the organisation that is open and has the same company, else the same phone, else the same
// e-mail address; an empty key meets nobody. Nil when there is none.
func duplicateOf(ctx context.Context, q bun.IDB, org id.ID, nameNorm, phoneNorm, email string) (*Lead, error) {
	by := func(column, value string) *bun.SelectQuery {
		one := q.NewSelect().Model((*Lead)(nil)).Where("l.org_id = ?", org).Where("? = ?", bun.Ident("l."+column), value).Where("l.state = ?", Open).OrderExpr("l.id").Limit(1)
		if column == "email" {
			one = one.Where("l.email <> ''") // as its index asks
		}
		return q.NewSelect().TableExpr("(?) AS one", one)
	}
	var sel *bun.SelectQuery
	for _, key := range [][2]string{{"name_norm", nameNorm}, {"phone_norm", phoneNorm}, {"email", email}} {
		switch {
		case key[1] == "":
		case sel == nil:
			sel = by(key[0], key[1])
		default:
			sel = sel.UnionAll(by(key[0], key[1]))
		}
	}
	if sel == nil {
		return nil, nil
	}
	var found []*Lead
	if err := sel.Scan(db.Hot(ctx), &found); err != nil || len(found) == 0 {
		return nil, err
	}
	return found[0], nil
}

// byExternal finds the lead that another system knows under this id; zero when none.
func byExternal(ctx context.Context, q bun.IDB, org id.ID, system, external string) (lead id.ID, err error) {
	err = q.NewRaw("SELECT record_id FROM external_id WHERE org_id = ? AND system = ? AND kind = ? AND external = ?", org, system, Kind, external).Scan(ctx, &lead)
	if isNone(err) {
		return id.ID{}, nil
	}
	return lead, err
}

func insertExternal(tx *db.Tx, org id.ID, system, external string, lead id.ID) error {
	return tx.Later(tx.NewRaw("INSERT INTO external_id (org_id, system, kind, external, record_id) VALUES (?, ?, ?, ?, ?)", org, system, Kind, external, lead))
}

// insert writes a new row with everything that hangs on it.
func (s *Service) insert(ctx context.Context, tx *db.Tx, a *actor.Actor, cat *record.Catalogue, l *Lead, n *New) error {
	if err := tx.Later(tx.NewInsert().Model(l)); err != nil {
		return err
	}
	if n.External != "" {
		if err := insertExternal(tx, a.Org, n.ExternalSystem, n.External, l.ID); err != nil {
			return err
		}
	}
	if !l.Customer.IsZero() {
		if err := s.Customers.CountLead(tx, a.Org, l.Customer, 1); err != nil {
			return err
		}
	}
	tags := n.TagIDs
	if len(n.Tags) > 0 && tags == nil {
		var err error
		if tags, err = record.TagIDs(ctx, tx, s.IDs, a.Org, n.Tags, s.Now()); err != nil {
			return err
		}
	}
	if err := record.SetTags(ctx, tx, Type, a.Org, l.ID, tags, true); err != nil {
		return err
	}
	if err := s.openSpell(tx, l, n.Cause, true); err != nil {
		return err
	}
	d := search.Doc{Kind: Kind, ID: l.ID, Tokens: n.ready.tokens, Owner: l.Owner, Fresh: true}
	if d.Tokens == nil || l.Custom != "" {
		d = document(cat, l, true)
	}
	return search.Put(tx, a.Org, d)
}

// openSpell closes the spell under way and opens the next one.
func (s *Service) openSpell(tx *db.Tx, l *Lead, cause string, fresh bool) error {
	now := s.Now()
	if !fresh {
		if err := tx.Later(tx.NewRaw("UPDATE owner_spell SET to_at = ? WHERE org_id = ? AND subject_kind = ? AND subject_id = ? AND to_at IS NULL", now, l.Org, Kind, l.ID)); err != nil {
			return err
		}
	}
	return tx.Later(tx.NewRaw("INSERT INTO owner_spell (org_id, id, subject_kind, subject_id, owner_id, group_id, from_at, cause) VALUES (?, ?, ?, ?, ?, ?, ?, ?)",
		l.Org, s.IDs.New(), Kind, l.ID, l.Owner, l.Group, now, cause))
}

// update writes the changed columns of a held lead.
func update(ctx context.Context, tx *db.Tx, l *Lead, columns []string) error {
	return tx.Later(tx.NewUpdate().Model(l).Column(columns...).Where("l.org_id = ? AND l.id = ?", l.Org, l.ID))
}

func isNone(err error) bool {
	return fault.ErrNotFound.Is(err) || db.IsNone(err)
}
