package record

import (
	"context"
	"fmt"
	"io"
	"log/slog"
	"os"
	"slices"
	"strings"
	"sync"
	"time"

	"xiaoguan/base/actor"
	"xiaoguan/base/clock"
	"xiaoguan/base/fault"
	"xiaoguan/base/id"
	"xiaoguan/base/page"
	"xiaoguan/record/sheet"
	"xiaoguan/store/db"
	"xiaoguan/store/files"
	"xiaoguan/store/jobs"
	"xiaoguan/store/journal"
)

// Imports takes uploaded tables into records: it parses, maps, previews and resumes; what a row means is the registered
// importer's business.
type Imports struct {
	Dir     *db.Directory
	IDs     *id.Source
	Now     clock.Clock
	Journal *journal.Journal
	Files   *files.Folder
	Queue   *jobs.Queue
	Log     *slog.Logger
	Slice   time.Duration // how long one job works before it hands over to the next; 0: 15 s

	kinds   map[string]*Importer
	mu      sync.Mutex
	streams map[id.ID]*stream
}

// sampleRows is how many rows a preview judges.
const sampleRows = 2000

// Register adds the importer of a record kind; app does so before the first request.
func (m *Imports) Register(i *Importer) {
	if m.kinds == nil {
		m.kinds = map[string]*Importer{}
	}
	m.kinds[i.Kind] = i
}

// importer is what takes an import's rows, with the fields its actor may fill.
func (m *Imports) importer(ctx context.Context, a *actor.Actor, im *Import) (*Importer, error) {
	i, err := m.registered(im)
	if err != nil {
		return nil, err
	}
	return i.full(ctx, a)
}

func (m *Imports) registered(im *Import) (*Importer, error) {
	i, ok := m.kinds[im.RecordKind]
	if !ok {
		return nil, fmt.Errorf("record: no importer for %q", im.RecordKind)
	}
	return i, nil
}

// Receive reads an upload to disk. Whoever does not hand the file to Begin must Discard it.
func (m *Imports) Receive(a *actor.Actor, name string, r io.Reader) (*files.File, error) {
	name = strings.TrimSpace(strings.Map(func(r rune) rune {
		if r < ' ' || r == 0x7f {
			return -1
		}
		return r
	}, name))
	if runes := []rune(name); len(runes) > 200 {
		name = string(runes[len(runes)-200:]) // the end tells the format
	}
	file := &files.File{Org: a.Org, ID: m.IDs.New(), Name: name, CreatedAt: m.Now(), CreatedBy: a.Member}
	return file, m.Files.Receive(file, r)
}

// Discard deletes a received file.
func (m *Imports) Discard(file *files.File) {
	if err := m.Files.Discard(file.Org, file.ID); err != nil {
		m.Log.Warn("file not discarded", "file", file.ID, "error", err)
	}
}

// Begin opens a received file strictly, proposes what its columns mean and keeps it as an import; a file that cannot be read
// to its end is refused with the place where it breaks, and deleted. chapter is the importer's part of the spec.
func (m *Imports) Begin(ctx context.Context, a *actor.Actor, kind string, file *files.File, chapter map[string]any) (*Import, *ImportPreview, error) {
	im, p, err := m.begin(ctx, a, kind, file, chapter)
	if err != nil {
		m.Discard(file)
	}
	return im, p, err
}

