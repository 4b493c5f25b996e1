package app_test

import (
	"context"
	"strings"

	"xiaoguan/app/apptest"
	"xiaoguan/base/actor"
	"xiaoguan/base/id"
	"xiaoguan/store/db"
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

var importRecipes = []recipe{}

// plantImport uploads a file in somebody's name.
func (w *world) plantImport(o *apptest.Org, who *actor.Actor) (apptest.Planted, bool) {
	return apptest.Planted{}, false
}

var _ = []any{context.Background, strings.NewReader, db.SQLite, id.ID{}, byMaker, importForm}
