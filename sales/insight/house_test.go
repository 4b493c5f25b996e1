package insight

import (
	"context"
	"crypto/rand"
	mathrand "math/rand/v2"
	"testing"
	"time"

	"xiaoguan/base/actor"
	"xiaoguan/base/clock"
	"xiaoguan/base/id"
	"xiaoguan/base/page"
	"xiaoguan/record"
	"xiaoguan/sales/customer"
	"xiaoguan/sales/followup"
	"xiaoguan/sales/lead"
	"xiaoguan/sales/team"
	"xiaoguan/store/db"
	"xiaoguan/store/db/dbtest"
	"xiaoguan/store/journal"
	"xiaoguan/web"
)

// house is a company with two groups, a manager and a salesperson in each.
type house struct {
	store   *db.Store
	leads   *lead.Service
	touches *followup.Service
	insight *Service
	admin   *actor.Actor
	people  []*actor.Actor // manager and salesperson of group one, then of group two
}

var noon = time.Date(2026, 11, 24, 4, 0, 0, 0, time.UTC)

func each(t *testing.T, fn func(t *testing.T, h *house)) {
	t.Helper()
	dbtest.EachClock(t, clock.Fixed(noon), func(t *testing.T, s *db.Store) { fn(t, open(t, s)) })
}

func open(t *testing.T, s *db.Store) *house {
	t.Helper()
	now := clock.Fixed(noon)
	dir, ids := db.NewDirectory(s), id.NewSource(now, rand.Reader)
	j := journal.New(ids, now, []byte("key"), journal.NewLive(dir, now))
	j.Project(Project)
	cats := record.NewCatalogues(dir, ids)
	people := team.New(dir, ids, now, j, cats)
	h := &house{store: s}
	customers := &customer.Service{Dir: dir, IDs: ids, Now: now, Journal: j, Team: people}
	h.leads = &lead.Service{Dir: dir, IDs: ids, Now: now, Journal: j, Catalogues: cats, Numbers: db.NewNumbers(dir, "lead"), Team: people, Customers: customers}
	h.touches = &followup.Service{Dir: dir, IDs: ids, Now: now, Catalogues: cats, Leads: h.leads}
	h.insight = &Service{Dir: dir, Now: now, Catalogues: cats, Team: people, Leads: h.leads}
	h.write(t, func(ctx context.Context, tx *db.Tx) (err error) {
		_, h.admin, err = people.Found(ctx, tx, team.Founding{Company: "测试公司", Name: "管理员", Phone: "13800000000"})
		return err
	})
	phone := int64(13900000000)
	for _, name := range []string{"华东组", "华南组"} {
		h.write(t, func(ctx context.Context, tx *db.Tx) error {
			g, err := people.PlantGroup(ctx, tx, h.admin, name, h.admin.Group, 0)
			if err != nil {
				return err
			}
			for _, role := range []actor.Role{actor.Manager, actor.Salesperson} {
				phone++
				m, err := people.Join(ctx, tx, h.admin, team.Joining{Name: name + string(role), Phone: itoa(phone), Role: role, Group: g.ID, Level: 3, Capacity: 500})
				if err != nil {
					return err
				}
				h.people = append(h.people, &actor.Actor{Org: h.admin.Org, Member: m.ID, Name: m.Name, Role: role, Group: g.ID, Below: []id.ID{g.ID}, Grants: actor.GrantsOf(role), Zone: "Asia/Shanghai", Lang: "zh"})
			}
			return nil
		})
	}
	return h
}

func itoa(n int64) string {
	var b []byte
	for ; n > 0; n /= 10 {
		b = append([]byte{byte('0' + n%10)}, b...)
	}
	return string(b)
}

func (h *house) write(t *testing.T, fn func(ctx context.Context, tx *db.Tx) error) {
	t.Helper()
	if err := h.store.Write(context.Background(), fn); err != nil {
		t.Fatal(err)
	}
}

// busy takes in leads over a year and lets things happen to them.
func (h *house) busy(t *testing.T, r *mathrand.Rand, count int) {
	t.Helper()
	ctx := context.Background()
	sources := []string{"", "Google", "google", "展会"}
	cat, err := h.leads.Catalogues.Of(ctx, h.admin.Org)
	if err != nil {
		t.Fatal(err)
	}
	for i := range count {
		no, err := h.leads.Numbers.Take(ctx, h.admin.Org, 1)
		if err != nil {
			t.Fatal(err)
		}
		n := &lead.New{No: no, Name: "公司" + itoa(int64(i+1)), Source: sources[r.IntN(4)], Mode: cat.Modes[r.IntN(2)].ID, IntakeAt: noon.AddDate(0, 0, -r.IntN(300)), Cause: "test", ExpectedAmount: 100}
		owner := h.people[r.IntN(4)]
		if r.IntN(5) > 0 {
			n.Owner = owner.Member
		}
		var l *lead.Lead
		h.write(t, func(ctx context.Context, tx *db.Tx) (err error) {
			l, err = h.leads.Add(ctx, tx, h.admin, n)
			return err
		})
		if !n.Owner.IsZero() {
			h.happen(t, r, l, cat)
		}
	}
}

func (h *house) happen(t *testing.T, r *mathrand.Rand, l *lead.Lead, cat *record.Catalogue) {
	t.Helper()
	ctx := context.Background()
	must := func(err error) {
		t.Helper()
		if err != nil {
			t.Fatal(err)
		}
	}
	if r.IntN(3) > 0 {
		_, err := h.touches.Log(ctx, h.admin, l.ID, followup.Draft{Kind: followup.Phone, Result: followup.Progress})
		must(err)
	}
	mode, _ := cat.Mode(l.Mode)
	if r.IntN(2) == 0 {
		stage := mode.Stages[r.IntN(len(mode.Stages))].ID
		_, err := h.leads.Edit(ctx, h.admin, l.ID, &lead.Patch{StageID: &stage})
		must(err)
	}
	switch r.IntN(5) {
	case 0, 1:
		_, err := h.leads.Win(ctx, h.admin, l.ID, 0, nil)
		must(err)
		if r.IntN(4) == 0 {
			_, err := h.leads.Reopen(ctx, h.admin, l.ID)
			must(err)
		}
	case 2:
		_, err := h.leads.Lose(ctx, h.admin, l.ID, "价格")
		must(err)
	}
}

// count is how many leads a list with the filters shows the actor.
func (h *house) count(t *testing.T, a *actor.Actor, filters []string) int64 {
	t.Helper()
	q, err := web.List{Filter: filters, Limit: 1, Count: true}.Query()
	if err != nil {
		t.Fatal(err)
	}
	out, err := h.leads.List(context.Background(), a, page.Query{Filters: q.Filters, Limit: 1, Count: true})
	if err != nil {
		t.Fatal(err)
	}
	return int64(out.Count.N)
}
