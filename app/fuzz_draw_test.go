package app_test

import (
	"encoding/json"
	"fmt"
	"maps"
	"net/url"
	"slices"
	"strings"

	"pgregory.net/rapid"
)

type object = map[string]any

// operation is one operation of the OpenAPI document.
type operation struct {
	method, path string
	spec         object
	doc          object
}

// operations lists what the document describes, in a fixed order.
func operations(text []byte) (list []operation, err error) {
	var doc object
	if err := json.Unmarshal(text, &doc); err != nil {
		return nil, err
	}
	paths := doc["paths"].(object)
	for _, path := range slices.Sorted(maps.Keys(paths)) {
		item := paths[path].(object)
		for _, method := range slices.Sorted(maps.Keys(item)) {
			list = append(list, operation{strings.ToUpper(method), path, item[method].(object), doc})
		}
	}
	return list, nil
}

// hostile are texts that have broken programs before.
var hostile = []string{
	"", " ", "'", "''", `"`, `\`, "%", "_", ";", "--", "/*", "' OR 1=1 --", "'); DROP TABLE lead; --", "x' UNION SELECT password_hash FROM identity --", "${7*7}", "{{7*7}}", "?", "$1", "?0", "\x00", "a\x00b", "\xff", "\xc3(", `\\u0000`,
	"\u202e文", "\ufeff", "\ufffe", "😀👨‍👩‍👧", "ﷺ", "e\u0301", "İ", "ß", "NaN", "Infinity", "-0", "1e309", "null", "true", "../../etc/passwd", "<script>alert(1)</script>", "\r\nX-Evil: 1", "0x1F", "٣", "９９", "me", "none",
	"9999-12-31", "0000-00-00", "2026-02-30", "-2026-01-01", "2026-11-24", "2026-11-24T09:30:00Z", "25:61", "09:30", "138 0013 8000", "+8613800138000", "a@b.cn", "宁波拓森汽车零部件有限公司", strings.Repeat("长", 300), strings.Repeat("a", 3000),
}

// drawer draws values for one world.
type drawer struct {
	ids    []string            // of records in every relation
	of     map[string][]string // those of one kind
	names  []string            // fields of lists
	polite bool                // this request is to be well-formed as far as the document says: it gets further in
}

// plain are texts and numbers that nothing forbids.
var (
	plain   = []string{"宁波拓森汽车零部件有限公司", "' OR 1=1 --", "a\"b\\c%_", "😀", "13800138000", "a@b.cn", "价格", "2026-11-24", "me"}
	numbers = []any{1, 1, 2, 5, 50, 100, 2026}
)

func newDrawer(w *world) *drawer {
	d := &drawer{of: map[string][]string{}, ids: []string{"", "00000000-0000-0000-0000-000000000000", "ffffffff-ffff-ffff-ffff-ffffffffffff", "0192d4e1-7a3c-7b52-9d1e-3f2a6c8b9e01", "x"}}
	for _, kind := range slices.Sorted(maps.Keys(w.subjects)) {
		for key, p := range w.subjects[kind] {
			if !strings.HasPrefix(key, own) || kind != "member" { // the three who ask stay
				d.ids = append(d.ids, p.ID.String())
				d.of[kind] = append(d.of[kind], p.ID.String())
			}
		}
	}
	for _, typ := range w.h.App.Types.Types() {
		for _, c := range typ.Columns {
			d.names = append(d.names, c.Name)
		}
	}
	slices.Sort(d.ids[5:])
	for _, ids := range d.of {
		slices.Sort(ids)
	}
	return d
}

func (d *drawer) text(t *rapid.T) string {
	if d.polite {
		return rapid.SampledFrom(plain).Draw(t, "text")
	}
	if rapid.IntRange(0, 3).Draw(t, "wild") == 0 {
		return rapid.String().Draw(t, "text")
	}
	return rapid.SampledFrom(hostile).Draw(t, "text")
}

func (d *drawer) id(t *rapid.T) string {
	if d.polite {
		return rapid.SampledFrom(d.ids[5:]).Draw(t, "id")
	}
	if rapid.IntRange(0, 9).Draw(t, "odd") == 0 {
		return d.text(t)
	}
	return rapid.SampledFrom(d.ids).Draw(t, "id")
}

// filter draws a condition, mostly one that can be read.
func (d *drawer) filter(t *rapid.T) string {
	field := rapid.SampledFrom(d.names).Draw(t, "field")
	op := rapid.SampledFrom([]string{"eq", "ne", "in", "lt", "le", "gt", "ge", "empty", "has", "q", "before", "after", "or", "like"}).Draw(t, "op")
	value := d.text(t)
	switch rapid.IntRange(0, 4).Draw(t, "value") {
	case 0:
		value = d.id(t)
	case 1:
		value = fmt.Sprint(d.number(t))
	}
	if d.polite {
		return rapid.SampledFrom([]string{"name:eq:" + value, "owner_id:eq:me", "owner_id:empty:", "id:in:" + d.id(t), "name:q:拓森", "created_at:ge:2026-01-01T00:00:00Z", "tag:eq:" + value, "created_at:eq:this_week", "intake_day:ge:last_30_days", "group_id:eq:my_group", "name:like:" + value}).Draw(t, "filter")
	}
	if rapid.IntRange(0, 9).Draw(t, "broken") == 0 {
		return d.text(t)
	}
	return field + ":" + op + ":" + value
}

func (d *drawer) number(t *rapid.T) any {
	if d.polite {
		return rapid.SampledFrom(numbers).Draw(t, "number")
	}
	return rapid.SampledFrom([]any{0, 1, -1, 2, 3, 50, 200, 201, 2026, 1000000000, -9223372036854775808, 9223372036854775807, json.Number("9223372036854775808"), 0.5, json.Number("1e400"), json.Number("1e-400")}).Draw(t, "number")
}

func (d *drawer) any(t *rapid.T) any {
	return rapid.SampledFrom([]any{nil, true, 1, -1, "x", "", []any{}, []any{nil}, object{}, object{"a": object{}}, 1.5}).Draw(t, "any")
}

// value draws a value of a schema, or now and then something else.
func (d *drawer) value(t *rapid.T, doc object, name string, schema object, depth int) any {
	if !d.polite && rapid.IntRange(0, 24).Draw(t, "confused") == 0 {
		return d.any(t)
	}
	if ref, ok := schema["$ref"].(string); ok {
		schema = doc["components"].(object)["schemas"].(object)[ref[strings.LastIndex(ref, "/")+1:]].(object)
	}
	kind, _ := schema["type"].(string)
	if kinds, ok := schema["type"].([]any); ok {
		kind, _ = kinds[0].(string)
	}
	if options, ok := schema["enum"].([]any); ok && (d.polite || rapid.IntRange(0, 9).Draw(t, "other") > 0) {
		return rapid.SampledFrom(options).Draw(t, "option")
	}
	switch kind {
	case "boolean":
		return rapid.Bool().Draw(t, "bool")
	case "integer", "number":
		return d.number(t)
	case "array":
		items, _ := schema["items"].(object)
		out := []any{}
		for range rapid.IntRange(0, 3).Draw(t, "length") {
			out = append(out, d.value(t, doc, strings.TrimSuffix(name, "s"), items, depth+1))
		}
		return out
	case "object":
		return d.object(t, doc, schema, depth)
	}
	switch {
	case d.polite && (name == "day" || name == "from" || name == "to" || strings.HasPrefix(name, "next_due")):
		return rapid.SampledFrom([]string{"2026-11-24", "2026-12-31", "2027-03-01"}).Draw(t, "day")
	case d.polite && name == "next_time":
		return "09:30"
	case name == "filter":
		return d.filter(t)
	case name == "or":
		return rapid.SampledFrom([]string{"1:", "2:", "0:", ""}).Draw(t, "group") + d.filter(t)
	case name == "id" || strings.HasSuffix(name, "_id"):
		return d.id(t)
	}
	return d.text(t)
}

func (d *drawer) object(t *rapid.T, doc, schema object, depth int) object {
	out := object{}
	properties, _ := schema["properties"].(object)
	required, _ := schema["required"].([]any)
	for _, name := range slices.Sorted(maps.Keys(properties)) {
		most := 1
		if d.polite && slices.Contains(required, any(name)) {
			most = 1 << 20
		} else if slices.Contains(required, any(name)) {
			most = 19
		}
		if depth < 5 && rapid.IntRange(0, most).Draw(t, "has "+name) > 0 {
			out[name] = d.value(t, doc, name, properties[name].(object), depth+1)
		}
	}
	if more, ok := schema["additionalProperties"].(object); ok {
		out[d.text(t)] = d.value(t, doc, "", more, depth+1)
	} else if !d.polite && rapid.IntRange(0, 29).Draw(t, "stray") == 0 {
		out["stray"] = 1
	}
	return out
}

// request is a drawn request.
type request struct {
	path string
	body any // nil, or JSON text
	head map[string]string
}

func (d *drawer) request(t *rapid.T, op operation) request {
	out := request{path: op.path, head: map[string]string{}}
	d.polite = rapid.Bool().Draw(t, "polite")
	query := url.Values{}
	parameters, _ := op.spec["parameters"].([]any)
	for _, p := range parameters {
		param := p.(object)
		name, schema := param["name"].(string), param["schema"].(object)
		if param["in"] == "path" {
			if fit := d.of[kindAt(op.path)]; d.polite && name == "id" && len(fit) > 0 { // gets further in
				out.path = strings.ReplaceAll(out.path, "{id}", rapid.SampledFrom(fit).Draw(t, "fitting id"))
				continue
			}
			out.path = strings.ReplaceAll(out.path, "{"+name+"}", url.PathEscape(strings.ReplaceAll(fmt.Sprint(d.value(t, op.doc, name, schema, 0)), "/", "")+"~"))
			out.path = strings.TrimSuffix(out.path, "~")
			continue
		}
		if rapid.IntRange(0, 2).Draw(t, "has "+name) == 0 {
			continue
		}
		switch v := d.value(t, op.doc, name, schema, 0).(type) {
		case []any:
			for _, each := range v {
				query.Add(name, fmt.Sprint(each))
			}
		default:
			if name == "sort" && rapid.Bool().Draw(t, "known") {
				v = rapid.SampledFrom([]string{"", "-"}).Draw(t, "way") + rapid.SampledFrom(d.names).Draw(t, "by")
			}
			query.Set(name, fmt.Sprint(v))
		}
	}
	if len(query) > 0 {
		out.path += "?" + query.Encode()
	}
	if body, ok := op.spec["requestBody"].(object); ok {
		out.body = d.body(t, op, body)
	}
	if rapid.IntRange(0, 4).Draw(t, "keyed") == 0 {
		out.head["Idempotency-Key"] = rapid.SampledFrom([]string{"k1", "k2", "k3", strings.Repeat("k", 101), "钥匙"}).Draw(t, "key")
	}
	out.head["Accept-Language"] = rapid.SampledFrom([]string{"", "zh-CN", "en-GB,en;q=0.8", "xx", ";;;"}).Draw(t, "language")
	return out
}

// kindAt is the kind of record that a path is about: lead for /api/v1/leads/{id}/claim.
func kindAt(path string) string {
	first, _, _ := strings.Cut(strings.TrimPrefix(path, "/api/v1/"), "/")
	return strings.TrimSuffix(first, "s")
}

func (d *drawer) body(t *rapid.T, op operation, body object) any {
	content, ok := body["content"].(object)["application/json"].(object)
	if !ok {
		return nil
	}
	if !d.polite && rapid.IntRange(0, 19).Draw(t, "broken") == 0 {
		return rapid.SampledFrom([]string{"", "{", "[]", "null", "\"x\"", "{\"a\":1}}", "\xff\xfe", strings.Repeat("[", 20000), `{"name":"a","name":"b"}`}).Draw(t, "text")
	}
	text, err := json.Marshal(d.value(t, op.doc, "", content["schema"].(object), 0))
	if err != nil {
		t.Fatal(err)
	}
	return string(text)
}
