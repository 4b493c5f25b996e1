package sheet

import (
	"cmp"
	"slices"
	"strings"
	"unicode"

	"golang.org/x/text/width"

	"xiaoguan/base/fault"
)

// Field is a field a column may be mapped onto.
type Field struct {
	Name    string
	Label   fault.Text
	Aliases []string // other titles people give it, in any language
	Type    string   // one of the Type… constants, or anything else for plain text
}

// Guess is the field proposed for one column. Field is "" when nothing speaks for any.
type Guess struct {
	Column     int    // as Column.Index
	Field      string // name of the field
	Why        string // one of the Why… codes
	Said       string // what the reason rests on: the label, alias or sample that matched
	Confidence int    // 1–100
}

// The reasons of a guess, best first.
const (
	WhyTitle    = "title"    // the title is the label or the name
	WhySpelling = "spelling" // it is, but for case, width, spaces, brackets and marks
	WhyAlias    = "alias"    // it is another known title
	WhyContains = "contains" // it contains the label or another known title
	WhySample   = "sample"   // the values look like it
	WhyDoubt    = "doubt"    // the title says so, the values do not look like it
)

var reasons = map[string]fault.Text{
	WhyTitle:    {ZH: "标题就是「{said}」", EN: "The title is “{said}”"},
	WhySpelling: {ZH: "标题与「{said}」相同，只是写法不同", EN: "The title is “{said}”, written differently"},
	WhyAlias:    {ZH: "标题「{said}」是它的常见叫法", EN: "“{said}” is a common title for it"},
	WhyContains: {ZH: "标题里有「{said}」", EN: "The title contains “{said}”"},
	WhySample:   {ZH: "内容看起来是，例如「{said}」", EN: "The values look like it, such as “{said}”"},
	WhyDoubt:    {ZH: "标题像，但内容「{said}」不像，请看一下", EN: "The title fits but values such as “{said}” do not; please check"},
}

// Reason is the reason as a sentence for people.
func (g Guess) Reason() fault.Text { return reasons[g.Why].Fill(fault.Args{"said": g.Said}) }

// GuessFields proposes a field for every column; each field is used once, where it fits best. The result has one entry
// per column, in their order. Of two equal candidates the left column and the field declared first win.
func GuessFields(columns []Column, fields []Field) []Guess {
	type candidate struct {
		Guess
		at, field int
	}
	var all []candidate
	out := make([]Guess, len(columns))
	for i, c := range columns {
		out[i] = Guess{Column: c.Index}
		for k, f := range fields {
			if g := judge(c, f); g.Confidence > 0 {
				all = append(all, candidate{g, i, k})
			}
		}
	}
	slices.SortStableFunc(all, func(a, b candidate) int { return cmp.Compare(b.Confidence, a.Confidence) })
	used := make([]bool, len(fields))
	for _, c := range all {
		if out[c.at].Field == "" && !used[c.field] {
			out[c.at], used[c.field] = c.Guess, true
		}
	}
	return out
}

// judge is the guess that the column is the field, Confidence 0 when nothing speaks for it.
func judge(c Column, f Field) Guess {
	g := byTitle(c, f)
	if g.Confidence == 0 {
		return bySamples(c, f)
	}
	if bad := misfits(c.Samples, f.Type); len(c.Samples) > 0 && len(bad) == len(c.Samples) {
		if g.Why == WhyContains {
			return Guess{Column: c.Index}
		}
		g.Why, g.Said, g.Confidence = WhyDoubt, bad[0], 55
	}
	return g
}

