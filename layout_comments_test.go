package xiaoguan_test

import (
	"fmt"
	"go/ast"
	"slices"
	"strings"
)

// checkComments wants a package comment in every package and a doc comment on every exported name.
func (h *house) checkComments() []string {
	var faults []string
	commented := map[string]bool{}
	for _, f := range h.files {
		if f.test {
			continue
		}
		commented[f.dir] = commented[f.dir] || strings.TrimSpace(f.tree.Doc.Text()) != ""
		if f.generated || f.tree.Name.Name == "main" {
			continue
		}
		for _, name := range undocumented(f.tree) {
			faults = append(faults, fmt.Sprintf("%s:%d: exported %s has no doc comment", f.path, h.line(name), name.Name))
		}
	}
	for dir, ok := range commented {
		if !ok {
			faults = append(faults, dir+": no package comment: say in doc.go what the package means")
		}
	}
	return faults
}

// undocumented gives the exported top-level names without a doc comment. A comment on a group, or at the end of a line
// of a group, counts; methods that only fulfil a well-known interface need none.
func undocumented(tree *ast.File) []*ast.Ident {
	var found []*ast.Ident
	for _, decl := range tree.Decls {
		switch d := decl.(type) {
		case *ast.FuncDecl:
			if d.Doc == nil && d.Name.IsExported() && receiverExported(d) && !(d.Recv != nil && slices.Contains(wellKnown, d.Name.Name)) {
				found = append(found, d.Name)
			}
		case *ast.GenDecl:
			if d.Doc != nil {
				continue
			}
			for _, spec := range d.Specs {
				found = append(found, undocumentedSpec(spec)...)
			}
		}
	}
	return found
}

// wellKnown are methods whose meaning is fixed by the standard library.
var wellKnown = []string{
	"Error", "Is", "As", "Unwrap", "String", "Len", "Less", "Swap", "Scan", "Value", "MarshalJSON", "UnmarshalJSON", "MarshalText", "UnmarshalText",
	"Read", "Write", "Close", "ServeHTTP", "LogValue",
}

func undocumentedSpec(spec ast.Spec) []*ast.Ident {
	var found []*ast.Ident
	switch s := spec.(type) {
	case *ast.TypeSpec:
		if s.Doc == nil && s.Comment == nil && s.Name.IsExported() {
			found = append(found, s.Name)
		}
	case *ast.ValueSpec:
		for _, name := range s.Names {
			if s.Doc == nil && s.Comment == nil && name.IsExported() {
				found = append(found, name)
			}
		}
	}
	return found
}

// receiverExported tells whether a function is no method, or one of an exported type.
func receiverExported(d *ast.FuncDecl) bool {
	if d.Recv == nil {
		return true
	}
	kind := d.Recv.List[0].Type
	for {
		switch x := kind.(type) {
		case *ast.StarExpr:
			kind = x.X
		case *ast.IndexExpr:
			kind = x.X
		case *ast.IndexListExpr:
			kind = x.X
		case *ast.Ident:
			return x.IsExported()
		default:
			return false
		}
	}
}
