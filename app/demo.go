package app

import (
	"context"
	"crypto/rand"
	"net/http"
	"sync"

	"xiaoguan/app/demo"
	"xiaoguan/base/actor"
	"xiaoguan/base/clock"
	"xiaoguan/base/fault"
	"xiaoguan/base/id"
	"xiaoguan/record"
	"xiaoguan/sales/insight"
	"xiaoguan/sales/team"
	"xiaoguan/store/db"
	"xiaoguan/store/journal"
	"xiaoguan/web"
)

// errNoDemo says that there is nothing to remove.
var errNoDemo = fault.Declare("demo.none", fault.Conflict, "现在不在示例公司里，不能清除", "This is not a demo company, so it is not removed")

// making lets one demo company be made at a time: it writes thousands of rows.
var making sync.Mutex

// Plant makes a demo company of a size; identity, where given, joins it as administrator.
func (a *App) Plant(ctx context.Context, size demo.Size, identity, madeBy id.ID, progress func(int)) (*demo.Made, error) {
	making.Lock()
	defer making.Unlock()
	password := rand.Text()[:12]
	p := &demo.Planter{Dir: a.dir, Now: a.cfg.Clock, Password: password, Hash: team.Hash(password), Identity: identity, MadeBy: madeBy, Progress: progress,
		Journal: func(ids *id.Source, now clock.Clock) *journal.Journal {
			j := journal.New(ids, now, a.journalKey, a.live)
			j.Project(insight.Project)
			return j
		},
		Team: func(ids *id.Source, now clock.Clock, j *journal.Journal, c *record.Catalogues) *team.Service {
			return team.New(a.dir, ids, now, j, c)
		},
	}
	made, err := p.Plant(ctx, size)
	if err != nil {
		return nil, err
	}
	if err := a.approvalFor(ctx, made); err != nil {
		return made, err
	}
	return made, a.alongFor(ctx, made)
}

// demoRoutes mounts making and removing the demo company: one click each.
func (a *App) demoRoutes() {
	access := web.Need(actor.DemoManage)
	op := func(method, name, summary string, status int) web.Operation {
		return web.Operation{Method: method, Path: "/demo", ID: name, Summary: summary, Tag: "demo", Access: access, Status: status}
	}
	web.Register(a.Kit, op(http.MethodPost, "make-demo", "Make the demo company, or go to the one made before", http.StatusCreated),
		func(ctx context.Context, who *actor.Actor, _ *struct{}) (*team.Session, error) {
			org, err := a.demoOf(ctx, who)
			if err != nil {
				return nil, err
			}
			if org.IsZero() {
				made, err := a.Plant(context.WithoutCancel(ctx), demo.Default, who.Identity, who.Member, nil)
				if err != nil {
					return nil, err
				}
				org = made.Org
			}
			return a.goTo(ctx, who, org)
		})
	web.Register(a.Kit, op(http.MethodDelete, "remove-demo", "Remove the demo company one is in", 0), func(ctx context.Context, who *actor.Actor, _ *struct{}) (*web.Nothing, error) {
		return nil, a.removeDemo(ctx, who)
	})
}

// goTo moves the actor's session to another organisation and answers it.
func (a *App) goTo(ctx context.Context, who *actor.Actor, org id.ID) (*team.Session, error) {
	next, err := a.Team.Switch(ctx, who, org)
	if err != nil {
		return nil, err
	}
	return a.Team.Session(ctx, next)
}

// demoOf is the demo company the actor belongs to, zero when there is none.
func (a *App) demoOf(ctx context.Context, who *actor.Actor) (org id.ID, err error) {
	s := a.dir.System()
	err = s.Read().NewRaw("SELECT o.id FROM organisation o JOIN identity_org i ON i.org_id = o.id WHERE i.identity_id = ? AND o.demo ORDER BY o.id LIMIT 1", who.Identity).Scan(ctx, &org)
	if db.IsNone(err) {
		return id.ID{}, nil
	}
	return org, s.Fault(err)
}

func (a *App) removeDemo(ctx context.Context, who *actor.Actor) error {
	org, err := a.demoOf(ctx, who)
	if err != nil {
		return err
	}
	if org.IsZero() || org != who.Org {
		return errNoDemo.New()
	}
	session, err := a.Team.Session(ctx, who)
	if err != nil {
		return err
	}
	for _, other := range session.Organisations {
		if !other.Demo {
			if _, err := a.Team.Switch(ctx, who, other.ID); err != nil {
				return err
			}
			break
		}
	}
	ctx = context.WithoutCancel(ctx)
	if err := demo.Remove(ctx, a.dir.Of(org), org); err != nil {
		return err
	}
	a.Team.Forget(org)
	return a.files.Remove(org)
}
