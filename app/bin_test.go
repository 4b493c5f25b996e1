package app_test

import (
	"context"
	"database/sql"
	"fmt"
	"net/url"
	"slices"
	"strings"
	"testing"
	"time"

	"xiaoguan/app"
	"xiaoguan/app/apptest"
	"xiaoguan/base/clock"
	"xiaoguan/store/db/dbtest"
)

// binNoise are the tables in which deleting and restoring leave a trace: what happened is remembered.
var binNoise = []string{"journal_entry", "journal_personal", "bin_item", "river_job", "search_text", "idempotency", "session"}

// exact compares two looks at the whole database but for the traces, and for counters that are back at zero.
func exact(t *testing.T, before, after apptest.Snapshot) {
	t.Helper()
	for _, table := range binNoise {
		delete(before, table)
		delete(after, table)
	}
	if d := before.Differs(after); d != "" {
		t.Errorf("restored, and not as it was: %s", d)
	}
}

func itemsOf(a *apptest.Answer) []any {
	items, _ := a.Object()["items"].([]any)
	return items
}

// full is a lead that stands in every table a lead can stand in, at a customer of its own.
func (c *company) full() (lead, customer string) {
	c.t.Helper()
	field, _ := c.field(obj{"label": "设备号", "type": "text", "unique": true})
	got := c.admin.Must(c.t, 201, "POST", "/leads", obj{"name": "苏州精工", "phone": "13911112222", "contact_name": "周工", "source": "展会", "tags": []string{"急", "大"}, "expected_amount": 12300, "own": obj{field: "SN-1"},
		"owner_id": c.o.People[apptest.Salesperson].Member, "external": obj{"system": "erp", "id": "E-1"}})
	c.sales.Must(c.t, 201, "POST", "/leads/"+got.Text("id")+"/touches", obj{"kind": "phone", "result": "progress", "content": "谈了价格"})
	return got.Text("id"), got.Text("customer_id")
}

// everywhere tells in how many places a lead is met: nowhere once it is deleted.
func (c *company) everywhere(lead, word string) (found []string) {
	c.t.Helper()
	holds := func(place string, a *apptest.Answer) {
		if strings.Contains(a.Body, lead) {
			found = append(found, place)
		}
	}
	filter := "?filter=" + url.QueryEscape("name:q:"+word)
	holds("list", c.admin.Must(c.t, 200, "GET", "/leads", nil))
	holds("filter", c.admin.Must(c.t, 200, "GET", "/leads"+filter, nil))
	holds("search", c.admin.Must(c.t, 200, "GET", "/search?q="+url.QueryEscape(word), nil))
	holds("day", c.sales.Must(c.t, 200, "GET", "/day", nil))
	holds("notices", c.sales.Must(c.t, 200, "GET", "/notices", nil))
	for place, path := range map[string]string{"count": "/leads?count=true&limit=1", "board": "/leads/board-columns?by=stage_id", "sources": "/sources"} {
		if !strings.Contains(c.admin.Must(c.t, 200, "GET", path, nil).Body, map[string]string{"count": `"n":0`, "board": `"count":0`, "sources": `"items":[]`}[place]) {
			found = append(found, place)
		}
	}
	if !strings.Contains(c.admin.Must(c.t, 200, "GET", "/leads/summary", nil).Body, `"open":0`) {
		found = append(found, "summary")
	}
	if strings.Contains(c.admin.Must(c.t, 200, "GET", "/insight/conversion?by=source", nil).Body, `"intake":1`) {
		found = append(found, "insight")
	}
	if c.admin.Do(c.t, "GET", "/leads/"+lead, nil).Status != 404 {
		found = append(found, "page")
	}
	slices.Sort(found)
	return found
}

