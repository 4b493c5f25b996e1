//go:build !race

package match

// raced says that the race detector watches, under which times say nothing.
const raced = false
