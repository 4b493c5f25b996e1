package record

import (
	"encoding/json"
	"time"

	"xiaoguan/base/actor"
	"xiaoguan/base/fault"
	"xiaoguan/base/id"
	"xiaoguan/base/text"
	"xiaoguan/record/sheet"
)

// ImportView is an import as it is shown, in the reader's language.
type ImportView struct {
	ID         id.ID           `json:"id"`
	FileName   string          `json:"file_name"`
	Format     string          `json:"format"`
	Encoding   string          `json:"encoding"`
	State      ImportState     `json:"state" enum:"uploaded,ready,running,done,failed,cancelled"`
	Sheets     []SheetView     `json:"sheets"`
	Sheet      string          `json:"sheet"`
	HeaderRow  int             `json:"header_row" doc:"0: the table has none"`
	Columns    []ColumnView    `json:"columns"`
	Fields     []FieldView     `json:"fields"`
	Duplicates Duplicates      `json:"duplicates" enum:"skip,merge,create"`
	Rows       int             `json:"rows"`
	Done       int             `json:"done"`
	Created    int             `json:"created"`
	Merged     int             `json:"merged"`
	Skipped    int             `json:"skipped"`
	Failed     int             `json:"failed"`
	Problems   []sheet.Problem `json:"problems" doc:"the first 200; errors.xlsx holds all"`
	Preview    []PreviewView   `json:"preview"`
	Sample     *ImportCounts   `json:"sample,omitempty" doc:"what would become of the first rows, at most 2,000"`
	Failure    string          `json:"failure,omitempty"`
	CreatedBy  id.ID           `json:"created_by"`
	CreatedAt  time.Time       `json:"created_at"`
	StartedAt  *time.Time      `json:"started_at"`
	FinishedAt *time.Time      `json:"finished_at"`
}

// SheetView is a worksheet with its rows that are not blank.
type SheetView struct {
	Name string `json:"name"`
	Rows int    `json:"rows"`
}

// ColumnView is a column, what it becomes and why.
type ColumnView struct {
	Column  string   `json:"column"`
	Title   string   `json:"title"`
	Samples []string `json:"samples"`
	Field   string   `json:"field" doc:"a field, custom: and a name, or empty: ignored"`
	Format  string   `json:"format,omitempty" enum:",mdy,dmy,wan"`
	Why     string   `json:"why"`
}

// FieldView is a field a column may become.
type FieldView struct {
	Field string `json:"field"`
	Label string `json:"label"`
	Type  string `json:"type"`
}

// PreviewView is one row as it would come in.
type PreviewView struct {
	Row     int               `json:"row"`
	Values  map[string]string `json:"values"`
	Outcome ImportOutcome     `json:"outcome" enum:"created,merged,skipped,failed"`
	Verdict string            `json:"verdict"`
}

// View words an import; p may be nil: in lists.
func (m *Imports) View(a *actor.Actor, im *Import, p *ImportPreview) ImportView {
	v := ImportView{ID: im.ID, FileName: im.FileName, Format: im.Format, Encoding: im.Encoding, State: im.State, Sheet: im.Spec.Sheet, HeaderRow: im.Spec.HeaderRow,
		Duplicates: im.Spec.Duplicates, Rows: im.Rows, Done: im.Done, Created: im.Created, Merged: im.Merged, Skipped: im.Skipped, Failed: im.Failures,
		CreatedBy: im.CreatedBy, CreatedAt: im.CreatedAt, StartedAt: whenSet(im.StartedAt), FinishedAt: whenSet(im.FinishedAt),
		Sheets: make([]SheetView, len(im.Sheets)), Columns: []ColumnView{}, Fields: []FieldView{}, Problems: []sheet.Problem{}, Preview: []PreviewView{}}
	for i, s := range im.Sheets {
		v.Sheets[i] = SheetView{s.Name, s.Rows}
	}
	var failure fault.Text
	if json.Unmarshal([]byte(im.Failure), &failure) == nil {
		v.Failure = failure.In(a.Lang)
	}
	if p == nil {
		return v
	}
	i := p.importer
	v.columns(a, im, i)
	for _, q := range p.Problems {
		out := sheet.Problem{Sheet: im.Spec.Sheet, Row: q.Row, Title: q.Title, Value: shortened(q.Value), Message: q.What.In(a.Lang), Want: q.Want.In(a.Lang)}
		if q.Column > 0 {
			out.Column = sheet.Letter(q.Column)
			if f, ok := i.Field(im.Spec.fieldOf(q.Column)); ok {
				out.Value = f.veil(a, i.Kind, out.Value)
			}
		}
		v.Problems = append(v.Problems, out)
	}
	if p.Sample.Rows > 0 {
		v.Sample = &p.Sample
	}
	for _, r := range p.Rows {
		row := PreviewView{Row: r.Number, Values: i.veiled(a, r.Values), Outcome: r.Outcome, Verdict: r.Note.In(a.Lang)}
		if len(r.Problems) > 0 {
			row.Outcome, row.Verdict = RowFailed, r.Problems[0].sentence().In(a.Lang)
		}
		v.Preview = append(v.Preview, row)
	}
	return v
}

