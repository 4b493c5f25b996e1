package app

import (
	"context"
	"crypto/rand"
	"encoding/hex"
	"errors"
	"fmt"
	"net"
	"net/http"
	"os"
	"path/filepath"
	"time"

	"xiaoguan/base/fault"
	"xiaoguan/base/id"
	"xiaoguan/record"
	"xiaoguan/store/db"
	"xiaoguan/store/files"
	"xiaoguan/store/jobs"
	"xiaoguan/store/journal"
	"xiaoguan/web"
)

// App is the running program.
type App struct {
	Store *db.Store
	Kit   *web.Kit
	Queue *jobs.Queue
	Chapters
	cfg        Config
	files      *files.Folder
	ids        *id.Source
	dir        *db.Directory
	live       *journal.Live
	jrnl       *journal.Journal
	journalKey []byte
	server     *http.Server
}

// New opens everything and wires it; nothing listens or works yet.
func New(ctx context.Context, cfg Config) (*App, error) {
	cfg = cfg.FromEnv()
	if err := os.MkdirAll(cfg.Data, 0o700); err != nil {
		return nil, fmt.Errorf("data folder: %w", err)
	}
	store, err := db.Open(ctx, db.Config{URL: cfg.url(), Guard: cfg.Guard, MaxPages: cfg.MaxPages, Busy: cfg.Busy, Clock: cfg.Clock, Log: cfg.Log})
	if err != nil {
		return nil, err
	}
	a := &App{Store: store, cfg: cfg, dir: db.NewDirectory(store), ids: id.NewSource(cfg.Clock, rand.Reader)}
	if err := a.wire(ctx); err != nil {
		return nil, errors.Join(err, store.Close())
	}
	return a, nil
}

func (a *App) wire(ctx context.Context) (err error) {
	if a.files, err = files.Open(filepath.Join(a.cfg.Data, "files")); err != nil {
		return err
	}
	if a.journalKey, err = secret(ctx, a.Store, "journal"); err != nil {
		return err
	}
	a.live = journal.NewLive(a.dir, a.cfg.Clock)
	a.jrnl = journal.New(a.ids, a.cfg.Clock, a.journalKey, a.live)
	if a.Queue, err = jobs.New(a.Store, a.cfg.Log); err != nil {
		return err
	}
	a.Kit = web.New(a.dir, a.ids, a.cfg.Clock, a.cfg.Log)
	if a.Kit.Secret, err = secret(ctx, a.Store, "requests"); err != nil {
		return err
	}
	a.chapters(record.NewCatalogues(a.dir, a.ids))
	a.health()
	a.Kit.Mux.HandleFunc("/", pages(a.Kit))
	return a.Kit.Check()
}

// secret reads a secret of the installation, making it at the first start.
func secret(ctx context.Context, s *db.Store, name string) ([]byte, error) {
	fresh := make([]byte, 32)
	if _, err := rand.Read(fresh); err != nil {
		return nil, err
	}
	var kept string
	err := s.Write(ctx, func(ctx context.Context, tx *db.Tx) error {
		if _, err := tx.NewRaw("INSERT INTO secret (name, value) VALUES (?, ?) ON CONFLICT (name) DO NOTHING", name, hex.EncodeToString(fresh)).Exec(ctx); err != nil {
			return err
		}
		return tx.NewRaw("SELECT value FROM secret WHERE name = ?", name).Scan(ctx, &kept)
	})
	if err != nil {
		return nil, err
	}
	return hex.DecodeString(kept)
}

// Start begins to work the jobs.
func (a *App) Start(ctx context.Context) error {
	if err := a.Queue.Start(ctx); err != nil {
		return err
	}
	go a.Imports.Watch(ctx, a.Store.Engine == db.SQLite)
	return nil
}

// Server is the HTTP server with its limits; ctx is the base of every request's context.
func (a *App) Server(ctx context.Context) *http.Server {
	return &http.Server{Handler: a.Kit.Handler(), ReadHeaderTimeout: 5 * time.Second, ReadTimeout: 120 * time.Second, WriteTimeout: 120 * time.Second,
		IdleTimeout: 120 * time.Second, MaxHeaderBytes: 32 << 10, BaseContext: func(net.Listener) context.Context { return ctx }}
}

// Serve listens and answers until ctx ends, then lets requests and jobs under way finish.
func (a *App) Serve(ctx context.Context) error {
	listener, err := net.Listen("tcp", a.cfg.Listen)
	if err != nil {
		return fmt.Errorf("listen: %w", err)
	}
	if err := a.Start(ctx); err != nil {
		return err
	}
	a.server = a.Server(ctx)
	a.cfg.Log.Info("serving", "address", "http://"+listener.Addr().String(), "database", a.Store.Engine)
	ended := make(chan error, 1)
	go func() { ended <- a.server.Serve(listener) }()
	select {
	case err := <-ended:
		return err
	case <-ctx.Done():
	}
	grace, cancel := context.WithTimeout(context.WithoutCancel(ctx), 5*time.Second)
	defer cancel()
	if err := a.server.Shutdown(grace); err != nil {
		return a.server.Close()
	}
	return nil
}

// Close ends jobs and closes the database.
func (a *App) Close() error {
	ctx, cancel := context.WithTimeout(context.Background(), 5*time.Second)
	defer cancel()
	if err := a.Queue.Stop(ctx); err != nil && fault.KindOf(err) != fault.Internal {
		return err
	}
	return errors.Join(a.files.Close(), a.Store.Close())
}
