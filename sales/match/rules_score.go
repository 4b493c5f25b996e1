package match

import (
	"slices"
	"strings"
	"unicode/utf8"

	"xiaoguan/base/id"
	"xiaoguan/base/money"
	"xiaoguan/base/text"
)

// The score of a person for a lead is a sum of points:
//
//	basePoints   for being handed to anybody at all: an even fit is placed as long as there is a free seat, since the last
//	             seat's load costs a little less than this
//	tag fit      what the lead is about (industry, region, source, each tag) against the person's tags: equal words, or one
//	             within the other (宁波 in 浙江宁波). Each lead tag counts, together up to tagPointsMost
//	level        the lead's value asks for a level; the level itself is best, each level above costs levelAbove (the best
//	             people stay free for the largest leads), each below costs levelBelow
//
// and the load is taken off while people are chosen: the k-th open lead of a person costs loadPoints·k/capacity, which grows
// with k, so that equal people end up equally loaded. A lead whose best score stays below the cost of load goes to nobody.
const (
	basePoints    = 50
	loadPoints    = 50
	tagPointsMost = 40
	levelPoints   = 20
	levelAbove    = 4
	levelBelow    = 15
	keyLevel      = 4 // a key lead asks for at least this level
)

// weight is what one kind of word is worth, when it equals a person's tag and when one contains the other.
type weight struct{ exact, contained int32 }

var weights = map[string]weight{
	"industry": {30, 20},
	"region":   {20, 15},
	"source":   {10, 5},
	"tag":      {20, 10},
}

// valueLevels says from which expected amount on a lead asks for which level; an unknown amount asks for none.
var valueLevels = []struct {
	from  money.Fen
	level int
}{{1_000_000_00, 5}, {300_000_00, 4}, {100_000_00, 3}, {30_000_00, 2}, {1, 1}}

// demand is what a lead asks for.
type demand struct {
	Tags                     []string
	Industry, Region, Source string
	Amount                   money.Fen
	Key                      bool
}

// seat is a person who may get leads.
type seat struct {
	ID       id.ID
	Tags     []string
	Level    int
	Load     int // open leads
	Capacity int
}

// room is how many more leads fit.
func (p *seat) room() int { return max(0, p.Capacity-p.Load) }

// cost is what the k-th further lead (k = 0, 1, …) of this person costs; it never falls with k.
func (p *seat) cost(k int) int64 {
	if p.Capacity == 0 {
		return loadPoints
	}
	return int64(loadPoints) * int64(p.Load+k) / int64(p.Capacity)
}

// levelOf is the level a lead asks for, 0 when nothing is known of its value.
func levelOf(d *demand) int {
	want := 0
	for _, v := range valueLevels {
		if d.Amount >= v.from {
			want = v.level
			break
		}
	}
	if d.Key {
		want = max(want, keyLevel)
	}
	return want
}

// levelScore is what a person's level is worth for what is asked.
func levelScore(want, level int) int32 {
	switch {
	case want == 0:
		return 0
	case level >= want:
		return int32(levelPoints - levelAbove*(level-want))
	}
	return int32(levelPoints - levelBelow*(want-level))
}

// word is a word of a lead with what it stands for.
type word struct{ field, text string }

// words are the words of a lead that may meet a person's tags.
func (d *demand) words() []word {
	var out []word
	add := func(field, s string) {
		if s = key(s); s != "" && !slices.Contains(out, word{field, s}) {
			out = append(out, word{field, s})
		}
	}
	add("industry", d.Industry)
	add("region", d.Region)
	add("source", d.Source)
	for _, t := range d.Tags {
		add("tag", t)
	}
	return out
}

// key is a word as it is compared.
func key(s string) string { return strings.ToLower(text.Fold(s)) }

// meets says what a tag is worth for a word; both are keys. Single characters and blanks contain nothing.
func meets(w word, tag string) int32 {
	switch {
	case tag == "":
		return 0
	case w.text == tag:
		return weights[w.field].exact
	case utf8.RuneCountInString(tag) > 1 && strings.Contains(w.text, tag), utf8.RuneCountInString(w.text) > 1 && strings.Contains(tag, w.text):
		return weights[w.field].contained
	}
	return 0
}

// scorer scores leads against a fixed set of people. What a word is worth for each of them is worked out once: leads share
// most of their words.
type scorer struct {
	seats []seat
	tags  [][]string // keys of each person's tags
	kept  map[word][]int32
}

func newScorer(seats []seat) *scorer {
	s := &scorer{seats: seats, tags: make([][]string, len(seats)), kept: map[word][]int32{}}
	for i := range seats {
		for _, t := range seats[i].Tags {
			s.tags[i] = append(s.tags[i], key(t))
		}
	}
	return s
}

// points are what a word is worth for each person: his best tag.
func (s *scorer) points(w word) []int32 {
	if row, ok := s.kept[w]; ok {
		return row
	}
	row := make([]int32, len(s.seats))
	for i, tags := range s.tags {
		for _, t := range tags {
			row[i] = max(row[i], meets(w, t))
		}
	}
	s.kept[w] = row
	return row
}

// row is the score of every person for a lead, load apart.
func (s *scorer) row(d *demand) []int32 {
	row, tags := make([]int32, len(s.seats)), make([]int32, len(s.seats))
	for _, w := range d.words() {
		into := row
		if w.field == "tag" {
			into = tags
		}
		for i, p := range s.points(w) {
			into[i] += p
		}
	}
	want := levelOf(d)
	for i := range row {
		row[i] += basePoints + min(tags[i], tagPointsMost) + levelScore(want, s.seats[i].Level)
	}
	return row
}
