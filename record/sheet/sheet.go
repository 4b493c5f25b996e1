// Package sheet reads tables that people upload (xlsx, CSV, TSV) strictly and in bounded memory, guesses which column
// is which declared field, and writes the list of problems back as xlsx.
//
// Strict means: a file is either read whole and exactly, or refused with a fault that says where it breaks. What is
// checked when a book is opened runs through the same code as what is read later, so nothing can come out shorter than
// it was counted. The package knows no record type, no database and no HTTP.
//
// xlsx is read from its parts (ECMA-376) rather than through a spreadsheet library: those stop silently at damage, put
// cells that stand out of order into wrong columns, and show dates only as the author formatted them.
package sheet

import (
	"context"
	"errors"
	"io"
	"os"
	"strings"
)

// Format is the kind of file a book was read from.
type Format string

// The formats read. TSV and other delimiters count as CSV.
const (
	XLSX Format = "xlsx"
	CSV  Format = "csv"
)

// Limits bound what one file may cost. The zero value of a field means its default.
type Limits struct {
	Entries int   // entries in the zip, default 2,000
	Sheets  int   // worksheets, default 200
	Total   int64 // bytes unpacked while opening, and again per reading of a sheet; default 1 GiB
	Ratio   int64 // unpacked : packed of one part, judged after the first Free bytes; default 200
	Free    int64 // bytes that may be unpacked whatever the ratio, default 8 MiB
	Cell    int64 // bytes of one cell or one XML token, default 1 MiB
	Line    int64 // bytes of all cells of one row, default 8 MiB
}

func (l Limits) filled() Limits {
	defaulted(&l.Entries, 2000)
	defaulted(&l.Sheets, 200)
	defaulted(&l.Total, 1<<30)
	defaulted(&l.Ratio, 200)
	defaulted(&l.Free, 8<<20)
	defaulted(&l.Cell, 1<<20)
	defaulted(&l.Line, 8<<20)
	return l
}

func defaulted[T int | int64](v *T, otherwise T) {
	if *v <= 0 {
		*v = otherwise
	}
}

// The size of an Excel worksheet.
const (
	MaxRows    = 1_048_576
	MaxColumns = 16_384
)

// SheetInfo describes one worksheet; a CSV file has exactly one, named after the file.
type SheetInfo struct {
	Name    string `json:"name"`
	Rows    int    `json:"rows"`    // rows with at least one cell that is not blank: as often as Rows calls back
	Last    int    `json:"last"`    // number of the last such row, 0 when there is none
	Columns int    `json:"columns"` // widest row
	Hidden  bool   `json:"hidden,omitempty"`
	Odd     []Odd  `json:"odd,omitempty"` // the first 50 oddities
	OddSeen int    `json:"odd_seen,omitempty"`
}

// Odd is something in a readable file that people should know about before they rely on it. Nothing is lost by it.
type Odd struct {
	Row    int    `json:"row"`
	Column int    `json:"column"` // 1-based; 0 when the whole row is meant
	Code   string `json:"code"`   // one of the Odd… codes
	Got    string `json:"got,omitempty"`
	Want   string `json:"want,omitempty"`
}

// The codes of oddities.
const (
	OddWidth     = "width"     // CSV row with another number of cells (Got) than the first row (Want)
	OddFormula   = "formula"   // formula saved without its result: the cell reads as empty
	OddError     = "error"     // the cell shows an error such as #N/A (Got)
	OddPrecision = "precision" // number beyond 15 digits (Got): the program that saved it has already lost digits
)

const oddKept = 50

// table is one kind of opened file. scan calls fn with every row that has a cell which is not blank, in ascending row
// order and from row start on, and odd with every oddity from there on. It always reads to the end of the sheet unless
// fn fails.
type table interface {
	scan(ctx context.Context, sheet, start int, fn func(row int, cells []string) error, odd func(Odd)) error
	io.Closer
}

// Book is an opened file that has been read once from end to end without a fault. Reading it is safe for several
// goroutines; Close it when done.
type Book struct {
	Format    Format
	Encoding  string // CSV only: utf-8, gb18030, utf-16le, utf-16be
	Delimiter string // CSV only

	sheets []SheetInfo
	body   table
	file   *os.File
}

// Option changes how a book is opened.
type Option func(*options)

