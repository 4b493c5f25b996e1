package app_test

import (
	"fmt"
	"strings"
	"testing"

	"xiaoguan/app/apptest"
	"xiaoguan/record"
)

// TestProbes: entering what somebody else has tells who has it and no more, is journaled, and comes to an end for whoever does
// nothing else; who sees everything is told as often as he asks.
func TestProbes(t *testing.T) {
	apptest.Each(t, func(t *testing.T, h *apptest.House) {
		home := h.Found(t, homeName)
		far, admin := h.Enter(t, homeName, apptest.Elsewhere), h.Enter(t, homeName, apptest.Admin)
		l := h.Lead(t, home, home.People[apptest.Salesperson], "撞")
		c, _ := h.Customer(t, home, home.People[apptest.Salesperson], "户")
		lead, customer := object{"name": "别的公司", "phone": l.Words[2]}, object{"kind": "company", "name": c.Words[0] + "集团"}
		told := far.Must(t, 409, "POST", "/leads", lead)
		for _, secret := range []string{l.ID.String(), l.Words[0], l.Words[2]} {
			if strings.Contains(told.Body, secret) {
				t.Errorf("the refusal tells %s: %s", secret, told.Body)
			}
		}
		if !strings.Contains(told.Body, `"owner_name":"`+home.People[apptest.Salesperson].Name) {
			t.Errorf("the refusal does not tell whose it is: %s", told.Body)
		}
		if told := far.Must(t, 409, "POST", "/customers", customer); strings.Contains(told.Body, c.ID.String()) {
			t.Errorf("the refusal tells the customer: %s", told.Body)
		}
		for range record.MostProbes - 2 {
			far.Must(t, 409, "POST", "/leads", lead)
		}
		far.Must(t, 429, "POST", "/leads", lead)
		far.Must(t, 429, "POST", "/customers", customer)
		far.Must(t, 429, "POST", "/leads", object{"name": fmt.Sprint("新", h.Next(), "公司")}) // that it is free would be told as well
		for range record.MostProbes + 1 {
			admin.Must(t, 409, "POST", "/leads", lead)
		}
		if n := strings.Count(admin.Must(t, 200, "GET", "/audit?class=probed", nil).Body, ".probed"); n != record.MostProbes {
			t.Errorf("the audit tells of %d, want %d", n, record.MostProbes)
		}
	})
}
