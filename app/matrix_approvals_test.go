package app_test

import (
	"context"
	"strconv"

	"xiaoguan/app/apptest"
	"xiaoguan/base/actor"
	"xiaoguan/record"
	"xiaoguan/sales/match"
	"xiaoguan/store/db"
)

func always(status int) func(string, string) int { return func(string, string) int { return status } }

// approvalRecipes: an «approval» is somebody's own request, a «decision» is one that waits for somebody.
var approvalRecipes = []recipe{
	{route: "GET /approvals", want: 200, query: "?limit=200"},
	{route: "GET /approvals", want: 200, query: "?filter=box:eq:mine"},
	{route: "GET /approvals", want: 200, query: "?filter=box:eq:done"},
	{route: "GET /approvals/{id}", about: "approval", want: 200},
	{route: "GET /approvals/{id}", about: "decision", want: 200},
	{route: "POST /approvals/{id}/approve", about: "approval", want: 200, state: always(409)},
	{route: "POST /approvals/{id}/approve", about: "decision", body: `{"comment":"可以"}`, want: 200, writes: true},
	{route: "POST /approvals/{id}/refuse", about: "approval", body: `{"comment":"不行"}`, want: 200, state: always(409)},
	{route: "POST /approvals/{id}/refuse", about: "decision", body: `{"comment":"不行"}`, want: 200, writes: true},
	{route: "POST /approvals/{id}/withdraw", about: "approval", want: 200, writes: true},
	{route: "POST /approvals/{id}/withdraw", about: "decision", want: 200, state: always(409)},
	{route: "GET /approval-rules", want: 200},
	{route: "POST /approval-rules", body: `{"kind":"lead.give_away","name":"规则$n","steps":[{"who":"role","role":"manager"}],"conditions":[{"field":"expected_amount","op":"ge","value":"999999999"}]}`, want: 201, writes: true},
	{route: "PATCH /approval-rules/{id}", about: "rule", body: `{"version":1,"enabled":false}`, want: 200, writes: true},
	{route: "DELETE /approval-rules/{id}", about: "rule", want: 204, writes: true},
	{route: "GET /absences", want: 200},
	{route: "PATCH /members/{id}/absence", about: "member", need: "lead.assign", body: `{"from":"$day","to":"$day"}`, want: 200, writes: true},
}

// plantApproval has somebody ask for something that a colleague far away decides or, as a decision, a stranger to the tests
// ask for what he decides.
func (w *world) plantApproval(o *apptest.Org, who *actor.Actor, decision bool) (apptest.Planted, bool) {
	if who == nil {
		return apptest.Planted{}, false
	}
	ctx, approvals := context.Background(), w.h.App.Approvals
	applicant, decider := who, o.People[apptest.Deeper].Member
	if decider == who.Member {
		decider = o.People[apptest.Elsewhere].Member
	}
	if decision {
		var err error
		if applicant, err = w.h.App.Team.Acting(ctx, o.ID, w.newMember(o, o.Root, actor.Operations, false).ID); err != nil {
			w.t.Fatal(err)
		}
		decider = who.Member
	}
	admin, word := o.People[apptest.Admin], "ap"+strconv.Itoa(w.h.Next())+"q"
	steps, name := []record.ApprovalStep{{Who: record.WhoMember, Member: decider}}, word
	rule, err := approvals.AddRule(ctx, admin, match.GiveAway, record.RuleDraft{Name: &name, Steps: &steps})
	if err != nil {
		w.t.Fatalf("rule: %v", err)
	}
	owner := o.People[apptest.Colleague]
	l := w.h.Lead(w.t, o, owner, "k")
	var ap *record.Approval
	w.h.Write(w.t, func(ctx context.Context, tx *db.Tx) (err error) {
		ap, err = approvals.Ask(ctx, tx, applicant, record.Request{Kind: match.GiveAway, SubjectKind: "lead", Subject: l.ID, Owner: owner.Member, Group: owner.Group, Reason: word + "原因",
			Facts: map[string]any{}, Payload: map[string]any{"title": word, "from": owner.Member, "to": o.People[apptest.Salesperson].Member, "names": []string{word, word}}})
		return err
	})
	if err := approvals.RemoveRule(ctx, admin, rule.ID); err != nil {
		w.t.Fatal(err)
	}
	return apptest.Planted{ID: ap.ID, Words: []string{word, ap.ID.String()}}, true
}

// plantRule makes a rule that binds nothing.
func (w *world) plantRule(o *apptest.Org, relation string) (apptest.Planted, bool) {
	if relation != elsewhere && relation != foreign {
		return apptest.Planted{}, false
	}
	name := "ru" + strconv.Itoa(w.h.Next()) + "q"
	steps := []record.ApprovalStep{{Who: record.WhoMember, Member: o.People[apptest.Manager].Member}}
	conditions := []record.Condition{{Field: "expected_amount", Op: "ge", Value: "999999999"}}
	r, err := w.h.App.Approvals.AddRule(context.Background(), o.People[apptest.Admin], match.GiveAway, record.RuleDraft{Name: &name, Steps: &steps, Conditions: &conditions})
	if err != nil {
		w.t.Fatalf("rule: %v", err)
	}
	return apptest.Planted{ID: r.ID, Words: []string{name, r.ID.String()}}, true
}

// plantHouse makes what stands beside the business: notices and approvals. False in known: another kind.
func (w *world) plantHouse(kind, relation string, o *apptest.Org, who *actor.Actor) (p apptest.Planted, ok, known bool) {
	switch kind {
	case "notice":
		p, ok = w.plantNotice(o, who)
	case "approval", "decision":
		p, ok = w.plantApproval(o, who, kind == "decision")
	case "rule":
		p, ok = w.plantRule(o, relation)
	default:
		return p, false, false
	}
	return p, ok, true
}

// shownHouse says whether a role may be shown such a thing.
func shownHouse(role, kind, relation string) (yes, known bool) {
	switch kind {
	case "approval", "decision": // the audit tells who asked for what, and why
		return relation == own || relation != foreign && granted(role, "audit.read") == "all", true
	case "notice":
		return relation == own, true
	case "rule":
		return granted(role, "settings.write") != "no" || relation != foreign && granted(role, "audit.read") == "all", true
	}
	return false, false
}
