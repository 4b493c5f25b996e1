package record

import (
	"encoding/json"
	"maps"
	"slices"
	"strings"

	"xiaoguan/base/actor"
	"xiaoguan/base/fault"
	"xiaoguan/base/text"
)

// OwnPatch is what is sent for own fields: key → value as JSON, null clears.
type OwnPatch map[string]json.RawMessage

var (
	wantKnown = fault.Text{ZH: "见 /fields", EN: "See /fields"}
	notYours  = fault.Text{ZH: "你的角色不能改这一项", EN: "Your role may not change this"}
	wantAsk   = fault.Text{ZH: "请能改的人来填", EN: "Ask somebody who may"}
	needed    = fault.Text{ZH: "必填", EN: "Required"}
)

// TakeOwn judges what was sent for the own fields of a record and gives the custom column as it becomes. A new record gets
// the defaults and needs what is required of those who may fill it in; of one that exists only what is sent is judged, so
// that an old record without a value can still be changed elsewhere.
func (c *Catalogue) TakeOwn(p *fault.Problems, a *actor.Actor, kind, custom string, sent OwnPatch, fresh bool) string {
	if len(sent) == 0 && (!fresh || len(c.fields[kind]) == 0) {
		return custom
	}
	own, was := decodedOwn(custom), decodedOwn(custom)
	for _, key := range slices.Sorted(maps.Keys(sent)) {
		f, known := c.Field(kind, key)
		if !known || !f.Shows(a) {
			p.Add(OwnPrefix+key, fault.Text{ZH: "没有这个字段", EN: "There is no such field"}, wantKnown)
			continue
		}
		c.takeOne(p, a, f, own, sent[key])
	}
	if fresh {
		c.complete(p, a, kind, own)
	}
	if maps.EqualFunc(own, was, sameValue) {
		return custom
	}
	return encodedOwn(own)
}

func (c *Catalogue) takeOne(p *fault.Problems, a *actor.Actor, f *Field, own map[string]any, raw json.RawMessage) {
	v, wrong := f.Canon(raw)
	switch {
	case wrong != nil:
		p.Add(f.Name(), wrong.what, wrong.want)
		return
	case sameValue(v, own[f.Key]):
		return
	case !f.Takes(a):
		p.Add(f.Name(), notYours, wantAsk)
		return
	case v == nil && f.Required:
		p.Add(f.Name(), needed, fault.Text{ZH: f.Label, EN: f.Label})
		return
	}
	for _, key := range freshly(v, own[f.Key]) {
		if o, ok := f.Option(key); ok && o.Archived && (f.Type == OwnOneOf || f.Type == OwnManyOf) {
			wrong = f.offered()
			p.Add(f.Name(), wrong.what, wrong.want)
			return
		}
	}
	if own[f.Key] = v; v == nil {
		delete(own, f.Key)
	}
}

// freshly are the texts of a value that the value before had not.
func freshly(v, was any) (out []string) {
	had := append(texts(was), asText(was)...)
	for _, s := range append(slices.Clone(texts(v)), asText(v)...) {
		if !slices.Contains(had, s) {
			out = append(out, s)
		}
	}
	return out
}

func asText(v any) []string {
	if s, ok := v.(string); ok {
		return []string{s}
	}
	return nil
}

// complete fills in the defaults and asks for what is required.
func (c *Catalogue) complete(p *fault.Problems, a *actor.Actor, kind string, own map[string]any) {
	for _, f := range c.fields[kind] {
		if own[f.Key] != nil {
			continue
		}
		if v := f.preset(); v != nil {
			own[f.Key] = v
		} else if f.Required && f.Takes(a) {
			p.Add(f.Name(), needed, fault.Text{ZH: f.Label, EN: f.Label})
		}
	}
}

func encodedOwn(own map[string]any) string {
	if len(own) == 0 {
		return ""
	}
	text, err := json.Marshal(own)
	if err != nil {
		return ""
	}
	return string(text)
}

// OwnOf are the values of the fields that the actor sees, by key; archived fields are left out.
func (c *Catalogue) OwnOf(a *actor.Actor, kind, custom string) map[string]any {
	out := map[string]any{}
	if custom == "" || len(c.fields[kind]) == 0 {
		return out
	}
	own := decodedOwn(custom)
	for _, f := range c.fields[kind] {
		if v := own[f.Key]; v != nil && f.Shows(a) {
			out[f.Key] = v
		}
	}
	return out
}

// Undeclared is the own data that belongs to no field, as an import brought it.
func (c *Catalogue) Undeclared(kind, custom string) map[string]any {
	own := decodedOwn(custom)
	for _, f := range c.every[kind] {
		delete(own, f.Key)
	}
	return own
}

// Imported gives own data from a file names that no field has.
func (c *Catalogue) Imported(kind string, own map[string]any) map[string]any {
	for _, f := range c.every[kind] {
		if v, there := own[f.Key]; there {
			own = maps.Clone(own)
			delete(own, f.Key)
			own[f.Key+" *"] = v
		}
	}
	return own
}

// OwnTokens are the words a record is found by through its own fields. A field that only some roles see is left out: a
// search must not tell what one may not see.
func (c *Catalogue) OwnTokens(kind, custom string) []string {
	if custom == "" || len(c.fields[kind]) == 0 {
		return nil
	}
	own := decodedOwn(custom)
	var words []string
	for _, f := range c.fields[kind] {
		if v := own[f.Key]; v != nil && f.searched() {
			switch f.Type {
			case OwnOneOf, OwnManyOf:
				words = append(words, strings.ReplaceAll(asWord(f.told(v)), "、", " "))
			default:
				words = append(words, asWord(v))
			}
		}
	}
	return text.Tokens(words...)
}

func asWord(v any) string { s, _ := v.(string); return s }

// searched reports whether a field's values are words of the search.
func (f *Field) searched() bool {
	return f.ViewText == "" && !f.Veiled && slices.Contains([]FieldType{OwnText, OwnLongText, OwnOneOf, OwnManyOf, OwnLink}, f.Type)
}

// Lacking are the columns and own fields among required that a record has not filled: filled says so for a column.
func (c *Catalogue) Lacking(kind, custom string, required []string, filled func(column string) bool) (out []string) {
	own := decodedOwn(custom)
	for _, name := range required {
		if key, is := strings.CutPrefix(name, OwnPrefix); is {
			if _, known := c.Field(kind, key); known && own[key] == nil {
				out = append(out, name)
			}
		} else if !filled(name) {
			out = append(out, name)
		}
	}
	return out
}

// NamesOf keeps the names that one record's own values need.
func NamesOf(own map[string]any, names map[string]string) map[string]string {
	out := map[string]string{}
	for _, v := range own {
		if key, ok := v.(string); ok && names[key] != "" {
			out[key] = names[key]
		}
	}
	return out
}
