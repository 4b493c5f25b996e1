package web

import (
	"net/http"
	"reflect"
	"regexp"
	"strconv"
	"strings"

	"github.com/danielgtaylor/huma/v2"
)

// schemas is where the document keeps the shapes that have a name.
const schemas = "#/components/schemas/"

// Media is a body beside JSON that huma knows of: its media type, and a value of the Go type whose JSON or form it is; nil
// stands for bytes.
type Media struct {
	Type string
	Of   any
}

var placeholder = regexp.MustCompile(`\{(\w+)\}`)

// describe puts a plain handler into the document.
func (k *Kit) describe(op Operation) {
	doc := k.API.OpenAPI()
	described := op.described()
	for _, name := range placeholder.FindAllStringSubmatch(op.Path, -1) {
		described.Parameters = append(described.Parameters, &huma.Param{Name: name[1], In: "path", Required: true, Schema: &huma.Schema{Type: huma.TypeString}})
	}
	content := func(m Media) map[string]*huma.MediaType {
		return map[string]*huma.MediaType{m.Type: {Schema: k.shape(m.Of)}}
	}
	if op.Takes.Type != "" {
		described.RequestBody = &huma.RequestBody{Required: true, Content: content(op.Takes)}
	}
	status := max(op.Status, http.StatusOK)
	described.Responses = map[string]*huma.Response{strconv.Itoa(status): {Description: http.StatusText(status), Content: content(op.Gives)}}
	for _, fault := range described.Errors {
		described.Responses[strconv.Itoa(fault)] = &huma.Response{Description: http.StatusText(fault), Content: content(Media{(*Problem)(nil).ContentType(""), Problem{}})}
	}
	doc.AddOperation(&described)
	k.refine()
}

func (k *Kit) shape(of any) *huma.Schema {
	if of == nil {
		return &huma.Schema{Type: huma.TypeString, Format: "binary"}
	}
	t := reflect.TypeOf(of)
	return k.API.OpenAPI().Components.Schemas.Schema(t, true, t.Name())
}

// refine says of the shapes registered since what huma cannot: that an object may be null, and which values a map holds.
func (k *Kit) refine() {
	registry := k.API.OpenAPI().Components.Schemas
	for name, s := range registry.Map() {
		t := registry.TypeFromRef(schemas + name)
		if k.refined[name] || t == nil {
			continue
		}
		k.refined[name] = true
		for _, f := range reflect.VisibleFields(t) {
			member, rest, _ := strings.Cut(f.Tag.Get("json"), ",")
			if p := s.Properties[member]; p != nil {
				refineMember(p, f, strings.Contains(rest, "omit"))
			}
		}
	}
}

// refineMember reads the tags each (the values of a map, comma separated) and nullable ("false": a pointer that is never nil).
func refineMember(p *huma.Schema, f reflect.StructField, optional bool) {
	if p.Ref != "" && f.Type.Kind() == reflect.Pointer && !optional && f.Tag.Get("nullable") != "false" {
		*p = huma.Schema{AnyOf: []*huma.Schema{{Ref: p.Ref}, {Type: "null"}}, Description: p.Description}
	}
	if values, ok := p.AdditionalProperties.(*huma.Schema); ok && f.Tag.Get("each") != "" {
		for _, v := range strings.Split(f.Tag.Get("each"), ",") {
			values.Enum = append(values.Enum, v)
		}
		values.PrecomputeMessages()
	}
}
