package apptest

import "testing"

func TestHouseOpens(t *testing.T) {
	Each(t, func(t *testing.T, h *House) {
		o := h.Found(t, "甲")
		c := h.SignIn(t, Salesperson, account("甲", Salesperson))
		l := h.Lead(t, o, o.People[Salesperson], "ow")
		h.Customer(t, o, nil, "cu")
		h.Batch(t, o, o.People[Manager], true)
		c.Must(t, 200, "GET", "/leads/"+l.ID.String(), nil)
	})
}