// sentence is the problem in one line.
func (p *ImportProblem) sentence() fault.Text {
	if p.Title == "" {
		return p.What
	}
	return fault.Text{ZH: p.Title + "：" + p.What.ZH, EN: p.Title + ": " + p.What.EN}
}

// columns fills in columns and fields; what is mapped onto a masked field is masked, whatever it looks like.
func (v *ImportView) columns(a *actor.Actor, im *Import, i *Importer) {
	for _, c := range im.Spec.Columns {
		samples := make([]string, len(c.Samples))
		for n, s := range c.Samples {
			samples[n] = s
			if f, ok := i.Field(c.Field); ok {
				samples[n] = f.veil(a, i.Kind, s)
			}
		}
		v.Columns = append(v.Columns, ColumnView{c.Letter, c.Title, samples, c.Field, c.Format, c.Why.In(a.Lang)})
	}
	for _, f := range i.Fields {
		kind := string(f.Kind)
		if f.Shape == sheet.TypePhone || f.Shape == sheet.TypeEmail {
			kind = f.Shape
		}
		v.Fields = append(v.Fields, FieldView{f.Name, f.Label.In(a.Lang), kind})
	}
}

// veil is a value of the field, masked already, as the actor gets to see it: an import shows no number whole.
func (f *ImportField) veil(a *actor.Actor, kind, value string) string {
	if f.Sensitive != "" && value != "" && (a.Sees(kind, f.Sensitive) == actor.Hidden || f.Sensitive == actor.Amount && !a.Knows(kind, f.Sensitive)) {
		return "***"
	}
	return f.Mask(value)
}

// veiled are a previewed row's values as the actor gets to see them.
func (i *Importer) veiled(a *actor.Actor, values map[string]string) map[string]string {
	out := make(map[string]string, len(values))
	for name, v := range values {
		if f, ok := i.Field(name); ok {
			v = f.veil(a, i.Kind, v)
		}
		out[name] = v
	}
	return out
}

// Mask is a value of the field as it may be shown.
func (f *ImportField) Mask(value string) string {
	switch {
	case !f.Masked || value == "":
		return value
	case f.Shape == sheet.TypeEmail:
		return text.MaskEmail(value)
	}
	return text.MaskPhone(value)
}

// mayOpenFile judges whether the actor may be given rows of the file as they are: whoever brought it has them anyway, others
// only where their role gets to see what such rows hold.
func (i *Importer) mayOpenFile(a *actor.Actor, im *Import) error {
	if a.Member == im.CreatedBy {
		return nil
	}
	for _, f := range i.Fields {
		if f.Sensitive == "" {
			continue
		}
		if err := MayReveal(a, i.Kind, f.Sensitive); err != nil {
			return err
		}
	}
	return nil
}

// fieldOf is what the column with a number (from 1) becomes, "" when there is none.
func (s *ImportSpec) fieldOf(column int) string {
	for _, c := range s.Columns {
		if c.Index == column-1 {
			return c.Field
		}
	}
	return ""
}

// whenSet is an instant, nil for none.
func whenSet(at time.Time) *time.Time {
	if at.IsZero() {
		return nil
	}
	return &at
}
