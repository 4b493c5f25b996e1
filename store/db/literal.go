package db

import (
	"bytes"
	"database/sql/driver"
	"encoding/hex"
	"strconv"
	"strings"
)

// longest is the text up to which literals are lifted: longer statements (bulk inserts) are rare and differ every time.
const longest = 8 << 10

// lift takes the literals out of a statement that has them written into its text, as bun does, and puts ? in their place:
// what remains is the same text every time and need be parsed and planned once per connection. Lifted are texts, blobs and
// whole numbers; numbers behind BY, LIMIT and OFFSET stay, since ORDER BY 1 names a column. ok is false where nothing was
// done: other statements, several at once, comments, or places for arguments in the text already.
func lift(query string) (text string, args []driver.NamedValue, ok bool) {
	if len(query) > longest || !liftable(query) {
		return query, nil, false
	}
	l := lifter{in: query, out: make([]byte, 0, len(query)), fixed: -1}
	return l.run()
}

// liftTexts is lift for what gives rows on PostgreSQL: texts alone, since numbers there have types of their own, and the same text is
// the same $1, so that an expression that stands twice stays one.
func liftTexts(query string) (text string, args []driver.NamedValue, ok bool) {
	if len(query) > longest || !strings.HasPrefix(query, "SELECT ") && !strings.HasPrefix(query, "UPDATE ") || strings.Contains(query, "@@") {
		return query, nil, false // how a full-text question is best answered depends on what is asked
	}
	l := lifter{in: query, out: make([]byte, 0, len(query)), fixed: -1, texts: map[string]int{}}
	return l.run()
}

func (l *lifter) run() (text string, args []driver.NamedValue, ok bool) {
	for l.at < len(l.in) {
		if !l.next() {
			return l.in, nil, false
		}
	}
	return string(l.out), l.args, true
}

func liftable(query string) bool {
	for _, verb := range [...]string{"SELECT ", "INSERT ", "UPDATE ", "DELETE ", "WITH "} {
		if len(query) > len(verb) && strings.EqualFold(query[:len(verb)], verb) {
			return true
		}
	}
	return false
}

type lifter struct {
	in    string
	at    int
	out   []byte
	args  []driver.NamedValue
	depth int
	fixed int            // numbers stay while the depth is at least this; -1: they are lifted
	texts map[string]int // PostgreSQL: which argument a text is
	each  bool           // PostgreSQL: numbers as well, and every literal an argument of its own
}

func (l *lifter) arg(v driver.Value) {
	if s, ok := v.(string); ok && l.texts != nil {
		n := l.texts[s]
		if n == 0 || l.each {
			n = len(l.args) + 1
			l.texts[s], l.args = n, append(l.args, driver.NamedValue{Ordinal: n, Value: s})
		}
		l.out = strconv.AppendInt(append(l.out, '$'), int64(n), 10)
		return
	}
	l.args = append(l.args, driver.NamedValue{Ordinal: len(l.args) + 1, Value: v})
	l.out = append(l.out, '?')
}

// next takes one token over; false means that the text is not for lifting.
func (l *lifter) next() bool {
	c := l.in[l.at]
	switch {
	case c == '\'':
		s, ok := l.quoted('\'')
		if ok {
			l.arg(s)
		}
		return ok
	case c == '"':
		from := l.at
		_, ok := l.quoted('"')
		l.out = append(l.out, l.in[from:l.at]...)
		return ok
	case c == '_' || c|0x20 >= 'a' && c|0x20 <= 'z':
		return l.word()
	case c >= '0' && c <= '9':
		return l.number()
	case c == ';' || c == '?' || c == '$' || c == ':' || c == '@' || c == '`' || c == '[' || l.in[l.at:min(l.at+2, len(l.in))] == "--" || l.in[l.at:min(l.at+2, len(l.in))] == "/*":
		return false
	case c == '(':
		l.depth++
	case c == ')':
		if l.depth--; l.depth < l.fixed {
			l.fixed = -1
		}
	}
	l.out = append(l.out, c)
	l.at++
	return true
}

// quoted reads to the closing quote; a doubled one stands for itself.
func (l *lifter) quoted(quote byte) (string, bool) {
	l.at++
	from, doubled := l.at, false
	for ; l.at < len(l.in); l.at++ {
		if l.in[l.at] != quote {
			continue
		}
		if l.at+1 < len(l.in) && l.in[l.at+1] == quote {
			doubled = true
			l.at++
			continue
		}
		s := l.in[from:l.at]
		l.at++
		if doubled {
			s = strings.ReplaceAll(s, string([]byte{quote, quote}), string(quote))
		}
		return s, true
	}
	return "", false
}

func (l *lifter) word() bool {
	from := l.at
	for l.at < len(l.in) && (l.in[l.at] == '_' || l.in[l.at] >= '0' && l.in[l.at] <= '9' || l.in[l.at]|0x20 >= 'a' && l.in[l.at]|0x20 <= 'z' || l.in[l.at] >= 0x80) {
		l.at++
	}
	word := l.in[from:l.at]
	if l.texts != nil {
		l.keyword(word)
		l.out = append(l.out, word...)
		return l.at == len(l.in) || l.in[l.at] != '\'' // E'…' and its kind
	}
	if len(word) == 1 && word[0]|0x20 == 'x' && l.at < len(l.in) && l.in[l.at] == '\'' {
		s, ok := l.quoted('\'')
		blob, err := hex.DecodeString(s)
		if !ok || err != nil {
			return false
		}
		l.arg(blob)
		return true
	}
	l.keyword(word)
	l.out = append(l.out, word...)
	return true
}

// keyword sees where numbers are places.
func (l *lifter) keyword(word string) {
	switch {
	case l.fixed < 0 && (strings.EqualFold(word, "BY") || strings.EqualFold(word, "LIMIT") || strings.EqualFold(word, "OFFSET")):
		l.fixed = l.depth
	case l.fixed == l.depth && (strings.EqualFold(word, "UNION") || strings.EqualFold(word, "HAVING") || strings.EqualFold(word, "WHERE")):
		l.fixed = -1
	}
}

// sign takes back a minus that belongs to the number behind it: PostgreSQL does not know what to negate in -$1.
func (l *lifter) sign() string {
	before, minus := bytes.CutSuffix(l.out, []byte("-"))
	before = bytes.TrimRight(before, " \n")
	if !minus || len(before) == 0 || !bytes.ContainsAny(before[len(before)-1:], "(,=<>+") {
		return ""
	}
	l.out = l.out[:len(l.out)-1]
	return "-"
}

func (l *lifter) number() bool {
	from := l.at
	for l.at < len(l.in) && l.in[l.at] >= '0' && l.in[l.at] <= '9' {
		l.at++
	}
	if l.texts != nil && !l.each {
		l.out = append(l.out, l.in[from:l.at]...)
		return true
	}
	whole := l.at == len(l.in) || l.in[l.at] != '.' && l.in[l.at]|0x20 != 'e' && l.in[l.at]|0x20 != 'x' && l.in[l.at] != '_'
	n, err := strconv.ParseInt(l.in[from:l.at], 10, 64)
	if !whole || err != nil {
		return false
	}
	if l.fixed >= 0 {
		l.out = append(l.out, l.in[from:l.at]...)
	} else if l.each {
		l.arg(l.sign() + l.in[from:l.at])
	} else {
		l.arg(n)
	}
	return true
}
