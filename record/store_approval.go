package record

import (
	"context"

	"github.com/uptrace/bun"

	"xiaoguan/base/fault"
	"xiaoguan/base/id"
	"xiaoguan/store/db"
)

func insertApproval(ctx context.Context, tx *db.Tx, ap *Approval) error {
	_, err := tx.NewInsert().Model(ap).Exec(ctx)
	return err
}

// holdApproval takes a request for deciding: nobody else decides it until the commit.
func holdApproval(ctx context.Context, tx *db.Tx, org, which id.ID) (*Approval, error) {
	ap := new(Approval)
	err := tx.NewUpdate().Model(ap).Set("version = version").Where("ap.org_id = ? AND ap.id = ?", org, which).Returning("*").Scan(ctx)
	if err != nil {
		return nil, err
	}
	return ap, ap.unpack()
}

func saveApproval(ctx context.Context, tx *db.Tx, ap *Approval) error {
	was := ap.Version
	ap.Version++
	res, err := tx.NewUpdate().Model(ap).Column("state", "step_no", "why_zh", "why_en", "ended_at", "version").
		Where("ap.org_id = ? AND ap.id = ? AND ap.version = ? AND ap.state = ?", ap.Org, ap.ID, was, ApprovalPending).Exec(ctx)
	if err != nil {
		return err
	}
	if n, err := res.RowsAffected(); err != nil || n == 0 {
		return fault.ErrVersion.Wrap(err)
	}
	return nil
}

func insertDecision(ctx context.Context, tx *db.Tx, d *Decision) error {
	_, err := tx.NewInsert().Model(d).Exec(ctx)
	return err
}

// lastDecider is who decided last about a request; zero for nobody.
func lastDecider(ctx context.Context, q bun.IDB, org, which id.ID) (member id.ID, err error) {
	err = q.NewRaw("SELECT member_id FROM approval_step WHERE org_id = ? AND approval_id = ? ORDER BY step_no DESC LIMIT 1", org, which).Scan(ctx, &member)
	if db.IsNone(err) {
		err = nil
	}
	return member, err
}

// pendingOn finds the request of a kind that waits about a subject, any kind where it is ""; nil when none does.
func pendingOn(ctx context.Context, q bun.IDB, org, subject id.ID, kind string) (*Approval, error) {
	ap := new(Approval)
	sel := db.In(q.NewSelect().Model(ap), "ap", org).Where("ap.subject_id = ? AND ap.state = ?", subject, ApprovalPending)
	if kind != "" {
		sel = sel.Where("ap.kind = ?", kind)
	}
	err := sel.OrderExpr("ap.id DESC").Limit(1).Scan(ctx)
	if db.IsNone(err) {
		return nil, nil
	}
	if err != nil {
		return nil, err
	}
	return ap, ap.unpack()
}

func findApproval(ctx context.Context, st *db.Store, org, which id.ID) (*Approval, error) {
	ap := new(Approval)
	if err := db.In(st.Read().NewSelect().Model(ap), "ap", org).Where("ap.id = ?", which).Scan(ctx); err != nil {
		return nil, st.Fault(err)
	}
	return ap, ap.unpack()
}

// box picks the requests of a list; before, where given, is the last of the page before.
type box func(*bun.SelectQuery) *bun.SelectQuery

func madeBy(member id.ID) box {
	return func(q *bun.SelectQuery) *bun.SelectQuery { return q.Where("ap.applicant_id = ?", member) }
}

func waiting(q *bun.SelectQuery) *bun.SelectQuery { return q.Where("ap.state = ?", ApprovalPending) }

func decidedBy(org, member id.ID) box {
	return func(q *bun.SelectQuery) *bun.SelectQuery {
		return q.Where("ap.id IN (SELECT st.approval_id FROM approval_step AS st WHERE st.org_id = ? AND st.member_id = ?)", org, member)
	}
}

// pageOf reads requests, newest first.
func pageOf(ctx context.Context, st *db.Store, org id.ID, in box, before id.ID, limit int) (rows []*Approval, err error) {
	q := in(db.In(st.Read().NewSelect().Model(&rows), "ap", org))
	if !before.IsZero() {
		q = q.Where("ap.id < ?", before)
	}
	if err := q.OrderExpr("ap.id DESC").Limit(int64(limit)).Scan(ctx); err != nil {
		return nil, st.Fault(err)
	}
	for _, ap := range rows {
		if err := ap.unpack(); err != nil {
			return nil, err
		}
	}
	return rows, nil
}

// decisionsOn reads what was decided about requests, in the order of the steps.
func decisionsOn(ctx context.Context, st *db.Store, org id.ID, which []id.ID) (map[id.ID][]*Decision, error) {
	out := map[id.ID][]*Decision{}
	if len(which) == 0 {
		return out, nil
	}
	var rows []*Decision
	err := db.In(st.Read().NewSelect().Model(&rows), "st", org).Where("st.approval_id IN (?)", bun.List(which)).OrderExpr("st.step_no").Scan(ctx)
	for _, d := range rows {
		out[d.Approval] = append(out[d.Approval], d)
	}
	return out, st.Fault(err)
}

// AskedAbout are those of the records on which a request for approval is open.
func AskedAbout(ctx context.Context, q bun.IDB, org id.ID, records []id.ID) (map[id.ID]bool, error) {
	var ids []id.ID
	err := db.In(q.NewSelect().TableExpr("approval AS ap").Column("ap.subject_id"), "ap", org).Where("ap.subject_id IN (?) AND ap.state = ?", bun.List(records), ApprovalPending).Scan(ctx, &ids)
	out := make(map[id.ID]bool, len(ids))
	for _, v := range ids {
		out[v] = true
	}
	return out, err
}
