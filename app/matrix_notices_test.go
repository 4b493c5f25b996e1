package app_test

import (
	"context"
	"strconv"

	"xiaoguan/app/apptest"
	"xiaoguan/base/actor"
	"xiaoguan/notify"
	"xiaoguan/store/db"
)

var noticeRecipes = []recipe{
	{route: "GET /notices", want: 200, query: "?limit=200"},
	{route: "GET /notices", want: 200, query: "?filter=unread:eq:true"},
	{route: "GET /notices/unread", want: 200},
	{route: "POST /notices/read", about: "notice", body: `{"ids":["$id"]}`, want: 200, out: 200, gone: 200, writes: true},
	{route: "GET /notice-settings", want: 200},
	{route: "PUT /notice-settings", body: `{"muted":["lead.taken"],"quiet_from":"22:00","quiet_until":"08:00"}`, want: 200, writes: true},
}

// plantNotice tells somebody something.
func (w *world) plantNotice(o *apptest.Org, who *actor.Actor) (apptest.Planted, bool) {
	if who == nil {
		return apptest.Planted{}, false
	}
	word := "no" + strconv.Itoa(w.h.Next()) + "q"
	n := notify.Notice{ID: w.h.App.Notices.IDs.New(), Member: who.Member, Kind: "lead.given", SubjectKind: "lead", GroupKey: word, Args: notify.Args{"by": "某人", "lead": word}}
	w.h.Write(w.t, func(ctx context.Context, tx *db.Tx) error { return w.h.App.Notices.Tell(ctx, tx, who, n) })
	return apptest.Planted{ID: n.ID, Words: []string{word, n.ID.String()}}, true
}
