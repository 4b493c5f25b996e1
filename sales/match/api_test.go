package match

import (
	"context"
	"encoding/json"
	"log/slog"
	"net/http"
	"net/http/httptest"
	"strings"
	"testing"
	"time"

	"xiaoguan/base/actor"
	"xiaoguan/base/fault"
	"xiaoguan/sales/team"
	"xiaoguan/store/db"
	"xiaoguan/web"
)

// doors lets a test choose who asks: the token of a request is the member's id.
type doors map[string]*actor.Actor

// Authenticate finds the actor behind a token.
func (d doors) Authenticate(_ context.Context, token string) (*actor.Actor, error) {
	if a, ok := d[token]; ok {
		return a, nil
	}
	return nil, fault.ErrUnauthenticated.New()
}

type obj = map[string]any

// http serves the chapter's routes.
func (h *house) http(t *testing.T, who ...*actor.Actor) (ask func(a *actor.Actor, method, path, body string) (int, obj)) {
	t.Helper()
	k := web.New(db.NewDirectory(h.store), h.ids, h.store.Clock, slog.New(slog.DiscardHandler))
	known := doors{}
	for _, a := range who {
		known[a.Member.String()] = a
	}
	k.Auth = known
	h.match.Mount(k)
	if err := k.Check(); err != nil {
		t.Fatal(err)
	}
	handler := k.Handler()
	return func(a *actor.Actor, method, path, body string) (int, obj) {
		t.Helper()
		r := httptest.NewRequest(method, "/api/v1"+path, strings.NewReader(body))
		if body == "" {
			r = httptest.NewRequest(method, "/api/v1"+path, nil)
		}
		r.Header.Set("Content-Type", "application/json")
		r.AddCookie(&http.Cookie{Name: web.Cookie, Value: a.Member.String()})
		w := httptest.NewRecorder()
		handler.ServeHTTP(w, r)
		got := obj{}
		if err := json.Unmarshal(w.Body.Bytes(), &got); err != nil {
			t.Fatalf("%s %s: %d %s", method, path, w.Code, w.Body)
		}
		return w.Code, got
	}
}

