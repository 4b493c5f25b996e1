package text

import (
	"slices"
	"strings"
	"unicode/utf8"
)

// Query is what a record must have to be found: every entry of both lists.
type Query struct {
	Exact  []string // each is one of the record's tokens
	Prefix []string // each begins one of the record's tokens
}

// Empty reports whether there is nothing to look for: a single ideograph or
// punctuation alone find nothing and should not be asked.
func (q Query) Empty() bool { return len(q.Exact) == 0 && len(q.Prefix) == 0 }

const (
	longestToken = 40 // characters; longer words are cut, on both sides alike
	mostAsked    = 16 // tokens of one query; more would only narrow what is already narrow
	longestName  = 24 // ideographs; initials of more are of no use to anybody

	longestMark    = 2 // letters before a record's number
	shortestSerial = 6 // digits of it
)

// Tokens gives the search tokens of the fields of one record: for runs of CJK
// characters all pairs of neighbours, for other words the word in lower case,
// and for names the pinyin initials (whole, and of a company's name also from
// behind the region), for short names the whole pinyin as well.
//
// A token consists of letters and digits only, so that neither full-text engine
// cuts it. The result holds no token twice and is the same for the same fields.
func Tokens(fields ...string) []string {
	var t tokenList
	for _, field := range fields {
		folded := strings.ToLower(Fold(field))
		ideographs := 0
		runs(folded, func(run []rune, cjk bool) {
			if !cjk {
				t.add(string(run))
				return
			}
			ideographs += len(run)
			for i := 0; i+1 < len(run); i++ {
				t.add(string(run[i : i+2]))
			}
		})
		if ideographs > 0 && ideographs <= longestName {
			t.addReadings(folded, ideographs)
		}
	}
	return t.list
}

func (t *tokenList) addReadings(folded string, ideographs int) {
	t.add(Initials(folded))
	if ideographs <= 4 && utf8.RuneCountInString(folded) == ideographs { // may be a person
		t.add(PersonInitials(folded))
		t.add(strings.Join(Pinyin(folded), ""))
		t.add(strings.Join(PersonPinyin(folded), ""))
		return
	}
	if region, rest := cutRegion(squeeze(folded)); region != "" {
		t.add(Initials(rest))
	}
}

// QueryTokens gives what a typed fragment must match. Runs of two and more CJK
// characters become pairs, a Latin word matches whatever begins with it (words,
// initials, pinyin), and digits match as a whole only: a phone that one sees
// masked must not be found digit by digit. A fragment that is a whole phone
// number is looked up as one.
func QueryTokens(q string) Query {
	if p := NormPhone(q); p.Identifies() {
		return Query{Exact: []string{onlyDigits(p.National())}}
	}
	var exact, prefix tokenList
	runs(strings.ToLower(Fold(q)), func(run []rune, cjk bool) {
		if len(exact.list)+len(prefix.list) >= mostAsked {
			return
		}
		switch {
		case !cjk && onlyDigits(string(run)) == string(run):
			exact.add(string(run))
		case !cjk:
			prefix.add(string(run))
		default:
			for i := 0; i+1 < len(run) && len(exact.list) < mostAsked; i++ {
				exact.add(string(run[i : i+2]))
			}
		}
	})
	if slices.ContainsFunc(exact.list, isSerial) {
		prefix.list = slices.DeleteFunc(prefix.list, func(word string) bool { return len(word) <= longestMark })
	}
	return Query{Exact: exact.list, Prefix: prefix.list}
}

// isSerial reports whether a token is the digits of a record's number. The letters before them (XS-000777) are those of every
// record of its kind: asked for as well, they would cost a walk through all of them and narrow nothing.
func isSerial(token string) bool { return len(token) >= shortestSerial && onlyDigits(token) == token }

// tokenList keeps tokens once each, in the order they came.
type tokenList struct {
	list []string
	seen map[string]bool
}

func (t *tokenList) add(token string) {
	if utf8.RuneCountInString(token) > longestToken {
		token = string([]rune(token)[:longestToken])
	}
	if token == "" || t.seen[token] {
		return
	}
	if t.seen == nil {
		t.seen = map[string]bool{}
	}
	t.seen[token] = true
	t.list = append(t.list, token)
}
