package main

import (
	"os"
	"path/filepath"
	"strings"
	"testing"
)

// stream is what go test prints for a passing leaf, a skipped one, a failing one, and a package that does not build.
const stream = `{"Action":"run","Package":"xiaoguan/base/day","Test":"TestDay"}
{"Action":"run","Package":"xiaoguan/base/day","Test":"TestDay/闰年"}
{"Action":"pass","Package":"xiaoguan/base/day","Test":"TestDay/闰年"}
{"Action":"run","Package":"xiaoguan/base/day","Test":"TestDay/平年"}
{"Action":"output","Package":"xiaoguan/base/day","Test":"TestDay/平年","Output":"    day_test.go:9: got 1, want 2\n"}
{"Action":"fail","Package":"xiaoguan/base/day","Test":"TestDay/平年"}
{"Action":"fail","Package":"xiaoguan/base/day","Test":"TestDay"}
{"Action":"run","Package":"xiaoguan/base/day","Test":"TestPg"}
{"Action":"output","Package":"xiaoguan/base/day","Test":"TestPg","Output":"    pg_test.go:3: no PostgreSQL\n"}
{"Action":"output","Package":"xiaoguan/base/day","Test":"TestPg","Output":"--- SKIP: TestPg (0.00s)\n"}
{"Action":"skip","Package":"xiaoguan/base/day","Test":"TestPg"}
{"Action":"fail","Package":"xiaoguan/base/day"}
{"Action":"build-output","ImportPath":"xiaoguan/web","Output":"web.go:1: undefined: x\n"}
{"Action":"fail","Package":"xiaoguan/web","FailedBuild":"xiaoguan/web"}
`

const report = `{"testResults":[
 {"name":"/x/ui/src/lib/money.test.ts","status":"passed","assertionResults":[{"fullName":"money shows fen","status":"passed"},{"fullName":"money todo","status":"todo"}]},
 {"name":"/x/ui/e2e/a.e2e.ts","status":"failed","message":"no browser","assertionResults":[]}]}`

func save(t *testing.T, name, text string) string {
	t.Helper()
	path := filepath.Join(t.TempDir(), name)
	if err := os.WriteFile(path, []byte(text), 0o600); err != nil {
		t.Fatal(err)
	}
	return path
}

func TestTotal(t *testing.T) {
	var out strings.Builder
	code, err := total([]string{save(t, "go.jsonl", stream), save(t, "ui.json", report)}, &out)
	if err != nil || code != 1 {
		t.Fatalf("code %d, error %v, want 1 and none", code, err)
	}
	for _, want := range []string{
		"\n2 passed, 3 failed, 2 skipped\n",
		"base/day TestDay/平年  day_test.go:9: got 1, want 2\n",
		"base/day TestPg  pg_test.go:3: no PostgreSQL\n",
		"  web  web.go:1: undefined: x\n",
		"ui/e2e/a.e2e.ts  no browser\n",
	} {
		if !strings.Contains(out.String(), want) {
			t.Errorf("no %q in:\n%s", want, out.String())
		}
	}
}

func TestTotal_NothingRan(t *testing.T) {
	var out strings.Builder
	if code, err := total([]string{save(t, "go.jsonl", "")}, &out); err != nil || code != 1 {
		t.Errorf("a run without a test ended with %d, %v; want 1", code, err)
	}
}

// A runner that fails without a failing test must not end in «0 failed»; with one it is not counted twice.
func TestTotal_BrokenPart(t *testing.T) {
	const good = `{"testResults":[{"name":"/ui/a","status":"passed","assertionResults":[{"fullName":"x","status":"passed"}]}]}`
	for _, c := range []struct{ name, report, want string }{
		{"no test explains it", good, "1 passed, 1 failed, 0 skipped\n"},
		{"a test explains it", report, "1 passed, 1 failed, 1 skipped\n"},
	} {
		t.Run(c.name, func(t *testing.T) {
			var out strings.Builder
			code, err := total([]string{save(t, "ui.json", c.report), "broken=browser stories"}, &out)
			if err != nil || code != 1 || !strings.HasSuffix(out.String(), "\n"+c.want) {
				t.Errorf("code %d, error %v, want 1 and %q after:\n%s", code, err, c.want, out.String())
			}
		})
	}
}

// A test that a second run skipped or failed counts once.
func TestMerge(t *testing.T) {
	got := merge([]outcome{{"a", "skip", ""}, {"b", "pass", ""}, {"c", "pass", ""}}, []outcome{{"a", "pass", ""}, {"b", "fail", ""}, {"c", "skip", ""}})
	want := []outcome{{"a", "pass", ""}, {"b", "fail", ""}, {"c", "pass", ""}}
	if len(got) != 3 || got[0] != want[0] || got[1] != want[1] || got[2] != want[2] {
		t.Errorf("merged to %v, want %v", got, want)
	}
}

func TestWatch(t *testing.T) {
	var out strings.Builder
	path := filepath.Join(t.TempDir(), "kept.jsonl")
	code, err := watch(strings.NewReader(stream), path, &out)
	if err != nil || code != 1 {
		t.Fatalf("code %d, error %v, want 1 and none", code, err)
	}
	if kept, _ := os.ReadFile(path); string(kept) != stream {
		t.Error("the stream was not kept as it came")
	}
	for _, want := range []string{"day_test.go:9: got 1, want 2", "web.go:1: undefined: x", "FAIL  web"} {
		if !strings.Contains(out.String(), want) {
			t.Errorf("no %q in:\n%s", want, out.String())
		}
	}
}
