package main

import (
	"bytes"
	"fmt"
	"os"
)

const preface = `# Benchmarks

Made by ` + "`make bench`" + ` (` + "`go run ./bench -million -doc`" + `); do not edit. Product: the real binary with sessions, tenant and access checks. Floor: a bare net/http handler with one prepared
statement on a copy of the same data, in the same minute, with the same pools and durability (SQLite synchronous FULL). Data: %d leads, 200 people in 10 groups, two years. Each cell is the
median of %d interleaved rounds of %s; client and servers share the machine. The floor's create inserts one row; the product's writes lead, customer, spells, journal, counters and search in one commit.

Machine: %d × %s, %s memory, %s, %s. PostgreSQL %s. Writing and syncing 4 kB: %s. %s, load average %s before, %s after.

Targets: get and lists at least half of the floor's requests a second; create and update a third at 1 connection, on SQLite as many at 16, on PostgreSQL a third; the board ten times a
GROUP BY; p95 at most 4 times the floor's everywhere. At 1,000,000 leads a list's p50 at most twice that at %d, a search's p95 at most 50 ms, 30 for names
where the scope is own or everything, a list of the newest 1,000 hits at most 150 ms, and an own field's p95 at most 4 times that of a built-in column (0.9 of the leads have the fields).
`

// document writes the figures as a page of the docs.
func (r *result) document(path string) error {
	var b bytes.Buffer
	m := r.Machine
	postgres := m.Postgres
	if postgres == "" {
		postgres = "not measured"
	}
	fmt.Fprintf(&b, preface, r.Leads, r.Rounds, r.Span, m.Cores, m.CPU, m.Memory, m.Kernel, m.Go, postgres, m.Fsync, m.Date, m.LoadBefore, m.LoadAfter, r.Leads)
	r.print(&b)
	return os.WriteFile(path, b.Bytes(), 0o644)
}
