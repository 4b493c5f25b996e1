package followup_test

import (
	"context"
	"crypto/rand"
	"sync/atomic"
	"testing"
	"time"

	"xiaoguan/base/actor"
	"xiaoguan/base/clock"
	"xiaoguan/base/day"
	"xiaoguan/base/fault"
	"xiaoguan/base/id"
	"xiaoguan/record"
	"xiaoguan/sales/customer"
	"xiaoguan/sales/followup"
	"xiaoguan/sales/lead"
	"xiaoguan/sales/team"
	"xiaoguan/store/db"
	"xiaoguan/store/db/dbtest"
	"xiaoguan/store/journal"
)

var shanghai = clock.Zone("Asia/Shanghai")

// morning is Tuesday 2025-10-14, 09:30 in Shanghai.
var morning = time.Date(2025, 10, 14, 1, 30, 0, 0, time.UTC)

var today = day.Date(2025, 10, 14)

// house is one organisation with a salesperson, a colleague of another group and their managers.
type house struct {
	store   *db.Store
	now     *atomic.Pointer[time.Time]
	ids     *id.Source
	org     id.ID
	cat     *record.Catalogue
	leads   *lead.Service
	service *followup.Service
	no      int64

	wang, li, manager, admin *actor.Actor // wang and manager are of one group
}

// each runs fn in a fresh house on both engines.
func each(t *testing.T, fn func(t *testing.T, h *house)) {
	now := new(atomic.Pointer[time.Time])
	tell := func() time.Time { return *now.Load() }
	now.Store(&morning)
	dbtest.EachClock(t, tell, func(t *testing.T, s *db.Store) {
		now.Store(&morning)
		fn(t, open(t, s, now, tell))
	})
}

func open(t *testing.T, s *db.Store, now *atomic.Pointer[time.Time], tell clock.Clock) *house {
	t.Helper()
	dir, ids := db.NewDirectory(s), id.NewSource(tell, rand.Reader)
	j := journal.New(ids, tell, []byte("key"), journal.NewLive(dir, tell))
	cats := record.NewCatalogues(dir, ids)
	people := team.New(dir, ids, tell, j, cats)
	customers := &customer.Service{Dir: dir, IDs: ids, Now: tell, Journal: j, Team: people}
	leads := &lead.Service{Dir: dir, IDs: ids, Now: tell, Journal: j, Catalogues: cats, Numbers: db.NewNumbers(dir, "lead"), Team: people, Customers: customers}
	h := &house{store: s, now: now, ids: ids, org: ids.New(), leads: leads,
		service: &followup.Service{Dir: dir, IDs: ids, Now: tell, Catalogues: cats, Leads: leads}}
	east, west := h.group(t, "华东组"), h.group(t, "华西组")
	h.wang = h.member(t, "王芳", actor.Salesperson, east)
	h.li = h.member(t, "李强", actor.Salesperson, west)
	h.manager = h.member(t, "赵敏", actor.Manager, east)
	h.admin = h.member(t, "管理员", actor.Administrator, east)
	h.write(t, func(ctx context.Context, tx *db.Tx) error {
		if _, err := tx.NewInsert().Model(&team.Organisation{ID: h.org, Name: "测试公司", Zone: "Asia/Shanghai", CreatedAt: morning}).Exec(ctx); err != nil {
			return err
		}
		return cats.Seed(ctx, tx, h.org)
	})
	var err error
	if h.cat, err = cats.Of(t.Context(), h.org); err != nil {
		t.Fatal(err)
	}
	return h
}

func (h *house) write(t *testing.T, fn func(ctx context.Context, tx *db.Tx) error) {
	t.Helper()
	if err := h.store.Write(context.Background(), fn); err != nil {
		t.Fatal(err)
	}
}

func (h *house) group(t *testing.T, name string) id.ID {
	t.Helper()
	g := &team.Group{Org: h.org, ID: h.ids.New(), Name: name, Version: 1, CreatedAt: morning}
	h.write(t, func(ctx context.Context, tx *db.Tx) error { _, err := tx.NewInsert().Model(g).Exec(ctx); return err })
	return g.ID
}

func (h *house) member(t *testing.T, name string, role actor.Role, group id.ID) *actor.Actor {
	t.Helper()
	m := &team.Member{Org: h.org, ID: h.ids.New(), Identity: h.ids.New(), Name: name, Role: role, Level: 3, Capacity: 50, State: team.Active, Version: 1, CreatedAt: morning}
	h.write(t, func(ctx context.Context, tx *db.Tx) error {
		if _, err := tx.NewInsert().Model(m).Exec(ctx); err != nil {
			return err
		}
		_, err := tx.NewInsert().Model(&team.Membership{Org: h.org, ID: h.ids.New(), Member: m.ID, Group: group, From: today.Add(-300)}).Exec(ctx)
		return err
	})
	return &actor.Actor{Org: h.org, Member: m.ID, Name: name, Role: role, Group: group, Below: []id.ID{group}, Grants: actor.GrantsOf(role), Zone: "Asia/Shanghai", Lang: "zh"}
}

// lead enters an open B2B lead of an owner.
func (h *house) lead(t *testing.T, owner *actor.Actor, n lead.New) *lead.Lead {
	t.Helper()
	h.no++
	n.No, n.Name, n.Owner, n.Cause = h.no, "宁波拓森汽车零部件有限公司", owner.Member, "entry"
	var l *lead.Lead
	h.write(t, func(ctx context.Context, tx *db.Tx) (err error) {
		l, err = h.leads.Add(ctx, tx, h.admin, &n)
		return err
	})
	return l
}

// read gives the lead as it is kept.
func (h *house) read(t *testing.T, lead id.ID) *lead.Lead {
	t.Helper()
	l, err := h.leads.Get(t.Context(), h.admin, lead)
	if err != nil {
		t.Fatal(err)
	}
	return l
}

// log keeps a touch that must be taken.
func (h *house) log(t *testing.T, a *actor.Actor, lead id.ID, d followup.Draft) *followup.Logged {
	t.Helper()
	out, err := h.service.Log(t.Context(), a, lead, d)
	if err != nil {
		t.Fatal(err)
	}
	return out
}

// touches gives the log of a lead as it is kept, in order of its instants.
func (h *house) touches(t *testing.T, lead id.ID) []followup.Touch {
	t.Helper()
	var rows []followup.Touch
	if err := h.store.Read().NewSelect().Model(&rows).Where("t.org_id = ? AND t.subject_id = ?", h.org, lead).OrderExpr("t.at, t.id").Scan(t.Context()); err != nil {
		t.Fatal(err)
	}
	return rows
}

// stage is the position of a lead's stage.
func (h *house) stage(t *testing.T, l *lead.Lead) int {
	t.Helper()
	st, ok := h.cat.Stage(l.Stage)
	if !ok {
		t.Fatalf("no stage %v", l.Stage)
	}
	return st.Position
}

// fields are the names of the wrong fields of an error, nil when it is of another kind.
func fields(err error) []string {
	f, ok := fault.Of(err)
	if !ok || !fault.ErrInvalid.Is(err) {
		return nil
	}
	var names []string
	for _, field := range f.Fields {
		names = append(names, field.Name)
	}
	return names
}
