package notify

import (
	"encoding/json"
	"fmt"
	"strings"
	"time"

	"xiaoguan/base/fault"
)

// Quiet judges whether now lies in the quiet hours [from, until), written hh:mm in the zone of now and over midnight where
// until is the earlier: since when, and when they end. Without both, or with equal ones, it is never quiet.
func Quiet(from, until string, now time.Time) (since, end time.Time, quiet bool) {
	f, okFrom := minutes(from)
	u, okUntil := minutes(until)
	if !okFrom || !okUntil || f == u {
		return since, end, false
	}
	at := func(days, minute int) time.Time {
		y, m, d := now.Date()
		return time.Date(y, m, d+days, minute/60, minute%60, 0, 0, now.Location())
	}
	for _, shift := range []int{-1, 0} { // those that began yesterday, those that begin today
		since, end = at(shift, f), at(shift, u)
		if u < f {
			end = at(shift+1, u)
		}
		if !now.Before(since) && now.Before(end) {
			return since, end, true
		}
	}
	return time.Time{}, time.Time{}, false
}

// minutes reads hh:mm as minutes of the day.
func minutes(text string) (int, bool) {
	var h, m int
	if len(text) != 5 || text[2] != ':' {
		return 0, false
	}
	if n, err := fmt.Sscanf(text, "%02d:%02d", &h, &m); err != nil || n != 2 || h < 0 || h > 23 || m < 0 || m > 59 {
		return 0, false
	}
	return h*60 + m, true
}

// checkHours judges quiet hours as somebody wrote them: both or none.
func checkHours(from, until string) error {
	var p fault.Problems
	want := fault.Text{ZH: "例如 22:00，不要就都留空", EN: "Such as 22:00; leave both empty for none"}
	for _, f := range []struct{ name, value, other string }{{"quiet_from", from, until}, {"quiet_until", until, from}} {
		_, ok := minutes(f.value)
		switch {
		case f.value == "" && f.other != "":
			p.Need(f.name, f.value, want)
		case f.value != "" && !ok:
			p.Add(f.name, fault.Text{ZH: "不是时间", EN: "Not a time of day"}, want)
		}
	}
	if from != "" && from == until {
		p.Add("quiet_until", fault.Text{ZH: "开始和结束是同一时刻", EN: "They begin and end at the same moment"}, want)
	}
	return p.Err()
}

// Sentence words a notice of a kind in a language; count is how many things its group stands for.
func Sentence(k *Kind, written string, count int, lang string) string {
	var args map[string]json.RawMessage
	if json.Unmarshal([]byte(written), &args) != nil {
		args = nil
	}
	text := k.One
	if count > 1 && k.Many.ZH != "" {
		text = k.Many
	}
	out := strings.ReplaceAll(text.In(lang), "{n}", fmt.Sprint(count))
	for name, raw := range args {
		out = strings.ReplaceAll(out, "{"+name+"}", word(raw, lang))
	}
	return out
}

// word is one kept value in a language.
func word(raw json.RawMessage, lang string) string {
	var text string
	if json.Unmarshal(raw, &text) == nil {
		return text
	}
	var pair both
	if json.Unmarshal(raw, &pair) == nil && pair.ZH != "" {
		return fault.Text(pair).In(lang)
	}
	return string(raw)
}
