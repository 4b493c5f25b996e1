package record

import (
	"encoding/json"
	"fmt"
	"slices"
	"strings"
	"unicode"
	"unicode/utf8"

	"xiaoguan/base/actor"
	"xiaoguan/base/fault"
	"xiaoguan/base/text"
)

// The bounds of what a company may declare.
const (
	mostFields  = 200 // of one kind of record
	mostOptions = 200
)

// FieldDraft is a field as it is to be; nil means unchanged, for a new field: nothing.
type FieldDraft struct {
	Label     *string         `json:"label,omitempty" maxLength:"50"`
	Help      *string         `json:"help,omitempty" maxLength:"200"`
	Type      *FieldType      `json:"type,omitempty" enum:"text,long_text,number,money,date,yes_no,one_of,many_of,person,customer,link"`
	Options   *[]FieldOption  `json:"options,omitempty" maxItems:"200" doc:"of one_of and many_of, in order; an option without key is new"`
	Default   json.RawMessage `json:"default,omitempty" doc:"the value a new record gets; null for none"`
	Unique    *bool           `json:"unique,omitempty" doc:"no two records have the same value"`
	Required  *bool           `json:"required,omitempty" doc:"a new record needs a value"`
	Position  *int            `json:"position,omitempty" minimum:"0" maximum:"10000"`
	ViewRoles *[]string       `json:"view_roles,omitempty" maxItems:"50" doc:"roles that see it, empty for all; an administrator always does"`
	EditRoles *[]string       `json:"edit_roles,omitempty" maxItems:"50" doc:"roles that fill it in, empty for all that edit the record"`
}

// draw gives the field as the draft makes it; problems name what cannot be. others are the fields of the same kind, roles
// those that exist.
func (d *FieldDraft) draw(p *fault.Problems, before Field, others []*Field, roles []string) *Field {
	f := before
	setLine(&f.Label, d.Label)
	setLine(&f.Help, d.Help)
	if d.Type != nil {
		f.Type = *d.Type
	}
	if d.Unique != nil {
		f.Unique = *d.Unique
	}
	if d.Required != nil {
		f.Required = *d.Required
	}
	if d.Position != nil {
		f.Position = *d.Position
	}
	d.drawOptions(p, &f)
	f.ViewText = d.drawRoles(p, "view_roles", d.ViewRoles, f.ViewText, roles)
	f.EditText = d.drawRoles(p, "edit_roles", d.EditRoles, f.EditText, roles)
	f.check(p, others)
	d.drawPreset(p, &f)
	if f.Key == "" {
		f.Key = keyFor(f.Label, func(key string) bool { return slices.ContainsFunc(others, func(o *Field) bool { return o.Key == key }) })
	}
	return &f
}

func setLine(to *string, v *string) {
	if v != nil {
		*to = strings.TrimSpace(*v)
	}
}

// checkWord judges a name people give: one line without control characters.
func checkWord(p *fault.Problems, field, word string, most int) {
	want := fault.Text{ZH: fmt.Sprintf("1 到 %d 个字，不含换行", most), EN: fmt.Sprintf("1 to %d characters, no line breaks", most)}
	switch {
	case word == "":
		p.Need(field, word, want)
	case utf8.RuneCountInString(word) > most:
		p.Add(field, fault.Text{ZH: "太长", EN: "Too long"}, want)
	case !utf8.ValidString(word) || strings.ContainsFunc(word, unicode.IsControl):
		p.Add(field, fault.Text{ZH: "含有不能用的字符", EN: "Holds characters that cannot be used"}, want)
	}
}

