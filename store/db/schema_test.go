package db_test

import (
	"database/sql"
	"fmt"
	"maps"
	"reflect"
	"slices"
	"strings"
	"testing"

	"xiaoguan/store/db"
	"xiaoguan/store/db/dbtest"
)

// spelling is how SQLite spells what PostgreSQL calls a type; a type that is not here is not used: no floats, no arrays.
var spelling = map[string]string{"UUID": "BLOB", "TIMESTAMPTZ": "TIMESTAMP", "DATE": "TEXT", "TEXT": "TEXT", "JSONB": "TEXT", "INT8": "INTEGER", "BOOL": "BOOLEAN"}

// endings say what a column's name promises about its type on PostgreSQL.
var endings = map[string]string{"_id": "UUID", "_at": "TIMESTAMPTZ", "_day": "DATE", "_amount": "INT8", "_count": "INT8"}

// odd are the columns that do not keep that promise, with the reason.
var odd = map[string]string{"journal_entry.request_id": "what came with the request, whatever it is", "import.row_at": "a row number", "import_problem.row_no": "a row number"}

// checkSchema gives the faults of a schema against the classes of its tables.
func checkSchema(schema map[string]*table, classes map[string]db.Class, engine db.Engine) (faults []string) {
	report := func(format string, args ...any) { faults = append(faults, fmt.Sprintf(format, args...)) }
	for name := range classes {
		if _, there := schema[name]; !there && !(name == "search_text" && engine == db.Postgres) {
			report("%s is declared and does not exist", name)
		}
	}
	for name, tab := range schema {
		class, declared := classes[name]
		if !declared {
			report("%s has no class: declare it in tables.go", name)
		}
		for _, tr := range tab.trigger {
			report("%s has the trigger %s", name, tr)
		}
		checkTypes(name, tab, class, engine, report)
		if class == db.Tenant {
			checkTenant(name, tab, report)
		}
		for _, f := range tab.foreign {
			if f.action != "" {
				report("%s: the key %s does something on its own (%s)", name, f, f.action)
			}
		}
	}
	slices.Sort(faults)
	return faults
}

func checkTypes(name string, tab *table, class db.Class, engine db.Engine, report func(string, ...any)) {
	if class == db.Index {
		return // each engine's own
	}
	for c, col := range tab.columns {
		known := slices.Contains(slices.Collect(maps.Values(spelling)), col.kind)
		if engine == db.Postgres {
			_, known = spelling[col.kind]
		}
		if !known {
			report("%s.%s is of the type %s, which we do not use", name, c, col.kind)
		}
		for ending, want := range endings {
			if engine == db.SQLite {
				want = spelling[want]
			}
			if strings.HasSuffix(c, ending) && col.kind != want && odd[name+"."+c] == "" {
				report("%s.%s is of the type %s, want %s", name, c, col.kind, want)
			}
		}
	}
}

// checkTenant holds a tenant table to org_id: first column, never null, at the head of every key and of every reference.
func checkTenant(name string, tab *table, report func(string, ...any)) {
	if !tab.columns["org_id"].notNull || tab.first != "org_id" {
		report("%s: org_id is not its first column, or may be null", name)
	}
	if len(tab.primary) == 0 {
		report("%s has no primary key", name)
	}
	for _, key := range slices.Concat([][]string{tab.primary}, tab.unique, tab.indexes) {
		if len(key) > 0 && key[0] != "org_id" {
			report("%s: the key (%s) does not begin with org_id", name, strings.Join(key, ", "))
		}
	}
	for _, f := range tab.foreign {
		if len(f.from) < 2 || f.from[0] != "org_id" || f.to[0] != "org_id" {
			report("%s: the key %s may lead to another organisation", name, f)
		}
	}
}

// compareSchemas gives what differs between the engines, types in PostgreSQL's words.
func compareSchemas(pg, lite map[string]*table, classes map[string]db.Class) (faults []string) {
	report := func(format string, args ...any) { faults = append(faults, fmt.Sprintf(format, args...)) }
	for name, class := range classes {
		a, b := pg[name], lite[name]
		if class == db.Index || a == nil || b == nil {
			continue
		}
		want := map[string]column{}
		for c, col := range a.columns {
			want[c] = column{spelling[col.kind], col.notNull}
		}
		if !maps.Equal(want, b.columns) {
			for c := range maps.Keys(merged(want, b.columns)) {
				if want[c] != b.columns[c] {
					report("%s.%s: PostgreSQL asks for %v, SQLite has %v", name, c, want[c], b.columns[c])
				}
			}
		}
		for what, pair := range map[string][2]any{"primary key": {a.primary, b.primary}, "unique": {a.unique, b.unique}, "indexes": {a.indexes, b.indexes}, "references": {a.foreign, b.foreign}} {
			if !reflect.DeepEqual(pair[0], pair[1]) {
				report("%s, %s: PostgreSQL %v, SQLite %v", name, what, pair[0], pair[1])
			}
		}
	}
	slices.Sort(faults)
	return faults
}

func merged(a, b map[string]column) map[string]column {
	out := maps.Clone(a)
	maps.Copy(out, b)
	return out
}

// openRaw opens a fresh database past the product's own code.
func openRaw(t *testing.T, engine db.Engine) *sql.DB {
	t.Helper()
	driver, source := "sqlite", ""
	if engine == db.Postgres {
		driver, source = "pgx", dbtest.Postgres(t)
	} else {
		source = "file:" + dbtest.SQLite(t)
	}
	d, err := sql.Open(driver, source)
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { d.Close() })
	return d
}

func TestSchema(t *testing.T) {
	for _, engine := range []db.Engine{db.SQLite, db.Postgres} {
		t.Run(string(engine), func(t *testing.T) {
			for _, f := range checkSchema(readSchema(t, openRaw(t, engine), engine), db.Tables, engine) {
				t.Error(f)
			}
		})
	}
}

// TestEnginesAgree: the two histories of migrations end in the same tables, columns and keys.
func TestEnginesAgree(t *testing.T) {
	pg := readSchema(t, openRaw(t, db.Postgres), db.Postgres)
	lite := readSchema(t, openRaw(t, db.SQLite), db.SQLite)
	for _, f := range compareSchemas(pg, lite, db.Tables) {
		t.Error(f)
	}
	t.Logf("%d tables", len(lite))
}
