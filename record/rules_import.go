package record

import (
	"cmp"
	"fmt"
	"strings"
	"unicode/utf8"

	"xiaoguan/base/fault"
	"xiaoguan/base/text"
	"xiaoguan/record/sheet"
)

// ImportFields are the fields an import may fill, as the type declares them.
func (t *Type) ImportFields() (fields []ImportField) {
	for _, c := range t.Columns {
		if c.Import {
			fields = append(fields, ImportField{Name: c.Name, Label: c.Label, Aliases: c.Aliases, Kind: c.Kind, Masked: c.Masked, Sensitive: c.Sensitive, Options: c.Options})
		}
	}
	return fields
}

// ownNameMost is how many characters the name of own data has at most.
const ownNameMost = 100

// ownName is the name under which a column is kept that has no field.
func (c *ImportColumn) ownName() string {
	name := []rune(c.Title)
	if len(name) == 0 {
		return c.Letter
	}
	return string(name[:min(ownNameMost, len(name))])
}

// KeepAsOwn takes the field away from a column and keeps what it holds as own data.
func (c *ImportColumn) KeepAsOwn(why fault.Text) { c.Field, c.Why = OwnField+c.ownName(), why }

// Own is the name of the own data a column becomes, "" when it becomes a field or nothing.
func (c *ImportColumn) Own() string {
	name, _ := strings.CutPrefix(c.Field, OwnField)
	if name == c.Field {
		return ""
	}
	return name
}

var (
	whyOwn    = fault.Text{ZH: "没有对应的字段，原样留作自有数据", EN: "No field fits; kept as your own data"}
	whyByHand = fault.Text{ZH: "你选的", EN: "Chosen by you"}
	whyMoved  = fault.Text{ZH: "字段给了别的列，留作自有数据", EN: "The field went to another column; kept as your own data"}
	whyMisfit = fault.Text{ZH: "标题像「{label}」，但前 {n} 个值里有 {bad} 个放不进去（{value}），先留作自有数据", EN: "The title looks like “{label}”, but {bad} of the first {n} values do not fit ({value}); kept as your own data"}
)

// guessColumns proposes a field for every column; what fits none is kept as own data.
func guessColumns(columns []sheet.Column, fields []ImportField) []ImportColumn {
	asked := make([]sheet.Field, len(fields))
	for i, f := range fields {
		asked[i] = sheet.Field{Name: f.Name, Label: f.Label, Aliases: f.Aliases, Type: cmp.Or(f.Shape, string(f.Kind))}
	}
	guesses := sheet.GuessFields(columns, asked)
	out := make([]ImportColumn, len(columns))
	for i, c := range columns {
		out[i] = ImportColumn{Index: c.Index, Letter: c.Letter, Title: strings.TrimSpace(c.Title), Samples: masked(c.Samples)}
		g := guesses[i]
		if g.Field == "" || g.Why == sheet.WhySample && isDate(fields, g.Field) { // any table has dates: a date alone says nothing
			out[i].KeepAsOwn(whyOwn)
			continue
		}
		if g.Why == sheet.WhySample || g.Why == sheet.WhyDoubt {
			g.Said = MaskValue(g.Said)
		}
		out[i].Field, out[i].Why = g.Field, g.Reason()
	}
	return out
}

func isDate(fields []ImportField, name string) bool {
	for _, f := range fields {
		if f.Name == name {
			return f.Kind == Day
		}
	}
	return false
}

func masked(values []string) []string {
	out := make([]string, len(values))
	for i, v := range values {
		out[i] = MaskValue(v)
	}
	return out
}

// sampleMost is how many characters of a cell are shown.
const sampleMost = 200

// MaskValue is a cell as it may be shown: a phone or an e-mail address masked, what is long cut.
func MaskValue(v string) string {
	if _, ok := text.NormEmail(v); ok {
		return text.MaskEmail(v)
	}
	if text.NormPhone(v).Identifies() {
		return text.MaskPhone(v)
	}
	if utf8.RuneCountInString(v) > sampleMost {
		return string([]rune(v)[:sampleMost]) + "…"
	}
	return v
}

// misfits takes guessed fields away from columns whose values mostly cannot be read: rather kept as
// they are than refused row by row. What was chosen by hand stays.
func misfits(columns []ImportColumn, fields []ImportField, rows []*ImportRow) {
	for i := range columns {
		c := &columns[i]
		f := fieldOf(fields, c.Field)
		if f == nil || c.ByHand {
			continue
		}
		seen, bad, said := 0, 0, ""
		values := map[string]bool{}
		for _, r := range rows {
			cell := c.cell(r.Cells)
			if cell == "" {
				continue
			}
			seen++
			_, wrong := f.Read(cell, c.Format)
			twice := f.Unique && values[cell]
			values[cell] = f.Unique
			if wrong != nil || twice {
				if bad++; said == "" {
					said = MaskValue(cell)
				}
			}
		}
		if Doubtful(bad, seen) {
			c.KeepAsOwn(whyMisfit.Fill(fault.Args{"label": f.Label.ZH, "n": seen, "bad": bad, "value": said}))
		}
	}
}

