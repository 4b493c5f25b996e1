package record

import (
	"context"

	"github.com/uptrace/bun"

	"xiaoguan/base/actor"
	"xiaoguan/base/fault"
	"xiaoguan/base/id"
	"xiaoguan/base/page"
	"xiaoguan/store/db"
)

// selectViews starts a select of views with how the actor keeps each.
func selectViews(q *bun.SelectQuery, a *actor.Actor) *bun.SelectQuery {
	return db.In(q.ColumnExpr("v.*").ColumnExpr("COALESCE(p.pinned, FALSE) AS pinned").ColumnExpr("COALESCE(p.is_default, FALSE) AS is_default"), "v", a.Org).
		Join("LEFT JOIN view_pin AS p ON p.org_id = v.org_id AND p.view_id = v.id AND p.member_id = ?", a.Member)
}

// readViews lists the views of a kind that may concern the actor, by name.
func readViews(ctx context.Context, s *db.Store, a *actor.Actor, kind string) ([]*View, error) {
	var rows []*View
	err := selectViews(s.Read().NewSelect().Model(&rows), a).Where("v.kind = ?", kind).Where("v.shared <> ? OR v.owner_id = ?", SharedMine, a.Member).
		OrderExpr("v.name, v.id").Limit(1000).Scan(ctx)
	return rows, s.Fault(err)
}

func readView(ctx context.Context, q bun.IDB, a *actor.Actor, view id.ID) (*View, error) {
	v := new(View)
	return v, selectViews(q.NewSelect().Model(v), a).Where("v.id = ?", view).Limit(1).Scan(ctx)
}

// ownViews counts what a member keeps of a kind.
func ownViews(ctx context.Context, tx *db.Tx, a *actor.Actor, kind string) (int64, error) {
	return db.In(tx.NewSelect().Model((*View)(nil)), "v", a.Org).Where("v.kind = ? AND v.owner_id = ?", kind, a.Member).Count(ctx)
}

func insertView(ctx context.Context, tx *db.Tx, v *View) error {
	_, err := tx.NewInsert().Model(v).Exec(ctx)
	return err
}

// updateView writes a view at the version it was read in; false: it has moved since.
func updateView(ctx context.Context, tx *db.Tx, v *View, version int64) (bool, error) {
	res, err := tx.NewUpdate().Model(v).Column("name", "shared", "group_id", "spec", "version", "updated_at").Where("v.org_id = ? AND v.id = ? AND v.version = ?", v.Org, v.ID, version).Exec(ctx)
	if err != nil {
		return false, err
	}
	n, err := res.RowsAffected()
	return n == 1, err
}

func deleteView(ctx context.Context, tx *db.Tx, v *View) error {
	if _, err := tx.NewRaw("DELETE FROM view_pin WHERE org_id = ? AND view_id = ?", v.Org, v.ID).Exec(ctx); err != nil {
		return err
	}
	_, err := tx.NewRaw("DELETE FROM saved_view WHERE org_id = ? AND id = ?", v.Org, v.ID).Exec(ctx)
	return err
}

// pinView keeps how a member keeps a view; one view of a kind at most is his default.
func pinView(ctx context.Context, tx *db.Tx, a *actor.Actor, v *View) error {
	if v.Default {
		_, err := tx.NewRaw("UPDATE view_pin AS p SET is_default = FALSE WHERE p.org_id = ? AND p.member_id = ? AND p.view_id IN (SELECT v.id FROM saved_view AS v WHERE v.org_id = ? AND v.kind = ?)", a.Org, a.Member, a.Org, v.Kind).Exec(ctx)
		if err != nil {
			return err
		}
	}
	_, err := tx.NewRaw("INSERT INTO view_pin (org_id, member_id, view_id, pinned, is_default) VALUES (?, ?, ?, ?, ?) ON CONFLICT (org_id, member_id, view_id) DO UPDATE SET pinned = EXCLUDED.pinned, is_default = EXCLUDED.is_default",
		a.Org, a.Member, v.ID, v.Pinned, v.Default).Exec(ctx)
	return err
}

// check says what is wrong with a part of a query over the type, nil for nothing; nothing is read.
func check(ctx context.Context, s *db.Store, a *actor.Actor, t *Type, q page.Query) error {
	l := &lister{ctx: ctx, store: s, actor: a, typ: t, query: q}
	for _, f := range append(flat(q.Any), q.Filters...) {
		if f.Op == page.Search && t.Searchable {
			if c, ok := t.Column(f.Field); !ok || c.Filter && fits(c.Kind, f.Op) {
				continue
			}
		}
		if err := l.filter(f); err != nil {
			return err
		}
	}
	return l.sortKeys()
}

func flat(groups [][]page.Filter) (out []page.Filter) {
	for _, g := range groups {
		out = append(out, g...)
	}
	return out
}

// missingGroup is the fault of sharing with a group that is not there.
var missingGroup = fault.Wrong("group_id", fault.Text{ZH: "没有这个组", EN: "There is no such group"}, fault.Text{ZH: "见 /groups", EN: "See /groups"})
