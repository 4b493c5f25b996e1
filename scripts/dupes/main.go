// Command dupes reads the plumbing output of dupl from standard input and fails on repeated code that nobody explained.
//
//	dupl -plumbing -t 100 -files < names | dupes tools/dupl-explained.txt
//
// The file explains what may repeat: on each line a path, a tab or spaces, and the reason. A pair of repeated passages is
// explained when both of its files are listed (or it repeats inside one listed file). A listed file that no longer
// repeats anything is reported too, so that the list only shrinks or stays true.
package main

import (
	"bufio"
	"fmt"
	"io"
	"os"
	"regexp"
	"slices"
	"strings"
)

func main() {
	if len(os.Args) != 2 {
		fmt.Fprintln(os.Stderr, "usage: dupes EXPLAINED < plumbing")
		os.Exit(2)
	}
	list, err := os.ReadFile(os.Args[1])
	if err != nil {
		fmt.Fprintln(os.Stderr, "dupes:", err)
		os.Exit(2)
	}
	faults, err := check(string(list), os.Stdin)
	if err != nil {
		fmt.Fprintln(os.Stderr, "dupes:", err)
		os.Exit(2)
	}
	for _, fault := range faults {
		fmt.Println(fault)
	}
	if len(faults) > 0 {
		os.Exit(1)
	}
}

// pair is dupl's line for two alike passages: file:from-to: duplicate of file:from-to.
var pair = regexp.MustCompile(`^(\S+?):(\d+-\d+): duplicate of (\S+?):(\d+-\d+)$`)

// check gives what is wrong: unexplained pairs, entries without a reason, entries without a pair.
func check(list string, in io.Reader) ([]string, error) {
	explained := map[string]bool{}
	var faults []string
	for line := range strings.Lines(list) {
		line = strings.TrimSpace(line)
		if line == "" || strings.HasPrefix(line, "#") {
			continue
		}
		path, reason, _ := strings.Cut(strings.ReplaceAll(line, "\t", " "), " ")
		if strings.TrimSpace(reason) == "" {
			faults = append(faults, path+": listed without a reason")
		}
		explained[path] = false
	}
	lines := bufio.NewScanner(in)
	for lines.Scan() {
		found := pair.FindStringSubmatch(lines.Text())
		if found == nil {
			return nil, fmt.Errorf("not a line of dupl: %q", lines.Text())
		}
		_, one := explained[found[1]]
		_, two := explained[found[3]]
		if one && two {
			explained[found[1]], explained[found[3]] = true, true
			continue
		}
		if found[1] < found[3] || (found[1] == found[3] && found[2] < found[4]) { // dupl names each pair from both sides
			faults = append(faults, fmt.Sprintf("%s:%s repeats %s:%s", found[1], found[2], found[3], found[4]))
		}
	}
	for path, seen := range explained {
		if !seen {
			faults = append(faults, path+": listed, but repeats nothing")
		}
	}
	slices.Sort(faults)
	return faults, lines.Err()
}
