package db

import (
	"context"
	"database/sql"
	"fmt"
	"net/url"
	"os"
	"time"

	"github.com/uptrace/bun"
	"modernc.org/sqlite"
)

// readers is the size of the read pool: about the number of cores; more costs memory and gives no speed.
const readers = 4

// patience is how long a write waits for another process that holds the lock.
const patience = 10 * time.Second

// address escapes the path: a folder's # or ? would end the file's name.
func address(path string, q url.Values) string {
	return "file:" + (&url.URL{Path: path}).EscapedPath() + "?" + q.Encode()
}

func sqliteDSN(path string, busy time.Duration, pragmas ...string) string {
	q := url.Values{"_inttotime": {"1"}, "_time_integer_format": {"unix_micro"}, "_txlock": {"immediate"}}
	for _, p := range append([]string{fmt.Sprintf("busy_timeout(%d)", busy.Milliseconds()), "foreign_keys(1)", "temp_store(memory)", "synchronous(full)"}, pragmas...) {
		q.Add("_pragma", p)
	}
	return address(path, q)
}

func openSQLite(ctx context.Context, cfg Config) (*Store, error) {
	if cfg.Busy == 0 {
		cfg.Busy = patience
	}
	pool := func(size int, pragmas ...string) *sql.DB {
		d := sql.OpenDB(&connector{driver: &sqlite.Driver{}, dsn: sqliteDSN(cfg.URL, cfg.Busy, pragmas...), engine: SQLite, guard: cfg.Guard})
		d.SetMaxOpenConns(size)
		d.SetMaxIdleConns(size)
		return d
	}
	writer := []string{"journal_mode(wal)", "cache_size(-64000)", "wal_autocheckpoint(0)"}
	if cfg.MaxPages > 0 {
		writer = append(writer, fmt.Sprintf("max_page_count(%d)", cfg.MaxPages))
	}
	write := pool(1, writer...)
	if err := assertPragmas(ctx, write); err != nil {
		return nil, err
	}
	if err := migrate(ctx, write, SQLite); err != nil {
		return nil, err
	}
	s := &Store{Engine: SQLite, Clock: cfg.Clock, log: cfg.Log}
	s.write = bun.NewDB(write, newSQLiteDialect())
	s.read = bun.NewDB(pool(readers, "query_only(1)", "cache_size(-16000)"), newSQLiteDialect())
	s.raw = sql.OpenDB(&connector{driver: &sqlite.Driver{}, dsn: riverDSN(cfg.URL), engine: SQLite})
	s.raw.SetMaxOpenConns(1)
	s.group = newGroupCommit(s)
	check := pool(1, "wal_autocheckpoint(0)")
	done := make(chan struct{})
	ended := make(chan struct{})
	go func() { defer close(ended); checkpoints(check, cfg.URL, done) }()
	s.stop = func() {
		close(done)
		<-ended
		s.group.close()
		check.Close()
	}
	return s, nil
}

// riverDSN leaves instants as the text River writes.
func riverDSN(path string) string {
	q := url.Values{"_txlock": {"immediate"}}
	for _, p := range []string{"busy_timeout(10000)", "foreign_keys(1)", "synchronous(full)", "wal_autocheckpoint(0)", "cache_size(-4000)"} {
		q.Add("_pragma", p)
	}
	return address(path, q)
}

// assertPragmas fails when a setting did not arrive: a misspelt DSN is silently ignored by the driver.
func assertPragmas(ctx context.Context, d *sql.DB) error {
	for name, want := range map[string]string{"journal_mode": "wal", "synchronous": "2", "foreign_keys": "1"} {
		var got string
		if err := d.QueryRowContext(ctx, "PRAGMA "+name).Scan(&got); err != nil {
			return fmt.Errorf("pragma %s: %w", name, err)
		}
		if got != want {
			return fmt.Errorf("pragma %s is %s, want %s", name, got, want)
		}
	}
	return nil
}

// walLimit is how many pages the log may hold before a checkpoint also makes writers and readers wait, so that the log starts
// anew: 64 MB. The file keeps its size then, so it is the pages in use that count.
const walLimit = 64 << 20 / 4096

// checkpoints moves the log into the database every 100 ms from a connection of its own, so that no commit pays for it.
func checkpoints(d *sql.DB, path string, done <-chan struct{}) {
	tick := time.NewTicker(100 * time.Millisecond)
	defer tick.Stop()
	var last os.FileInfo
	for {
		select {
		case <-done:
			_, _ = d.Exec("PRAGMA wal_checkpoint(TRUNCATE)")
			return
		case <-tick.C:
			info, err := os.Stat(path + "-wal")
			if err != nil || info.Size() == 0 || last != nil && last.Size() == info.Size() && last.ModTime().Equal(info.ModTime()) {
				continue
			}
			// Busy is no fault: the next tick tries again.
			var busy, pages, moved int
			if err := d.QueryRow("PRAGMA wal_checkpoint(PASSIVE)").Scan(&busy, &pages, &moved); err != nil {
				continue
			}
			if pages > walLimit {
				_, _ = d.Exec("PRAGMA wal_checkpoint(RESTART)")
			}
			if moved == pages {
				last = info // nothing to do until it is written to again
			}
		}
	}
}
