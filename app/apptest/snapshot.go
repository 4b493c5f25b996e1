package apptest

import (
	"crypto/sha256"
	"database/sql"
	"fmt"
	"maps"
	"slices"
	"strings"
	"testing"

	_ "github.com/jackc/pgx/v5/stdlib" // the drivers that look at the database from outside
	_ "modernc.org/sqlite"

	"xiaoguan/store/db"
)

// Eye looks at the whole database from outside the program: through no code of ours.
type Eye struct {
	db     *sql.DB
	tables []string
	org    map[string]bool // the tables that have org_id
}

// Snapshot is what the database holds: a hash of each row, by table.
type Snapshot map[string]map[[32]byte]int

// Restless are the tables that may change without anybody's act: proofs of life, numbers reserved ahead, guesses counted.
var Restless = []string{"heartbeat", "number_block", "sign_in_failure"}

// Eye opens a look from outside; jobs waiting are looked at too.
func (h *House) Eye(t testing.TB) *Eye {
	t.Helper()
	driver, source := "sqlite", "file:"+h.Database()+"?_pragma=busy_timeout(10000)"
	if h.Store.Engine == db.Postgres {
		driver, source = "pgx", h.Database()
	}
	d, err := sql.Open(driver, source)
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { d.Close() })
	e := &Eye{db: d, org: map[string]bool{}, tables: []string{"river_job"}}
	for name, class := range db.Tables {
		if name == "search_text" && h.Store.Engine == db.Postgres || slices.Contains(Restless, name) {
			continue
		}
		e.tables = append(e.tables, name)
		e.org[name] = class == db.Tenant || name == "search_doc"
	}
	slices.Sort(e.tables)
	return e
}

// Look reads everything; with an organisation, only its rows of tables that have org_id.
func (e *Eye) Look(t testing.TB, only *Org) Snapshot {
	t.Helper()
	out := Snapshot{}
	for _, table := range e.tables {
		query := `SELECT * FROM "` + table + `"`
		switch {
		case table == "search_text":
			query = "SELECT rowid FROM search_text" // its text is kept as an index only
		case only != nil && !e.org[table]:
			continue
		}
		if only != nil && table == "search_text" {
			continue
		}
		rows, err := e.rows(query, only)
		if err != nil {
			t.Fatalf("look at %s: %v", table, err)
		}
		out[table] = rows
	}
	return out
}

func (e *Eye) rows(query string, only *Org) (map[[32]byte]int, error) {
	rows, err := e.db.Query(query)
	if err != nil {
		return nil, err
	}
	defer rows.Close()
	columns, err := rows.Columns()
	if err != nil {
		return nil, err
	}
	out := map[[32]byte]int{}
	values, into := make([]any, len(columns)), make([]any, len(columns))
	for i := range values {
		into[i] = &values[i]
	}
	for rows.Next() {
		if err := rows.Scan(into...); err != nil {
			return nil, err
		}
		if only != nil && !isOrg(values[slices.Index(columns, "org_id")], only) {
			continue
		}
		out[sha256.Sum256(fmt.Append(nil, values...))]++
	}
	return out, rows.Err()
}

func isOrg(v any, o *Org) bool {
	switch x := v.(type) {
	case []byte:
		return string(x) == string(o.ID[:]) || string(x) == o.ID.String()
	case string:
		return x == o.ID.String()
	}
	return false
}

// Differs names the tables that two looks do not agree on, with the number of rows; "" when they agree.
func (s Snapshot) Differs(later Snapshot) string {
	var out []string
	for table, rows := range later {
		if !maps.Equal(rows, s[table]) {
			out = append(out, fmt.Sprintf("%s (%d → %d rows)", table, len(s[table]), len(rows)))
		}
	}
	slices.Sort(out)
	return strings.Join(out, ", ")
}
