package followup_test

import (
	"testing"

	"pgregory.net/rapid"

	"xiaoguan/base/day"
	"xiaoguan/sales/followup"
	"xiaoguan/sales/lead"
)

func TestSuggest(t *testing.T) {
	cal := day.China()
	for _, c := range []struct {
		name   string
		chance lead.Chance
		result followup.Result
		stage  int
		today  string
		want   string
		why    string
	}{
		{"机会大", lead.Large, followup.Progress, 3, "2025-10-14", "2025-10-16", "机会大，隔 2 个工作日"},
		{"机会一般跨周末", lead.Medium, followup.NoProgress, 3, "2025-10-14", "2025-10-21", "机会一般，隔 5 个工作日"},
		{"机会小", lead.Small, "", 3, "2025-10-13", "2025-11-10", "机会小，隔 20 个工作日"},
		{"没有机会", lead.NoHope, "", 3, "2025-03-03", "2025-05-29", "没有机会，隔 60 个工作日"},
		{"没接，周五", lead.Large, followup.NoAnswer, 3, "2025-10-17", "2025-10-20", "没接，下个工作日再打"},
		{"没接，后天调休上班", lead.Small, followup.NoAnswer, 3, "2025-10-10", "2025-10-11", "没接，下个工作日再打"},
		{"国庆前约了见面", lead.Small, followup.MeetingSet, 3, "2025-09-30", "2025-10-09", "约了见面，下个工作日确认时间"},
		{"打错了", "", followup.WrongNumber, 1, "2025-10-14", "2025-10-15", "号码不对，先找到对的号码"},
		{"要改报价比机会急", lead.Small, followup.Requote, 4, "2025-10-14", "2025-10-16", "等着新报价，2 个工作日内给"},
		{"没判断，新线索", "", followup.Progress, 1, "2025-10-14", "2025-10-15", "新线索，趁热联系"},
		{"没判断，往后的阶段", "", followup.Progress, 2, "2025-10-14", "2025-10-17", "机会还没判断，隔 3 个工作日"},
		{"春节里", lead.Large, "", 2, "2025-01-29", "2025-02-06", "机会大，隔 2 个工作日"},
	} {
		t.Run(c.name, func(t *testing.T) {
			today, err := day.Parse(c.today)
			if err != nil {
				t.Fatal(err)
			}
			got, why := followup.Suggest(c.chance, c.result, c.stage, today, &cal)
			if got.String() != c.want || why.ZH != c.why || why.EN == "" {
				t.Errorf("%v %q, want %s %q", got, why.ZH, c.want, c.why)
			}
		})
	}
}

func TestSuggest_AlwaysAWorkdayAhead(t *testing.T) {
	chances := []lead.Chance{"", lead.Large, lead.Medium, lead.Small, lead.NoHope}
	rapid.Check(t, func(t *rapid.T) {
		from := day.Date(2024, 1, 1)
		var own []day.Holiday
		for range rapid.IntRange(0, 30).Draw(t, "exceptions") {
			own = append(own, day.Holiday{Day: from.Add(rapid.IntRange(0, 900).Draw(t, "exception")), Off: rapid.Bool().Draw(t, "off")})
		}
		cal := day.China(own...)
		today := from.Add(rapid.IntRange(0, 800).Draw(t, "today"))
		got, why := followup.Suggest(rapid.SampledFrom(chances).Draw(t, "chance"), rapid.SampledFrom(append(followup.Results, "")).Draw(t, "result"),
			rapid.IntRange(1, 6).Draw(t, "stage"), today, &cal)
		if !cal.IsWorkday(got) || got <= today || why.ZH == "" || why.EN == "" {
			t.Fatalf("%v from %v: %q", got, today, why.ZH)
		}
	})
}

func TestUsual(t *testing.T) {
	for key, want := range map[string]int{"new": 2, "confirmed": 7, "negotiation": 3, "payment": 2, "公司自己的阶段": 7} {
		if got := followup.Usual(key); got != want {
			t.Errorf("%s: %d, want %d", key, got, want)
		}
	}
}
