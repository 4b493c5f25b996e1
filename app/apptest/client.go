package apptest

import (
	"bytes"
	"encoding/json"
	"io"
	"net/http"
	"strings"
	"testing"

	"xiaoguan/base/actor"
	"xiaoguan/web"
)

// Client is a browser: it sends one cookie.
type Client struct {
	Who    string
	Actor  *actor.Actor // who is signed in, nil for nobody
	Cookie string
	house  *House
	http   *http.Client
}

// Answer is what came back.
type Answer struct {
	Status int
	Header http.Header
	Body   string
}

// Object reads the body as a JSON object; nil when it is none.
func (a *Answer) Object() (out map[string]any) {
	_ = json.Unmarshal([]byte(a.Body), &out)
	return out
}

// Text digs a string out of the body.
func (a *Answer) Text(path ...string) string {
	var v any = a.Object()
	for _, p := range path {
		m, _ := v.(map[string]any)
		v = m[p]
	}
	s, _ := v.(string)
	return s
}

// Client is a browser with a session's token, "" for none.
func (h *House) Client(who, token string) *Client {
	return &Client{Who: who, Cookie: token, house: h, http: &http.Client{Transport: &http.Transport{MaxIdleConnsPerHost: 64, DisableCompression: true}}}
}

// Request prepares a request to a path under the API; body nil, a string sent as it is, or anything that becomes JSON.
func (c *Client) Request(method, path string, body any) (*http.Request, error) {
	var r io.Reader
	switch b := body.(type) {
	case nil:
	case io.Reader:
		r = b
	case string:
		r = strings.NewReader(b)
	default:
		text, err := json.Marshal(b)
		if err != nil {
			return nil, err
		}
		r = bytes.NewReader(text)
	}
	if !strings.HasPrefix(path, "/api/") && !strings.HasSuffix(path, "z") {
		path = web.Prefix + path
	}
	req, err := http.NewRequest(method, c.house.URL+path, r)
	if err != nil {
		return nil, err
	}
	if r != nil {
		req.Header.Set("Content-Type", "application/json")
	}
	if c.Cookie != "" {
		req.AddCookie(&http.Cookie{Name: web.Cookie, Value: c.Cookie})
	}
	return req, nil
}

// Send sends a prepared request and reads the whole answer.
func (c *Client) Send(req *http.Request) (*Answer, error) {
	res, err := c.http.Do(req)
	if err != nil {
		return nil, err
	}
	defer res.Body.Close()
	text, err := io.ReadAll(res.Body)
	if err != nil {
		return nil, err
	}
	return &Answer{res.StatusCode, res.Header, string(text)}, nil
}

// Do sends a request and reads the answer.
func (c *Client) Do(t testing.TB, method, path string, body any) *Answer {
	t.Helper()
	req, err := c.Request(method, path, body)
	if err != nil {
		t.Fatal(err)
	}
	answer, err := c.Send(req)
	if err != nil {
		t.Fatalf("%s %s: %v", method, path, err)
	}
	return answer
}

// Must is Do with the status expected.
func (c *Client) Must(t testing.TB, status int, method, path string, body any) *Answer {
	t.Helper()
	answer := c.Do(t, method, path, body)
	if answer.Status != status {
		t.Fatalf("%s: %s %s: %d, want %d: %s\n%s", c.Who, method, path, answer.Status, status, answer.Body, c.house.Log.Grep("rror", 5))
	}
	return answer
}

// SignIn opens a session and gives a client that holds it.
func (h *House) SignIn(t testing.TB, who, account string) *Client {
	t.Helper()
	c := h.Client(who, "")
	req, err := c.Request("POST", "/session", map[string]string{"account": account, "password": Password})
	if err != nil {
		t.Fatal(err)
	}
	res, err := c.http.Do(req)
	if err != nil {
		t.Fatal(err)
	}
	defer res.Body.Close()
	for _, k := range res.Cookies() {
		if k.Name == web.Cookie {
			c.Cookie = k.Value
		}
	}
	if c.Cookie == "" {
		text, _ := io.ReadAll(res.Body)
		t.Fatalf("sign in as %s: %d %s", who, res.StatusCode, text)
	}
	if h.App == nil {
		return c
	}
	if c.Actor, err = h.App.Team.Authenticate(t.Context(), c.Cookie); err != nil {
		t.Fatal(err)
	}
	return c
}
