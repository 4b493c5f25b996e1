package followup

import (
	"slices"
	"strings"
	"time"
	"unicode/utf8"

	"xiaoguan/base/day"
	"xiaoguan/base/fault"
	"xiaoguan/record"
	"xiaoguan/sales/lead"
)

// ahead is how far a client's clock may run before ours: a touch dated within it happened now.
const ahead = 5 * time.Minute

// farthest is how many days from today a next contact may lie; later ones are slips of the pen.
const farthest = 3 * 366

// check judges a draft for a held lead and brings it into its final form: texts trimmed, at set.
func check(p *fault.Problems, d *Draft, l *lead.Lead, now time.Time, loc *time.Location) {
	d.Content, d.NextNote, d.ChanceReason = strings.TrimSpace(d.Content), strings.TrimSpace(d.NextNote), strings.TrimSpace(d.ChanceReason)
	checkText(p, "content", d.Content)
	checkText(p, "next_note", d.NextNote)
	if !slices.Contains(Kinds, d.Kind) {
		p.Add("kind", notOffered, fault.Text{ZH: "可选：phone visit wechat meeting other", EN: "One of: phone visit wechat meeting other"})
	}
	if d.NextKind != "" && !slices.Contains(Kinds, d.NextKind) {
		p.Add("next_kind", notOffered, fault.Text{ZH: "可选：phone visit wechat meeting other", EN: "One of: phone visit wechat meeting other"})
	}
	if d.Result != "" && !slices.Contains(Results, d.Result) {
		p.Add("result", notOffered, fault.Text{ZH: "可选：progress no_progress meeting_set requote no_answer wrong_number", EN: "One of: progress no_progress meeting_set requote no_answer wrong_number"})
	}
	d.At = checkAt(p, d.At, l, now, loc)
	if !d.NextDue.IsZero() {
		checkNext(p, d.NextDue, day.Of(d.At, loc), day.Of(now, loc))
	} else if d.NextTime != "" {
		p.Add("next_time", fault.Text{ZH: "有时间，没有日期", EN: "A time without a day"}, fault.Text{ZH: "补上下次联系的日期", EN: "Give the day of the next contact"})
	}
}

var notOffered = fault.Text{ZH: "不在可选范围内", EN: "Not one of the choices"}

// checkText refuses what no database keeps as text.
func checkText(p *fault.Problems, field, s string) {
	if !utf8.ValidString(s) || strings.ContainsRune(s, 0) {
		p.Add(field, fault.Text{ZH: "含有不能用的字符", EN: "Holds characters that cannot be used"}, fault.Text{ZH: "一段文字", EN: "A text"})
	}
}

// checkAt judges when a touch happened. People note a call before they enter the lead it led to, so the day before the
// intake is allowed; the future is not.
func checkAt(p *fault.Problems, at time.Time, l *lead.Lead, now time.Time, loc *time.Location) time.Time {
	at = at.UTC().Truncate(time.Microsecond)
	switch {
	case at.IsZero():
		return now
	case at.After(now.Add(ahead)):
		p.Add("at", fault.Text{ZH: "还没到这个时间", EN: "That is still to come"}, fault.Text{ZH: "不晚于现在", EN: "Not later than now"})
		return now
	case at.After(now):
		return now
	}
	if earliest := l.IntakeDay.Add(-1); day.Of(at, loc) < earliest {
		p.Add("at", fault.Text{ZH: "比线索接入还早", EN: "Earlier than the lead came in"}, fault.Text{ZH: "不早于 " + earliest.String(), EN: "Not earlier than " + earliest.String()})
		return now
	}
	return at
}

// checkNext judges the day of the next contact: from the day of the touch itself, which on a late upload may have passed.
func checkNext(p *fault.Problems, next, touched, today day.Day) {
	switch {
	case next < touched:
		p.Add("next_due", fault.Text{ZH: "这一天已经过去了", EN: "That day has passed"}, fault.Text{ZH: touched.String() + " 或以后", EN: touched.String() + " or later"})
	case next > today.Add(farthest):
		p.Add("next_due", fault.Text{ZH: "太远了", EN: "Too far ahead"}, fault.Text{ZH: "三年以内", EN: "Within three years"})
	}
}

// count writes onto the lead what the touch adds to its history. Touches may arrive late and out of order: first and last
// go by when they happened.
func count(l *lead.Lead, at time.Time) {
	l.TouchCount++
	if l.FirstTouchAt.IsZero() || at.Before(l.FirstTouchAt) {
		l.FirstTouchAt = at
	}
	if at.After(l.LastTouchAt) {
		l.LastTouchAt = at
	}
	l.IdleSince = l.LastTouchAt
}

// plan sets the lead's next contact. Without a new day, one that has come due by the day of the touch is done; one that
// still lies ahead stays.
func plan(l *lead.Lead, d *Draft, touched day.Day) {
	switch {
	case !d.NextDue.IsZero():
		l.NextDue, l.NextTime, l.NextNote, l.NextKind = d.NextDue, d.NextTime, d.NextNote, string(nextKind(d))
	case !l.NextDue.IsZero() && l.NextDue <= touched:
		l.NextDue, l.NextTime, l.NextNote, l.NextKind = 0, "", d.NextNote, ""
	case d.NextNote != "":
		l.NextNote = d.NextNote
	}
}

func nextKind(d *Draft) Kind {
	switch {
	case d.NextKind != "":
		return d.NextKind
	case d.Result == MeetingSet:
		return Meeting
	}
	return Phone
}

// firstMove is the stage a lead moves to by being reached for the first time, and why: the second of its mode, from the
// first. Nobody reached, a stage chosen by hand or a lead that has been further moves nothing.
func firstMove(l *lead.Lead, d *Draft, mode *record.Mode) (to *record.Stage, why fault.Text) {
	if len(mode.Stages) < 2 || l.Stage != mode.Stages[0].ID || l.StageTop > 1 || !d.StageID.IsZero() || !d.Result.Reached() {
		return nil, fault.Text{}
	}
	to = &mode.Stages[1]
	return to, fault.Text{ZH: "第一次联系上，进入「" + to.Name + "」", EN: "Reached for the first time: now at " + to.Name}
}

// checkPostponed judges the day a contact is moved to: today or later. The day is taken as it is given, worked or not.
func checkPostponed(p *fault.Problems, next, today day.Day) {
	if next.IsZero() {
		p.Need("next_due", "", fault.Text{ZH: "一个日期，例如 " + today.Add(1).String(), EN: "A day, such as " + today.Add(1).String()})
		return
	}
	checkNext(p, next, today, today)
}
