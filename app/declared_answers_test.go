package app_test

import (
	"net/url"
	"os"
	"strings"
	"testing"

	"xiaoguan/app/apptest"
)

// listOf is the list whose rows a path with an id speaks of.
func listOf(path string) string {
	list, _, _ := strings.Cut(strings.TrimPrefix(path, "/api/v1"), "/{id}")
	return list
}

// reads are the addresses of an operation that only reads: one, or one for each row of its list.
func reads(t *testing.T, c *apptest.Client, op operation) (out []string) {
	t.Helper()
	query := url.Values{}
	parameters, _ := op.spec["parameters"].([]any)
	for _, p := range parameters {
		switch p.(object)["name"] {
		case "year":
			query.Set("year", "2026")
		case "by":
			query.Set("by", "source")
		case "q":
			query.Set("q", "公司")
		case "limit":
			query.Set("limit", "50")
		case "count":
			query.Set("count", "true")
		}
	}
	switch op.path {
	case "/api/v1/leads/board-columns":
		query.Set("by", "stage_id")
	case "/api/v1/views":
		query.Set("kind", "lead")
	case "/api/v1/access/explain":
		query.Set("kind", "lead")
		for _, row := range c.Must(t, 200, "GET", "/leads?limit=20", nil).Object()["items"].([]any) {
			query.Set("id", row.(object)["id"].(string))
			out = append(out, "/access/explain?"+query.Encode())
		}
		return out
	}
	path := strings.Replace(strings.TrimPrefix(op.path, "/api/v1"), "{kind}", "lead", 1) + "?" + query.Encode()
	if !strings.Contains(path, "{") {
		return []string{path}
	}
	for _, row := range c.Must(t, 200, "GET", listOf(strings.Replace(op.path, "/collaborators/{kind}", "/leads", 1)), nil).Object()["items"].([]any) {
		out = append(out, strings.Replace(path, "{id}", row.(object)["id"].(string), 1))
	}
	return out
}

// TestAnswersAreDeclared reads everything a company of two years has to tell, by every reading operation, and a company that
// has nothing yet: each answer is what the document says, down to the last member.
func TestAnswersAreDeclared(t *testing.T) {
	h := one(t)
	home := h.Found(t, homeName)
	who := home.People[apptest.Admin]
	admin := h.Enter(t, homeName, apptest.Admin)
	text, err := h.App.OpenAPI()
	if err != nil {
		t.Fatal(err)
	}
	list, err := operations(text)
	if err != nil {
		t.Fatal(err)
	}
	look := func(what string) {
		answers := 0
		for _, op := range list {
			if op.method != "GET" {
				continue
			}
			for _, path := range reads(t, admin, op) {
				answer := admin.Must(t, 200, "GET", path, nil)
				if why := judge(op, answer); why != "" {
					t.Errorf("%s, %s: %s\n%.400s", what, path, why, answer.Body)
				}
				answers++
			}
		}
		t.Logf("%s: %d answers", what, answers)
	}
	look("a new company")
	made, err := h.App.Plant(t.Context(), small, who.Identity, who.Member, nil)
	if err != nil {
		t.Fatal(err)
	}
	admin.Must(t, 200, "POST", "/session/organisation", object{"org_id": made.Org.String()})
	look("a demo company")
}

// TestDocumentIsKept: the browser's client is made from the copy in docs.
func TestDocumentIsKept(t *testing.T) {
	text, err := one(t).App.OpenAPI()
	if err != nil {
		t.Fatal(err)
	}
	kept, err := os.ReadFile("../docs/openapi.json")
	if err != nil {
		t.Fatal(err)
	}
	if string(kept) != string(text) {
		t.Error("docs/openapi.json is not the document of this program: run make gen")
	}
}
