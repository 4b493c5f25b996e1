package record

import (
	"context"

	"xiaoguan/base/actor"
	"xiaoguan/store/db"
)

// probesOf is how often a member was told within an hour.
func probesOf(ctx context.Context, s *db.Store, a *actor.Actor, hour int64) (n int, err error) {
	err = s.Read().NewRaw("SELECT COALESCE(sum(n), 0) FROM probe WHERE org_id = ? AND member_id = ? AND hour = ?", a.Org, a.Member, hour).Scan(ctx, &n)
	return n, s.Fault(err)
}

func countProbe(tx *db.Tx, a *actor.Actor, hour int64) error {
	if err := tx.Later(tx.NewRaw("DELETE FROM probe WHERE org_id = ? AND member_id = ? AND hour < ?", a.Org, a.Member, hour)); err != nil {
		return err
	}
	return tx.Later(tx.NewRaw("INSERT INTO probe (org_id, member_id, hour, n) VALUES (?, ?, ?, 1) ON CONFLICT (org_id, member_id, hour) DO UPDATE SET n = probe.n + 1", a.Org, a.Member, hour))
}
