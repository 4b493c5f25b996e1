package xiaoguan_test

import (
	"bytes"
	"go/ast"
	"go/parser"
	"go/token"
	"io/fs"
	"path"
	"slices"
	"strconv"
	"strings"
)

// module is the import path in front of every room.
const module = "xiaoguan/"

// house is the tree of Go files as read, without their meaning.
type house struct {
	fset  *token.FileSet
	files []*goFile
}

// goFile is one Go file and where it stands.
type goFile struct {
	path      string // "sales/lead/api.go"
	dir       string // "sales/lead"
	name      string // "api.go"
	lines     int
	test      bool
	generated bool
	tree      *ast.File
	imports   map[string]string // local name → import path
}

// room is the first folder: "sales"; the root itself is "".
func (f *goFile) room() string { return roomOf(f.dir) }

func roomOf(dir string) string {
	if dir == "." {
		return ""
	}
	room, _, _ := strings.Cut(dir, "/")
	return room
}

// chapterOf is the chapter of a folder below sales, "" outside.
func chapterOf(dir string) string {
	parts := strings.Split(dir, "/")
	if len(parts) < 2 || parts[0] != "sales" {
		return ""
	}
	return parts[1]
}

// skipped are folders without our own Go source.
var skipped = []string{"node_modules", "testdata", "bin", "out", "data", "dist", "tools"}

// readHouse parses every Go file of a tree.
func readHouse(tree fs.FS) (*house, error) {
	h := &house{fset: token.NewFileSet()}
	err := fs.WalkDir(tree, ".", func(p string, d fs.DirEntry, err error) error {
		if err != nil {
			return err
		}
		name := d.Name()
		if d.IsDir() && p != "." && (strings.HasPrefix(name, ".") || slices.Contains(skipped, name)) {
			return fs.SkipDir
		}
		if d.IsDir() || !strings.HasSuffix(name, ".go") {
			return nil
		}
		f, err := h.readFile(tree, p)
		if err == nil {
			h.files = append(h.files, f)
		}
		return err
	})
	return h, err
}

func (h *house) readFile(tree fs.FS, p string) (*goFile, error) {
	source, err := fs.ReadFile(tree, p)
	if err != nil {
		return nil, err
	}
	parsed, err := parser.ParseFile(h.fset, p, source, parser.ParseComments|parser.SkipObjectResolution)
	if err != nil {
		return nil, err
	}
	f := &goFile{
		path: p, dir: path.Dir(p), name: path.Base(p), tree: parsed, imports: map[string]string{},
		lines: bytes.Count(source, []byte("\n")), test: strings.HasSuffix(p, "_test.go"), generated: ast.IsGenerated(parsed),
	}
	for _, spec := range parsed.Imports {
		target, err := strconv.Unquote(spec.Path.Value)
		if err != nil {
			return nil, err
		}
		f.imports[localName(spec, target)] = target
	}
	return f, nil
}

// localName is the name under which a file speaks of an import: given, or the last element that is no version.
func localName(spec *ast.ImportSpec, target string) string {
	if spec.Name != nil {
		return spec.Name.Name
	}
	base := path.Base(target)
	if len(base) > 1 && base[0] == 'v' && strings.Trim(base[1:], "0123456789") == "" {
		base = path.Base(path.Dir(target))
	}
	return base
}

// line is where a node begins.
func (h *house) line(n ast.Node) int { return h.fset.Position(n.Pos()).Line }

// height is how many lines a node covers.
func (h *house) height(n ast.Node) int { return h.fset.Position(n.End()).Line - h.line(n) + 1 }
