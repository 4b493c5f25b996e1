package app_test

import (
	"context"
	"fmt"
	"net/http"
	"slices"
	"strconv"
	"strings"
	"testing"
	"time"

	"xiaoguan/app/apptest"
	"xiaoguan/base/day"
	"xiaoguan/web"
)

// matrix is one run: every route, as everybody, on a record in every relation.
type matrix struct {
	*world
	access                  map[string]web.Access // by route
	cells, allowed, refused int
	faults                  []string
	eye                     *apptest.Eye
	document                map[string]operation // by route
}

func (m *matrix) fault(kind, format string, args ...any) {
	m.faults = append(m.faults, kind+": "+fmt.Sprintf(format, args...))
}

// newMatrix fails for a route without a recipe and for a recipe without a route.
func newMatrix(t *testing.T, h *apptest.House) *matrix {
	t.Helper()
	m := &matrix{world: newWorld(t, h), access: map[string]web.Access{}, eye: h.Eye(t), document: map[string]operation{}}
	text, err := h.App.OpenAPI()
	if err != nil {
		t.Fatal(err)
	}
	list, err := operations(text)
	if err != nil {
		t.Fatal(err)
	}
	for _, op := range list {
		m.document[op.method+" "+strings.TrimPrefix(op.path, web.Prefix)] = op
	}
	for _, r := range h.App.Kit.Routes() {
		m.access[r.Method+" "+strings.TrimPrefix(r.Path, web.Prefix)] = r.Access
	}
	covered := map[string]bool{}
	for _, r := range recipes() {
		covered[r.route] = true
		if _, ok := m.access[r.route]; !ok {
			t.Errorf("%s has a recipe but is not registered", r.route)
		}
	}
	for route := range m.access {
		if !covered[route] {
			t.Errorf("%s has no recipe: add one to the matrix", route)
		}
	}
	return m
}

// cell is one request to come.
type cell struct {
	*recipe
	role, relation string
	want           int
}

func (c *cell) String() string {
	return fmt.Sprintf("%s as %s on %s %s", c.route+c.query, c.role, c.relation, c.about)
}

// expected is the status that access and state demand.
func (m *matrix) expected(r *recipe, role, relation string) int {
	access := m.access[r.route]
	need := string(access.Permission())
	switch {
	case access.IsPublic():
		return r.want
	case role == anonymous:
		return 401
	case need != "" && granted(role, need) == "no":
		return 403
	case r.about == "":
		return r.want
	}
	if r.need != "" {
		need = r.need
	}
	reached := joins(role, need, relation) || need == "" && relation == own || need != "" && reach(granted(role, need), relation) || r.pool && relation == nobodys && (need != "lead.read" || granted(role, "lead.claim") != "no")
	switch {
	case role == stranger || relation == foreign || relation == unknown:
		reached = false
		if r.gone != 0 {
			return r.gone
		}
		return 404
	case need == "" && r.out == r.want: // a search: whatever is asked, nothing out of reach is shown
		return r.want
	}
	if r.state != nil && (reached || r.out == 409) {
		if status := r.state(role, relation); status != 0 {
			return status
		}
	}
	if reached || r.about == "member" && r.need == "lead.assign" && relation == own {
		return r.want
	}
	if r.out != 0 {
		return r.out
	}
	if r.seen != "" && (reach(granted(role, r.seen), relation) || joins(role, r.seen, relation) || r.seen == "lead.read" && sees(role, r.seen, relation, true)) {
		return 403
	}
	return 404
}

// list draws up the cells of a recipe for one role.
func (m *matrix) list(r *recipe, role string) (out []*cell) {
	if r.about == "" {
		return []*cell{{r, role, "", m.expected(r, role, "")}}
	}
	for _, relation := range relations {
		if r.only != nil && (!slices.Contains(r.only, relation) || role == stranger) {
			continue
		}
		if _, there := m.subject(r.about, relation, role); !there || role == stranger && relation == foreign {
			continue
		}
		out = append(out, &cell{r, role, relation, m.expected(r, role, relation)})
	}
	return out
}

