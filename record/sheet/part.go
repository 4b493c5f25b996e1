package sheet

import (
	"bufio"
	"bytes"
	"context"
	"encoding/xml"
	"io"
	"strings"

	"xiaoguan/base/fault"
)

// maxDepth bounds nesting; real workbooks stay under 30.
const maxDepth = 100

// tap counts what comes out of the unpacker and stops it at the limits.
type tap struct {
	ctx    context.Context // a reader has no other way to hear that nobody waits any more
	r      io.Reader
	name   string
	packed int64
	out    int64  // bytes delivered so far
	mark   int64  // out when the last token was complete
	budget *int64 // left over all parts
	limits Limits
}

func (t *tap) Read(b []byte) (int, error) {
	if err := t.ctx.Err(); err != nil {
		return 0, err
	}
	if t.out-t.mark > t.limits.Cell {
		return 0, ErrLong.New(args("limit", t.limits.Cell))
	}
	n, err := t.r.Read(b)
	t.out += int64(n)
	*t.budget -= int64(n)
	if *t.budget < 0 || t.out > t.limits.Free && t.out/t.limits.Ratio > t.packed {
		return 0, ErrBomb.New(args("part", t.name))
	}
	return n, err
}

// part reads one XML part token by token and accepts only a whole, well-formed document without a DTD. It uses RawToken
// and matches the tags itself: half the time of Token, the same strictness.
type part struct {
	place Place // sheet and row, kept up to date by whoever reads
	in    *tap
	rc    io.Closer
	xml   *xml.Decoder
	open  []xml.Name
	root  bool // a root element was seen
}

func newPart(in *tap, rc io.Closer) *part {
	return &part{place: Place{Part: in.name}, in: in, rc: rc, xml: xml.NewDecoder(bufio.NewReaderSize(in, 32<<10))}
}

func (p *part) Close() error { return p.rc.Close() }

// here is the place of the token just read.
func (p *part) here() Place {
	at := p.place
	at.Offset = p.xml.InputOffset()
	return at
}

func (p *part) broken(zh, en string) error {
	return at(ErrXML, p.here(), args("why", fault.Text{ZH: zh, EN: en}), nil)
}

// next is the next token; io.EOF only after the end of a whole document.
func (p *part) next() (xml.Token, error) {
	tok, err := p.xml.RawToken()
	p.in.mark = p.in.out
	if err == io.EOF && len(p.open) == 0 && p.root {
		return nil, io.EOF
	}
	if err != nil {
		return nil, readFault(err, p.here())
	}
	switch t := tok.(type) {
	case xml.StartElement:
		if len(p.open) == 0 && p.root {
			return nil, p.broken("结尾之后还有内容", "content after the end")
		}
		if len(p.open) == maxDepth {
			return nil, p.broken("嵌套太深", "nested too deeply")
		}
		if !distinct(t.Attr) {
			return nil, p.broken("属性太多或重复", "an attribute given twice, or too many")
		}
		p.root = true
		p.open = append(p.open, t.Name)
	case xml.EndElement:
		if len(p.open) == 0 || p.open[len(p.open)-1] != t.Name {
			return nil, p.broken("标签不配对：</"+shorten(t.Name.Local)+">", "tags do not match: </"+shorten(t.Name.Local)+">")
		}
		p.open = p.open[:len(p.open)-1]
	case xml.Directive:
		return nil, at(ErrDTD, p.here(), nil, nil)
	case xml.CharData:
		if len(p.open) == 0 && len(bytes.TrimSpace(bytes.TrimPrefix(t, []byte("\ufeff")))) > 0 {
			return nil, p.broken("文档之外有文字", "text outside the document")
		}
	}
	return tok, nil
}

// skip reads to the end of the element whose start was just read.
func (p *part) skip() error {
	for depth := len(p.open); len(p.open) >= depth; {
		if _, err := p.next(); err != nil {
			return err
		}
	}
	return nil
}

// text reads to the end of the element whose start was just read and returns the characters in it.
func (p *part) text() (string, error) {
	var b strings.Builder
	for depth := len(p.open); ; {
		tok, err := p.next()
		if err != nil {
			return "", err
		}
		if len(p.open) < depth {
			return b.String(), nil
		}
		if c, ok := tok.(xml.CharData); ok {
			if int64(b.Len()+len(c)) > p.in.limits.Cell {
				return "", at(ErrLong, p.here(), args("limit", p.in.limits.Cell), nil)
			}
			b.Write(c)
		}
	}
}

// rich reads a string item (<si> or <is>) whose start was just read: its text runs without the phonetic ones.
func (p *part) rich() (string, error) {
	var b strings.Builder
	for depth := len(p.open); ; {
		tok, err := p.next()
		if err != nil {
			return "", err
		}
		if len(p.open) < depth {
			return unescape(b.String()), nil
		}
		start, ok := tok.(xml.StartElement)
		if !ok {
			continue
		}
		switch start.Name.Local {
		case "t":
			s, err := p.text()
			if err != nil {
				return "", err
			}
			if int64(b.Len()+len(s)) > p.in.limits.Cell {
				return "", at(ErrLong, p.here(), args("limit", p.in.limits.Cell), nil)
			}
			b.WriteString(s)
		case "rPh":
			if err := p.skip(); err != nil {
				return "", err
			}
		}
	}
}

// walk calls fn for every start element of the part, to its end. fn may read on inside the element.
func (p *part) walk(fn func(start xml.StartElement) error) error {
	for {
		tok, err := p.next()
		if err == io.EOF {
			return nil
		}
		if err != nil {
			return err
		}
		if start, ok := tok.(xml.StartElement); ok {
			if err := fn(start); err != nil {
				return err
			}
		}
	}
}

// distinct reports whether no attribute comes twice among a sensible number of them.
func distinct(attrs []xml.Attr) bool {
	if len(attrs) > 100 {
		return false
	}
	for i := range attrs {
		for k := range i {
			if attrs[i].Name == attrs[k].Name {
				return false
			}
		}
	}
	return true
}

// attr is the value of the attribute with the local name.
func attr(e xml.StartElement, local string) string {
	for i := range e.Attr {
		if e.Attr[i].Name.Local == local && e.Attr[i].Name.Space != "xmlns" {
			return e.Attr[i].Value
		}
	}
	return ""
}
