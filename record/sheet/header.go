package sheet

import (
	"context"
	"strings"
)

// Row is one row with its true number.
type Row struct {
	Number int
	Cells  []string
}

// Column is one column under a header row.
type Column struct {
	Index   int      // 0-based: the index into the cells of Rows
	Letter  string   // A, B, … AA
	Title   string   // text of the header cell, trimmed; empty when there is none
	Samples []string // the first three distinct values that are not blank, from the first 200 rows below the header
}

const (
	headerLooks = 20  // rows looked at to find the header
	sampleLooks = 200 // rows looked at for samples
	samplesKept = 3
)

// Head is up to n rows that are not blank, from row number from on.
func (b *Book) Head(ctx context.Context, sheet string, from, n int) ([]Row, error) {
	rows := make([]Row, 0, min(n, sampleLooks))
	if n <= 0 {
		return rows, nil
	}
	err := b.Rows(ctx, sheet, from, func(row int, cells []string) error {
		if rows = append(rows, Row{row, cells}); len(rows) == n {
			return ErrStop
		}
		return nil
	})
	return rows, err
}

// HeaderRow guesses the number of the header row of a sheet, 0 when it seems to have none.
func (b *Book) HeaderRow(ctx context.Context, sheet string) (int, error) {
	rows, err := b.Head(ctx, sheet, 1, headerLooks)
	return GuessHeader(rows), err
}

// GuessHeader is the number of the first row in which at least 60 % of the columns hold a text of their own: no number,
// no date, no phone, nothing twice. A title over the table fills too few cells, data repeat or hold numbers.
func GuessHeader(rows []Row) int {
	width := 0
	for _, r := range rows {
		width = max(width, filled(r.Cells))
	}
	for _, r := range rows {
		texts := map[string]bool{}
		for _, c := range r.Cells {
			if c = strings.TrimSpace(c); c != "" && len(c) <= 200 && shapeOf(c) == "" {
				texts[c] = true
			}
		}
		if width > 0 && len(texts)*10 >= width*6 {
			return r.Number
		}
	}
	return 0
}

// filled is the number of cells up to the last one that is not blank.
func filled(cells []string) int {
	for n := len(cells); n > 0; n-- {
		if strings.TrimSpace(cells[n-1]) != "" {
			return n
		}
	}
	return 0
}

// Columns lists the columns of a sheet with titles from row number header (0: no header) and samples from below it. A
// column appears when it has a title or any sample.
func (b *Book) Columns(ctx context.Context, sheet string, header int) ([]Column, error) {
	rows, err := b.Head(ctx, sheet, max(header, 1), sampleLooks+1)
	if err != nil {
		return nil, err
	}
	var all []Column
	for _, r := range rows {
		for i, cell := range r.Cells {
			for len(all) <= i {
				all = append(all, Column{Index: len(all), Letter: Letter(len(all) + 1)})
			}
			c := &all[i]
			if cell = strings.TrimSpace(cell); cell == "" {
				continue
			}
			if r.Number == header {
				c.Title = cell
			} else {
				c.sample(cell)
			}
		}
	}
	used := all[:0]
	for _, c := range all {
		if c.Title != "" || len(c.Samples) > 0 {
			used = append(used, c)
		}
	}
	return used, nil
}

func (c *Column) sample(value string) {
	if len(c.Samples) == samplesKept {
		return
	}
	for _, s := range c.Samples {
		if s == value {
			return
		}
	}
	c.Samples = append(c.Samples, value)
}
