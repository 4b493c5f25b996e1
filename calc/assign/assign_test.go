package assign

import (
	"errors"
	"math"
	"math/rand/v2"
	"slices"
	"testing"

	"github.com/google/go-cmp/cmp"
	"pgregory.net/rapid"
)

func TestSolveByHand(t *testing.T) {
	linear := func(step int64) func(int, int) int64 { return func(_, k int) int64 { return step * int64(k) } }
	for _, c := range []struct {
		name  string
		p     Problem
		want  []int
		total int64
	}{
		{"没有对象", Problem{Capacity: []int{3}}, []int{}, 0},
		{"没有去处", Problem{Score: [][]int32{{}, {}}, Unassigned: -5}, []int{None, None}, -10},
		{"一对一", Problem{Score: [][]int32{{7}}, Capacity: []int{1}}, []int{0}, 7},
		{"负分宁可不分", Problem{Score: [][]int32{{-7}}, Capacity: []int{1}}, []int{None}, 0},
		{"非分不可", Problem{Score: [][]int32{{-7}}, Capacity: []int{1}, Unassigned: -1000}, []int{0}, -7},
		{"禁止", Problem{Score: [][]int32{{Forbidden, 3}}, Capacity: []int{1, 1}, Unassigned: -1000}, []int{1}, 3},
		{"全部禁止", Problem{Score: [][]int32{{Forbidden, Forbidden}}, Capacity: []int{1, 1}, Unassigned: -1000}, []int{None}, -1000},
		{"贪心会错", Problem{Score: [][]int32{{10, 9}, {9, 1}}, Capacity: []int{1, 1}}, []int{1, 0}, 18},
		{"容量零", Problem{Score: [][]int32{{10, 9}}, Capacity: []int{0, 1}}, []int{1}, 9},
		{"三人连环让位", Problem{Score: [][]int32{{9, 8, Forbidden}, {Forbidden, 9, 8}, {9, Forbidden, Forbidden}}, Capacity: []int{1, 1, 1}}, []int{1, 2, 0}, 25},
		{"负荷把人分开", Problem{Score: [][]int32{{10, 9}, {10, 9}, {10, 9}, {10, 9}}, Capacity: []int{4, 4}, LoadCost: linear(3)}, []int{1, 1, 0, 0}, 32},
		{"负荷太重不如不分", Problem{Score: [][]int32{{5}, {5}, {5}}, Capacity: []int{3}, LoadCost: linear(4)}, nil, 6},
	} {
		t.Run(c.name, func(t *testing.T) {
			got, err := Solve(c.p)
			if err != nil || got.Total != c.total {
				t.Fatalf("total %d, %v; want %d", got.Total, err, c.total)
			}
			if total, why := value(c.p, got.Bin); why != "" || total != c.total {
				t.Fatalf("%v is worth %d %s", got.Bin, total, why)
			}
			unique := c.name != "负荷把人分开" && c.want != nil
			if diff := cmp.Diff(c.want, got.Bin); unique && diff != "" {
				t.Error(diff)
			}
		})
	}
}

func TestSolveRefuses(t *testing.T) {
	for _, c := range []struct {
		name string
		p    Problem
	}{
		{"分数列数不对", Problem{Score: [][]int32{{1, 2}}, Capacity: []int{1}}},
		{"负容量", Problem{Capacity: []int{-1}}},
		{"负荷递减", Problem{Score: [][]int32{{1}, {1}}, Capacity: []int{2}, LoadCost: func(_, k int) int64 { return int64(-k) }}},
		{"负荷太大", Problem{Score: [][]int32{{1}}, Capacity: []int{1}, LoadCost: func(_, k int) int64 { return math.MaxInt64 }}},
		{"负荷太小", Problem{Score: [][]int32{{1}}, Capacity: []int{1}, LoadCost: func(_, k int) int64 { return math.MinInt64 }}},
		{"不分也禁止", Problem{Unassigned: Forbidden}},
	} {
		if _, err := Solve(c.p); !errors.Is(err, ErrProblem) {
			t.Errorf("%s: %v", c.name, err)
		}
	}
}

// value gives what an assignment is worth, or why it is none.
func value(p Problem, bins []int) (total int64, why string) {
	count := make([]int, len(p.Capacity))
	for item, bin := range bins {
		if bin == None {
			total += int64(p.Unassigned)
			continue
		}
		if p.Score[item][bin] == Forbidden {
			return 0, "and forbidden"
		}
		total += int64(p.Score[item][bin])
		if p.LoadCost != nil {
			total -= p.LoadCost(bin, count[bin])
		}
		if count[bin]++; count[bin] > p.Capacity[bin] {
			return 0, "and too full"
		}
	}
	return total, ""
}

