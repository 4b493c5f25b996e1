package db

import (
	"context"
	"database/sql/driver"
	"errors"
	"strings"

	"github.com/jackc/pgx/v5"
	"github.com/jackc/pgx/v5/pgconn"

	"xiaoguan/base/id"
)

// connector stands between database/sql and the engine's driver. Three things happen here, for every statement of the
// program whoever built it: on PostgreSQL a statement without arguments (bun writes them into the text) goes by the simple
// protocol in one round trip, one with arguments is prepared and cached; on SQLite a statement is prepared once per connection,
// its literals lifted out of the text (literal.go, cache.go); in test builds the guard looks at the text.
type connector struct {
	inner  driver.Connector // PostgreSQL
	driver driver.Driver    // SQLite
	dsn    string
	engine Engine
	guard  bool
}

func (c *connector) Connect(ctx context.Context) (driver.Conn, error) {
	var raw driver.Conn
	var err error
	if c.inner != nil {
		raw, err = c.inner.Connect(ctx)
	} else {
		raw, err = c.driver.Open(c.dsn)
	}
	if err != nil {
		return nil, err
	}
	return &conn{raw: raw.(rawConn), engine: c.engine, guard: c.guard}, nil
}

func (c *connector) Driver() driver.Driver { return c.driver }

// rawConn is what both drivers offer.
type rawConn interface {
	driver.Conn
	driver.ConnBeginTx
	driver.ConnPrepareContext
	driver.ExecerContext
	driver.QueryerContext
	driver.Pinger
}

type conn struct {
	raw    rawConn
	engine Engine
	guard  bool
	cache  cache // SQLite
}

func (c *conn) Prepare(query string) (driver.Stmt, error) { return c.raw.Prepare(query) }

func (c *conn) PrepareContext(ctx context.Context, query string) (driver.Stmt, error) {
	if err := c.check(query); err != nil {
		return nil, err
	}
	return c.raw.PrepareContext(ctx, query)
}

func (c *conn) Close() error {
	c.cache.close()
	return c.raw.Close()
}

func (c *conn) Begin() (driver.Tx, error) { return nil, errors.New("db: Begin without context") }

func (c *conn) BeginTx(ctx context.Context, opts driver.TxOptions) (driver.Tx, error) {
	tx, err := c.raw.BeginTx(ctx, opts)
	if err != nil || c.engine != Postgres {
		return tx, err
	}
	return &txn{tx, c}, nil
}

func (c *conn) Ping(ctx context.Context) error { return c.raw.Ping(ctx) }

func (c *conn) ResetSession(ctx context.Context) error {
	if r, ok := c.raw.(driver.SessionResetter); ok {
		return r.ResetSession(ctx)
	}
	return nil
}

func (c *conn) IsValid() bool {
	if v, ok := c.raw.(driver.Validator); ok {
		return v.IsValid()
	}
	return true
}

// CheckNamedValue turns ids into what the engine's prepared statements take.
func (c *conn) CheckNamedValue(v *driver.NamedValue) error {
	if x, ok := v.Value.(id.ID); ok {
		switch {
		case x.IsZero():
			v.Value = nil
		case c.engine == Postgres:
			v.Value = x.String()
		default:
			v.Value = x[:]
		}
		return nil
	}
	if c.engine == Postgres {
		return nil // pgx takes everything
	}
	value, err := driver.DefaultParameterConverter.ConvertValue(v.Value)
	v.Value = value
	return err
}

func (c *conn) check(query string) error {
	if c.guard {
		return guard(query)
	}
	return nil
}

func (c *conn) ExecContext(ctx context.Context, query string, args []driver.NamedValue) (driver.Result, error) {
	if len(args) == 1 {
		if all, ok := args[0].Value.(closing); ok {
			return c.close(ctx, all)
		}
	}
	if err := c.check(query); err != nil {
		return nil, err
	}
	if c.engine == Postgres {
		return c.raw.ExecContext(ctx, query, simple(args))
	}
	k, args, err := c.cache.take(ctx, c.raw, query, args)
	if err != nil {
		return nil, err
	}
	if k == nil {
		return c.raw.ExecContext(ctx, query, args)
	}
	defer k.give()
	return k.stmt.(driver.StmtExecContext).ExecContext(ctx, args)
}

func (c *conn) QueryContext(ctx context.Context, query string, args []driver.NamedValue) (driver.Rows, error) {
	if err := c.check(query); err != nil {
		return nil, err
	}
	if c.engine == Postgres {
		if len(args) == 0 && ctx.Value(hot{}) != nil {
			if text, lifted, ok := liftTexts(query); ok {
				if rows, err := c.raw.QueryContext(ctx, text, lifted); !unpreparable(err) {
					return rows, err
				}
			}
		}
		return c.raw.QueryContext(ctx, query, simple(args))
	}
	k, args, err := c.cache.take(ctx, c.raw, query, args)
	if err != nil {
		return nil, err
	}
	if k == nil {
		return c.raw.QueryContext(ctx, query, args)
	}
	rows, err := k.stmt.(driver.StmtQueryContext).QueryContext(ctx, args)
	if err != nil {
		k.give()
		return nil, err
	}
	return &keptRows{rows, k}, nil
}

type hot struct{}

// Hot marks reads that come all the time with other values: on PostgreSQL they are prepared once per connection, which costs
// more than it saves for any other. Within Write it is for texts of one form alone: one that cannot be prepared ends the
// transaction there, while a read goes again as it is written.
func Hot(ctx context.Context) context.Context { return context.WithValue(ctx, hot{}, true) }

// unpreparable says that a text means nothing, or something else, once its values are taken out of it.
func unpreparable(err error) bool {
	var pg *pgconn.PgError
	return errors.As(err, &pg) && (strings.HasPrefix(pg.Code, "42") || pg.Code == "0A000")
}

// simple puts the protocol choice before the (absent) arguments, where pgx looks for it.
func simple(args []driver.NamedValue) []driver.NamedValue {
	if len(args) > 0 {
		return args
	}
	return []driver.NamedValue{{Ordinal: 1, Value: pgx.QueryExecModeSimpleProtocol}}
}
