package day_test

import (
	"context"
	"crypto/rand"
	"sync"
	"sync/atomic"
	"testing"
	"time"

	"xiaoguan/base/actor"
	"xiaoguan/base/clock"
	civil "xiaoguan/base/day"
	"xiaoguan/base/id"
	"xiaoguan/record"
	"xiaoguan/sales/customer"
	"xiaoguan/sales/day"
	"xiaoguan/sales/followup"
	"xiaoguan/sales/lead"
	"xiaoguan/sales/team"
	"xiaoguan/store/db"
	"xiaoguan/store/db/dbtest"
	"xiaoguan/store/journal"
)

// opening is Thursday 2025-10-09, 09:00 in Shanghai: the first workday after the eight days of National Day. Saturday the
// 11th is a make-up workday, and so was Sunday 2025-09-28.
var opening = time.Date(2025, 10, 9, 1, 0, 0, 0, time.UTC)

var today = civil.Date(2025, 10, 9)

func on(s string) civil.Day {
	d, err := civil.Parse(s)
	if err != nil {
		panic(err)
	}
	return d
}

const password = "三只猫爬上树"

var hash = sync.OnceValue(func() string { return team.Hash(password) })

// house is an organisation with two groups; its clock is the test's.
type house struct {
	store    *db.Store
	now      atomic.Pointer[time.Time]
	people   *team.Service
	leads    *lead.Service
	touches  *followup.Service
	days     *day.Service
	no       int64
	admin    *actor.Actor // of the whole company
	manager  *actor.Actor // of 华东组
	wang     *actor.Actor // sells in 华东组
	li       *actor.Actor // sells in 华西组
	readonly *actor.Actor
}

func (h *house) tell() time.Time  { return *h.now.Load() }
func (h *house) set(at time.Time) { h.now.Store(&at) }

// each runs fn in a fresh house on both engines.
func each(t *testing.T, fn func(t *testing.T, h *house)) {
	t.Helper()
	h := new(house)
	h.set(opening)
	dbtest.EachClock(t, h.tell, func(t *testing.T, s *db.Store) {
		h.store, h.no = s, 0
		h.set(opening)
		h.build(t)
		fn(t, h)
	})
}

func (h *house) build(t *testing.T) {
	t.Helper()
	now := clock.Clock(h.tell)
	dir, ids := db.NewDirectory(h.store), id.NewSource(now, rand.Reader)
	j := journal.New(ids, now, []byte("key"), journal.NewLive(dir, now))
	cats := record.NewCatalogues(dir, ids)
	h.people = team.New(dir, ids, now, j, cats)
	customers := &customer.Service{Dir: dir, IDs: ids, Now: now, Journal: j, Team: h.people}
	h.leads = &lead.Service{Dir: dir, IDs: ids, Now: now, Journal: j, Catalogues: cats, Numbers: db.NewNumbers(dir, "lead"), Team: h.people, Customers: customers}
	h.touches = &followup.Service{Dir: dir, IDs: ids, Now: now, Catalogues: cats, Leads: h.leads}
	h.days = &day.Service{Dir: dir, Team: h.people, Leads: h.leads, Followups: h.touches}
	h.write(t, func(ctx context.Context, tx *db.Tx) (err error) {
		_, h.admin, err = h.people.Found(ctx, tx, team.Founding{Company: "测试公司", Name: "管理员", Phone: "13800000000"})
		if err != nil {
			return err
		}
		east := h.plant(t, ctx, tx, "华东组")
		h.manager, h.wang = h.join(t, ctx, tx, "赵敏", "13800000001", actor.Manager, east), h.join(t, ctx, tx, "王芳", "13800000002", actor.Salesperson, east)
		west := h.plant(t, ctx, tx, "华西组")
		h.li, h.readonly = h.join(t, ctx, tx, "李强", "13800000003", actor.Salesperson, west), h.join(t, ctx, tx, "财务", "13800000004", actor.Readonly, west)
		return nil
	})
}

func (h *house) write(t *testing.T, fn func(ctx context.Context, tx *db.Tx) error) {
	t.Helper()
	if err := h.store.Write(context.Background(), fn); err != nil {
		t.Fatal(err)
	}
}

func (h *house) plant(t *testing.T, ctx context.Context, tx *db.Tx, name string) id.ID {
	t.Helper()
	g, err := h.people.PlantGroup(ctx, tx, h.admin, name, h.admin.Group, 0)
	if err != nil {
		t.Fatal(err)
	}
	return g.ID
}

func (h *house) join(t *testing.T, ctx context.Context, tx *db.Tx, name, phone string, role actor.Role, group id.ID) *actor.Actor {
	t.Helper()
	m, err := h.people.Join(ctx, tx, h.admin, team.Joining{Name: name, Phone: phone, Hash: hash(), Role: role, Group: group, Level: 3, Capacity: 50})
	if err != nil {
		t.Fatal(err)
	}
	return &actor.Actor{Org: m.Org, Member: m.ID, Name: name, Role: role, Group: group, Below: []id.ID{group}, Grants: actor.GrantsOf(role), Zone: team.DefaultZone, Lang: "zh"}
}

// lead enters a lead in the administrator's name.
func (h *house) lead(t *testing.T, owner *actor.Actor, n lead.New) *lead.Lead {
	t.Helper()
	var l *lead.Lead
	h.write(t, func(ctx context.Context, tx *db.Tx) (err error) {
		l, err = h.add(ctx, tx, h.admin, owner, n)
		return err
	})
	return l
}

func (h *house) add(ctx context.Context, tx *db.Tx, by, owner *actor.Actor, n lead.New) (*lead.Lead, error) {
	h.no++
	n.No, n.Owner, n.Cause = h.no, owner.Member, "entry"
	return h.leads.Add(ctx, tx, by, &n)
}

// give moves a lead to another owner.
func (h *house) give(t *testing.T, l *lead.Lead, owner *actor.Actor) {
	t.Helper()
	people, err := h.people.People(t.Context(), h.admin.Org)
	if err != nil {
		t.Fatal(err)
	}
	h.write(t, func(ctx context.Context, tx *db.Tx) error {
		held, err := h.leads.Hold(ctx, tx, h.admin, l.ID, actor.LeadAssign, true)
		if err != nil {
			return err
		}
		before := *held
		h.leads.SetOwner(people, held, owner.Member)
		return h.leads.Save(ctx, tx, h.admin, before, held, "lead.assigned", false)
	})
}

func (h *house) log(t *testing.T, a *actor.Actor, l *lead.Lead, d followup.Draft) {
	t.Helper()
	d.Kind = followup.Phone
	if _, err := h.touches.Log(t.Context(), a, l.ID, d); err != nil {
		t.Fatal(err)
	}
}

func (h *house) day(t *testing.T, a, of *actor.Actor) *day.Today {
	t.Helper()
	out, err := h.days.Today(t.Context(), a, of.Member)
	if err != nil {
		t.Fatal(err)
	}
	return out
}

// names are the leads of a section in order, with their reasons.
func names(t *testing.T, out *day.Today, key day.Key) (titles, whys []string) {
	t.Helper()
	for _, s := range out.Sections {
		if s.Key == key {
			for _, item := range s.Items {
				titles, whys = append(titles, item.Lead.Title), append(whys, item.Why)
			}
			return titles, whys
		}
	}
	t.Fatalf("no section %s", key)
	return nil, nil
}