func problems(items, bins int) *rapid.Generator[Problem] {
	return rapid.Custom(func(t *rapid.T) Problem {
		n, m := rapid.IntRange(0, items).Draw(t, "items"), rapid.IntRange(0, bins).Draw(t, "bins")
		spread := rapid.SampledFrom([]int32{1, 3, 20, 1000, math.MaxInt32}).Draw(t, "spread") // small spreads make ties
		score := rapid.OneOf(rapid.Int32Range(-spread, spread), rapid.Int32Range(-spread, spread), rapid.Just(Forbidden))
		p := Problem{Unassigned: rapid.SampledFrom([]int32{0, 0, -spread, -math.MaxInt32, 5}).Draw(t, "unassigned")}
		for range n {
			p.Score = append(p.Score, rapid.SliceOfN(score, m, m).Draw(t, "row"))
		}
		costs := make([][]int64, m)
		for bin := range m {
			p.Capacity = append(p.Capacity, rapid.IntRange(0, n+1).Draw(t, "capacity"))
			costs[bin] = rapid.SliceOfN(rapid.Int64Range(-5, int64(min(spread, 30))), n+1, n+1).Draw(t, "costs")
			slices.Sort(costs[bin])
		}
		if rapid.Bool().Draw(t, "loaded") {
			p.LoadCost = func(bin, k int) int64 { return costs[bin][k] }
		}
		return p
	})
}

// everyWay tries all assignments; forced[item], where given, is the only bin of
// that item.
func everyWay(p Problem, forced map[int]int) (best int64, possible bool) {
	bins := make([]int, len(p.Score))
	best = math.MinInt64
	var try func(item int)
	try = func(item int) {
		if item == len(bins) {
			if total, why := value(p, bins); why == "" {
				best, possible = max(best, total), true
			}
			return
		}
		only, isForced := forced[item]
		for bin := None; bin < len(p.Capacity); bin++ {
			if isForced && bin != only || bin != None && p.Score[item][bin] == Forbidden {
				continue
			}
			bins[item] = bin
			try(item + 1)
		}
	}
	try(0)
	return best, possible
}

func TestSolveAgainstEveryWay(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		p := problems(6, 3).Draw(t, "p")
		got, err := Solve(p)
		if err != nil {
			t.Fatal(err)
		}
		want, _ := everyWay(p, nil)
		total, why := value(p, got.Bin)
		if got.Total != want || total != want || why != "" {
			t.Fatalf("total %d by %v, worth %d %s; the best is %d", got.Total, got.Bin, total, why, want)
		}
	})
}

func TestAlternativesAgainstEveryWay(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		p := problems(5, 3).Draw(t, "p")
		if len(p.Score) == 0 {
			return
		}
		r, err := Solve(p)
		if err != nil {
			t.Fatal(err)
		}
		item := rapid.IntRange(0, len(p.Score)-1).Draw(t, "item")
		got := map[int]int64{}
		last := int64(0)
		for _, a := range r.Alternatives(item, len(p.Capacity)) {
			if a.Loss < last {
				t.Fatalf("out of order or a gain: %+v", a)
			}
			last, got[a.Bin] = a.Loss, a.Loss
		}
		want := map[int]int64{}
		for bin := range p.Capacity {
			if best, possible := everyWay(p, map[int]int{item: bin}); possible && bin != r.Bin[item] {
				want[bin] = r.Total - best
			}
		}
		if diff := cmp.Diff(want, got); diff != "" {
			t.Fatalf("item %d of %v: want (-), got (+)\n%s", item, r.Bin, diff)
		}
	})
}

// hungarian is the method of Kuhn and Munkres on a plain matrix, independent of
// the code under test: every place in a bin is a column with its load taken off,
// and every item has a column of its own for going nowhere.
func hungarian(p Problem) int64 {
	const never = int64(1) << 45
	n := len(p.Score)
	var cost [][]int64
	for item, row := range p.Score {
		var line []int64
		for bin, capacity := range p.Capacity {
			for k := range min(capacity, n) {
				c := never
				if row[bin] != Forbidden {
					c = -int64(row[bin])
					if p.LoadCost != nil {
						c += p.LoadCost(bin, k)
					}
				}
				line = append(line, c)
			}
		}
		for other := range n {
			c := never
			if other == item {
				c = -int64(p.Unassigned)
			}
			line = append(line, c)
		}
		cost = append(cost, line)
	}
	if n == 0 {
		return 0
	}
	columns := len(cost[0])
	u, v := make([]int64, n+1), make([]int64, columns+1)
	row, way := make([]int, columns+1), make([]int, columns+1)
	for i := 1; i <= n; i++ {
		row[0] = i
		least := slices.Repeat([]int64{math.MaxInt64}, columns+1)
		used := make([]bool, columns+1)
		j0 := 0
		for row[j0] != 0 {
			used[j0] = true
			i0, delta, j1 := row[j0], int64(math.MaxInt64), 0
			for j := 1; j <= columns; j++ {
				if used[j] {
					continue
				}
				if c := cost[i0-1][j-1] - u[i0] - v[j]; c < least[j] {
					least[j], way[j] = c, j0
				}
				if least[j] < delta {
					delta, j1 = least[j], j
				}
			}
			for j := range used {
				if used[j] {
					u[row[j]] += delta
					v[j] -= delta
				} else {
					least[j] -= delta
				}
			}
			j0 = j1
		}
		for j0 != 0 {
			row[j0] = row[way[j0]]
			j0 = way[j0]
		}
	}
	total := int64(0)
	for j := 1; j <= columns; j++ {
		if row[j] > 0 {
			total -= cost[row[j]-1][j-1]
		}
	}
	return total
}