// Doubtful reports whether so many of the values seen are wrong that a guess about their column is: all of them, or more
// than a fifth and not just one or two.
func Doubtful(bad, seen int) bool { return bad > 0 && bad == seen || bad > 2 && bad*5 > seen }

// cell is the column's cell of a row, trimmed.
func (c *ImportColumn) cell(cells []string) string {
	if c.Index >= len(cells) {
		return ""
	}
	return strings.TrimSpace(cells[c.Index])
}

func fieldOf(fields []ImportField, name string) *ImportField {
	for i := range fields {
		if fields[i].Name == name {
			return &fields[i]
		}
	}
	return nil
}

// ColumnChoice is what somebody decided about a column.
type ColumnChoice struct {
	Column string `json:"column" maxLength:"3" doc:"its letter"`
	Field  string `json:"field" maxLength:"120" doc:"a field, custom: and a name, or empty: ignored"`
	Format string `json:"format,omitempty" enum:",mdy,dmy,wan" doc:"dates: mdy or dmy where they are ambiguous; amounts: wan where they are in 万元"`
}

// choose applies choices to the columns. A field just chosen for one column leaves the column that had it; the same field
// chosen twice is wrong.
func choose(columns []ImportColumn, fields []ImportField, choices []ColumnChoice) error {
	var p fault.Problems
	taken := map[string]string{} // field → letter that took it just now
	for n, choice := range choices {
		at := fmt.Sprintf("mapping[%d]", n)
		c := columnAt(columns, choice.Column)
		if c == nil {
			p.Add(at+".column", fault.Text{ZH: "表里没有这一列：" + choice.Column, EN: "The table has no such column: " + choice.Column}, fault.Text{ZH: "列的字母，例如 A", EN: "The letter of a column, such as A"})
			continue
		}
		if what := unfit(fields, choice.Field); what != nil {
			p.Add(at+".field", *what, fault.Text{ZH: "fields 里的字段、custom:名称，或留空不导入", EN: "One of fields, custom:name, or empty to leave it out"})
			continue
		}
		changed := c.Field != choice.Field
		if changed {
			c.Field, c.ByHand, c.Why = choice.Field, true, whyByHand
			if _, own := strings.CutPrefix(choice.Field, OwnField); !own && choice.Field != "" {
				if other, twice := taken[choice.Field]; twice {
					p.Add(at+".field", fault.Text{ZH: "和 " + other + " 列选了同一个字段", EN: "Column " + other + " has the same field"}, fault.Text{ZH: "一个字段只对应一列", EN: "One column for each field"})
				}
				taken[choice.Field] = c.Letter
			}
		}
		c.Format = choice.Format
	}
	for i := range columns {
		if letter, moved := taken[columns[i].Field]; moved && letter != columns[i].Letter {
			columns[i].KeepAsOwn(whyMoved)
			columns[i].ByHand = true
		}
	}
	return p.Err()
}

func columnAt(columns []ImportColumn, letter string) *ImportColumn {
	for i := range columns {
		if columns[i].Letter == strings.ToUpper(letter) {
			return &columns[i]
		}
	}
	return nil
}

// unfit says what is wrong with the name of a field, nil when nothing is.
func unfit(fields []ImportField, name string) *fault.Text {
	if name == "" || fieldOf(fields, name) != nil {
		return nil
	}
	own, ok := strings.CutPrefix(name, OwnField)
	switch {
	case !ok:
		return &fault.Text{ZH: "没有这个字段：" + name, EN: "No such field: " + name}
	case strings.TrimSpace(own) == "" || utf8.RuneCountInString(own) > ownNameMost || strings.ContainsRune(own, 0):
		return &fault.Text{ZH: "自有数据的名称不对", EN: "Not a name for own data"}
	}
	return nil
}

// identified reports whether some column says who a row is about.
func identified(columns []ImportColumn, fields []ImportField) bool {
	for _, c := range columns {
		if f := fieldOf(fields, c.Field); f != nil && f.Identity {
			return true
		}
	}
	return false
}

// identities names the fields that say who a row is about.
func identities(fields []ImportField) (names fault.Text) {
	for _, f := range fields {
		if f.Identity {
			names.ZH += " " + f.Label.ZH
			names.EN += " " + f.Label.EN
		}
	}
	return names
}
