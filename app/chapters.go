package app

import (
	"context"

	"xiaoguan/base/actor"
	"xiaoguan/base/id"
	"xiaoguan/notify"
	"xiaoguan/record"
	"xiaoguan/sales/customer"
	"xiaoguan/sales/day"
	"xiaoguan/sales/door"
	"xiaoguan/sales/followup"
	"xiaoguan/sales/insight"
	"xiaoguan/sales/lead"
	"xiaoguan/sales/match"
	"xiaoguan/sales/team"
	"xiaoguan/store/db"
	"xiaoguan/web"
)

// Chapters are the services of the business, in the order of the story.
type Chapters struct {
	Types     *record.Registry
	Notices   *notify.Service
	Team      *team.Service
	Approvals *record.Approvals
	Customers *customer.Service
	Leads     *lead.Service
	Touches   *followup.Service
	Day       *day.Service
	Match     *match.Service
	Imports   *record.Imports
	Views     *record.Views
	Partners  *record.Collaborators
	Door      *door.Service
	Insight   *insight.Service
	Settings  *record.Settings
	Bin       *record.Bin
}

// types are the declared kinds of record, in the order they are offered.
func types() *record.Registry {
	r := &record.Registry{}
	r.Register(team.Type)
	r.Register(customer.Type)
	r.Register(lead.Type)
	r.Register(record.ImportType)
	return r
}

// chapters makes every chapter with what it needs and mounts its routes.
func (a *App) chapters(cat *record.Catalogues) {
	now := a.cfg.Clock
	c := &a.Chapters
	c.Types = types()
	c.Notices = &notify.Service{Dir: a.dir, IDs: a.ids, Now: now, Journal: a.jrnl}
	c.Team = team.New(a.dir, a.ids, now, a.jrnl, cat)
	c.Approvals = &record.Approvals{Dir: a.dir, IDs: a.ids, Now: now, Journal: a.jrnl, Notices: c.Notices, Company: c.Team}
	c.Team.Types = c.Types
	probes := &record.Probes{Dir: a.dir, Now: now, Journal: a.jrnl}
	c.Customers = &customer.Service{Dir: a.dir, IDs: a.ids, Now: now, Journal: a.jrnl, Team: c.Team, Probes: probes}
	c.Leads = &lead.Service{Dir: a.dir, IDs: a.ids, Now: now, Journal: a.jrnl, Catalogues: cat, Numbers: db.NewNumbers(a.dir, "lead"), Team: c.Team, Customers: c.Customers, Approvals: c.Approvals}
	c.Touches = &followup.Service{Dir: a.dir, IDs: a.ids, Now: now, Catalogues: cat, Leads: c.Leads}
	c.Match = &match.Service{Dir: a.dir, IDs: a.ids, Now: now, Journal: a.jrnl, Team: c.Team, Leads: c.Leads, Approvals: c.Approvals}
	c.Approvals.Register(c.Match.Approval())
	c.Imports = &record.Imports{Dir: a.dir, IDs: a.ids, Now: now, Journal: a.jrnl, Files: a.files, Queue: a.Queue, Log: a.cfg.Log}
	c.Door = &door.Service{Dir: a.dir, IDs: a.ids, Now: now, Catalogues: cat, Team: c.Team, Leads: c.Leads, Match: c.Match, Imports: c.Imports, Probes: probes}
	c.Day = &day.Service{Dir: a.dir, Team: c.Team, Leads: c.Leads, Followups: c.Touches}
	c.Insight = &insight.Service{Dir: a.dir, Now: now, Catalogues: cat, Team: c.Team, Leads: c.Leads}
	c.Team.OpenLeads = c.Insight.OpenLeads
	c.Views = &record.Views{Dir: a.dir, IDs: a.ids, Now: now, Journal: a.jrnl, Types: c.Types, Catalogues: cat, Crowd: func(ctx context.Context, org id.ID) (record.Crowd, error) { return c.Team.People(ctx, org) }}
	c.Settings, c.Bin = a.settings(cat), a.bin()
	c.Team.Veil = c.Settings.Veil
	a.Kit.Auth = c.Team

	a.jrnl.Project(insight.Project)
	a.jrnl.React(c.Match.Reaction(a.Queue))
	c.Match.Handlers(a.Queue)
	a.notices()
	c.Door.Handlers(a.Queue)
	c.Settings.Handlers()

	search := record.NewSearcher()
	search.Add(customer.Type, c.Customers.Found)
	search.Add(lead.Type, c.Leads.Found)
	search.First(c.Team.FoundMembers)

	c.Partners = &record.Collaborators{Dir: a.dir, Now: now, Journal: a.jrnl, Notices: c.Notices, Types: c.Types, Search: search, Names: a.names, Person: a.person, Changed: c.Team.Changed}

	c.Notices.Mount(a.Kit)
	c.Partners.Mount(a.Kit)
	c.Approvals.Mount(a.Kit)
	cat.Mount(a.Kit)
	c.Settings.Mount(a.Kit)
	c.Team.Mount(a.Kit)
	c.Customers.Mount(a.Kit)
	c.Leads.Mount(a.Kit)
	c.Touches.Mount(a.Kit)
	c.Match.Mount(a.Kit)
	c.Door.Mount(a.Kit)
	c.Day.Mount(a.Kit)
	c.Insight.Mount(a.Kit)
	search.Mount(a.Kit, a.dir)
	a.oversight(cat, search).Mount(a.Kit)
	c.Views.Mount(a.Kit)
	a.demoRoutes()
	a.Kit.Live(a.live, web.Watch{lead.Kind: actor.LeadRead, "customer": actor.CustomerRead, "member": actor.TeamRead, "import": actor.LeadImport, team.KindRole: web.Everybody, record.KindField: web.Everybody, notify.Subject: web.Owner, record.CollaborationKind: web.Owner})
}
