package day_test

import (
	"context"
	"fmt"
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"

	"xiaoguan/base/actor"
	civil "xiaoguan/base/day"
	"xiaoguan/base/fault"
	"xiaoguan/base/money"
	"xiaoguan/sales/day"
	"xiaoguan/sales/followup"
	"xiaoguan/sales/lead"
	"xiaoguan/store/db"
)

func TestToday_OrderAfterAHoliday(t *testing.T) {
	each(t, func(t *testing.T, h *house) {
		lead := func(name, due, at string, wan money.Fen) *lead.Lead {
			return h.lead(t, h.wang, lead.New{Name: name, NextDue: on(due), NextTime: at, ExpectedAmount: wan * 1_000_000, IntakeAt: opening.Add(-20 * 24 * time.Hour)})
		}
		lead("今天无时间小", "2025-10-09", "", 1)
		lead("今天无时间大", "2025-10-09", "", 5)
		lead("今天下午", "2025-10-09", "14:00", 90)
		lead("今天上午", "2025-10-09", "09:30", 2)
		lead("长假前一天", "2025-09-30", "", 9)
		lead("调休的周日", "2025-09-28", "", 1)
		lead("周五小", "2025-09-26", "", 3)
		lead("周五大", "2025-09-26", "16:00", 8)
		lead("长假里", "2025-10-04", "", 4)
		lead("明天", "2025-10-10", "", 7)
		h.lead(t, h.li, lead0("别人的", today))
		for _, due := range []civil.Day{today, today.Add(-9)} { // as an import brings them in
			h.lead(t, h.wang, ended("输了", due))
		}
		won := lead("赢了", "2025-10-09", "", 100)
		if _, err := h.leads.Win(t.Context(), h.wang, won.ID, 0, nil); err != nil {
			t.Fatal(err)
		}
		out := h.day(t, h.wang, h.wang)
		titles, whys := names(t, out, day.Overdue)
		if diff := cmp.Diff([]string{"周五大", "周五小", "调休的周日", "长假前一天", "长假里"}, titles); diff != "" {
			t.Errorf("overdue: %s", diff)
		}
		if diff := cmp.Diff([]string{"逾期 4 个工作日", "逾期 4 个工作日", "逾期 3 个工作日", "逾期 1 个工作日", "逾期 1 个工作日"}, whys); diff != "" {
			t.Errorf("why: %s", diff)
		}
		for _, item := range out.Sections[0].Items {
			if want := map[string]int{"周五大": 4, "周五小": 4, "调休的周日": 3, "长假前一天": 1, "长假里": 1}[item.Lead.Title]; item.OverdueDays != want || item.Lead.OverdueDays != want {
				t.Errorf("%s: overdue by %d, want %d", item.Lead.Title, item.OverdueDays, want)
			}
		}
		titles, _ = names(t, out, day.Due)
		if diff := cmp.Diff([]string{"今天上午", "今天下午", "今天无时间大", "今天无时间小"}, titles); diff != "" {
			t.Errorf("due: %s", diff)
		}
		if out.Sections[0].Count != 5 || *out.Sections[0].ExpectedAmount != 25_000_000 || out.Sections[1].Count != 4 || *out.Sections[1].ExpectedAmount != 98_000_000 || out.Sections[2].Count != 0 || out.Sections[2].Items == nil {
			t.Errorf("counts %+v", out.Sections)
		}
		if out.Day != today || out.WeekdayName != "周四" || out.WorkdaysLeft != 18 {
			t.Errorf("%v %s, %d workdays left, want 9, 10, make-up 11 and fifteen weekdays", out.Day, out.WeekdayName, out.WorkdaysLeft)
		}
		want := day.Suggested{Next: []day.Chip{{Day: on("2025-10-13"), Label: "下周一"}, {Day: on("2025-10-10"), Label: "明天"}, {Day: on("2025-10-17"), Label: "下周五"}}, Why: "机会还没判断，隔 3 个工作日"}
		if diff := cmp.Diff(want, out.Suggest); diff != "" {
			t.Errorf("suggest: %s", diff)
		}
	})
}

func ended(name string, due civil.Day) lead.New {
	return lead.New{Name: name, NextDue: due, Outcome: lead.Lost, LostReason: "价格"}
}

func lead0(name string, due civil.Day) lead.New { return lead.New{Name: name, NextDue: due} }

