package dict

import (
	_ "embed"
	"strings"
	"sync"
)

//go:embed industries.txt
var industryText string

// Industries is the book of industries. A line is a code and a name: a section (a letter), a division of it (the letter and
// two digits), or a group of the division before it (three digits).
var Industries = sync.OnceValue(func() *Book {
	b := &Book{}
	var section, division *Node
	for _, line := range strings.Split(strings.TrimSpace(industryText), "\n") {
		code, name, _ := strings.Cut(line, " ")
		n := &Node{Code: code, Name: name, Text: name, names: []string{name}, level: 3}
		if short := strings.TrimSuffix(name, "业"); short != name && len([]rune(short)) > 1 {
			n.names = append(n.names, short)
		}
		switch {
		case len(code) == 1:
			n.level = 1
			section = b.add(n)
		case code[0] >= 'A':
			n.Parent, n.level = section, 2
			division = b.add(n)
		default:
			n.Parent = division
			b.add(n)
		}
	}
	return b.index()
})
