package app_test

import (
	"fmt"
	"strings"
	"sync"
	"testing"

	"xiaoguan/app/apptest"
	"xiaoguan/base/day"
	"xiaoguan/base/id"
)

// office is a house in which operations needs somebody's consent to pass on a key lead.
type office struct {
	*apptest.House
	o                                             *apptest.Org
	admin, ops, boss, seller, mate, leader, other *apptest.Client
}

func openOffice(t *testing.T, h *apptest.House) *office {
	o := &office{House: h, o: h.Found(t, homeName)}
	for part, c := range map[string]**apptest.Client{apptest.Admin: &o.admin, apptest.Operations: &o.ops, apptest.Manager: &o.boss, apptest.Salesperson: &o.seller,
		apptest.Colleague: &o.mate, apptest.Leader: &o.leader, apptest.Elsewhere: &o.other} {
		*c = h.Enter(t, homeName, part)
	}
	return o
}

func (o *office) rule(t *testing.T, steps string) string {
	t.Helper()
	return o.admin.Must(t, 201, "POST", "/approval-rules", `{"kind":"lead.give_away","name":"重点转手","steps":`+steps+`,"due_workdays":2}`).Text("id")
}

// key plants a key lead of the salesperson's.
func (o *office) key(t *testing.T) id.ID {
	t.Helper()
	l := o.Lead(t, o.o, o.o.People[apptest.Salesperson], "k")
	o.admin.Must(t, 200, "POST", "/leads/"+l.ID.String()+"/mark-key", map[string]any{"key": true, "reason": "样板厂"})
	return l.ID
}

// ask has operations ask to pass a lead on to the colleague.
func (o *office) ask(t *testing.T, lead id.ID) string {
	t.Helper()
	a := o.ops.Must(t, 202, "POST", "/leads/"+lead.String()+"/assign", map[string]any{"owner_id": o.o.People[apptest.Colleague].Member, "reason": "他更熟"})
	if a.Text("owner", "id") != o.o.People[apptest.Salesperson].Member.String() || a.Text("approval", "id") == "" {
		t.Fatalf("asked: %s", a.Body)
	}
	return a.Text("approval", "id")
}

func (o *office) owner(t *testing.T, lead id.ID) string {
	t.Helper()
	return o.admin.Must(t, 200, "GET", "/leads/"+lead.String(), nil).Text("owner", "id")
}

func (o *office) box(t *testing.T, c *apptest.Client, name string) int {
	t.Helper()
	items, _ := c.Must(t, 200, "GET", "/approvals?filter=box:eq:"+name, nil).Object()["items"].([]any)
	return len(items)
}

const byManager = `[{"who":"role","role":"manager"}]`

