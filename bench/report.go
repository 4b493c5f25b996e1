package main

import (
	"encoding/json"
	"fmt"
	"io"
	"os"
	"strings"
)

// result is everything that was measured.
type result struct {
	Machine machine         `json:"machine"`
	Leads   int             `json:"leads"`
	Rounds  int             `json:"rounds"`
	Span    string          `json:"span"`
	Binary  float64         `json:"binary_mb"`
	Engines []*engineResult `json:"engines"`
	Skipped []string        `json:"skipped,omitempty"`
}

type engineResult struct {
	Name         string    `json:"name"`
	Start        float64   `json:"start_s"`
	StartMillion float64   `json:"start_million_s,omitempty"`
	Idle         float64   `json:"idle_mb"`
	Peak         float64   `json:"peak_mb"`
	PeakMillion  float64   `json:"peak_million_mb,omitempty"`
	Cells        []cell    `json:"cells"`
	Growth       []growth  `json:"growth,omitempty"`
	Own          []cell    `json:"own,omitempty"`
	Hostile      []hostile `json:"hostile,omitempty"`
}

// cell is one operation at one number of connections.
type cell struct {
	Op      string  `json:"op"`
	Conns   int     `json:"conns"`
	Product sample  `json:"product"`
	Floor   sample  `json:"floor"`
	Want    float64 `json:"want,omitempty"` // least part of the floor's rate
	Ratio   float64 `json:"ratio"`
	Slower  float64 `json:"p95_of_floor"` // product's p95 ÷ floor's
	Miss    string  `json:"miss,omitempty"`
}

func (c *cell) judge() {
	c.Ratio, c.Slower = over(c.Product.Rate, c.Floor.Rate), over(c.Product.P95, c.Floor.P95)
	var miss []string
	if c.Ratio < c.Want {
		miss = append(miss, fmt.Sprintf("rate < %.2f", c.Want))
	}
	if c.Slower > floorLimit {
		miss = append(miss, fmt.Sprintf("p95 > %d×", floorLimit))
	}
	if c.Product.Errors+c.Floor.Errors > 0 {
		miss = append(miss, fmt.Sprintf("%d errors: %s%s", c.Product.Errors+c.Floor.Errors, c.Product.Fault, c.Floor.Fault))
	}
	c.Miss = strings.Join(miss, ", ")
}

func over(a, b float64) float64 {
	if b == 0 {
		return 0
	}
	return a / b
}

func verdict(miss string) string {
	if miss == "" {
		return "holds"
	}
	return "**misses**: " + miss
}

var cellHead = []string{"operation", "conns", "req/s", "p50 ms", "p95 ms", "p99 ms", "cpu µs", "floor req/s", "floor p95", "floor cpu", "rate ÷ floor", "target", "p95 ÷ floor", "verdict"}

func (c *cell) row() []string {
	want := "–"
	if c.Want > 0 {
		want = fmt.Sprintf("≥ %.2f", c.Want)
	}
	return []string{c.Op, fmt.Sprint(c.Conns), number(c.Product.Rate), ms(c.Product.P50), ms(c.Product.P95), ms(c.Product.P99), number(c.Product.CPU), number(c.Floor.Rate), ms(c.Floor.P95), number(c.Floor.CPU), fmt.Sprintf("%.2f", c.Ratio), want,
		fmt.Sprintf("%.1f", c.Slower), verdict(c.Miss)}
}

var twinHead = []string{"operation", "own req/s", "own p50 ms", "own p95 ms", "built-in p50", "built-in p95", "p95 ÷ built-in", "verdict"}

func (c *cell) twinRow() []string {
	return []string{c.Op, number(c.Product.Rate), ms(c.Product.P50), ms(c.Product.P95), ms(c.Floor.P50), ms(c.Floor.P95), fmt.Sprintf("%.1f", c.Slower), verdict(c.Miss)}
}

func (c *cell) line() string { return strings.Join(c.row(), "  ") }

// growth is one operation at a million leads.
type growth struct {
	Op    string  `json:"op"`
	Conns int     `json:"conns"`
	Is    sample  `json:"at_million"`
	Was   *sample `json:"before,omitempty"`
	Limit string  `json:"limit"`
	Miss  string  `json:"miss,omitempty"`
}

// growthOf judges a list: p50 at most twice what it was, with one connection.
func growthOf(op string, conns int, is, was sample) growth {
	g := growth{Op: op, Conns: conns, Is: is, Was: &was}
	if conns == 1 {
		g.Limit = "p50 ≤ " + ms(2*was.P50)
		if is.P50 > 2*was.P50 {
			g.Miss = fmt.Sprintf("p50 is %.1f× that at fewer leads", is.P50/was.P50)
		}
	}
	g.errors(was.Errors, was.Fault)
	return g
}

