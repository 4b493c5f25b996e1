package app_test

import (
	"strings"
	"testing"

	"xiaoguan/app/apptest"
)

// TestCollaborators: whoever is asked to collaborate finds the record wherever he looks for his own, works on it as far as he
// was asked to, and has lost it everywhere the moment he is taken out.
func TestCollaborators(t *testing.T) {
	apptest.Each(t, func(t *testing.T, h *apptest.House) {
		home := h.Found(t, homeName)
		owner, mate, far := h.Enter(t, homeName, apptest.Salesperson), h.Enter(t, homeName, apptest.Colleague), h.Enter(t, homeName, apptest.Elsewhere)
		admin := h.Enter(t, homeName, apptest.Admin)
		mine := h.Lead(t, home, home.People[apptest.Colleague], "自")
		for range 3 {
			h.Lead(t, home, home.People[apptest.Salesperson], "旁")
		}
		l := h.Lead(t, home, home.People[apptest.Salesperson], "协")
		c, _ := h.Customer(t, home, home.People[apptest.Salesperson], "户")
		member := home.People[apptest.Colleague].Member.String()
		lead, customer := "/collaborators/lead/"+l.ID.String(), "/collaborators/customer/"+c.ID.String()
		sees := func(who *apptest.Client, path string) bool {
			return strings.Contains(who.Must(t, 200, "GET", path, nil).Body, l.ID.String())
		}
		everywhere := []string{"/leads?count=true", "/leads?sort=-next_due", "/leads?filter=collaborator:eq:me", "/leads?filter=name:q:" + l.Words[0], "/search?q=" + l.Words[0], "/leads/board-columns?by=state"}
		finds := func(want bool) {
			t.Helper()
			for _, path := range everywhere {
				if got := sees(mate, path); got != want {
					t.Errorf("%s is found: %v, want %v", path, got, want)
				}
			}
		}
		count := func(n float64) {
			t.Helper()
			counted, _ := mate.Must(t, 200, "GET", "/leads?limit=1&count=true", nil).Object()["count"].(map[string]any)
			if counted["n"] != n {
				t.Errorf("%v leads are counted, want %v", counted["n"], n)
			}
		}
		finds(false)
		heard := listen(t, mate, "")
		<-heard.events

		far.Must(t, 404, "PUT", lead+"/"+member, `{"right":"follow"}`)
		owner.Must(t, 200, "PUT", lead+"/"+member, `{"right":"read"}`)
		heard.until(t, "who was asked", l.ID.String())
		finds(true)
		count(2)
		mate.Must(t, 200, "GET", "/leads/"+l.ID.String(), nil)
		mate.Must(t, 404, "PATCH", "/leads/"+l.ID.String(), `{"region":"宁波"}`)
		mate.Must(t, 404, "POST", "/leads/"+l.ID.String()+"/touches", `{"kind":"phone","result":"progress"}`)
		mate.Must(t, 403, "PUT", lead+"/"+home.People[apptest.Elsewhere].Member.String(), `{"right":"read"}`)
		if n := notices(t, mate, ""); len(n.Items) != 1 || n.Items[0].Kind != "collaborator.joined" {
			t.Errorf("who was asked is told %+v", n.Items)
		}

		owner.Must(t, 200, "PUT", lead+"/"+member, `{"right":"follow"}`)
		got := mate.Must(t, 200, "PATCH", "/leads/"+l.ID.String(), `{"region":"宁波"}`).Object()["can"].(map[string]any)
		if may := got["edit"].(map[string]any)["ok"]; may != true {
			t.Errorf("the page says of changing: %v", may)
		}
		mate.Must(t, 201, "POST", "/leads/"+l.ID.String()+"/touches", `{"kind":"phone","result":"progress"}`)
		if done := mate.Must(t, 200, "POST", "/leads/bulk", `{"ids":["`+l.ID.String()+`"],"edit":{"source":"展会"}}`); !strings.Contains(done.Body, `"changed":1`) {
			t.Errorf("many at once: %s", done.Body)
		}
		if line := mate.Must(t, 200, "GET", "/leads/"+l.ID.String()+"/timeline", nil).Body; !strings.Contains(line, "lead.collaborator_added") || !strings.Contains(line, "一起跟进") {
			t.Errorf("the timeline does not tell who was asked: %s", line)
		}
		why := admin.Must(t, 200, "GET", "/access/explain?kind=lead&id="+l.ID.String()+"&member="+member, nil)
		if why.Text("relation") != "collaborator" || !strings.Contains(why.Body, "是协作人，给的是「一起跟进」") {
			t.Errorf("why: %s", why.Body)
		}
		if group := mate.Must(t, 200, "GET", "/leads/groups?by=state", nil).Body; !strings.Contains(group, `"n":2`) {
			t.Errorf("counted in groups: %s", group)
		}

		owner.Must(t, 200, "PUT", customer+"/"+member, `{"right":"read"}`)
		mate.Must(t, 200, "GET", "/customers/"+c.ID.String(), nil)
		if list := mate.Must(t, 200, "GET", "/customers?filter=collaborator:eq:me", nil).Body; !strings.Contains(list, c.ID.String()) {
			t.Errorf("customers collaborated on: %s", list)
		}
		mate.Must(t, 404, "PATCH", "/customers/"+c.ID.String(), `{"version":1,"region":"宁波"}`)
		mate.Must(t, 204, "DELETE", customer+"/"+member, nil) // he may leave
		mate.Must(t, 404, "GET", "/customers/"+c.ID.String(), nil)

		for name, body := range map[string]string{home.People[apptest.Salesperson].Member.String(): `{"right":"read"}`, member: `{"right":"own"}`} {
			owner.Must(t, 422, "PUT", lead+"/"+name, body)
		}
		for len(heard.events) > 0 {
			<-heard.events
		}
		owner.Must(t, 204, "DELETE", lead+"/"+member, nil)
		heard.until(t, "who was taken out", l.ID.String())
		finds(false)
		count(1)
		mate.Must(t, 404, "GET", "/leads/"+l.ID.String(), nil)
		mate.Must(t, 404, "GET", lead, nil)
		if !strings.Contains(mate.Must(t, 200, "GET", "/leads", nil).Body, mine.ID.String()) {
			t.Error("his own lead is gone as well")
		}
	})
}
