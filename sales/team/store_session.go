package team

import (
	"context"
	"time"

	"xiaoguan/base/fault"
	"xiaoguan/base/id"
	"xiaoguan/store/db"
)

func readSession(ctx context.Context, s *db.Store, hash string) (se session, err error) {
	err = s.Read().NewSelect().Model(&se).Where("token_hash = ?", hash).Scan(ctx)
	if db.IsNone(err) {
		return se, fault.ErrUnauthenticated.New()
	}
	return se, s.Fault(err)
}

// identityOf finds who signs in by this phone or address; the zero identity when nobody does.
func identityOf(ctx context.Context, s *db.Store, a account) (i identity, err error) {
	q := s.Read().NewSelect().Model(&i)
	if a.phone != "" {
		q = q.Where("phone_norm = ?", a.phone)
	} else {
		q = q.Where("email_norm = ?", a.email)
	}
	if err = q.Scan(ctx); db.IsNone(err) {
		return identity{}, nil
	}
	return i, s.Fault(err)
}

func readIdentity(ctx context.Context, s *db.Store, identityID id.ID) (i identity, err error) {
	err = s.Read().NewSelect().Model(&i).Where("id = ?", identityID).Scan(ctx)
	return i, s.Fault(err)
}

// orgsOf lists the organisations an identity has ever been a member of, real ones first, oldest first.
func orgsOf(ctx context.Context, s *db.Store, identityID id.ID) (orgs []Organisation, err error) {
	err = s.Read().NewSelect().Model(&orgs).Join("JOIN identity_org AS io ON io.org_id = o.id").Where("io.identity_id = ?", identityID).
		OrderExpr("o.demo, o.id").Scan(ctx)
	return orgs, s.Fault(err)
}

// openSession adds the session, provided that the password is still the one that was checked: the update holds the
// identity's row, so that a change of password either ends this session or makes it fail.
func openSession(ctx context.Context, tx *db.Tx, se *session, checked string) error {
	res, err := tx.NewRaw("UPDATE identity SET password_at = password_at WHERE id = ? AND password_hash = ?", se.Identity, checked).Exec(ctx)
	if err != nil {
		return err
	}
	if n, err := res.RowsAffected(); err != nil || n == 0 {
		return ErrSignIn.Wrap(err)
	}
	if _, err := tx.NewRaw("DELETE FROM session WHERE identity_id = ? AND expires_at <= ?", se.Identity, se.CreatedAt).Exec(ctx); err != nil {
		return err
	}
	_, err = tx.NewInsert().Model(se).Exec(ctx)
	return err
}

func seenSession(ctx context.Context, tx *db.Tx, session id.ID, now, expires time.Time) error {
	_, err := tx.NewRaw("UPDATE session SET seen_at = ?, expires_at = ? WHERE id = ?", now, expires, session).Exec(ctx)
	return err
}

func moveSession(ctx context.Context, tx *db.Tx, session, org id.ID) error {
	_, err := tx.NewRaw("UPDATE session SET org_id = ? WHERE id = ?", org, session).Exec(ctx)
	return err
}

func endSession(ctx context.Context, tx *db.Tx, session id.ID) error {
	_, err := tx.NewRaw("DELETE FROM session WHERE id = ?", session).Exec(ctx)
	return err
}

// endSessions ends all sessions of an identity but one (zero: all); in one organisation, or in all when org is zero.
func endSessions(ctx context.Context, tx *db.Tx, identityID, org, but id.ID) error {
	q := tx.NewDelete().Model((*session)(nil)).Where("identity_id = ?", identityID)
	if !org.IsZero() {
		q = q.Where("org_id = ?", org)
	}
	if !but.IsZero() {
		q = q.Where("id <> ?", but)
	}
	_, err := q.Exec(ctx)
	return err
}

// setPassword replaces the hash that was checked (any, when was is empty); false when another change came first.
func setPassword(ctx context.Context, tx *db.Tx, identityID id.ID, was, hash string, now time.Time) (bool, error) {
	q := tx.NewUpdate().Model((*identity)(nil)).Set("password_hash = ?, password_at = ?", hash, now).Where("id = ?", identityID)
	if was != "" {
		q = q.Where("password_hash = ?", was)
	}
	res, err := q.Exec(ctx)
	if err != nil {
		return false, err
	}
	n, err := res.RowsAffected()
	return n == 1, err
}
