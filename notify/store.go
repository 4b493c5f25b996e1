package notify

import (
	"context"
	"time"

	"github.com/uptrace/bun"

	"xiaoguan/base/actor"
	"xiaoguan/base/id"
	"xiaoguan/store/db"
)

// alike joins the notices m of the group that n belongs to: the same key and day, and read or unread as n is.
const alike = "m.org_id = n.org_id AND m.member_id = n.member_id AND m.group_key = n.group_key AND m.day = n.day AND (m.read_at IS NULL) = (n.read_at IS NULL)"

func insertNotices(ctx context.Context, tx *db.Tx, rows []*Notice) error {
	_, err := tx.NewInsert().Model(&rows).On("CONFLICT (org_id, id) DO NOTHING").Exec(ctx)
	return err
}

// existing tells which of the notices have been written before.
func existing(ctx context.Context, tx *db.Tx, org id.ID, ids []id.ID) (map[id.ID]bool, error) {
	out := map[id.ID]bool{}
	if len(ids) == 0 {
		return out, nil
	}
	var there []id.ID
	err := tx.NewRaw("SELECT id FROM notice WHERE org_id = ? AND id IN (?)", org, bun.List(ids)).Scan(ctx, &there)
	for _, v := range there {
		out[v] = true
	}
	return out, err
}

// mutedOf reads which kinds these members have muted.
func mutedOf(ctx context.Context, tx *db.Tx, org id.ID, members []id.ID) (map[id.ID]map[string]bool, error) {
	out := map[id.ID]map[string]bool{}
	if len(members) == 0 {
		return out, nil
	}
	var rows []*setting
	err := tx.NewSelect().Model(&rows).Where("ns.org_id = ? AND ns.member_id IN (?) AND ns.muted", org, bun.List(members)).Scan(ctx)
	for _, r := range rows {
		if out[r.Member] == nil {
			out[r.Member] = map[string]bool{}
		}
		out[r.Member][r.Kind] = true
	}
	return out, err
}

func settle(ctx context.Context, tx *db.Tx, org id.ID, kind string, subject id.ID, at time.Time) (members []id.ID, err error) {
	err = tx.NewRaw("UPDATE notice SET read_at = ? WHERE org_id = ? AND subject_id = ? AND kind = ? AND read_at IS NULL RETURNING member_id", at, org, subject, kind).Scan(ctx, &members)
	return members, err
}

// heads reads the newest notice of each group, newest first, with how many things the group stands for.
func heads(ctx context.Context, st *db.Store, a *actor.Actor, unread bool, before, since id.ID, limit int) (rows []*Notice, err error) {
	q := db.In(st.Read().NewSelect().Model(&rows).ColumnExpr("?TableColumns"), "n", a.Org).Where("n.member_id = ?", a.Member).Where("n.id > ?", since).
		ColumnExpr("(SELECT sum(m.n) FROM notice AS m WHERE "+alike+" AND m.org_id = ?) AS count", a.Org).
		Where("NOT EXISTS (SELECT 1 FROM notice AS m WHERE "+alike+" AND m.org_id = ? AND m.id > n.id)", a.Org)
	if unread {
		q = q.Where("n.read_at IS NULL")
	}
	if !before.IsZero() {
		q = q.Where("n.id < ?", before)
	}
	return rows, st.Fault(q.OrderExpr("n.id DESC").Limit(int64(limit)).Scan(ctx))
}

// countUnread counts the groups not read yet, up to 100, of notices written before a time.
func countUnread(ctx context.Context, st *db.Store, a *actor.Actor, since id.ID, before time.Time) (n int, err error) {
	err = st.Read().NewRaw("SELECT count(*) FROM (SELECT DISTINCT group_key, day FROM notice WHERE org_id = ? AND member_id = ? AND read_at IS NULL AND id > ? AND at < ? LIMIT 100) AS g",
		a.Org, a.Member, since, before).Scan(ctx, &n)
	return n, st.Fault(err)
}

// markRead takes the groups of these heads as read, as far as they were there when the heads were shown; nil takes all.
func markRead(ctx context.Context, tx *db.Tx, a *actor.Actor, ids []id.ID, at time.Time) (int64, error) {
	q := tx.NewUpdate().Table("notice").Set("read_at = ?", at).Where("org_id = ? AND member_id = ? AND read_at IS NULL", a.Org, a.Member)
	if ids != nil {
		q = q.Where("EXISTS (SELECT 1 FROM notice AS h WHERE h.org_id = ? AND h.member_id = ? AND h.id IN (?) AND h.group_key = notice.group_key AND h.day = notice.day AND notice.id <= h.id AND notice.org_id = h.org_id)",
			a.Org, a.Member, bun.List(ids))
	}
	res, err := q.Exec(ctx)
	if err != nil {
		return 0, err
	}
	return res.RowsAffected()
}

func settingsOf(ctx context.Context, st *db.Store, a *actor.Actor) (rows []*setting, err error) {
	err = db.In(st.Read().NewSelect().Model(&rows), "ns", a.Org).Where("ns.member_id = ?", a.Member).Scan(ctx)
	return rows, st.Fault(err)
}

func replaceSettings(ctx context.Context, tx *db.Tx, a *actor.Actor, rows []*setting) error {
	if _, err := tx.NewRaw("DELETE FROM notice_setting WHERE org_id = ? AND member_id = ?", a.Org, a.Member).Exec(ctx); err != nil {
		return err
	}
	_, err := tx.NewInsert().Model(&rows).Exec(ctx)
	return err
}
