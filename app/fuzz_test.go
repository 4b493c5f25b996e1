package app_test

import (
	"encoding/json"
	"flag"
	"maps"
	"os"
	"slices"
	"strings"
	"testing"

	"pgregory.net/rapid"

	"xiaoguan/app/apptest"
)

// long says that the long runs are wanted (make crash).
func long() bool { return os.Getenv("XIAOGUAN_LONG") == "1" }

// draws sets how many requests are drawn for each operation; -rapid.seed repeats a run.
func draws(t *testing.T, few, many int) {
	t.Helper()
	n := few
	if long() {
		n = many
	}
	for name, value := range map[string]string{"rapid.checks": itoa(n), "rapid.nofailfile": "true", "rapid.shrinktime": "3s"} {
		f := flag.Lookup(name)
		before := f.Value.String()
		if err := f.Value.Set(value); err != nil {
			t.Fatal(err)
		}
		t.Cleanup(func() { _ = f.Value.Set(before) })
	}
}

func itoa(n int) string {
	text, _ := json.Marshal(n)
	return string(text)
}

// calm are the operations that end the session or cost seconds: other tests call them.
var calm = []string{"DELETE /api/v1/session", "DELETE /api/v1/sessions", "POST /api/v1/demo", "POST /api/v1/session/organisation"}

// TestFuzz draws requests for every operation of the document, as three roles. No answer may be a fault of the server, and
// each is of the kind that the document declares.
func TestFuzz(t *testing.T) {
	apptest.Each(t, func(t *testing.T, h *apptest.House) {
		draws(t, 40, 2000)
		w := newWorld(t, h)
		d := newDrawer(w)
		text, err := h.App.OpenAPI()
		if err != nil {
			t.Fatal(err)
		}
		list, err := operations(text)
		if err != nil {
			t.Fatal(err)
		}
		statuses, drawn := map[int]int{}, 0
		for _, op := range list {
			if slices.Contains(calm, op.method+" "+op.path) {
				continue
			}
			t.Run(strings.ReplaceAll(op.method+op.path, "/api/v1", ""), func(t *testing.T) {
				rapid.Check(t, func(t *rapid.T) {
					role := rapid.SampledFrom([]string{apptest.Admin, apptest.Manager, apptest.Salesperson}).Draw(t, "role")
					answer := w.try(t, op, w.clients[role], d.request(t, op))
					statuses[answer.Status]++
					drawn++
				})
			})
		}
		t.Logf("%d operations, %d requests: %v", len(list), drawn, statuses)
		for _, status := range []int{200, 201, 403, 404, 409, 422} {
			if statuses[status] == 0 {
				t.Errorf("no request was answered %d: the draw is too narrow", status)
			}
		}
	})
}

// try sends a drawn request and judges the answer.
func (w *world) try(t *rapid.T, op operation, client *apptest.Client, r request) *apptest.Answer {
	req, err := client.Request(op.method, r.path, r.body)
	if err != nil {
		t.Skip("not a request: ", err)
	}
	for name, value := range r.head {
		req.Header.Set(name, value)
	}
	answer, err := client.Send(req)
	if err != nil {
		t.Fatalf("%s %s: %v", op.method, r.path, err)
	}
	if why := judge(op, answer); why != "" {
		t.Fatalf("%s %s as %s\nbody %s\nanswer %d %s\n%s\n%s", op.method, r.path, client.Who, r.body, answer.Status, answer.Body, why, w.h.Log.Grep("level=ERROR", 2))
	}
	if answer.Status == 401 && op.path != "/api/v1/session" && op.path != "/api/v1/session/password" {
		t.Fatalf("%s %s: %s has lost the session", op.method, r.path, client.Who)
	}
	return answer
}

// judge says what is wrong with an answer, "" for nothing.
func judge(op operation, answer *apptest.Answer) string {
	kind := answer.Header.Get("Content-Type")
	declared, known := op.spec["responses"].(object)[itoa(answer.Status)].(object)
	if !known {
		if answer.Status == 301 || answer.Status == 404 || answer.Status == 405 || answer.Status == 307 {
			return "" // the path led elsewhere
		}
		return "the document knows no such status"
	}
	content, _ := declared["content"].(object)
	switch {
	case answer.Status >= 500:
		return "a fault of the server"
	case len(content) == 0 && answer.Body != "":
		return "a body where none is declared"
	case len(content) == 0:
		return ""
	case !slices.Contains(slices.Collect(maps.Keys(content)), kind):
		return "the content type " + kind + " is not declared"
	case !strings.HasSuffix(kind, "json"):
		return ""
	case !json.Valid([]byte(answer.Body)):
		return "not JSON"
	case answer.Status >= 400 && (answer.Text("code") == "" || answer.Text("title") == ""):
		return "not a problem document"
	}
	return straysFrom(op.doc, content[kind].(object), answer.Body)
}
