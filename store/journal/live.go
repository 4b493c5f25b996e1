package journal

import (
	"bytes"
	"context"
	"slices"
	"sync"
	"time"

	"github.com/uptrace/bun"

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
	ready     chan struct{} // closed when it knows what was there before
	stop      context.CancelFunc
	listeners map[chan []*Entry]bool
	top       id.ID          // the youngest entry read
	known     map[id.ID]bool // those read within the overlap
	again     time.Time      // when to look for late ones
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
	f := l.join(org, c)
	<-f.ready
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

// join adds a listener to the organisation's feed, which begins with the first one.
func (l *Live) join(org id.ID, c chan []*Entry) *feed {
	l.mu.Lock()
	defer l.mu.Unlock()
	f := l.org[org]
	if f == nil {
		ctx, stop := context.WithCancel(context.Background())
		f = &feed{wake: make(chan struct{}, 1), ready: make(chan struct{}), stop: stop, listeners: map[chan []*Entry]bool{}, top: id.Floor(l.now()), known: map[id.ID]bool{}}
		l.org[org] = f
		go l.read(ctx, org, f)
	}
	f.listeners[c] = true
	return f
}

func (l *Live) drop(f *feed, c chan []*Entry) {
	delete(f.listeners, c)
	close(c)
}

// read follows the journal of one organisation. An error of the database only delays: the next look sees the same.
func (l *Live) read(ctx context.Context, org id.ID, f *feed) {
	var before []id.ID
	if l.ids(ctx, org, id.Floor(l.now().Add(-overlap)), f.top, &before) == nil {
		for _, v := range before {
			f.known[v] = true
		}
	}
	close(f.ready)
	tick := time.NewTicker(poll)
	defer tick.Stop()
	for {
		if l.young(ctx, org, f) == nil {
			_ = l.late(ctx, org, f)
		}
		select {
		case <-ctx.Done():
			return
		case <-f.wake:
		case <-tick.C:
		}
	}
}

// page is how many entries are read, and handed out, at a time.
const page = 1000

// young hands out what is younger than all that was read.
func (l *Live) young(ctx context.Context, org id.ID, f *feed) error {
	for {
		entries, err := l.entries(ctx, org, "j.id > ?", f.top, page)
		if err != nil || len(entries) == 0 {
			return err
		}
		for _, e := range entries {
			f.known[e.ID] = true
			f.top = e.ID
		}
		l.hand(f, entries)
		if len(entries) < page {
			return nil
		}
	}
}

// late hands out what was committed after a younger one had been read. The more there is to compare, the rarer it looks.
func (l *Live) late(ctx context.Context, org id.ID, f *feed) error {
	began := l.now()
	if began.Before(f.again) {
		return nil
	}
	from := id.Floor(began.Add(-overlap))
	var all, missed []id.ID
	if err := l.ids(ctx, org, from, f.top, &all); err != nil {
		return err
	}
	for _, v := range all {
		if !f.known[v] {
			missed = append(missed, v)
		}
	}
	for some := range slices.Chunk(missed, page) {
		entries, err := l.entries(ctx, org, "j.id IN (?)", bun.List(some), page)
		if err != nil {
			return err
		}
		for _, e := range entries {
			f.known[e.ID] = true
		}
		l.hand(f, entries)
	}
	for v := range f.known {
		if bytes.Compare(v[:], from[:]) < 0 {
			delete(f.known, v)
		}
	}
	f.again = l.now().Add(max(poll/2, 20*l.now().Sub(began)))
	return nil
}

// ids reads which entries there are after one and up to another.
func (l *Live) ids(ctx context.Context, org, after, to id.ID, out *[]id.ID) error {
	s := l.dir.Of(org)
	return s.Fault(s.Read().NewRaw("SELECT id FROM journal_entry WHERE org_id = ? AND id > ? AND id <= ?", org, after, to).Scan(ctx, out))
}

// entries reads whose and which they are, not what they changed: oldest first.
func (l *Live) entries(ctx context.Context, org id.ID, where string, arg any, limit int) ([]*Entry, error) {
	s := l.dir.Of(org)
	var entries []*Entry
	err := db.In(s.Read().NewSelect().Model(&entries).Column("org_id", "id", "at", "actor_id", "kind", "subject_kind", "subject_id", "owner_id", "group_id"), "j", org).
		Where(where, arg).OrderExpr("j.id").Limit(int64(limit)).Scan(ctx)
	return entries, s.Fault(err)
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

// memory is how long a listener may have been away, much how many entries it may have missed.
const (
	memory = time.Hour
	much   = 5000
)

// Since reads what was committed after the entry last seen by a listener that comes back, with the overlap: it may see an
// entry twice, and never misses one. Not whole: there is more than can be told, the listener has to look at everything anew.
func (l *Live) Since(ctx context.Context, org, last id.ID) (entries []*Entry, whole bool, err error) {
	from := last.Time()
	if from.Before(l.now().Add(-memory)) {
		return nil, false, nil
	}
	entries, err = l.entries(ctx, org, "j.id > ?", id.Floor(from.Add(-overlap)), much+1)
	if len(entries) > much {
		return nil, false, nil
	}
	return entries, err == nil, err
}
