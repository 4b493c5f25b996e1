package app_test

import (
	"context"
	"fmt"
	"io"
	"net/http"
	"net/http/httptest"
	"net/url"
	"slices"
	"strings"
	"sync"
	"testing"

	"xiaoguan/app/apptest"
	"xiaoguan/web"
)

// quotes are names that would mean something if they were pasted into a statement.
var quotes = []string{"O'Brien", `"x"`, "a' OR '1'='1", "x'; DELETE FROM lead; --", `back\slash`, `\' OR 1=1 --`, "50%_off", "?0 $1 ?", "/* */", "a, b", "a:b:c", "(SELECT 1)", "nul\\u0000", "宁波'拓森"}

// TestHostileFilters: a value in a condition finds exactly the records that have it, whatever it looks like; a field is one
// of those declared or nothing happens.
func TestHostileFilters(t *testing.T) {
	apptest.Each(t, func(t *testing.T, h *apptest.House) {
		o := h.Found(t, homeName)
		c := h.Enter(t, homeName, apptest.Operations)
		for _, name := range quotes {
			for range 2 {
				c.Must(t, 201, "POST", "/leads", object{"name": name, "source": name, "tags": []string{"公共"}, "allow_duplicate": true})
			}
		}
		h.Lead(t, o, nil, "other")
		find := func(filter ...string) (names []string) {
			got := c.Must(t, 200, "GET", "/leads?limit=200&"+url.Values{"filter": filter}.Encode(), nil)
			for _, item := range got.Object()["items"].([]any) {
				names = append(names, item.(object)["name"].(string))
			}
			return names
		}
		all := len(quotes)*2 + 1
		for _, name := range quotes {
			for _, field := range []string{"name", "source"} {
				if got := find(field + ":eq:" + name); !slices.Equal(got, []string{name, name}) {
					t.Errorf("%s eq %q finds %q", field, name, got)
				}
				if got := find(field + ":ne:" + name); len(got) != all-2 {
					t.Errorf("%s ne %q finds %d, want %d", field, name, len(got), all-2)
				}
			}
			if got := find("name:in:" + name + ",nothing"); !strings.Contains(name, ",") && len(got) != 2 {
				t.Errorf("in %q finds %q", name, got)
			}
			if got := find("tag:eq:" + name); len(got) != 0 {
				t.Errorf("tag %q finds %q", name, got)
			}
			for _, path := range []string{"/leads?filter=" + url.QueryEscape(name+":eq:1"), "/leads?sort=" + url.QueryEscape(name), "/leads?sort=-" + url.QueryEscape("name "+name), "/leads?cursor=" + url.QueryEscape(name),
				"/customers?sort=" + url.QueryEscape(name), "/members?filter=" + url.QueryEscape("password_hash:eq:"+name), "/leads?filter=" + url.QueryEscape("state:eq:"+name), "/leads?filter=" + url.QueryEscape("id:eq:"+name)} {
				if got := c.Do(t, "GET", path, nil); got.Status != 422 && got.Status != 400 {
					t.Errorf("%s: %d %s", path, got.Status, got.Body)
				}
			}
			c.Must(t, 200, "GET", "/search?q="+url.QueryEscape(name), nil)
		}
		if got := find("name:empty:"); len(got) != 0 || len(find()) != all {
			t.Errorf("afterwards %d leads, %q without name", len(find()), got)
		}
	})
}

// endless is a body that never ends and counts what is read of it.
type endless struct {
	text string // repeated
	most int64  // where it ends after all
	read int64
}

func (e *endless) Read(b []byte) (int, error) {
	if e.read >= e.most {
		return 0, io.EOF
	}
	n := 0
	for n < len(b) {
		n += copy(b[n:], e.text[int(e.read+int64(n))%len(e.text):])
	}
	e.read += int64(n)
	return n, nil
}

func (e *endless) Close() error { return nil }

