package record

import (
	"context"
	"strconv"

	"xiaoguan/base/fault"
	"xiaoguan/base/id"
	"xiaoguan/store/db"

	"github.com/uptrace/bun"
)

func itoa(n int) string { return strconv.Itoa(n) }

// fresh is the catalogue as it stands now, past what is kept.
func (c *Catalogues) fresh(ctx context.Context, org id.ID) (*Catalogue, error) {
	c.mu.Lock()
	delete(c.kept, org)
	c.mu.Unlock()
	return c.Of(ctx, org)
}

// readModes reads the modes of an organisation with their stages, in order.
func readModes(ctx context.Context, q queryer, org id.ID) (modes []Mode, err error) {
	if err := db.In(q.NewSelect().Model(&modes), "m", org).OrderExpr("m.position, m.id").Scan(ctx); err != nil {
		return nil, err
	}
	var stages []Stage
	err = db.In(q.NewSelect().Model(&stages), "s", org).OrderExpr("s.position, s.id").Scan(ctx)
	for i := range modes {
		for _, st := range stages {
			if st.Mode == modes[i].ID {
				modes[i].Stages = append(modes[i].Stages, st)
			}
		}
		modes[i].open()
	}
	return modes, err
}

func modeOf(ctx context.Context, q queryer, org, mode id.ID) (*Mode, []Mode, error) {
	all, err := readModes(ctx, q, org)
	if err != nil {
		return nil, nil, err
	}
	for i := range all {
		if all[i].ID == mode {
			m := all[i]
			return &m, all, nil
		}
	}
	return nil, nil, fault.ErrNotFound.New()
}

// countLeads counts the leads whose column holds a stage or mode.
func countLeads(ctx context.Context, q queryer, org id.ID, column string, what id.ID) (n int, err error) {
	err = q.NewRaw("SELECT count(*) FROM lead WHERE org_id = ? AND ? = ?", org, bun.Ident(column), what).Scan(ctx, &n)
	return n, err
}

// StageUse is how many leads stand on a stage.
type StageUse struct {
	Stage id.ID `bun:"stage_id" json:"stage_id"`
	N     int   `bun:"n" json:"n"`
}

// Uses counts the leads on every stage.
func (s *Settings) Uses(ctx context.Context, org id.ID) ([]StageUse, error) {
	st, out := s.Dir.Of(org), []StageUse{}
	err := st.Read().NewRaw("SELECT stage_id, count(*) AS n FROM lead WHERE org_id = ? GROUP BY stage_id ORDER BY stage_id", org).Scan(ctx, &out)
	return out, st.Fault(err)
}

func deleteStages(ctx context.Context, tx *db.Tx, org, mode id.ID) error {
	_, err := tx.NewRaw("DELETE FROM stage WHERE org_id = ? AND mode_id = ?", org, mode).Exec(ctx)
	return err
}

func setPosition(ctx context.Context, tx *db.Tx, org, stage id.ID, position int) error {
	_, err := tx.NewRaw("UPDATE stage SET position = ? WHERE org_id = ? AND id = ?", position, org, stage).Exec(ctx)
	return err
}