func TestBinRestoresExactly(t *testing.T) {
	eachCompany(t, func(c *company) {
		lead, customer := c.full()
		if got := c.everywhere(lead, "苏州精工"); len(got) < 8 {
			t.Fatalf("the lead is met only in %v", got)
		}
		eye := c.h.Eye(t)
		before := eye.Look(t, nil)
		if got := c.admin.Must(t, 200, "POST", "/leads/delete", obj{"ids": []string{lead}, "dry": true}); !strings.Contains(got.Body, `"changed":1`) {
			t.Errorf("judged before: %s", got.Body)
		}
		gone := c.admin.Must(t, 200, "POST", "/leads/delete", obj{"ids": []string{lead}})
		if found := c.everywhere(lead, "苏州精工"); len(found) > 0 {
			t.Errorf("a deleted lead is still met in %v", found)
		}
		if wrong, err := c.h.App.Insight.Recount(context.Background(), c.o.ID, false); err != nil || wrong > 0 {
			t.Errorf("%d counters are wrong after the deletion, %v", wrong, err)
		}
		if got := c.admin.Must(t, 200, "POST", "/bin/restore", obj{"batch_id": gone.Text("batch_id")}); !strings.Contains(got.Body, `"changed":1`) {
			t.Fatalf("restored: %s", got.Body)
		}
		exact(t, before, eye.Look(t, nil))
		if got := c.everywhere(lead, "苏州精工"); len(got) < 8 {
			t.Errorf("the restored lead is met only in %v", got)
		}
		if wrong, err := c.h.App.Insight.Recount(context.Background(), c.o.ID, false); err != nil || wrong > 0 {
			t.Errorf("%d counters are wrong after the restoring, %v", wrong, err)
		}
		if got := c.admin.Must(t, 200, "GET", "/leads/"+lead+"/timeline", nil); !strings.Contains(got.Body, "谈了价格") || !strings.Contains(got.Body, "lead.restored") {
			t.Errorf("timeline: %s", got.Body)
		}
		c.customerGoes(eye, lead, customer)
	})
}

// customerGoes: a customer is not deleted while a lead hangs on it, takes its contacts along, and holds up its lead's return.
func (c *company) customerGoes(eye *apptest.Eye, lead, customer string) {
	t := c.t
	c.admin.Must(t, 201, "POST", "/customers/"+customer+"/contacts", obj{"name": "王总", "phone": "13922223333"})
	if got := c.admin.Must(t, 200, "POST", "/customers/delete", obj{"ids": []string{customer}}); !strings.Contains(got.Body, "线索") || !strings.Contains(got.Body, `"changed":0`) {
		t.Errorf("a customer with a lead: %s", got.Body)
	}
	before := eye.Look(t, nil)
	c.admin.Must(t, 200, "POST", "/leads/delete", obj{"ids": []string{lead}})
	c.admin.Must(t, 200, "POST", "/customers/delete", obj{"ids": []string{customer}})
	bin := c.admin.Must(t, 200, "GET", "/bin", nil)
	items := itemsOf(bin)
	if len(items) != 2 {
		t.Fatalf("the bin: %s", bin.Body)
	}
	first, second := items[0].(obj)["id"], items[1].(obj)["id"]
	if got := c.admin.Must(t, 200, "POST", "/bin/restore", obj{"ids": []any{second}}); !strings.Contains(got.Body, "先恢复") {
		t.Errorf("a lead without its customer: %s", got.Body)
	}
	if got := c.admin.Do(t, "DELETE", fmt.Sprint("/bin/", first), nil); got.Status != 409 {
		t.Errorf("a customer whose lead lies in the bin: %d %s", got.Status, got.Body)
	}
	if got := c.admin.Must(t, 200, "POST", "/bin/restore", obj{"ids": []any{second, first}}); !strings.Contains(got.Body, `"changed":2`) {
		t.Errorf("both: %s", got.Body)
	}
	exact(t, before, eye.Look(t, nil))
	if got := c.admin.Must(t, 200, "GET", "/customers/"+customer, nil); !strings.Contains(got.Body, "王总") {
		t.Errorf("the contact is gone: %s", got.Body)
	}
}

func TestBinSaysWhatHindersARestoring(t *testing.T) {
	eachCompany(t, func(c *company) {
		lead, customer := c.full()
		c.admin.Must(t, 200, "POST", "/leads/delete", obj{"ids": []string{lead}})
		again := c.admin.Must(t, 201, "POST", "/leads", obj{"name": "另一家", "external": obj{"system": "erp", "id": "E-1"}}).Text("id")
		item := itemsOf(c.admin.Must(t, 200, "GET", "/bin", nil))[0].(obj)["id"]
		if got := c.admin.Must(t, 200, "POST", "/bin/restore", obj{"ids": []any{item}}); !strings.Contains(got.Body, "另一条记录") {
			t.Errorf("the same number in the other system: %s", got.Body)
		}
		c.admin.Must(t, 200, "POST", "/leads/delete", obj{"ids": []string{again}})
		if got := c.admin.Must(t, 200, "POST", "/bin/restore", obj{"ids": []any{item}}); !strings.Contains(got.Body, `"changed":1`) {
			t.Errorf("then: %s", got.Body)
		}
		c.admin.Must(t, 200, "POST", "/leads/delete", obj{"ids": []string{lead}})
		c.admin.Must(t, 200, "POST", "/customers/delete", obj{"ids": []string{customer}})
		c.admin.Must(t, 201, "POST", "/customers", obj{"kind": "company", "name": "苏州精工"})
		item = itemsOf(c.admin.Must(t, 200, "GET", "/bin?kind=customer", nil))[0].(obj)["id"]
		if got := c.admin.Must(t, 200, "POST", "/bin/restore", obj{"ids": []any{item}}); !strings.Contains(got.Body, "重复") {
			t.Errorf("a customer of the same name: %s", got.Body)
		}
		if got := c.sales.Do(t, "POST", "/leads/delete", obj{"ids": []string{lead}}); got.Status != 403 {
			t.Errorf("a salesperson deletes: %d", got.Status)
		}
		if got := c.sales.Must(t, 200, "GET", "/bin", nil); len(itemsOf(got)) > 0 {
			t.Errorf("a salesperson sees the bin: %s", got.Body)
		}
	})
}

