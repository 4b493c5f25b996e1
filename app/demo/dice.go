package demo

import (
	"fmt"
	"math"
	"math/rand/v2"
)

// dice is the world's chance: the same seed rolls the same.
type dice struct{ *rand.Rand }

func newDice(seed uint64) dice { return dice{rand.New(rand.NewPCG(seed, 0x9e3779b97f4a7c15))} }

// Read gives bytes, so that ids can be made of the same chance.
func (d dice) Read(b []byte) (int, error) {
	for i := range b {
		b[i] = byte(d.Uint32())
	}
	return len(b), nil
}

func pick[T any](d dice, from []T) T { return from[d.IntN(len(from))] }

// weighted picks an index with the chance of its weight.
func (d dice) weighted(n int, weight func(int) float64) int {
	total := 0.0
	for i := range n {
		total += weight(i)
	}
	at := d.Float64() * total
	for i := range n {
		if at -= weight(i); at < 0 {
			return i
		}
	}
	return n - 1
}

func (d dice) chance(p float64) bool { return d.Float64() < p }

func (d dice) between(low, high int) int { return low + d.IntN(high-low+1) }

func (d dice) person() string {
	name := pick(d, surnames) + pick(d, givenFirst)
	if d.chance(.72) {
		name += pick(d, givenSecond)
	}
	return name
}

func (d dice) mobile() string {
	return fmt.Sprintf("1%s%08d", pick(d, list("38 39 35 36 37 58 59 50 51 86 87 88 89 77 30 31 33")), d.IntN(100000000))
}

// company is a made-up firm of a trade at a place; its name is not checked for being taken.
func (d dice) company() (name string, at place, in trade) {
	at = places[d.weighted(len(places), func(i int) float64 { return float64(places[i].weight) })]
	in = trades[d.weighted(len(trades), func(i int) float64 { return float64(trades[i].weight) })]
	first, second := pick(d, brandFirst), pick(d, brandSecond)
	for first == second {
		second = pick(d, brandSecond)
	}
	return at.city + first + second + pick(d, in.words) + pick(d, suffixes), at, in
}

// amount is a deal's worth in fen, around the trade's median, in steps of 1,000 yuan.
func (d dice) amount(in trade) int64 {
	wan := in.median * math.Exp(d.NormFloat64()*.7)
	return max(1, int64(math.Round(wan*10))) * 100000
}