func TestKeyLeadIsPassedOnWithConsent(t *testing.T) {
	apptest.Each(t, func(t *testing.T, h *apptest.House) {
		o := openOffice(t, h)
		mate := o.o.People[apptest.Colleague].Member.String()
		free := o.key(t)
		o.ops.Must(t, 200, "POST", "/leads/"+free.String()+"/assign", map[string]any{"owner_id": mate}) // no rule, no consent
		o.rule(t, byManager)

		l := o.key(t)
		ap := o.ask(t, l)
		if bell(t, o.boss) != 1 || o.box(t, o.boss, "todo") != 1 || o.box(t, o.ops, "mine") != 1 || o.box(t, o.ops, "todo") != 0 || o.box(t, o.mate, "todo") != 0 {
			t.Error("it waits for the manager alone")
		}
		if got := o.boss.Must(t, 200, "GET", "/leads/"+l.String(), nil).Text("approval", "id"); got != ap {
			t.Errorf("the lead shows %q", got)
		}
		o.ops.Must(t, 409, "POST", "/leads/"+l.String()+"/assign", map[string]any{"owner_id": mate}) // asked already
		if a := o.ops.Must(t, 200, "POST", "/leads/assign", map[string]any{"ids": []id.ID{l}, "owner_id": mate}); !strings.Contains(a.Body, "审批") || o.owner(t, l) == mate {
			t.Errorf("in bulk it goes past: %s", a.Body)
		}
		o.ops.Must(t, 409, "POST", "/approvals/"+ap+"/approve", nil) // his own
		o.mate.Must(t, 404, "POST", "/approvals/"+ap+"/approve", nil)
		o.mate.Must(t, 404, "GET", "/approvals/"+ap, nil)
		o.boss.Must(t, 409, "POST", "/approvals/"+ap+"/withdraw", nil)
		o.boss.Must(t, 422, "POST", "/approvals/"+ap+"/refuse", map[string]any{"comment": " "})
		if a := o.boss.Must(t, 200, "POST", "/approvals/"+ap+"/approve", map[string]any{"comment": "可以"}); a.Text("state") != "approved" {
			t.Errorf("approved: %s", a.Body)
		}
		if o.owner(t, l) != mate || bell(t, o.boss) != 0 || bell(t, o.ops) != 1 || o.box(t, o.boss, "done") != 1 || o.box(t, o.boss, "todo") != 0 {
			t.Error("passed on, and both know")
		}
		o.boss.Must(t, 409, "POST", "/approvals/"+ap+"/approve", nil)
		story := o.admin.Must(t, 200, "GET", "/leads/"+l.String()+"/timeline", nil).Body
		for _, part := range []string{"approval.asked", "他更熟", "approval.approved", "可以", `"审批人","before":"","after":"` + homeName + apptest.Manager} {
			if !strings.Contains(story, part) {
				t.Errorf("the timeline lacks %s: %s", part, story)
			}
		}

		refused := o.ask(t, o.key(t))
		o.boss.Must(t, 200, "POST", "/approvals/"+refused+"/refuse", map[string]any{"comment": "再等等"})
		again := o.key(t)
		back := o.ask(t, again)
		o.ops.Must(t, 200, "POST", "/approvals/"+back+"/withdraw", nil)
		o.boss.Must(t, 409, "POST", "/approvals/"+back+"/approve", nil)
		if o.owner(t, again) == mate || bell(t, o.boss) != 0 {
			t.Error("withdrawn: nothing moves and nobody waits")
		}
		o.boss.Must(t, 200, "POST", "/leads/"+again.String()+"/assign", map[string]any{"owner_id": mate}) // its manager needs nobody
	})
}

func TestApprovalStepsDeputyAndStale(t *testing.T) {
	apptest.Each(t, func(t *testing.T, h *apptest.House) {
		o := openOffice(t, h)
		mate := o.o.People[apptest.Colleague].Member
		o.rule(t, fmt.Sprintf(`[{"who":"record_leader"},{"who":"member","member_id":"%s"}]`, o.o.People[apptest.Leader].Member))
		l := o.key(t)
		ap := o.ask(t, l)
		o.leader.Must(t, 409, "POST", "/approvals/"+ap+"/approve", nil) // not his turn
		if a := o.boss.Must(t, 200, "POST", "/approvals/"+ap+"/approve", nil); a.Text("state") != "pending" || o.owner(t, l) == mate.String() {
			t.Errorf("after the first step: %s", a.Body)
		}
		today := day.Of(h.Store.Clock(), nil)
		away := map[string]any{"from": today.Add(-1).String(), "to": today.Add(3).String(), "deputy_id": o.o.People[apptest.Elsewhere].Member}
		o.other.Must(t, 404, "POST", "/approvals/"+ap+"/approve", nil)
		o.leader.Must(t, 200, "PATCH", "/members/"+o.o.People[apptest.Leader].Member.String()+"/absence", away)
		if o.box(t, o.other, "todo") != 1 {
			t.Error("the deputy finds it")
		}
		if a := o.other.Must(t, 200, "POST", "/approvals/"+ap+"/approve", map[string]any{"comment": "代批"}); a.Text("state") != "approved" || !strings.Contains(a.Body, `"for":{`) || o.owner(t, l) != mate.String() {
			t.Errorf("the deputy: %s", a.Body)
		}
		o.leader.Must(t, 409, "POST", "/approvals/"+ap+"/approve", nil)

		old := o.key(t)
		stale := o.ask(t, old)
		o.admin.Must(t, 200, "POST", "/leads/"+old.String()+"/assign", map[string]any{"owner_id": o.o.People[apptest.Elsewhere].Member})
		if a := o.boss.Must(t, 409, "POST", "/approvals/"+stale+"/approve", nil); a.Text("code") != "approval.stale" {
			t.Errorf("what cannot be done any more: %s", a.Body)
		}
		if a := o.boss.Must(t, 200, "GET", "/approvals/"+stale, nil); a.Text("state") != "stale" || !strings.Contains(a.Text("why"), "已经不在") || strings.Contains(a.Body, `"verdict":"approved"`) {
			t.Errorf("it is marked, and nothing else kept: %s", a.Body)
		}
		if bell(t, o.ops) == 0 || o.box(t, o.boss, "todo") != 0 {
			t.Error("the applicant knows, and nobody waits")
		}
	})
}

