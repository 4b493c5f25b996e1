package app_test

import (
	"fmt"
	"testing"
	"time"

	"xiaoguan/app"
	"xiaoguan/app/apptest"
	"xiaoguan/app/demo"
	"xiaoguan/base/id"
	"xiaoguan/store/db/dbtest"
)

var small = demo.Size{People: 6, Leads: 90, Years: 2, Seed: 11}

// TestDemoComesAndGoes: a demo company stands beside the real one, its figures are true, and nothing of it stays behind.
func TestDemoComesAndGoes(t *testing.T) {
	apptest.Each(t, func(t *testing.T, h *apptest.House) {
		home := h.Found(t, homeName)
		h.Lead(t, home, home.People[apptest.Salesperson], "真")
		admin := h.Enter(t, homeName, apptest.Admin)
		eye := h.Eye(t)
		before := eye.Look(t, nil)
		who := home.People[apptest.Admin]
		made, err := h.App.Plant(t.Context(), small, who.Identity, who.Member, nil)
		if err != nil {
			t.Fatal(err)
		}
		if made.Leads != small.Leads || made.Touches < small.Leads {
			t.Errorf("%d leads with %d touches", made.Leads, made.Touches)
		}
		if wrong, err := h.App.Insight.Recount(t.Context(), made.Org, false); err != nil || wrong != 0 {
			t.Errorf("%d counters differ (%v)", wrong, err)
		}
		if got := admin.Must(t, 409, "DELETE", "/demo", nil); got.Text("code") != "demo.none" {
			t.Errorf("removing from the real company: %s", got.Body)
		}
		admin.Must(t, 200, "POST", "/session/organisation", object{"org_id": made.Org.String()})
		if got := admin.Must(t, 200, "GET", "/leads?count=true&limit=1", nil).Object()["count"].(object)["n"]; got != float64(small.Leads) {
			t.Errorf("%v leads are seen", got)
		}
		admin.Must(t, 204, "DELETE", "/demo", nil)
		if got := admin.Must(t, 200, "GET", "/session", nil); got.Text("organisation", "id") != home.ID.String() {
			t.Errorf("after the removal one is in %s", got.Text("organisation", "name"))
		}
		after := eye.Look(t, nil)
		for _, seen := range []apptest.Snapshot{before, after} {
			delete(seen, "session") // it has moved there and back
		}
		if why := before.Differs(after); why != "" {
			t.Errorf("the removal leaves traces: %s", why)
		}
	})
}

// TestDemoIsTheSameForTheSameSeed on another engine too, when made at the same moment.
func TestDemoIsTheSameForTheSameSeed(t *testing.T) {
	now := time.Date(2026, 11, 24, 2, 0, 0, 0, time.UTC)
	var told []string
	for _, engine := range []struct {
		name string
		open func(*testing.T) string
	}{{"sqlite", dbtest.SQLite}, {"postgres", dbtest.Postgres}} {
		t.Run(engine.name, func(t *testing.T) {
			h := apptest.Open(t, app.Config{Database: engine.open(t), Clock: func() time.Time { return now }})
			made, err := h.App.Plant(t.Context(), small, id.ID{}, id.ID{}, nil)
			if err != nil {
				t.Fatal(err)
			}
			var rows []string
			err = h.Store.Read().NewRaw(`SELECT CAST(l.no AS TEXT) || l.name || l.state || l.contact_name || l.phone || COALESCE(CAST(l.next_due AS TEXT), '') || COALESCE(m.name, '') || t.content
				FROM lead l LEFT JOIN member m ON m.org_id = l.org_id AND m.id = l.owner_id JOIN touch t ON t.org_id = l.org_id AND t.subject_id = l.id
				WHERE l.org_id = ? ORDER BY l.no, t.at, t.id`, made.Org).Scan(t.Context(), &rows)
			if err != nil || len(rows) != made.Touches {
				t.Fatalf("%d rows: %v", len(rows), err)
			}
			told = append(told, fmt.Sprint(rows))
		})
	}
	if len(told) == 2 && told[0] != told[1] {
		t.Error("the same seed made two companies")
	}
}
