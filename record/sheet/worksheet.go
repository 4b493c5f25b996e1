package sheet

import (
	"context"
	"encoding/xml"
	"strconv"

	"xiaoguan/base/fault"
)

// scanner reads one worksheet part.
type scanner struct {
	*part
	book  *workbook
	start int
	fn    func(row int, cells []string) error
	odd   func(Odd)

	last  int    // number of the row before
	taken []bool // columns filled in this row
	size  int64  // bytes of its cells
}

func (w *workbook) scan(ctx context.Context, sheet, start int, fn func(int, []string) error, odd func(Odd)) error {
	budget := w.zip.limits.Total
	p, err := w.zip.open(ctx, w.sheets[sheet].part, &budget)
	if err != nil {
		return err
	}
	defer p.Close()
	p.place.Sheet = w.sheets[sheet].name
	s := &scanner{part: p, book: w, start: start, fn: fn, odd: odd}
	seen := false
	err = p.walk(func(e xml.StartElement) error {
		switch {
		case len(p.open) == 1 && e.Name.Local != "worksheet":
			return p.broken("不是工作表：<"+shorten(e.Name.Local)+">", "not a worksheet: <"+shorten(e.Name.Local)+">")
		case len(p.open) == 2 && e.Name.Local == "sheetData":
			if seen {
				return p.broken("一张工作表里有两个表格", "two tables in one worksheet")
			}
			seen = true
			return s.rows()
		}
		return nil
	})
	if err == nil && !seen {
		return p.broken("工作表里没有表格", "no table in the worksheet")
	}
	return err
}

// rows reads the rows inside sheetData to its end.
func (s *scanner) rows() error {
	for depth := len(s.open); ; {
		tok, err := s.next()
		if err != nil {
			return err
		}
		if len(s.open) < depth {
			s.place.Row, s.place.Column = 0, 0
			return nil
		}
		e, ok := tok.(xml.StartElement)
		if !ok {
			continue
		}
		if e.Name.Local != "row" {
			return s.broken("行之间有 <"+shorten(e.Name.Local)+">", "unexpected <"+shorten(e.Name.Local)+"> between rows")
		}
		if err := s.row(e); err != nil {
			return err
		}
	}
}

// row reads one row whose start was just read and hands it on.
func (s *scanner) row(e xml.StartElement) error {
	number, err := s.rowNumber(e)
	if err != nil {
		return err
	}
	s.last, s.place.Row, s.place.Column, s.size = number, number, 0, 0
	clear(s.taken)
	cells := []string(nil)
	column := 0
	for depth := len(s.open); ; {
		tok, err := s.next()
		if err != nil {
			return err
		}
		if len(s.open) < depth {
			break
		}
		c, ok := tok.(xml.StartElement)
		if !ok {
			continue
		}
		if c.Name.Local != "c" {
			if err := s.skip(); err != nil {
				return err
			}
			continue
		}
		if column, err = s.column(c, column); err != nil {
			return err
		}
		text, err := s.cell(c)
		if err != nil {
			return err
		}
		if text == "" {
			continue
		}
		for len(cells) < column {
			cells = append(cells, "")
		}
		cells[column-1] = text
	}
	if number < s.start || blank(cells) {
		return nil
	}
	return s.fn(number, cells)
}

// rowNumber is the number of the row: written down, or one more than the row before.
func (s *scanner) rowNumber(e xml.StartElement) (int, error) {
	number, written := s.last+1, false
	for i := range e.Attr {
		if e.Attr[i].Name.Local != "r" || e.Attr[i].Name.Space != "" {
			continue
		}
		n, err := strconv.Atoi(e.Attr[i].Value)
		if err != nil || n <= s.last || n > MaxRows || written {
			s.place.Row = s.last
			return 0, at(ErrRowNumber, s.here(), args("value", shorten(e.Attr[i].Value)), err)
		}
		number, written = n, true
	}
	if number > MaxRows {
		return 0, at(ErrRowNumber, s.here(), args("value", number), nil)
	}
	return number, nil
}

