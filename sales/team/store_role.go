package team

import (
	"context"
	"time"

	"github.com/uptrace/bun"

	"xiaoguan/base/actor"
	"xiaoguan/base/fault"
	"xiaoguan/base/id"
	"xiaoguan/store/db"
)

// firstRoles are the six roles a company has from the first day.
func firstRoles(org id.ID, ids *id.Source, now time.Time) []*Role {
	out := make([]*Role, len(actor.Roles))
	for i, key := range actor.Roles {
		out[i] = &Role{Org: org, Key: key, Base: key, BuiltIn: true, Position: i + 1, Version: 1, CreatedAt: now, Grants: actor.GrantsOf(key)}
		if ids != nil {
			out[i].ID = ids.New()
		}
	}
	return out
}

// readRoles reads an organisation's roles in their order; one without rows has those of the first day.
func readRoles(ctx context.Context, from bun.IDB, org id.ID) (roles []*Role, err error) {
	if err := db.In(from.NewSelect().Model(&roles), "ro", org).OrderExpr("ro.position, ro.key").Scan(ctx); err != nil {
		return nil, err
	}
	if len(roles) == 0 {
		return firstRoles(org, nil, time.Time{}), nil
	}
	var grants []grantRow
	if err := db.In(from.NewSelect().Model(&grants), "rg", org).Scan(ctx); err != nil {
		return nil, err
	}
	var masks []maskRow
	if err := db.In(from.NewSelect().Model(&masks), "rm", org).Scan(ctx); err != nil {
		return nil, err
	}
	for _, r := range roles {
		r.fill(grants, masks)
	}
	return roles, nil
}

// fill gives the role what its rows say. A built-in role has what it had on the first day of a permission that no row names:
// the product has learned it since. An own role has none of that.
func (r *Role) fill(grants []grantRow, masks []maskRow) {
	r.Grants, r.Masks = map[actor.Permission]actor.Scope{}, actor.Masks{}
	if r.BuiltIn {
		r.Grants = actor.GrantsOf(r.Key)
	}
	for _, g := range grants {
		if scope, ok := actor.ScopeOf(g.Scope); ok && g.Role == r.Key && r.Key != actor.Administrator {
			r.Grants[g.Permission] = scope
		}
	}
	for _, m := range masks {
		if sight, ok := actor.SightOf(m.Sight); ok && m.Role == r.Key {
			r.Masks[actor.Field{Kind: m.Kind, Group: m.Group}] = sight
		}
	}
}

// seedRoles writes the first roles of an organisation that has no rows yet.
func (s *Service) seedRoles(ctx context.Context, tx *db.Tx, org id.ID) error {
	some, err := tx.NewSelect().Model((*Role)(nil)).Where("ro.org_id = ?", org).Exists(ctx)
	if err != nil || some {
		return err
	}
	roles := firstRoles(org, s.IDs, s.Now())
	if _, err := tx.NewInsert().Model(&roles).Exec(ctx); err != nil {
		return err
	}
	var grants []grantRow
	for _, r := range roles {
		grants = append(grants, r.rows()...)
	}
	_, err = tx.NewInsert().Model(&grants).Exec(ctx)
	return err
}

// rows are the role's grants as they are kept: every permission of the product with its scope.
func (r *Role) rows() (out []grantRow) {
	for _, p := range actor.Permissions {
		out = append(out, grantRow{Org: r.Org, Role: r.Key, Permission: p, Scope: r.Grants[p].String()})
	}
	return out
}

func insertRole(ctx context.Context, tx *db.Tx, r *Role) error {
	if _, err := tx.NewInsert().Model(r).Exec(ctx); err != nil {
		return err
	}
	return writeRights(ctx, tx, r)
}

// writeRights replaces a role's grants and masks.
func writeRights(ctx context.Context, tx *db.Tx, r *Role) error {
	if err := clearRights(ctx, tx, r); err != nil {
		return err
	}
	grants := r.rows()
	if _, err := tx.NewInsert().Model(&grants).Exec(ctx); err != nil {
		return err
	}
	var masks []maskRow
	for f, sight := range r.Masks {
		masks = append(masks, maskRow{Org: r.Org, Role: r.Key, Kind: f.Kind, Group: f.Group, Sight: sight.String()})
	}
	if len(masks) == 0 {
		return nil
	}
	_, err := tx.NewInsert().Model(&masks).Exec(ctx)
	return err
}

func clearRights(ctx context.Context, tx *db.Tx, r *Role) error {
	if _, err := tx.NewRaw("DELETE FROM role_grant WHERE org_id = ? AND role_key = ?", r.Org, r.Key).Exec(ctx); err != nil {
		return err
	}
	_, err := tx.NewRaw("DELETE FROM role_mask WHERE org_id = ? AND role_key = ?", r.Org, r.Key).Exec(ctx)
	return err
}

// updateRole writes name and version, provided the version is still the one read, then the rights.
func updateRole(ctx context.Context, tx *db.Tx, r *Role, was int) error {
	res, err := tx.NewUpdate().Model(r).Column("name", "version").Where("org_id = ? AND key = ? AND version = ?", r.Org, r.Key, was).Exec(ctx)
	if err != nil {
		return err
	}
	if n, err := res.RowsAffected(); err != nil || n == 0 {
		return fault.ErrVersion.Wrap(err)
	}
	return writeRights(ctx, tx, r)
}

func deleteRole(ctx context.Context, tx *db.Tx, r *Role) error {
	if err := clearRights(ctx, tx, r); err != nil {
		return err
	}
	_, err := tx.NewRaw("DELETE FROM role WHERE org_id = ? AND key = ?", r.Org, r.Key).Exec(ctx)
	return err
}

// countRole counts who has a role, those who have left included: they may come back with it.
func countRole(ctx context.Context, tx *db.Tx, org id.ID, key actor.Role) (n int, err error) {
	err = tx.NewRaw("SELECT count(*) FROM member WHERE org_id = ? AND role = ?", org, key).Scan(ctx, &n)
	return n, err
}
