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
		n := Normal(name)
		if !within(title, n) {
			continue
		}
		// The more of the title it covers, the surer; a name at the end weighs more: 客户手机 is a 手机, 手机型号 is not.
		sure := 50 + 30*len([]rune(n))/len([]rune(title))
		if strings.HasSuffix(title, n) {
			sure += 8
		}
		if sure > g.Confidence {
			g.Why, g.Said, g.Confidence = WhyContains, name, sure
		}
	}
	return g
}

// within reports whether the title contains the name: two characters at least, in Latin letters four and whole words.
func within(title, name string) bool {
	at := strings.Index(title, name)
	if at < 0 || len([]rune(name)) < 2 {
		return false
	}
	if name[0] >= 0x80 {
		return true
	}
	end := at + len(name)
	return len(name) >= 4 && (at == 0 || title[at-1] >= 0x80) || len(name) >= 4 && (end == len(title) || title[end] >= 0x80)
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
	folded := strings.ToLower(width.Fold.String(title))
	var outside, all strings.Builder
	depth := 0
	for _, r := range folded {
		switch {
		case strings.ContainsRune("([{【〔", r):
			depth++
		case strings.ContainsRune(")]}】〕", r):
			depth = max(0, depth-1)
		case unicode.IsLetter(r) || unicode.IsNumber(r):
			all.WriteRune(r)
			if depth == 0 {
				outside.WriteRune(r)
			}
		}
	}
	if outside.Len() == 0 {
		return all.String()
	}
	return outside.String()
}
