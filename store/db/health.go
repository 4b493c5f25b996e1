package db

import (
	"context"
	"errors"
	"io"
	"strings"
	"sync/atomic"

	"xiaoguan/base/fault"
)

// health remembers whether the last write that failed did so because the database could not keep anything.
type health struct{ red atomic.Bool }

func (h *health) note(err error) {
	if fault.ErrUnavailable.Is(err) {
		h.red.Store(true)
	} else if err == nil {
		h.red.Store(false)
	}
}

// room is what must fit in before a database that was full counts as ready again: a row alone may fit where no record does.
const room = 128 << 10

var errRoom = errors.New("db: there is room")

// Ready is nil when the database answers and, after a failed write, has room and keeps a row again. It heals by itself.
func (s *Store) Ready(ctx context.Context) error {
	var one int
	if err := s.read.QueryRowContext(ctx, "SELECT 1").Scan(&one); err != nil {
		return s.translate(err)
	}
	if !s.health.red.Load() {
		return nil
	}
	err := s.Write(ctx, func(ctx context.Context, tx *Tx) error {
		if _, err := tx.NewRaw("INSERT INTO secret (name, value) VALUES ('room', ?)", strings.Repeat("0", room)).Exec(ctx); err != nil {
			return err
		}
		return errRoom // undone
	})
	if !errors.Is(err, errRoom) {
		return err
	}
	return s.Write(ctx, func(ctx context.Context, tx *Tx) error {
		_, err := tx.NewRaw("INSERT INTO heartbeat (id, at) VALUES (1, ?) ON CONFLICT (id) DO UPDATE SET at = EXCLUDED.at", s.Clock()).Exec(ctx)
		return err
	})
}

// isEOF sees a connection that was cut, in the shapes the PostgreSQL driver reports it.
func isEOF(err error) bool {
	return errors.Is(err, io.EOF) || errors.Is(err, io.ErrUnexpectedEOF) || strings.Contains(err.Error(), "conn closed")
}
