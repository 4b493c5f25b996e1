package day

import (
	"fmt"
	"time"

	"xiaoguan/base/day"
	"xiaoguan/base/fault"
)

var weekdays = [...]fault.Text{
	{ZH: "周日", EN: "Sunday"}, {ZH: "周一", EN: "Monday"}, {ZH: "周二", EN: "Tuesday"}, {ZH: "周三", EN: "Wednesday"},
	{ZH: "周四", EN: "Thursday"}, {ZH: "周五", EN: "Friday"}, {ZH: "周六", EN: "Saturday"},
}

// weekday is the name of the day of the week.
func weekday(d day.Day) fault.Text { return weekdays[d.Weekday()] }

// monday is the first day of d's week.
func monday(d day.Day) day.Day { return d.Add(-(int(d.Weekday()) + 6) % 7) }

// label is what people call a coming day: by its weekday this week and the next, later by month and day.
func label(d, today day.Day) fault.Text {
	name := weekday(d)
	switch weeks := monday(d).Sub(monday(today)) / 7; {
	case d == today.Add(1):
		return fault.Text{ZH: "明天", EN: "Tomorrow"}
	case weeks == 0:
		return name
	case weeks == 1:
		return fault.Text{ZH: "下" + name.ZH, EN: "Next " + name.EN}
	}
	_, month, dom := d.Parts()
	text := fmt.Sprintf("%02d-%02d", month, dom)
	return fault.Text{ZH: text, EN: text}
}

// chips are three different workdays to choose from: the suggested one first, then the next workday and the end of a week,
// or what comes nearest to them.
func chips(today, suggested day.Day, cal *day.Calendar) []day.Day {
	next := cal.NextWorkday(today)
	if suggested <= next {
		suggested = next
		next = cal.NextWorkday(next)
	}
	return []day.Day{suggested, next, weekEnd(max(suggested, next), cal)}
}

// weekEnd is the last workday up to Friday of the first week in which one lies after d: weeks that are all holiday are passed over.
func weekEnd(d day.Day, cal *day.Calendar) day.Day {
	for start := monday(d); ; start = start.Add(7) {
		friday := start.Add(int(time.Friday - time.Monday))
		if friday.IsZero() {
			return cal.NextWorkday(d) // the calendar ends here
		}
		if last := cal.AddWorkdays(friday.Add(1), -1); last > d && last >= start {
			return last
		}
	}
}