// serve answers a request without a network between, so that what is read can be counted.
func serve(h *apptest.House, c *apptest.Client, method, path string, body io.ReadCloser, head http.Header) *httptest.ResponseRecorder {
	r := httptest.NewRequest(method, path, body)
	r.Header = head.Clone()
	if r.Header == nil {
		r.Header = http.Header{}
	}
	if r.Header.Get("Content-Type") == "" {
		r.Header.Set("Content-Type", "application/json")
	}
	r.ContentLength = -1
	r.AddCookie(&http.Cookie{Name: web.Cookie, Value: c.Cookie})
	w := httptest.NewRecorder()
	h.App.Server(context.Background()).Handler.ServeHTTP(w, r)
	return w
}

// TestEndlessBodies sends 100 MB and deep nesting to every route that reads a body: refused after a bounded number of bytes.
func TestEndlessBodies(t *testing.T) {
	h := one(t)
	w := newWorld(t, h)
	c := w.clients[apptest.Admin]
	const huge = 100 << 20
	routes := 0
	for _, r := range h.App.Kit.Routes() {
		if r.Method == "GET" || r.Method == "DELETE" || strings.HasSuffix(r.Path, "/demo") { // without a body; the last is dear
			continue
		}
		p, _ := w.subject("lead", unknown, "")
		path := strings.NewReplacer("{id}", p.ID.String(), "{day}", "2026-12-31").Replace(r.Path)
		for name, body := range map[string]*endless{
			"one long text":    {text: `"` + strings.Repeat("a", 8190), most: huge},
			"spaces":           {text: strings.Repeat(" ", 8191), most: huge},
			"nested lists":     {text: strings.Repeat("[", 8191), most: huge},
			"nested 100,000":   {text: strings.Repeat("[", 100000), most: 100000},
			"nested members":   {text: `{"name":`, most: 800000},
			"with a key to it": {text: strings.Repeat("[", 8191), most: huge},
		} {
			head, most := http.Header{}, int64(1<<20+64<<10)
			if strings.HasSuffix(name, "it") {
				head.Set("Idempotency-Key", "endless"+r.Path+r.Method)
				most += 1 << 20
			}
			if strings.HasSuffix(r.Path, "/imports") {
				body.text, body.most = "--xg\r\nContent-Disposition: form-data; name=\"file\"; filename=\"x.csv\"\r\n\r\n"+strings.Repeat("a,b\n", 1<<20), huge
				head.Set("Content-Type", "multipart/form-data; boundary=xg")
				most = 67 << 20 // a file may have 64 MB
			}
			got := serve(h, c, r.Method, path, body, head)
			if body.read > most {
				t.Errorf("%s %s, %s: %d bytes were read", r.Method, r.Path, name, body.read)
			}
			// An operation without a body does not look at it.
			if got.Code >= 500 || got.Code < 400 && body.read > 0 {
				t.Errorf("%s %s, %s: %d %.200s", r.Method, r.Path, name, got.Code, got.Body)
			}
			if strings.HasSuffix(r.Path, "/imports") {
				break
			}
		}
		routes++
	}
	t.Logf("%d routes", routes)
}

// TestRefusalIsHeard: who sends far too much and closes after it is told so, and not only cut off.
func TestRefusalIsHeard(t *testing.T) {
	h := one(t)
	h.Found(t, homeName)
	c := h.Enter(t, homeName, apptest.Salesperson)
	for _, length := range []int64{100 << 20, -1} {
		for range 10 {
			req, err := c.Request("POST", "/leads", io.Reader(&endless{text: strings.Repeat(" ", 8191), most: 100 << 20}))
			if err != nil {
				t.Fatal(err)
			}
			req.ContentLength, req.Close = length, true
			if got, err := c.Send(req); err != nil || got.Status != 413 || got.Text("code") == "" {
				t.Fatalf("%d bytes: %v, %+v", length, err, got)
			}
		}
	}
}

