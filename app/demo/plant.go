package demo

import (
	"context"
	"fmt"
	"math/rand/v2"
	"time"

	"xiaoguan/base/actor"
	"xiaoguan/base/clock"
	"xiaoguan/base/day"
	"xiaoguan/base/id"
	"xiaoguan/base/money"
	"xiaoguan/record"
	"xiaoguan/sales/customer"
	"xiaoguan/sales/followup"
	"xiaoguan/sales/lead"
	"xiaoguan/sales/team"
	"xiaoguan/store/db"
	"xiaoguan/store/journal"
)

// Company is the name of the demo company.
const Company = "砺衡工业（示例）"

// Login is one account of the demo company.
type Login struct {
	Name, Phone, Role, Group string
}

// Made says what was planted.
type Made struct {
	Org      id.ID
	Admin    id.ID // the member who runs it
	Password string
	Logins   []Login
	Leads    int
	Touches  int
}

// Planter writes a demo company through the chapters' own operations, at the times they would have happened.
type Planter struct {
	Dir      *db.Directory
	Now      clock.Clock // the real one: today
	Journal  func(ids *id.Source, now clock.Clock) *journal.Journal
	Team     func(ids *id.Source, now clock.Clock, j *journal.Journal, c *record.Catalogues) *team.Service
	Password string // of every account but the maker's own
	Hash     string // of the password
	MadeBy   id.ID  // the member who asked for it
	Identity id.ID  // whoever asked joins as administrator; zero: an account of its own is made
	Progress func(leads int)
}

// field is the demo company while it grows: the chapters with a clock that is set to each event.
type field struct {
	*world
	at      time.Time
	ids     *id.Source
	journal *journal.Journal
	cat     *record.Catalogues
	team    *team.Service
	leads   *lead.Service
	touches *followup.Service
	admin   *actor.Actor
	people  []*actor.Actor
	no      *db.Numbers
	made    *Made
	own     []*record.Field // of leads, as ownFields
}

func (f *field) clock() time.Time { return f.at.UTC().Truncate(time.Microsecond) }

// Plant makes the company.
func (p *Planter) Plant(ctx context.Context, size Size) (*Made, error) {
	now := p.Now()
	zone := clock.Zone(team.DefaultZone)
	cal := day.China()
	f := &field{world: newWorld(size, now, zone, &cal), made: &Made{Password: p.Password}}
	f.at = now.AddDate(-size.Years, 0, -30)
	f.ids = id.NewSource(f.clock, rand.NewChaCha8(seedBytes(size.Seed)))
	f.cat = record.NewCatalogues(p.Dir, f.ids)
	f.journal = p.Journal(f.ids, f.clock)
	f.team = p.Team(f.ids, f.clock, f.journal, f.cat)
	f.no = db.NewNumbers(p.Dir, "lead")
	customers := &customer.Service{Dir: p.Dir, IDs: f.ids, Now: f.clock, Journal: f.journal, Team: f.team}
	f.leads = &lead.Service{Dir: p.Dir, IDs: f.ids, Now: f.clock, Journal: f.journal, Catalogues: f.cat, Numbers: f.no, Team: f.team, Customers: customers}
	f.touches = &followup.Service{Dir: p.Dir, IDs: f.ids, Now: f.clock, Catalogues: f.cat, Leads: f.leads}
	if err := f.staff(ctx, p); err != nil {
		return nil, fmt.Errorf("demo: people: %w", err)
	}
	if err := f.declare(ctx, p); err != nil {
		return nil, fmt.Errorf("demo: fields: %w", err)
	}
	for i, one := range f.pursuits() {
		if err := f.lead(ctx, one); err != nil {
			return nil, fmt.Errorf("demo: lead %d: %w", i, err)
		}
		if p.Progress != nil {
			p.Progress(i + 1)
		}
	}
	return f.made, nil
}

func seedBytes(seed uint64) (b [32]byte) {
	for i := range 8 {
		b[i] = byte(seed >> (8 * i))
	}
	return b
}

// staff founds the company with its groups, managers, salespeople and the other roles.
func (f *field) staff(ctx context.Context, p *Planter) error {
	since := day.Of(f.at, f.zone)
	return p.Dir.System().Write(ctx, func(ctx context.Context, tx *db.Tx) error {
		founding := team.Founding{Company: Company, Demo: true, MadeBy: p.MadeBy, Identity: p.Identity, Name: "许文静", From: since, Hash: p.Hash}
		if p.Identity.IsZero() {
			founding.Phone = f.dice.mobile()
			f.made.Logins = append(f.made.Logins, Login{"许文静", founding.Phone, string(actor.Administrator), ""})
		}
		org, admin, err := f.team.Found(ctx, tx, founding)
		if err != nil {
			return err
		}
		f.admin, f.made.Org, f.made.Admin = admin, org.ID, admin.Member
		join := func(name, phone string, role actor.Role, group *team.Group, level int, head bool, tags []string) (*actor.Actor, error) {
			m, err := f.team.Join(ctx, tx, admin, team.Joining{Name: name, Phone: phone, Role: role, Group: group.ID, Head: head, Level: level, Capacity: f.capacity(), Tags: tags, Hash: p.Hash, From: since})
			if err != nil {
				return nil, err
			}
			f.made.Logins = append(f.made.Logins, Login{name, phone, string(role), group.Name})
			return &actor.Actor{Org: org.ID, Member: m.ID, Name: name, Role: role, Group: group.ID, Below: []id.ID{group.ID}, Grants: actor.Everything(), Zone: org.Zone, Lang: "zh"}, nil
		}
		return f.hands(ctx, tx, join)
	})
}

