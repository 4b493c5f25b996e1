// Command summary turns the machine-readable results of the test runners into what a person reads.
//
//	summary watch FILE     copies `go test -json` from standard input to FILE and prints one line a package, and all output of what fails
//	summary total FILE... [broken=NAME]...  names failed and skipped tests, then closes with «N passed, N failed, N skipped»; ends with 1 if anything failed or nothing ran
//
// A FILE ending in .jsonl is the stream of go test, one in .json is the report of Vitest. A test that several files
// hold (a plain run and one under the race detector) counts once: failed if it failed in one of them, skipped only if none ran it.
package main

import (
	"errors"
	"fmt"
	"os"
)

func main() {
	var code int
	var err error
	switch {
	case len(os.Args) == 3 && os.Args[1] == "watch":
		code, err = watch(os.Stdin, os.Args[2], os.Stdout)
	case len(os.Args) > 2 && os.Args[1] == "total":
		code, err = total(os.Args[2:], os.Stdout)
	default:
		err = errors.New("usage: summary watch FILE, or summary total and files")
	}
	if err != nil {
		fmt.Fprintln(os.Stderr, "summary:", err)
		code = 2
	}
	os.Exit(code)
}
