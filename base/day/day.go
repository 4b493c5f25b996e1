// Package day holds civil days: dates without a time or a zone, and the
// calendar of workdays that business rules count in.
//
// A [Day] is what a person writes into a diary. Which day an instant falls on
// depends on the organisation's time zone, so the only way from an instant to a
// day is [Of], which asks for one. Silence counts calendar days ([Idle]),
// lateness counts workdays ([Calendar.Overdue]).
package day

import (
	"strconv"
	"strings"
	"time"

	"xiaoguan/base/fault"
)

// Day is a civil day of the proleptic Gregorian calendar, numbered from
// 0001-01-01 = 1 to 9999-12-31 = 3652059. The zero value means "no day".
//
// The count starts in the year 1 and not in 1970 so that zero is free to mean
// "no day" without taking a real date away. Days compare and subtract like the
// integers they are; "no day" sorts before every day.
type Day int32

const (
	// First is 0001-01-01, the smallest day there is.
	First Day = 1
	// Last is 9999-12-31, the greatest day there is.
	Last Day = 3652059

	unixEpoch      = 719163 // the number of 1970-01-01
	secondsPerDay  = 86400
	layout         = "2006-01-02"
	lengthOfLayout = len(layout)
)

// Date gives the day of a year, month and day of month. Values outside their
// usual range are carried over as in [time.Date]: October 32 is November 1.
// A result outside the years 1 to 9999 is "no day".
func Date(year int, month time.Month, dayOfMonth int) Day {
	return fromUnix(time.Date(year, month, dayOfMonth, 0, 0, 0, 0, time.UTC).Unix())
}

// Of gives the day on which the instant t falls in the zone loc (nil means
// UTC). The zero time gives "no day".
func Of(t time.Time, loc *time.Location) Day {
	if t.IsZero() {
		return 0
	}
	if loc == nil {
		loc = time.UTC
	}
	y, m, d := t.In(loc).Date()
	return Date(y, m, d)
}

// Parse reads yyyy-mm-dd. The empty text is "no day"; a text of any other form
// or a date that does not exist is an error that names the right form.
func Parse(text string) (Day, error) {
	text = strings.TrimSpace(text)
	if text == "" {
		return 0, nil
	}
	t, err := time.Parse(layout, text)
	if err != nil {
		return 0, &FormError{Text: text}
	}
	d := fromUnix(t.Unix())
	if d.IsZero() {
		return 0, &FormError{Text: text}
	}
	return d, nil
}

// FormError says that a text is not a day.
type FormError struct {
	Text string // what was given
}

// What says in both languages what is wrong.
func (e *FormError) What() fault.Text {
	return fault.Text{ZH: "不是日期", EN: "This is not a date"}
}

// Want says in both languages what would be right.
func (e *FormError) Want() fault.Text {
	return fault.Text{ZH: "写成存在的日期 年-月-日，例如 2026-11-24", EN: "Write an existing date as yyyy-mm-dd, such as 2026-11-24"}
}

// Error gives both sentences in English, for logs.
func (e *FormError) Error() string {
	return strconv.Quote(e.Text) + ": " + e.What().EN + "; " + e.Want().EN
}

func fromUnix(seconds int64) Day {
	n := seconds / secondsPerDay
	if seconds%secondsPerDay < 0 {
		n--
	}
	return inRange(n + unixEpoch)
}

func inRange(n int64) Day {
	if n < int64(First) || n > int64(Last) {
		return 0
	}
	return Day(n)
}

// IsZero reports whether d is "no day".
func (d Day) IsZero() bool { return d == 0 }

// String gives yyyy-mm-dd, or the empty text for "no day".
func (d Day) String() string {
	if d.IsZero() {
		return ""
	}
	return d.utc().Format(layout)
}

// Start gives the instant at which the day begins in the zone loc (nil means
// UTC), or the zero time for "no day".
func (d Day) Start(loc *time.Location) time.Time {
	if d.IsZero() {
		return time.Time{}
	}
	if loc == nil {
		loc = time.UTC
	}
	y, m, dom := d.utc().Date()
	return time.Date(y, m, dom, 0, 0, 0, 0, loc)
}

func (d Day) utc() time.Time {
	return time.Unix((int64(d)-unixEpoch)*secondsPerDay, 0).UTC()
}

// Add gives the day n calendar days later (earlier when n is negative). "No
// day" stays "no day", and so does a result outside the years 1 to 9999.
func (d Day) Add(n int) Day {
	if d.IsZero() || n > int(Last) || n < -int(Last) {
		return 0
	}
	return inRange(int64(d) + int64(n))
}

// Sub gives the number of calendar days from other to d; 0 when either is "no
// day".
func (d Day) Sub(other Day) int {
	if d.IsZero() || other.IsZero() {
		return 0
	}
	return int(d) - int(other)
}

// Parts gives year, month and day of month; all 0 for "no day".
func (d Day) Parts() (year int, month time.Month, dayOfMonth int) {
	if d.IsZero() {
		return 0, 0, 0
	}
	return d.utc().Date()
}

// Year gives the year, 0 for "no day".
func (d Day) Year() int {
	y, _, _ := d.Parts()
	return y
}

// Weekday gives the day of the week; Sunday for "no day".
func (d Day) Weekday() time.Weekday {
	return time.Weekday(int32(d) % 7) // 0001-01-01 was a Monday
}

// Month gives the first day of d's month: the name under which months are kept.
func (d Day) Month() Day {
	y, m, _ := d.Parts()
	if y == 0 {
		return 0
	}
	return Date(y, m, 1)
}

// MonthEnd gives the last day of d's month.
func (d Day) MonthEnd() Day {
	y, m, _ := d.Parts()
	if y == 0 {
		return 0
	}
	return Date(y, m, daysIn(y, m))
}

// AddMonths gives the same day of month n months later, or the last day of that
// month where it is shorter: January 31 plus one month is the end of February.
func (d Day) AddMonths(n int) Day {
	y, m, dom := d.Parts()
	if y == 0 || n > 12*9999 || n < -12*9999 {
		return 0
	}
	first := Date(y, m+time.Month(n), 1)
	fy, fm, _ := first.Parts()
	if fy == 0 {
		return 0
	}
	return Date(fy, fm, min(dom, daysIn(fy, fm)))
}

func daysIn(year int, month time.Month) int {
	return time.Date(year, month+1, 0, 0, 0, 0, 0, time.UTC).Day()
}

// Idle gives the calendar days of silence between the last sign of life and
// today: 0 on the same day, and 0 when there was none or it lies ahead.
func Idle(last, today Day) int {
	return max(0, today.Sub(last))
}
