package app_test

import (
	"context"
	"fmt"

	"xiaoguan/app/apptest"
	"xiaoguan/base/actor"
	"xiaoguan/base/id"
	"xiaoguan/record"
	"xiaoguan/sales/lead"
)

const emptySpec = `"spec":{"filter":[],"or":[],"sort":"","columns":[],"layout":"list","board":""}`

// viewRecipes: a view that nobody was shown is its owner's alone, whatever role asks.
var viewRecipes = []recipe{
	{route: "GET /views", query: "?kind=lead", want: 200},
	{route: "POST /views", body: `{"kind":"lead","name":"看$n",` + emptySpec + `}`, want: 201, writes: true},
	{route: "PATCH /views/{id}", about: "view", body: `{"version":1,"name":"改$n"}`, want: 200, writes: true},
	{route: "DELETE /views/{id}", about: "view", want: 204, writes: true},
	{route: "POST /views/{id}/pin", about: "view", body: `{"pinned":true,"default":true}`, want: 200, writes: true},
}

// manyRecipes work on many leads at once; a bulk edit is taken back by whoever made it.
var manyRecipes = []recipe{
	{route: "GET /leads/board-columns", query: "?by=stage_id&limit=200", want: 200},
	{route: "GET /leads/board-columns", query: "?by=chance&filter=name:q:$word", about: "lead", want: 200, out: 200, gone: 200},
	{route: "POST /leads/bulk", about: "lead", body: `{"ids":["$id"],"edit":{"source":"展会$n","add_tags":["急"]}}`, want: 200, out: 200, gone: 200, writes: true},
	{route: "POST /leads/bulk", about: "lead", body: `{"ids":["$id"],"edit":{"source":"展会$n"},"dry":true}`, want: 200, out: 200, gone: 200},
	{route: "POST /bulk/{id}/undo", about: "bulk", only: []string{own, foreign, unknown}, want: 200, writes: true},
}

// plantBulk makes a bulk edit of a lead of its maker; whoever may not write has made none.
func (w *world) plantBulk(o *apptest.Org, who *actor.Actor) (apptest.Planted, bool) {
	if who == nil {
		return apptest.Planted{}, false
	}
	p, source := w.h.Lead(w.t, o, who, "bk"), "展会"
	out, err := w.h.App.Leads.Bulk(context.Background(), apptest.As(who), []id.ID{p.ID}, nil, &lead.BulkEdit{Source: &source}, false)
	if err != nil {
		w.t.Fatalf("bulk: %v", err)
	}
	return apptest.Planted{ID: out.Batch, Words: []string{fmt.Sprint("nix", w.h.Next(), "q")}}, true
}

// plantView makes a view that only its owner sees.
func (w *world) plantView(who *actor.Actor) (apptest.Planted, bool) {
	if who == nil {
		return apptest.Planted{}, false
	}
	name := fmt.Sprint("视", w.h.Next(), "q")
	v, err := w.h.App.Views.Create(context.Background(), apptest.As(who), &record.View{Kind: "lead", Name: name}, &record.ViewSpec{})
	if err != nil {
		w.t.Fatalf("view: %v", err)
	}
	return apptest.Planted{ID: v.ID, Words: []string{v.ID.String(), name}}, true
}
