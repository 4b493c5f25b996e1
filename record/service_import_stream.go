package record

import (
	"context"
	"time"

	"xiaoguan/base/id"
)

// chunkRows is how many rows one transaction takes in.
const chunkRows = 200

// stream reads and judges the rows of a running import ahead of the writing. It outlives the job that opened it, so that the
// next one in this process goes on where that one stopped instead of reading the file from its start.
type stream struct {
	at     int // the last row handed out
	chunks chan []*ImportRow
	err    error // why chunks was closed; nil at the end of the file
	cancel context.CancelFunc
	writer RowWriter
	parked time.Time
}

// resume gives the stream an earlier job has left, if it stands where the import stands; else it opens one.
func (m *Imports) resume(ctx context.Context, r *run) (*stream, error) {
	m.mu.Lock()
	s := m.streams[r.im.ID]
	delete(m.streams, r.im.ID)
	m.mu.Unlock()
	if s != nil {
		if s.at == r.im.At {
			return s, nil
		}
		s.cancel()
	}
	w, err := r.importer.Open(ctx, r.actor, r.im)
	if err != nil {
		return nil, err
	}
	o, err := m.open(ctx, r.im)
	if err != nil {
		return nil, err
	}
	life, cancel := context.WithCancel(context.WithoutCancel(ctx))
	s = &stream{at: r.im.At, chunks: make(chan []*ImportRow, 2), cancel: cancel, writer: w}
	go s.read(life, o, r.im.Spec.Sheet)
	return s, nil
}

// read sends the rows behind at in chunks, then closes chunks.
func (s *stream) read(ctx context.Context, o *opened, sheet string) {
	defer o.Close()
	defer close(s.chunks)
	var rows []*ImportRow
	send := func() error {
		select {
		case s.chunks <- rows:
			rows = nil
			return nil
		case <-ctx.Done():
			return ctx.Err()
		}
	}
	s.err = o.book.Rows(ctx, sheet, s.at+1, func(number int, cells []string) error {
		row := &ImportRow{Number: number, Cells: cells}
		judge(s.writer, row)
		if rows = append(rows, row); len(rows) < chunkRows {
			return nil
		}
		return send()
	})
	if s.err == nil && len(rows) > 0 {
		s.err = send()
	}
}

// judge keeps a mistake of ours about one row from ending the program.
func judge(w RowWriter, row *ImportRow) {
	defer func() {
		if recover() != nil {
			row.Problems = []ImportProblem{unkeepable}
		}
	}()
	w.Judge(row)
}

// park leaves a stream for the next job.
func (m *Imports) park(which id.ID, s *stream) {
	m.mu.Lock()
	defer m.mu.Unlock()
	if m.streams == nil {
		m.streams = map[id.ID]*stream{}
	}
	if old := m.streams[which]; old != nil {
		old.cancel()
	}
	s.parked = m.Now()
	m.streams[which] = s
}

// tidy ends the streams parked before a moment: their import went on elsewhere or was cancelled.
func (m *Imports) tidy(before time.Time) {
	m.mu.Lock()
	defer m.mu.Unlock()
	for which, s := range m.streams {
		if s.parked.Before(before) {
			s.cancel()
			delete(m.streams, which)
		}
	}
}
