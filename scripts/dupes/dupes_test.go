package main

import (
	"slices"
	"strings"
	"testing"
)

const found = `a/x.go:1-20: duplicate of b/y.go:3-22
b/y.go:3-22: duplicate of a/x.go:1-20
`

func TestCheck(t *testing.T) {
	for _, c := range []struct {
		name, list, found string
		want              []string
	}{
		{"unexplained is reported once", "", found, []string{"a/x.go:1-20 repeats b/y.go:3-22"}},
		{"one side explained is not enough", "a/x.go why\n", found, []string{"a/x.go: listed, but repeats nothing", "a/x.go:1-20 repeats b/y.go:3-22"}},
		{"both explained", "# note\n\na/x.go two engines, two texts\nb/y.go\tthe same\n", found, nil},
		{"no reason", "a/x.go\nb/y.go why\n", found, []string{"a/x.go: listed without a reason"}},
		{"an entry that has had its day", "a/x.go why\n", "", []string{"a/x.go: listed, but repeats nothing"}},
	} {
		t.Run(c.name, func(t *testing.T) {
			got, err := check(c.list, strings.NewReader(c.found))
			if err != nil || !slices.Equal(got, c.want) {
				t.Errorf("got %q, %v; want %q", got, err, c.want)
			}
		})
	}
}

func TestCheck_OtherOutput(t *testing.T) {
	if _, err := check("", strings.NewReader("panic: no such file\n")); err == nil {
		t.Error("output that is not dupl's was taken as clean")
	}
}
