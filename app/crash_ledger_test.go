package app_test

import (
	"database/sql"
	"fmt"
	"maps"
	"strconv"
	"strings"
	"sync"

	"xiaoguan/base/id"
)

// ledger is what the program has acknowledged, and what it was asked without an answer.
type ledger struct {
	mu      sync.Mutex
	leads   map[id.ID]*entry
	touches map[id.ID]id.ID  // touch → lead
	open    map[id.ID]object // creations without an answer, to be sent again
	imports map[string]int   // name → rows, of imports that were started
	acked   int
}

// entry is one lead: only one writer changes it.
type entry struct {
	name       string
	owner      string // of the acknowledged claim or entry
	sent, kept int    // numbers written into its region: the last sent, the last acknowledged
}

func newLedger() *ledger {
	return &ledger{leads: map[id.ID]*entry{}, touches: map[id.ID]id.ID{}, open: map[id.ID]object{}, imports: map[string]int{}}
}

func (l *ledger) note(fn func()) {
	l.mu.Lock()
	defer l.mu.Unlock()
	fn()
}

// found is a lead as the database holds it.
type found struct {
	name, owner, region string
}

// check compares the ledger with what the database holds after a crash.
func (l *ledger) check(p *process) {
	p.t.Helper()
	have := map[id.ID]found{}
	p.rows("SELECT id, name, owner_id, region FROM lead", func(r *sql.Rows) error {
		var key, owner id.ID
		var f found
		err := r.Scan(&key, &f.name, &owner, &f.region)
		if !owner.IsZero() {
			f.owner = owner.String()
		}
		have[key] = f
		return err
	})
	for key, e := range l.leads {
		f, there := have[key]
		n, _ := strconv.Atoi(strings.TrimPrefix(f.region, "r"))
		switch {
		case !there || f.name != e.name:
			p.t.Fatalf("the acknowledged lead %s %q is lost", key, e.name)
		case e.owner != "" && f.owner != e.owner:
			p.t.Fatalf("the lead %q belongs to %s, acknowledged was %s", e.name, f.owner, e.owner)
		case n < e.kept || n > e.sent:
			p.t.Fatalf("the lead %q holds %q, acknowledged was r%d, sent r%d", e.name, f.region, e.kept, e.sent)
		}
		e.kept = n // what was kept without an answer stands from now on
		e.sent = n
	}
	touches := map[id.ID]id.ID{}
	p.rows("SELECT id, subject_id FROM touch", func(r *sql.Rows) error {
		var touch, lead id.ID
		err := r.Scan(&touch, &lead)
		touches[touch] = lead
		return err
	})
	for touch, lead := range l.touches {
		if touches[touch] != lead {
			p.t.Fatalf("the acknowledged touch %s is lost", touch)
		}
	}
	l.whole(p)
}

// whole checks what must be true of the database at any time.
func (l *ledger) whole(p *process) {
	p.t.Helper()
	text := " JOIN search_text x ON x.rowid = d.no"
	if p.dsn != "" {
		text = ""
	}
	for what, query := range map[string]string{
		"leads without exactly one open spell":  `SELECT count(*) FROM lead l WHERE 1 <> (SELECT count(*) FROM owner_spell s WHERE s.org_id = l.org_id AND s.subject_kind = 'lead' AND s.subject_id = l.id AND s.to_at IS NULL)`,
		"spells of another owner than the lead": `SELECT count(*) FROM lead l JOIN owner_spell s ON s.org_id = l.org_id AND s.subject_kind = 'lead' AND s.subject_id = l.id AND s.to_at IS NULL WHERE s.owner_id IS DISTINCT FROM l.owner_id`,
		"leads without exactly one birth":       `SELECT count(*) FROM lead l WHERE 1 <> (SELECT count(*) FROM journal_entry j WHERE j.org_id = l.org_id AND j.subject_kind = 'lead' AND j.subject_id = l.id AND j.kind = 'lead.created')`,
		"leads that cannot be found":            `SELECT count(*) FROM lead l WHERE NOT EXISTS (SELECT 1 FROM search_doc d` + text + ` WHERE d.org_id = l.org_id AND d.kind = 'lead' AND d.id = l.id)`,
		"touches not counted on their lead":     `SELECT count(*) FROM lead l WHERE l.touch_count <> (SELECT count(*) FROM touch t WHERE t.org_id = l.org_id AND t.subject_kind = 'lead' AND t.subject_id = l.id)`,
		"places of the board counted wrong": `SELECT count(*) FROM (SELECT state, sum(n) AS n FROM lead_board GROUP BY state) b
LEFT JOIN (SELECT state, count(*) AS n FROM lead GROUP BY state) l ON l.state = b.state WHERE b.n <> COALESCE(l.n, 0)`,
		"numbers given twice": `SELECT count(*) - count(DISTINCT no) FROM lead`,
	} {
		if n := p.one(query); n != "0" {
			p.t.Fatalf("%s %s", n, what)
		}
	}
	if p.dsn == "" {
		if got := p.one("PRAGMA integrity_check"); got != "ok" {
			p.t.Fatalf("integrity: %s", got)
		}
	}
}

// checkImports expects every started import to have ended with each of its rows once.
func (l *ledger) checkImports(p *process) {
	p.t.Helper()
	for name, rows := range maps.All(l.imports) {
		got := p.one(fmt.Sprintf("SELECT count(*) || ' leads of ' || count(DISTINCT name) || ' names' FROM lead WHERE name LIKE '%s行%%'", name))
		if want := fmt.Sprintf("%d leads of %d names", rows, rows); got != want {
			p.t.Errorf("import %s: %s, want %s", name, got, want)
		}
	}
	if n := p.one("SELECT count(*) FROM import WHERE state NOT IN ('done', 'uploaded', 'ready')"); n != "0" {
		p.t.Errorf("%s imports have not ended as done", n)
	}
}
