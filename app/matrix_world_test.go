package app_test

import (
	"context"
	"fmt"
	"slices"
	"strings"
	"testing"
	"time"

	"xiaoguan/app/apptest"
	"xiaoguan/base/actor"
	"xiaoguan/base/id"
	"xiaoguan/sales/team"
	"xiaoguan/store/db"
)

// canary is a record that must not be shown to whoever it lies out of reach of.
type canary struct {
	apptest.Planted
	kind    string
	owner   string // the part of its owner, "" for nobody
	foreign bool   // it belongs to the other organisation
	joined  string // the part that collaborates on it
}

// world is the house with both organisations, everybody signed in and a record of each kind in each relation.
type world struct {
	t        *testing.T
	h        *apptest.House
	home     *apptest.Org
	abroad   *apptest.Org
	joiner   apptest.Planted // whoever is asked to collaborate
	clients  map[string]*apptest.Client
	subjects map[string]map[string]apptest.Planted // kind → relation, or own:role
	canaries []canary
}

const (
	homeName   = "甲"
	abroadName = "乙"
)

// parts names who owns what stands in a relation; own is the role itself.
var parts = map[string]string{colleague: apptest.Colleague, below: apptest.Deeper, elsewhere: apptest.Elsewhere, nobodys: "", readsOn: apptest.Elsewhere, worksOn: apptest.Elsewhere}

func newWorld(t *testing.T, h *apptest.House) *world {
	t.Helper()
	w := &world{t: t, h: h, clients: map[string]*apptest.Client{}, subjects: map[string]map[string]apptest.Planted{}}
	w.home, w.abroad = h.Found(t, homeName), h.Found(t, abroadName)
	for _, role := range roles {
		w.clients[role] = h.Enter(t, homeName, role)
	}
	w.clients[stranger], w.clients[anonymous] = h.Enter(t, abroadName, apptest.Admin), h.Client(anonymous, "")
	h.Write(t, func(ctx context.Context, tx *db.Tx) error { // the row that handing out holds
		_, err := tx.NewRaw("INSERT INTO match_setting (org_id, automatic) VALUES (?, ?)", w.home.ID, false).Exec(ctx)
		return err
	})
	w.joiner = w.newMember(w.home, w.home.West, actor.Salesperson, false)
	for _, kind := range append([]string{"lead", "shared", "customer", "contact", "batch", "applied", "import", "view", "bulk", "binned", "lost", "left", "member", "group", "org", "role", "notice", "approval", "decision", "rule"}, settingKinds...) {
		w.subjects[kind] = map[string]apptest.Planted{}
		for _, relation := range relations {
			if along(relation) && !slices.Contains(sharedKinds, kind) {
				continue
			}
			if relation != own && !along(relation) {
				w.keep(kind, relation, "")
				continue
			}
			for _, role := range roles {
				w.keep(kind, relation, role)
			}
		}
	}
	return w
}

// keep plants a subject of a kind and remembers it with what gives it away.
func (w *world) keep(kind, relation, role string) {
	p, ok := w.plant(kind, relation, role)
	if !ok {
		return
	}
	key := relation
	if relation == own || along(relation) {
		key += ":" + role
	}
	w.subjects[kind][key] = p
	if relation == foreign || !slices.Contains(settingKinds, kind) && kind != "member" && kind != "left" && kind != "group" && kind != "org" && kind != "role" {
		c := canary{Planted: p, kind: kind, owner: parts[relation], foreign: relation == foreign}
		if relation == own {
			c.owner = role
		}
		if along(relation) {
			c.joined = role
		}
		if relation != unknown {
			w.canaries = append(w.canaries, c)
		}
	}
}

// subject is what stands in a relation to a role; false where the kind knows no such relation.
func (w *world) subject(kind, relation, role string) (apptest.Planted, bool) {
	key := relation
	if relation == own || along(relation) {
		if role == stranger || role == anonymous {
			role = apptest.Admin
		}
		key += ":" + role
	}
	p, ok := w.subjects[kind][key]
	return p, ok
}

// plant makes a new record of a kind in a relation to a role.
func (w *world) plant(kind, relation, role string) (apptest.Planted, bool) {
	o, part := w.home, parts[relation]
	switch relation {
	case unknown:
		return apptest.Planted{ID: id.Floor(time.Now()), Words: []string{fmt.Sprint("nix", w.h.Next(), "q")}}, true
	case own:
		part = role
	case foreign:
		o, part = w.abroad, apptest.Salesperson
	}
	var who *actor.Actor // nil for nobody
	if part != "" {
		who = o.People[part]
	}
	switch kind {
	case "lead", "lost", "shared":
		p := w.h.Lead(w.t, o, who, "l"+w.word(relation))
		w.share(kind, relation, role, o, "lead", p.ID)
		if kind == "lost" {
			w.lose(o, p.ID)
		}
		return p, true
	case "customer":
		c, _ := w.h.Customer(w.t, o, who, "c"+w.word(relation))
		w.share(kind, relation, role, o, "customer", c.ID)
		return c, true
	case "contact":
		c, p := w.h.Customer(w.t, o, who, "p"+w.word(relation))
		w.share(kind, relation, role, o, "customer", c.ID)
		return p, true
	case "batch", "applied":
		return w.h.Batch(w.t, o, who, kind == "applied"), true
	case "import":
		return w.plantImport(o, who)
	case "view":
		return w.plantView(who)
	case "bulk":
		return w.plantBulk(o, who)
	case "binned":
		return w.plantBinned(o, who), true
	}
	if p, ok, known := w.plantHouse(kind, relation, o, who); known {
		return p, ok
	}
	if slices.Contains(settingKinds, kind) {
		return w.plantSetting(kind, relation, o)
	}
	return w.plantTeam(kind, relation, role, o)
}

