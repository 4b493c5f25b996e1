package day

import (
	"testing"

	"github.com/google/go-cmp/cmp"
	"pgregory.net/rapid"

	"xiaoguan/base/day"
	"xiaoguan/base/id"
	"xiaoguan/sales/lead"
)

func TestWhy(t *testing.T) {
	today := day.Date(2025, 10, 14)
	wang, admin := id.MustParse("00000000-0000-7000-8000-00000000000a"), id.MustParse("00000000-0000-7000-8000-00000000000b")
	for _, c := range []struct {
		name string
		key  Key
		l    lead.Lead
		f    facts
		want string
	}{
		{"逾期又沉默太久", Overdue, lead.Lead{TouchCount: 3, NextNote: "发报价"}, facts{late: 2, idle: 9, usual: 7, stage: "需求确认"}, "沉默 9 天，超过「需求确认」常用的 7 天"},
		{"逾期，沉默刚好", Overdue, lead.Lead{TouchCount: 3}, facts{late: 2, idle: 7, usual: 7}, "逾期 2 个工作日"},
		{"逾期，有下一步", Overdue, lead.Lead{TouchCount: 3, NextNote: "发报价"}, facts{late: 1, idle: 3, usual: 7}, "逾期 1 个工作日：发报价"},
		{"从没联系过的不算沉默", Overdue, lead.Lead{}, facts{late: 30, idle: 40, usual: 2}, "逾期 30 个工作日"},
		{"周五到期，今天周六", Overdue, lead.Lead{TouchCount: 1, NextDue: day.Date(2025, 10, 10)}, facts{late: 0, usual: 7}, "10-10 到期，还没联系"},
		{"上次说好的", Due, lead.Lead{TouchCount: 1, NextDue: today}, facts{touched: today.Add(-3), idle: 3, usual: 7}, "上次说 3 天后再谈"},
		{"约定比沉默的线还远", Due, lead.Lead{TouchCount: 1, NextDue: today}, facts{touched: today.Add(-20), idle: 20, usual: 7, stage: "已接触"}, "沉默 20 天，超过「已接触」常用的 7 天"},
		{"说好了做什么", Due, lead.Lead{TouchCount: 1, NextDue: today, NextNote: "给交期"}, facts{touched: today.Add(-20), idle: 20, usual: 7}, "说好今天：给交期"},
		{"今天已经联系过还要再联系", Due, lead.Lead{TouchCount: 1, NextDue: today}, facts{touched: today, usual: 7}, "定在今天联系"},
		{"定在今天的第一次", Due, lead.Lead{NextDue: today}, facts{idle: 9, usual: 2}, "定在今天第一次联系"},
		{"刚分给我", New, lead.Lead{Owner: wang, CreatedBy: admin}, facts{today: today, since: today, mine: true}, "刚分给你，还没联系"},
		{"刚分给别人", New, lead.Lead{Owner: wang, CreatedBy: admin}, facts{today: today, since: today}, "刚分到，还没联系"},
		{"自己录的", New, lead.Lead{Owner: wang, CreatedBy: wang}, facts{today: today, since: today, mine: true}, "今天录入，还没联系"},
		{"放了三天", New, lead.Lead{Owner: wang, CreatedBy: wang}, facts{today: today, since: today.Add(-3), mine: true}, "到手 3 天，还没联系"},
		{"接手的", New, lead.Lead{Owner: wang, TouchCount: 4}, facts{today: today, since: today}, "别人跟过 4 次，接手后还没联系"},
	} {
		t.Run(c.name, func(t *testing.T) {
			c.f.today = today
			if got := why(c.key, &c.l, c.f); got.ZH != c.want || got.EN == "" {
				t.Errorf("%q / %q, want %q", got.ZH, got.EN, c.want)
			}
		})
	}
}

func TestChips(t *testing.T) {
	cal := day.China()
	for _, c := range []struct {
		name, today, suggested string
		days, labels           []string
	}{
		{"周二", "2025-10-14", "2025-10-16", []string{"2025-10-16", "2025-10-15", "2025-10-17"}, []string{"周四", "明天", "周五"}},
		{"建议就是明天", "2025-10-14", "2025-10-15", []string{"2025-10-15", "2025-10-16", "2025-10-17"}, []string{"明天", "周四", "周五"}},
		{"建议就是周五", "2025-10-14", "2025-10-17", []string{"2025-10-17", "2025-10-15", "2025-10-24"}, []string{"周五", "明天", "下周五"}},
		{"周五", "2025-10-17", "2025-10-22", []string{"2025-10-22", "2025-10-20", "2025-10-24"}, []string{"下周三", "下周一", "下周五"}},
		{"明天是调休的周六", "2025-10-10", "2025-10-11", []string{"2025-10-11", "2025-10-13", "2025-10-17"}, []string{"明天", "下周一", "下周五"}},
		{"国庆前一天", "2025-09-30", "2025-10-10", []string{"2025-10-10", "2025-10-09", "2025-10-17"}, []string{"下周五", "下周四", "10-17"}},
	} {
		t.Run(c.name, func(t *testing.T) {
			today, suggested := parse(t, c.today), parse(t, c.suggested)
			var days, labels []string
			for _, d := range chips(today, suggested, &cal) {
				days, labels = append(days, d.String()), append(labels, label(d, today).ZH)
			}
			if diff := cmp.Diff(c.days, days); diff != "" {
				t.Error(diff)
			}
			if diff := cmp.Diff(c.labels, labels); diff != "" {
				t.Error(diff)
			}
		})
	}
}

func parse(t *testing.T, s string) day.Day {
	t.Helper()
	d, err := day.Parse(s)
	if err != nil {
		t.Fatal(err)
	}
	return d
}

func TestChips_ThreeDifferentWorkdays(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		from := day.Date(2024, 1, 1)
		var own []day.Holiday
		for range rapid.IntRange(0, 40).Draw(t, "exceptions") {
			own = append(own, day.Holiday{Day: from.Add(rapid.IntRange(0, 60).Draw(t, "exception")), Off: rapid.Bool().Draw(t, "off")})
		}
		cal := day.NewCalendar(own...)
		today := from.Add(rapid.IntRange(0, 50).Draw(t, "today"))
		got := chips(today, cal.AddWorkdays(today, rapid.IntRange(1, 20).Draw(t, "suggested")), &cal)
		for i, d := range got {
			if !cal.IsWorkday(d) || d <= today || d == got[(i+1)%3] {
				t.Fatalf("%v from %v", got, today)
			}
		}
	})
}

func TestWeekday(t *testing.T) {
	for offset, want := range []string{"周一", "周二", "周三", "周四", "周五", "周六", "周日"} {
		d := day.Date(2025, 10, 13).Add(offset)
		if got := weekday(d).ZH; got != want || monday(d) != day.Date(2025, 10, 13) {
			t.Errorf("%v: %s of the week of %v", d, got, monday(d))
		}
	}
}
