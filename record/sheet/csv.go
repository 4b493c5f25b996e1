package sheet

import (
	"bufio"
	"bytes"
	"context"
	"errors"
	"io"
	"path"
	"strconv"
	"strings"
	"unicode/utf8"
)

// csvFile is a delimited text file: one sheet.
type csvFile struct {
	r       io.ReaderAt
	size    int64
	name    string
	charset charset
	delim   byte
	sepLine bool // the first line is Excel's sep=; and no row
	limits  Limits
}

func (b *Book) openCSV(r io.ReaderAt, size int64, name string, limits Limits) error {
	base := strings.TrimSuffix(path.Base(strings.ReplaceAll(name, `\`, "/")), path.Ext(name))
	f := &csvFile{r: r, size: size, name: base, limits: limits}
	var err error
	if f.charset, err = findCharset(r, size, Place{Sheet: base}); err != nil {
		return err
	}
	head := make([]byte, 64<<10)
	n, err := io.ReadFull(f.charset.reader(r, size), head)
	if err != nil && err != io.EOF && !errors.Is(err, io.ErrUnexpectedEOF) {
		return err
	}
	f.delim, f.sepLine = sniff(head[:n], n == len(head))
	b.body, b.sheets = f, []SheetInfo{{Name: base}}
	b.Encoding, b.Delimiter = f.charset.name, string(rune(f.delim))
	return nil
}

func (f *csvFile) Close() error { return nil }

func (f *csvFile) scan(ctx context.Context, _, start int, fn func(int, []string) error, odd func(Odd)) error {
	c := f.reader()
	want := 0
	for {
		cells, err := c.read()
		if err == io.EOF {
			return nil
		}
		if err != nil {
			return err
		}
		if c.row%256 == 0 && ctx.Err() != nil {
			return ctx.Err()
		}
		if blank(cells) {
			continue
		}
		if want == 0 {
			want = len(cells)
		}
		if c.row < start {
			continue
		}
		if len(cells) != want {
			odd(Odd{Row: c.row, Code: OddWidth, Got: strconv.Itoa(len(cells)), Want: strconv.Itoa(want)})
		}
		if err := fn(c.row, cells); err != nil {
			return err
		}
	}
}

func (f *csvFile) reader() *csvReader {
	c := &csvReader{in: bufio.NewReaderSize(f.charset.reader(f.r, f.size), 64<<10), delim: f.delim, limits: f.limits, encoding: f.charset.name, line: 1}
	c.sheet, c.decoded, c.offset = f.name, f.charset.enc != nil, f.charset.skip
	if f.sepLine {
		for b, err := c.byte(); err == nil && b != '\n'; b, err = c.byte() {
		}
	}
	return c
}

// csvReader reads RFC 4180 with what exports really do: any of LF, CRLF and CR ends a row, a quote inside an unquoted
// cell is itself, ="00123" is 00123. Rows are counted as a spreadsheet shows them: blank lines count, line breaks inside
// a quoted cell do not.
type csvReader struct {
	in       *bufio.Reader
	delim    byte
	limits   Limits
	sheet    string
	encoding string
	decoded  bool // from something else than UTF-8: U+FFFD then marks a broken character

	row    int
	line   int
	offset int64
	buf    []byte
	size   int64
	column int
}

func (c *csvReader) byte() (byte, error) {
	b, err := c.in.ReadByte()
	if err == nil {
		c.offset++
	}
	return b, err
}

// eat consumes the next byte when it is b.
func (c *csvReader) eat(b byte) bool {
	next, err := c.in.Peek(1)
	if err != nil || next[0] != b {
		return false
	}
	_, _ = c.byte()
	return true
}

func (c *csvReader) place() Place {
	p := Place{Sheet: c.sheet, Row: c.row, Column: c.column, Line: c.line, Offset: c.offset}
	if c.decoded {
		p.Offset = -1 // counted after decoding: says nothing about the file
	}
	return p
}

// read is the next row; io.EOF after the last one.
func (c *csvReader) read() ([]string, error) {
	if _, err := c.in.Peek(1); err != nil {
		return nil, err
	}
	c.row++
	c.size, c.column = 0, 0
	var cells []string
	for {
		c.column++
		more, err := c.cell()
		if err != nil {
			return nil, err
		}
		if c.column > MaxColumns {
			return nil, at(ErrWide, c.place(), nil, nil)
		}
		if c.decoded && bytes.ContainsRune(c.buf, utf8.RuneError) {
			return nil, at(ErrEncoding, c.place(), args("encoding", strings.ToUpper(c.encoding)), nil)
		}
		cells = append(cells, string(c.buf))
		if !more {
			return cells, nil
		}
	}
}

// cell reads one cell into buf and the delimiter or line end after it; more says that another cell follows.
func (c *csvReader) cell() (more bool, err error) {
	c.buf = c.buf[:0]
	if head, _ := c.in.Peek(2); len(head) == 2 && head[0] == '=' && head[1] == '"' {
		_, _ = c.byte()
	}
	if c.eat('"') {
		if err := c.quoted(); err != nil {
			return false, err
		}
	}
	for {
		b, err := c.byte()
		switch {
		case err == io.EOF:
			return false, nil
		case err != nil:
			return false, err
		case b == c.delim:
			return true, nil
		case b == '\r' || b == '\n':
			if b == '\r' {
				c.eat('\n')
			}
			c.line++
			return false, nil
		}
		if err := c.keep(b); err != nil {
			return false, err
		}
	}
}

// quoted reads to the closing quote, whose opening was just read, and checks that the cell ends there.
func (c *csvReader) quoted() error {
	opened := c.place()
	for {
		b, err := c.byte()
		switch {
		case err == io.EOF:
			return at(ErrQuote, opened, nil, nil)
		case err != nil:
			return err
		case b == '"' && !c.eat('"'):
			next, err := c.in.Peek(1)
			if err == nil && next[0] != c.delim && next[0] != '\r' && next[0] != '\n' {
				return at(ErrQuote, opened, nil, nil)
			}
			return nil
		case b == '\r':
			c.eat('\n')
			b = '\n'
		}
		if b == '\n' {
			c.line++
		}
		if err := c.keep(b); err != nil {
			if ErrLong.Is(err) {
				return at(ErrQuote, opened, nil, err) // a quote nobody closed swallows all that follows
			}
			return err
		}
	}
}

func (c *csvReader) keep(b byte) error {
	if b == 0 {
		return at(ErrNUL, c.place(), nil, nil)
	}
	if c.size++; c.size > c.limits.Line || int64(len(c.buf)) >= c.limits.Cell {
		return at(ErrLong, c.place(), args("limit", c.limits.Cell), nil)
	}
	c.buf = append(c.buf, b)
	return nil
}

// sniff finds the delimiter from the start of a decoded file: the one under which most rows have as many cells as the
// first row, and more than one. cut says that the file goes on behind head.
func sniff(head []byte, cut bool) (delim byte, sepLine bool) {
	if len(head) > 5 && strings.EqualFold(string(head[:4]), "sep=") && (head[5] == '\r' || head[5] == '\n') {
		return head[4], true
	}
	delim, best := byte(','), 0.0
	for _, d := range []byte{',', '\t', ';', '|'} {
		c := &csvReader{in: bufio.NewReader(bytes.NewReader(head)), delim: d, limits: Limits{}.filled()}
		first, same, rows := 0, 0, 0
		for rows < 200 {
			cells, err := c.read()
			if _, end := c.in.Peek(1); err != nil || cut && end != nil {
				break
			}
			if blank(cells) {
				continue
			}
			if rows++; rows == 1 {
				first = len(cells)
			}
			if len(cells) == first {
				same++
			}
		}
		if first < 2 {
			continue
		}
		// The share decides; the number of columns only between equals.
		if score := float64(same)/float64(rows) + float64(min(first, 1000))/1e6; score > best {
			delim, best = d, score
		}
	}
	return delim, false
}
