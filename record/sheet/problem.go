package sheet

import (
	"io"
	"iter"
	"strings"
	"unicode/utf8"

	"github.com/xuri/excelize/v2"
)

// Problem is one thing wrong in an uploaded table, in the words of the reader's language.
type Problem struct {
	Sheet   string `json:"sheet"`
	Row     int    `json:"row"`
	Column  string `json:"column"` // letter; "" when the whole row is meant
	Title   string `json:"title"`  // header of the column
	Value   string `json:"value"`
	Message string `json:"message"`
	Want    string `json:"want"` // what would be right
}

// Originals are the rows the problems are about, as they were read, so that people can mend and upload them again.
type Originals struct {
	Header []string
	Rows   iter.Seq2[int, []string] // row number and cells, ascending; a row that comes twice in succession is written once
}

var problemTitles = map[string][]any{
	"zh": {"工作表", "行", "列", "列名", "内容", "问题", "应为"},
	"en": {"Worksheet", "Row", "Column", "Title", "Value", "Problem", "Expected"},
}

var problemSheets = map[string][3]string{
	"zh": {"问题", "待修正的行", "原行号"},
	"en": {"Problems", "Rows to mend", "Original row"},
}

// WriteProblems writes an xlsx to w: one sheet lists the problems, a second one holds the original rows with their
// numbers in the last column. lang is "zh" or "en". Every text is written so that no spreadsheet takes it for a formula.
// Rows beyond what a worksheet holds are left out of both lists.
func WriteProblems(w io.Writer, lang string, problems []Problem, originals Originals) error {
	if lang != "en" {
		lang = "zh"
	}
	f := excelize.NewFile()
	defer f.Close()
	names := problemSheets[lang]
	if err := f.SetSheetName("Sheet1", names[0]); err != nil {
		return err
	}
	if err := writeList(f, names[0], lang, problems); err != nil {
		return err
	}
	if originals.Rows != nil {
		if _, err := f.NewSheet(names[1]); err != nil {
			return err
		}
		if err := writeOriginals(f, names[1], names[2], originals); err != nil {
			return err
		}
	}
	return f.Write(w)
}

func writeList(f *excelize.File, sheet, lang string, problems []Problem) error {
	out, err := newList(f, sheet, []float64{14, 8, 8, 16, 28, 40, 40})
	if err != nil {
		return err
	}
	out.add(problemTitles[lang]...)
	for _, p := range problems {
		out.add(p.Sheet, p.Row, p.Column, p.Title, p.Value, p.Message, p.Want)
	}
	return out.flush()
}

func writeOriginals(f *excelize.File, sheet, rowTitle string, o Originals) error {
	out, err := newList(f, sheet, nil)
	if err != nil {
		return err
	}
	width := len(o.Header)
	line := func(cells []string, last any) {
		row := make([]any, max(width, len(cells))+1)
		for i := range row {
			row[i] = ""
		}
		for i, c := range cells {
			row[i] = c
		}
		row[len(row)-1] = last
		out.add(row...)
	}
	line(o.Header, rowTitle)
	before := 0
	for number, cells := range o.Rows {
		if number != before {
			line(cells, number)
		}
		before = number
		if out.err != nil {
			break
		}
	}
	return out.flush()
}

// list writes the rows of one sheet one after the other and keeps the first error.
type list struct {
	stream *excelize.StreamWriter
	row    int
	err    error
}

func newList(f *excelize.File, sheet string, widths []float64) (*list, error) {
	stream, err := f.NewStreamWriter(sheet)
	if err != nil {
		return nil, err
	}
	for i, w := range widths {
		if err := stream.SetColWidth(i+1, i+1, w); err != nil {
			return nil, err
		}
	}
	err = stream.SetPanes(&excelize.Panes{Freeze: true, YSplit: 1, TopLeftCell: "A2", ActivePane: "bottomLeft"})
	return &list{stream: stream}, err
}

func (l *list) add(cells ...any) {
	if l.err != nil || l.row == MaxRows {
		return
	}
	l.row++
	if len(cells) > MaxColumns {
		cells = cells[:MaxColumns]
	}
	row := make([]any, len(cells))
	for i, c := range cells {
		if s, ok := c.(string); ok {
			c = Harmless(s)
		}
		row[i] = c
	}
	cell, err := excelize.CoordinatesToCellName(1, l.row)
	if err == nil {
		err = l.stream.SetRow(cell, row)
	}
	l.err = err
}

func (l *list) flush() error {
	if l.err != nil {
		return l.err
	}
	return l.stream.Flush()
}

// cellText is how many characters a cell holds.
const cellText = 32_767

// Harmless is the text as it may stand in a file that others open: a text a spreadsheet could take for a formula gets an
// apostrophe in front, also behind leading spaces and in full width; characters a cell cannot hold become a space; what
// is too long is cut, with … at the end.
func Harmless(s string) string {
	s = strings.Map(func(r rune) rune {
		if r < ' ' && r != '\t' && r != '\n' && r != '\r' || r == 0xfffe || r == 0xffff {
			return ' '
		}
		return r
	}, strings.ToValidUTF8(s, "\ufffd"))
	if s != "" && strings.ContainsAny(s[:1], "\t\r\n") || strings.ContainsRune("=+-@＝＋－＠", first(strings.TrimLeft(s, " \t\r\n\u00a0\u3000"))) {
		s = "'" + s
	}
	if utf8.RuneCountInString(s) > cellText {
		s = string([]rune(s)[:cellText-1]) + "…"
	}
	return s
}

// first is the first character, 0 for an empty text.
func first(s string) rune {
	for _, r := range s {
		return r
	}
	return 0
}
