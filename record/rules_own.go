package record

import (
	"bytes"
	"encoding/json"
	"fmt"
	"io"
	"math"
	"math/big"
	"net/url"
	"reflect"
	"slices"
	"strings"
	"unicode/utf8"

	"xiaoguan/base/day"
	"xiaoguan/base/fault"
	"xiaoguan/base/id"
)

// The bounds of own values.
const (
	mostText     = 200
	mostLongText = 5000
	mostLink     = 500
	mostPicked   = 30
	mostFen      = int64(9_000_000_000_000_000)
	scale        = 10_000                 // a number is compared in ten-thousandths
	mostNumber   = int64(900_000_000_000) // so that it fits
	sortedRunes  = 100                    // of a long text stand in the side table
)

// misfit is what is wrong with a value and what would be right.
type misfit struct{ what, want fault.Text }

func bad(whatZH, whatEN, wantZH, wantEN string) *misfit {
	return &misfit{fault.Text{ZH: whatZH, EN: whatEN}, fault.Text{ZH: wantZH, EN: wantEN}}
}

// Canon brings a value as it was sent into its canonical form: string, json.Number, int64 (fen), bool or []string; nil is
// empty. Ids are judged as ids only: whether the record exists is judged where records are read.
func (f *Field) Canon(raw json.RawMessage) (any, *misfit) {
	v, err := decodeOne(raw)
	if err != nil {
		return nil, bad("值读不懂", "The value cannot be read", "一个 JSON 值", "A JSON value")
	}
	if v == nil {
		return nil, nil
	}
	switch f.Type {
	case OwnText:
		return canonText(v, mostText, true)
	case OwnLongText:
		return canonText(v, mostLongText, false)
	case OwnNumber:
		return canonNumber(v)
	case OwnMoney:
		return canonMoney(v)
	case OwnDate:
		return canonDay(v)
	case OwnYesNo:
		if yes, ok := v.(bool); ok {
			return yes, nil
		}
		return nil, bad("不是「是」或「否」", "Neither yes nor no", "true 或 false", "true or false")
	case OwnOneOf:
		return f.canonOption(v)
	case OwnManyOf:
		return f.canonOptions(v)
	case OwnPerson, OwnCustomer:
		return canonID(v)
	case OwnLink:
		return canonLink(v)
	}
	return nil, bad("没有这种字段", "There is no such type of field", "见 /fields", "See /fields")
}

func decodeOne(raw []byte) (any, error) {
	d := json.NewDecoder(bytes.NewReader(raw))
	d.UseNumber()
	var v any
	if err := d.Decode(&v); err != nil {
		return nil, err
	}
	if _, err := d.Token(); err != io.EOF {
		return nil, fmt.Errorf("more than one value")
	}
	return v, nil
}

func canonText(v any, most int, oneLine bool) (any, *misfit) {
	want := fmt.Sprintf("最多 %d 个字", most)
	wantEN := fmt.Sprintf("At most %d characters", most)
	s, ok := v.(string)
	if !ok {
		return nil, bad("不是文字", "Not a text", want, wantEN)
	}
	if s = strings.TrimSpace(s); s == "" {
		return nil, nil
	}
	control := strings.ContainsFunc(s, func(r rune) bool { return r < ' ' && (oneLine || r != '\n' && r != '\t' && r != '\r') || r == 0x7f })
	switch {
	case !utf8.ValidString(s) || control:
		return nil, bad("含有不能用的字符", "Holds characters that cannot be used", want+"，不含控制字符", wantEN+", no control characters")
	case utf8.RuneCountInString(s) > most:
		return nil, bad("太长", "Too long", want, wantEN)
	}
	return s, nil
}

// scaled is a decimal number in ten-thousandths, exact.
func scaled(text string) (int64, bool) {
	if len(text) > 40 || strings.ContainsAny(text, "eE") {
		return 0, false
	}
	r, ok := new(big.Rat).SetString(text)
	if !ok {
		return 0, false
	}
	r.Mul(r, big.NewRat(scale, 1))
	if !r.IsInt() || !r.Num().IsInt64() {
		return 0, false
	}
	n := r.Num().Int64()
	return n, n <= mostNumber*scale && n >= -mostNumber*scale
}

// unscaled writes ten-thousandths as the shortest decimal.
func unscaled(n int64) string {
	sign, u := "", n
	if n < 0 {
		sign, u = "-", -n
	}
	s := fmt.Sprintf("%s%d.%04d", sign, u/scale, u%scale)
	return strings.TrimSuffix(strings.TrimRight(s, "0"), ".")
}

func canonNumber(v any) (any, *misfit) {
	number, ok := v.(json.Number)
	if ok {
		if n, fits := scaled(string(number)); fits {
			return json.Number(unscaled(n)), nil
		}
	}
	return nil, bad("不是数，或小数超过四位", "Not a number, or more than four decimals", "例如 12.5，绝对值不超过 9 千亿", "Such as 12.5, up to 900 billion either way")
}

func canonMoney(v any) (any, *misfit) {
	if number, ok := v.(json.Number); ok {
		if n, err := number.Int64(); err == nil && n >= 0 && n <= mostFen {
			return n, nil
		}
	}
	return nil, bad("金额不对", "Not an amount", "0 或更大的整数，以分计", "A whole number, 0 or more, in fen")
}

func canonDay(v any) (any, *misfit) {
	s, ok := v.(string)
	if ok && s == "" {
		return nil, nil
	}
	if ok {
		if d, err := day.Parse(s); err == nil {
			return d.String(), nil
		}
	}
	return nil, bad("不是日期", "Not a day", "例如 2026-11-24", "Such as 2026-11-24")
}

