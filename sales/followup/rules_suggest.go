package followup

import (
	"strconv"

	"xiaoguan/base/day"
	"xiaoguan/base/fault"
	"xiaoguan/sales/lead"
)

// The pauses between contacts in workdays, by chance. They are the house's starting values: often enough not to be
// forgotten, seldom enough for fifty open leads a head.
const (
	pauseLarge  = 2
	pauseMedium = 5
	pauseSmall  = 20
	pauseNone   = 60 // a quarter: a dead lead is looked at again, not nursed
	pauseUnsaid = 3  // chance not judged yet
)

// Suggest proposes the day of the next contact, always a workday after today, and says why. stage is the lead's position in
// its mode, 1 for the first; what just came of the touch counts more than the chance.
func Suggest(chance lead.Chance, result Result, stage int, today day.Day, cal *day.Calendar) (day.Day, fault.Text) {
	n, why := pause(chance, result, stage)
	return cal.AddWorkdays(today, n), why
}

func pause(chance lead.Chance, result Result, stage int) (workdays int, why fault.Text) {
	switch result {
	case NoAnswer:
		return 1, fault.Text{ZH: "没接，下个工作日再打", EN: "No answer: call again next workday"}
	case WrongNumber:
		return 1, fault.Text{ZH: "号码不对，先找到对的号码", EN: "Wrong number: find the right one first"}
	case MeetingSet:
		return 1, fault.Text{ZH: "约了见面，下个工作日确认时间", EN: "Meeting arranged: confirm it next workday"}
	case Requote:
		return pauseLarge, fault.Text{ZH: "等着新报价，2 个工作日内给", EN: "Waiting for the new quote: within 2 workdays"}
	}
	switch chance {
	case lead.Large:
		return paused("机会大", "Large chance", pauseLarge)
	case lead.Medium:
		return paused("机会一般", "Medium chance", pauseMedium)
	case lead.Small:
		return paused("机会小", "Small chance", pauseSmall)
	case lead.NoHope:
		return paused("没有机会", "No chance", pauseNone)
	}
	if stage <= 1 {
		return 1, fault.Text{ZH: "新线索，趁热联系", EN: "A new lead: call while it is warm"}
	}
	return paused("机会还没判断", "Chance not judged yet", pauseUnsaid)
}

func paused(zh, en string, n int) (int, fault.Text) {
	days := strconv.Itoa(n)
	return n, fault.Text{ZH: zh + "，隔 " + days + " 个工作日", EN: en + ": in " + days + " workdays"}
}

// usual is how many calendar days of silence a stage bears, by its key, before it is worth a word. Starting values of the
// house, near the pauses above.
var usual = map[string]int{
	"new": 2, "contacted": 7, "confirmed": 7, "proposal": 5, "negotiation": 3,
	"interested": 5, "payment": 2,
}

// Usual is how many calendar days a lead at the stage with this key may be silent: 7 for a stage of the company's own.
func Usual(stageKey string) int {
	if n, ok := usual[stageKey]; ok {
		return n
	}
	return 7
}
