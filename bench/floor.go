package main

import (
	"database/sql"
	"encoding/json"
	"fmt"
	"net"
	"net/http"
	"os"
	"strings"
	"time"

	_ "github.com/jackc/pgx/v5/stdlib" // the driver of the floor on PostgreSQL
	_ "modernc.org/sqlite"             // and on SQLite

	"xiaoguan/base/id"
	"xiaoguan/sales/lead"
)

// floor is what a handler costs that does nothing but its one prepared statement and its JSON: no session, no access, no
// journal, no validation. It answers the same members from the same tables.
type floor struct {
	lite  bool
	read  *sql.DB
	write *sql.DB
	org   any
	stmts map[string]*sql.Stmt
	names map[id.ID]string // members and groups
	mode  lead.ModeRef
	stage map[id.ID]lead.StageRef
}

// serveFloor runs the floor until it is killed: floor ADDRESS DSN ORG.
func serveFloor(args []string) error {
	if len(args) != 3 {
		return fmt.Errorf("floor ADDRESS DSN ORG")
	}
	org, err := id.Parse(args[2])
	if err != nil {
		return err
	}
	f := &floor{stmts: map[string]*sql.Stmt{}, names: map[id.ID]string{}, stage: map[id.ID]lead.StageRef{}}
	if err := f.open(args[1]); err != nil {
		return err
	}
	f.org = f.arg(org)
	if err := f.prepare(); err != nil {
		return err
	}
	if err := f.learn(); err != nil {
		return err
	}
	listener, err := net.Listen("tcp", args[0])
	if err != nil {
		return err
	}
	return http.Serve(listener, f.mux())
}

// open uses the product's own pool sizes and durability.
func (f *floor) open(dsn string) (err error) {
	if strings.HasPrefix(dsn, "postgres://") {
		f.read, err = sql.Open("pgx", dsn)
		f.read.SetMaxOpenConns(12)
		f.read.SetMaxIdleConns(12)
		f.write = f.read
		return err
	}
	f.lite = true
	pragmas := "file:" + dsn + "?_inttotime=1&_time_integer_format=unix_micro&_txlock=immediate&_pragma=busy_timeout(10000)&_pragma=foreign_keys(1)&_pragma=synchronous(full)&_pragma=temp_store(memory)"
	if f.read, err = sql.Open("sqlite", pragmas+"&_pragma=query_only(1)&_pragma=cache_size(-16000)"); err != nil {
		return err
	}
	f.read.SetMaxOpenConns(4)
	f.read.SetMaxIdleConns(4)
	if f.write, err = sql.Open("sqlite", pragmas+"&_pragma=journal_mode(wal)&_pragma=cache_size(-64000)"); err != nil {
		return err
	}
	f.write.SetMaxOpenConns(1)
	return f.write.Ping()
}

// arg is an id as the driver takes it.
func (f *floor) arg(v id.ID) any {
	if f.lite {
		return v[:]
	}
	return v.String()
}

// leadColumns are read and written in this order (scan, floorInsert).
const leadColumns = `id, no, name, kind, mode_id, stage_id, state, chance, chance_reason, source, contact_name, contact_title, phone, email, wechat, region, industry, expected_amount, is_key,
key_reason, customer_id, owner_id, group_id, touch_count, last_touch_at, idle_since, next_due, next_time, next_note, next_kind, intake_at, intake_day, won_at, won_day, lost_at, lost_day, lost_reason, tags,
custom, version, created_at`

func (f *floor) prepare() error {
	list := "SELECT " + leadColumns + " FROM lead WHERE org_id = $1 AND %s state = 'open' ORDER BY idle_since DESC, id DESC LIMIT 50"
	count := "SELECT count(*) FROM (SELECT 1 FROM lead WHERE org_id = $1 AND %s state = 'open' LIMIT 1001) AS c"
	texts := map[string]string{
		"get":    "SELECT " + leadColumns + " FROM lead WHERE org_id = $1 AND id = $2",
		"insert": "INSERT INTO lead (org_id, id, no, name, name_norm, mode_id, stage_id, source, contact_name, phone, phone_norm, region, industry, expected_amount, owner_id, group_id, idle_since, intake_at, intake_day, created_by, created_at, updated_at) VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13, $14, $15, $16, $17, $17, $18, $15, $17, $17)",
		"update": "UPDATE lead SET next_note = $3, expected_amount = $4, version = version + 1, updated_at = $5 WHERE org_id = $1 AND id = $2",
		"board":  "SELECT owner_id, state, stage_id, count(*), sum(expected_amount) FROM lead WHERE org_id = $1 GROUP BY owner_id, state, stage_id",
		"search": searchText(f.lite),
	}
	for name, where := range map[string]string{"own": "owner_id = $2 AND", "group": "group_id = $2 AND", "all": ""} {
		texts["list-"+name], texts["count-"+name] = fmt.Sprintf(list, where), fmt.Sprintf(count, where)
	}
	for name, text := range texts {
		pool := f.read
		if name == "insert" || name == "update" {
			pool = f.write
		}
		stmt, err := pool.Prepare(text)
		if err != nil {
			return fmt.Errorf("%s: %w", name, err)
		}
		f.stmts[name] = stmt
	}
	return nil
}

