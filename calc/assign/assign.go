// Package assign finds the best assignment of many items to few bins: the exact
// maximum of the sum of scores, where each item goes to at most one bin, each
// bin has a capacity, and every further item in a bin costs no less than the one
// before it.
//
// The method is that of successive shortest paths with potentials for minimum
// cost flow with convex arc costs (Ahuja, Magnanti, Orlin: Network Flows, 1993,
// sections 9.7 and 14.4; the potentials are Edmonds and Karp's and Tomizawa's of
// 1971–72). Items enter one by one; each takes the cheapest path over the bins,
// on which bins may pass items on to one another. Only the bins are nodes of the
// search: for each ordered pair of bins a heap knows the item whose move between
// them gains most. With n items and m bins the time is O(n·(m² + l·m·log n)),
// where l is the usual length of a path (a few bins), the memory O(n·m + m²).
//
// The result depends on the problem alone: equal problems give equal results.
package assign

import (
	"errors"
	"fmt"
	"math"
)

// Forbidden, as a score, says that the item must not go to the bin.
const Forbidden int32 = math.MinInt32

// None, as a bin, says that the item goes nowhere.
const None = -1

// Problem says what is to be assigned. Scores, load costs and Unassigned are in
// one unit of the caller's choice.
type Problem struct {
	// Score[i][j] is what item i is worth in bin j, or Forbidden. All rows have
	// one entry a bin.
	Score [][]int32
	// Capacity[j] is the greatest number of items bin j takes, not negative.
	Capacity []int
	// LoadCost gives the cost of the k-th item (k = 0, 1, …) in a bin. It must
	// not decrease with k, must always answer the same, and must lie within
	// ±2⁵⁰. Nil costs nothing.
	LoadCost func(bin, k int) int64
	// Unassigned is what an item is worth that goes nowhere: 0 to leave out
	// what is worth less than its load, far below all scores to place whatever
	// has a place. It is not Forbidden.
	Unassigned int32
}

// Result is an assignment of the greatest total.
type Result struct {
	Bin   []int // the bin of each item, or None
	Total int64 // scores and Unassigned of all items, less the load costs

	residual *residual
}

// ErrProblem is wrapped by every error of Solve: the problem contradicts itself.
var ErrProblem = errors.New("assign: not a problem")

const (
	maxLoad  = 1 << 50
	maxItems = 1<<31 - 1 // what a move has room for
)

// Solve gives an assignment that no other exceeds in total. There always is one,
// since an item may go nowhere. An error wraps ErrProblem.
func Solve(p Problem) (Result, error) {
	if err := check(p); err != nil {
		return Result{}, err
	}
	s := newSearch(p)
	for item := range p.Score {
		s.place(item)
	}
	r := Result{Bin: make([]int, len(p.Score)), residual: s.residual()}
	for item, bin := range s.at {
		r.Total += int64(s.score(item, int(bin)))
		r.Bin[item] = int(bin)
		if int(bin) == s.nowhere {
			r.Bin[item] = None
		}
	}
	for bin := range p.Capacity {
		for k := range s.count[bin] {
			r.Total -= s.load(bin, k)
		}
	}
	return r, nil
}

func check(p Problem) error {
	bins := len(p.Capacity)
	if len(p.Score) > maxItems {
		return fmt.Errorf("%w: more than %d items", ErrProblem, maxItems)
	}
	if p.Unassigned == Forbidden {
		return fmt.Errorf("%w: Unassigned is Forbidden", ErrProblem)
	}
	for item, row := range p.Score {
		if len(row) != bins {
			return fmt.Errorf("%w: item %d has %d scores for %d bins", ErrProblem, item, len(row), bins)
		}
	}
	for bin, capacity := range p.Capacity {
		if capacity < 0 {
			return fmt.Errorf("%w: bin %d has capacity %d", ErrProblem, bin, capacity)
		}
		if p.LoadCost == nil {
			continue
		}
		last := int64(-maxLoad)
		for k := range min(capacity, len(p.Score)) {
			cost := p.LoadCost(bin, k)
			if cost < last || cost > maxLoad {
				return fmt.Errorf("%w: load cost %d of item %d in bin %d is below the one before (%d) or beyond ±2⁵⁰", ErrProblem, cost, k, bin, last)
			}
			last = cost
		}
	}
	return nil
}
