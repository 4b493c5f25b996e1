package app_test

import (
	"context"

	"xiaoguan/app/apptest"
	"xiaoguan/base/actor"
	"xiaoguan/base/id"
)

// binRecipes: who may delete a record may bring it back; what lies in the bin is shown to nobody else.
var binRecipes = []recipe{
	{route: "POST /leads/delete", about: "lead", body: `{"ids":["$id"]}`, want: 200, out: 200, gone: 200, writes: true},
	{route: "POST /leads/delete", about: "lead", body: `{"ids":["$id"],"dry":true}`, want: 200, out: 200, gone: 200},
	{route: "POST /customers/delete", about: "customer", body: `{"ids":["$id"]}`, want: 200, out: 200, gone: 200, writes: true},
	{route: "GET /bin", want: 200},
	{route: "POST /bin/restore", about: "binned", need: "lead.delete", body: `{"ids":["$id"]}`, want: 200, out: 200, gone: 200, writes: true},
	{route: "DELETE /bin/{id}", about: "binned", need: "bin.empty", want: 204, writes: true},
}

// plantBinned deletes a lead; its subject is the item of the bin.
func (w *world) plantBinned(o *apptest.Org, who *actor.Actor) apptest.Planted {
	ctx, p := context.Background(), w.h.Lead(w.t, o, who, "bn")
	if _, err := w.h.App.Bin.Delete(ctx, o.People[apptest.Admin], "lead", []id.ID{p.ID}, nil, false); err != nil {
		w.t.Fatalf("delete: %v", err)
	}
	items, _, err := w.h.App.Bin.List(ctx, o.People[apptest.Admin], "lead", id.ID{})
	if err != nil || len(items) == 0 {
		w.t.Fatalf("bin: %v", err)
	}
	return apptest.Planted{ID: items[0].ID, Words: []string{items[0].ID.String(), p.ID.String()}} // its name is its customer's too, which stays
}