type options struct {
	limits Limits
	known  []SheetInfo
}

// WithLimits replaces the default limits.
func WithLimits(l Limits) Option { return func(o *options) { o.limits = l } }

// Known takes the sheets as an earlier Open of the very same bytes counted them and leaves the completeness pass out: a
// resumed job need not read everything twice. Reading stays strict.
func Known(sheets []SheetInfo) Option { return func(o *options) { o.known = sheets } }

// OpenFile opens the file at path; name is what its owner calls it.
func OpenFile(ctx context.Context, path, name string, opts ...Option) (*Book, error) {
	f, err := os.Open(path)
	if err != nil {
		return nil, err
	}
	info, err := f.Stat()
	if err != nil {
		f.Close()
		return nil, err
	}
	b, err := Open(ctx, f, info.Size(), name, opts...)
	if err != nil {
		f.Close()
		return nil, err
	}
	b.file = f
	return b, nil
}

// Open detects the format of the size bytes behind r, reads everything once and returns the book, or a fault that says
// where the file breaks. r must stay readable until Close.
func Open(ctx context.Context, r io.ReaderAt, size int64, name string, opts ...Option) (*Book, error) {
	var o options
	for _, opt := range opts {
		opt(&o)
	}
	o.limits = o.limits.filled()
	format, err := Detect(r, size, name)
	if err != nil {
		return nil, err
	}
	if n, err := r.ReadAt(make([]byte, 1), size-1); n == 0 { // shorter than it is said to be, or not readable
		return nil, readFault(err, Place{Offset: size})
	}
	b := &Book{Format: format}
	if format == XLSX {
		err = b.openXLSX(ctx, r, size, o.limits)
	} else {
		err = b.openCSV(r, size, name, o.limits)
	}
	if err != nil {
		return nil, err
	}
	if len(o.known) == len(b.sheets) {
		b.sheets = o.known
		return b, nil
	}
	for i := range b.sheets {
		if err := b.count(ctx, i); err != nil {
			b.Close()
			return nil, err
		}
	}
	return b, nil
}

// count is the completeness pass over one sheet.
func (b *Book) count(ctx context.Context, i int) error {
	info := &b.sheets[i]
	return b.body.scan(ctx, i, 1, func(row int, cells []string) error {
		info.Rows++
		info.Last = row
		info.Columns = max(info.Columns, len(cells))
		return nil
	}, func(o Odd) {
		if info.OddSeen++; info.OddSeen <= oddKept {
			info.Odd = append(info.Odd, o)
		}
	})
}

// Sheets lists the worksheets in the order of the file, with true counts.
func (b *Book) Sheets() []SheetInfo { return b.sheets }

// Close frees what the book holds, also the file when OpenFile opened it.
func (b *Book) Close() error {
	err := b.body.Close()
	if b.file != nil {
		err = errors.Join(err, b.file.Close())
	}
	return err
}

// ErrStop is returned by a callback of Rows that has seen enough; Rows then returns nil.
var ErrStop = errors.New("sheet: enough rows")

// Rows calls fn for every row of the named sheet that is not blank, from row number startRow (1-based) on. Rows that are
// missing or blank are left out, row keeps the true number. cells[0] is column A; the slice belongs to the callback and
// may be shorter than other rows. Texts are as people see them, except that dates are yyyy-mm-dd (with hh:mm:ss when
// there is a time of day) and numbers are never in scientific notation. An error of fn ends the reading and is returned.
func (b *Book) Rows(ctx context.Context, sheet string, startRow int, fn func(row int, cells []string) error) error {
	for i := range b.sheets {
		if b.sheets[i].Name == sheet {
			err := b.body.scan(ctx, i, startRow, fn, func(Odd) {})
			if errors.Is(err, ErrStop) {
				return nil
			}
			return err
		}
	}
	return ErrNoSheet.New(args("sheet", sheet))
}

// blank reports whether no cell of the row holds anything but space.
func blank(cells []string) bool {
	for _, c := range cells {
		if strings.TrimSpace(c) != "" {
			return false
		}
	}
	return true
}

// Letter is the name of a column: 1 is A, 27 is AA.
func Letter(column int) string {
	var s []byte
	for ; column > 0; column = (column - 1) / 26 {
		s = append([]byte{byte('A' + (column-1)%26)}, s...)
	}
	return string(s)
}
