package day

import (
	"cmp"
	"slices"
	"sort"
	"time"
)

// Holiday is a day on which the calendar differs from the plain week: a day off
// (Off) or a make-up workday (not Off), usually on a weekend.
type Holiday struct {
	Day  Day    // the date
	Name string // the festival it belongs to, such as 春节
	Off  bool   // true: free although perhaps a weekday; false: worked although perhaps a weekend
}

// Calendar knows which days are worked: Monday to Friday, except the days it was
// given. The zero value is the plain week. A Calendar does not change once made,
// so it may be shared between goroutines.
type Calendar struct {
	exceptions []Holiday // sorted, one a day
	shift      []int     // shift[i]: workdays gained (or lost) by exceptions[:i+1] against the plain week
}

// NewCalendar makes a calendar of the exceptions given. Of several entries for
// one day the last one counts, so an organisation's own days go after the
// statutory ones. Entries without a day are left out.
func NewCalendar(exceptions ...Holiday) Calendar {
	sorted := slices.Clone(exceptions)
	slices.SortStableFunc(sorted, func(a, b Holiday) int { return cmp.Compare(a.Day, b.Day) })
	var c Calendar
	for i, h := range sorted {
		if h.Day.IsZero() || i+1 < len(sorted) && sorted[i+1].Day == h.Day {
			continue
		}
		c.exceptions = append(c.exceptions, h)
	}
	gained := 0
	for _, h := range c.exceptions {
		switch {
		case h.Off && isWeekday(h.Day):
			gained--
		case !h.Off && !isWeekday(h.Day):
			gained++
		}
		c.shift = append(c.shift, gained)
	}
	return c
}

// Exceptions gives the days that differ from the plain week, in order.
func (c Calendar) Exceptions() []Holiday { return slices.Clone(c.exceptions) }

// Exception gives the entry of one day, and whether there is one.
func (c Calendar) Exception(d Day) (Holiday, bool) {
	i, found := c.find(d)
	if !found {
		return Holiday{}, false
	}
	return c.exceptions[i], true
}

func (c Calendar) find(d Day) (int, bool) {
	return slices.BinarySearchFunc(c.exceptions, d, func(h Holiday, d Day) int { return cmp.Compare(h.Day, d) })
}

func isWeekday(d Day) bool {
	w := d.Weekday()
	return w != time.Saturday && w != time.Sunday
}

// IsWorkday reports whether the day is worked. "No day" is not.
func (c Calendar) IsWorkday(d Day) bool {
	if d.IsZero() {
		return false
	}
	if i, found := c.find(d); found {
		return !c.exceptions[i].Off
	}
	return isWeekday(d)
}

// count gives the number of workdays from 0001-01-01 to d, both included. It
// takes the plain week by arithmetic and corrects it by the exceptions, so a
// span of years costs as much as a span of days.
func (c Calendar) count(d Day) int {
	n := int(d)
	plain := n/7*5 + min(n%7, 5) // day 1 was a Monday
	i, found := c.find(d)
	if found {
		i++
	}
	if i == 0 {
		return plain
	}
	return plain + c.shift[i-1]
}

// WorkdaysBetween gives the number of workdays after from up to and including
// to; negative when to lies before from, 0 when either is "no day".
func (c Calendar) WorkdaysBetween(from, to Day) int {
	if from.IsZero() || to.IsZero() {
		return 0
	}
	return c.count(to) - c.count(from)
}

// AddWorkdays gives the n-th workday after d, or before it when n is negative;
// d itself when n is 0, whether worked or not. Where the calendar ends before n
// workdays are found the answer is "no day".
func (c Calendar) AddWorkdays(d Day, n int) Day {
	if d.IsZero() || n == 0 {
		return d
	}
	if n > int(Last) || n < -int(Last) {
		return 0
	}
	want := c.count(d) + n
	if n < 0 {
		want = c.count(d-1) + n + 1
	}
	if want < 1 {
		return 0
	}
	// The first day that brings the count up to want is a workday.
	found := sort.Search(int(Last)+1, func(i int) bool { return c.count(Day(i)) >= want })
	return inRange(int64(found))
}

// NextWorkday gives the first workday after d.
func (c Calendar) NextWorkday(d Day) Day { return c.AddWorkdays(d, 1) }

// WorkdayFrom gives d when it is a workday and else the first workday after it:
// where a due date set on a free day really falls.
func (c Calendar) WorkdayFrom(d Day) Day {
	if c.IsWorkday(d) {
		return d
	}
	return c.NextWorkday(d)
}

// WorkdaysLeftInMonth gives the number of workdays from d to the end of its
// month, d included.
func (c Calendar) WorkdaysLeftInMonth(d Day) int {
	if d.IsZero() {
		return 0
	}
	return c.count(d.MonthEnd()) - c.count(d-1)
}

// Overdue gives by how many workdays a thing due on the day due is late on the
// day today: 0 when it is not late, has no due date, or only free days have
// passed since.
func (c Calendar) Overdue(due, today Day) int {
	return max(0, c.WorkdaysBetween(due, today))
}
