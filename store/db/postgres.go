package db

import (
	"context"
	"database/sql"
	"fmt"
	"runtime"
	"time"

	"github.com/jackc/pgx/v5"
	"github.com/jackc/pgx/v5/stdlib"
	"github.com/uptrace/bun"
)

func openPostgres(ctx context.Context, cfg Config) (*Store, error) {
	conf, err := pgx.ParseConfig(cfg.URL)
	if err != nil {
		return nil, err
	}
	limit := fmt.Sprint(transactionLimit.Milliseconds())
	conf.RuntimeParams["timezone"] = "UTC"
	conf.RuntimeParams["statement_timeout"] = limit
	conf.RuntimeParams["idle_in_transaction_session_timeout"] = limit
	if conf.ConnectTimeout == 0 {
		conf.ConnectTimeout = 5 * time.Second
	}
	pool := func(size int, guard bool) *sql.DB {
		d := sql.OpenDB(&connector{inner: stdlib.GetConnector(*conf), engine: Postgres, guard: guard})
		d.SetMaxOpenConns(size)
		d.SetMaxIdleConns(size)
		d.SetConnMaxIdleTime(5 * time.Minute)
		return d
	}
	cores := runtime.GOMAXPROCS(0)
	write := pool(4*cores+4, cfg.Guard)
	if err := migrate(ctx, write, Postgres); err != nil {
		return nil, err
	}
	s := &Store{Engine: Postgres, Clock: cfg.Clock, log: cfg.Log}
	s.write = bun.NewDB(write, newPostgresDialect())
	s.read = bun.NewDB(pool(4*cores+4, cfg.Guard), newPostgresDialect())
	s.raw = pool(4, false)
	return s, nil
}

func (s *Store) writePostgres(ctx context.Context, fn func(context.Context, *Tx) error) error {
	sqlTx, err := s.write.BeginTx(ctx, nil)
	if err != nil {
		return err
	}
	tx := &Tx{Tx: sqlTx, store: s}
	if err := tx.run(ctx, fn); err != nil {
		_ = sqlTx.Rollback()
		return err
	}
	if err := sqlTx.Commit(); err != nil {
		return err
	}
	tx.done()
	return nil
}