func TestBinIsEmptiedAfterThirtyDays(t *testing.T) {
	for name, database := range map[string]func() string{"sqlite": func() string { return dbtest.SQLite(t) }, "postgres": func() string { return dbtest.Postgres(t) }} {
		t.Run(name, func(t *testing.T) {
			var later time.Duration
			h := apptest.Open(t, app.Config{Database: database(), Clock: func() time.Time { return clock.System().Add(later) }})
			c := &company{t: t, h: h, o: h.Found(t, "甲")}
			c.admin, c.sales = h.Enter(t, "甲", apptest.Admin), h.Enter(t, "甲", apptest.Salesperson)
			lead, _ := c.full()
			c.admin.Must(t, 200, "POST", "/leads/delete", obj{"ids": []string{lead}})
			personal := func() (n int) {
				if err := h.Store.Read().NewRaw("SELECT count(*) FROM journal_personal WHERE org_id = ? AND subject_id = ?", c.o.ID, lead).Scan(context.Background(), &n); err != nil {
					t.Fatal(err)
				}
				return n
			}
			for _, at := range []struct {
				after time.Duration
				left  int
			}{{29 * 24 * time.Hour, 1}, {30*24*time.Hour + time.Minute, 0}} {
				later = at.after
				if err := h.App.Bin.Empty(context.Background(), c.o.ID); err != nil {
					t.Fatal(err)
				}
				var n int
				if err := h.Store.Read().NewRaw("SELECT count(*) FROM bin_item WHERE org_id = ?", c.o.ID).Scan(context.Background(), &n); err != nil || n != at.left {
					t.Errorf("after %s: %d left, want %d, %v", at.after, n, at.left, err)
				}
				if (personal() > 0) != (at.left > 0) && at.left == 0 {
					t.Errorf("after %s the journal still keeps personal values", at.after)
				}
			}
		})
	}
}

// staying are the tables that name records and keep their rows when a record is deleted, with the reason.
var staying = map[string]string{
	"journal_entry": "what happened is never unmade", "journal_personal": "goes when the record goes for good", "match_item": "the history of a batch: says that the lead is gone",
	"bulk_item": "the history of a batch", "approval": "an open one forbids the deletion, an ended one is history", "bin_item": "the bin itself",
}

// TestBinKnowsEveryTable: a table that names records is carried into the bin with them, or stays for a reason.
func TestBinKnowsEveryTable(t *testing.T) {
	h := apptest.Open(t, app.Config{Database: dbtest.SQLite(t)})
	parts := map[string]bool{}
	for _, k := range h.App.Bin.Keepers() {
		for _, p := range k.Parts {
			parts[p.Table] = true
		}
	}
	d, err := sql.Open("sqlite", "file:"+h.Database())
	if err != nil {
		t.Fatal(err)
	}
	defer d.Close()
	rows, err := d.Query(`SELECT m.name, c.name FROM sqlite_master AS m JOIN pragma_table_info(m.name) AS c WHERE m.type = 'table' AND c.name IN ('lead_id', 'customer_id', 'contact_id', 'subject_id', 'record_id')
UNION SELECT m.name, f."from" FROM sqlite_master AS m JOIN pragma_foreign_key_list(m.name) AS f WHERE m.type = 'table' AND f."table" IN ('lead', 'customer', 'contact')`)
	if err != nil {
		t.Fatal(err)
	}
	defer rows.Close()
	n := 0
	for rows.Next() {
		var table, column string
		if err := rows.Scan(&table, &column); err != nil {
			t.Fatal(err)
		}
		if n++; !parts[table] && staying[table] == "" {
			t.Errorf("%s.%s names records: make it a part of a keeper, or say why it stays", table, column)
		}
	}
	if err := rows.Err(); err != nil || n < 10 {
		t.Fatalf("%d tables looked at, %v", n, err)
	}
}