func TestHTTP(t *testing.T) {
	each(t, func(t *testing.T, h *house) {
		wang, li := h.seller(t, "王芳", 5, "汽车"), h.seller(t, "李强", 5)
		h.admin.Lang = "zh"
		ask := h.http(t, h.admin, h.boss, h.rival, wang, li)
		must := func(status int, a *actor.Actor, method, path, body string) obj {
			t.Helper()
			got, out := ask(a, method, path, body)
			if got != status {
				t.Fatalf("%s %s: %d, want %d: %v", method, path, got, status, out)
			}
			return out
		}
		leads := h.pool(t, 4)
		one := "/leads/" + leads[0].String()
		if got := must(200, wang, "POST", one+"/claim", ""); got["owner"].(obj)["name"] != "王芳" {
			t.Errorf("%v", got)
		}
		must(200, wang, "POST", one+"/claim", `{"version":1}`)
		if got := must(409, li, "POST", one+"/claim", `{}`); got["code"] != "lead.claimed_already" || got["title"] != "这条线索已经由王芳负责了" {
			t.Errorf("%v", got)
		}
		if got := must(200, h.boss, "POST", one+"/assign", `{"owner_id":"`+li.Member.String()+`"}`); got["owner"].(obj)["name"] != "李强" {
			t.Errorf("%v", got)
		}
		must(403, wang, "POST", one+"/assign", `{"owner_id":"`+li.Member.String()+`"}`)
		must(404, h.rival, "POST", one+"/assign", `{"owner_id":"`+h.rival.Member.String()+`"}`)
		if got := must(422, h.boss, "POST", one+"/assign", `{"owner_id":"`+h.rival.Member.String()+`"}`); got["errors"].([]any)[0].(obj)["field"] != "owner_id" {
			t.Errorf("%v", got)
		}

		bulk := must(200, h.boss, "POST", "/leads/assign", `{"ids":["`+leads[1].String()+`","`+h.ids.New().String()+`"],"owner_id":"`+wang.Member.String()+`"}`)
		if bulk["assigned"] != 1.0 || bulk["skipped"].([]any)[0].(obj)["why"] != "没有这条线索，或者不归你管" {
			t.Errorf("%v", bulk)
		}
		if got := must(200, h.boss, "POST", "/match-batches/"+bulk["batch_id"].(string)+"/undo", ""); got["state"] != "undone" || got["undone"] != 1.0 || !h.read(t, leads[1]).Owner.IsZero() {
			t.Errorf("%v", got)
		}

		batch := must(201, h.boss, "POST", "/match-batches", `{"filter":["owner_id:empty:"],"strategy":"best"}`)
		items := batch["items"].([]any)
		if batch["state"] != "preview" || len(items) != 3 || items[0].(obj)["owner"] == nil || items[0].(obj)["reasons"].([]any)[0].(obj)["text"] == "" {
			t.Fatalf("%v", batch)
		}
		path := "/match-batches/" + batch["id"].(string)
		must(404, h.rival, "GET", path, "")
		must(403, wang, "GET", path, "")
		must(404, h.boss, "GET", "/match-batches/"+h.ids.New().String(), "")
		if got := must(200, h.boss, "POST", path+"/apply", `{"items":[{"lead_id":"`+items[0].(obj)["lead_id"].(string)+`","owner_id":"`+wang.Member.String()+`"}]}`); got["applied"] != 1.0 || got["passed"] != 2.0 || got["state"] != "applied" {
			t.Errorf("%v", got)
		}
		if got := must(200, h.boss, "GET", "/match-batches", ""); len(got["items"].([]any)) != 2 {
			t.Errorf("%v", got)
		}
		must(200, h.boss, "POST", path+"/undo", "")
		must(409, h.boss, "POST", path+"/apply", "")
		if got := must(422, h.boss, "POST", "/match-batches", `{"filter":["nonsense:eq:1"]}`); got["errors"].([]any)[0].(obj)["field"] != "filter" {
			t.Errorf("%v", got)
		}

		if got := must(200, h.boss, "GET", "/match-settings", ""); got["automatic"] != true {
			t.Errorf("%v", got)
		}
		must(403, h.boss, "PUT", "/match-settings", `{"automatic":false}`)
		if got := must(200, h.admin, "PUT", "/match-settings", `{"automatic":false}`); got["automatic"] != false {
			t.Errorf("%v", got)
		}
		if got := must(200, h.boss, "GET", "/match-settings", ""); got["automatic"] != false {
			t.Errorf("%v", got)
		}
	})
}

// Five thousand leads and two hundred people: previewed and shown while somebody waits.
func TestBatch_Large(t *testing.T) {
	if testing.Short() || raced {
		t.Skip("skipped: large batch (short, or race detector)")
	}
	each(t, func(t *testing.T, h *house) {
		h.members(t, team.Joining{Name: "销售", Role: actor.Salesperson, Group: h.east, Capacity: 20, Tags: []string{"汽车", "宁波"}}, 200)
		h.raw(t, MaxMatch)
		ask := h.http(t, h.boss)
		timed := func(what, method, path, body string) obj {
			start := time.Now()
			status, got := ask(h.boss, method, path, body)
			took := time.Since(start)
			t.Logf("%s: %v", what, took)
			if status >= 300 {
				t.Fatalf("%s: %d %v", what, status, got)
			}
			if took > 20*time.Second { // a bound for busy machines, not the aim
				t.Errorf("%s took %v", what, took)
			}
			return got
		}
		b := timed("preview", "POST", "/match-batches", `{}`)
		path := "/match-batches/" + b["id"].(string)
		timed("get", "GET", path, "")
		if p := b["people"].([]any); len(p) != 200 || len(b["items"].([]any)) != MaxMatch {
			t.Errorf("%d people", len(p))
		}
	})
}
