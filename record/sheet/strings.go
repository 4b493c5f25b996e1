package sheet

import (
	"bufio"
	"context"
	"encoding/xml"
	"errors"
	"os"
)

const (
	stringsInMemory = 8 << 20   // bytes of text kept in memory; what follows goes to a file that has no name any more
	maxStrings      = 8_000_000 // distinct texts of one workbook; their ends cost four bytes each
)

// sharedStrings holds the texts that cells refer to by number, in bounded memory.
type sharedStrings struct {
	ends []uint32 // end of each text; the start is the end of the one before
	head []byte   // the first texts
	out  *bufio.Writer
	file *os.File // the other ones
}

func (w *workbook) loadStrings(ctx context.Context, name string, budget *int64) error {
	p, err := w.zip.open(ctx, name, budget)
	if err != nil {
		return err
	}
	defer p.Close()
	err = p.walk(func(e xml.StartElement) error {
		if e.Name.Local != "si" || len(p.open) != 2 {
			return nil
		}
		s, err := p.rich()
		if err != nil {
			return err
		}
		if len(w.strings.ends) == maxStrings {
			return at(ErrLong, p.here(), args("limit", maxStrings), nil)
		}
		return w.strings.add(s)
	})
	if err == nil && w.strings.out != nil {
		err = w.strings.out.Flush()
	}
	return err
}

func (s *sharedStrings) add(text string) error {
	var end uint32
	if n := len(s.ends); n > 0 {
		end = s.ends[n-1]
	}
	s.ends = append(s.ends, end+uint32(len(text))) // Limits.Total keeps the sum far below 4 GiB
	if s.file == nil && len(s.head)+len(text) <= stringsInMemory {
		s.head = append(s.head, text...)
		return nil
	}
	if s.file == nil {
		f, err := os.CreateTemp("", "sheet-strings-*")
		if err != nil {
			return err
		}
		os.Remove(f.Name()) // at once, so that a killed process leaves nothing; where this fails Close does it
		s.file, s.out = f, bufio.NewWriterSize(f, 64<<10)
	}
	_, err := s.out.WriteString(text)
	return err
}

// get is text number i; ok is false when there is none.
func (s *sharedStrings) get(i int) (text string, ok bool, err error) {
	if i < 0 || i >= len(s.ends) {
		return "", false, nil
	}
	var start uint32
	if i > 0 {
		start = s.ends[i-1]
	}
	end, head := s.ends[i], uint32(len(s.head))
	if end <= head {
		return string(s.head[start:end]), true, nil
	}
	buf := make([]byte, end-start)
	_, err = s.file.ReadAt(buf, int64(start-head))
	return string(buf), true, err
}

// Close frees the file.
func (s *sharedStrings) Close() error {
	if s.file == nil {
		return nil
	}
	err := s.file.Close()
	if gone := os.Remove(s.file.Name()); gone != nil && !errors.Is(gone, os.ErrNotExist) {
		err = errors.Join(err, gone)
	}
	return err
}
