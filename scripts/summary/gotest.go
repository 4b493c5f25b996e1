package main

import (
	"bufio"
	"encoding/json"
	"fmt"
	"io"
	"os"
	"strings"
)

// event is one line of `go test -json`, as documented by `go doc test2json`; build failures come with ImportPath.
type event struct {
	Action, Package, ImportPath, Test, Output, FailedBuild string
	Elapsed                                                float64
}

// goRun collects one stream of go test.
type goRun struct {
	output  map[string][]string // by package or package + test: what it printed
	results map[string]string   // by the same key: pass, fail, skip
	parents map[string]bool     // tests with subtests: only their leaves count
	builds  map[string][]string // by import path: what the compiler said
}

func newGoRun() *goRun {
	return &goRun{output: map[string][]string{}, results: map[string]string{}, parents: map[string]bool{}, builds: map[string][]string{}}
}

// key names a test for people: the package without the module, then the test.
func (e event) key() string {
	pkg := strings.TrimPrefix(e.Package, "xiaoguan/")
	if e.Test == "" {
		return pkg
	}
	return pkg + " " + e.Test
}

// add takes one event in.
func (r *goRun) add(e event) {
	switch e.Action {
	case "build-output":
		r.builds[e.ImportPath] = append(r.builds[e.ImportPath], e.Output)
	case "output":
		r.output[e.key()] = append(r.output[e.key()], e.Output)
	case "run":
		if i := strings.LastIndex(e.Test, "/"); i > 0 {
			parent := e
			parent.Test = e.Test[:i]
			r.parents[parent.key()] = true
		}
	case "pass", "fail", "skip":
		r.results[e.key()] = e.Action
		if e.FailedBuild != "" {
			r.output[e.key()] = append(r.output[e.key()], r.builds[e.FailedBuild]...)
		}
	}
}

// outcomes gives the leaves: tests without subtests, and parents or packages that failed although nothing below them did
// (a panic, a time-out, a build error).
func (r *goRun) outcomes() []outcome {
	failedBelow := map[string]bool{}
	for key, result := range r.results {
		if result != "fail" {
			continue
		}
		for up := above(key); up != ""; up = above(up) {
			failedBelow[up] = true
		}
	}
	var all []outcome
	for key, result := range r.results {
		leaf := strings.Contains(key, " ") && !r.parents[key]
		if leaf || (result == "fail" && !failedBelow[key]) {
			all = append(all, outcome{name: key, result: result, why: reason(r.output[key])})
		}
	}
	return all
}

// above gives the key one level up: the parent test, then the package, then nothing.
func above(key string) string {
	if i := strings.LastIndexAny(key, "/ "); i > 0 && strings.Contains(key, " ") {
		return key[:i]
	}
	return ""
}

// reason finds what t.Skip or t.Error said: the last printed line that is not the runner's own.
func reason(lines []string) string {
	for i := len(lines) - 1; i >= 0; i-- {
		line := strings.TrimSpace(lines[i])
		if line == "" || strings.HasPrefix(line, "---") || strings.HasPrefix(line, "===") {
			continue
		}
		return line
	}
	return ""
}

// readGo reads a saved stream.
func readGo(path string) ([]outcome, error) {
	file, err := os.Open(path)
	if err != nil {
		return nil, err
	}
	defer file.Close()
	run := newGoRun()
	if err := scan(file, run.add); err != nil {
		return nil, fmt.Errorf("%s: %w", path, err)
	}
	return run.outcomes(), nil
}

// scan calls each with every event; lines that are no JSON (the go command's own complaints) become output of no package.
func scan(in io.Reader, each func(event)) error {
	lines := bufio.NewScanner(in)
	lines.Buffer(make([]byte, 1<<16), 1<<26)
	for lines.Scan() {
		var e event
		if json.Unmarshal(lines.Bytes(), &e) != nil {
			e = event{Action: "build-output", Output: lines.Text() + "\n"}
		}
		each(e)
	}
	return lines.Err()
}

// watch prints a run while it goes on and keeps its stream in path; it answers 1 if a package failed.
func watch(in io.Reader, path string, out io.Writer) (int, error) {
	file, err := os.Create(path)
	if err != nil {
		return 0, err
	}
	defer file.Close()
	run, code := newGoRun(), 0
	err = scan(io.TeeReader(in, file), func(e event) {
		run.add(e)
		finished := e.Test == "" && (e.Action == "pass" || e.Action == "fail")
		if e.Action == "fail" && e.Test != "" {
			fmt.Fprint(out, strings.Join(run.output[e.key()], ""))
		}
		if e.ImportPath == "" && e.Action == "build-output" {
			fmt.Fprint(out, e.Output)
		}
		if finished {
			printPackage(out, run, e)
		}
		if finished && e.Action == "fail" {
			code = 1
		}
	})
	return code, err
}

// printPackage prints the line of a finished package; of a failed one also what no test of it printed.
func printPackage(out io.Writer, run *goRun, e event) {
	if e.Action == "pass" {
		fmt.Fprintf(out, "ok    %-28s %6.1f s\n", e.key(), e.Elapsed)
		return
	}
	fmt.Fprint(out, strings.Join(run.output[e.key()], ""))
	fmt.Fprintf(out, "FAIL  %-28s %6.1f s\n", e.key(), e.Elapsed)
}
