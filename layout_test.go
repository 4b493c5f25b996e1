package xiaoguan_test

import (
	"os"
	"slices"
	"testing"
)

// The architecture is these two lists. rooms are in import order: a room may import itself and those before it.
var (
	rooms = []string{"base", "calc", "store", "web", "notify", "record", "sales", "app", "cmd"}

	// story is the order of the sales process, and the import order of the chapters.
	story = []string{
		"team", "product", "knowledge", "customer", "lead", "followup", "match", "door", "quote", "contract", "plan", "day", "growth", "insight",
	}
)

var (
	// aside are rooms outside the row: they may import everything (ui only base), and nobody imports them (ui: uiGuests).
	aside = []string{"ui", "bench", "scripts", "tools"}

	// uiGuests may import ui: the server that hands out its files, and the public forms of the door.
	uiGuests = []string{"app", "sales/door"}

	// bannedNames say nothing about what a package is for.
	bannedNames = []string{"util", "utils", "common", "helper", "helpers", "manager", "managers", "misc", "shared"}

	// clockReaders are the files and folders (ending in /) that may ask the machine for the time, with the reason.
	clockReaders = map[string]string{
		"base/clock/clock.go": "this is the clock",
		"store/db/group.go":   "bounds a batch of writes by elapsed time",
		"store/db/sqlite.go":  "compares with the time of a file, which the system sets",
		"bench/":              "measures wall time",
		"scripts/":            "tooling outside the product",
	}

	// forbiddenIn keeps one package from knowing another although the rows would allow it.
	forbiddenIn = map[string][]string{
		"app/demo": {"sales/match", "calc/assign"}, // the demo company must not be made by the rules it is there to show
	}
)

const (
	maxFileLines   = 400
	maxFuncLines   = 60
	maxMedianLines = 120
)

func TestLayout(t *testing.T) {
	h, err := readHouse(os.DirFS("."))
	if err != nil {
		t.Fatal(err)
	}
	for _, fault := range h.check() {
		t.Error(fault)
	}
	lengths := h.lengths()
	if len(lengths) == 0 {
		t.Fatal("no hand-written file found")
	}
	median, longest := lengths[len(lengths)/2], lengths[len(lengths)-1]
	t.Logf("%d hand-written files without tests, median %d lines, longest %d", len(lengths), median, longest)
	if median > maxMedianLines {
		t.Errorf("the median file has %d lines, want at most %d: split the files that tell two stories", median, maxMedianLines)
	}
}

// lengths gives the line counts of the hand-written files without tests, shortest first.
func (h *house) lengths() []int {
	var all []int
	for _, f := range h.files {
		if !f.test && !f.generated {
			all = append(all, f.lines)
		}
	}
	slices.Sort(all)
	return all
}
