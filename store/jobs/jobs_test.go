package jobs_test

import (
	"context"
	"crypto/rand"
	"encoding/json"
	"errors"
	"log/slog"
	"sync/atomic"
	"testing"
	"time"

	"xiaoguan/base/clock"
	"xiaoguan/base/id"
	"xiaoguan/store/db"
	"xiaoguan/store/db/dbtest"
	"xiaoguan/store/jobs"
)

var ids = id.NewSource(clock.System, rand.Reader)

// TestJobExistsWithItsTransaction: a job of a rolled-back transaction never runs, one of a kept transaction runs and is tried
// again after a failure.
func TestJobExistsWithItsTransaction(t *testing.T) {
	dbtest.Each(t, func(t *testing.T, s *db.Store) {
		ctx, org := context.Background(), ids.New()
		q, err := jobs.New(s, slog.New(slog.DiscardHandler))
		if err != nil {
			t.Fatal(err)
		}
		var kept, undone atomic.Int32
		q.Handle("kept", func(ctx context.Context, of id.ID, payload []byte) error {
			var got struct{ N int }
			if err := json.Unmarshal(payload, &got); err != nil || of != org || got.N != 1 {
				t.Errorf("got %v %s", of, payload)
			}
			if kept.Add(1) == 1 {
				return errors.New("the database was away")
			}
			return nil
		})
		q.Handle("undone", func(context.Context, id.ID, []byte) error { undone.Add(1); return nil })
		if err := q.Start(ctx); err != nil {
			t.Fatal(err)
		}
		defer func() { _ = q.Stop(ctx) }()
		boom := errors.New("boom")
		if err := s.Write(ctx, func(ctx context.Context, tx *db.Tx) error {
			if err := q.Enqueue(ctx, tx, "undone", org, nil, time.Time{}); err != nil {
				return err
			}
			return boom
		}); !errors.Is(err, boom) {
			t.Fatal(err)
		}
		if err := s.Write(ctx, func(ctx context.Context, tx *db.Tx) error {
			return q.Enqueue(ctx, tx, "kept", org, map[string]int{"n": 1}, time.Time{})
		}); err != nil {
			t.Fatal(err)
		}
		for start := time.Now(); kept.Load() < 2; time.Sleep(20 * time.Millisecond) {
			if time.Since(start) > 20*time.Second {
				t.Fatalf("ran %d times", kept.Load())
			}
		}
		if undone.Load() != 0 {
			t.Fatal("a job of a rolled-back transaction ran")
		}
	})
}