func byTitle(c Column, f Field) Guess {
	g := Guess{Column: c.Index, Field: f.Name}
	title := Normal(c.Title)
	if title == "" {
		return Guess{Column: c.Index}
	}
	own := []string{f.Label.ZH, f.Label.EN, f.Name}
	for _, name := range own {
		if name != "" && c.Title == name {
			g.Why, g.Said, g.Confidence = WhyTitle, name, 100
			return g
		}
	}
	for _, name := range own {
		if Normal(name) == title {
			g.Why, g.Said, g.Confidence = WhySpelling, name, 96
			return g
		}
	}
	for _, name := range f.Aliases {
		if Normal(name) == title {
			g.Why, g.Said, g.Confidence = WhyAlias, name, 92
			return g
		}
	}
	for _, name := range append(own[:2:2], f.Aliases...) {
		if !heads(c.Title, name) {
			continue
		}
		// The more of the title it covers, the surer.
		if sure := 50 + 35*len([]rune(Normal(name)))/len([]rune(title)); sure > g.Confidence {
			g.Why, g.Said, g.Confidence = WhyContains, name, min(sure, 85)
		}
	}
	if g.Confidence == 0 {
		return Guess{Column: c.Index}
	}
	return g
}

// fillers are words behind a name that do not change what it names.
var fillers = []string{"信息", "内容", "号", "号码", "名称", "全称", "说明", " name", " number", " no"}

// heads reports whether the title speaks of the thing named: the name stands at its end (采购负责人手机, Lead source) or
// only a filler or a number follows (手机号2, company name). 公司电话 is not a 公司, 手机型号 no 手机, a filename no name.
func heads(title, name string) bool {
	t, n := strings.TrimRight(spoken(title), " 0123456789"), spoken(name)
	if len([]rune(n)) < 2 {
		return false
	}
	latin := n[0] < 0x80
	for _, tail := range append([]string{""}, fillers...) {
		before, ok := strings.CutSuffix(t, n+tail)
		if ok && (!latin || before == "" || strings.HasSuffix(before, " ")) {
			return true
		}
	}
	return false
}

// spoken is a title in lower case and half width, outside brackets, with single spaces between Latin words and none
// beside Chinese.
func spoken(title string) string {
	var b strings.Builder
	gap := false
	for _, r := range outside(title) {
		if !unicode.IsLetter(r) && !unicode.IsNumber(r) {
			gap = b.Len() > 0
			continue
		}
		if gap && r < 0x80 {
			b.WriteByte(' ')
		}
		b.WriteRune(r)
		gap = false
	}
	return b.String()
}

// bySamples judges by the shape of the values; they speak only where the title does not.
func bySamples(c Column, f Field) Guess {
	none := Guess{Column: c.Index}
	if f.Type == TypeNumber || len(c.Samples) == 0 { // any column may hold numbers
		return none
	}
	like := 0
	said := ""
	for _, s := range c.Samples {
		if shapeOf(s) == f.Type {
			if like++; said == "" {
				said = s
			}
		}
	}
	if said == "" || like*3 < len(c.Samples)*2 {
		return none
	}
	g := Guess{Column: c.Index, Field: f.Name, Why: WhySample, Said: said, Confidence: 30 + 5*like}
	if f.Type == TypeDate {
		g.Confidence -= 15 // tables have many dates
	}
	return g
}

func misfits(samples []string, kind string) []string {
	var bad []string
	for _, s := range samples {
		if !fits(s, kind) {
			bad = append(bad, s)
		}
	}
	return bad
}

// Normal is a title without what people vary: full-width forms and case folded, brackets with their content, spaces,
// marks and punctuation removed. 手机号（必填）*, 「 手机号 」 and 手机号: are all 手机号. A title that is nothing but
// brackets keeps their content.
func Normal(title string) string {
	return strings.Map(func(r rune) rune {
		if unicode.IsLetter(r) || unicode.IsNumber(r) {
			return r
		}
		return -1
	}, outside(title))
}

// outside is the folded title without its brackets and what stands in them, or with it when nothing else does.
func outside(title string) string {
	folded := strings.ToLower(width.Fold.String(title))
	var b strings.Builder
	depth, letters := 0, false
	for _, r := range folded {
		switch {
		case strings.ContainsRune("([{【〔", r):
			depth++
		case strings.ContainsRune(")]}】〕", r):
			depth = max(0, depth-1)
		case depth == 0:
			b.WriteRune(r)
			letters = letters || unicode.IsLetter(r) || unicode.IsNumber(r)
		}
	}
	if !letters {
		return folded
	}
	return b.String()
}
