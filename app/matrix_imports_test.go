package app_test

import (
	"context"
	"strconv"
	"strings"

	"xiaoguan/app/apptest"
	"xiaoguan/base/actor"
	"xiaoguan/sales/lead"
)

// importForm is a file of leads as a browser uploads it.
const importForm = "--xg\r\nContent-Disposition: form-data; name=\"file\"; filename=\"leads.csv\"\r\nContent-Type: text/csv\r\n\r\n公司,电话\r\n表里$n公司,139$n\r\n\r\n--xg--\r\n"

// byMaker: an import is seen by who made it and by who sees everything.
func byMaker(role, relation string) int {
	if granted(role, "lead.import") != "all" && relation != own {
		return 404
	}
	return 0
}

var importRecipes = []recipe{
	{route: "POST /imports", body: importForm, form: "multipart/form-data; boundary=xg", want: 201, writes: true},
	{route: "GET /imports", query: "?limit=200", want: 200},
	{route: "GET /imports/{id}", about: "import", want: 200, state: byMaker},
	{route: "PATCH /imports/{id}", about: "import", body: `{"duplicates":"skip","match":"no"}`, want: 200, state: byMaker, writes: true},
	{route: "POST /imports/{id}/start", about: "import", want: 200, state: byMaker, writes: true},
	{route: "POST /imports/{id}/cancel", about: "import", want: 200, state: byMaker, writes: true},
	{route: "GET /imports/{id}/errors.xlsx", about: "import", want: 200, state: byMaker},
}

// plantImport brings a file in somebody's name.
func (w *world) plantImport(o *apptest.Org, who *actor.Actor) (apptest.Planted, bool) {
	if who == nil {
		return apptest.Planted{}, false
	}
	name := "im" + strconv.Itoa(w.h.Next()) + "q"
	file, err := w.h.App.Imports.Receive(apptest.As(who), name+".csv", strings.NewReader("公司,电话\n"+name+"公司,13800000000\n"))
	if err != nil {
		w.t.Fatalf("receive: %v", err)
	}
	im, _, err := w.h.App.Imports.Begin(context.Background(), apptest.As(who), lead.Kind, file, nil)
	if err != nil {
		w.t.Fatalf("begin: %v", err)
	}
	return apptest.Planted{ID: im.ID, Words: []string{name, im.ID.String()}}, true
}
