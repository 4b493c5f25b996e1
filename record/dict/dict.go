// Package dict holds the two public classifications that records speak of: the administrative divisions of China (GB/T 2260,
// as of 2023-06-30: provinces, cities, districts) and the classification of industries (GB/T 4754-2017: sections, divisions,
// groups). It knows each entry by its code and by the ways people write it. The facts are public, the files ours.
package dict

import (
	"regexp"
	"slices"
	"strings"

	"xiaoguan/base/text"
)

// Node is one entry of a book.
type Node struct {
	Code   string  // 330000, 330100, 330106; C, C36, 367
	Name   string  // as the standard has it: 杭州市
	Text   string  // as records hold it, where the company has no name of its own for it: 杭州, 杭州西湖区
	Parent *Node   // nil at the top
	Below  []*Node // in the order of their codes
	names  []string
	key    string // what a search looks in
	level  int    // 1, 2, 3: province, city, district; section, division, group
}

// Book is a tree of entries.
type Book struct {
	Top    []*Node
	byCode map[string]*Node
	byName map[string]*Node // as people write it → the entry; nil where several are written so
	order  []*Node          // all of them, those above first
}

// Node finds an entry by its code.
func (b *Book) Node(code string) (*Node, bool) {
	n, ok := b.byCode[code]
	return n, ok
}

var code = regexp.MustCompile(`^(\d{6}|[A-T]\d{2}|\d{3})$`)

// Find finds the entry that a text means: a code, or one of the ways people write it. What may mean several is nothing.
func (b *Book) Find(said string) (*Node, bool) {
	key := Normal(said)
	if n := b.byName[key]; n != nil {
		return n, true
	}
	if up := strings.ToUpper(key); code.MatchString(up) {
		return b.Node(up)
	}
	return nil, false
}

// Normal is a text without what people vary: width, case, blanks and the marks between parts.
func Normal(said string) string {
	s := strings.ToLower(text.Fold(said))
	s = strings.Map(func(r rune) rune {
		if strings.ContainsRune(" \t-–—/\\·•>›,，、._|", r) {
			return -1
		}
		return r
	}, s)
	return strings.TrimPrefix(s, "中国")
}

// Canon is a text as records hold it: that of the entry it means, else as it was written.
func (b *Book) Canon(said string) string {
	if n, ok := b.Find(said); ok {
		return n.Text
	}
	return said
}

// Within are the texts that mean an entry or anything below it; of a text that means no entry, itself.
func (b *Book) Within(said string) (out []string) {
	n, ok := b.Find(said)
	if !ok {
		if n, ok = b.Node(said); !ok {
			return []string{said}
		}
	}
	n.Each(func(below *Node) { out = append(out, b.Names(below)...) })
	return out
}

// Search gives up to limit entries whose name holds a text, those further up first; without a text those at the top.
func (b *Book) Search(said string, limit int) (out []*Node) {
	key := Normal(said)
	if key == "" {
		return b.Top[:min(limit, len(b.Top))]
	}
	if n, ok := b.Find(said); ok {
		out = append(out, n)
	}
	for _, n := range b.order {
		if len(out) >= limit {
			break
		}
		if strings.Contains(n.key, key) && !slices.Contains(out, n) {
			out = append(out, n)
		}
	}
	return out
}

// Of is the book with a name: region or industry; nil for any other.
func Of(name string) *Book {
	switch name {
	case "region":
		return Regions()
	case "industry":
		return Industries()
	}
	return nil
}

// Names are the ways an entry is written that mean no other.
func (b *Book) Names(n *Node) (out []string) {
	for _, name := range n.names {
		if b.byName[Normal(name)] == n && !slices.Contains(out, name) {
			out = append(out, name)
		}
	}
	return out
}

// Each walks an entry and everything below it.
func (n *Node) Each(fn func(*Node)) {
	fn(n)
	for _, below := range n.Below {
		below.Each(fn)
	}
}

// Above are the entries above this one, from the top.
func (n *Node) Above() (out []*Node) {
	for up := n.Parent; up != nil; up = up.Parent {
		out = append(out, up)
	}
	slices.Reverse(out)
	return out
}

// All are all entries, those further up first.
func (b *Book) All() []*Node { return b.order }

// add enters an entry under another; names are entered by index.
func (b *Book) add(n *Node) *Node {
	if b.byCode == nil {
		b.byCode = map[string]*Node{}
	}
	b.byCode[n.Code] = n
	if n.Parent == nil {
		b.Top = append(b.Top, n)
	} else {
		n.Parent.Below = append(n.Parent.Below, n)
	}
	return n
}

// index makes the entries found by their names. Of a city and a district with the same name the city is meant; of several
// districts none is.
func (b *Book) index() *Book {
	b.byName = map[string]*Node{}
	level := b.Top
	for len(level) > 0 {
		b.order = append(b.order, level...)
		var next []*Node
		for _, n := range level {
			n.key = Normal(n.Name) + " " + Normal(n.Text)
			for _, name := range n.names {
				b.enter(Normal(name), n)
			}
			next = append(next, n.Below...)
		}
		level = next
	}
	return b
}

func (b *Book) enter(key string, n *Node) {
	have, taken := b.byName[key]
	switch {
	case !taken:
		b.byName[key] = n
	case have == nil || have == n:
	case have.level == n.level:
		b.byName[key] = nil
	}
}
