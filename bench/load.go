package main

import (
	"context"
	"encoding/json"
	"fmt"
	"reflect"
	"strings"
	"time"

	"github.com/uptrace/bun"
	"github.com/uptrace/bun/schema"

	"xiaoguan/base/actor"
	"xiaoguan/base/day"
	"xiaoguan/base/id"
	"xiaoguan/base/text"
	"xiaoguan/record"
	"xiaoguan/sales/customer"
	"xiaoguan/sales/insight"
	"xiaoguan/sales/lead"
	"xiaoguan/sales/team"
	"xiaoguan/store/db"
	"xiaoguan/store/journal"
	"xiaoguan/store/search"
)

// password is everybody's in the data set.
const password = "bench-2026-Xiaoguan"

// loader fills an empty database with the data set.
type loader struct {
	*world
	sink   sink
	tally  *insight.Tally
	leads  *schema.Table
	firms  *schema.Table
	cols   map[*schema.Table]string
	fields ownFields
	docNo  int64
	lite   bool
}

// load makes the organisation through the product's own operations, then its leads in bulk.
func load(ctx context.Context, url string, size int) error {
	store, err := db.Open(ctx, db.Config{URL: url})
	if err != nil {
		return err
	}
	ld, err := staffed(ctx, store, size)
	if e := store.Close(); err == nil {
		err = e
	}
	if err != nil {
		return fmt.Errorf("people: %w", err)
	}
	if ld.lite {
		ld.sink, err = newLiteSink(url)
	} else {
		ld.sink, err = newPgSink(ctx, url)
	}
	if err != nil {
		return err
	}
	for i := range size {
		if err := ld.add(i); err != nil {
			return fmt.Errorf("lead %d: %w", i, err)
		}
		if i%10000 == 9999 {
			if err := ld.sink.flush(); err != nil {
				return err
			}
		}
	}
	if err := ld.counters(); err != nil {
		return err
	}
	return ld.sink.close()
}

// staffed makes the company with its groups and people.
func staffed(ctx context.Context, store *db.Store, size int) (*loader, error) {
	dir := db.NewDirectory(store)
	now := func() time.Time { return began.Add(-time.Hour) }
	ids := id.NewSource(now, chaos{dice(3)})
	cat := record.NewCatalogues(dir, ids)
	teams := team.New(dir, ids, now, journal.New(ids, now, []byte("bench"), journal.NewLive(dir, now)), cat)
	hash := team.Hash(password)
	r := dice(4)
	var org id.ID
	var people []person
	err := store.Write(ctx, func(ctx context.Context, tx *db.Tx) error {
		o, admin, err := teams.Found(ctx, tx, team.Founding{Company: "量衡工业", Name: "许管理", Phone: "13900000000", Hash: hash})
		if err != nil {
			return err
		}
		org = o.ID
		join := func(i int, role actor.Role, group id.ID, head bool) error {
			m, err := teams.Join(ctx, tx, admin, team.Joining{Name: personName(r), Phone: fmt.Sprintf("139%08d", i), Role: role, Group: group, Head: head, Level: 1 + r.IntN(5), Capacity: 1000, Hash: hash})
			if err == nil && (role == actor.Salesperson || role == actor.Manager) {
				people = append(people, person{m.ID, group})
			}
			return err
		}
		for g := range groupCount {
			group, err := teams.PlantGroup(ctx, tx, admin, fmt.Sprintf("销售 %d 组", g+1), admin.Group, 0)
			if err != nil {
				return err
			}
			for i := range groupSize {
				role := actor.Salesperson
				if i == 0 {
					role = actor.Manager
				}
				if err := join(g*groupSize+i+1, role, group.ID, i == 0); err != nil {
					return err
				}
			}
		}
		return join(900, actor.Leader, admin.Group, false)
	})
	if err != nil {
		return nil, err
	}
	fields, err := plantFields(ctx, store, ids, org, now())
	if err != nil {
		return nil, err
	}
	c, err := cat.Of(ctx, org)
	if err != nil {
		return nil, err
	}
	read := store.Read()
	ld := &loader{world: newWorld(org, c, people, size), tally: insight.NewTally(), fields: fields, leads: read.Table(reflect.TypeFor[lead.Lead]()), firms: read.Table(reflect.TypeFor[customer.Customer]()),
		cols: map[*schema.Table]string{}, lite: store.Engine == db.SQLite}
	return ld, read.NewRaw("SELECT COALESCE(max(no), 0) FROM search_doc").Scan(ctx, &ld.docNo)
}

// add writes one lead with everything that belongs to it.
func (ld *loader) add(i int) error {
	l := ld.lead(i)
	if c := ld.fresh; c != nil {
		if err := ld.firm(c); err != nil {
			return err
		}
	}
	if err := ld.own(l); err != nil {
		return err
	}
	if err := ld.row(ld.leads, l); err != nil {
		return err
	}
	changes := []journal.Change{{Field: "name", After: l.Name}, {Field: "source", After: l.Source}, {Field: "owner_id", After: l.Owner}}
	tokens := append(text.Tokens(l.Name, l.ContactName, l.Number()), text.PhoneTokens(l.Phone)...)
	ld.tally.Add(l.Facts(), 1)
	return ld.told("lead.created", search.Doc{Kind: lead.Kind, ID: l.ID, Tokens: tokens, Owner: l.Owner}, l.Group, changes)
}

