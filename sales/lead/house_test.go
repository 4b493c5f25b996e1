package lead

import (
	"context"
	"crypto/rand"
	"strconv"
	"testing"
	"time"

	"xiaoguan/base/actor"
	"xiaoguan/base/clock"
	"xiaoguan/base/day"
	"xiaoguan/base/id"
	"xiaoguan/base/page"
	"xiaoguan/record"
	"xiaoguan/sales/customer"
	"xiaoguan/sales/team"
	"xiaoguan/store/db"
	"xiaoguan/store/db/dbtest"
	"xiaoguan/store/journal"
	"xiaoguan/web"
)

// house is a company with two groups; manager and salesperson in each.
type house struct {
	store  *db.Store
	leads  *Service
	admin  *actor.Actor
	people []*actor.Actor
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
	cats := record.NewCatalogues(dir, ids)
	people := team.New(dir, ids, now, j, cats)
	customers := &customer.Service{Dir: dir, IDs: ids, Now: now, Journal: j, Team: people}
	h := &house{store: s, leads: &Service{Dir: dir, IDs: ids, Now: now, Journal: j, Catalogues: cats, Numbers: db.NewNumbers(dir, "lead"), Team: people, Customers: customers}}
	h.write(t, func(ctx context.Context, tx *db.Tx) (err error) {
		_, h.admin, err = people.Found(ctx, tx, team.Founding{Company: "测试公司", Name: "管理员", Phone: "13800000000"})
		return err
	})
	phone := 13900000000
	for _, name := range []string{"华东组", "华南组"} {
		h.write(t, func(ctx context.Context, tx *db.Tx) error {
			g, err := people.PlantGroup(ctx, tx, h.admin, name, h.admin.Group, 0)
			if err != nil {
				return err
			}
			for _, role := range []actor.Role{actor.Manager, actor.Salesperson} {
				phone++
				m, err := people.Join(ctx, tx, h.admin, team.Joining{Name: name + string(role), Phone: strconv.Itoa(phone), Role: role, Group: g.ID, Level: 3, Capacity: 500})
				if err != nil {
					return err
				}
				h.people = append(h.people, &actor.Actor{Org: h.admin.Org, Member: m.ID, Name: m.Name, Role: role, Group: g.ID, Below: []id.ID{g.ID}, Grants: actor.GrantsOf(role), Zone: "Asia/Shanghai", Lang: "zh"})
			}
			return nil
		})
	}
	h.people[0].Below = append(h.people[0].Below, h.people[2].Group) // 华东's manager also heads 华南
	return h
}

func (h *house) write(t *testing.T, fn func(ctx context.Context, tx *db.Tx) error) {
	t.Helper()
	if err := h.store.Write(context.Background(), fn); err != nil {
		t.Fatal(err)
	}
}

func (h *house) add(t *testing.T, n New) *Lead {
	t.Helper()
	ctx := context.Background()
	var err error
	if n.No, err = h.leads.Numbers.Take(ctx, h.admin.Org, 1); err != nil {
		t.Fatal(err)
	}
	var l *Lead
	h.write(t, func(ctx context.Context, tx *db.Tx) error {
		l, err = h.leads.Add(ctx, tx, h.admin, &n)
		return err
	})
	return l
}

func (h *house) list(t *testing.T, a *actor.Actor, in web.List) (page.Page[*View], error) {
	t.Helper()
	q, err := in.Query()
	if err != nil {
		return page.Page[*View]{}, err
	}
	return h.leads.List(context.Background(), a, q)
}

func (h *house) zone() *time.Location { return clock.Zone(h.admin.Zone) }

func at(text string) day.Day {
	d, err := day.Parse(text)
	if err != nil {
		panic(err)
	}
	return d
}
