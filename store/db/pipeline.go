package db

import (
	"context"
	"database/sql/driver"
	"strings"

	"github.com/jackc/pgx/v5"
	"github.com/jackc/pgx/v5/stdlib"
)

// closing are the last statements of a transaction on PostgreSQL, sent together with its COMMIT in one round trip, each
// prepared once per connection with its literals lifted.
type closing []string

// closingText stands for them in logs.
const closingText = "-- last statements and COMMIT"

// liftAny is lift for an INSERT, UPDATE or DELETE on PostgreSQL: numbers too are texts there, which the column they go to or
// stand beside makes numbers again.
func liftAny(query string) (text string, args []any, ok bool) {
	if len(query) > longest || strings.HasPrefix(query, "SELECT ") || strings.HasPrefix(query, "WITH ") {
		return query, nil, false
	}
	l := lifter{in: query, out: make([]byte, 0, len(query)), fixed: -1, texts: map[string]int{}, each: true}
	text, named, ok := l.run()
	for _, a := range named {
		args = append(args, a.Value)
	}
	return text, args, ok
}

// close sends the statements and the COMMIT. Where one is too long to be prepared (bulk work) all go as one text.
func (c *conn) close(ctx context.Context, all closing) (driver.Result, error) {
	batch := &pgx.Batch{}
	for _, query := range all {
		if err := c.check(query); err != nil {
			return nil, err
		}
		text, args, ok := liftAny(query)
		if !ok {
			return c.raw.ExecContext(ctx, strings.Join(all, ";\n")+";\nCOMMIT", simple(nil))
		}
		batch.Queue(text, args...)
	}
	batch.Queue("COMMIT")
	results := c.raw.(*stdlib.Conn).Conn().SendBatch(ctx, batch)
	for range batch.Len() {
		if _, err := results.Exec(); err != nil {
			_ = results.Close()
			return nil, err
		}
	}
	return driver.RowsAffected(0), results.Close()
}

// txn is a transaction whose COMMIT may have been sent already.
type txn struct {
	driver.Tx
	conn *conn
}

// Commit sends nothing when the transaction has ended.
func (t *txn) Commit() error {
	if t.conn.ended() {
		return nil
	}
	return t.Tx.Commit()
}

// ended reports whether no transaction is open on the connection.
func (c *conn) ended() bool {
	raw, ok := c.raw.(*stdlib.Conn)
	return ok && raw.Conn().PgConn().TxStatus() == 'I'
}
