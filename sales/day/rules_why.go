package day

import (
	"fmt"
	"strconv"

	"xiaoguan/base/day"
	"xiaoguan/base/fault"
	"xiaoguan/sales/lead"
)

// facts is what the one line why is made of, beside the lead itself.
type facts struct {
	today   day.Day
	touched day.Day // of the last touch, none if never
	since   day.Day // when the owner got it, where that matters
	idle    int     // calendar days of silence
	late    int     // workdays overdue
	usual   int     // days of silence the stage bears
	stage   string  // its name
	mine    bool    // the reader is the owner
}

// why says in one line why a lead stands in a section: the most telling fact wins.
func why(key Key, l *lead.Lead, f facts) fault.Text {
	switch key {
	case Overdue:
		return whyOverdue(l, f)
	case Due:
		return whyDue(l, f)
	}
	return whyNew(l, f)
}

func whyOverdue(l *lead.Lead, f facts) fault.Text {
	switch {
	case l.TouchCount > 0 && f.idle > f.usual:
		return silent(f)
	case f.late == 0:
		_, month, dom := l.NextDue.Parts() // only days off since: not late by workdays
		on := fmt.Sprintf("%02d-%02d", month, dom)
		return noted(l, fault.Text{ZH: on + " 到期，还没联系", EN: "Was due on " + on})
	}
	return noted(l, fault.Text{ZH: "逾期 " + strconv.Itoa(f.late) + " 个工作日", EN: "Overdue by " + count(f.late, "workday")})
}

func whyDue(l *lead.Lead, f facts) fault.Text {
	agreed := l.NextDue.Sub(f.touched)
	switch {
	case l.NextNote != "":
		return fault.Text{ZH: "说好今天：" + l.NextNote, EN: "Agreed for today: " + l.NextNote}
	case l.TouchCount == 0:
		return fault.Text{ZH: "定在今天第一次联系", EN: "First contact is set for today"}
	case f.idle > f.usual:
		return silent(f)
	case agreed > 0:
		return fault.Text{ZH: "上次说 " + strconv.Itoa(agreed) + " 天后再谈", EN: "Last time: talk again in " + count(agreed, "day")}
	}
	return fault.Text{ZH: "定在今天联系", EN: "Contact is set for today"}
}

func whyNew(l *lead.Lead, f facts) fault.Text {
	days := f.today.Sub(f.since)
	switch {
	case l.TouchCount > 0:
		return fault.Text{ZH: "别人跟过 " + strconv.Itoa(l.TouchCount) + " 次，接手后还没联系", EN: "Touched " + count(l.TouchCount, "time") + " by others, not yet since it changed hands"}
	case days <= 0 && l.CreatedBy == l.Owner:
		return fault.Text{ZH: "今天录入，还没联系", EN: "Entered today, not contacted yet"}
	case days <= 0 && f.mine:
		return fault.Text{ZH: "刚分给你，还没联系", EN: "Just given to you, not contacted yet"}
	case days <= 0:
		return fault.Text{ZH: "刚分到，还没联系", EN: "Just assigned, not contacted yet"}
	}
	n := strconv.Itoa(days)
	return fault.Text{ZH: "到手 " + n + " 天，还没联系", EN: "In hand for " + count(days, "day") + ", not contacted yet"}
}

func silent(f facts) fault.Text {
	return fault.Text{ZH: "沉默 " + strconv.Itoa(f.idle) + " 天，超过「" + f.stage + "」常用的 " + strconv.Itoa(f.usual) + " 天",
		EN: "Silent for " + count(f.idle, "day") + "; usual at " + f.stage + " is " + strconv.Itoa(f.usual)}
}

// noted adds what was to be done, in the words it was written in.
func noted(l *lead.Lead, t fault.Text) fault.Text {
	if l.NextNote != "" {
		t.ZH, t.EN = t.ZH+"："+l.NextNote, t.EN+": "+l.NextNote
	}
	return t
}

func count(n int, noun string) string {
	if n == 1 {
		return "1 " + noun
	}
	return strconv.Itoa(n) + " " + noun + "s"
}
