package followup_test

import (
	"context"
	"crypto/rand"
	"sync"
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

// morning is Tuesday 2025-10-14, 09:30 in Shanghai.
var morning = time.Date(2025, 10, 14, 1, 30, 0, 0, time.UTC)

var today = day.Date(2025, 10, 14)

const password = "三只猫爬上树"

var hash = sync.OnceValue(func() string { return team.Hash(password) })

// house is one organisation with a salesperson, a colleague of another group and their managers.
type house struct {
	store   *db.Store
	now     *atomic.Pointer[time.Time]
	ids     *id.Source
	org     id.ID
	cat     *record.Catalogue
	leads   *lead.Service
	service *followup.Service
	people  *team.Service
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
	h := &house{store: s, now: now, ids: ids, leads: leads, people: people,
		service: &followup.Service{Dir: dir, IDs: ids, Now: tell, Catalogues: cats, Leads: leads}}
	h.write(t, func(ctx context.Context, tx *db.Tx) (err error) {
		if _, h.admin, err = people.Found(ctx, tx, team.Founding{Company: "测试公司", Name: "管理员", Phone: "13800000000"}); err != nil {
			return err
		}
		join := func(name, phone string, role actor.Role, group id.ID) (a *actor.Actor) {
			var m *team.Member
			if m, err = people.Join(ctx, tx, h.admin, team.Joining{Name: name, Phone: phone, Hash: hash(), Role: role, Group: group, Level: 3, Capacity: 50}); err != nil {
				t.Fatal(err)
			}
			return &actor.Actor{Org: m.Org, Member: m.ID, Name: name, Role: role, Group: group, Below: []id.ID{group}, Grants: actor.GrantsOf(role), Zone: team.DefaultZone, Lang: "zh"}
		}
		east, err := people.PlantGroup(ctx, tx, h.admin, "华东组", h.admin.Group, 0)
		if err != nil {
			return err
		}
		h.wang, h.manager = join("王芳", "13800000001", actor.Salesperson, east.ID), join("赵敏", "13800000002", actor.Manager, east.ID)
		h.li = join("李强", "13800000003", actor.Salesperson, h.admin.Group)
		return nil
	})
	h.org = h.admin.Org
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