func TestApprovalNobodyCouldDecide(t *testing.T) {
	apptest.Each(t, func(t *testing.T, h *apptest.House) {
		o := openOffice(t, h)
		for name, body := range map[string]string{
			"没有步骤":   `{"kind":"lead.give_away","name":"空","steps":[]}`,
			"没人是":    `{"kind":"lead.give_away","name":"没人","steps":[{"who":"role","role":"emperor"}]}`,
			"同样的两步":  `{"kind":"lead.give_away","name":"圈","steps":[{"who":"role","role":"manager"},{"who":"role","role":"manager"}]}`,
			"没有这种审批": `{"kind":"lead.eat","name":"吃","steps":[{"who":"leader"}]}`,
			"条件不通":   `{"kind":"lead.give_away","name":"错","steps":[{"who":"leader"}],"conditions":[{"field":"phone","op":"eq","value":"1"}]}`,
		} {
			if a := o.admin.Must(t, 422, "POST", "/approval-rules", body); a.Text("code") != "invalid" {
				t.Errorf("%s: %s", name, a.Body)
			}
		}
		rule := o.rule(t, fmt.Sprintf(`[{"who":"member","member_id":"%s"}]`, o.o.People[apptest.Operations].Member)) // who asks himself
		l := o.key(t)
		if a := o.ops.Must(t, 409, "POST", "/leads/"+l.String()+"/assign", map[string]any{"owner_id": o.o.People[apptest.Colleague].Member}); a.Text("code") != "approval.nobody" {
			t.Errorf("%s", a.Body)
		}
		o.admin.Must(t, 409, "PATCH", "/approval-rules/"+rule, `{"version":7,"enabled":false}`)
		o.admin.Must(t, 200, "PATCH", "/approval-rules/"+rule, `{"version":1,"conditions":[{"field":"expected_amount","op":"ge","value":"100000"}]}`)
		o.ops.Must(t, 200, "POST", "/leads/"+l.String()+"/assign", map[string]any{"owner_id": o.o.People[apptest.Colleague].Member}) // too small for the rule
		o.admin.Must(t, 204, "DELETE", "/approval-rules/"+rule, nil)
		o.admin.Must(t, 404, "DELETE", "/approval-rules/"+rule, nil)
	})
}

// TestTwoDecideAtOnce has the manager and a second one decide every request at the same moment, one for and one against.
func TestTwoDecideAtOnce(t *testing.T) {
	apptest.Each(t, func(t *testing.T, h *apptest.House) {
		o := openOffice(t, h)
		w := &world{t: t, h: h, home: o.o}
		second := w.another(apptest.Manager)
		o.rule(t, byManager)
		for range 10 {
			l := o.key(t)
			ap := o.ask(t, l)
			var won [2]int
			var both sync.WaitGroup
			for i, send := range []func() *apptest.Answer{
				func() *apptest.Answer { return o.boss.Do(t, "POST", "/approvals/"+ap+"/approve", nil) },
				func() *apptest.Answer {
					return second.Do(t, "POST", "/approvals/"+ap+"/refuse", map[string]any{"comment": "不行"})
				},
			} {
				both.Go(func() { won[i] = send().Status })
			}
			both.Wait()
			state := o.boss.Must(t, 200, "GET", "/approvals/"+ap, nil)
			want := map[[2]int]string{{200, 409}: "approved", {409, 200}: "refused"}[won]
			moved := o.owner(t, l) == o.o.People[apptest.Colleague].Member.String()
			if want == "" || state.Text("state") != want || moved != (want == "approved") {
				t.Fatalf("%v: %s, moved: %v", won, state.Text("state"), moved)
			}
		}
	})
}
