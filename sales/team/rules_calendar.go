package team

import "xiaoguan/base/day"

// decreed is from how many own entries a year counts as entered by hand: every yearly decree names more days than this.
const decreed = 7

// CalendarDay is a day on which the calendar differs from the plain week.
type CalendarDay struct {
	Day  day.Day `json:"day"`
	Off  bool    `json:"off" doc:"true: a day off; false: a make-up workday"`
	Name string  `json:"name"`
	Own  bool    `json:"own" doc:"entered by this organisation, and may be removed"`
}

// yearOf gives the exceptions of a year, own entries over statutory ones, and whether the year's holidays are known.
func yearOf(year int, own []day.Holiday) (days []CalendarDay, known bool) {
	mine := map[day.Day]bool{}
	entries := day.Statutory(year)
	for _, h := range own {
		if h.Day.Year() == year {
			mine[h.Day] = true
			entries = append(entries, h)
		}
	}
	days = []CalendarDay{}
	for _, h := range day.NewCalendar(entries...).Exceptions() {
		days = append(days, CalendarDay{Day: h.Day, Off: h.Off, Name: h.Name, Own: mine[h.Day]})
	}
	return days, day.Known(year) || len(mine) >= decreed
}
