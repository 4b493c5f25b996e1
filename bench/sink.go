package main

import (
	"bytes"
	"context"
	"database/sql"
	"fmt"
	"strconv"
	"strings"
	"time"

	"github.com/jackc/pgx/v5"

	"xiaoguan/base/day"
	"xiaoguan/base/id"
)

// sink takes rows of the data set as fast as the engine can. Values are nil, string, bool, integers, id.ID, day.Day and
// time.Time; what comes first is written first.
type sink interface {
	insert(table, columns string, values ...any) error
	flush() error // the rows so far are kept
	close() error
}

// liteSink writes through prepared statements in big transactions, without waiting for the disk.
type liteSink struct {
	db    *sql.DB
	tx    *sql.Tx
	stmts map[string]*sql.Stmt
	index []string
}

func newLiteSink(path string) (*liteSink, error) {
	d, err := sql.Open("sqlite", "file:"+path+"?_pragma=synchronous(off)&_pragma=cache_size(-600000)&_pragma=journal_mode(wal)&_pragma=foreign_keys(0)&_pragma=temp_store(memory)")
	if err != nil {
		return nil, err
	}
	d.SetMaxOpenConns(1)
	s := &liteSink{db: d, stmts: map[string]*sql.Stmt{}}
	if s.index, err = s.dropIndexes(); err != nil {
		return nil, err
	}
	s.tx, err = d.Begin()
	return s, err
}

// bulky are the tables that are filled; their secondary indexes are made anew at the end.
const bulky = "'lead', 'customer', 'journal_entry', 'owner_spell', 'own_value'"

func (s *liteSink) dropIndexes() (again []string, err error) {
	rows, err := s.db.Query("SELECT name, sql FROM sqlite_master WHERE type = 'index' AND sql IS NOT NULL AND tbl_name IN (" + bulky + ")")
	if err != nil {
		return nil, err
	}
	defer rows.Close()
	var names []string
	for rows.Next() {
		var name, text string
		if err := rows.Scan(&name, &text); err != nil {
			return nil, err
		}
		names, again = append(names, name), append(again, text)
	}
	rows.Close()
	for _, name := range names {
		if _, err := s.db.Exec("DROP INDEX " + name); err != nil {
			return nil, err
		}
	}
	return again, rows.Err()
}

func (s *liteSink) insert(table, columns string, values ...any) error {
	stmt := s.stmts[table]
	if stmt == nil {
		var err error
		marks := strings.TrimSuffix(strings.Repeat("?,", len(values)), ",")
		if stmt, err = s.tx.Prepare("INSERT INTO " + table + " (" + columns + ") VALUES (" + marks + ")"); err != nil {
			return err
		}
		s.stmts[table] = stmt
	}
	args := make([]any, len(values))
	for i, v := range values {
		switch x := v.(type) {
		case id.ID:
			args[i] = x[:]
		case day.Day:
			args[i] = x.String()
		case time.Time:
			args[i] = x.UnixMicro()
		default:
			args[i] = v
		}
	}
	_, err := stmt.Exec(args...)
	return err
}

func (s *liteSink) flush() (err error) {
	if err := s.tx.Commit(); err != nil {
		return err
	}
	s.stmts = map[string]*sql.Stmt{}
	s.tx, err = s.db.Begin()
	return err
}

func (s *liteSink) close() error {
	if err := s.tx.Commit(); err != nil {
		return err
	}
	for _, text := range append(s.index, "PRAGMA wal_checkpoint(TRUNCATE)") {
		if _, err := s.db.Exec(text); err != nil {
			return err
		}
	}
	return s.db.Close()
}

// pgSink gathers rows as text and hands each table's over by COPY.
type pgSink struct {
	ctx    context.Context
	conn   *pgx.Conn
	index  []string
	order  []string
	tables map[string]*bytes.Buffer
	into   map[string]string
}

func newPgSink(ctx context.Context, dsn string) (*pgSink, error) {
	conn, err := pgx.Connect(ctx, dsn)
	if err != nil {
		return nil, err
	}
	s := &pgSink{ctx: ctx, conn: conn, tables: map[string]*bytes.Buffer{}, into: map[string]string{}}
	// Foreign keys are checked by triggers: the rows are right by their making.
	if _, err := conn.Exec(ctx, "SET session_replication_role = replica; SET synchronous_commit = off; SET maintenance_work_mem = '512MB'"); err != nil {
		return nil, err
	}
	rows, err := conn.Query(ctx, `SELECT i.indexrelid::regclass::text, pg_get_indexdef(i.indexrelid) FROM pg_index i JOIN pg_class t ON t.oid = i.indrelid
WHERE t.relname IN (`+bulky+`, 'search_doc') AND NOT i.indisunique`)
	if err != nil {
		return nil, err
	}
	var names []string
	var name, text string
	_, err = pgx.ForEachRow(rows, []any{&name, &text}, func() error {
		names, s.index = append(names, name), append(s.index, text)
		return nil
	})
	for _, n := range names {
		if err == nil {
			_, err = conn.Exec(ctx, "DROP INDEX "+n)
		}
	}
	return s, err
}

var copyEscape = strings.NewReplacer(`\`, `\\`, "\t", `\t`, "\n", `\n`, "\r", `\r`)

func (s *pgSink) insert(table, columns string, values ...any) error {
	b := s.tables[table]
	if b == nil {
		b = &bytes.Buffer{}
		s.tables[table], s.into[table] = b, columns
		s.order = append(s.order, table)
	}
	for i, v := range values {
		if i > 0 {
			b.WriteByte('\t')
		}
		switch x := v.(type) {
		case nil:
			b.WriteString(`\N`)
		case string:
			_, _ = copyEscape.WriteString(b, x)
		case bool:
			b.WriteString(strconv.FormatBool(x))
		case time.Time:
			b.WriteString(x.UTC().Format("2006-01-02 15:04:05.999999Z"))
		default:
			_, _ = fmt.Fprint(b, x)
		}
	}
	b.WriteByte('\n')
	return nil
}

func (s *pgSink) flush() error {
	for _, table := range s.order {
		if _, err := s.conn.PgConn().CopyFrom(s.ctx, s.tables[table], "COPY "+table+" ("+s.into[table]+") FROM STDIN"); err != nil {
			return fmt.Errorf("copy %s: %w", table, err)
		}
		s.tables[table].Reset()
	}
	return nil
}

// close ends as a server that has run for a while stands: indexes made, statistics and visibility gathered, on disk.
func (s *pgSink) close() error {
	if err := s.flush(); err != nil {
		return err
	}
	for _, text := range append(s.index, "VACUUM ANALYZE", "CHECKPOINT") {
		if _, err := s.conn.Exec(s.ctx, text); err != nil {
			return err
		}
	}
	return s.conn.Close(s.ctx)
}
