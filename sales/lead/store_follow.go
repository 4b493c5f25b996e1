package lead

import (
	"context"
	"maps"
	"slices"
	"strings"

	"github.com/uptrace/bun"

	"xiaoguan/base/id"
	"xiaoguan/store/db"
)

// someWith are some leads whose column holds a value.
func someWith(ctx context.Context, q bun.IDB, org id.ID, column string, value any, limit int) (ids []id.ID, err error) {
	err = q.NewRaw("SELECT id FROM lead WHERE org_id = ? AND ? = ? ORDER BY id LIMIT ?", org, bun.Ident(column), value, limit).Scan(ctx, &ids)
	return ids, err
}

// tagNames are the tags of leads by name, sorted, with commas between.
func tagNames(ctx context.Context, q bun.IDB, org id.ID, leads []id.ID) (map[id.ID]string, error) {
	var rows []struct {
		Lead id.ID  `bun:"lead_id"`
		Name string `bun:"name"`
	}
	err := q.NewRaw("SELECT lt.lead_id, tg.name FROM lead_tag AS lt JOIN tag AS tg ON tg.org_id = lt.org_id AND tg.id = lt.tag_id WHERE lt.org_id = ? AND lt.lead_id IN (?)", org, bun.List(leads)).Scan(ctx, &rows)
	lists := map[id.ID][]string{}
	for _, r := range rows {
		lists[r.Lead] = append(lists[r.Lead], r.Name)
	}
	out := map[id.ID]string{}
	for lead, names := range lists {
		slices.Sort(names)
		out[lead] = strings.Join(names, ",")
	}
	return out, err
}

// restep writes the furthest position of the leads of a mode anew.
func restep(ctx context.Context, tx *db.Tx, org, mode id.ID, step map[int]int) error {
	olds := slices.Sorted(maps.Keys(step))
	var cases strings.Builder
	var args []any
	for _, old := range olds {
		cases.WriteString(" WHEN ? THEN ?")
		args = append(args, old, step[old])
	}
	args = append(args, org, mode, bun.List(olds))
	_, err := tx.NewRaw("UPDATE lead SET stage_top = CASE stage_top"+cases.String()+" ELSE stage_top END WHERE org_id = ? AND mode_id = ? AND stage_top IN (?)", args...).Exec(ctx)
	return err
}