func canonID(v any) (any, *misfit) {
	s, ok := v.(string)
	if ok && s == "" {
		return nil, nil
	}
	if ok {
		if v, err := id.Parse(s); err == nil && !v.IsZero() {
			return v.String(), nil
		}
	}
	return nil, bad("不是记录的编号", "Not the id of a record", "从列表里选一个", "Choose one of the list")
}

func canonLink(v any) (any, *misfit) {
	want := bad("不是网址", "Not a web address", "以 http:// 或 https:// 开头，最多 500 个字符", "Begins with http:// or https://, at most 500 characters")
	s, ok := v.(string)
	if s = strings.TrimSpace(s); ok && s == "" {
		return nil, nil
	}
	u, err := url.Parse(s)
	if !ok || err != nil || u.Scheme != "http" && u.Scheme != "https" || u.Host == "" || len(s) > mostLink || !utf8.ValidString(s) ||
		strings.ContainsFunc(s, func(r rune) bool { return r <= ' ' || r == 0x7f }) {
		return nil, want
	}
	return s, nil
}

// offered names the options that may be chosen.
func (f *Field) offered() *misfit {
	var names []string
	for _, o := range f.Options {
		if !o.Archived {
			names = append(names, o.Key+" ("+o.Label+")")
		}
	}
	list := strings.Join(names, " ")
	return bad("不在选项里", "Not one of the options", "可选："+list, "One of: "+list)
}

func (f *Field) canonOption(v any) (any, *misfit) {
	key, ok := v.(string)
	if ok && key == "" {
		return nil, nil
	}
	if _, known := f.Option(key); !ok || !known {
		return nil, f.offered()
	}
	return key, nil
}

func (f *Field) canonOptions(v any) (any, *misfit) {
	list, ok := v.([]any)
	if !ok {
		return nil, f.offered()
	}
	var out []string
	for _, each := range list {
		key, _ := each.(string)
		if _, known := f.Option(key); !known {
			return nil, f.offered()
		}
		out = append(out, key)
	}
	slices.Sort(out)
	out = slices.Compact(out)
	switch {
	case len(out) == 0:
		return nil, nil
	case len(out) > mostPicked:
		return nil, bad("选得太多", "Too many chosen", "最多 30 个", "At most 30")
	}
	return out, nil
}

// decoded reads a canonical value back from JSON: numbers stay exact.
func decoded(text string) any {
	v, err := decodeOne([]byte(text))
	if err != nil {
		return nil
	}
	return v
}

// decodedOwn reads a custom column.
func decodedOwn(custom string) map[string]any {
	own, _ := decoded(custom).(map[string]any)
	if own == nil {
		own = map[string]any{}
	}
	return own
}

// side is a value as the side table has it: a text, a number, or both.
type side struct {
	text   *string
	number *int64
}

// sides are the rows a canonical value becomes in the side table; a value that does not fit the field becomes none.
func (f *Field) sides(v any) []side {
	switch f.Type {
	case OwnNumber, OwnMoney, OwnYesNo:
		if n, ok := f.count(v); ok {
			return []side{{number: &n}}
		}
		return nil
	case OwnManyOf:
		var out []side
		for _, key := range texts(v) {
			out = append(out, side{text: &key})
		}
		return out
	}
	s, ok := v.(string)
	if !ok || s == "" {
		return nil
	}
	if f.Type == OwnLongText && utf8.RuneCountInString(s) > sortedRunes {
		s = string([]rune(s)[:sortedRunes])
	}
	return []side{{text: &s}}
}

// count is a value as a number that is compared: ten-thousandths, fen, or 0 and 1.
func (f *Field) count(v any) (int64, bool) {
	switch n := v.(type) {
	case bool:
		if n {
			return 1, f.Type == OwnYesNo
		}
		return 0, f.Type == OwnYesNo
	case int64:
		return n, f.Type == OwnMoney
	case json.Number:
		if f.Type == OwnNumber {
			return scaled(string(n))
		}
		fen, err := n.Int64()
		return fen, err == nil && f.Type == OwnMoney
	}
	return 0, false
}

// texts are the strings of a list, whichever way it was read.
func texts(v any) (out []string) {
	switch list := v.(type) {
	case []string:
		return list
	case []any:
		for _, each := range list {
			if s, ok := each.(string); ok {
				out = append(out, s)
			}
		}
	}
	return out
}

// told puts a value into words as they are today, for the journal: options by their labels, amounts in yuan. People and
// customers stay ids.
func (f *Field) told(v any) any {
	if v == nil {
		return nil
	}
	switch f.Type {
	case OwnOneOf:
		return f.optionLabel(fmt.Sprint(v))
	case OwnManyOf:
		var out []string
		for _, key := range texts(v) {
			out = append(out, f.optionLabel(key))
		}
		return strings.Join(out, "、")
	case OwnMoney:
		if n, ok := f.count(v); ok {
			return strings.TrimSuffix(fmt.Sprintf("%d.%02d", n/100, n%100), ".00")
		}
	}
	return fmt.Sprint(v)
}

func (f *Field) optionLabel(key string) string {
	if o, ok := f.Option(key); ok {
		return o.Label
	}
	return key
}

// sameValue compares canonical values however they were read.
func sameValue(a, b any) bool {
	if reflect.DeepEqual(a, b) {
		return true
	}
	if a == nil || b == nil {
		return false
	}
	if la, lb := texts(a), texts(b); la != nil || lb != nil {
		return slices.Equal(la, lb)
	}
	return fmt.Sprint(a) == fmt.Sprint(b)
}

// noNumber stands for «no value» where numbers are sorted, at the far end of either order.
func noNumber(desc bool) int64 {
	if desc {
		return math.MinInt64 / 2
	}
	return math.MaxInt64 / 2
}
