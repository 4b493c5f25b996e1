package match

import (
	"context"
	"crypto/rand"
	"fmt"
	"log/slog"
	"sync/atomic"
	"testing"
	"time"

	"xiaoguan/base/actor"
	"xiaoguan/base/clock"
	"xiaoguan/base/fault"
	"xiaoguan/base/id"
	"xiaoguan/base/money"
	"xiaoguan/base/page"
	"xiaoguan/record"
	"xiaoguan/sales/customer"
	"xiaoguan/sales/lead"
	"xiaoguan/sales/team"
	"xiaoguan/store/db"
	"xiaoguan/store/db/dbtest"
	"xiaoguan/store/jobs"
	"xiaoguan/store/journal"
)

// house is one organisation: an administrator at the root, below it an eastern and a western group, each with a manager.
type house struct {
	store      *db.Store
	ids        *id.Source
	skew       *atomic.Int64 // how far the clock is ahead
	journal    *journal.Journal
	team       *team.Service
	leads      *lead.Service
	match      *Service
	east, west id.ID

	admin, boss, rival *actor.Actor // boss manages the east, rival the west
}

// each runs fn in a fresh house on both engines.
func each(t *testing.T, fn func(t *testing.T, h *house)) {
	t.Helper()
	skew := new(atomic.Int64)
	now := clock.Clock(func() time.Time { return clock.System().Add(time.Duration(skew.Load())) })
	dbtest.EachClock(t, now, func(t *testing.T, s *db.Store) {
		skew.Store(0)
		fn(t, open(t, s, skew, now))
	})
}

func open(t *testing.T, s *db.Store, skew *atomic.Int64, now clock.Clock) *house {
	t.Helper()
	dir, ids := db.NewDirectory(s), id.NewSource(now, rand.Reader)
	h := &house{store: s, ids: ids, skew: skew}
	h.journal = journal.New(ids, now, []byte("key"), journal.NewLive(dir, now))
	cats := record.NewCatalogues(dir, ids)
	h.team = team.New(dir, ids, now, h.journal, cats)
	customers := &customer.Service{Dir: dir, IDs: ids, Now: now, Journal: h.journal, Team: h.team}
	h.leads = &lead.Service{Dir: dir, IDs: ids, Now: now, Journal: h.journal, Catalogues: cats, Numbers: db.NewNumbers(dir, "lead"), Team: h.team, Customers: customers}
	h.match = &Service{Dir: dir, IDs: ids, Now: now, Journal: h.journal, Team: h.team, Leads: h.leads}
	h.write(t, func(ctx context.Context, tx *db.Tx) (err error) {
		if _, h.admin, err = h.team.Found(ctx, tx, team.Founding{Company: "测试公司", Name: "管理员", Phone: "13800000000"}); err != nil {
			return err
		}
		for name, group := range map[string]*id.ID{"华东组": &h.east, "华西组": &h.west} {
			g, err := h.team.PlantGroup(ctx, tx, h.admin, name, h.admin.Group, 0)
			if err != nil {
				return err
			}
			*group = g.ID
		}
		return nil
	})
	h.boss = h.member(t, team.Joining{Name: "赵敏", Role: actor.Manager, Group: h.east, Capacity: 0})
	h.rival = h.member(t, team.Joining{Name: "周芷若", Role: actor.Manager, Group: h.west, Capacity: 0})
	return h
}

func (h *house) write(t *testing.T, fn func(ctx context.Context, tx *db.Tx) error) {
	t.Helper()
	if err := h.store.Write(context.Background(), fn); err != nil {
		t.Fatal(err)
	}
}

var phones atomic.Int64

// member adds one; who has no level is of level 3.
func (h *house) member(t *testing.T, in team.Joining) (a *actor.Actor) {
	t.Helper()
	return h.members(t, in, 1)[0]
}

// members adds several alike, numbered by name when more than one.
func (h *house) members(t *testing.T, in team.Joining, n int) (out []*actor.Actor) {
	t.Helper()
	if in.Level == 0 {
		in.Level = 3
	}
	name := in.Name
	h.write(t, func(ctx context.Context, tx *db.Tx) error {
		for i := range n {
			if n > 1 {
				in.Name = fmt.Sprintf("%s%d", name, i)
			}
			in.Phone, in.Hash = fmt.Sprintf("139%08d", phones.Add(1)), "nobody signs in"
			m, err := h.team.Join(ctx, tx, h.admin, in)
			if err != nil {
				return err
			}
			out = append(out, &actor.Actor{Org: m.Org, Member: m.ID, Name: m.Name, Role: m.Role, Group: m.Group, Below: []id.ID{m.Group}, Grants: actor.GrantsOf(m.Role), Zone: team.DefaultZone, Lang: "zh"})
		}
		return nil
	})
	return out
}

// seller adds a salesperson of the east.
func (h *house) seller(t *testing.T, name string, capacity int, tags ...string) *actor.Actor {
	t.Helper()
	return h.member(t, team.Joining{Name: name, Role: actor.Salesperson, Group: h.east, Capacity: capacity, Tags: tags})
}

// add enters a lead in the administrator's name.
func (h *house) add(t *testing.T, n lead.New) *lead.Lead {
	t.Helper()
	return h.addAs(t, h.admin, n)
}

