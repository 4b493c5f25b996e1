// Package clock is where time comes in: everything that needs «now» holds a Clock, so that tests and the demo company can
// set it. Times are UTC with microseconds, the resolution both databases keep.
package clock

import (
	"sync"
	"time"
	_ "time/tzdata" // zones on machines that have none
)

// Clock tells the present instant, in UTC, cut to microseconds.
type Clock func() time.Time

// System is the machine's clock.
func System() time.Time { return time.Now().UTC().Truncate(time.Microsecond) }

// Fixed is a clock that stands still at t.
func Fixed(t time.Time) Clock {
	t = t.UTC().Truncate(time.Microsecond)
	return func() time.Time { return t }
}

var zones sync.Map // name → *time.Location

// Zone is the time zone of a name such as Asia/Shanghai, kept after the first use; an unknown name is China's.
func Zone(name string) *time.Location {
	if loc, ok := zones.Load(name); ok {
		return loc.(*time.Location)
	}
	loc, err := time.LoadLocation(name)
	if err != nil || name == "" {
		loc = time.FixedZone("Asia/Shanghai", 8*3600)
	}
	zones.Store(name, loc)
	return loc
}