func (m *Imports) begin(ctx context.Context, a *actor.Actor, kind string, file *files.File, chapter map[string]any) (*Import, *ImportPreview, error) {
	im := &Import{Org: a.Org, ID: m.IDs.New(), RecordKind: kind, File: file.ID, FileName: file.Name, Version: 1, CreatedBy: a.Member, CreatedAt: m.Now()}
	i, err := m.importer(ctx, a, im)
	if err != nil {
		return nil, nil, err
	}
	o, err := m.open(ctx, im)
	if err != nil {
		return nil, nil, err
	}
	defer o.Close()
	im.Sheets, im.Format, im.Encoding = o.book.Sheets(), string(o.book.Format), o.book.Encoding
	im.Spec = ImportSpec{Sheet: firstSheet(im.Sheets), Duplicates: MergeDuplicates, Chapter: chapter}
	if im.Spec.HeaderRow, err = o.book.HeaderRow(ctx, im.Spec.Sheet); err != nil {
		return nil, nil, err
	}
	sample, err := m.arrange(ctx, a, i, o, im, nil)
	if err != nil {
		return nil, nil, err
	}
	if im.Rows == 0 {
		return nil, nil, errNoRows.New()
	}
	p, err := m.preview(ctx, a, i, im, sample)
	if err != nil {
		return nil, nil, err
	}
	return im, p, m.Dir.Of(a.Org).Write(ctx, func(ctx context.Context, tx *db.Tx) error { return insertImport(ctx, tx, im, file) })
}

// firstSheet is the first worksheet that is shown and holds more than a header, else the first one.
func firstSheet(sheets []sheet.SheetInfo) string {
	for _, s := range sheets {
		if !s.Hidden && s.Rows > 1 {
			return s.Name
		}
	}
	return sheets[0].Name
}

// arrange works out columns, counts and state for the sheet and header row in the spec. Choices are applied to the columns
// that are there; without columns they are guessed first.
func (m *Imports) arrange(ctx context.Context, a *actor.Actor, i *Importer, o *opened, im *Import, choices []ColumnChoice) ([]*ImportRow, error) {
	sample, above, err := o.sample(ctx, &im.Spec)
	if err != nil {
		return nil, err
	}
	if im.Spec.Columns == nil {
		columns, err := o.book.Columns(ctx, im.Spec.Sheet, im.Spec.HeaderRow)
		if err != nil {
			return nil, err
		}
		im.Spec.Columns = guessColumns(columns, i.Fields)
		misfits(im.Spec.Columns, i.Fields, sample)
	}
	if err := choose(im.Spec.Columns, i.Fields, choices); err != nil {
		return nil, err
	}
	if err := i.Settle(ctx, a, &im.Spec, sample); err != nil {
		return nil, err
	}
	for _, s := range im.Sheets {
		if s.Name == im.Spec.Sheet {
			im.Rows = s.Rows - above
		}
	}
	im.At, im.State = im.Spec.HeaderRow, Uploaded
	if identified(im.Spec.Columns, i.Fields) {
		im.State = Ready
	}
	return sample, nil
}

// ImportChange is what changes of an import that has not begun; nil stays. Another sheet or header row is guessed anew.
type ImportChange struct {
	Sheet      *string
	HeaderRow  *int
	Mapping    []ColumnChoice
	Duplicates *Duplicates
	Chapter    map[string]any // members that change
}

// Change changes an import that has not begun and previews it.
func (m *Imports) Change(ctx context.Context, a *actor.Actor, which id.ID, in ImportChange) (*Import, *ImportPreview, error) {
	im, i, err := m.load(ctx, a, which)
	if err != nil {
		return nil, nil, err
	}
	if err := mayChange(im); err != nil {
		return nil, nil, err
	}
	o, err := m.open(ctx, im)
	if err != nil {
		return nil, nil, err
	}
	defer o.Close()
	if err := m.place(ctx, o, im, in); err != nil {
		return nil, nil, err
	}
	if in.Duplicates != nil {
		im.Spec.Duplicates = *in.Duplicates
	}
	for name, value := range in.Chapter {
		if im.Spec.Chapter == nil {
			im.Spec.Chapter = map[string]any{}
		}
		im.Spec.Chapter[name] = value
	}
	sample, err := m.arrange(ctx, a, i, o, im, in.Mapping)
	if err != nil {
		return nil, nil, err
	}
	p, err := m.preview(ctx, a, i, im, sample)
	if err != nil {
		return nil, nil, err
	}
	return im, p, m.Dir.Of(a.Org).Write(ctx, func(ctx context.Context, tx *db.Tx) error {
		if ok, err := settleImport(ctx, tx, im); err != nil || ok {
			return err
		}
		return importState("刚刚开始或取消了", "It has just begun or been cancelled")
	})
}

