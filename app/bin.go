package app

import "xiaoguan/record"

// bin wires what can be deleted; what hangs on another record is named after it, as restoring goes in this order.
func (a *App) bin() *record.Bin {
	b := &record.Bin{Catalogues: a.Leads.Catalogues, Dir: a.dir, IDs: a.ids, Now: a.cfg.Clock, Journal: a.jrnl, Queue: a.Queue, Names: a.names}
	b.Register(a.Customers.Keeper())
	b.Register(a.Leads.Keeper())
	b.Handlers()
	b.Mount(a.Kit)
	return b
}
