package insight

import (
	"cmp"
	"fmt"
	"slices"

	"xiaoguan/base/day"
	"xiaoguan/base/id"
	"xiaoguan/sales/lead"
)

// Measure is what a cell counts.
type Measure string

// The measures; all but the last two are dated at the lead's intake (cohort).
const (
	Intake   Measure = "intake"
	Followed Measure = "followed"
	Won      Measure = "won"
	Lost     Measure = "lost"
	WonOn    Measure = "won_on"  // dated at the day of winning
	LostOn   Measure = "lost_on" // dated at the day of losing
)

// top is the measure of the furthest stage reached.
func top(position int) Measure { return Measure(fmt.Sprintf("top:%d", position)) }

// Grain is the length of a cell's period: a day, or the month that starts on the cell's day.
type Grain string

// The grains.
const (
	ByDay   Grain = "d"
	ByMonth Grain = "m"
)

// Dim is what a cell is broken down by besides group and mode.
type Dim string

// The dimensions.
const (
	BySource Dim = "source"
	ByOwner  Dim = "owner"
)

// Cell is the key of one counter.
type Cell struct {
	Grain   Grain
	Dim     Dim
	Day     day.Day
	Key     string // source as written, or owner id, "" for none
	Group   id.ID
	Mode    id.ID
	Measure Measure
}

// Place is the key of one counter of the board: who has how many where.
type Place struct {
	Owner, Group, Stage id.ID
	State               lead.State
}

// Tally is a change of counters: what to add to each.
type Tally struct {
	Cells  map[Cell]int64
	Counts map[Place]int64
	Sums   map[Place]int64 // expected amount, fen
}

// NewTally is an empty change.
func NewTally() *Tally {
	return &Tally{Cells: map[Cell]int64{}, Counts: map[Place]int64{}, Sums: map[Place]int64{}}
}

// Add folds one lead's contribution in, n times: +1 for the facts after an act, −1 for those before.
func (t *Tally) Add(f lead.Facts, n int64) {
	place := Place{f.Owner, f.Group, f.Stage, f.State}
	t.Counts[place] += n
	t.Sums[place] += n * int64(f.Amount)
	t.at(f, f.IntakeDay, Intake, n)
	t.at(f, f.IntakeDay, top(f.StageTop), n)
	if f.Followed {
		t.at(f, f.IntakeDay, Followed, n)
	}
	switch f.State {
	case lead.Won:
		t.at(f, f.IntakeDay, Won, n)
		t.at(f, f.WonDay, WonOn, n)
	case lead.Lost:
		t.at(f, f.IntakeDay, Lost, n)
		t.at(f, f.LostDay, LostOn, n)
	}
}

func (t *Tally) at(f lead.Facts, on day.Day, m Measure, n int64) {
	for _, c := range []Cell{
		{ByDay, BySource, on, f.Source, f.Group, f.Mode, m}, {ByMonth, BySource, on.Month(), f.Source, f.Group, f.Mode, m},
		{ByDay, ByOwner, on, f.Owner.String(), f.Group, f.Mode, m}, {ByMonth, ByOwner, on.Month(), f.Owner.String(), f.Group, f.Mode, m},
	} {
		t.Cells[c] += n
	}
}

// sorted are the cells that change, in key order: the order every transaction takes them in.
func (t *Tally) sorted() []Cell {
	out := make([]Cell, 0, len(t.Cells))
	for c, n := range t.Cells {
		if n != 0 {
			out = append(out, c)
		}
	}
	slices.SortFunc(out, func(a, b Cell) int {
		return cmp.Or(cmp.Compare(a.Grain, b.Grain), cmp.Compare(a.Dim, b.Dim), cmp.Compare(a.Day, b.Day), cmp.Compare(a.Key, b.Key),
			slices.Compare(a.Group[:], b.Group[:]), slices.Compare(a.Mode[:], b.Mode[:]), cmp.Compare(a.Measure, b.Measure))
	})
	return out
}

// places are the board's counters that change, in key order.
func (t *Tally) places() []Place {
	out := make([]Place, 0, len(t.Counts))
	for p, n := range t.Counts {
		if n != 0 || t.Sums[p] != 0 {
			out = append(out, p)
		}
	}
	slices.SortFunc(out, func(a, b Place) int {
		return cmp.Or(slices.Compare(a.Owner[:], b.Owner[:]), slices.Compare(a.Group[:], b.Group[:]), cmp.Compare(a.State, b.State), slices.Compare(a.Stage[:], b.Stage[:]))
	})
	return out
}

// Rate is won ÷ taken in, in basis points, rounded half up; 0 where nothing was taken in.
func Rate(won, intake int64) int64 {
	if intake <= 0 {
		return 0
	}
	return (won*20000 + intake) / (2 * intake)
}
