package app_test

import (
	"encoding/json"
	"fmt"
	"maps"
	"slices"
	"strings"
	"testing"

	"xiaoguan/app/apptest"
)

// strays says where a value is not what a schema of the document declares, "" for nowhere. It reads the document alone, as a
// client does, and knows no more of JSON Schema than the document uses.
func strays(doc, schema object, at string, value any) string {
	if ref, ok := schema["$ref"].(string); ok {
		schema = doc["components"].(object)["schemas"].(object)[ref[strings.LastIndex(ref, "/")+1:]].(object)
	}
	if any, ok := schema["anyOf"].([]any); ok {
		var why []string
		for _, each := range any {
			w := strays(doc, each.(object), at, value)
			if w == "" {
				return ""
			}
			why = append(why, w)
		}
		return strings.Join(why, "; and ")
	}
	if why := straysType(schema, at, value); why != "" {
		return why
	}
	if options, ok := schema["enum"].([]any); ok && value != nil && !slices.Contains(options, value) {
		return fmt.Sprintf("%s is %v, none of %v", at, value, options)
	}
	switch v := value.(type) {
	case []any:
		items, _ := schema["items"].(object)
		for i, each := range v {
			if why := strays(doc, items, fmt.Sprintf("%s[%d]", at, i), each); why != "" {
				return why
			}
		}
	case object:
		return straysObject(doc, schema, at, v)
	}
	return ""
}

// straysType compares the kind of a value with the kinds that are declared; no kind declared is every kind.
func straysType(schema object, at string, value any) string {
	kinds, ok := schema["type"].([]any)
	if !ok && schema["type"] == nil {
		return ""
	} else if !ok {
		kinds = []any{schema["type"]}
	}
	kind := "null"
	switch v := value.(type) {
	case string:
		kind = "string"
	case bool:
		kind = "boolean"
	case json.Number:
		kind = "integer"
		if strings.ContainsAny(v.String(), ".eE") {
			kind = "number"
		}
	case []any:
		kind = "array"
	case object:
		kind = "object"
	}
	if !slices.Contains(kinds, any(kind)) {
		return fmt.Sprintf("%s is %s, not %v", at, kind, kinds)
	}
	return ""
}

func straysObject(doc, schema object, at string, value object) string {
	properties, _ := schema["properties"].(object)
	required, _ := schema["required"].([]any)
	for _, name := range required {
		if _, there := value[name.(string)]; !there {
			return fmt.Sprintf("%s lacks %v", at, name)
		}
	}
	for _, name := range slices.Sorted(maps.Keys(value)) {
		each, known := properties[name].(object)
		if !known {
			each, known = schema["additionalProperties"].(object)
		}
		if !known && schema["additionalProperties"] == false {
			return fmt.Sprintf("%s has %s, which is not declared", at, name)
		} else if !known {
			continue
		}
		if why := strays(doc, each, at+"."+name, value[name]); why != "" {
			return why
		}
	}
	return ""
}

// straysFrom reads an answer and compares it with the schema of its media type.
func straysFrom(doc, media object, body string) string {
	d := json.NewDecoder(strings.NewReader(body))
	d.UseNumber()
	var value any
	if err := d.Decode(&value); err != nil {
		return err.Error()
	}
	return strays(doc, media["schema"].(object), "answer", value)
}

// TestJudge plants one fault of each kind into an answer that is right.
func TestJudge(t *testing.T) {
	h := one(t)
	o := h.Found(t, homeName)
	h.Lead(t, o, nil, "判断")
	c := h.Enter(t, homeName, apptest.Operations)
	text, err := h.App.OpenAPI()
	if err != nil {
		t.Fatal(err)
	}
	list, err := operations(text)
	if err != nil {
		t.Fatal(err)
	}
	at := slices.IndexFunc(list, func(op operation) bool { return op.method == "GET" && op.path == "/api/v1/leads" })
	answer := c.Must(t, 200, "GET", "/leads", nil)
	if why := judge(list[at], answer); why != "" {
		t.Fatalf("as it is: %s\n%s", why, answer.Body)
	}
	for name, c := range map[string]struct{ from, to, want string }{
		"a list that is null":     {`"tags":[`, `"tags":null,"tags_":[`, "answer.items[0].tags is null"},
		"null for a text":         {`"wechat":""`, `"wechat":null`, "answer.items[0].wechat is null"},
		"a value out of the enum": {`"state":"open"`, `"state":"ajar"`, "answer.items[0].state is ajar"},
		"a missing member":        {`"has_phone"`, `"has_telephone"`, "answer.items[0] lacks has_phone"},
		"a stray member":          {`"has_phone"`, `"stray":1,"has_phone"`, "answer.items[0] has stray"},
		"a text for a number":     {`"idle_days":0`, `"idle_days":"x"`, "answer.items[0].idle_days is string"},
		"a half number":           {`"touch_count":0`, `"touch_count":0.5`, "answer.items[0].touch_count is number"},
		"a text for an owner":     {`"owner":null`, `"owner":"x"`, "answer.items[0].owner is string, not [object]"},
	} {
		broken := *answer
		broken.Body = strings.Replace(answer.Body, c.from, c.to, 1)
		if why := judge(list[at], &broken); broken.Body == answer.Body || !strings.Contains(why, c.want) {
			t.Errorf("%s: judged %q, want %q\n%s", name, why, c.want, broken.Body)
		}
	}
}