// ask sends the request of a cell about a subject and judges status and leaks.
func (m *matrix) ask(c *cell, client *apptest.Client, p apptest.Planted) *apptest.Answer {
	mine, other := m.home, m.abroad
	if c.role == stranger {
		mine, other = other, mine
	}
	key := "visit" // of a kind of follow-up
	if c.about == "role" {
		key = first(p.Words)
	}
	fill := strings.NewReplacer("$day", day.Of(time.Now().AddDate(0, 0, 30), time.UTC).String(), "$id", p.ID.String(), "$word", first(p.Words), "$n", strconv.Itoa(10000000+m.h.Next()), "{id}", p.ID.String(), "{key}", key, "{day}", "2026-12-31", "{kind}", recordKind(c.about), "{member}", m.joiner.ID.String(),
		"$s1", mine.People[apptest.Salesperson].Member.String(), "$foreign", other.People[apptest.Salesperson].Member.String(), "$east", mine.East.String())
	method, path, _ := strings.Cut(c.route, " ")
	var body any
	if c.body != "" {
		body = fill.Replace(c.body)
	}
	req, err := client.Request(method, fill.Replace(path+c.query), body)
	if err != nil {
		m.t.Fatal(err)
	}
	if c.form != "" {
		req.Header.Set("Content-Type", c.form)
	}
	if c.stream {
		req.Header.Set("Connection", "close")
	}
	answer, err := m.answer(client, req, c.stream)
	if err != nil {
		m.t.Fatalf("%s: %v", c, err)
	}
	m.cells++
	if answer.Status != c.want {
		m.fault("status", "%s: %d, want %d: %.300s", c, answer.Status, c.want, answer.Body)
	}
	if op, known := m.document[c.route]; known {
		if why := judge(op, answer); why != "" {
			m.fault("undeclared", "%s: %d, %s: %.300s", c, answer.Status, why, answer.Body)
		}
	}
	told := strings.ReplaceAll(answer.Body, p.ID.String(), "") // who asks knows it already
	if what := m.leaks(c.role, told); what != "" && !(c.route == "POST /session") {
		m.fault("leak", "%s: %d tells %s: %.400s", c, answer.Status, what, answer.Body)
	}
	return answer
}

func (m *matrix) answer(client *apptest.Client, req *http.Request, stream bool) (*apptest.Answer, error) {
	if !stream {
		return client.Send(req)
	}
	ctx, cancel := context.WithCancel(req.Context())
	defer cancel()
	res, err := http.DefaultClient.Do(req.WithContext(ctx))
	if err != nil {
		return nil, err
	}
	defer res.Body.Close()
	return &apptest.Answer{Status: res.StatusCode, Header: res.Header}, nil
}

func first(words []string) string {
	if len(words) == 0 {
		return ""
	}
	return words[0]
}

// refuse sends every request that must be refused, or that only reads: the database is the same afterwards, and what is
// another's looks like what does not exist.
func (m *matrix) refuse() {
	before := m.eye.Look(m.t, nil)
	for _, r := range recipes() {
		asked := 0
		for _, role := range everybody {
			asked += m.refuseAs(&r, role)
		}
		if asked == 0 {
			continue
		}
		after := m.eye.Look(m.t, nil)
		if what := before.Differs(after); what != "" && !r.told {
			m.fault("changed", "%s: %s", r.route+r.query, what)
		}
		before = after
	}
}

func (m *matrix) refuseAs(r *recipe, role string) (asked int) {
	var bodies [2]string
	for _, c := range m.list(r, role) {
		if c.want < 400 && (r.writes || r.alone) {
			continue
		}
		p, _ := m.subject(r.about, c.relation, role)
		body := strings.ReplaceAll(m.ask(c, m.clients[role], p).Body, p.ID.String(), "$id")
		if asked++; c.relation == foreign {
			bodies[0] = body
		} else if c.relation == unknown {
			bodies[1] = body
		}
		if c.want >= 400 {
			m.refused++
		} else {
			m.allowed++
		}
	}
	if role != stranger && bodies[0] != bodies[1] {
		m.fault("tells apart", "%s as %s: foreign %.300s, unknown %.300s", r.route, role, bodies[0], bodies[1])
	}
	return asked
}

// allow sends every request that is carried out, each on a record of its own; the other organisation stays as it is.
func (m *matrix) allow() {
	before := m.eye.Look(m.t, m.abroad)
	for _, r := range recipes() {
		done := false
		for _, role := range everybody {
			for _, c := range m.list(&r, role) {
				if c.want >= 400 || !r.writes && !r.alone || r.once && done || role == stranger {
					continue
				}
				m.carryOut(c)
				done = true
			}
		}
	}
	if what := before.Differs(m.eye.Look(m.t, m.abroad)); what != "" {
		m.fault("changed", "the other organisation: %s", what)
	}
}

func (m *matrix) carryOut(c *cell) {
	client := m.clients[c.role]
	if c.alone && c.role != anonymous {
		client = m.another(c.role)
	}
	p, _ := m.subject(c.about, c.relation, c.role)
	if c.about != "" && c.about != "org" && !(c.about == "member" && c.relation == own) && c.relation != foreign && c.relation != unknown {
		p, _ = m.plant(c.about, c.relation, c.role)
	}
	m.ask(c, client, p)
	m.allowed++
}

// TestMatrix asks every route as each of the six roles, as nobody and as a stranger, about a record in every relation.
func TestMatrix(t *testing.T) {
	if testing.Short() {
		t.Skip("skipped: the matrix, one request after the other; the fuzzer walks every route (short)")
	}
	apptest.Each(t, func(t *testing.T, h *apptest.House) {
		m := newMatrix(t, h)
		m.refuse()
		m.allow()
		for _, f := range m.faults[:min(len(m.faults), 60)] {
			t.Error(f)
		}
		t.Logf("%d routes, %d cells: %d allowed, %d refused, %d faults", len(m.access), m.cells, m.allowed, m.refused, len(m.faults))
	})
}
