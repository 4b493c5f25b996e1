package insight

import (
	"context"
	"maps"
	"slices"
	"strings"

	"github.com/uptrace/bun"

	"xiaoguan/base/id"
	"xiaoguan/store/db"
)

// moved marks counters on their way, so that two that change places do not meet.
const moved = "moved:"

// Restep follows the stages of a mode to their new positions: the counters of «furthest stage reached» go along, and those
// that meet are added up.
func Restep(ctx context.Context, tx *db.Tx, org, mode id.ID, step map[int]int) error {
	var cases strings.Builder
	var args []any
	var olds []Measure
	for _, old := range slices.Sorted(maps.Keys(step)) {
		cases.WriteString(" WHEN ? THEN ?")
		args = append(args, top(old), moved+string(top(step[old])))
		olds = append(olds, top(old))
	}
	key := "org_id, grain, day, dim, dim_key, group_key, mode_key"
	args = append(args, org, mode.String(), bun.List(olds))
	if _, err := tx.NewRaw("INSERT INTO lead_stat ("+key+", measure, n) SELECT "+key+", m, sum(n) FROM (SELECT "+key+", CASE measure"+cases.String()+
		" END AS m, n FROM lead_stat WHERE org_id = ? AND mode_key = ? AND measure IN (?)) AS gone GROUP BY "+key+", m", args...).Exec(ctx); err != nil {
		return err
	}
	if _, err := tx.NewRaw("DELETE FROM lead_stat WHERE org_id = ? AND mode_key = ? AND measure IN (?)", org, mode.String(), bun.List(olds)).Exec(ctx); err != nil {
		return err
	}
	for _, to := range slices.Sorted(maps.Values(step)) {
		name := string(top(to))
		if _, err := tx.NewRaw("INSERT INTO lead_stat ("+key+", measure, n) SELECT "+key+", ?, n FROM lead_stat WHERE org_id = ? AND mode_key = ? AND measure = ? "+
			"ON CONFLICT (org_id, grain, dim, day, dim_key, group_key, mode_key, measure) DO UPDATE SET n = lead_stat.n + EXCLUDED.n", name, org, mode.String(), moved+name).Exec(ctx); err != nil {
			return err
		}
		if _, err := tx.NewRaw("DELETE FROM lead_stat WHERE org_id = ? AND mode_key = ? AND measure = ?", org, mode.String(), moved+name).Exec(ctx); err != nil {
			return err
		}
	}
	return nil
}
