package main

import (
	"cmp"
	"encoding/json"
	"fmt"
	"io"
	"os"
	"path/filepath"
	"slices"
	"strings"
)

// outcome is one test as one run left it: result is pass, fail or skip, why the last thing it said.
type outcome struct{ name, result, why string }

// vitestReport is the part of Vitest's JSON report that is read here.
type vitestReport struct {
	TestResults []struct {
		Name, Status, Message string
		AssertionResults      []struct {
			FullName, Status string
			FailureMessages  []string
		}
	}
}

// readVitest reads a report; a file that failed before its first test counts as one failure.
func readVitest(path string) ([]outcome, error) {
	raw, err := os.ReadFile(path)
	if err != nil {
		return nil, err
	}
	var report vitestReport
	if err := json.Unmarshal(raw, &report); err != nil {
		return nil, fmt.Errorf("%s: %w", path, err)
	}
	var all []outcome
	for _, file := range report.TestResults {
		_, short, found := strings.Cut(filepath.ToSlash(file.Name), "/ui/")
		if !found {
			short = file.Name
		}
		broken := file.Status == "failed"
		for _, test := range file.AssertionResults {
			result := "skip"
			switch test.Status {
			case "passed":
				result = "pass"
			case "failed":
				result, broken = "fail", false
			}
			all = append(all, outcome{name: "ui/" + short + " " + test.FullName, result: result, why: strings.Join(test.FailureMessages, "\n")})
		}
		if broken {
			all = append(all, outcome{name: "ui/" + short, result: "fail", why: file.Message})
		}
	}
	return all, nil
}

// merge keeps one outcome a test: a failure wins, a skip loses.
func merge(lists ...[]outcome) []outcome {
	weight := map[string]int{"skip": 0, "pass": 1, "fail": 2}
	byName := map[string]outcome{}
	for _, list := range lists {
		for _, o := range list {
			if old, known := byName[o.name]; !known || weight[o.result] > weight[old.result] {
				byName[o.name] = o
			}
		}
	}
	all := make([]outcome, 0, len(byName))
	for _, o := range byName {
		all = append(all, o)
	}
	slices.SortFunc(all, func(a, b outcome) int { return cmp.Compare(a.name, b.name) })
	return all
}

// total prints the end of a whole test run. An argument broken=NAME tells of a part whose runner ended with an error; it
// counts as a failure when no test of that run explains it (no test found, a package list that does not load).
func total(arguments []string, out io.Writer) (int, error) {
	var lists [][]outcome
	var broken []outcome
	for _, path := range arguments {
		if name, ok := strings.CutPrefix(path, "broken="); ok {
			broken = append(broken, outcome{name: name, result: "fail", why: "the runner ended with an error, see above"})
			continue
		}
		read := readVitest
		if strings.HasSuffix(path, ".jsonl") {
			read = readGo
		}
		list, err := read(path)
		if err != nil {
			return 0, err
		}
		lists = append(lists, list)
	}
	all := merge(lists...)
	if !slices.ContainsFunc(all, func(o outcome) bool { return o.result == "fail" }) {
		all = append(all, broken...)
	}
	count := map[string]int{}
	for _, o := range all {
		count[o.result]++
	}
	list(out, "failed", all, "fail", count["fail"])
	list(out, "skipped", all, "skip", count["skip"])
	fmt.Fprintf(out, "%d passed, %d failed, %d skipped\n", count["pass"], count["fail"], count["skip"])
	if count["fail"] > 0 || count["pass"] == 0 {
		return 1, nil
	}
	return 0, nil
}

// list prints the names that ended with result, each with the first line of its reason.
func list(out io.Writer, title string, all []outcome, result string, n int) {
	if n == 0 {
		return
	}
	fmt.Fprintf(out, "\n%s (%d):\n", title, n)
	for _, o := range all {
		if o.result == result {
			why, _, _ := strings.Cut(o.why, "\n")
			fmt.Fprintln(out, strings.TrimRight("  "+o.name+"  "+why, " "))
		}
	}
	fmt.Fprintln(out)
}
