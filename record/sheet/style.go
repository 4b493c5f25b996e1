package sheet

import (
	"context"
	"encoding/xml"
	"strconv"
	"strings"
)

// numberStyle is what a number format makes of a number, as far as it changes the meaning of the text.
type numberStyle struct {
	date    bool // shows year, month or day
	clock   bool // shows hours, minutes or seconds
	percent bool
	zeros   int // a whole number is filled up with zeros to so many digits
}

// The built-in formats of ECMA-376 part 1, 18.8.30, that are dates or times; 27–36 and 50–58 are those of Chinese Excel.
var builtIn = map[int]numberStyle{9: {percent: true}, 10: {percent: true}, 22: {date: true, clock: true}}

func init() {
	for _, id := range []int{14, 15, 16, 17, 27, 28, 29, 30, 31, 36, 50, 51, 52, 53, 54, 57, 58} {
		builtIn[id] = numberStyle{date: true}
	}
	for _, id := range []int{18, 19, 20, 21, 32, 33, 34, 35, 45, 46, 47, 55, 56} {
		builtIn[id] = numberStyle{clock: true}
	}
}

// maxStyles is Excel's own limit of cell formats.
const maxStyles = 65_490

func (w *workbook) loadStyles(ctx context.Context, name string, budget *int64) error {
	p, err := w.zip.open(ctx, name, budget)
	if err != nil {
		return err
	}
	defer p.Close()
	own := map[int]numberStyle{}
	return p.walk(func(e xml.StartElement) error {
		switch {
		case e.Name.Local == "numFmt" && len(own) < maxStyles:
			if id, err := strconv.Atoi(attr(e, "numFmtId")); err == nil {
				own[id] = parseFormat(attr(e, "formatCode"))
			}
		case e.Name.Local == "xf" && p.open[len(p.open)-2].Local == "cellXfs" && len(w.styles) < maxStyles:
			id, _ := strconv.Atoi(attr(e, "numFmtId"))
			style, mine := own[id]
			if !mine {
				style = builtIn[id]
			}
			w.styles = append(w.styles, style)
		}
		return nil
	})
}

// parseFormat reads a number format code. Only the section for positive numbers counts; quoted text, escaped characters,
// fill characters and brackets (colours, conditions, locales) are not part of the pattern, except [h], [m] and [s].
func parseFormat(code string) numberStyle {
	var st numberStyle
	var pattern strings.Builder
	runes := []rune(code)
scan:
	for i := 0; i < len(runes); i++ {
		switch c := runes[i]; c {
		case ';':
			break scan
		case '"':
			for i++; i < len(runes) && runes[i] != '"'; i++ {
			}
		case '\\', '_', '*':
			i++
		case '[':
			start := i + 1
			for i++; i < len(runes) && runes[i] != ']'; i++ {
			}
			if inner := strings.ToLower(string(runes[start:min(i, len(runes))])); inner != "" && strings.Trim(inner, inner[:1]) == "" {
				pattern.WriteString(inner)
			}
		default:
			pattern.WriteRune(c)
		}
	}
	s := strings.ToLower(pattern.String())
	if strings.Contains(s, "general") || strings.Contains(s, "通用") {
		return st
	}
	st.clock = strings.ContainsAny(s, "hs")
	st.date = strings.ContainsAny(s, "yd") || strings.Contains(s, "m") && !st.clock
	st.percent = strings.Contains(s, "%")
	if s != "" && strings.Trim(s, "0") == "" {
		st.zeros = len(s)
	}
	return st
}
