package search

import (
	"crypto/rand"
	"testing"
	"time"

	"xiaoguan/base/id"
)

func TestNumberTellsIDsOfOneMillisecondApart(t *testing.T) {
	at := time.Date(2026, 11, 24, 9, 30, 0, 0, time.UTC)
	ids := id.NewSource(func() time.Time { return at }, rand.Reader)
	last := int64(0)
	for i := range 10000 { // runs over into the next milliseconds: 4096 fit into one
		n := Number(ids.New())
		if n <= last {
			t.Fatalf("id %d has number %d after %d", i, n, last)
		}
		last = n
	}
}
