// Package db opens the database, SQLite or PostgreSQL, as one *Store with one way to read and one way to write.
//
// Reading goes through Read, a bun database over a small pool. Writing goes through Write: a group commit on SQLite, where
// concurrent callers share one commit, and a plain transaction on PostgreSQL. Statement text is the same for both engines;
// what differs lives in dialect.go. Engine error codes become faults here (errors.go) and nowhere else. Every table has a
// declared class (tables.go); in test builds a guard refuses a statement on a tenant table that does not name org_id.
package db

import (
	"context"
	"database/sql"
	"fmt"
	"log/slog"
	"strings"
	"time"

	"github.com/uptrace/bun"

	"xiaoguan/base/clock"
	"xiaoguan/base/id"
)

// Engine is which database a Store speaks to.
type Engine string

// The two engines.
const (
	SQLite   Engine = "sqlite"
	Postgres Engine = "postgres"
)

// Config says which database to open.
type Config struct {
	URL      string        // "postgres://…", or the path of the SQLite file
	Guard    bool          // refuse tenant statements without org_id (test builds)
	MaxPages int           // SQLite only: max_page_count, 0 = unlimited (tests of a full disk)
	Busy     time.Duration // SQLite only: how long a write waits for another process that holds the lock, 0 = 10 s
	Clock    clock.Clock
	Log      *slog.Logger
}

// Store is one open database.
type Store struct {
	Engine Engine
	Clock  clock.Clock
	read   *bun.DB
	write  *bun.DB
	raw    *sql.DB // River's own pool
	group  *groupCommit
	log    *slog.Logger
	health health
	stop   func()
}

// Open opens the database, asserts its settings and brings its schema up to date.
func Open(ctx context.Context, cfg Config) (*Store, error) {
	if cfg.Clock == nil {
		cfg.Clock = clock.System
	}
	if cfg.Log == nil {
		cfg.Log = slog.New(slog.DiscardHandler)
	}
	open := openSQLite
	if strings.HasPrefix(cfg.URL, "postgres://") || strings.HasPrefix(cfg.URL, "postgresql://") {
		open = openPostgres
	}
	s, err := open(ctx, cfg)
	if err != nil {
		return nil, fmt.Errorf("db: open: %w", err)
	}
	return s, nil
}

// Read is for SELECT; on SQLite its connections refuse to write.
func (s *Store) Read() *bun.DB { return s.read }

// Prepared is Read for hot statements written by hand with $1, $2 …: each connection prepares their text once.
func (s *Store) Prepared() *sql.DB { return s.read.DB }

// Jobs is the pool of the job queue, apart so that polling never waits behind requests.
func (s *Store) Jobs() *sql.DB { return s.raw }

type nested struct{}

// Write runs fn in one transaction: everything fn wrote through tx is kept, or nothing. On SQLite concurrent calls share a
// commit. The context is checked before the start and its cancelling is ignored from then on, since one cancelled statement
// would undo a neighbour's rows. A Write inside a Write is a programming error and fails.
//
// fn must finish within 30 s: journal readers re-read an overlap of 60 s.
func (s *Store) Write(ctx context.Context, fn func(ctx context.Context, tx *Tx) error) error {
	if err := ctx.Err(); err != nil {
		return err
	}
	if ctx.Value(nested{}) != nil {
		return fmt.Errorf("db: Write inside Write")
	}
	inner := context.WithValue(context.WithoutCancel(ctx), nested{}, true)
	var err error
	if s.group != nil {
		err = s.group.do(ctx, inner, fn)
	} else {
		err = s.writePostgres(inner, fn)
	}
	err = s.translate(err)
	s.health.note(err)
	return err
}

// Close ends the pools; acknowledged writes are on disk already.
func (s *Store) Close() error {
	if s.stop != nil {
		s.stop()
	}
	err := s.read.Close()
	for _, c := range []interface{ Close() error }{s.write, s.raw} {
		if e := c.Close(); err == nil {
			err = e
		}
	}
	return err
}

// Directory says which Store holds an organisation. Today every organisation lives in one; this is the one place that will
// know otherwise.
type Directory struct{ only *Store }

// NewDirectory is a directory with a single store.
func NewDirectory(s *Store) *Directory { return &Directory{only: s} }

// Of is the store of an organisation.
func (d *Directory) Of(org id.ID) *Store { return d.only }

// System is the store of identities, sessions and the list of organisations.
func (d *Directory) System() *Store { return d.only }

// transactionLimit is how long a transaction may live on PostgreSQL.
const transactionLimit = 30 * time.Second