func (f *Field) check(p *fault.Problems, others []*Field) {
	checkWord(p, "label", f.Label, 50)
	if f.Help != "" {
		checkWord(p, "help", f.Help, 200)
	}
	if !slices.Contains(FieldTypes, f.Type) {
		p.Add("type", fault.Text{ZH: "没有这种字段", EN: "There is no such type of field"}, fault.Text{ZH: fmt.Sprint("可选：", FieldTypes), EN: fmt.Sprint("One of: ", FieldTypes)})
	}
	for _, o := range others {
		if o.ID != f.ID && !o.Archived() && o.Label == f.Label {
			p.Add("label", fault.Text{ZH: "已经有一个字段叫这个名字", EN: "Another field has this name"}, fault.Text{ZH: "换一个名字", EN: "Another name"})
		}
	}
	if f.ID.IsZero() && len(others) >= mostFields {
		p.Add("label", fault.Text{ZH: "字段太多", EN: "Too many fields"}, fault.Text{ZH: fmt.Sprintf("一种记录最多 %d 个", mostFields), EN: fmt.Sprintf("At most %d of one kind of record", mostFields)})
	}
	if f.Unique && slices.Contains([]FieldType{OwnLongText, OwnYesNo, OwnManyOf}, f.Type) {
		p.Add("unique", fault.Text{ZH: "这种字段不能要求唯一", EN: "Values of this type cannot be unique"}, fault.Text{ZH: "文字、数字、金额、日期、单选、人、客户、网址可以", EN: "Text, number, money, date, one of, person, customer and link can"})
	}
}

// drawOptions takes the options over, giving new ones their keys.
func (d *FieldDraft) drawOptions(p *fault.Problems, f *Field) {
	if f.Type != OwnOneOf && f.Type != OwnManyOf {
		f.Options = nil
	} else if d.Options != nil {
		f.Options = d.keyed(p, f)
	}
	if (f.Type == OwnOneOf || f.Type == OwnManyOf) && len(f.Options) == 0 {
		p.Add("options", fault.Text{ZH: "至少要有一个选项", EN: "It needs at least one option"}, fault.Text{ZH: "例如 高、中、低", EN: "Such as high, medium, low"})
	}
	f.OptionText = ""
	if len(f.Options) > 0 {
		text, _ := json.Marshal(f.Options) // texts and booleans
		f.OptionText = string(text)
	}
}

// keyed gives every new option a key that no option of the field ever had: o01, o02 …, in the order they were made.
func (d *FieldDraft) keyed(p *fault.Problems, f *Field) []FieldOption {
	highest := 0
	for _, o := range f.Options {
		var n int
		if _, err := fmt.Sscanf(o.Key, "o%d", &n); err == nil {
			highest = max(highest, n)
		}
	}
	var out []FieldOption
	names := map[string]bool{}
	for _, o := range *d.Options {
		o.Label = strings.TrimSpace(o.Label)
		checkWord(p, "options", o.Label, 50)
		if _, known := f.Option(o.Key); o.Key != "" && !known {
			p.Add("options", fault.Text{ZH: "没有这个选项：" + o.Key, EN: "There is no such option: " + o.Key}, fault.Text{ZH: "新选项不带 key", EN: "A new option has no key"})
		}
		if names[o.Label] {
			p.Add("options", fault.Text{ZH: "选项重复：" + o.Label, EN: "The option stands twice: " + o.Label}, fault.Text{ZH: "每个选项一个名字", EN: "One name for each"})
		}
		names[o.Label] = true
		if o.Key == "" {
			highest++
			o.Key = fmt.Sprintf("o%02d", highest)
		}
		out = append(out, o)
	}
	return out
}

func (d *FieldDraft) drawRoles(p *fault.Problems, field string, asked *[]string, was string, roles []string) string {
	if asked == nil {
		return was
	}
	for _, r := range *asked {
		if !slices.Contains(roles, r) {
			list := strings.Join(roles, " ")
			p.Add(field, fault.Text{ZH: "没有这个角色：" + r, EN: "There is no such role: " + r}, fault.Text{ZH: "可选：" + list, EN: "One of: " + list})
			return was
		}
	}
	list := slices.Clone(*asked)
	slices.Sort(list)
	return strings.Join(slices.Compact(list), ",")
}

