package db

import (
	"context"
	"database/sql"
	"errors"
	"net"

	"github.com/jackc/pgx/v5/pgconn"
	"modernc.org/sqlite"
	sqlite3 "modernc.org/sqlite/lib"

	"xiaoguan/base/fault"
)

// ErrUnique marks a broken unique constraint inside fault.ErrTaken, ErrReference a broken foreign key.
var ErrReference = fault.Declare("reference", fault.Conflict, "它指向的记录不存在，或者还有别的记录在用它", "It points at a record that does not exist, or is still in use")

// translate turns an engine's error into a fault; this is the only place that knows engine codes.
func (s *Store) translate(err error) error {
	if err == nil {
		return nil
	}
	if _, ok := fault.Of(err); ok {
		return err
	}
	var lite *sqlite.Error
	if errors.As(err, &lite) {
		return translateSQLite(lite, err)
	}
	var pg *pgconn.PgError
	if errors.As(err, &pg) {
		return translatePostgres(pg, err)
	}
	var network net.Error
	var connect *pgconn.ConnectError
	switch {
	case errors.Is(err, sql.ErrNoRows):
		return fault.ErrNotFound.Wrap(err)
	case errors.Is(err, context.Canceled), errors.Is(err, context.DeadlineExceeded):
		return err
	case errors.As(err, &connect), errors.As(err, &network), errors.Is(err, net.ErrClosed), errors.Is(err, sql.ErrConnDone), pgconn.SafeToRetry(err), isEOF(err):
		return fault.ErrUnavailable.Wrap(err)
	}
	return err
}

func translateSQLite(e *sqlite.Error, err error) error {
	switch e.Code() {
	case sqlite3.SQLITE_CONSTRAINT_UNIQUE, sqlite3.SQLITE_CONSTRAINT_PRIMARYKEY, sqlite3.SQLITE_CONSTRAINT_ROWID:
		return fault.ErrTaken.Wrap(err)
	case sqlite3.SQLITE_CONSTRAINT_FOREIGNKEY:
		return ErrReference.Wrap(err)
	}
	switch e.Code() & 0xff {
	case sqlite3.SQLITE_BUSY, sqlite3.SQLITE_LOCKED, sqlite3.SQLITE_FULL, sqlite3.SQLITE_IOERR, sqlite3.SQLITE_CANTOPEN, sqlite3.SQLITE_READONLY, sqlite3.SQLITE_NOMEM:
		return fault.ErrUnavailable.Wrap(err)
	}
	return err
}

func translatePostgres(e *pgconn.PgError, err error) error {
	switch e.Code {
	case "23505":
		return fault.ErrTaken.Wrap(err)
	case "23503":
		return ErrReference.Wrap(err)
	case "40001", "40P01", "55P03", "57014", "25006", "53100", "53200", "53300":
		return fault.ErrUnavailable.Wrap(err)
	}
	if class := e.Code[:2]; class == "08" || class == "57" || class == "58" {
		return fault.ErrUnavailable.Wrap(err)
	}
	return err
}

// Fault is translate for errors of reads, which do not pass through Write.
func (s *Store) Fault(err error) error {
	err = s.translate(err)
	s.health.note(err)
	return err
}

// IsNone reports whether a SELECT of one row found none.
func IsNone(err error) bool { return errors.Is(err, sql.ErrNoRows) }