// word is a relation's part of a canary's word.
func (w *world) word(relation string) string {
	return map[string]string{own: "ow", colleague: "co", below: "be", elsewhere: "el", nobodys: "no", foreign: "fo", readsOn: "rd", worksOn: "wk"}[relation]
}

func (w *world) lose(o *apptest.Org, lead id.ID) {
	if _, err := w.h.App.Leads.Lose(context.Background(), apptest.As(o.People[apptest.Admin]), lead, "价格"); err != nil {
		w.t.Fatalf("lose: %v", err)
	}
}

// plantTeam makes members, groups and organisations, which stand in fewer relations.
func (w *world) plantTeam(kind, relation, role string, o *apptest.Org) (apptest.Planted, bool) {
	group := map[string]id.ID{colleague: o.East, below: o.Deep, elsewhere: o.West, foreign: o.West}[relation]
	switch kind {
	case "role":
		if group.IsZero() || relation != elsewhere && relation != foreign {
			return apptest.Planted{}, false
		}
		r, err := w.h.App.Team.AddRole(context.Background(), o.People[apptest.Admin], fmt.Sprint("角色", w.h.Next(), "q"), actor.Salesperson)
		if err != nil {
			w.t.Fatalf("role: %v", err)
		}
		return apptest.Planted{ID: r.ID, Words: []string{string(r.Key), r.Name}}, true
	case "member", "left":
		if relation == own && kind == "member" {
			m := o.People[role]
			return apptest.Planted{ID: m.Member, Words: []string{m.Name}}, true
		}
		if group.IsZero() {
			return apptest.Planted{}, false
		}
		return w.newMember(o, group, actor.Salesperson, kind == "left"), true
	case "group":
		if group.IsZero() {
			return apptest.Planted{}, false
		}
		var g *team.Group
		w.h.Write(w.t, func(ctx context.Context, tx *db.Tx) (err error) {
			g, err = w.h.App.Team.PlantGroup(ctx, tx, o.People[apptest.Admin], fmt.Sprint("组", w.h.Next(), "q"), group, 0)
			return err
		})
		return apptest.Planted{ID: g.ID, Words: []string{g.ID.String(), g.Name}}, true
	case "org":
		if relation == own || relation == foreign {
			return apptest.Planted{ID: o.ID, Words: []string{o.ID.String(), o.Tag()}}, true
		}
	}
	return apptest.Planted{}, false
}

// newMember adds a member whom no other test knows; left has left again.
func (w *world) newMember(o *apptest.Org, group id.ID, role actor.Role, left bool) apptest.Planted {
	name := fmt.Sprint("员", w.h.Next(), "q")
	var m *team.Member
	w.h.Write(w.t, func(ctx context.Context, tx *db.Tx) (err error) {
		m, err = w.h.Join(ctx, tx, o, team.Joining{Name: name, Email: name + "@example.com", Role: role, Group: group})
		return err
	})
	if left {
		if _, err := w.h.App.Team.Leave(context.Background(), apptest.As(o.People[apptest.Admin]), m.ID); err != nil {
			w.t.Fatalf("leave: %v", err)
		}
	}
	return apptest.Planted{ID: m.ID, Words: []string{m.ID.String(), name}}
}

// another signs in somebody new of the same role, who may end his sessions and change his password.
func (w *world) another(role string) *apptest.Client {
	w.t.Helper()
	p := w.newMember(w.home, w.home.People[role].Group, w.home.People[role].Role, false)
	return w.h.SignIn(w.t, role, p.Words[1]+"@example.com")
}

// leaks names a record out of the role's reach that the text gives away; "" when there is none.
func (w *world) leaks(role, text string) string {
	for _, c := range w.canaries {
		relation := relate(role, c.owner)
		if c.foreign {
			relation = foreign
		}
		if c.joined != "" && c.joined == role {
			continue // every role sees some leads and customers, so it sees those it was asked to look at
		}
		if c.foreign && role == stranger || !c.foreign && shown(role, c.kind, relation) {
			continue
		}
		for _, word := range c.Words {
			if strings.Contains(text, word) {
				return fmt.Sprintf("a record of %s (%s)", relation, word)
			}
		}
	}
	return ""
}

// shown says whether a role may be shown what is planted at home in a relation.
func shown(role, kind, relation string) bool {
	if yes, known := shownHouse(role, kind, relation); known {
		return yes
	}
	switch kind {
	case "view", "bulk":
		return relation == own
	case "binned":
		return sees(role, "lead.delete", relation, false)
	case "import":
		return sees(role, "lead.import", relation, false) && byMaker(role, relation) == 0
	case "batch", "applied":
		return sees(role, "match.run", relation, false)
	case "customer", "contact":
		return sees(role, "customer.read", relation, false)
	}
	return sees(role, "lead.read", relation, true)
}
