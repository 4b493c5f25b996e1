package day

import (
	"time"

	"xiaoguan/base/day"
	"xiaoguan/base/money"
	"xiaoguan/sales/lead"
)

// Key names a section.
type Key string

// The sections in the order they are worked through.
const (
	Overdue Key = "overdue"
	Due     Key = "due"
	New     Key = "new"
)

// sectionLimit is how many leads of a section are sent; Count counts them all.
const sectionLimit = 200

// Today is one member's day.
type Today struct {
	Day          day.Day   `json:"day"`
	WeekdayName  string    `json:"weekday_name"`
	WorkdaysLeft int       `json:"workdays_left" doc:"in the month, today included"`
	Sections     []Section `json:"sections"`
	DoneToday    int       `json:"done_today" doc:"touches the member logged for today"`
	Suggest      Suggested `json:"suggest"`
}

// Section is one part of the day: its first leads, how many there are and what they are worth together.
type Section struct {
	Key            Key       `json:"key" enum:"overdue,due,new"`
	Count          int       `json:"count"`
	ExpectedAmount money.Fen `json:"expected_amount"`
	Items          []Item    `json:"items"`
}

// Item is one lead to be contacted.
type Item struct {
	Lead        *lead.View `json:"lead" nullable:"false"`
	Why         string     `json:"why" doc:"one line in the reader's language"`
	Kind        string     `json:"kind" enum:"phone,visit,wechat,meeting,other" doc:"how to contact"`
	OverdueDays int        `json:"overdue_days" doc:"workdays past the day it was due"`
	AssignedAt  time.Time  `json:"assigned_at,omitzero" doc:"in new: since when the owner has it"`
	Suggest     Chip       `json:"suggest" doc:"the next contact, should nothing change today"`
	SuggestWhy  string     `json:"suggest_why"`
}

// Suggested is what is offered for the next contact where no lead is at hand.
type Suggested struct {
	Next []Chip `json:"next" doc:"three days, the suggested one first"`
	Why  string `json:"why"`
}

// Chip is a day to choose.
type Chip struct {
	Day   day.Day `json:"day"`
	Label string  `json:"label" doc:"明天, 周三, 下周五"`
}
