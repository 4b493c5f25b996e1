package record

import (
	"errors"
	"regexp"
	"strconv"
	"strings"
	"time"
	"unicode/utf8"

	"xiaoguan/base/day"
	"xiaoguan/base/fault"
	"xiaoguan/base/money"
	"xiaoguan/base/text"
	"xiaoguan/record/sheet"
)

// Misread says why a cell cannot be read and what would be right.
type Misread struct{ What, Want fault.Text }

func misread(whatZH, whatEN, wantZH, wantEN string) *Misread {
	return &Misread{fault.Text{ZH: whatZH, EN: whatEN}, fault.Text{ZH: wantZH, EN: wantEN}}
}

// nothing are words people write where they have nothing to write.
var nothing = map[string]bool{"-": true, "--": true, "/": true, "n/a": true, "null": true, "#n/a": true, "暂无": true, "未知": true, "没有": true}

// Read reads a trimmed cell that is not empty as the field wants it. The value is a string for texts, money.Fen, day.Day,
// []string for tags, the option's value for a choice, the canonical value for an own field; nil says that the cell says nothing.
func (f *ImportField) Read(cell, format string) (any, *Misread) {
	if f.Own != nil {
		return f.Own.readCell(cell, format, f.Whom)
	}
	strict := f.Shape == sheet.TypePhone || f.Shape == sheet.TypeEmail || f.Kind == Money || f.Kind == Day
	if low := strings.ToLower(cell); strict && (nothing[low] || low == "无" || low == "no") {
		return nil, nil
	}
	switch f.Kind {
	case Money:
		return readMoney(cell, format)
	case Day:
		return readDay(cell, format)
	case Choice:
		return f.readWord(cell)
	case TagList:
		tags, err := CleanTags(strings.FieldsFunc(cell, func(r rune) bool { return strings.ContainsRune(",，、;；|\n", r) }))
		if ft, ok := fault.Of(err); ok && len(ft.Fields) > 0 {
			return nil, &Misread{ft.Fields[0].What, ft.Fields[0].Want}
		}
		return tags, nil
	}
	if most := f.most(); utf8.RuneCountInString(cell) > most {
		n := strconv.Itoa(most)
		return nil, misread("太长", "Too long", "最多 "+n+" 个字", "At most "+n+" characters")
	}
	switch f.Shape {
	case sheet.TypePhone:
		if text.NormPhone(cell).Kind == text.PhoneUnknown {
			return nil, misread("不是电话号码", "Not a phone number", "一格一个号码，例如 13800138000 或 0512-68881234", "One number a cell, such as 13800138000 or 0512-68881234")
		}
	case sheet.TypeEmail:
		if _, ok := text.NormEmail(cell); !ok {
			return nil, misread("不是邮箱地址", "Not an e-mail address", "例如 wang@example.com", "Such as wang@example.com")
		}
	}
	return cell, nil
}

func (f *ImportField) most() int {
	if f.Most > 0 {
		return f.Most
	}
	return 200
}

func readMoney(cell, format string) (any, *Misread) {
	if format == "wan" && strings.Trim(cell, "0123456789.,，") == "" {
		cell += "万"
	}
	v, err := money.Parse(cell)
	var wrong *money.ParseError
	switch {
	case errors.As(err, &wrong):
		return nil, &Misread{wrong.What, wrong.Want}
	case err != nil || v < 0:
		return nil, misread("金额不能是负数", "An amount cannot be negative", "0 或更大，例如 60万", "0 or more, such as 60万")
	}
	return v, nil
}

// readWord finds the option a word stands for: its value, its label in either language, or another known word.
func (f *ImportField) readWord(cell string) (any, *Misread) {
	low := strings.ToLower(text.Fold(cell))
	var zh, en []string
	for _, o := range f.Options {
		if low == o.Value || low == o.Label.ZH || low == strings.ToLower(o.Label.EN) {
			return o.Value, nil
		}
		zh, en = append(zh, o.Label.ZH), append(en, o.Label.EN)
	}
	if v, ok := f.Words[low]; ok {
		return v, nil
	}
	return nil, misread("不在可选范围内", "Not one of the choices", "可选："+strings.Join(zh, "、"), "One of: "+strings.Join(en, ", "))
}

var (
	yearFirst = regexp.MustCompile(`^(\d{4})\s*[-/.年]\s*(\d{1,2})\s*[-/.月]\s*(\d{1,2})\s*[日号]?(?:[T\s]+\d{1,2}[:：点时].*)?$`)
	yearLast  = regexp.MustCompile(`^(\d{1,2})[-/.](\d{1,2})[-/.](\d{4})(?:[T\s]+\d{1,2}:.*)?$`)
	bareDay   = regexp.MustCompile(`^(\d{4})(\d{2})(\d{2})$`)
	serialDay = regexp.MustCompile(`^\d{5}(\.\d+)?$`)
)

// excelEpoch is the day before serial number 1 of a spreadsheet, counted with the 29 February 1900 that never was.
var excelEpoch = day.Date(1899, time.December, 30)

// readDay reads a day as people and spreadsheets write it; a time of day behind it does not count. Where day and month
// cannot be told apart the column needs a format.
func readDay(cell, format string) (any, *Misread) {
	wrong := misread("不是日期", "Not a date", "例如 2026-11-24、2026/11/24、2026年11月24日", "Such as 2026-11-24 or 2026/11/24")
	folded := text.Fold(cell)
	m := yearFirst.FindStringSubmatch(folded)
	if m == nil {
		m = bareDay.FindStringSubmatch(folded)
	}
	if m != nil {
		return sound(wrong, atoi(m[1]), atoi(m[2]), atoi(m[3]))
	}
	if serialDay.MatchString(folded) {
		whole, _, _ := strings.Cut(folded, ".")
		return excelEpoch.Add(atoi(whole)), nil
	}
	m = yearLast.FindStringSubmatch(folded)
	if m == nil {
		return nil, wrong
	}
	one, two, year := atoi(m[1]), atoi(m[2]), atoi(m[3])
	switch {
	case format == "mdy" || format == "" && two > 12 || one == two:
		return sound(wrong, year, one, two)
	case format == "dmy" || format == "" && one > 12:
		return sound(wrong, year, two, one)
	}
	return nil, misread("分不清日和月", "Day and month cannot be told apart", "写成 2026-11-24，或为这一列选日期格式", "Write 2026-11-24, or choose the date format of the column")
}

func atoi(s string) int { n, _ := strconv.Atoi(s); return n } // digits by the pattern

// sound is the day of the parts if there is such a day.
func sound(wrong *Misread, year, month, dom int) (any, *Misread) {
	d := day.Date(year, time.Month(month), dom)
	y, m, n := d.Parts()
	if d.IsZero() || y != year || int(m) != month || n != dom {
		return nil, wrong
	}
	return d, nil
}
