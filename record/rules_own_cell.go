package record

import (
	"cmp"
	"encoding/json"
	"regexp"
	"slices"
	"strconv"
	"strings"

	"xiaoguan/base/day"
	"xiaoguan/base/fault"
	"xiaoguan/base/money"
	"xiaoguan/base/text"
	"xiaoguan/record/sheet"
)

// Whom finds the colleague that a cell names: the member's id, "" for words that say nobody.
type Whom func(cell string) (string, *Misread)

// ImportFields are the own fields of a kind of record that the file of somebody in this role may fill. A field that points at
// a customer is not among them: a file has only names, and names are not unique.
func (c *Catalogue) ImportFields(kind string, takes func(*Field) bool, whom Whom) (out []ImportField) {
	for _, f := range c.fields[kind] {
		if f.Type == OwnCustomer || !takes(f) {
			continue
		}
		field := ImportField{Name: f.Name(), Label: fault.Text{ZH: f.Label, EN: f.Label}, Kind: Text, Own: f, Whom: whom}
		switch f.Type {
		case OwnNumber:
			field.Kind, field.Shape = Number, sheet.TypeNumber
		case OwnMoney:
			field.Kind, field.Shape = Money, sheet.TypeNumber
		case OwnDate:
			field.Kind, field.Shape = Day, sheet.TypeDate
		case OwnYesNo, OwnOneOf:
			field.Kind = Choice
		case OwnManyOf:
			field.Kind = TagList
		case OwnPerson:
			field.Kind = Member
		}
		out = append(out, field)
	}
	return out
}

// readCell reads a trimmed cell that is not empty as the own field keeps it; nil says that the cell says nothing.
func (f *Field) readCell(cell, format string, whom Whom) (any, *Misread) {
	if f.saysNothing(cell) {
		return nil, nil
	}
	var v any
	var wrong *Misread
	switch f.Type {
	case OwnNumber:
		v, wrong = json.Number(plainNumber(cell)), nil
	case OwnMoney:
		if v, wrong = readMoney(cell, format); wrong == nil {
			v = int64(v.(money.Fen))
		}
	case OwnDate:
		if v, wrong = readDay(cell, format); wrong == nil {
			v = v.(day.Day).String()
		}
	case OwnYesNo:
		v, wrong = readYesNo(cell)
	case OwnOneOf:
		v, wrong = f.readOption(cell)
	case OwnManyOf:
		v, wrong = f.readOptions(cell)
	case OwnPerson:
		v, wrong = whom(cell)
	default:
		v = cell
	}
	if wrong != nil || v == nil || v == "" {
		return nil, wrong
	}
	raw, err := json.Marshal(v)
	if err != nil { // what stands for a number is none
		raw = []byte(strconv.Quote(cell))
	}
	out, bad := f.Canon(raw)
	if bad != nil {
		return nil, &Misread{bad.what, bad.want}
	}
	return out, nil
}

// saysNothing reports whether a cell holds a word for nothing where the field wants something definite; an option may be
// called so.
func (f *Field) saysNothing(cell string) bool {
	if slices.Contains([]FieldType{OwnText, OwnLongText}, f.Type) {
		return false
	}
	low := strings.ToLower(text.Fold(cell))
	if !nothing[low] && low != "无" {
		return false
	}
	_, wrong := f.readOption(cell)
	return wrong != nil && (f.Type != OwnYesNo || !noWords[low])
}

var grouped = regexp.MustCompile(`^[+-]?\d{1,3}(,\d{3})+(\.\d+)?$`)

// plainNumber is a number without the commas between thousands and a leading plus.
func plainNumber(cell string) string {
	n := text.Fold(cell)
	if grouped.MatchString(n) {
		n = strings.ReplaceAll(n, ",", "")
	}
	return cmp.Or(strings.TrimPrefix(n, "+"), cell) // an empty json.Number would be 0
}

var (
	yesWords = map[string]bool{"是": true, "有": true, "对": true, "已": true, "y": true, "yes": true, "true": true, "1": true, "√": true, "✓": true, "✔": true}
	noWords  = map[string]bool{"否": true, "无": true, "没有": true, "不是": true, "未": true, "n": true, "no": true, "false": true, "0": true, "×": true, "✗": true, "✘": true, "x": true}
)

func readYesNo(cell string) (any, *Misread) {
	low := strings.ToLower(text.Fold(cell))
	switch {
	case yesWords[low]:
		return true, nil
	case noWords[low]:
		return false, nil
	}
	return nil, misread("不是「是」或「否」", "Neither yes nor no", "是、否、有、无、1、0、true 或 false", "yes, no, 1, 0, true or false")
}

// readOption finds the option a word stands for: by its label, however it is spaced or cased, or by its key.
func (f *Field) readOption(cell string) (any, *Misread) {
	word := spoken(cell)
	for _, o := range f.Options {
		if !o.Archived && (spoken(o.Label) == word || o.Key == cell) {
			return o.Key, nil
		}
	}
	var labels []string
	for _, o := range f.Options {
		if !o.Archived {
			labels = append(labels, o.Label)
		}
	}
	list := strings.Join(labels, "、")
	return nil, misread("不在选项里", "Not one of the options", "可选："+list, "One of: "+list)
}

// spoken is a label as it compares.
func spoken(label string) string {
	return strings.ReplaceAll(strings.ToLower(text.Fold(label)), " ", "")
}

// readOptions reads several options, divided as people divide; a label that holds such a mark itself is tried first.
func (f *Field) readOptions(cell string) (any, *Misread) {
	if key, wrong := f.readOption(cell); wrong == nil {
		return []any{key}, nil
	}
	var keys []any
	for _, word := range strings.FieldsFunc(cell, func(r rune) bool { return strings.ContainsRune(",，、;；|/\n", r) }) {
		if word = strings.TrimSpace(word); word == "" {
			continue
		}
		key, wrong := f.readOption(word)
		if wrong != nil {
			wrong.What = fault.Text{ZH: "「" + word + "」" + wrong.What.ZH, EN: "“" + word + "”: " + wrong.What.EN}
			return nil, wrong
		}
		keys = append(keys, key)
	}
	return keys, nil
}

// TellCell puts a value that was read from a cell into the words of the preview: options by their labels.
func (f *Field) TellCell(v any, cell string) string {
	switch f.Type {
	case OwnPerson, OwnYesNo:
		return cell
	}
	if told, ok := f.told(v).(string); ok {
		return told
	}
	return cell
}
