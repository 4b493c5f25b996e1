package db_test

import (
	"context"
	"errors"
	"fmt"
	"os"
	"path/filepath"
	"sync"
	"testing"
	"time"

	"xiaoguan/base/clock"
	"xiaoguan/base/fault"
	"xiaoguan/base/id"
	"xiaoguan/store/db"
	"xiaoguan/store/db/dbtest"

	"crypto/rand"
)

var ids = id.NewSource(clock.System, rand.Reader)

func addTag(ctx context.Context, tx *db.Tx, org id.ID, name string) error {
	_, err := tx.NewRaw("INSERT INTO tag (org_id, id, name, created_at) VALUES (?, ?, ?, ?)", org, ids.New(), name, clock.System()).Exec(ctx)
	return err
}

func countTags(t *testing.T, s *db.Store, org id.ID) (n int) {
	t.Helper()
	if err := s.Read().NewRaw("SELECT count(*) FROM tag WHERE org_id = ?", org).Scan(context.Background(), &n); err != nil {
		t.Fatal(err)
	}
	return n
}

func TestWriteKeepsAllOrNothing(t *testing.T) {
	dbtest.Each(t, func(t *testing.T, s *db.Store) {
		ctx, org := context.Background(), ids.New()
		boom := errors.New("boom")
		kept := 0
		var wg sync.WaitGroup
		var mu sync.Mutex
		for i := range 200 {
			wg.Add(1)
			go func() {
				defer wg.Done()
				err := s.Write(ctx, func(ctx context.Context, tx *db.Tx) error {
					if err := addTag(ctx, tx, org, fmt.Sprint("tag", i)); err != nil {
						return err
					}
					switch i % 5 {
					case 1:
						return boom
					case 2:
						panic("in the middle")
					case 3:
						return addTag(ctx, tx, org, fmt.Sprint("tag", i))
					}
					return nil
				})
				mu.Lock()
				defer mu.Unlock()
				if err == nil {
					kept++
				} else if i%5 == 3 && !fault.ErrTaken.Is(err) {
					t.Errorf("constraint: got %v", err)
				}
			}()
		}
		wg.Wait()
		if kept != 80 || countTags(t, s, org) != 80 {
			t.Fatalf("acknowledged %d, kept %d, want 80", kept, countTags(t, s, org))
		}
	})
}

func TestTimesAndIDsRoundTrip(t *testing.T) {
	dbtest.Each(t, func(t *testing.T, s *db.Store) {
		ctx, org, tag := context.Background(), ids.New(), ids.New()
		at := time.Date(2026, 11, 24, 1, 2, 3, 456789000, time.UTC)
		err := s.Write(ctx, func(ctx context.Context, tx *db.Tx) error {
			return tx.Later(tx.NewRaw("INSERT INTO tag (org_id, id, name, created_at) VALUES (?, ?, ?, ?)", org, tag, "华东'); --", at))
		})
		if err != nil {
			t.Fatal(err)
		}
		var row struct {
			ID        id.ID
			Name      string
			CreatedAt time.Time
		}
		if err := s.Read().NewRaw("SELECT id, name, created_at FROM tag WHERE org_id = ?", org).Scan(ctx, &row); err != nil {
			t.Fatal(err)
		}
		if row.ID != tag || row.Name != "华东'); --" || !row.CreatedAt.Equal(at) {
			t.Fatalf("got %+v", row)
		}
		var again id.ID
		if err := s.Prepared().QueryRowContext(ctx, "SELECT id FROM tag WHERE org_id = $1 AND name = $2", org, row.Name).Scan(&again); err != nil || again != tag {
			t.Fatalf("prepared: %v %v", again, err)
		}
	})
}

func TestGuardRefusesStatementWithoutOrg(t *testing.T) {
	dbtest.Each(t, func(t *testing.T, s *db.Store) {
		var n int
		if err := s.Read().NewRaw("SELECT count(*) FROM tag WHERE name = 'x'").Scan(context.Background(), &n); err == nil {
			t.Fatal("a tenant statement without org_id went through")
		}
		if err := s.Read().NewRaw("SELECT count(*) FROM lead l JOIN tag t ON t.id = l.id WHERE l.org_id = ?", ids.New()).Scan(context.Background(), &n); err == nil {
			t.Fatal("the second table's org_id was not asked for")
		}
	})
}

func TestRepeatedKeyRunsOnce(t *testing.T) {
	dbtest.Each(t, func(t *testing.T, s *db.Store) {
		org := ids.New()
		once := func() error {
			ctx := db.WithKey(context.Background(), &db.Key{Org: org, Member: org, Key: "k1", Hash: "h"})
			return s.Write(ctx, func(ctx context.Context, tx *db.Tx) error { return addTag(ctx, tx, org, ids.New().String()) })
		}
		if err := once(); err != nil {
			t.Fatal(err)
		}
		if err := once(); !db.ErrRepeated.Is(err) {
			t.Fatalf("second: %v", err)
		}
		if n := countTags(t, s, org); n != 1 {
			t.Fatalf("kept %d", n)
		}
	})
}

// TestAnyFolder: the data folder may be called what it likes.
func TestAnyFolder(t *testing.T) {
	for _, name := range []string{"data #1", "甲?b=c", "50%25", "plain"} {
		dir := filepath.Join(t.TempDir(), name)
		if err := os.Mkdir(dir, 0o700); err != nil {
			t.Fatal(err)
		}
		path := filepath.Join(dir, "xiaoguan.db")
		s, err := db.Open(t.Context(), db.Config{URL: path})
		if err != nil {
			t.Fatalf("%s: %v", name, err)
		}
		if _, err := os.Stat(path); err != nil {
			t.Errorf("the database is elsewhere: %v", err)
		}
		if err := s.Close(); err != nil {
			t.Error(err)
		}
	}
}
