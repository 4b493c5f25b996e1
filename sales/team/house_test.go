package team_test

import (
	"bytes"
	"context"
	"crypto/rand"
	"encoding/json"
	"log/slog"
	"net/http"
	"net/http/httptest"
	"sync"
	"testing"
	"time"

	"xiaoguan/base/clock"
	"xiaoguan/base/id"
	"xiaoguan/record"
	"xiaoguan/sales/team"
	"xiaoguan/store/db"
	"xiaoguan/store/db/dbtest"
	"xiaoguan/store/journal"
	"xiaoguan/web"
)

// house is the chapter behind its HTTP kit, with a clock the test sets.
type house struct {
	t       *testing.T
	store   *db.Store
	team    *team.Service
	handler http.Handler
	mu      sync.Mutex
	at      time.Time
	log     *bytes.Buffer
}

func (h *house) now() time.Time {
	h.mu.Lock()
	defer h.mu.Unlock()
	return h.at
}

func (h *house) pass(d time.Duration) {
	h.mu.Lock()
	defer h.mu.Unlock()
	h.at = h.at.Add(d)
}

var start = time.Date(2026, 11, 24, 1, 0, 0, 0, time.UTC)

// each runs fn on both engines against an empty database.
func each(t *testing.T, fn func(h *house)) {
	t.Helper()
	var h *house
	now := clock.Clock(func() time.Time { return h.now() })
	h = &house{at: start}
	dbtest.EachClock(t, now, func(t *testing.T, s *db.Store) {
		h = &house{t: t, store: s, at: start, log: &bytes.Buffer{}}
		dir, ids := db.NewDirectory(s), id.NewSource(now, rand.Reader)
		j := journal.New(ids, now, []byte("key"), journal.NewLive(dir, now))
		k := web.New(dir, ids, now, slog.New(slog.NewTextHandler(h.log, nil)))
		cat := record.NewCatalogues(dir, ids)
		h.team = team.New(dir, ids, now, j, cat)
		k.Auth = h.team
		h.team.Mount(k)
		cat.Mount(k)
		if err := k.Check(); err != nil {
			t.Fatal(err)
		}
		h.handler = k.Handler()
		fn(h)
	})
}

// browser holds a cookie, as one does.
type browser struct {
	h     *house
	token string
}

// answer is what came back.
type answer struct {
	status int
	text   string
}

func (h *house) browser() *browser { return &browser{h: h} }

func (b *browser) do(method, path string, body any) answer {
	var r *http.Request
	if body != nil {
		text, err := json.Marshal(body)
		if err != nil {
			b.h.t.Fatal(err)
		}
		r = httptest.NewRequest(method, "/api/v1"+path, bytes.NewReader(text))
		r.Header.Set("Content-Type", "application/json")
	} else {
		r = httptest.NewRequest(method, "/api/v1"+path, nil)
	}
	if b.token != "" {
		r.AddCookie(&http.Cookie{Name: web.Cookie, Value: b.token})
	}
	w := httptest.NewRecorder()
	b.h.handler.ServeHTTP(w, r)
	for _, c := range w.Result().Cookies() {
		if c.Name == web.Cookie {
			b.token = c.Value
		}
	}
	return answer{w.Code, w.Body.String()}
}

// must is do with the status expected, its JSON read into a map.
func (b *browser) must(status int, method, path string, body any) map[string]any {
	b.h.t.Helper()
	got := b.do(method, path, body)
	if got.status != status {
		b.h.t.Fatalf("%s %s: %d, want %d: %s\n%s", method, path, got.status, status, got.text, b.h.log)
	}
	out := map[string]any{}
	if got.text != "" {
		if err := json.Unmarshal([]byte(got.text), &out); err != nil {
			b.h.t.Fatalf("%s %s: %v: %s", method, path, err, got.text)
		}
	}
	return out
}

type obj = map[string]any

const password = "销冠-secret-1"

// founded is a browser of the administrator of a fresh company.
func (h *house) founded() *browser {
	h.t.Helper()
	b := h.browser()
	b.must(201, "POST", "/setup", obj{"company": "苏州销冠科技", "name": "王伟", "phone": "138 0013 8000", "email": "wang@example.com", "password": password})
	return b
}

func (h *house) signIn(account, password string) *browser {
	h.t.Helper()
	b := h.browser()
	b.must(200, "POST", "/session", obj{"account": account, "password": password})
	return b
}

// text digs a string out of nested objects.
func text(v any, path ...string) string {
	for _, p := range path {
		m, ok := v.(map[string]any)
		if !ok {
			return ""
		}
		v = m[p]
	}
	s, _ := v.(string)
	return s
}

var background = context.Background()
