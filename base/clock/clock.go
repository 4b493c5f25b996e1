// Package clock is where time comes in: everything that needs «now» holds a Clock, so that tests and the demo company can
// set it. Times are UTC with microseconds, the resolution both databases keep.
package clock

import "time"

// Clock tells the present instant, in UTC, cut to microseconds.
type Clock func() time.Time

// System is the machine's clock.
func System() time.Time { return time.Now().UTC().Truncate(time.Microsecond) }

// Fixed is a clock that stands still at t.
func Fixed(t time.Time) Clock {
	t = t.UTC().Truncate(time.Microsecond)
	return func() time.Time { return t }
}