func TestToday_New(t *testing.T) {
	each(t, func(t *testing.T, h *house) {
		h.set(opening.Add(-5 * 24 * time.Hour)) // the 4th
		old := h.lead(t, h.wang, lead.New{Name: "五天前分的", ExpectedAmount: 100})
		known := h.lead(t, h.li, lead.New{Name: "李强跟过的", ExpectedAmount: 200})
		h.log(t, h.li, known, followup.Draft{Result: followup.Progress})
		h.lead(t, h.wang, lead.New{Name: "没有机会的", Chance: lead.NoHope, ChanceReason: "其他"})
		dead := h.lead(t, h.wang, lead.New{Name: "没有机会但定了日子", Chance: lead.NoHope, ChanceReason: "其他", NextDue: today})
		h.lead(t, h.wang, lead.New{Name: "输了", Outcome: lead.Lost, LostReason: "价格"})
		touched := h.lead(t, h.wang, lead.New{Name: "联系过的"})
		h.log(t, h.wang, touched, followup.Draft{Result: followup.NoAnswer})
		h.set(opening)
		h.give(t, known, h.wang)
		h.set(opening.Add(time.Minute))
		h.lead(t, h.wang, lead.New{Name: "刚分的", ExpectedAmount: 300})
		h.set(opening.Add(2 * time.Minute))
		h.write(t, func(ctx context.Context, tx *db.Tx) error {
			_, err := h.add(ctx, tx, h.wang, h.wang, lead.New{Name: "自己录的", ExpectedAmount: 400})
			return err
		})
		out := h.day(t, h.wang, h.wang)
		titles, whys := names(t, out, day.New)
		if diff := cmp.Diff([]string{"自己录的", "刚分的", "李强跟过的", "五天前分的"}, titles); diff != "" {
			t.Errorf("new: %s", diff)
		}
		if diff := cmp.Diff([]string{"今天录入，还没联系", "刚分给你，还没联系", "别人跟过 1 次，接手后还没联系", "到手 5 天，还没联系"}, whys); diff != "" {
			t.Errorf("why: %s", diff)
		}
		section := out.Sections[2]
		if section.Count != 4 || *section.ExpectedAmount != 1000 || !section.Items[2].AssignedAt.Equal(opening) || !section.Items[3].AssignedAt.Equal(old.IntakeAt) {
			t.Errorf("%d worth %d, assigned %v and %v", section.Count, section.ExpectedAmount, section.Items[2].AssignedAt, section.Items[3].AssignedAt)
		}
		if titles, _ := names(t, out, day.Due); len(titles) != 1 || titles[0] != dead.Name {
			t.Errorf("due: %v", titles)
		}
		_, whys = names(t, h.day(t, h.manager, h.wang), day.New)
		if whys[1] != "刚分到，还没联系" {
			t.Errorf("told to the manager: %s", whys[1])
		}
		// Once spoken with, it is no longer new, and it counts as done.
		h.log(t, h.wang, known, followup.Draft{NextDue: on("2025-10-11")})
		out = h.day(t, h.wang, h.wang)
		if titles, _ := names(t, out, day.New); len(titles) != 3 || out.DoneToday != 1 {
			t.Errorf("%v, done %d", titles, out.DoneToday)
		}
		if done := h.day(t, h.li, h.li).DoneToday; done != 0 {
			t.Errorf("李强 has done %d today", done)
		}
	})
}

func TestToday_LimitsAndSums(t *testing.T) {
	if testing.Short() {
		t.Skip("skipped: many leads, no concurrency (short)")
	}
	each(t, func(t *testing.T, h *house) {
		const n = 205
		var sum money.Fen
		h.write(t, func(ctx context.Context, tx *db.Tx) error {
			for i := range n {
				for _, due := range []civil.Day{on("2025-09-30"), today, 0} {
					if _, err := h.add(ctx, tx, h.admin, h.wang, lead.New{Name: fmt.Sprint("客户", i), NextDue: due, ExpectedAmount: money.Fen(i)}); err != nil {
						return err
					}
				}
				sum += money.Fen(i)
			}
			return nil
		})
		for _, s := range h.day(t, h.wang, h.wang).Sections {
			if len(s.Items) != 200 || s.Count != n || *s.ExpectedAmount != sum {
				t.Errorf("%s: %d shown, %d counted, %d in all; want 200, %d, %d", s.Key, len(s.Items), s.Count, s.ExpectedAmount, n, sum)
			}
			if s.Key != day.New && s.Items[0].Lead.ExpectedAmount != n-1 {
				t.Errorf("%s begins with %d", s.Key, s.Items[0].Lead.ExpectedAmount)
			}
		}
	})
}

func TestToday_WhoMayLook(t *testing.T) {
	each(t, func(t *testing.T, h *house) {
		h.lead(t, h.wang, lead0("王芳的", today))
		h.lead(t, h.li, lead0("李强的", today))
		other := h.lead(t, h.li, lead0("在华西时的", today))
		h.give(t, other, h.wang) // the group of 华东 from now on
		nobody := &actor.Actor{Member: h.leads.IDs.New()}
		for _, c := range []struct {
			name     string
			who, of  *actor.Actor
			want     int // in due
			notFound bool
		}{
			{"自己的", h.wang, h.wang, 2, false},
			{"经理看组员", h.manager, h.wang, 2, false},
			{"管理员看谁都行", h.admin, h.li, 1, false},
			{"只读部门看谁都行", h.readonly, h.wang, 2, false},
			{"销售员看同事", h.wang, h.li, 0, true},
			{"销售员看经理", h.wang, h.manager, 0, true},
			{"经理看别组", h.manager, h.li, 0, true},
			{"没有这个人", h.admin, nobody, 0, true},
		} {
			t.Run(c.name, func(t *testing.T) {
				out, err := h.days.Today(t.Context(), c.who, c.of.Member)
				if c.notFound {
					if !fault.ErrNotFound.Is(err) {
						t.Errorf("%v", err)
					}
					return
				}
				if err != nil {
					t.Fatal(err)
				}
				if out.Sections[1].Count != c.want {
					t.Errorf("%d due, want %d", out.Sections[1].Count, c.want)
				}
			})
		}
	})
}

func TestToday_English(t *testing.T) {
	each(t, func(t *testing.T, h *house) {
		h.lead(t, h.wang, lead.New{Name: "Overdue", NextDue: on("2025-09-30"), NextNote: "send the quote"})
		reader := *h.wang
		reader.Lang = "en"
		out := h.day(t, &reader, h.wang)
		_, whys := names(t, out, day.Overdue)
		if whys[0] != "Overdue by 1 workday: send the quote" || out.WeekdayName != "Thursday" || out.Suggest.Next[1].Label != "Tomorrow" || out.Sections[0].Items[0].Kind != "phone" {
			t.Errorf("%v %s %v", whys, out.WeekdayName, out.Suggest)
		}
	})
}
