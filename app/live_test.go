package app_test

import (
	"bufio"
	"context"
	"encoding/json"
	"net/http"
	"strings"
	"testing"
	"time"

	"xiaoguan/app/apptest"
	"xiaoguan/base/id"
)

// ear is a browser's event stream: what it was told, and where it would go on.
type ear struct {
	events chan heard
	closed chan struct{}
}

type heard struct{ name, id, subject string }

// listen opens the stream; last is the event after which it goes on, "" for none.
func listen(t *testing.T, c *apptest.Client, last string) *ear {
	t.Helper()
	req, err := c.Request(http.MethodGet, "/live", nil)
	if err != nil {
		t.Fatal(err)
	}
	if last != "" {
		req.Header.Set("Last-Event-ID", last)
	}
	ctx, leave := context.WithCancel(t.Context())
	res, err := (&http.Client{Transport: &http.Transport{}}).Do(req.WithContext(ctx))
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { leave(); res.Body.Close() })
	if res.StatusCode != http.StatusOK || res.Header.Get("Content-Type") != "text/event-stream" {
		t.Fatalf("%s: the stream is %s", c.Who, res.Status)
	}
	e := &ear{events: make(chan heard, 1000), closed: make(chan struct{})}
	go func() {
		defer close(e.closed)
		var h heard
		for lines := bufio.NewScanner(res.Body); lines.Scan(); {
			field, value, _ := strings.Cut(lines.Text(), ": ")
			switch field {
			case "id":
				h.id = value
			case "event":
				h.name = value
			case "data":
				var d struct {
					Subject string `json:"subject_id"`
				}
				_ = json.Unmarshal([]byte(value), &d)
				h.subject = d.Subject
			case "":
				e.events <- h
				h = heard{}
			}
		}
	}()
	return e
}

// next is the event that comes next.
func (e *ear) next(t *testing.T) heard {
	t.Helper()
	select {
	case h := <-e.events:
		return h
	case <-time.After(10 * time.Second):
		t.Fatal("nothing more is heard")
		return heard{}
	}
}

// until reads on to a change of a subject or, subject empty, to a reset.
func (e *ear) until(t *testing.T, who, subject string) heard {
	t.Helper()
	t.Logf("%s waits for %q", who, subject)
	for {
		if h := e.next(t); h.name == "reset" && subject == "" || h.name == "change" && h.subject == subject {
			return h
		}
	}
}

// TestLive: whoever may see a lead hears of its changes, nobody else does; who comes back hears what he missed; a stream ends
// with its session.
func TestLive(t *testing.T) {
	apptest.Each(t, func(t *testing.T, h *apptest.House) {
		home := h.Found(t, homeName)
		h.Found(t, "外")
		ears, clients := map[string]*ear{}, map[string]*apptest.Client{}
		for _, part := range []string{apptest.Leader, apptest.Manager, apptest.Salesperson, apptest.Colleague, apptest.Elsewhere} {
			clients[part] = h.Enter(t, homeName, part)
			ears[part] = listen(t, clients[part], "")
		}
		stranger := listen(t, h.Enter(t, "外", apptest.Admin), "")
		opened := (<-ears[apptest.Leader].events).id
		if _, err := id.Parse(opened); err != nil {
			t.Fatalf("who has heard nothing yet could not go on: %q", opened)
		}
		mine := h.Lead(t, home, home.People[apptest.Salesperson], "甲").ID.String()
		for _, part := range []string{apptest.Leader, apptest.Manager, apptest.Salesperson} {
			ears[part].until(t, part, mine)
		}
		// What the others may see comes after it, so they would have heard the first one by then.
		for part, other := range map[string]*ear{apptest.Colleague: ears[apptest.Colleague], apptest.Elsewhere: ears[apptest.Elsewhere]} {
			theirs := h.Lead(t, home, home.People[part], "乙").ID.String()
			for got := (heard{}); got.subject != theirs; {
				if got = other.next(t); got.subject == mine {
					t.Errorf("%s hears of a lead that is not his", part)
				}
			}
		}
		free := h.Lead(t, home, nil, "丙").ID.String()
		at := ears[apptest.Elsewhere].until(t, "whoever may claim", free)
		if n := len(stranger.events); n > 1 {
			t.Errorf("another organisation hears %d events", n)
		}

		missed := h.Lead(t, home, home.People[apptest.Elsewhere], "丁").ID.String()
		listen(t, clients[apptest.Elsewhere], at.id).until(t, "who comes back", missed)
		listen(t, clients[apptest.Leader], opened).until(t, "who had heard nothing", mine)
		listen(t, clients[apptest.Leader], id.Floor(time.Now().Add(-3*time.Hour)).String()).until(t, "who was away for hours", "")
		clients[apptest.Leader].Must(t, 204, "DELETE", "/session", nil)
		select {
		case <-ears[apptest.Leader].closed:
		case <-time.After(20 * time.Second):
			t.Error("the stream goes on without its session")
		}
	})
}
