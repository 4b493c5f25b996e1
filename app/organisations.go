package app

import (
	"context"

	"xiaoguan/sales/team"
)

// Organisations lists every organisation of the installation, for work from the command line.
func (a *App) Organisations(ctx context.Context) ([]team.Organisation, error) {
	var out []team.Organisation
	s := a.dir.System()
	err := s.Read().NewSelect().Model(&out).OrderExpr("id").Scan(ctx)
	return out, s.Fault(err)
}
