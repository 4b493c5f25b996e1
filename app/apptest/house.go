// Package apptest is the whole program for tests: a real app on a database of its own behind a real HTTP server, with two
// organisations whose people and records stand in every relation that access distinguishes.
package apptest

import (
	"context"
	"log/slog"
	"net/http"
	"net/http/httptest"
	"path/filepath"
	"strings"
	"sync"
	"testing"

	"xiaoguan/app"
	"xiaoguan/base/clock"
	"xiaoguan/store/db"
	"xiaoguan/store/db/dbtest"
)

// House is one running program.
type House struct {
	App   *app.App
	URL   string // of the server, without a slash at the end
	Store *db.Store
	Log   *Log
	cfg   app.Config
	count int
}

// Each runs fn once per engine with a house of its own; PostgreSQL is skipped, by name, when no server is given.
func Each(t *testing.T, fn func(t *testing.T, h *House)) {
	t.Helper()
	t.Run("sqlite", func(t *testing.T) { fn(t, Open(t, app.Config{Database: dbtest.SQLite(t)})) })
	t.Run("postgres", func(t *testing.T) { fn(t, Open(t, app.Config{Database: dbtest.Postgres(t)})) })
}

// Open starts the program on cfg.Database with a data folder of its own and the guard on; jobs are not worked until Work.
func Open(t *testing.T, cfg app.Config) *House {
	t.Helper()
	h := &House{Log: &Log{}}
	cfg.Data, cfg.Guard, cfg.Log = filepath.Join(t.TempDir(), "data"), true, slog.New(slog.NewTextHandler(h.Log, nil))
	if cfg.Clock == nil {
		cfg.Clock = clock.System
	}
	h.cfg = cfg
	a, err := app.New(context.Background(), cfg)
	if err != nil {
		t.Fatalf("app: %v", err)
	}
	h.App, h.Store = a, a.Store
	server := httptest.NewUnstartedServer(http.NotFoundHandler())
	server.Config = a.Server(context.Background())
	server.Start()
	h.URL = server.URL
	t.Cleanup(func() {
		server.CloseClientConnections()
		server.Close()
		if err := a.Close(); err != nil {
			t.Errorf("close: %v", err)
		}
	})
	return h
}

// Work begins to work the jobs, until the test ends.
func (h *House) Work(t *testing.T) {
	t.Helper()
	ctx, stop := context.WithCancel(context.Background())
	t.Cleanup(stop)
	if err := h.App.Start(ctx); err != nil {
		t.Fatal(err)
	}
}

// Remote is a program that runs elsewhere: only its clients are of use.
func Remote(url string) *House { return &House{URL: url, Log: &Log{}} }

// Database is what the program was opened on: a path or a URL.
func (h *House) Database() string { return h.cfg.Database }

// Log keeps what the program logs, for looking at after a failure.
type Log struct {
	mu   sync.Mutex
	text strings.Builder
}

// Write adds to the log.
func (l *Log) Write(b []byte) (int, error) {
	l.mu.Lock()
	defer l.mu.Unlock()
	return l.text.Write(b)
}

// Grep is the lines that hold a word, the newest last, at most most of them.
func (l *Log) Grep(word string, most int) string {
	l.mu.Lock()
	defer l.mu.Unlock()
	var found []string
	for line := range strings.Lines(l.text.String()) {
		if strings.Contains(line, word) {
			found = append(found, line)
		}
	}
	return strings.Join(found[max(0, len(found)-most):], "")
}
