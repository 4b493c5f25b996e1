package journal

import (
	"context"
	"sync"
	"time"

	"xiaoguan/base/clock"
	"xiaoguan/base/id"
	"xiaoguan/store/db"
)

// overlap is how far back a reader looks again: ids are made before their transaction commits, so an entry may appear after
// a younger one. No transaction lives longer than half of it.
const overlap = 60 * time.Second

// poll is the pause between looks when nothing woke the reader: what another instance wrote is seen within it.
const poll = time.Second

// Live hands new journal entries to whoever listens, per organisation.
type Live struct {
	dir *db.Directory
	now clock.Clock
	mu  sync.Mutex
	org map[id.ID]*feed
}

// NewLive makes the hand-over; it reads only while somebody listens.
func NewLive(dir *db.Directory, now clock.Clock) *Live {
	return &Live{dir: dir, now: now, org: map[id.ID]*feed{}}
}

// feed is the reader of one organisation and its listeners.
type feed struct {
	wake      chan struct{}
	stop      context.CancelFunc
	listeners map[chan []*Entry]bool
}

func (l *Live) wake(org id.ID) {
	l.mu.Lock()
	defer l.mu.Unlock()
	if f := l.org[org]; f != nil {
		select {
		case f.wake <- struct{}{}:
		default:
		}
	}
}

// Listen delivers entries committed from now on until cancel is called. A listener that does not keep up loses its channel
// (closed): it reconnects and resumes with Since.
func (l *Live) Listen(org id.ID) (entries <-chan []*Entry, cancel func()) {
	c := make(chan []*Entry, 64)
	l.mu.Lock()
	defer l.mu.Unlock()
	f := l.org[org]
	if f == nil {
		ctx, stop := context.WithCancel(context.Background())
		f = &feed{wake: make(chan struct{}, 1), stop: stop, listeners: map[chan []*Entry]bool{}}
		l.org[org] = f
		go l.read(ctx, org, f)
	}
	f.listeners[c] = true
	return c, func() {
		l.mu.Lock()
		defer l.mu.Unlock()
		if f.listeners[c] {
			l.drop(f, c)
		}
		if len(f.listeners) == 0 && l.org[org] == f {
			f.stop()
			delete(l.org, org)
		}
	}
}

func (l *Live) drop(f *feed, c chan []*Entry) {
	delete(f.listeners, c)
	close(c)
}

// read follows the journal of one organisation, re-reading the overlap and dropping what it has handed out.
func (l *Live) read(ctx context.Context, org id.ID, f *feed) {
	known := map[id.ID]time.Time{}
	start := l.now()
	tick := time.NewTicker(poll)
	defer tick.Stop()
	for first := true; ; first = false {
		entries, err := l.after(ctx, org, id.Floor(l.now().Add(-overlap)))
		if err == nil {
			var fresh []*Entry
			for _, e := range entries {
				if _, seen := known[e.ID]; !seen {
					known[e.ID] = e.At
					if !first || e.At.After(start) {
						fresh = append(fresh, e)
					}
				}
			}
			for k, at := range known {
				if at.Before(l.now().Add(-2 * overlap)) {
					delete(known, k)
				}
			}
			l.hand(f, fresh)
		}
		select {
		case <-ctx.Done():
			return
		case <-f.wake:
		case <-tick.C:
		}
	}
}

func (l *Live) hand(f *feed, fresh []*Entry) {
	if len(fresh) == 0 {
		return
	}
	l.mu.Lock()
	defer l.mu.Unlock()
	for c := range f.listeners {
		select {
		case c <- fresh:
		default:
			l.drop(f, c)
		}
	}
}

func (l *Live) after(ctx context.Context, org, from id.ID) ([]*Entry, error) {
	s := l.dir.Of(org)
	var entries []*Entry
	err := db.In(s.Read().NewSelect().Model(&entries).Column("org_id", "id", "at", "actor_id", "kind", "subject_kind", "subject_id", "owner_id", "group_id"), "j", org).
		Where("j.id > ?", from).OrderExpr("j.id").Limit(5000).Scan(ctx)
	return entries, s.Fault(err)
}

// Since reads what was committed after the entry last seen by a listener that comes back, with the overlap: it may see an
// entry twice, and never misses one.
func (l *Live) Since(ctx context.Context, org, last id.ID) ([]*Entry, error) {
	from := last.Time()
	if oldest := l.now().Add(-time.Hour); from.Before(oldest) {
		from = oldest
	}
	return l.after(ctx, org, id.Floor(from.Add(-overlap)))
}