func (ld *loader) firm(c *customer.Customer) error {
	if err := ld.row(ld.firms, c); err != nil {
		return err
	}
	if err := ld.sink.insert("customer_key", "org_id, key, customer_id", ld.org, ld.freshKey(c), c.ID); err != nil {
		return err
	}
	return ld.told("customer.created", search.Doc{Kind: customer.Kind, ID: c.ID, Tokens: text.Tokens(c.Name), Owner: c.Owner}, c.Group, []journal.Change{{Field: "name", After: c.Name}})
}

// freshKey is the key under which the product finds a company again.
func (ld *loader) freshKey(c *customer.Customer) string { return "name:" + c.NameNorm }

// told writes spell, journal entry and search document of a new record.
func (ld *loader) told(kind string, d search.Doc, group id.ID, changes []journal.Change) error {
	written, err := json.Marshal(changes)
	if err != nil {
		return err
	}
	owner, in := orNull(d.Owner), orNull(group)
	if err := ld.sink.insert("owner_spell", "org_id, id, subject_kind, subject_id, owner_id, group_id, from_at, cause", ld.org, ld.ids.New(), d.Kind, d.ID, owner, in, ld.at, "entry"); err != nil {
		return err
	}
	if err := ld.sink.insert("journal_entry", "org_id, id, act_id, at, actor_id, kind, subject_kind, subject_id, owner_id, group_id, changes, request_id",
		ld.org, ld.ids.New(), ld.ids.New(), ld.at, owner, kind, d.Kind, d.ID, owner, in, string(written), ""); err != nil {
		return err
	}
	if !ld.lite {
		return ld.sink.insert("search_doc", "org_id, kind, id, no, tokens", ld.org, d.Kind, d.ID, search.Number(d.ID), d.Text(ld.org))
	}
	ld.docNo++
	if err := ld.sink.insert("search_doc", "no, org_id, kind, id", ld.docNo, ld.org, d.Kind, d.ID); err != nil {
		return err
	}
	return ld.sink.insert("search_text", "rowid, tokens", ld.docNo, d.Text(ld.org))
}

// counters writes what the leads add up to.
func (ld *loader) counters() error {
	for c, n := range ld.tally.Cells {
		if err := ld.sink.insert("lead_stat", "org_id, grain, day, dim, dim_key, group_key, mode_key, measure, n",
			ld.org, string(c.Grain), c.Day, string(c.Dim), c.Key, c.Group.String(), c.Mode.String(), string(c.Measure), n); err != nil {
			return err
		}
	}
	for p, n := range ld.tally.Counts {
		if err := ld.sink.insert("lead_board", "org_id, owner_key, group_key, state, stage_key, n, amount",
			ld.org, p.Owner.String(), p.Group.String(), string(p.State), p.Stage.String(), n, ld.tally.Sums[p]); err != nil {
			return err
		}
	}
	return ld.sink.insert("number_block", "org_id, name, next", ld.org, "lead", int64(ld.size+1))
}

func orNull(v id.ID) any {
	if v.IsZero() {
		return nil
	}
	return v
}

// row writes a bun model by its declared columns.
func (ld *loader) row(t *schema.Table, model any) error {
	v := reflect.ValueOf(model).Elem()
	if ld.cols[t] == "" {
		names := make([]string, len(t.Fields))
		for i, f := range t.Fields {
			names[i] = f.Name
		}
		ld.cols[t] = strings.Join(names, ", ")
	}
	values := make([]any, len(t.Fields))
	for i, f := range t.Fields {
		values[i] = plain(f, f.Value(v))
	}
	return ld.sink.insert(t.Name, ld.cols[t], values...)
}

// plain is a field's value as sinks take it.
func plain(f *schema.Field, v reflect.Value) any {
	if f.NullZero && v.IsZero() {
		return nil
	}
	switch x := v.Interface().(type) {
	case id.ID, day.Day, time.Time:
		return x
	}
	switch v.Kind() {
	case reflect.String:
		return v.String()
	case reflect.Bool:
		return v.Bool()
	}
	return v.Int()
}

// cast is who acts in the benchmarks: everybody is read from the loaded database.
type cast struct {
	Org      id.ID
	Accounts []account
	Leads    map[id.ID][]id.ID // some leads of each owner
}

type account struct {
	Member id.ID      `bun:"id"`
	Group  id.ID      `bun:"group_id"`
	Role   actor.Role `bun:"role"`
	Phone  string     `bun:"phone"`
}

// casting reads who is in a loaded database.
func casting(ctx context.Context, url string) (*cast, error) {
	store, err := db.Open(ctx, db.Config{URL: url})
	if err != nil {
		return nil, err
	}
	defer store.Close()
	c := &cast{Leads: map[id.ID][]id.ID{}}
	read := store.Read()
	if err := read.NewRaw("SELECT id FROM organisation LIMIT 1").Scan(ctx, &c.Org); err != nil {
		return nil, err
	}
	if err := read.NewRaw("SELECT m.id, s.group_id, m.role, m.phone FROM member m JOIN membership s ON s.org_id = m.org_id AND s.member_id = m.id WHERE m.org_id = ? ORDER BY m.phone", c.Org).Scan(ctx, &c.Accounts); err != nil {
		return nil, err
	}
	var owned []struct {
		Owner id.ID `bun:"owner_id"`
		ID    id.ID `bun:"id"`
	}
	owners := make([]id.ID, 0, len(c.Accounts))
	for _, a := range c.Accounts {
		owners = append(owners, a.Member)
	}
	err = read.NewRaw("SELECT owner_id, id FROM lead WHERE org_id = ? AND state = 'open' AND owner_id IN (?)", c.Org, bun.List(owners)).Scan(ctx, &owned)
	for _, o := range owned {
		c.Leads[o.Owner] = append(c.Leads[o.Owner], o.ID)
	}
	return c, err
}