// place takes over another sheet or header row.
func (m *Imports) place(ctx context.Context, o *opened, im *Import, in ImportChange) (err error) {
	s := &im.Spec
	if in.Sheet != nil && *in.Sheet != s.Sheet {
		if !slices.ContainsFunc(im.Sheets, func(i sheet.SheetInfo) bool { return i.Name == *in.Sheet }) {
			return fault.Wrong("sheet", fault.Text{ZH: "文件里没有这张工作表", EN: "The file has no such worksheet"}, fault.Text{ZH: "见 sheets", EN: "See sheets"})
		}
		s.Sheet, s.Columns = *in.Sheet, nil
		if s.HeaderRow, err = o.book.HeaderRow(ctx, s.Sheet); err != nil {
			return err
		}
	}
	if in.HeaderRow == nil || *in.HeaderRow == s.HeaderRow {
		return nil
	}
	for _, i := range im.Sheets {
		if i.Name == s.Sheet && (*in.HeaderRow < 0 || *in.HeaderRow > i.Last) {
			return fault.Wrong("header_row", fault.Text{ZH: "表里没有这一行", EN: "The table has no such row"}, fault.Text{ZH: fmt.Sprintf("0（没有表头）到 %d", i.Last), EN: fmt.Sprintf("0 (no header) to %d", i.Last)})
		}
	}
	s.HeaderRow, s.Columns = *in.HeaderRow, nil
	return nil
}

// mayChange: an import is settled before it begins.
func mayChange(im *Import) error {
	if im.State != Uploaded && im.State != Ready {
		return importState("已经开始过，要改就重新上传", "It has begun; upload the file again to change it")
	}
	return nil
}

// Look reads an import without its preview.
func (m *Imports) Look(ctx context.Context, a *actor.Actor, which id.ID) (*Import, error) {
	im, _, err := m.load(ctx, a, which)
	return im, err
}

func (m *Imports) load(ctx context.Context, a *actor.Actor, which id.ID) (*Import, *Importer, error) {
	im, err := findImport(ctx, m.Dir.Of(a.Org), a, which)
	if err != nil {
		return nil, nil, err
	}
	i, err := m.importer(ctx, a, im)
	return im, i, err
}

// List reads a page of imports, without previews.
func (m *Imports) List(ctx context.Context, a *actor.Actor, q page.Query) (page.Page[*Import], error) {
	out, err := List[Import](ctx, m.Dir.Of(a.Org), a, ImportType, q)
	if err != nil {
		return out, err
	}
	for _, im := range out.Items {
		if err := im.unpack(); err != nil {
			return out, err
		}
	}
	return out, nil
}

// opened is an import's file with the book on it.
type opened struct {
	file *os.File
	book *sheet.Book
}

// open opens the import's file; an import that has been read once is not read again.
func (m *Imports) open(ctx context.Context, im *Import) (*opened, error) {
	f, err := m.Files.Open(im.Org, im.File)
	if err != nil {
		return nil, err
	}
	info, err := f.Stat()
	if err == nil {
		var opts []sheet.Option
		if im.Sheets != nil {
			opts = append(opts, sheet.Known(im.Sheets))
		}
		var book *sheet.Book
		if book, err = sheet.Open(ctx, f, info.Size(), im.FileName, opts...); err == nil {
			return &opened{f, book}, nil
		}
	}
	f.Close()
	return nil, err
}

// Close closes book and file.
func (o *opened) Close() {
	o.book.Close()
	o.file.Close()
}

// sample reads the first rows under the header, and counts those down to it.
func (o *opened) sample(ctx context.Context, s *ImportSpec) (rows []*ImportRow, above int, err error) {
	err = o.book.Rows(ctx, s.Sheet, 1, func(number int, cells []string) error {
		if number <= s.HeaderRow {
			above++
			return nil
		}
		if rows = append(rows, &ImportRow{Number: number, Cells: cells}); len(rows) == sampleRows {
			return sheet.ErrStop
		}
		return nil
	})
	return rows, above, err
}
