package sheet

import (
	"archive/zip"
	"context"
	"io"
	"math"
	"path"
	"strings"
	"sync/atomic"

	"xiaoguan/base/fault"
)

// directoryBytes bounds what may be read to learn which entries a zip holds; 2,000 entries need about 200 kB.
const directoryBytes = 2 << 20

// archive is the zip of an xlsx after its directory was judged. Names are kept in lower case with forward slashes: part
// names do not distinguish case.
type archive struct {
	files  map[string]*zip.File
	limits Limits
}

// capped refuses to read more than left bytes.
type capped struct {
	r    io.ReaderAt
	left atomic.Int64
	full *fault.Fault
}

func (c *capped) ReadAt(b []byte, off int64) (int, error) {
	if c.left.Add(-int64(len(b))) < 0 {
		return 0, c.full
	}
	return c.r.ReadAt(b, off)
}

func openArchive(r io.ReaderAt, size int64, limits Limits) (*archive, error) {
	in := &capped{r: r, full: ErrEntries.New(args("limit", limits.Entries))}
	in.left.Store(directoryBytes)
	z, err := zip.NewReader(in, size)
	if _, ok := fault.Of(err); ok {
		return nil, err
	}
	if err != nil {
		why := fault.Text{ZH: "结尾的目录缺失或读不懂，多半是没有传完", EN: "its directory at the end is missing or unreadable, it was probably cut off"}
		return nil, because(ErrZip, args("why", why), err)
	}
	in.left.Store(math.MaxInt64)
	if len(z.File) > limits.Entries {
		return nil, in.full
	}
	a := &archive{files: make(map[string]*zip.File, len(z.File)), limits: limits}
	var total uint64
	for _, f := range z.File {
		name, err := a.judge(f, size)
		if err != nil {
			return nil, err
		}
		if f.UncompressedSize64 > uint64(limits.Total)-total {
			return nil, ErrBomb.New(args("part", name))
		}
		total += f.UncompressedSize64
		if _, twice := a.files[name]; twice {
			return nil, ErrEntryName.New(args("name", name))
		}
		a.files[name] = f
	}
	return a, nil
}

// judge checks one directory entry by what it declares, before a byte of it is unpacked.
func (a *archive) judge(f *zip.File, size int64) (string, error) {
	name := strings.ReplaceAll(f.Name, `\`, "/")
	clean := strings.TrimSuffix(name, "/")
	if clean == "" || strings.HasPrefix(name, "/") || strings.ContainsAny(name, ":\x00") || path.Clean(clean) != clean || clean == ".." || strings.HasPrefix(clean, "../") {
		return "", ErrEntryName.New(args("name", shorten(name)))
	}
	if f.Flags&1 != 0 {
		return "", ErrEncrypted.New()
	}
	if f.CompressedSize64 > uint64(size) {
		why := fault.Text{ZH: "声明的大小超出文件：" + shorten(name), EN: "declared size beyond the end of the file: " + shorten(name)}
		return "", because(ErrZip, args("why", why), nil)
	}
	if f.UncompressedSize64 > uint64(a.limits.Free) && f.UncompressedSize64/uint64(a.limits.Ratio) > f.CompressedSize64 {
		return "", ErrBomb.New(args("part", shorten(name)))
	}
	return strings.ToLower(name), nil
}

// has reports whether the part exists.
func (a *archive) has(name string) bool { return a.files[strings.ToLower(name)] != nil }

// open starts the strict reading of a part. budget is what may still be unpacked, over all parts that share it.
func (a *archive) open(ctx context.Context, name string, budget *int64) (*part, error) {
	f := a.files[strings.ToLower(name)]
	if f == nil {
		return nil, ErrPart.New(args("part", shorten(name)))
	}
	rc, err := f.Open()
	if err != nil {
		return nil, readFault(err, Place{Part: f.Name})
	}
	in := &tap{ctx: ctx, r: rc, name: f.Name, packed: int64(f.CompressedSize64), budget: budget, limits: a.limits}
	return newPart(in, rc), nil
}

// shorten keeps names that strangers chose short and printable in a message.
func shorten(s string) string {
	s = strings.ToValidUTF8(strings.Map(func(r rune) rune {
		if r < ' ' {
			return '?'
		}
		return r
	}, s), "?")
	if r := []rune(s); len(r) > 60 {
		return string(r[:60]) + "…"
	}
	return s
}
