package record

import (
	"context"
	"encoding/json"
	"fmt"
	"io"

	"xiaoguan/base/actor"
	"xiaoguan/base/fault"
	"xiaoguan/base/id"
	"xiaoguan/record/sheet"
)

// ImportPreview is what would become of the first rows.
type ImportPreview struct {
	Rows     []*ImportRow // the first PreviewRows
	Problems []PlacedProblem
	Sample   ImportCounts // of the rows looked at
	importer *Importer    // with the fields a column may become
}

// PlacedProblem is a problem with its row.
type PlacedProblem struct {
	Row int
	ImportProblem
}

// problemsShown is how many problems an answer lists; the error file has them all.
const problemsShown = 200

// Get reads an import as it stands: with a fresh preview as long as it has not begun, with its problems afterwards.
func (m *Imports) Get(ctx context.Context, a *actor.Actor, which id.ID) (*Import, *ImportPreview, error) {
	im, i, err := m.load(ctx, a, which)
	if err != nil {
		return nil, nil, err
	}
	if mayChange(im) != nil {
		p, err := m.problems(ctx, i, im)
		return im, p, err
	}
	o, err := m.open(ctx, im)
	if err != nil {
		return nil, nil, err
	}
	defer o.Close()
	sample, _, err := o.sample(ctx, &im.Spec)
	if err != nil {
		return nil, nil, err
	}
	p, err := m.preview(ctx, a, i, im, sample)
	return im, p, err
}

// preview judges sample rows as the run would, and writes nothing.
func (m *Imports) preview(ctx context.Context, a *actor.Actor, i *Importer, im *Import, sample []*ImportRow) (*ImportPreview, error) {
	w, err := i.Open(ctx, a, im)
	if err != nil {
		return nil, err
	}
	p := &ImportPreview{Rows: sample[:min(PreviewRows, len(sample))], Problems: []PlacedProblem{}, importer: i}
	for _, r := range sample {
		judge(w, r)
		for _, what := range r.Problems {
			if len(p.Problems) < problemsShown {
				p.Problems = append(p.Problems, PlacedProblem{r.Number, what})
			}
		}
	}
	if err := w.Foresee(ctx, sample); err != nil {
		return nil, err
	}
	p.Sample.Count(sample)
	return p, nil
}

func (m *Imports) problems(ctx context.Context, i *Importer, im *Import) (*ImportPreview, error) {
	p := &ImportPreview{Problems: []PlacedProblem{}, importer: i}
	if im.Failures == 0 {
		return p, nil
	}
	rows, err := problemsAfter(ctx, m.Dir.Of(im.Org), im, 0, -1, problemsShown, false)
	for _, r := range rows {
		p.Problems = append(p.Problems, PlacedProblem{r.Row, ImportProblem{r.Column, r.Title, r.Value, r.what(), r.want()}})
	}
	return p, err
}

// problemPage is how many kept problems are read at a time.
const problemPage = 5000

// WriteProblems writes all problems of an import as xlsx, with the original rows to mend and upload again.
func (m *Imports) WriteProblems(ctx context.Context, a *actor.Actor, which id.ID, begin func(im *Import) io.Writer) error {
	im, i, err := m.load(ctx, a, which)
	if err != nil {
		return err
	}
	if err := i.mayOpenFile(a, im); err != nil {
		return err
	}
	said := map[string]string{} // one copy of each sentence
	once := func(t fault.Text) string {
		s := t.In(a.Lang)
		if have, ok := said[s]; ok {
			return have
		}
		said[s] = s
		return s
	}
	var list []sheet.Problem
	err = m.eachProblem(ctx, im, false, func(r *problemRow) bool {
		p := sheet.Problem{Sheet: im.Spec.Sheet, Row: r.Row, Title: r.Title, Value: r.Value, Message: once(r.what()), Want: once(r.want())}
		if r.Column > 0 {
			p.Column = sheet.Letter(r.Column)
		}
		list = append(list, p)
		return true
	})
	if err != nil {
		return err
	}
	var failed error
	rows := func(yield func(int, []string) bool) {
		failed = m.eachProblem(ctx, im, true, func(r *problemRow) bool {
			var cells []string
			if failed := json.Unmarshal([]byte(r.Cells), &cells); failed != nil {
				cells = []string{r.Cells}
			}
			return yield(r.Row, cells)
		})
	}
	out := &lazy{begin: func() (io.Writer, error) {
		if failed != nil {
			return nil, failed
		}
		return begin(im), nil
	}}
	if err := sheet.WriteProblems(out, a.Lang, list, sheet.Originals{Header: header(im.Spec.Columns), Rows: rows}); err != nil {
		return fmt.Errorf("record: problems of an import: %w", err)
	}
	return nil
}

// header is the titles of the columns, each in its place.
func header(columns []ImportColumn) []string {
	var out []string
	for _, c := range columns {
		for len(out) < c.Index {
			out = append(out, "")
		}
		out = append(out, c.Title)
	}
	return out
}

// eachProblem walks the kept problems, page by page, until fn has enough.
func (m *Imports) eachProblem(ctx context.Context, im *Import, cells bool, fn func(*problemRow) bool) error {
	row, column := 0, -1
	for {
		rows, err := problemsAfter(ctx, m.Dir.Of(im.Org), im, row, column, problemPage, cells)
		if err != nil {
			return err
		}
		for i := range rows {
			if !fn(&rows[i]) {
				return nil
			}
		}
		if len(rows) < problemPage {
			return nil
		}
		row, column = rows[len(rows)-1].Row, rows[len(rows)-1].Column
	}
}

// lazy asks for its writer at the first byte, so that a fault before it can still be answered as one.
type lazy struct {
	begin func() (io.Writer, error)
	out   io.Writer
}

func (l *lazy) Write(b []byte) (int, error) {
	if l.out == nil {
		var err error
		if l.out, err = l.begin(); err != nil {
			return 0, err
		}
	}
	return l.out.Write(b)
}
