package team

import (
	"context"

	"xiaoguan/base/day"
	"xiaoguan/base/fault"
	"xiaoguan/base/id"
	"xiaoguan/base/text"
	"xiaoguan/store/db"
	"xiaoguan/store/search"
)

// hold makes the transaction the only one that changes this organisation's people: judging «the last administrator» or «no
// cycle» needs a state that stands still, which PostgreSQL's read committed does not give by itself.
func hold(ctx context.Context, tx *db.Tx, org id.ID) error {
	res, err := tx.NewRaw("UPDATE organisation SET zone = zone WHERE id = ?", org).Exec(ctx)
	if err != nil {
		return err
	}
	if n, err := res.RowsAffected(); err != nil || n == 0 {
		return fault.ErrNotFound.Wrap(err)
	}
	return nil
}

func readMember(ctx context.Context, tx *db.Tx, org, member id.ID) (*Member, error) {
	m := &Member{}
	err := db.In(tx.NewSelect().Model(m).ColumnExpr("?TableColumns, mb.group_id, mb.head"), "mb", org).Where("mb.id = ?", member).Scan(ctx)
	if err != nil {
		return nil, err
	}
	m.Tags = []string{}
	err = tx.NewRaw("SELECT tg.name FROM member_tag AS mt JOIN tag AS tg ON tg.org_id = mt.org_id AND tg.id = mt.tag_id WHERE mt.org_id = ? AND mt.member_id = ? ORDER BY tg.name", org, member).Scan(ctx, &m.Tags)
	return m, err
}

func countAdministrators(ctx context.Context, tx *db.Tx, org id.ID) (n int, err error) {
	err = tx.NewRaw("SELECT count(*) FROM member WHERE org_id = ? AND role = 'administrator' AND state = 'active'", org).Scan(ctx, &n)
	return n, err
}

func insertMember(ctx context.Context, tx *db.Tx, m *Member) error {
	if _, err := tx.NewInsert().Model(m).Exec(ctx); err != nil {
		return err
	}
	_, err := tx.NewRaw("INSERT INTO identity_org (identity_id, org_id, member_id) VALUES (?, ?, ?)", m.Identity, m.Org, m.ID).Exec(ctx)
	return err
}

// updateMember writes the columns that can change, provided the version is still the one read.
func updateMember(ctx context.Context, tx *db.Tx, m *Member, was int) error {
	res, err := tx.NewUpdate().Model(m).Column("name", "initials", "phone", "email", "role", "level", "capacity", "state", "custom", "version").
		Where("org_id = ? AND id = ? AND version = ?", m.Org, m.ID, was).Exec(ctx)
	if err != nil {
		return err
	}
	if n, err := res.RowsAffected(); err != nil || n == 0 {
		return fault.ErrVersion.Wrap(err)
	}
	return nil
}

func insertMembership(ctx context.Context, tx *db.Tx, ms *Membership) error {
	_, err := tx.NewInsert().Model(ms).Exec(ctx)
	return err
}

// closeMembership ends today's membership on the day; one that began on that same day never was.
func closeMembership(ctx context.Context, tx *db.Tx, org, member id.ID, today day.Day) error {
	if _, err := tx.NewRaw("DELETE FROM membership WHERE org_id = ? AND member_id = ? AND to_day IS NULL AND from_day >= ?", org, member, today).Exec(ctx); err != nil {
		return err
	}
	_, err := tx.NewRaw("UPDATE membership SET to_day = ? WHERE org_id = ? AND member_id = ? AND to_day IS NULL", today, org, member).Exec(ctx)
	return err
}

func setHead(ctx context.Context, tx *db.Tx, org, member id.ID, head bool) error {
	_, err := tx.NewRaw("UPDATE membership SET head = ? WHERE org_id = ? AND member_id = ? AND to_day IS NULL", head, org, member).Exec(ctx)
	return err
}

// Memberships lists where a member has been, oldest first.
func (s *Service) Memberships(ctx context.Context, org, member id.ID) (list []Membership, err error) {
	store := s.Dir.Of(org)
	err = db.In(store.Read().NewSelect().Model(&list), "ms", org).Where("ms.member_id = ?", member).OrderExpr("ms.from_day, ms.id").Scan(ctx)
	return list, store.Fault(err)
}

// identitiesNamed finds who already signs in by the phone or the address: up to two people.
func identitiesNamed(ctx context.Context, tx *db.Tx, a account) (found []identity, err error) {
	if a == (account{}) {
		return nil, nil
	}
	q := tx.NewSelect().Model(&found)
	if a.phone != "" {
		q = q.WhereOr("phone_norm = ?", a.phone)
	}
	if a.email != "" {
		q = q.WhereOr("email_norm = ?", a.email)
	}
	return found, q.OrderExpr("id").Scan(ctx)
}

func insertIdentity(ctx context.Context, tx *db.Tx, i *identity) error {
	_, err := tx.NewInsert().Model(i).Exec(ctx)
	return err
}

func renameIdentity(ctx context.Context, tx *db.Tx, identityID id.ID, a account) error {
	_, err := tx.NewUpdate().Model(&identity{ID: identityID, Phone: a.phone, Email: a.email}).Column("phone_norm", "email_norm").Where("id = ?", identityID).Exec(ctx)
	return err
}

// otherOrgs lists the organisations an identity is in beside this one.
func otherOrgs(ctx context.Context, tx *db.Tx, identityID, org id.ID) (orgs []id.ID, err error) {
	err = tx.NewRaw("SELECT org_id FROM identity_org WHERE identity_id = ? AND org_id <> ?", identityID, org).Scan(ctx, &orgs)
	return orgs, err
}

// memberNamed is the name under which an identity is a member of the organisation, "" when it is none.
func memberNamed(ctx context.Context, tx *db.Tx, org, identityID id.ID) (name string, err error) {
	err = tx.NewRaw("SELECT name FROM member WHERE org_id = ? AND identity_id = ?", org, identityID).Scan(ctx, &name)
	if db.IsNone(err) {
		return "", nil
	}
	return name, err
}

// hasOtherHash reports whether a person signs in with another password than the one given now.
func hasOtherHash(ctx context.Context, tx *db.Tx, identityID id.ID, hash string) (bool, error) {
	return tx.NewSelect().Model((*identity)(nil)).Where("id = ? AND password_hash <> ?", identityID, hash).Exists(ctx)
}

// putMember makes a member found by name, initials, address, own fields and phone (whole, or its last digits).
func putMember(tx *db.Tx, m *Member, own []string, isNew bool) error {
	tokens := append(append(own, text.Tokens(m.Name, m.Email)...), text.PhoneTokens(m.Phone)...)
	return search.Put(tx, m.Org, search.Doc{Kind: KindMember, ID: m.ID, Tokens: tokens, Owner: m.ID, Fresh: isNew})
}
