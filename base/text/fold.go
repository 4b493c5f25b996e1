// Package text brings what people type into forms that can be compared, found
// and shown: width folding, company names, phones, mail addresses, pinyin and
// search tokens.
//
// Nothing here changes what is kept for display; every function makes a second
// value beside it, a key or a mask or tokens.
package text

import (
	"strings"
	"unicode"

	"golang.org/x/text/unicode/norm"
)

// Fold brings variant forms of characters to one: full-width letters, digits and
// punctuation become half-width, compatibility ideographs and Kangxi radicals
// (left behind by copying from PDF) become the usual ideographs, accents are
// composed, invisible characters vanish, and white space of any kind becomes
// single blanks without any at the ends.
//
// It is NFC and not NFKC on purpose: NFKC would turn ㎡ into m2 and ① into 1.
// Folding twice changes nothing.
func Fold(s string) string {
	var b strings.Builder
	b.Grow(len(s))
	blank := false
	for _, r := range norm.NFC.String(strings.ToValidUTF8(s, "")) {
		switch {
		case unicode.IsSpace(r):
			blank = b.Len() > 0
			continue
		case !unicode.IsPrint(r): // controls, zero-width marks, byte order mark
			continue
		case r >= '！' && r <= '～':
			r -= '！' - '!'
		case r == '￥':
			r = '¥'
		case r >= 0x2E80 && r <= 0x2FDF: // radicals
			r, _ = firstRune(norm.NFKC.String(string(r)))
		}
		if blank {
			b.WriteByte(' ')
			blank = false
		}
		b.WriteRune(r)
	}
	return norm.NFC.String(b.String())
}

// isCJK reports whether r belongs to a script written without blanks between
// words: ideographs, kana, hangul.
func isCJK(r rune) bool {
	switch {
	case r < 0x1100: // before the first hangul
		return false
	case r >= 0x4e00 && r <= 0x9fff: // the usual ideographs, looked up without tables
		return true
	}
	return unicode.In(r, unicode.Han, unicode.Hiragana, unicode.Katakana, unicode.Hangul) && isWord(r)
}

func isWord(r rune) bool { return unicode.IsLetter(r) || unicode.IsNumber(r) }

func firstRune(s string) (rune, bool) {
	for _, r := range s {
		return r, true
	}
	return 0, false
}

// runs cuts folded text into its runs of CJK characters and of other letters and
// digits; everything else separates.
func runs(folded string, each func(run []rune, cjk bool)) {
	var run []rune
	cjk := false
	for _, r := range folded {
		word, c := isWord(r), isCJK(r)
		if len(run) > 0 && (!word || c != cjk) {
			each(run, cjk)
			run = run[:0]
		}
		if word {
			run, cjk = append(run, r), c
		}
	}
	if len(run) > 0 {
		each(run, cjk)
	}
}
