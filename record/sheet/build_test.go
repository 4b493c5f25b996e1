package sheet

import (
	"archive/zip"
	"bytes"
	"compress/flate"
	"context"
	"fmt"
	"hash/crc32"
	"io"
	"runtime"
	"runtime/metrics"
	"strings"
	"testing"
	"time"
)

// The parts of a small xlsx, written by hand so that each can be damaged.
const (
	xmlHead   = `<?xml version="1.0" encoding="UTF-8" standalone="yes"?>` + "\n"
	nsMain    = `xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main"`
	relType   = "http://schemas.openxmlformats.org/officeDocument/2006/relationships/"
	rootRels  = xmlHead + `<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships"><Relationship Id="rId1" Type="` + relType + `officeDocument" Target="xl/workbook.xml"/></Relationships>`
	bookRels  = xmlHead + `<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships"><Relationship Id="rId1" Type="` + relType + `worksheet" Target="worksheets/sheet1.xml"/><Relationship Id="rId2" Type="` + relType + `sharedStrings" Target="sharedStrings.xml"/><Relationship Id="rId3" Type="` + relType + `styles" Target="/xl/styles.xml"/></Relationships>`
	workbook1 = xmlHead + `<workbook ` + nsMain + ` xmlns:r="http://schemas.openxmlformats.org/officeDocument/2006/relationships"><sheets><sheet name="线索" sheetId="1" r:id="rId1"/></sheets></workbook>`
	strings1  = xmlHead + `<sst ` + nsMain + ` count="4" uniqueCount="3"><si><t>姓名</t></si><si><t>手机</t></si><si><r><t>张</t></r><r><t xml:space="preserve"> 三</t></r><rPh sb="0" eb="1"><t>zhang</t></rPh></si></sst>`
	styles1   = xmlHead + `<styleSheet ` + nsMain + `><numFmts count="4"><numFmt numFmtId="164" formatCode="yyyy&quot;年&quot;m&quot;月&quot;d&quot;日&quot;;@"/><numFmt numFmtId="165" formatCode="[$-804]yyyy/m/d\ h:mm"/><numFmt numFmtId="166" formatCode="000000"/><numFmt numFmtId="167" formatCode="#,##0.00&quot;d&quot;_);[Red]\(#,##0.00\)"/></numFmts><cellStyleXfs><xf numFmtId="14"/></cellStyleXfs><cellXfs><xf numFmtId="0"/><xf numFmtId="14"/><xf numFmtId="164"/><xf numFmtId="165"/><xf numFmtId="166"/><xf numFmtId="10"/><xf numFmtId="167"/><xf numFmtId="31"/><xf numFmtId="46"/></cellXfs></styleSheet>`
	rows1     = `<row r="1"><c r="A1" t="s"><v>0</v></c><c r="B1" t="s"><v>1</v></c></row><row r="2"><c r="A2" t="s"><v>2</v></c><c r="B2"><v>13800138000</v></c></row><row r="5"><c r="A5" t="inlineStr"><is><t>李四 &amp; 王五</t></is></c><c r="B5" t="str"><v>007</v></c></row>`
)

// table1 is what rows1 reads as.
var table1 = []Row{{1, []string{"姓名", "手机"}}, {2, []string{"张 三", "13800138000"}}, {5, []string{"李四 & 王五", "007"}}}

func sheetXML(rows string) string {
	return xmlHead + `<worksheet ` + nsMain + `><dimension ref="A1"/><sheetData>` + rows + `</sheetData><pageMargins left="0.7"/></worksheet>`
}

// parts is a whole workbook with the rows; a test changes what it wants to break.
func parts(rows string) map[string]string {
	return map[string]string{
		"_rels/.rels": rootRels, "xl/workbook.xml": workbook1, "xl/_rels/workbook.xml.rels": bookRels,
		"xl/sharedStrings.xml": strings1, "xl/styles.xml": styles1, "xl/worksheets/sheet1.xml": sheetXML(rows),
	}
}

func with(p map[string]string, name, content string) map[string]string {
	p[name] = content
	return p
}

func without(p map[string]string, name string) map[string]string {
	delete(p, name)
	return p
}

