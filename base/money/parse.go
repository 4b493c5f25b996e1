package money

import (
	"strconv"
	"strings"
	"unicode"

	"xiaoguan/base/fault"
)

// ParseError says why a text is not an amount and what would be right.
type ParseError struct {
	Text string     // what was given
	What fault.Text // what is wrong with it
	Want fault.Text // what would be right
}

// Error gives both sentences in English, for logs.
func (e *ParseError) Error() string {
	return strconv.Quote(e.Text) + ": " + e.What.EN + "; " + e.Want.EN
}

var (
	wantForm = fault.Text{
		ZH: "写成数字，可带千分位和单位，例如 1234.56、1,234.56、60万、3.2万元",
		EN: "Write a number, with thousands separators and a unit if you like, such as 1234.56, 1,234.56 or 60万",
	}
	wantFine  = fault.Text{ZH: "最多精确到分，即以元计两位小数", EN: "Give at most two decimals of a yuan"}
	wantRange = fault.Text{ZH: "不超过 90 万亿元", EN: "Give at most 90,000,000,000,000 yuan"}

	notAnAmount = fault.Text{ZH: "不是金额", EN: "This is not an amount"}
	tooFine     = fault.Text{ZH: "比分还小", EN: "This is finer than one fen"}
	tooGreat    = fault.Text{ZH: "金额太大", EN: "The amount is too great"}
)

// units are the words that may follow a number, with their power of ten in
// yuan; a longer word stands before its own ending.
var units = []struct {
	word  string
	power int
}{{"千万", 7}, {"百万", 6}, {"亿", 8}, {"万", 4}, {"萬", 4}, {"w", 4}, {"千", 3}, {"k", 3}}

const longest = 64 // bytes of text that can still be an amount

// Parse reads an amount as people write it: digits with an optional sign,
// decimals, thousands separators, a currency mark in front (￥, ¥, RMB, CNY, 人民币),
// 元 or 元整 behind, and a unit (千, 万, 百万, 千万, 亿, k, w); full-width forms as
// well. The amount is taken exactly or not at all; the error is a *ParseError.
func Parse(text string) (Fen, error) {
	fail := func(what, want fault.Text) (Fen, error) {
		return 0, &ParseError{Text: text, What: what, Want: want}
	}
	if len(text) > longest {
		return fail(notAnAmount, wantForm)
	}
	number, power := unmark(fold(text))
	neg := strings.HasPrefix(number, "-")
	if neg || strings.HasPrefix(number, "+") {
		number, _ = unmark(number[1:]) // the sign may stand before the currency mark
	}
	whole, fraction, dotted := strings.Cut(number, ".")
	whole, ok := ungroup(whole)
	if !ok || !digits(whole) || dotted && !digits(fraction) {
		return fail(notAnAmount, wantForm)
	}
	fraction = strings.TrimRight(fraction, "0")
	power += 2 - len(fraction)
	if power < 0 {
		return fail(tooFine, wantFine)
	}
	all := strings.TrimLeft(whole+fraction, "0")
	if all == "" {
		return 0, nil
	}
	n, err := strconv.ParseInt(all+strings.Repeat("0", power), 10, 64)
	if err != nil || Fen(n) > Max {
		return fail(tooGreat, wantRange)
	}
	if neg {
		n = -n
	}
	return Fen(n), nil
}

// fold brings full-width forms to their usual ones, lowers letters and drops
// white space.
func fold(text string) string {
	return strings.Map(func(r rune) rune {
		switch {
		case unicode.IsSpace(r):
			return -1
		case r >= '！' && r <= '～':
			r -= '！' - '!'
		case r == '−' || r == '–':
			return '-'
		case r == '￥':
			return '¥'
		}
		return unicode.ToLower(r)
	}, text)
}

// unmark cuts the currency marks and the unit off and gives the unit as a power
// of ten.
func unmark(s string) (number string, power int) {
	for _, mark := range []string{"¥", "rmb", "cny", "人民币"} {
		s = strings.TrimPrefix(s, mark)
	}
	for _, end := range []string{"整", "元", "块", "圆"} {
		s = strings.TrimSuffix(s, end)
	}
	for _, u := range units {
		if rest, cut := strings.CutSuffix(s, u.word); cut {
			return rest, u.power
		}
	}
	return s, 0
}

// ungroup takes thousands separators out; false when they do not part threes.
func ungroup(s string) (string, bool) {
	groups := strings.Split(s, ",")
	for i, g := range groups {
		if len(groups) > 1 && (i > 0 && len(g) != 3 || i == 0 && (len(g) == 0 || len(g) > 3)) {
			return "", false
		}
	}
	return strings.Join(groups, ""), true
}

func digits(s string) bool {
	for _, r := range s {
		if r < '0' || r > '9' {
			return false
		}
	}
	return s != ""
}