// column is the column of a cell: written down as in C7, or the one after the cell before. Cells may stand in any order,
// but none twice and none under another row.
func (s *scanner) column(c xml.StartElement, before int) (int, error) {
	column := before + 1
	if ref := attr(c, "r"); ref != "" {
		col, row, ok := cellRef(ref)
		if !ok || row != s.place.Row {
			return 0, at(ErrCell, s.here(), args("why", fault.Text{ZH: "格号 " + shorten(ref) + " 不对", EN: "wrong reference " + shorten(ref)}), nil)
		}
		column = col
	}
	s.place.Column = column
	if column > MaxColumns {
		return 0, at(ErrWide, s.here(), nil, nil)
	}
	for len(s.taken) < column {
		s.taken = append(s.taken, false)
	}
	if s.taken[column-1] {
		return 0, at(ErrCell, s.here(), args("why", fault.Text{ZH: "这一格出现了两次", EN: "it comes twice"}), nil)
	}
	s.taken[column-1] = true
	return column, nil
}

// cellRef splits a reference such as AB12.
func cellRef(ref string) (column, row int, ok bool) {
	i := 0
	for ; i < len(ref) && i < 4 && ref[i] >= 'A' && ref[i] <= 'Z'; i++ {
		column = column*26 + int(ref[i]-'A') + 1
	}
	if i == 0 || i == len(ref) || ref[i] == '+' {
		return 0, 0, false
	}
	row, err := strconv.Atoi(ref[i:])
	return column, row, err == nil
}

// cell reads one cell whose start was just read and returns its text.
func (s *scanner) cell(c xml.StartElement) (string, error) {
	var value, inline string
	var formula bool
	for depth := len(s.open); ; {
		tok, err := s.next()
		if err != nil {
			return "", err
		}
		if len(s.open) < depth {
			break
		}
		e, ok := tok.(xml.StartElement)
		if !ok {
			continue
		}
		switch e.Name.Local {
		case "v":
			value, err = s.text()
		case "is":
			inline, err = s.rich()
		default:
			formula = formula || e.Name.Local == "f"
			err = s.skip()
		}
		if err != nil {
			return "", err
		}
	}
	if formula && value == "" && attr(c, "t") != "str" {
		s.notice(OddFormula, "")
	}
	text, err := s.value(c, value, inline)
	if s.size += int64(len(text)); s.size > s.in.limits.Line {
		return "", at(ErrLong, s.here(), args("limit", s.in.limits.Line), nil)
	}
	return text, err
}

// value is the text of a cell by its type (ECMA-376 part 1, 18.18.11).
func (s *scanner) value(c xml.StartElement, value, inline string) (string, error) {
	kind := attr(c, "t")
	switch {
	case kind == "inlineStr":
		return inline, nil
	case value == "":
		return "", nil
	case kind == "str":
		return unescape(value), nil
	case kind == "s":
		i, err := strconv.Atoi(value)
		text, ok, readErr := s.book.strings.get(i)
		if err != nil || !ok {
			return "", at(ErrCell, s.here(), args("why", fault.Text{ZH: "没有编号为 " + shorten(value) + " 的共享文字", EN: "there is no shared text " + shorten(value)}), err)
		}
		return text, readErr
	case kind == "b" && value == "1":
		return "TRUE", nil
	case kind == "b" && value == "0":
		return "FALSE", nil
	case kind == "e":
		s.notice(OddError, value)
		return value, nil
	case kind == "d":
		if text, ok := isoDate(value); ok {
			return text, nil
		}
	case kind == "" || kind == "n":
		var style numberStyle
		if i, err := strconv.Atoi(attr(c, "s")); err == nil && i >= 0 && i < len(s.book.styles) {
			style = s.book.styles[i]
		}
		if text, lost, ok := number(value, style, s.book.epoch); ok {
			if lost {
				s.notice(OddPrecision, text)
			}
			return text, nil
		}
	}
	return "", at(ErrCell, s.here(), args("why", fault.Text{ZH: "类型 " + shorten(kind) + " 里不能有 " + shorten(value), EN: shorten(value) + " is no value of type " + shorten(kind)}), nil)
}

func (s *scanner) notice(code, got string) {
	if s.place.Row >= s.start {
		s.odd(Odd{Row: s.place.Row, Column: s.place.Column, Code: code, Got: got})
	}
}
