package sheet

import (
	"bytes"
	"io"
	"unicode/utf8"

	"golang.org/x/text/encoding"
	"golang.org/x/text/encoding/simplifiedchinese"
	"golang.org/x/text/encoding/unicode"
	"golang.org/x/text/transform"
)

// charset is how the bytes of a text file become UTF-8.
type charset struct {
	name string
	skip int64             // bytes of the mark at the start
	enc  encoding.Encoding // nil for UTF-8
}

// reader decodes the file from its start.
func (c charset) reader(r io.ReaderAt, size int64) io.Reader {
	in := io.NewSectionReader(r, c.skip, size-c.skip)
	if c.enc == nil {
		return in
	}
	return transform.NewReader(in, c.enc.NewDecoder())
}

// findCharset decides by the mark at the start, else UTF-8 when the whole file is valid, else GB18030. A file that is
// clearly UTF-8 with a few broken bytes is refused at the first of them: read as GB18030 it would turn into nonsense.
func findCharset(r io.ReaderAt, size int64, place Place) (charset, error) {
	mark := make([]byte, min(size, 3))
	if n, err := r.ReadAt(mark, 0); err != nil && !(err == io.EOF && n == len(mark)) {
		return charset{}, err
	}
	switch {
	case bytes.HasPrefix(mark, []byte{0xff, 0xfe}):
		return charset{"utf-16le", 2, unicode.UTF16(unicode.LittleEndian, unicode.IgnoreBOM)}, nil
	case bytes.HasPrefix(mark, []byte{0xfe, 0xff}):
		return charset{"utf-16be", 2, unicode.UTF16(unicode.BigEndian, unicode.IgnoreBOM)}, nil
	}
	utf := charset{name: "utf-8"}
	marked := bytes.HasPrefix(mark, []byte("\xef\xbb\xbf"))
	if marked {
		utf.skip = 3
	}
	good, bad, first, err := utf8Census(io.NewSectionReader(r, 0, size))
	if err != nil {
		return charset{}, err
	}
	if bad == 0 {
		return utf, nil
	}
	if marked || good >= 10 && good > 5*bad {
		place.Offset = first
		return charset{}, at(ErrEncoding, place, args("encoding", "UTF-8"), nil)
	}
	return charset{"gb18030", 0, simplifiedchinese.GB18030}, nil
}

// utf8Census counts the characters beyond ASCII and the bytes that are no UTF-8; first is the offset of the first of these.
func utf8Census(r io.Reader) (good, bad, first int64, err error) {
	buf := make([]byte, 64<<10)
	var kept int
	var offset int64 // of buf[0]
	for {
		n, err := r.Read(buf[kept:])
		data := buf[:kept+n]
		i := 0
		for i < len(data) && (err != nil || utf8.FullRune(data[i:])) {
			if data[i] < utf8.RuneSelf {
				i++
				continue
			}
			c, width := utf8.DecodeRune(data[i:])
			if c == utf8.RuneError && width == 1 {
				if bad++; bad == 1 {
					first = offset + int64(i)
				}
			} else {
				good++
			}
			i += width
		}
		offset += int64(i)
		kept = copy(buf, data[i:])
		if err == io.EOF {
			return good, bad, first, nil
		}
		if err != nil {
			return 0, 0, 0, err
		}
	}
}