// TestHostileSizes: pages, headers and addresses of a size nobody means.
func TestHostileSizes(t *testing.T) {
	h := one(t)
	h.Found(t, homeName)
	c := h.Enter(t, homeName, apptest.Admin)
	for _, limit := range []string{"1000000000", "201", "0", "-1", "9223372036854775808", "x", "1e3"} {
		for _, list := range []string{"/leads", "/customers", "/members", "/imports"} {
			if got := c.Do(t, "GET", list+"?limit="+limit, nil); got.Status != 422 {
				t.Errorf("%s?limit=%s: %d %s", list, limit, got.Status, got.Body)
			}
		}
	}
	for name, value := range map[string]string{"X-Long": strings.Repeat("a", 100<<10), "Cookie": web.Cookie + "=" + strings.Repeat("a", 40<<10)} {
		req, err := c.Request("GET", "/leads", nil)
		if err != nil {
			t.Fatal(err)
		}
		req.Header.Set(name, value)
		if got, err := c.Send(req); err == nil && got.Status != 431 && got.Status != 400 {
			t.Errorf("a %s of %d bytes: %d", name, len(value), got.Status)
		}
	}
	if got := c.Do(t, "GET", "/leads?"+strings.Repeat("filter=name:eq:a&", 500), nil); got.Status != 422 {
		t.Errorf("500 conditions: %d", got.Status)
	}
	if got := c.Do(t, "GET", "/leads?sort="+strings.Repeat("name,", 39), nil); got.Status >= 500 {
		t.Errorf("39 sort keys: %d %s", got.Status, got.Body)
	}
	if got := c.Do(t, "POST", "/leads", object{"name": strings.Repeat("长", 201)}); got.Status != 422 {
		t.Errorf("a name of 201 characters: %d", got.Status)
	}
}

// TestRepeatedRequests: a key makes one act of any number of requests, also of those that run at the same time.
func TestRepeatedRequests(t *testing.T) {
	apptest.Each(t, func(t *testing.T, h *apptest.House) {
		o := h.Found(t, homeName)
		c := h.Enter(t, homeName, apptest.Salesperson)
		send := func(key, path string, body any) *apptest.Answer {
			req, err := c.Request("POST", path, body)
			if err != nil {
				t.Fatal(err)
			}
			req.Header.Set("Idempotency-Key", key)
			got, err := c.Send(req)
			if err != nil {
				t.Error(err)
				return &apptest.Answer{}
			}
			return got
		}
		first := send("a", "/leads", object{"name": "一次公司"})
		again := send("a", "/leads", object{"name": "一次公司"})
		if first.Status != 201 || again.Status != 201 || first.Body != again.Body || again.Header.Get("Idempotent-Replayed") != "true" {
			t.Errorf("first %d %s, again %d %s", first.Status, first.Body, again.Status, again.Body)
		}
		if got := send("a", "/leads", object{"name": "两次公司"}); got.Status != 422 {
			t.Errorf("the key with another body: %d %s", got.Status, got.Body)
		}
		if got := send("refused", "/leads", object{"chance": "small"}); got.Status != 422 {
			t.Errorf("a refused request: %d", got.Status)
		}
		if got := send("refused", "/leads", object{"name": "后来公司"}); got.Status != 201 {
			t.Errorf("a key is spent by what was kept only: %d %s", got.Status, got.Body)
		}
		var wg sync.WaitGroup
		for i := range 24 {
			wg.Go(func() {
				got := send("race", "/leads", object{"name": "同时公司", "allow_duplicate": true})
				if got.Status != 201 && got.Status != 409 {
					t.Errorf("request %d at the same time: %d %s", i, got.Status, got.Body)
				}
			})
		}
		wg.Wait()
		var n int
		if err := h.Store.Read().NewRaw("SELECT count(*) FROM lead WHERE org_id = ? AND name = ?", o.ID, "同时公司").Scan(t.Context(), &n); err != nil || n != 1 {
			t.Errorf("%d leads of one key (%v)", n, err)
		}
		if got := c.Must(t, 200, "GET", "/leads?count=true", nil).Object()["count"]; fmt.Sprint(got) != "map[capped:false n:3]" {
			t.Errorf("afterwards %v", got)
		}
	})
}
