package sheet

import (
	"math"
	"strconv"
	"strings"
	"time"
	"unicode/utf8"
)

// digitsKept is how many digits of a number a spreadsheet keeps and shows.
const digitsKept = 15

// number is the text of a number cell. ok is false when the file holds no number; lost is true when a whole number had
// more than 15 digits and came in scientific notation, so that its last digits were gone before the file was written.
func number(raw string, style numberStyle, epoch int) (text string, lost, ok bool) {
	raw = strings.TrimSpace(raw)
	if raw == "" || strings.Trim(raw, "0123456789+-.eE") != "" {
		return "", false, false
	}
	f, err := strconv.ParseFloat(raw, 64)
	if err != nil || math.IsInf(f, 0) {
		return "", false, false
	}
	if style.date || style.clock {
		if s, isDate := serial(f, style, epoch); isDate {
			return s, false, true
		}
	}
	if style.percent {
		s, _ := plain(strconv.FormatFloat(f*100, 'e', digitsKept-1, 64))
		return s + "%", false, true
	}
	text, lost = plain(raw)
	if style.zeros > len(text) && strings.Trim(text, "0123456789") == "" {
		text = strings.Repeat("0", style.zeros-len(text)) + text
	}
	return text, lost, true
}

// plain writes a decimal number without exponent: whole numbers that the file spells out keep every digit, all others
// are rounded to 15 significant digits, as spreadsheets show them.
func plain(raw string) (text string, lost bool) {
	body, minus := strings.CutPrefix(strings.TrimPrefix(raw, "+"), "-")
	if body != "" && strings.Trim(body, "0123456789") == "" {
		text = strings.TrimLeft(body, "0")
		if text == "" {
			return "0", false
		}
		if minus {
			text = "-" + text
		}
		return text, false
	}
	f, _ := strconv.ParseFloat(raw, 64)
	rounded, _ := strconv.ParseFloat(strconv.FormatFloat(f, 'e', digitsKept-1, 64), 64)
	if rounded == 0 {
		return "0", false
	}
	return strconv.FormatFloat(rounded, 'f', -1, 64), math.Abs(f) >= 1e15 && f == math.Trunc(f) && strings.ContainsAny(raw, "eE")
}

// lastSerial is 9999-12-31, the last day a spreadsheet knows.
const lastSerial = 2_958_465

// serial turns days since the end of 1899 into a date, a time of day or both. Day 60 of the old count never existed
// (1900 was no leap year); the days before it are one less than they seem.
func serial(f float64, style numberStyle, epoch int) (string, bool) {
	if f < 0 || f+float64(epoch) >= lastSerial+1 {
		return "", false
	}
	seconds := int64(math.Round(f * 86400))
	days, rest := int(seconds/86400)+epoch, seconds%86400
	clock := time.Unix(rest, 0).UTC().Format("15:04:05")
	if !style.date {
		if days > epoch && f < 1000 { // a duration of more than a day
			h := seconds / 3600
			return strconv.FormatInt(h, 10) + clock[2:], true
		}
		if days == epoch {
			return clock, true
		}
	}
	if days == 0 {
		return clock, true
	}
	if epoch == 0 && days == 60 {
		return "1900-02-29", true
	}
	if epoch == 0 && days < 60 {
		days++
	}
	day := time.Date(1899, 12, 30, 0, 0, 0, 0, time.UTC).AddDate(0, 0, days).Format(time.DateOnly)
	if style.clock && rest != 0 {
		return day + " " + clock, true
	}
	return day, true
}

// isoDate is the text of a cell of type d, which holds an ISO date.
func isoDate(raw string) (string, bool) {
	for _, layout := range []string{"2006-01-02", "2006-01-02T15:04:05", time.RFC3339, "2006-01-02T15:04", "15:04:05"} {
		t, err := time.Parse(layout, strings.TrimPrefix(raw, "T"))
		if err != nil {
			continue
		}
		switch {
		case layout == "15:04:05":
			return t.Format(layout), true
		case t.Hour() == 0 && t.Minute() == 0 && t.Second() == 0:
			return t.Format(time.DateOnly), true
		}
		return t.Format(time.DateTime), true
	}
	return "", false
}

// unescape resolves _xHHHH_, the way xlsx writes characters that XML cannot hold. Control characters that no text should
// hold stay spelled out.
func unescape(s string) string {
	if !strings.Contains(s, "_x") {
		return s
	}
	var b strings.Builder
	for i := 0; i < len(s); i++ {
		if i+7 <= len(s) && s[i] == '_' && s[i+1] == 'x' && s[i+6] == '_' {
			if v, err := strconv.ParseUint(s[i+2:i+6], 16, 16); err == nil && printable(rune(v)) {
				if v != '\r' { // line breaks are \n alone
					b.WriteRune(rune(v))
				}
				i += 6
				continue
			}
		}
		b.WriteByte(s[i])
	}
	return b.String()
}

func printable(r rune) bool {
	return r == '\t' || r == '\n' || r == '\r' || r >= ' ' && r != 0x7f && utf8.ValidRune(r)
}