// zipped packs the parts; raw entries come last and declare what they like.
func zipped(p map[string]string, raw ...rawEntry) []byte {
	var b bytes.Buffer
	z := zip.NewWriter(&b)
	for name, content := range p {
		w, err := z.CreateHeader(&zip.FileHeader{Name: name, Method: zip.Store}) // compressing is the slow part of these tests
		if err == nil {
			_, err = io.WriteString(w, content)
		}
		if err != nil {
			panic(err)
		}
	}
	for _, e := range raw {
		h := &zip.FileHeader{Name: e.name, Method: zip.Deflate, CRC32: e.crc, CompressedSize64: e.packedSize, UncompressedSize64: e.size, Flags: e.flags}
		w, err := z.CreateRaw(h)
		if err == nil {
			_, err = w.Write(e.packed)
		}
		if err != nil {
			panic(err)
		}
	}
	if err := z.Close(); err != nil {
		panic(err)
	}
	return b.Bytes()
}

type rawEntry struct {
	name             string
	packed           []byte
	packedSize, size uint64
	crc              uint32
	flags            uint16
}

// bomb is an entry of content between head and tail, repeated fill in the middle, honest about its sizes. The packed form
// of one large block of fill is repeated too, so that a bomb costs nothing to make.
func bomb(name, head, fill, tail string, times int) rawEntry {
	pack := func(content string, last bool) []byte {
		var b bytes.Buffer
		w, _ := flate.NewWriter(&b, flate.BestCompression)
		io.WriteString(w, content)
		if w.Flush(); last {
			w.Close()
		}
		return b.Bytes()
	}
	per := (1 << 20) / max(1, len(fill))
	block := strings.Repeat(fill, per)
	packed := pack(head, false)
	middle := pack(block, false)
	sum := crc32.NewIEEE()
	io.WriteString(sum, head)
	size := len(head) + len(tail)
	for left := times; left > 0; left -= per {
		packed = append(packed, middle...)
		io.WriteString(sum, block)
		size += len(block)
	}
	packed = append(packed, pack(tail, true)...)
	io.WriteString(sum, tail)
	return rawEntry{name: name, packed: packed, packedSize: uint64(len(packed)), size: uint64(size), crc: sum.Sum32()}
}

func (e rawEntry) declaring(size uint64) rawEntry { e.size = size; return e }

// readAll opens the bytes and reads every sheet through Rows.
func readAll(data []byte, name string, opts ...Option) (*Book, []Row, error) {
	ctx := context.Background()
	b, err := Open(ctx, bytes.NewReader(data), int64(len(data)), name, opts...)
	if err != nil {
		return nil, nil, err
	}
	defer b.Close()
	var rows []Row
	for _, s := range b.Sheets() {
		n := 0
		err := b.Rows(ctx, s.Name, 1, func(row int, cells []string) error {
			n++
			rows = append(rows, Row{row, cells})
			return nil
		})
		if err != nil {
			return b, rows, fmt.Errorf("opened, but did not read: %w", err)
		}
		if n != s.Rows {
			return b, rows, fmt.Errorf("counted %d rows, read %d", s.Rows, n)
		}
	}
	return b, rows, nil
}

// counting counts what is read of a file.
type counting struct {
	r io.ReaderAt
	n int64
}

func (c *counting) ReadAt(b []byte, off int64) (int, error) {
	n, err := c.r.ReadAt(b, off)
	c.n += int64(n)
	return n, err
}

// peakMemory runs fn and returns by how many bytes the memory of the process taken from the system and in use for Go
// objects grew at most, looked at every millisecond.
func peakMemory(tb testing.TB, fn func()) int64 {
	tb.Helper()
	sample := []metrics.Sample{{Name: "/memory/classes/heap/objects:bytes"}}
	now := func() int64 { metrics.Read(sample); return int64(sample[0].Value.Uint64()) }
	runtime.GC()
	before, peak := now(), int64(0)
	done, stopped := make(chan struct{}), make(chan struct{})
	go func() {
		defer close(stopped)
		for {
			select {
			case <-done:
				return
			case <-time.After(time.Millisecond):
				peak = max(peak, now()-before)
			}
		}
	}()
	fn()
	close(done)
	<-stopped
	return max(peak, now()-before)
}