func TestSolveAgainstHungarian(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		p := problems(30, 8).Draw(t, "p")
		got, err := Solve(p)
		if err != nil {
			t.Fatal(err)
		}
		total, why := value(p, got.Bin)
		if want := hungarian(p); got.Total != want || total != want || why != "" {
			t.Fatalf("total %d, worth %d %s; Kuhn and Munkres find %d", got.Total, total, why, want)
		}
	})
}

// sample is a problem of the usual kind: a few grades of fit, some bins barred,
// loads that start differently and grow.
func sample(items, bins int, seed uint64) Problem {
	r := rand.New(rand.NewPCG(seed, 1))
	began := make([]int64, bins)
	p := Problem{LoadCost: func(bin, k int) int64 { return 3 * (began[bin] + int64(k)) }, Unassigned: -100_000}
	for bin := range bins {
		began[bin] = r.Int64N(40)
		p.Capacity = append(p.Capacity, items/bins+r.IntN(items/bins+2))
	}
	for range items {
		row := make([]int32, bins)
		for bin := range row {
			row[bin] = 10*r.Int32N(60) + r.Int32N(10)
			if r.IntN(20) == 0 {
				row[bin] = Forbidden
			}
		}
		p.Score = append(p.Score, row)
	}
	return p
}

func TestSolveAgainstHungarianLarger(t *testing.T) {
	for seed := range uint64(2) {
		p := sample(200, 9, seed)
		got, err := Solve(p)
		if err != nil {
			t.Fatal(err)
		}
		if want := hungarian(p); got.Total != want {
			t.Errorf("seed %d: total %d, Kuhn and Munkres find %d", seed, got.Total, want)
		}
		again, err := Solve(p)
		if diff := cmp.Diff(got.Bin, again.Bin); err != nil || diff != "" {
			t.Errorf("seed %d: solved twice, two answers: %v %s", seed, err, diff)
		}
		for item := 0; item < 200; item += 40 {
			for _, a := range got.Alternatives(item, 3) {
				forced := p
				forced.Score = slices.Clone(p.Score)
				row := slices.Repeat([]int32{Forbidden}, 9)
				row[a.Bin] = p.Score[item][a.Bin]
				forced.Score[item] = row
				if want := hungarian(forced); got.Total-a.Loss != want {
					t.Errorf("seed %d, item %d to bin %d: loss %d, Kuhn and Munkres %d", seed, item, a.Bin, a.Loss, got.Total-want)
				}
			}
		}
	}
}

func TestAlternativesOfNothing(t *testing.T) {
	r, err := Solve(sample(10, 2, 7))
	if err != nil {
		t.Fatal(err)
	}
	if a := r.Alternatives(-1, 3); a != nil {
		t.Errorf("item -1: %v", a)
	}
	if a := r.Alternatives(10, 3); a != nil {
		t.Errorf("item 10: %v", a)
	}
	if a := r.Alternatives(0, 0); len(a) != 0 {
		t.Errorf("none wanted: %v", a)
	}
	if a := (Result{Bin: []int{0}}).Alternatives(0, 3); a != nil {
		t.Errorf("a result made by hand: %v", a)
	}
}

func BenchmarkSolve(b *testing.B) {
	for _, size := range []struct {
		name        string
		items, bins int
	}{{"1×200", 1, 200}, {"500×50", 500, 50}, {"9240×200", 9240, 200}} {
		p := sample(size.items, size.bins, 1)
		b.Run(size.name, func(b *testing.B) {
			b.ReportAllocs()
			for b.Loop() {
				if _, err := Solve(p); err != nil {
					b.Fatal(err)
				}
			}
		})
	}
	p := sample(9240, 200, 1)
	r, err := Solve(p)
	if err != nil {
		b.Fatal(err)
	}
	b.Run("alternatives of all 9240", func(b *testing.B) {
		for b.Loop() {
			r.residual.to = map[int][]int64{}
			for item := range p.Score {
				r.Alternatives(item, 3)
			}
		}
	})
}