type joiner func(name, phone string, role actor.Role, group *team.Group, level int, head bool, tags []string) (*actor.Actor, error)

// hands makes the groups and everybody in them.
func (f *field) hands(ctx context.Context, tx *db.Tx, join joiner) error {
	var groups []*team.Group
	count := 0
	for _, s := range f.sellers {
		count = max(count, s.group+1)
	}
	for i := range count {
		name := groupNames[i%len(groupNames)]
		if i >= len(groupNames) {
			name = fmt.Sprintf("%s %d 队", name, i/len(groupNames)+1)
		}
		g, err := f.team.PlantGroup(ctx, tx, f.admin, name, f.admin.Group, day.Of(f.at, f.zone))
		if err != nil {
			return err
		}
		groups = append(groups, g)
	}
	root := &team.Group{ID: f.admin.Group}
	for _, other := range []struct {
		name string
		role actor.Role
	}{{"范晓岚", actor.Leader}, {"钟运营", actor.Operations}, {"施财务", actor.Readonly}} {
		if _, err := join(other.name, f.dice.mobile(), other.role, root, 3, false, nil); err != nil {
			return err
		}
	}
	for _, s := range f.sellers {
		role := actor.Salesperson
		if s.head {
			role = actor.Manager
		}
		tags := []string{}
		for _, t := range trades {
			if s.trades[t.name] {
				tags = append(tags, t.name)
			}
		}
		a, err := join(s.name, s.phone, role, groups[s.group], s.level, s.head, tags)
		if err != nil {
			return err
		}
		f.people = append(f.people, a)
	}
	return nil
}

// capacity leaves everybody room for what the world gives them.
func (f *field) capacity() int { return max(60, 2*f.size.Leads/max(1, f.size.People)) }

// lead writes one lead's whole life in one transaction, each act at its own time.
func (f *field) lead(ctx context.Context, p *pursuit) error {
	f.at = p.intake
	no, err := f.no.Take(ctx, f.made.Org, 1)
	if err != nil {
		return err
	}
	cat, err := f.cat.Of(ctx, f.made.Org)
	if err != nil {
		return err
	}
	n := &lead.New{No: no, Name: p.company, ContactName: p.contact, ContactTitle: p.title, Phone: p.phone, Source: p.source, Region: p.city, Industry: p.trade, Mode: cat.Modes[0].ID,
		Tags: []string{p.need}, ExpectedAmount: money.Fen(p.amount), IntakeAt: f.clock(), Cause: "demo", Own: f.ownOf(no)}
	if err := n.Check(cat, f.admin); err != nil {
		return err
	}
	who := f.admin
	if p.owner >= 0 {
		who = f.people[p.owner]
		n.Owner = who.Member
	}
	f.made.Leads++
	return f.leads.Dir.Of(f.made.Org).Write(ctx, func(ctx context.Context, tx *db.Tx) error {
		l, err := f.leads.Add(ctx, tx, f.admin, n)
		if err != nil {
			return err
		}
		for _, v := range p.visits {
			if err := f.touch(ctx, tx, who, l, v, cat); err != nil {
				return err
			}
		}
		return f.finish(ctx, tx, who, l, p)
	})
}

func (f *field) touch(ctx context.Context, tx *db.Tx, who *actor.Actor, l *lead.Lead, v visit, cat *record.Catalogue) error {
	f.at = v.at
	d := followup.Draft{Kind: followup.Kind(v.kind), Result: followup.Result(v.result), Content: v.text, At: f.clock(), NextDue: v.next,
		Chance: lead.Chance(v.chance), ChanceReason: v.because}
	if v.stage > first {
		d.StageID = cat.Modes[0].Stages[v.stage-1].ID
	}
	f.made.Touches++
	_, err := f.touches.LogHeld(ctx, tx, who, l, d)
	return err
}

// finish ends the lead or leaves it with its next step.
func (f *field) finish(ctx context.Context, tx *db.Tx, who *actor.Actor, l *lead.Lead, p *pursuit) error {
	before := *l
	kind := "lead.edited"
	switch p.end {
	case "won":
		f.at, kind = p.endAt, "lead.won"
		lead.MarkWon(l, f.clock(), day.Of(f.at, f.zone))
	case "lost":
		f.at, kind = p.endAt, "lead.lost"
		lead.MarkLost(l, f.clock(), day.Of(f.at, f.zone), p.lostFor)
	default:
		if len(p.visits) > 0 {
			l.NextDue, l.NextTime, l.NextNote, l.NextKind = p.due, p.dueTime, p.dueNote, "phone"
		}
		if p.key != "" {
			l.Key, l.KeyReason = true, p.key
		}
	}
	return f.leads.Save(ctx, tx, who, before, l, kind, true)
}
