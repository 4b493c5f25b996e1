package record

import (
	"context"
	"encoding/json"
	"errors"
	"time"

	"xiaoguan/base/actor"
	"xiaoguan/base/fault"
	"xiaoguan/base/id"
	"xiaoguan/store/db"
)

// errLost says that an import is no longer running, or that another job has taken the rows.
var errLost = errors.New("record: the import went on elsewhere")

// run is one job's turn at an import.
type run struct {
	im       *Import
	importer *Importer
	actor    *actor.Actor
	stream   *stream
}

// Run is the handler of ImportJob: it takes rows in for up to a slice of time and then hands over to a next job. It may be
// killed anywhere and may run twice at once: each chunk is kept with its progress in one transaction, once.
func (m *Imports) Run(ctx context.Context, org id.ID, payload []byte) error {
	var job importJob
	if err := json.Unmarshal(payload, &job); err != nil {
		return err
	}
	im, err := readImport(ctx, m.Dir.Of(org), org, job.Import)
	if fault.ErrNotFound.Is(err) {
		return nil // the organisation has been removed
	}
	if err != nil || im.State != Running {
		return err
	}
	r := &run{im: im}
	err = m.work(ctx, r)
	var end hopeless
	switch {
	case errors.Is(err, errLost):
		m.Log.Debug("import went on elsewhere", "import", im.ID)
		return nil
	case errors.As(err, &end) && ctx.Err() == nil:
		return m.fail(ctx, r, err)
	}
	return err // tried again, by the queue or by the next sweep
}

// hopeless is a fault of the file, of whoever made the import or of its settings: no repetition mends it.
type hopeless struct{ error }

func (h hopeless) Unwrap() error { return h.error }

func lasting(err error) error {
	if err == nil || fault.KindOf(err) == fault.Internal || fault.KindOf(err) == fault.Unavailable {
		return err
	}
	return hopeless{err}
}

// work takes chunks in until the file or the time ends.
func (m *Imports) work(ctx context.Context, r *run) (err error) {
	if r.importer, err = m.registered(r.im); err != nil {
		return err
	}
	if r.actor, err = r.importer.Actor(ctx, r.im.Org, r.im.CreatedBy); err != nil {
		return lasting(err)
	}
	if r.stream, err = m.resume(ctx, r); err != nil {
		return lasting(err)
	}
	slice := m.Slice
	if slice == 0 {
		slice = 15 * time.Second
	}
	timer := time.NewTimer(slice)
	defer timer.Stop()
	for {
		select { // time goes first: of several that are ready, the select below takes any
		case <-timer.C:
			return m.handOver(ctx, r)
		default:
		}
		select {
		case rows, more := <-r.stream.chunks:
			if more {
				err = m.keep(ctx, r, rows)
			} else {
				err = lasting(r.stream.err)
			}
			if err != nil {
				r.stream.cancel()
				return err
			}
			if !more {
				return m.finish(ctx, r)
			}
			r.stream.at = r.im.At
		case <-timer.C:
			return m.handOver(ctx, r)
		case <-ctx.Done():
			r.stream.cancel()
			return ctx.Err()
		}
	}
}

// handOver leaves the stream to the next job and enqueues that.
func (m *Imports) handOver(ctx context.Context, r *run) error {
	m.park(r.im.ID, r.stream)
	return m.Dir.Of(r.im.Org).Write(ctx, func(ctx context.Context, tx *db.Tx) error {
		if ok, err := advance(ctx, tx, r.im, r.im.At, m.Now().Add(lease)); err != nil || !ok {
			if err == nil {
				err = errLost
			}
			return err
		}
		return m.enqueue(ctx, tx, r.im.Org, r.im.ID)
	})
}

var unkeepable = ImportProblem{What: fault.Text{ZH: "这一行存不进去", EN: "This row cannot be kept"}, Want: fault.Text{ZH: "检查这一行里的特殊字符和过长的内容，改后再导入", EN: "Check the row for odd characters and overlong content, then import it again"}}

// keep takes a chunk in. When the database refuses it, the half of it is tried, down to the row that is at fault.
func (m *Imports) keep(ctx context.Context, r *run, rows []*ImportRow) error {
	err := m.chunk(ctx, r, rows)
	switch {
	case err == nil || errors.Is(err, errLost) || ctx.Err() != nil || fault.KindOf(err) == fault.Unavailable || errors.Is(err, context.DeadlineExceeded):
		return err
	case len(rows) > 1:
		half := len(rows) / 2
		if err := m.keep(ctx, r, rows[:half]); err != nil {
			return err
		}
		return m.keep(ctx, r, rows[half:])
	case len(rows[0].Problems) > 0:
		return err
	}
	m.Log.Error("row not kept", "import", r.im.ID, "row", rows[0].Number, "error", err)
	rows[0].Problems = []ImportProblem{unkeepable}
	return m.chunk(ctx, r, rows)
}

// chunk takes rows in with their progress, in one transaction.
func (m *Imports) chunk(ctx context.Context, r *run, rows []*ImportRow) error {
	sound := make([]*ImportRow, 0, len(rows))
	for _, row := range rows {
		row.Outcome = ""
		if len(row.Problems) == 0 {
			sound = append(sound, row)
		}
	}
	write, err := r.stream.writer.Take(ctx, sound)
	if err != nil {
		return err
	}
	last := rows[len(rows)-1].Number
	err = m.Dir.Of(r.im.Org).Write(ctx, func(ctx context.Context, tx *db.Tx) error {
		ok, err := advance(ctx, tx, r.im, last, m.Now().Add(lease))
		if err != nil {
			return err
		}
		if !ok {
			return errLost
		}
		if err := write(ctx, tx); err != nil {
			return err
		}
		var n ImportCounts
		n.Count(rows)
		if err := tally(tx, r.im, n); err != nil {
			return err
		}
		return keepProblems(tx, r.im, rows)
	})
	if err == nil {
		r.im.At = last
	}
	return err
}

// finish ends an import whose rows are all taken.
func (m *Imports) finish(ctx context.Context, r *run) error {
	return m.Dir.Of(r.im.Org).Write(ctx, func(ctx context.Context, tx *db.Tx) error {
		ok, err := endImport(ctx, tx, r.im, []ImportState{Running}, r.im.At, Done, nil, m.Now())
		if err != nil {
			return err
		}
		if !ok {
			return errLost
		}
		m.note(tx, r.actor, r.im, "finished")
		if r.importer.Finish == nil {
			return nil
		}
		return r.importer.Finish(ctx, tx, r.actor, r.im)
	})
}

// fail ends an import that cannot go on, and says why.
func (m *Imports) fail(ctx context.Context, r *run, cause error) error {
	f, _ := fault.Of(cause)
	why := f.Text()
	by := r.actor
	if by == nil {
		by = &actor.Actor{Org: r.im.Org}
	}
	return m.Dir.Of(r.im.Org).Write(ctx, func(ctx context.Context, tx *db.Tx) error {
		ok, err := endImport(ctx, tx, r.im, []ImportState{Running}, -1, Failed, &why, m.Now())
		if err != nil || !ok {
			return err
		}
		m.note(tx, by, r.im, "failed")
		return nil
	})
}
