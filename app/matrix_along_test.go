package app_test

import (
	"context"

	"xiaoguan/app/apptest"
	"xiaoguan/base/actor"
	"xiaoguan/base/id"
)

// sharedKinds are the kinds of subject that somebody may be asked to collaborate on; a «shared» lead has another collaborator.
var sharedKinds = []string{"lead", "lost", "customer", "contact", "shared"}

// alongRecipes are about who collaborates on a record: whoever sees it is told, whoever may change it changes that too.
var alongRecipes = []recipe{
	{route: "GET /collaborators/{kind}/{id}", about: "lead", need: "lead.read", want: 200, pool: true},
	{route: "GET /collaborators/{kind}/{id}", about: "customer", need: "customer.read", want: 200},
	{route: "PUT /collaborators/{kind}/{id}/{member}", about: "lead", need: "lead.write", seen: "lead.read", body: `{"right":"follow"}`, want: 200, writes: true, state: notJoined},
	{route: "PUT /collaborators/{kind}/{id}/{member}", about: "customer", need: "customer.write", seen: "customer.read", body: `{"right":"read"}`, want: 200, writes: true, state: notJoined},
	{route: "DELETE /collaborators/{kind}/{id}/{member}", about: "shared", need: "lead.write", seen: "lead.read", want: 204, writes: true, state: notJoined},
	{route: "GET /leads", query: "?limit=200&count=true&filter=collaborator:eq:me", want: 200},
	{route: "GET /customers", query: "?limit=200&count=true&filter=collaborator:eq:me", want: 200},
	{route: "GET /leads", query: "?limit=200&filter=collaborator:eq:$id", about: "member", want: 200, out: 200, gone: 200},
}

func along(relation string) bool { return relation == readsOn || relation == worksOn }

// joins says whether a role reaches a record by collaborating on it: only what it may do somewhere at all.
func joins(role, permission, relation string) bool {
	right := map[string]string{"lead.read": readsOn, "customer.read": readsOn, "lead.write": worksOn, "touch.write": worksOn, "lead.reveal": worksOn, "customer.write": worksOn}[permission]
	return along(relation) && right != "" && granted(role, permission) != "no" && role != stranger && role != anonymous && (relation == worksOn || right == readsOn)
}

// notJoined refuses whoever reaches a record only as a collaborator: he asks nobody else.
func notJoined(role, relation string) int {
	if along(relation) && granted(role, "lead.write") != "all" {
		return 403
	}
	return 0
}

func recordKind(about string) string {
	if about == "customer" {
		return about
	}
	return "lead"
}

// share has the role collaborate on what was planted in such a relation, and the joiner on what is «shared».
func (w *world) share(kind, relation, role string, o *apptest.Org, record string, v id.ID) {
	join := func(member id.ID, right actor.Right) {
		if _, err := w.h.App.Partners.Set(context.Background(), o.People[apptest.Admin], record, v, member, right); err != nil {
			w.t.Fatalf("share %s with %s: %v", record, role, err)
		}
	}
	if along(relation) {
		join(o.People[role].Member, actor.RightOf(relation))
	}
	if kind == "shared" && relation != foreign {
		join(w.joiner.ID, actor.Reads)
	}
}
