package db

import (
	"encoding/hex"
	"fmt"
	"strconv"
	"time"

	"github.com/uptrace/bun/dialect/pgdialect"
	"github.com/uptrace/bun/dialect/sqlitedialect"
)

// sqliteDialect writes instants as integer microseconds, which compare and index as numbers.
type sqliteDialect struct{ *sqlitedialect.Dialect }

func newSQLiteDialect() *sqliteDialect { return &sqliteDialect{sqlitedialect.New()} }

func (*sqliteDialect) AppendTime(b []byte, t time.Time) []byte {
	return strconv.AppendInt(b, t.UnixMicro(), 10)
}

func (*sqliteDialect) AppendBytes(b, bs []byte) []byte {
	if bs == nil {
		return append(b, "NULL"...)
	}
	b = append(b, "X'"...)
	b = hex.AppendEncode(b, bs)
	return append(b, '\'')
}

func newPostgresDialect() *pgdialect.Dialect { return pgdialect.New() }

// JSONText is the text at a top-level key of a JSON column.
func (s *Store) JSONText(column, key string) string {
	if s.Engine == Postgres {
		return fmt.Sprintf("(%s ->> '%s')", column, escape(key))
	}
	return fmt.Sprintf("json_extract(%s, '$.\"%s\"')", column, escape(key))
}

func escape(s string) string {
	out := make([]byte, 0, len(s))
	for i := 0; i < len(s); i++ {
		switch s[i] {
		case '\'':
			out = append(out, "''"...)
		case '"', '\\':
		default:
			out = append(out, s[i])
		}
	}
	return string(out)
}
