package sheet

import (
	"bytes"
	"io"
	"path"
	"strings"

	"xiaoguan/base/fault"
)

// marks are the first bytes of files that are no tables, so that the refusal can name what was sent.
var marks = []struct{ head, kind string }{
	{"%PDF", "PDF"}, {"\x89PNG", "PNG"}, {"\xff\xd8\xff", "JPEG"}, {"GIF8", "GIF"}, {"\x1f\x8b", "gzip"},
	{"Rar!", "RAR"}, {"7z\xbc\xaf", "7z"}, {"{\\rtf", "RTF"},
}

// Detect tells the format from the first bytes; the name decides only what the bytes leave open. Reads at most 4 MiB.
func Detect(r io.ReaderAt, size int64, name string) (Format, error) {
	if size == 0 {
		return "", ErrEmpty.New()
	}
	head := make([]byte, min(size, 512))
	if n, err := r.ReadAt(head, 0); err != nil && !(err == io.EOF && n == len(head)) {
		return "", readFault(err, Place{Offset: int64(n)}) // shorter than it is said to be, or not readable
	}
	ext := strings.ToLower(path.Ext(name))
	switch {
	case bytes.HasPrefix(head, []byte("PK\x03\x04")), bytes.HasPrefix(head, []byte("PK\x05\x06")):
		return XLSX, nil
	case bytes.HasPrefix(head, []byte("\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1")):
		return "", oldExcel(r, size)
	}
	for _, m := range marks {
		if bytes.HasPrefix(head, []byte(m.head)) {
			return "", ErrKind.New(args("kind", m.kind))
		}
	}
	text := bytes.ToLower(bytes.TrimLeft(bytes.TrimPrefix(head, []byte("\xef\xbb\xbf")), " \t\r\n"))
	for _, m := range []string{"<html", "<!doctype", "<?xml", "<table"} {
		if bytes.HasPrefix(text, []byte(m)) {
			return "", ErrKind.New(args("kind", "HTML/XML"))
		}
	}
	if ext == ".xlsx" || ext == ".xlsm" {
		return "", because(ErrZip, args("why", fault.Text{ZH: "开头不是 xlsx", EN: "it does not begin like an xlsx"}), nil)
	}
	return CSV, nil
}

// oldExcel tells a workbook with a password from the old binary format: both are OLE files, the names of their streams
// stand in the directory as UTF-16.
func oldExcel(r io.ReaderAt, size int64) error {
	mark := utf16("EncryptedPackage")
	buf := make([]byte, 64<<10+len(mark))
	for off := int64(0); off < min(size, 4<<20); off += 64 << 10 {
		n, err := r.ReadAt(buf, off)
		if bytes.Contains(buf[:n], mark) {
			return ErrEncrypted.New()
		}
		if err != nil {
			break
		}
	}
	return ErrOldExcel.New()
}

func utf16(ascii string) []byte {
	var b []byte
	for i := range len(ascii) {
		b = append(b, ascii[i], 0)
	}
	return b
}