// addAs enters a lead in somebody's name.
func (h *house) addAs(t *testing.T, a *actor.Actor, n lead.New) (l *lead.Lead) {
	t.Helper()
	no, err := h.leads.Numbers.Take(context.Background(), a.Org, 1)
	if err != nil {
		t.Fatal(err)
	}
	if n.No, n.Cause = no, "entry"; n.Name == "" {
		n.Name = fmt.Sprintf("第%d号客户", no)
	}
	h.write(t, func(ctx context.Context, tx *db.Tx) (err error) {
		l, err = h.leads.Add(ctx, tx, a, &n)
		return err
	})
	return l
}

// pool enters n leads that nobody owns.
func (h *house) pool(t *testing.T, n int) (ids []id.ID) {
	t.Helper()
	for range n {
		ids = append(ids, h.add(t, lead.New{}).ID)
	}
	return ids
}

// read gives a lead as it is kept.
func (h *house) read(t *testing.T, lead id.ID) *lead.Lead {
	t.Helper()
	l, err := h.leads.Get(t.Context(), h.admin, lead)
	if err != nil {
		t.Fatal(err)
	}
	return l
}

func (h *house) preview(t *testing.T, a *actor.Actor, leads ...id.ID) *View {
	t.Helper()
	b, err := h.match.Preview(t.Context(), a, page.Query{}, leads)
	return h.view(t, a, b, err)
}

func (h *house) view(t *testing.T, a *actor.Actor, b *Batch, err error) *View {
	t.Helper()
	v, err := h.match.View(t.Context(), a, b, err)
	if err != nil {
		t.Fatal(err)
	}
	return v
}

func (h *house) apply(t *testing.T, a *actor.Actor, batch id.ID, choices []Choice) *View {
	t.Helper()
	b, err := h.match.Apply(t.Context(), a, batch, choices)
	return h.view(t, a, b, err)
}

func (h *house) undo(t *testing.T, a *actor.Actor, batch id.ID) *View {
	t.Helper()
	b, err := h.match.Undo(t.Context(), a, batch)
	return h.view(t, a, b, err)
}

// spell is one ownership of a lead.
type spell struct {
	Owner id.ID  `bun:"owner_id"`
	Cause string `bun:"cause"`
	Open  bool   `bun:"open"`
}

func (h *house) spells(t *testing.T, lead id.ID) (rows []spell) {
	t.Helper()
	err := h.store.Read().NewRaw("SELECT owner_id, cause, to_at IS NULL AS open FROM owner_spell WHERE org_id = ? AND subject_id = ? ORDER BY id", h.admin.Org, lead).Scan(t.Context(), &rows)
	if err != nil {
		t.Fatal(err)
	}
	return rows
}

// entries are the journal's entries on a lead of one kind, newest first.
func (h *house) entries(t *testing.T, lead id.ID, kind string) (out []*journal.Entry) {
	t.Helper()
	all, err := journal.Of(t.Context(), h.store, h.admin, "lead", lead, id.ID{}, 100)
	if err != nil {
		t.Fatal(err)
	}
	for _, e := range all {
		if e.Kind == kind {
			out = append(out, e)
		}
	}
	return out
}

// work runs the job queue until the test ends.
func (h *house) work(t *testing.T) {
	t.Helper()
	q, err := jobs.New(h.store, slog.New(slog.DiscardHandler))
	if err != nil {
		t.Fatal(err)
	}
	h.match.Handlers(q)
	h.journal.React(h.match.Reaction(q))
	if err := q.Start(context.Background()); err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() {
		ctx, cancel := context.WithTimeout(context.Background(), 10*time.Second)
		defer cancel()
		if err := q.Stop(ctx); err != nil {
			t.Error(err)
		}
	})
}

// field is the wrong field of an error, "" when it is of another kind.
func field(err error) string {
	f, ok := fault.Of(err)
	if !ok || len(f.Fields) == 0 {
		return ""
	}
	return f.Fields[0].Name
}

// raw enters many open leads that nobody owns, row by row and no more.
func (h *house) raw(t *testing.T, n int) (ids []id.ID) {
	t.Helper()
	sample := *h.add(t, lead.New{Industry: "汽车零部件", Region: "宁波"})
	ids = append(ids, sample.ID)
	first, err := h.leads.Numbers.Take(context.Background(), h.admin.Org, int64(n))
	if err != nil {
		t.Fatal(err)
	}
	industries, regions := []string{"汽车零部件", "医药", "电子", "纺织", "食品"}, []string{"浙江宁波", "杭州", "苏州"}
	h.write(t, func(ctx context.Context, tx *db.Tx) error {
		var rows []lead.Lead
		for i := range n - 1 {
			l := sample
			l.ID, l.No, l.Industry, l.Region, l.ExpectedAmount, l.Customer = h.ids.New(), first+int64(i), industries[i%5], regions[i%3], money.Fen(i%6)*100_000_00, id.ID{}
			rows, ids = append(rows, l), append(ids, l.ID)
			if len(rows) == 250 || i == n-2 {
				if _, err := tx.NewInsert().Model(&rows).Exec(ctx); err != nil {
					return err
				}
				rows = nil
			}
		}
		return nil
	})
	return ids
}

// rows are all leads by id, but for when they were last written.
func (h *house) rows(t *testing.T) map[id.ID]lead.Lead {
	t.Helper()
	var rows []lead.Lead
	if err := h.store.Read().NewSelect().Model(&rows).Where("l.org_id = ?", h.admin.Org).Scan(t.Context()); err != nil {
		t.Fatal(err)
	}
	out := map[id.ID]lead.Lead{}
	for _, l := range rows {
		l.UpdatedAt = time.Time{}
		out[l.ID] = l
	}
	return out
}
