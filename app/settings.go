package app

import (
	"context"

	"xiaoguan/base/id"
	"xiaoguan/record"
	"xiaoguan/sales/customer"
	"xiaoguan/sales/insight"
	"xiaoguan/sales/lead"
	"xiaoguan/sales/team"
	"xiaoguan/store/db"
)

// settings makes what fits records to a company, and says what each kind of record does when a setting changes.
func (a *App) settings(cat *record.Catalogues) *record.Settings {
	c := &a.Chapters
	return &record.Settings{Dir: a.dir, IDs: a.ids, Now: a.cfg.Clock, Journal: a.jrnl, Catalogues: cat, Types: c.Types, Queue: a.Queue, Roles: c.Team.RoleKeys, Follow: map[string]record.Follower{
		lead.Kind: {Reindex: c.Leads.Reindex, Move: c.Leads.Move, Rewrite: c.Leads.Rewrite, Retag: c.Leads.Retag,
			Restep: func(ctx context.Context, tx *db.Tx, org, mode id.ID, step map[int]int) error {
				if err := c.Leads.Restep(ctx, tx, org, mode, step); err != nil {
					return err
				}
				return insight.Restep(ctx, tx, org, mode, step)
			}},
		customer.Kind:   {Reindex: c.Customers.Reindex},
		team.KindMember: {Reindex: c.Team.Reindex},
	}}
}