// searchText asks the product's own index for the newest 20.
func searchText(lite bool) string {
	from := "search_doc AS d %s WHERE d.tokens @@ CAST($2 AS tsquery) AND d.org_id = $1 AND d.kind IN ('lead', 'customer', 'member') ORDER BY d.no DESC LIMIT 20"
	if lite {
		from = "search_text AS x CROSS JOIN search_doc AS d ON d.no = x.rowid %s WHERE x.search_text MATCH $2 AND d.org_id = $1 AND d.kind IN ('lead', 'customer', 'member') ORDER BY x.rowid DESC LIMIT 20"
	}
	return "SELECT d.kind, d.id, COALESCE(l.name, c.name), COALESCE(l.contact_name, ''), COALESCE(l.owner_id, c.owner_id) FROM " +
		fmt.Sprintf(from, "LEFT JOIN lead AS l ON l.org_id = d.org_id AND l.id = d.id LEFT JOIN customer AS c ON c.org_id = d.org_id AND c.id = d.id")
}

// learn reads the names that ids stand for, once.
func (f *floor) learn() error {
	rows, err := f.read.Query("SELECT id, name FROM member WHERE org_id = $1 UNION ALL SELECT id, name FROM team_group WHERE org_id = $1", f.org)
	if err != nil {
		return err
	}
	defer rows.Close()
	for rows.Next() {
		var v id.ID
		var name string
		if err := rows.Scan(&v, &name); err != nil {
			return err
		}
		f.names[v] = name
	}
	stages, err := f.read.Query("SELECT s.id, s.key, s.name, s.position, m.id, m.key, m.name FROM stage s JOIN sales_mode m ON m.org_id = s.org_id AND m.id = s.mode_id WHERE s.org_id = $1 AND m.key = 'b2b'", f.org)
	if err != nil {
		return err
	}
	defer stages.Close()
	for stages.Next() {
		var s lead.StageRef
		if err := stages.Scan(&s.ID, &s.Key, &s.Name, &s.Position, &f.mode.ID, &f.mode.Key, &f.mode.Name); err != nil {
			return err
		}
		s.Of = 5
		f.stage[s.ID] = s
	}
	return stages.Err()
}

func write(w http.ResponseWriter, status int, v any, err error) {
	if err != nil {
		http.Error(w, err.Error(), http.StatusInternalServerError)
		return
	}
	w.Header().Set("Content-Type", "application/json")
	w.WriteHeader(status)
	_ = json.NewEncoder(w).Encode(v)
}

func (f *floor) mux() http.Handler {
	mux := http.NewServeMux()
	mux.HandleFunc("GET /readyz", func(w http.ResponseWriter, r *http.Request) { write(w, http.StatusOK, "ready", f.read.Ping()) })
	mux.HandleFunc("GET /get", f.get)
	mux.HandleFunc("GET /list", f.list)
	mux.HandleFunc("GET /search", f.search)
	mux.HandleFunc("GET /board", f.board)
	mux.HandleFunc("POST /create", f.create)
	mux.HandleFunc("PATCH /update", f.update)
	return mux
}

func now() time.Time { return time.Now().UTC().Truncate(time.Microsecond) }

func main() {
	run := benchmark
	if len(os.Args) > 1 && os.Args[1] == "floor" {
		run = func(args []string) error { return serveFloor(args[1:]) }
	}
	if err := run(os.Args[1:]); err != nil {
		fmt.Fprintln(os.Stderr, "bench:", err)
		os.Exit(1)
	}
}
