package db_test

import (
	"context"
	"database/sql"
	"fmt"
	"slices"
	"strings"
	"testing"

	"xiaoguan/store/db"
)

// table is a table as the engine itself describes it.
type table struct {
	columns map[string]column
	first   string // the first column
	primary []string
	unique  [][]string // the primary key apart
	indexes [][]string // all others
	foreign []foreignKey
	trigger []string
}

type column struct {
	kind    string // as the engine spells it, in capitals
	notNull bool
}

type foreignKey struct {
	from, to []string
	table    string
	action   string // anything but "" is an action on delete or update
}

func (f foreignKey) String() string {
	return fmt.Sprintf("(%s) → %s (%s)", strings.Join(f.from, ", "), f.table, strings.Join(f.to, ", "))
}

// query reads rows of texts; NULL is "".
func query(t *testing.T, d *sql.DB, text string, args ...any) (out [][]string) {
	t.Helper()
	rows, err := d.QueryContext(context.Background(), text, args...)
	if err != nil {
		t.Fatalf("%s: %v", text, err)
	}
	defer rows.Close()
	names, err := rows.Columns()
	if err != nil {
		t.Fatal(err)
	}
	for rows.Next() {
		values, into := make([]sql.NullString, len(names)), make([]any, len(names))
		for i := range values {
			into[i] = &values[i]
		}
		if err := rows.Scan(into...); err != nil {
			t.Fatal(err)
		}
		row := make([]string, len(names))
		for i, v := range values {
			row[i] = v.String
		}
		out = append(out, row)
	}
	if err := rows.Err(); err != nil {
		t.Fatal(err)
	}
	return out
}

// foreigners are tables that others keep in our database.
func foreigners(name string) bool {
	return strings.HasPrefix(name, "river_") || strings.HasPrefix(name, "goose_") || strings.HasPrefix(name, "sqlite_") || strings.HasPrefix(name, "search_text_")
}

// readSchema reads every table of ours.
func readSchema(t *testing.T, d *sql.DB, engine db.Engine) map[string]*table {
	t.Helper()
	names := "SELECT name FROM sqlite_master WHERE type IN ('table', 'view')"
	read := readSQLite
	if engine == db.Postgres {
		names = "SELECT table_name FROM information_schema.tables WHERE table_schema = 'public'"
		read = readPostgres
	}
	out := map[string]*table{}
	for _, row := range query(t, d, names) {
		if foreigners(row[0]) {
			continue
		}
		tab := &table{columns: map[string]column{}}
		read(t, d, row[0], tab)
		for _, list := range [][][]string{tab.unique, tab.indexes} {
			slices.SortFunc(list, slices.Compare)
		}
		slices.SortFunc(tab.foreign, func(a, b foreignKey) int { return strings.Compare(a.String(), b.String()) })
		out[row[0]] = tab
	}
	return out
}

func readSQLite(t *testing.T, d *sql.DB, name string, tab *table) {
	t.Helper()
	keys := map[string]string{}
	for _, c := range query(t, d, "SELECT name, type, \"notnull\", pk FROM pragma_table_info(?) ORDER BY cid", name) {
		tab.columns[c[0]] = column{strings.ToUpper(c[1]), c[2] == "1"}
		if tab.first == "" {
			tab.first = c[0]
		}
		if c[3] != "0" {
			keys[c[3]] = c[0]
		}
	}
	for i := range len(keys) {
		tab.primary = append(tab.primary, keys[fmt.Sprint(i+1)])
	}
	for _, ix := range query(t, d, "SELECT name, \"unique\", origin FROM pragma_index_list(?)", name) {
		var columns []string
		for _, c := range query(t, d, "SELECT name FROM pragma_index_info(?) ORDER BY seqno", ix[0]) {
			columns = append(columns, c[0])
		}
		switch {
		case ix[2] == "pk":
		case ix[1] == "1":
			tab.unique = append(tab.unique, columns)
		default:
			tab.indexes = append(tab.indexes, columns)
		}
	}
	byID := map[string]*foreignKey{}
	for _, f := range query(t, d, "SELECT id, \"table\", \"from\", \"to\", on_update, on_delete FROM pragma_foreign_key_list(?) ORDER BY id, seq", name) {
		k := byID[f[0]]
		if k == nil {
			k = &foreignKey{table: f[1], action: strings.TrimSpace(strings.ReplaceAll(f[4]+" "+f[5], "NO ACTION", ""))}
			byID[f[0]] = k
		}
		k.from, k.to = append(k.from, f[2]), append(k.to, f[3])
	}
	for _, k := range byID {
		tab.foreign = append(tab.foreign, *k)
	}
	for _, tr := range query(t, d, "SELECT name FROM sqlite_master WHERE type = 'trigger' AND tbl_name = ?", name) {
		tab.trigger = append(tab.trigger, tr[0])
	}
}

const pgKeys = `SELECT c.contype, c.conname, array_to_string(ARRAY(SELECT a.attname FROM unnest(c.conkey) WITH ORDINALITY k(n, i) JOIN pg_attribute a ON a.attrelid = c.conrelid AND a.attnum = k.n ORDER BY k.i), ','),
COALESCE(f.relname, ''), array_to_string(ARRAY(SELECT a.attname FROM unnest(c.confkey) WITH ORDINALITY k(n, i) JOIN pg_attribute a ON a.attrelid = c.confrelid AND a.attnum = k.n ORDER BY k.i), ','),
replace(c.confupdtype::text || c.confdeltype::text, 'a', '') FROM pg_constraint c LEFT JOIN pg_class f ON f.oid = c.confrelid WHERE c.conrelid = ($1::text)::regclass`

const pgIndexes = `SELECT i.indisunique, array_to_string(ARRAY(SELECT pg_get_indexdef(i.indexrelid, k, true) FROM generate_series(1, i.indnkeyatts) k), ',')
FROM pg_index i WHERE i.indrelid = ($1::text)::regclass AND NOT EXISTS (SELECT 1 FROM pg_constraint c WHERE c.conindid = i.indexrelid AND c.contype IN ('p', 'u'))`

func readPostgres(t *testing.T, d *sql.DB, name string, tab *table) {
	t.Helper()
	for _, c := range query(t, d, `SELECT column_name, udt_name, is_nullable FROM information_schema.columns WHERE table_schema = 'public' AND table_name = $1 ORDER BY ordinal_position`, name) {
		tab.columns[c[0]] = column{strings.ToUpper(c[1]), c[2] == "NO"}
		if tab.first == "" {
			tab.first = c[0]
		}
	}
	quoted := `"` + name + `"`
	for _, c := range query(t, d, pgKeys, quoted) {
		columns := strings.Split(c[2], ",")
		switch c[0] {
		case "p":
			tab.primary = columns
		case "u":
			tab.unique = append(tab.unique, columns)
		case "f":
			tab.foreign = append(tab.foreign, foreignKey{columns, strings.Split(c[4], ","), c[3], strings.TrimSpace(c[5])})
		}
	}
	for _, ix := range query(t, d, pgIndexes, quoted) {
		if ix[0] == "true" {
			tab.unique = append(tab.unique, strings.Split(ix[1], ","))
		} else {
			tab.indexes = append(tab.indexes, strings.Split(ix[1], ","))
		}
	}
	for _, tr := range query(t, d, "SELECT tgname FROM pg_trigger WHERE tgrelid = ($1::text)::regclass AND NOT tgisinternal", quoted) {
		tab.trigger = append(tab.trigger, tr[0])
	}
}
