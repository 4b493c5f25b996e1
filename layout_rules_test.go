package xiaoguan_test

import (
	"fmt"
	"go/ast"
	"go/token"
	"path"
	"regexp"
	"slices"
	"strings"
)

// check gives every fault of the house, sorted, each with its file and what to do.
func (h *house) check() []string {
	var faults []string
	for _, f := range h.files {
		report := func(n ast.Node, format string, args ...any) {
			faults = append(faults, fmt.Sprintf("%s:%d: %s", f.path, h.line(n), fmt.Sprintf(format, args...)))
		}
		checkPlace(f, report)
		checkImports(f, report)
		if f.test {
			continue
		}
		checkPure(f, report)
		checkClock(f, report)
		checkEdges(f, report)
		if !f.generated {
			h.checkSize(f, report)
		}
	}
	faults = append(faults, h.checkComments()...)
	slices.Sort(faults)
	return slices.Compact(faults)
}

type reporter func(n ast.Node, format string, args ...any)

// checkPlace judges the folder: a known room, a known chapter, a name that means something.
func checkPlace(f *goFile, report reporter) {
	room, name := f.room(), strings.TrimSuffix(f.tree.Name.Name, "_test")
	switch {
	case room == "":
		if f.name != "doc.go" && !f.test {
			report(f.tree, "code in the root: every file belongs to a room")
		}
	case !slices.Contains(rooms, room) && !slices.Contains(aside, room):
		report(f.tree, "unknown room %q: the rooms are %s; beside them %s", room, strings.Join(rooms, " "), strings.Join(aside, " "))
	case room == "sales" && !slices.Contains(story, chapterOf(f.dir)):
		report(f.tree, "unknown chapter %q: the story is %s", chapterOf(f.dir), strings.Join(story, " "))
	}
	for _, word := range []string{name, path.Base(f.dir)} {
		if slices.Contains(bannedNames, word) {
			report(f.tree, "a package named %q does not say what it is for", word)
		}
	}
}

// checkImports judges every import of the house by importFault.
func checkImports(f *goFile, report reporter) {
	for _, spec := range f.tree.Imports {
		target, inside := strings.CutPrefix(strings.Trim(spec.Path.Value, `"`), module)
		if !inside {
			continue
		}
		if why := importFault(f.dir, target); why != "" {
			report(spec, "imports %s: %s", target, why)
		}
	}
}

// importFault says why the folder from may not import the folder to, "" if it may.
func importFault(from, to string) string {
	source, target := roomOf(from), roomOf(to)
	for place, banned := range forbiddenIn {
		if within(from, place) && slices.ContainsFunc(banned, func(b string) bool { return within(to, b) }) {
			return place + " must not know it"
		}
	}
	switch {
	case source == "bench" || source == "scripts" || (source == target && source != "sales"):
		return ""
	case target == "ui":
		if slices.ContainsFunc(uiGuests, func(guest string) bool { return within(from, guest) }) {
			return ""
		}
		return "only " + strings.Join(uiGuests, " and ") + " may import ui"
	case slices.Contains(aside, target):
		return "nobody imports " + target
	case source == "ui":
		if target == "base" {
			return ""
		}
		return "ui imports base only"
	case source == "sales" && target == "sales":
		if slices.Index(story, chapterOf(to)) > slices.Index(story, chapterOf(from)) {
			return "a later chapter; what must follow is a reaction, what must be known is written down"
		}
		return ""
	case slices.Index(rooms, target) > slices.Index(rooms, source):
		return "upwards; imports run " + strings.Join(rooms, " → ")
	}
	return ""
}

// within tells whether a folder is place or below it.
func within(dir, place string) bool { return dir == place || strings.HasPrefix(dir, place+"/") }

// impure are the imports that a rule has no use for: it gets values and now, and gives a verdict.
var impure = []string{
	"context", "math/rand", "math/rand/v2", "crypto/rand", "database/sql", "net/http", "os", "github.com/google/uuid", "github.com/uptrace/bun",
	"github.com/danielgtaylor/huma/v2", module + "store", module + "web", module + "base/clock",
}

