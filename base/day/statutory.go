package day

import (
	"slices"
	"strconv"
	"sync"

	"github.com/6tail/lunar-go/HolidayUtil"
)

// The holidays of mainland China are decreed year by year, usually in November
// for the year to come. The embedded table begins with the decree for 2002; it
// can only know years that were decreed when its library was released.
const (
	firstDecree = 2002
	lastAsked   = 2099
)

// Statutory gives the days off and the make-up workdays decreed in mainland
// China for a year, in order; nil when the year is not [Known]. The days all lie
// within that year. Source: the table of github.com/6tail/lunar-go.
func Statutory(year int) []Holiday { return slices.Clone(decrees()[year]) }

// Known reports whether the holidays of a year are in the embedded table. For a
// year that is not, workdays are the plain week until somebody enters the
// decreed days.
func Known(year int) bool { return len(decrees()[year]) > 0 }

// China gives the calendar of all statutory days known, followed by own entries
// that override them.
func China(own ...Holiday) Calendar {
	var all []Holiday
	for year := firstDecree; year <= lastAsked; year++ {
		all = append(all, decrees()[year]...)
	}
	return NewCalendar(append(all, own...)...)
}

var decrees = sync.OnceValue(func() map[int][]Holiday {
	years := make(map[int][]Holiday)
	for year := firstDecree; year <= lastAsked; year++ {
		if days := decree(year); days != nil {
			years[year] = days
		}
	}
	return years
})

// decree reads one year. A year counts as decreed when its National Day is
// there: a lone entry in late December belongs to the decree of the next year.
func decree(year int) []Holiday {
	var days []Holiday
	national := false
	found := HolidayUtil.GetHolidays(strconv.Itoa(year))
	for e := found.Front(); e != nil; e = e.Next() {
		h, ok := e.Value.(*HolidayUtil.Holiday)
		if !ok {
			continue
		}
		d, err := Parse(h.GetDay())
		if err != nil || d.IsZero() {
			continue
		}
		national = national || d == Date(year, 10, 1)
		days = append(days, Holiday{Day: d, Name: h.GetName(), Off: !h.IsWork()})
	}
	if !national {
		return nil
	}
	slices.SortFunc(days, func(a, b Holiday) int { return int(a.Day) - int(b.Day) })
	return days
}