// limitOf judges a search by its p95 with one connection.
func limitOf(op string, conns int, limit float64, is sample) growth {
	g := growth{Op: op, Conns: conns, Is: is}
	if conns == 1 {
		g.Limit = "p95 ≤ " + ms(limit)
		if is.P95 > limit {
			g.Miss = "p95 over the limit"
		}
	}
	g.errors(0, "")
	return g
}

func (g *growth) errors(more int, fault string) {
	if n := g.Is.Errors + more; n > 0 {
		g.Miss += fmt.Sprintf(" %d errors: %s%s", n, g.Is.Fault, fault)
	}
}

var growthHead = []string{"operation", "conns", "req/s", "p50 ms", "p95 ms", "p99 ms", "cpu µs", "p50 before", "limit", "verdict"}

func (g growth) row() []string {
	was, v := "–", "–"
	if g.Was != nil {
		was = ms(g.Was.P50)
	}
	if g.Limit != "" || g.Miss != "" {
		v = verdict(g.Miss)
	}
	return []string{g.Op, fmt.Sprint(g.Conns), number(g.Is.Rate), ms(g.Is.P50), ms(g.Is.P95), ms(g.Is.P99), number(g.Is.CPU), was, g.Limit, v}
}

func (g growth) line() string { return strings.Join(g.row(), "  ") }

func number(v float64) string { return fmt.Sprintf("%.0f", v) }

func ms(v float64) string { return fmt.Sprintf("%.2f", v) }

func (r *result) save(path string) error {
	text, err := json.MarshalIndent(r, "", "  ")
	if err != nil {
		return err
	}
	return os.WriteFile(path, append(text, '\n'), 0o644)
}

// limit is one figure of size or time with what it may be at most.
type limit struct {
	what    string
	is, max float64
	unit    string
}

func (l limit) row() []string {
	v := "holds"
	if l.is > l.max {
		v = "**misses**"
	}
	return []string{l.what, fmt.Sprintf("%.2f %s", l.is, l.unit), fmt.Sprintf("≤ %g %s", l.max, l.unit), v}
}

func (r *result) sizes() (rows [][]string) {
	rows = append(rows, limit{"static binary", r.Binary, 60, "MB"}.row())
	for _, e := range r.Engines {
		rows = append(rows, limit{"start to first ready answer, " + e.Name, e.Start, .5, "s"}.row(),
			limit{"memory idle, " + e.Name, e.Idle, 60, "MB"}.row(), limit{"highest memory over all of the above, 16 connections, " + e.Name, e.Peak, 250, "MB"}.row())
	}
	return rows
}

// print writes the tables as they stand in the document.
func (r *result) print(w io.Writer) {
	for _, e := range r.Engines {
		fmt.Fprintf(w, "\n### %s, %d leads, product against floor\n\n", e.Name, r.Leads)
		var rows [][]string
		for _, c := range e.Cells {
			rows = append(rows, c.row())
		}
		table(w, cellHead, rows)
		if len(e.Growth) > 0 {
			fmt.Fprintf(w, "\n### %s, 1,000,000 leads\n\n", e.Name)
			rows = nil
			for _, g := range e.Growth {
				rows = append(rows, g.row())
			}
			table(w, growthHead, rows)
			if len(e.Own) > 0 {
				fmt.Fprintf(w, "\n### %s, 1,000,000 leads: an own field against a built-in column\n\n", e.Name)
				rows = nil
				for _, c := range e.Own {
					rows = append(rows, c.twinRow())
				}
				table(w, twinHead, rows)
			}
			fmt.Fprintf(w, "\nStart %.2f s; highest memory %.0f MB.\n", e.StartMillion, e.PeakMillion)
		}
		if len(e.Hostile) > 0 {
			fmt.Fprintf(w, "\n### %s, bad input\n\n", e.Name)
			rows = nil
			for _, h := range e.Hostile {
				rows = append(rows, h.row())
			}
			table(w, []string{"input", "status", "ms", "limit", "verdict"}, rows)
		}
	}
	fmt.Fprint(w, "\n### Size\n\n")
	table(w, []string{"what", "is", "limit", "verdict"}, r.sizes())
	for _, s := range r.Skipped {
		fmt.Fprintf(w, "\nSkipped: %s\n", s)
	}
}

func table(w io.Writer, head []string, rows [][]string) {
	line := func(cells []string) { fmt.Fprintln(w, "| "+strings.Join(cells, " | ")+" |") }
	line(head)
	fmt.Fprintln(w, strings.Repeat("| --- ", len(head))+"|")
	for _, r := range rows {
		line(r)
	}
}
