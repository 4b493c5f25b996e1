package app_test

import (
	"fmt"
	"net/url"
	"slices"
	"strings"
	"testing"

	"xiaoguan/app/apptest"
	"xiaoguan/base/page"
	"xiaoguan/record"
	"xiaoguan/sales/customer"
	"xiaoguan/sales/lead"
	"xiaoguan/sales/team"
)

// payloads are what somebody might try where a value, a field, an operator or an order is expected.
var payloads = []string{"'", `"`, "' OR '1'='1", "x'); DROP TABLE lead; --", "1; SELECT pg_sleep(9)", "/**/", "--", "%", "_", `\`, "!%", "a%b", "a_b", "NUL\x00", "?", "?0", "$1", "${7*7}",
	"\u202etfosrepus", "𠜎", "é", "9999999999999999999999", "-1", "1e309", "NaN", "0x10", "null", strings.Repeat("长", 60), "a,b", "a:b:c", "own.", "own.x'--", "id) UNION SELECT 1--", "l.id", "org_id"}

// written are the names that stand in the records the probes look for.
var written = []string{"a%b", "axb", "a_b", "x'); DROP TABLE lead; --", `back\slash`, "100%", "null", "?0 $1"}

// TestInjection: whatever stands in a filter, an order, a grouping, a search, an own field's key or a saved view, of every
// list there is, the answer is the rows that a comparison in Go gives or a refusal that says what is wrong; never a failure.
func TestInjection(t *testing.T) {
	apptest.Each(t, func(t *testing.T, h *apptest.House) {
		h.Found(t, homeName)
		c := h.Enter(t, homeName, apptest.Admin)
		for _, name := range written {
			c.Must(t, 201, "POST", "/leads", object{"name": name, "source": name, "region": name, "allow_duplicate": true})
			c.Must(t, 201, "POST", "/customers", object{"kind": "person", "name": name, "region": name, "phone": fmt.Sprint(13900000000 + h.Next())})
		}
		key := c.Must(t, 201, "POST", "/fields", `{"kind":"lead","label":"备","type":"text"}`).Text("key")
		before := h.Eye(t).Look(t, nil)
		probe(t, h, c, "own."+key)
		for _, path := range []string{"/leads", "/customers"} {
			for _, field := range []string{"name", "region"} {
				compared(t, c, path, field)
			}
		}
		if what := before.Differs(h.Eye(t).Look(t, nil)); what != "" {
			t.Errorf("asking has changed something: %s", what)
		}
		for i, p := range payloads {
			spec := object{"filter": []string{"name:eq:" + p}, "or": []string{}, "sort": p, "columns": []object{}, "layout": "list", "board": p}
			answered(t, c, "POST", "/views", object{"kind": "lead", "name": fmt.Sprint("看", i), "spec": spec})
		}
	})
}

// answered sends a probe: it is carried out or refused with a reason, and never fails.
func answered(t *testing.T, c *apptest.Client, method, path string, body any) *apptest.Answer {
	t.Helper()
	got := c.Do(t, method, path, body)
	if got.Status >= 500 || got.Status >= 300 && (got.Text("title") == "" || got.Status != 422 && got.Status != 400) {
		t.Errorf("%s %q %.200v: %d %.300s", method, path, body, got.Status, got.Body)
	}
	return got
}

// probe puts the payloads everywhere a list takes text: short ones at every column and operator, all of them as names.
func probe(t *testing.T, h *apptest.House, c *apptest.Client, own string) {
	some := []string{"' OR '1'='1", "\x00", "%", "-9223372036854775809"}
	for path, typ := range map[string]*record.Type{"/leads": lead.Type, "/customers": customer.Type, "/members": team.Type} {
		fields := []string{own, "q", "own.nothing"}
		for i := range typ.Columns {
			fields = append(fields, typ.Columns[i].Name)
		}
		for _, field := range fields {
			for _, op := range page.Ops {
				p := some[h.Next()%len(some)]
				answered(t, c, "GET", path+"?limit=5&"+url.Values{"filter": {field + ":" + string(op) + ":" + p}}.Encode(), nil)
			}
			answered(t, c, "GET", path+"?limit=5&sort=-"+url.QueryEscape(field), nil)
		}
		for _, p := range payloads {
			for _, query := range []url.Values{{"filter": {p + ":eq:1"}}, {"filter": {"name:" + p + ":1"}}, {"filter": {own + p + ":eq:1"}}, {"filter": {own + ":eq:" + p}}, {"filter": {"q:q:" + p}}, {"or": {"1:name:eq:" + p, "1:id:eq:" + p}},
				{"or": {p}}, {"sort": {p}}, {"sort": {"-name " + p}}, {"sort": {own + p}}, {"cursor": {p}}, {"limit": {p}}} {
				answered(t, c, "GET", path+"?"+query.Encode(), nil)
			}
		}
	}
	for _, p := range payloads {
		q := url.QueryEscape(p)
		for _, path := range []string{"/leads/groups?by=" + q, "/leads/groups?by=own." + q, "/leads/board-columns?by=" + q, "/leads/board-columns?by=state&sort=" + q, "/leads/summary?filter=" + q, "/search?q=" + q, "/views?kind=" + q,
			"/notices?filter=" + q, "/approvals?filter=box:eq:" + q, "/insight/conversion?by=" + q, "/audit?request_id=" + q, "/reasons?kind=" + q} {
			answered(t, c, "GET", path, nil)
		}
	}
}

// compared asks for every payload and every written name by equality, inequality and containing, and compares with what Go finds
// among all rows.
func compared(t *testing.T, c *apptest.Client, path, field string) {
	rows := func(got *apptest.Answer) (values []string) {
		for _, item := range got.Object()["items"].([]any) {
			values = append(values, item.(object)[field].(string))
		}
		slices.Sort(values)
		return values
	}
	all := rows(c.Must(t, 200, "GET", path+"?limit=200", nil))
	for _, p := range slices.Concat(payloads, written) {
		for op, holds := range map[page.Op]func(string) bool{
			page.Eq: func(s string) bool { return s == p }, page.Ne: func(s string) bool { return s != p },
			page.Holds: func(s string) bool { return strings.Contains(strings.ToLower(s), strings.ToLower(p)) }} {
			got := answered(t, c, "GET", path+"?limit=200&"+url.Values{"filter": {field + ":" + string(op) + ":" + p}}.Encode(), nil)
			if got.Status != 200 {
				if !strings.ContainsRune(p, 0) {
					t.Errorf("%s %s %s %q: %d %.200s", path, field, op, p, got.Status, got.Body)
				}
				continue
			}
			want := slices.DeleteFunc(slices.Clone(all), func(s string) bool { return !holds(s) })
			if found := rows(got); !slices.Equal(found, want) {
				t.Errorf("%s %s %s %q finds %q, want %q", path, field, op, p, found, want)
			}
		}
	}
}