func (d *FieldDraft) drawPreset(p *fault.Problems, f *Field) {
	raw := d.Default
	if raw == nil {
		raw = json.RawMessage(f.Preset)
	}
	if len(raw) == 0 {
		return
	}
	v, wrong := f.Canon(raw)
	switch {
	case wrong != nil:
		p.Add("default", wrong.what, wrong.want)
	case v != nil && f.Unique:
		p.Add("default", fault.Text{ZH: "要求唯一的字段不能有默认值", EN: "A unique field has no default"}, fault.Text{ZH: "去掉默认值", EN: "No default"})
	case v != nil && (f.Type == OwnPerson || f.Type == OwnCustomer):
		p.Add("default", fault.Text{ZH: "指向人或客户的字段没有默认值", EN: "A field that points at a person or customer has no default"}, fault.Text{ZH: "去掉默认值", EN: "No default"})
	}
	if f.Preset = ""; v != nil && wrong == nil {
		text, _ := json.Marshal(v) // canonical
		f.Preset = string(text)
	}
}

// keyFor makes a short latin key of a label that no other has and that no file's column is called: budget_1, ysdj_1.
func keyFor(label string, taken func(string) bool) string {
	var b strings.Builder
	for _, r := range strings.ToLower(text.Initials(label)) {
		if (r >= 'a' && r <= 'z' || r >= '0' && r <= '9') && b.Len() < 16 {
			b.WriteRune(r)
		}
	}
	stem := b.String()
	if stem == "" || stem[0] <= '9' {
		stem = "f" + stem
	}
	for n := 1; ; n++ {
		if key := fmt.Sprintf("%s_%d", stem, n); !taken(key) {
			return key
		}
	}
}

// FieldBreak is one way in which a change breaks what is there.
type FieldBreak string

// The breaks.
const (
	BreakRequired FieldBreak = "required" // records without a value
	BreakUnique   FieldBreak = "unique"   // values that several records have
	BreakOption   FieldBreak = "option"   // records with an option that goes
	BreakType     FieldBreak = "type"     // records with a value of the old type
)

// The choices.
const (
	KeepOld = "keep"    // old records stay as they are; what is entered from now on is judged
	FillOld = "fill"    // old records without a value get the default
	Archive = "archive" // an option that is in use stays where it stands and is no longer offered
)

// breaks are the ways in which going from one state of a field to another may break records, with the choices each leaves.
func breaks(before, after *Field) map[FieldBreak][]string {
	out := map[FieldBreak][]string{}
	if before.Type != after.Type {
		out[BreakType] = []string{}
		return out
	}
	if after.Required && !before.Required {
		out[BreakRequired] = []string{KeepOld}
		if after.Preset != "" {
			out[BreakRequired] = []string{KeepOld, FillOld}
		}
	}
	if after.Unique && !before.Unique {
		out[BreakUnique] = []string{}
	}
	if len(gone(before, after)) > 0 {
		out[BreakOption] = []string{Archive}
	}
	return out
}

// gone are the keys of options that a change takes away.
func gone(before, after *Field) (keys []string) {
	for _, o := range before.Options {
		if _, stays := after.Option(o.Key); !stays {
			keys = append(keys, o.Key)
		}
	}
	return keys
}

// withArchived puts options that are in use back, archived.
func withArchived(before, after *Field, keys []string) {
	for _, o := range before.Options {
		if slices.Contains(keys, o.Key) {
			o.Archived = true
			after.Options = append(after.Options, o)
		}
	}
	text, _ := json.Marshal(after.Options) // texts and booleans
	after.OptionText = string(text)
}

// builtinRoles are the roles a company starts with.
func builtinRoles() []string {
	out := make([]string, len(actor.Roles))
	for i, r := range actor.Roles {
		out[i] = string(r)
	}
	return out
}