// checkPure holds rules*.go to pure functions.
func checkPure(f *goFile, report reporter) {
	if !strings.HasPrefix(f.name, "rules") {
		return
	}
	for _, spec := range f.tree.Imports {
		target := strings.Trim(spec.Path.Value, `"`)
		if slices.ContainsFunc(impure, func(banned string) bool { return within(target, banned) }) {
			report(spec, "rules are pure: %s does not belong here", target)
		}
	}
	f.calls("time", []string{"Now", "Since", "Until", "After", "Tick", "NewTimer", "NewTicker", "Sleep"}, func(n ast.Node, name string) {
		report(n, "rules are pure: time.%s reads the clock, take now as a value", name)
	})
}

// checkClock keeps the machine's time out of everything but the clock.
func checkClock(f *goFile, report reporter) {
	for place := range clockReaders {
		if f.path == place || (strings.HasSuffix(place, "/") && strings.HasPrefix(f.path, place)) {
			return
		}
	}
	f.calls("time", []string{"Now", "Since", "Until"}, func(n ast.Node, name string) {
		report(n, "time.%s: take the time from the injected clock (base/clock), or list the file in clockReaders with the reason", name)
	})
}

// calls reports each use of pkg.name for the listed names.
func (f *goFile) calls(pkg string, names []string, found func(ast.Node, string)) {
	ast.Inspect(f.tree, func(n ast.Node) bool {
		if selector, ok := n.(*ast.SelectorExpr); ok {
			left, ok := selector.X.(*ast.Ident)
			if ok && f.imports[left.Name] == pkg && slices.Contains(names, selector.Sel.Name) {
				found(n, selector.Sel.Name)
			}
		}
		return true
	})
}

var (
	// sqlText is a string that is a statement: keywords in capitals anywhere, or a small-letter statement from its beginning.
	sqlText = regexp.MustCompile(`\bSELECT\s|\bINSERT\s+INTO\b|\bUPDATE\s+\S+\s+SET\b|\bDELETE\s+FROM\b|` +
		`^\s*(select\s[\s\S]+\sfrom\s|insert\s+into\s|update\s+\S+\s+set\s|delete\s+from\s)`)
	builders    = []string{"NewSelect", "NewInsert", "NewUpdate", "NewDelete", "NewRaw", "NewMerge", "NewValues"}
	httpImports = []string{"net/http", "github.com/danielgtaylor/huma/v2"}
)

// checkEdges keeps SQL in store*.go and HTTP in api*.go, in the chapters and what their records share.
func checkEdges(f *goFile, report reporter) {
	if room := f.room(); room != "sales" && room != "record" {
		return
	}
	if !strings.HasPrefix(f.name, "store") {
		ast.Inspect(f.tree, func(n ast.Node) bool { return checkSQL(n, report) })
		for _, spec := range f.tree.Imports {
			if spec.Path.Value == `"database/sql"` {
				report(spec, "SQL belongs in store*.go: database/sql")
			}
		}
	}
	if strings.HasPrefix(f.name, "api") {
		return
	}
	for _, spec := range f.tree.Imports {
		target := strings.Trim(spec.Path.Value, `"`)
		if slices.ContainsFunc(httpImports, func(banned string) bool { return within(target, banned) }) {
			report(spec, "HTTP belongs in api*.go: %s", target)
		}
	}
}

// checkSQL reports a node that is a statement or begins one.
func checkSQL(n ast.Node, report reporter) bool {
	switch x := n.(type) {
	case *ast.BasicLit:
		if x.Kind == token.STRING && sqlText.MatchString(strings.Trim(x.Value, "\"`")) {
			report(n, "SQL belongs in store*.go: %.40s", x.Value)
		}
	case *ast.SelectorExpr:
		if slices.Contains(builders, x.Sel.Name) {
			report(n, "SQL belongs in store*.go: %s", x.Sel.Name)
		}
	}
	return true
}

// checkSize keeps files and functions short enough to be read in one go.
func (h *house) checkSize(f *goFile, report reporter) {
	if f.lines > maxFileLines {
		report(f.tree, "%d lines, at most %d", f.lines, maxFileLines)
	}
	ast.Inspect(f.tree, func(n ast.Node) bool {
		switch x := n.(type) {
		case *ast.FuncDecl:
			if lines := h.height(x); lines > maxFuncLines {
				report(n, "%s has %d lines, at most %d", x.Name.Name, lines, maxFuncLines)
			}
			return false
		case *ast.FuncLit:
			if lines := h.height(x); lines > maxFuncLines {
				report(n, "a function has %d lines, at most %d", lines, maxFuncLines)
			}
		}
		return true
	})
}
