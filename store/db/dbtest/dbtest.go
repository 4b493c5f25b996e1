// Package dbtest gives each test databases of its own: a fresh SQLite file and, where XIAOGUAN_TEST_POSTGRES names a server,
// a fresh PostgreSQL database cloned from a migrated template. The tenant guard is on.
package dbtest

import (
	"context"
	"crypto/sha256"
	"database/sql"
	"encoding/hex"
	"fmt"
	"io/fs"
	"net/url"
	"os"
	"path/filepath"
	"sync"
	"sync/atomic"
	"testing"

	_ "github.com/jackc/pgx/v5/stdlib" // the driver for the administrative connection

	"xiaoguan/base/clock"
	"xiaoguan/store/db"
)

// Variable names the PostgreSQL server that tests may create databases on.
const Variable = "XIAOGUAN_TEST_POSTGRES"

// Each runs fn once per engine, as a sub-test named after it; PostgreSQL is skipped, by name, when no server is given.
func Each(t *testing.T, fn func(t *testing.T, s *db.Store)) {
	t.Helper()
	EachClock(t, clock.System, fn)
}

// EachClock is Each with a clock of the test's own.
func EachClock(t *testing.T, now clock.Clock, fn func(t *testing.T, s *db.Store)) {
	t.Helper()
	t.Run("sqlite", func(t *testing.T) { fn(t, open(t, db.Config{URL: SQLite(t), Clock: now})) })
	t.Run("postgres", func(t *testing.T) { fn(t, open(t, db.Config{URL: Postgres(t), Clock: now})) })
}

func open(t *testing.T, cfg db.Config) *db.Store {
	t.Helper()
	cfg.Guard = true
	s, err := db.Open(context.Background(), cfg)
	if err != nil {
		t.Fatalf("open: %v", err)
	}
	t.Cleanup(func() {
		if err := s.Close(); err != nil {
			t.Errorf("close: %v", err)
		}
	})
	return s
}

// SQLite is the path of a fresh file, copied from one migrated once.
func SQLite(t *testing.T) string {
	t.Helper()
	path := filepath.Join(t.TempDir(), "xiaoguan.db")
	template, err := liteTemplate()
	if err != nil {
		t.Fatalf("sqlite template: %v", err)
	}
	if err := os.WriteFile(path, template, 0o600); err != nil {
		t.Fatal(err)
	}
	return path
}

var liteTemplate = sync.OnceValues(func() ([]byte, error) {
	dir, err := os.MkdirTemp("", "xiaoguan-template")
	if err != nil {
		return nil, err
	}
	defer os.RemoveAll(dir)
	path := filepath.Join(dir, "t.db")
	s, err := db.Open(context.Background(), db.Config{URL: path})
	if err != nil {
		return nil, err
	}
	if err := s.Close(); err != nil {
		return nil, err
	}
	return os.ReadFile(path)
})

var serial atomic.Int64

// Postgres is the URL of a fresh database; the test is skipped when no server is given.
func Postgres(t *testing.T) string {
	t.Helper()
	server := os.Getenv(Variable)
	if server == "" {
		t.Skipf("skipped: postgres engine (%s names no server)", Variable)
	}
	template, err := pgTemplate()
	if err != nil {
		t.Fatalf("postgres template: %v", err)
	}
	name := fmt.Sprintf("t_%d_%d", os.Getpid(), serial.Add(1))
	if err := admin(server, "CREATE DATABASE "+name+" TEMPLATE "+template); err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { _ = admin(server, "DROP DATABASE IF EXISTS "+name+" WITH (FORCE)") })
	return withDatabase(server, name)
}

// pgTemplate is the name of a database migrated once per schema, shared by all test binaries that run on the server.
var pgTemplate = sync.OnceValues(func() (string, error) {
	server := os.Getenv(Variable)
	name := "template_" + schemaHash()
	d, err := sql.Open("pgx", server)
	if err != nil {
		return "", err
	}
	defer d.Close()
	c, err := d.Conn(context.Background())
	if err != nil {
		return "", err
	}
	defer c.Close()
	if _, err := c.ExecContext(context.Background(), "SELECT pg_advisory_lock(7700)"); err != nil {
		return "", err
	}
	defer func() { _, _ = c.ExecContext(context.Background(), "SELECT pg_advisory_unlock(7700)") }()
	var there bool
	if err := c.QueryRowContext(context.Background(), "SELECT count(*) > 0 FROM pg_database WHERE datname = $1", name).Scan(&there); err != nil || there {
		return name, err
	}
	making := fmt.Sprintf("making_%d", os.Getpid())
	if err := admin(server, "CREATE DATABASE "+making); err != nil {
		return "", err
	}
	s, err := db.Open(context.Background(), db.Config{URL: withDatabase(server, making)})
	if err != nil {
		return "", err
	}
	if err := s.Close(); err != nil {
		return "", err
	}
	return name, admin(server, "ALTER DATABASE "+making+" RENAME TO "+name)
})

func schemaHash() string {
	h := sha256.New()
	_ = fs.WalkDir(db.Migrations(), ".", func(path string, d fs.DirEntry, err error) error {
		if err == nil && !d.IsDir() {
			b, _ := fs.ReadFile(db.Migrations(), path)
			h.Write(b)
		}
		return err
	})
	return hex.EncodeToString(h.Sum(nil))[:12]
}

func admin(server, statement string) error {
	d, err := sql.Open("pgx", server)
	if err != nil {
		return err
	}
	defer d.Close()
	_, err = d.Exec(statement)
	return err
}

func withDatabase(server, name string) string {
	u, err := url.Parse(server)
	if err != nil {
		return server
	}
	u.Path = "/" + name
	return u.String()
}
