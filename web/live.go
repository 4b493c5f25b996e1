package web

import (
	"encoding/json"
	"fmt"
	"net/http"
	"slices"
	"time"

	"xiaoguan/base/actor"
	"xiaoguan/base/fault"
	"xiaoguan/base/id"
	"xiaoguan/store/journal"
)

// beat is how often a quiet stream shows that it is alive and asks whether its session still stands.
const beat = 5 * time.Second

// Watch says who may be told of changes to a kind of subject: everybody with the permission, within its scope; with Owner the
// member alone whom the entry belongs to.
type Watch map[string]actor.Permission

// Owner stands for a permission where a change is told to the entry's owner and to nobody else.
const Owner actor.Permission = "owner"

// Everybody is told of changes to a kind whatever his role: of those that decide what he may.
const Everybody actor.Permission = ""

type liveEvent struct {
	Kind        string    `json:"kind"`
	SubjectKind string    `json:"subject_kind"`
	SubjectID   id.ID     `json:"subject_id"`
	At          time.Time `json:"at"`
}

// Live mounts the stream of changes (server-sent events). A client that comes back with Last-Event-ID gets what it missed, or a
// reset where that is too much: everything it shows may be old.
func (k *Kit) Live(live *journal.Live, watch Watch) {
	k.Handle(Operation{Method: http.MethodGet, Path: "/live", Access: SignedIn()}, func(w http.ResponseWriter, r *http.Request, a *actor.Actor) error {
		entries, cancel := live.Listen(a.Org)
		defer cancel()
		s := &stream{w: w, out: http.NewResponseController(w), watch: watch, actor: a, sent: map[id.ID]bool{}}
		missed, whole := []*journal.Entry(nil), true
		if text := r.Header.Get("Last-Event-ID"); text != "" {
			last, err := id.Parse(text)
			if err != nil {
				return fault.ErrMalformed.New(fault.Args{"why": "Last-Event-ID"})
			}
			if missed, whole, err = live.Since(r.Context(), a.Org, last); err != nil {
				return err
			}
		}
		w.Header().Set("Content-Type", "text/event-stream")
		w.Header().Set("X-Accel-Buffering", "no")
		_ = s.out.SetWriteDeadline(time.Time{})
		open := "retry: 1000\n" + k.mark()
		if !whole {
			open += "event: reset\ndata: {}\n\n"
		}
		if s.write(open) != nil || s.send(missed) != nil {
			return nil
		}
		k.follow(s, r, entries)
		return nil
	})
}

// follow sends until the client leaves, falls behind or loses its session.
func (k *Kit) follow(s *stream, r *http.Request, entries <-chan []*journal.Entry) {
	tick := time.NewTicker(beat)
	defer tick.Stop()
	for {
		select {
		case <-r.Context().Done():
			return
		case batch, open := <-entries:
			if !open || s.decides(batch) && !k.renew(s, r) || s.send(batch) != nil {
				return
			}
		case <-tick.C:
			if !k.renew(s, r) || s.write(k.mark()) != nil {
				return
			}
		}
	}
}

// decides reports whether a batch may change what the reader may see: then who he is is asked anew before he is told.
func (s *stream) decides(batch []*journal.Entry) bool {
	return slices.ContainsFunc(batch, func(e *journal.Entry) bool {
		p, watched := s.watch[e.SubjectKind]
		return watched && (p == Everybody || e.Subject == s.actor.Member || p == Owner && e.Owner == s.actor.Member)
	})
}

// renew asks whether the session still stands, and for whom.
func (k *Kit) renew(s *stream, r *http.Request) bool {
	c, err := r.Cookie(Cookie)
	if err != nil {
		return false
	}
	a, err := k.Auth.Authenticate(r.Context(), c.Value)
	if err != nil || a.Org != s.actor.Org {
		return false
	}
	s.actor = a
	return true
}

// mark moves the place from which a client that was told nothing yet would resume.
func (k *Kit) mark() string { return fmt.Sprintf("id: %s\n\n", id.Floor(k.Now())) }

type stream struct {
	w     http.ResponseWriter
	out   *http.ResponseController
	watch Watch
	actor *actor.Actor
	sent  map[id.ID]bool
}

// bulk is the size from which a batch is told as one event: the screen reloads anyway.
const bulk = 100

func (s *stream) send(entries []*journal.Entry) error {
	var text []byte
	shown := 0
	for _, e := range entries {
		if s.sent[e.ID] || !s.may(e) {
			continue
		}
		if len(s.sent) > 10000 {
			clear(s.sent)
		}
		s.sent[e.ID] = true
		if shown++; shown > bulk {
			continue
		}
		data, err := json.Marshal(liveEvent{e.Kind, e.SubjectKind, e.Subject, e.At})
		if err != nil {
			return err
		}
		text = fmt.Appendf(text, "id: %s\nevent: change\ndata: %s\n\n", e.ID, data)
	}
	if len(text) == 0 {
		return nil
	}
	return s.write(string(text))
}

// may judges one entry: the subject's owner and group must lie within the scope of the permission its kind asks for.
func (s *stream) may(e *journal.Entry) bool {
	p, ok := s.watch[e.SubjectKind]
	if !ok {
		return false
	}
	switch {
	case p == Owner:
		return !e.Owner.IsZero() && e.Owner == s.actor.Member
	case p == Everybody || e.Subject == s.actor.Member:
		return true
	}
	return s.actor.ReachesRecord(p, e.Subject, e.Owner, e.Group) || e.Owner.IsZero() && s.actor.Can(actor.LeadClaim) != actor.None && e.SubjectKind == "lead"
}

func (s *stream) write(text string) error {
	if _, err := s.w.Write([]byte(text)); err != nil {
		return err
	}
	return s.out.Flush()
}
