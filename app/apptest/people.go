package apptest

import (
	"context"
	"fmt"
	"sync"
	"testing"

	"xiaoguan/base/actor"
	"xiaoguan/base/id"
	"xiaoguan/sales/team"
	"xiaoguan/store/db"
)

// Password is everybody's.
const Password = "销冠-测试-2026"

var hash = sync.OnceValue(func() string { return team.Hash(Password) }) // slow on purpose: made once

// Org is one organisation with its groups and who is signed in.
type Org struct {
	ID     id.ID
	Root   id.ID
	East   id.ID // the manager heads it; the salesperson and a colleague are in it
	Deep   id.ID // below East
	West   id.ID // beside East
	People map[string]*actor.Actor
}

// Tag is the tag of everything planted in the organisation.
func (o *Org) Tag() string { return "签" + o.ID.String()[28:] }

// The people of an organisation by name of their part. The first six hold the six roles.
const (
	Admin       = "administrator"
	Leader      = "leader"
	Manager     = "manager"     // heads East
	Salesperson = "salesperson" // in East
	Operations  = "operations"
	Readonly    = "readonly"
	Narrow      = "narrow"    // has an own role, made from the manager's; in East
	Colleague   = "colleague" // sells in East
	Deeper      = "deeper"    // sells in Deep
	Elsewhere   = "elsewhere" // sells in West
)

// Found makes an organisation with everybody in it; name stands in the names of all.
func (h *House) Found(t testing.TB, name string) *Org {
	t.Helper()
	o := &Org{People: map[string]*actor.Actor{}}
	h.Write(t, func(ctx context.Context, tx *db.Tx) error {
		made, admin, err := h.App.Team.Found(ctx, tx, team.Founding{Company: name + "公司", Name: name + Admin, Phone: h.phone(), Email: account(name, Admin), Hash: hash()})
		if err != nil {
			return err
		}
		o.ID, o.Root, o.People[Admin] = made.ID, admin.Group, admin
		for _, g := range []struct {
			name   string
			parent *id.ID
			id     *id.ID
		}{{"东", &o.Root, &o.East}, {"东下", &o.East, &o.Deep}, {"西", &o.Root, &o.West}} {
			group, err := h.App.Team.PlantGroup(ctx, tx, admin, name+g.name, *g.parent, 0)
			if err != nil {
				return err
			}
			*g.id = group.ID
		}
		return h.join(ctx, tx, name, o)
	})
	h.narrow(t, name, o)
	return o
}

func (h *House) join(ctx context.Context, tx *db.Tx, name string, o *Org) error {
	below := map[id.ID][]id.ID{o.Root: {o.Root, o.East, o.Deep, o.West}, o.East: {o.East, o.Deep}}
	for _, p := range []struct {
		part  string
		role  actor.Role
		group id.ID
	}{{Leader, actor.Leader, o.Root}, {Manager, actor.Manager, o.East}, {Salesperson, actor.Salesperson, o.East}, {Operations, actor.Operations, o.Root},
		{Readonly, actor.Readonly, o.Root}, {Colleague, actor.Salesperson, o.East}, {Deeper, actor.Salesperson, o.Deep}, {Elsewhere, actor.Salesperson, o.West}} {
		m, err := h.Join(ctx, tx, o, team.Joining{Name: name + p.part, Email: account(name, p.part), Role: p.role, Group: p.group, Head: p.part == Manager})
		if err != nil {
			return err
		}
		o.People[p.part] = &actor.Actor{Org: o.ID, Member: m.ID, Identity: m.Identity, Name: m.Name, Role: p.role, Group: p.group, Below: append([]id.ID{p.group}, below[p.group]...),
			Grants: actor.GrantsOf(p.role), Zone: team.DefaultZone, Lang: "zh"}
	}
	return nil
}

// NarrowGrants are what the own role of Narrow grants: less than the manager it was copied from, in every way there is.
var NarrowGrants = map[actor.Permission]string{actor.LeadRead: "group", actor.LeadWrite: "own", actor.LeadCreate: "none", actor.LeadAssign: "none", actor.LeadClaim: "none", actor.LeadImport: "none",
	actor.LeadReveal: "group", actor.CustomerRead: "group", actor.InsightRead: "group", actor.TouchWrite: "own", actor.CustomerEdit: "own", actor.TeamRead: "own", actor.MatchRun: "none",
	actor.LeadDelete: "none", actor.CustomerDrop: "none", actor.BinEmpty: "none"}

// narrow makes the own role and a member who has it, in East.
func (h *House) narrow(t testing.TB, name string, o *Org) {
	t.Helper()
	admin := o.People[Admin]
	r, err := h.App.Team.AddRole(context.Background(), admin, "内勤", actor.Manager)
	if err == nil {
		r, err = h.App.Team.ChangeRole(context.Background(), admin, r.Key, team.RoleChange{Grants: NarrowGrants, Version: r.Version})
	}
	if err != nil {
		t.Fatalf("role: %v", err)
	}
	h.Write(t, func(ctx context.Context, tx *db.Tx) error {
		m, err := h.Join(ctx, tx, o, team.Joining{Name: name + Narrow, Email: account(name, Narrow), Role: r.Key, Group: o.East})
		if err == nil {
			o.People[Narrow] = &actor.Actor{Org: o.ID, Member: m.ID, Identity: m.Identity, Name: m.Name, Role: r.Key, Group: o.East, Below: []id.ID{o.East, o.Deep}, Grants: r.Grants, Zone: team.DefaultZone, Lang: "zh"}
		}
		return err
	})
}

// Join adds a member with a phone of his own, everybody's password and room for many leads.
func (h *House) Join(ctx context.Context, tx *db.Tx, o *Org, in team.Joining) (*team.Member, error) {
	in.Phone, in.Hash, in.Level, in.Capacity = h.phone(), hash(), 3, 9000
	return h.App.Team.Join(ctx, tx, o.People[Admin], in)
}

// Write runs fn in one transaction.
func (h *House) Write(t testing.TB, fn func(ctx context.Context, tx *db.Tx) error) {
	t.Helper()
	if err := h.Store.Write(context.Background(), fn); err != nil {
		t.Fatalf("write: %v", err)
	}
}

// As is an actor like the one given who may do everything: for planting records in somebody's name.
func As(a *actor.Actor) *actor.Actor {
	mine := *a
	mine.Grants = actor.Everything()
	return &mine
}

// Enter signs a person of an organisation in; name is the one Found was given.
func (h *House) Enter(t testing.TB, name, part string) *Client {
	t.Helper()
	return h.SignIn(t, part, account(name, part))
}

func account(name, part string) string { return name + "." + part + "@example.com" }

// phone is the next of phones that nobody has.
func (h *House) phone() string { return fmt.Sprintf("138%08d", h.Next()) }

// Next counts what has been planted, so that names, phones and the like are never the same.
func (h *House) Next() int {
	h.count++
	return h.count
}
