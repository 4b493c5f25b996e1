package db

import (
	"context"
	"fmt"
	"runtime/debug"
	"time"

	"github.com/uptrace/bun"

	"xiaoguan/base/fault"
)

// A batch ends after this many operations or this much time, whichever comes first, so that the first caller in it never
// waits long for the commit.
const (
	batchOps  = 64
	batchTime = 20 * time.Millisecond
)

var errClosed = fault.ErrUnavailable.New()

type writeRequest struct {
	caller context.Context
	inner  context.Context
	fn     func(context.Context, *Tx) error
	tx     *Tx
	err    error
	done   chan struct{}
}

// groupCommit is the single writer of SQLite. It runs the operations that are waiting one after the other, each in a
// savepoint of its own, and commits them together; every caller is answered after the commit.
type groupCommit struct {
	store *Store
	queue chan *writeRequest
	quit  chan struct{}
	ended chan struct{}
}

func newGroupCommit(s *Store) *groupCommit {
	g := &groupCommit{store: s, queue: make(chan *writeRequest, 4*batchOps), quit: make(chan struct{}), ended: make(chan struct{})}
	go g.loop()
	return g
}

func (g *groupCommit) do(caller, inner context.Context, fn func(context.Context, *Tx) error) error {
	r := &writeRequest{caller: caller, inner: inner, fn: fn, done: make(chan struct{})}
	select {
	case g.queue <- r:
	case <-g.quit:
		return errClosed
	case <-caller.Done():
		return caller.Err()
	}
	select {
	case <-r.done:
		return r.err
	case <-g.ended:
		select {
		case <-r.done:
			return r.err
		default:
			return errClosed
		}
	}
}

func (g *groupCommit) close() {
	close(g.quit)
	<-g.ended
}

// After a batch that took long the lock is left free for a moment: whoever waits for it on a connection of its own (the job
// queue, another process) looks again every tenth of a second only, and bulk work leaves no gap by itself.
const (
	long       = 20 * time.Millisecond
	leastPause = 5 * time.Millisecond
	mostPause  = 200 * time.Millisecond
)

func (g *groupCommit) loop() {
	defer close(g.ended)
	for {
		select {
		case r := <-g.queue:
			began := time.Now()
			g.batch(r)
			if took := time.Since(began); took > long {
				time.Sleep(min(max(took/10, leastPause), mostPause))
			}
		case <-g.quit:
			return
		}
	}
}

// batch runs first and whatever waits behind it in one transaction.
func (g *groupCommit) batch(first *writeRequest) {
	ctx := context.Background()
	start := time.Now()
	tx, err := g.store.write.BeginTx(ctx, nil)
	if err != nil { // the database is locked or away: those who wait have waited as long
		waiting, now := []*writeRequest{first}, time.Now()
		for r := g.next(len(waiting), now); r != nil; r = g.next(len(waiting), now) {
			waiting = append(waiting, r)
		}
		g.answer(waiting, err)
		return
	}
	var members []*writeRequest
	broken := error(nil)
	for r := first; r != nil && broken == nil; r = g.next(len(members), start) {
		members = append(members, r)
		if r.err = r.caller.Err(); r.err == nil {
			r.err, broken = g.one(tx, r)
		}
	}
	for _, r := range members {
		if broken == nil && r.err == nil {
			broken = r.tx.writeIndex()
		}
	}
	if broken == nil {
		broken = tx.Commit()
	}
	if broken != nil {
		_ = tx.Rollback()
	}
	g.answer(members, broken)
}

// next is a waiting request, or nil when none waits or the batch is full.
func (g *groupCommit) next(have int, start time.Time) *writeRequest {
	if have >= batchOps || time.Since(start) > batchTime {
		return nil
	}
	select {
	case r := <-g.queue:
		return r
	default:
		return nil
	}
}

// one runs a request inside its savepoint; broken means that the whole batch is lost.
func (g *groupCommit) one(tx bun.Tx, r *writeRequest) (err, broken error) {
	if _, err := tx.Tx.Exec("SAVEPOINT op"); err != nil {
		return err, err
	}
	r.tx = &Tx{Tx: tx, store: g.store}
	if err = r.tx.run(r.inner, r.fn); err == nil {
		if _, err = tx.Tx.Exec("RELEASE op"); err == nil {
			return nil, nil
		}
	}
	if _, broken = tx.Tx.Exec("ROLLBACK TO op"); broken != nil {
		return err, fmt.Errorf("rollback of one write failed: %w", err)
	}
	_, broken = tx.Tx.Exec("RELEASE op")
	return err, broken
}

// writeIndex runs the statements kept by Index.
func (tx *Tx) writeIndex() error {
	for _, text := range tx.index {
		if _, err := tx.Tx.Tx.Exec(text); err != nil {
			return err
		}
	}
	return nil
}

// answer tells every member how it ended: its own error, else the batch's.
func (g *groupCommit) answer(members []*writeRequest, broken error) {
	for _, r := range members {
		if r.err == nil {
			r.err = broken
		}
		if r.err == nil {
			r.tx.done()
		}
		close(r.done)
	}
}

// panicked carries a panic of one operation to its caller without ending the writer.
type panicked struct {
	value any
	stack []byte
}

func (p *panicked) Error() string { return fmt.Sprintf("panic: %v\n%s", p.value, p.stack) }

func stack() []byte { return debug.Stack() }
