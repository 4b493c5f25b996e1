package web

import (
	"path"
	"reflect"
	"strings"
	"unicode"

	"github.com/danielgtaylor/huma/v2"
)

// schemaName names a type in the API's document: the chapter, then the type, so that two chapters may both have a Ref
// (LeadRef, InsightRef); lead.Lead stays Lead. Type arguments are named alike. Types without a name keep huma's hint.
func schemaName(t reflect.Type, hint string) string {
	for t.Kind() == reflect.Pointer {
		t = t.Elem()
	}
	if t.Name() == "" || t.PkgPath() == "" {
		return huma.DefaultSchemaNamer(t, bodyName(hint))
	}
	var name strings.Builder
	for _, part := range strings.FieldsFunc(t.PkgPath()+"."+t.Name(), func(r rune) bool { return strings.ContainsRune("[]*,", r) }) {
		pkg, typ, qualified := strings.Cut(path.Base(part), ".")
		if !qualified {
			pkg, typ = "", pkg
		}
		if !strings.HasPrefix(strings.ToLower(typ), pkg) {
			name.WriteString(capital(pkg))
		}
		name.WriteString(capital(typ))
	}
	return name.String()
}

// bodyName says once that a body is one: huma hints addGroupBodyBody and winInputBody for the bodies of our inputs.
func bodyName(hint string) string {
	of, body := strings.CutSuffix(hint, "Body")
	if !body {
		return hint
	}
	return strings.TrimSuffix(strings.TrimSuffix(of, "Body"), "Input") + "Body"
}

func capital(s string) string {
	runes := []rune(s)
	if len(runes) > 0 {
		runes[0] = unicode.ToUpper(runes[0])
	}
	return string(runes)
}
