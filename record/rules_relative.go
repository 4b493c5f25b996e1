package record

import (
	"strconv"
	"strings"
	"time"

	"xiaoguan/base/day"
)

// Relatives are the words for days counted from today, for the message that says what would be right.
const Relatives = "today yesterday tomorrow this_week last_week next_week this_month last_month next_month this_quarter last_quarter this_year last_year last_30_days next_7_days"

// mostDays is the longest span that may be counted from today: ten years.
const mostDays = 3660

// Relative reads a word for days counted from today, as one would say them: a week begins on Monday; last_30_days ends with
// today and next_7_days begins with tomorrow's day, so that neither holds a day twice. Both ends belong to the span. false:
// the text is no such word.
func Relative(word string, today day.Day) (from, to day.Day, ok bool) {
	switch word {
	case "today":
		return today, today, true
	case "yesterday":
		return today.Add(-1), today.Add(-1), true
	case "tomorrow":
		return today.Add(1), today.Add(1), true
	}
	which, unit, _ := strings.Cut(word, "_")
	step, known := map[string]int{"last": -1, "this": 0, "next": 1}[which]
	if !known {
		return 0, 0, false
	}
	if count, of, counted := strings.Cut(unit, "_"); counted {
		return counting(step, count, of, today)
	}
	switch unit {
	case "week":
		monday := today.Add(7*step - int(today.Weekday()+6)%7)
		return monday, monday.Add(6), true
	case "month":
		from = today.Month().AddMonths(step)
		return from, from.MonthEnd(), true
	case "quarter":
		year, month, _ := today.Parts()
		from = day.Date(year, month-(month-1)%3, 1).AddMonths(3 * step)
		return from, from.AddMonths(2).MonthEnd(), true
	case "year":
		year := today.Year() + step
		return day.Date(year, time.January, 1), day.Date(year, time.December, 31), true
	}
	return 0, 0, false
}

// counting reads last_N_days and next_N_days.
func counting(step int, count, of string, today day.Day) (from, to day.Day, ok bool) {
	n, err := strconv.Atoi(count)
	switch {
	case err != nil || of != "days" || n < 1 || n > mostDays || strconv.Itoa(n) != count:
		return 0, 0, false
	case step < 0:
		return today.Add(1 - n), today, true
	case step > 0:
		return today.Add(1), today.Add(n), true
	}
	return 0, 0, false
}
