package followup_test

import (
	"context"
	"sync"
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"

	"xiaoguan/base/actor"
	"xiaoguan/base/day"
	"xiaoguan/base/fault"
	"xiaoguan/base/id"
	"xiaoguan/sales/followup"
	"xiaoguan/sales/lead"
	"xiaoguan/store/journal"
)

func TestLog_WritesRowLeadAndJournal(t *testing.T) {
	each(t, func(t *testing.T, h *house) {
		l := h.lead(t, h.wang, lead.New{})
		out := h.log(t, h.manager, l.ID, followup.Draft{Kind: followup.Visit, Result: followup.Progress, Content: " 看了样机，\n问了交期 ", NextDue: today.Add(3), NextTime: "14:30",
			NextNote: "送报价", NextKind: followup.Wechat, Chance: lead.Small, ChanceReason: "嫌贵"})
		want := []followup.Touch{{Org: h.org, ID: out.Touch.ID, SubjectKind: "lead", Subject: l.ID, Member: h.manager.Member, Kind: followup.Visit, Result: followup.Progress,
			Content: "看了样机，\n问了交期", At: morning, Day: today, NextDue: today.Add(3), CreatedAt: morning}}
		if diff := cmp.Diff(want, h.touches(t, l.ID), sameInstant); diff != "" {
			t.Errorf("row: %s", diff)
		}
		got := h.read(t, l.ID)
		if got.TouchCount != 1 || !got.FirstTouchAt.Equal(morning) || !got.LastTouchAt.Equal(morning) || !got.IdleSince.Equal(morning) {
			t.Errorf("history on the lead: %d %v %v %v", got.TouchCount, got.FirstTouchAt, got.LastTouchAt, got.IdleSince)
		}
		if got.NextDue != today.Add(3) || got.NextTime != "14:30" || got.NextNote != "送报价" || got.NextKind != "wechat" {
			t.Errorf("plan on the lead: %v %q %q %q", got.NextDue, got.NextTime, got.NextNote, got.NextKind)
		}
		if got.Chance != lead.Small || got.ChanceReason != "嫌贵" || h.stage(t, got) != 2 || out.Moved.ZH != "第一次联系上，进入「已接触」" {
			t.Errorf("chance %v %q, stage %d, moved %q", got.Chance, got.ChanceReason, h.stage(t, got), out.Moved.ZH)
		}
		if got.Version != l.Version {
			t.Errorf("a follow-up is no edit, version %d → %d", l.Version, got.Version)
		}
		entries, err := journal.Of(t.Context(), h.store, h.admin, lead.Kind, l.ID, id.ID{}, 1)
		if err != nil {
			t.Fatal(err)
		}
		e := entries[0]
		if e.Kind != "touch.logged" || e.Actor != h.manager.Member || e.Owner != h.wang.Member {
			t.Errorf("entry %s by %v of %v", e.Kind, e.Actor, e.Owner)
		}
		told := map[string]journal.Change{}
		for _, c := range e.Changes {
			told[c.Field] = c
		}
		for field, want := range map[string]journal.Change{
			"touch.kind":    {Field: "touch.kind", After: "visit"},
			"touch.result":  {Field: "touch.result", After: "progress"},
			"touch.content": {Field: "touch.content", After: "看了样机，\n问了交期", Personal: true},
			"chance":        {Field: "chance", After: "small"},
		} {
			if diff := cmp.Diff(want, told[field]); diff != "" {
				t.Errorf("%s: %s", field, diff)
			}
		}
	})
}

var sameInstant = cmp.Comparer(func(a, b time.Time) bool { return a.Equal(b) })

func TestLog_LateAndOutOfOrder(t *testing.T) {
	each(t, func(t *testing.T, h *house) {
		l := h.lead(t, h.wang, lead.New{IntakeAt: morning.Add(-10 * 24 * time.Hour)})
		h.log(t, h.wang, l.ID, followup.Draft{Kind: followup.Phone, NextDue: today.Add(5)})
		early := morning.Add(-3 * 24 * time.Hour)
		h.log(t, h.wang, l.ID, followup.Draft{Kind: followup.Wechat, At: early})
		got := h.read(t, l.ID)
		if got.TouchCount != 2 || !got.FirstTouchAt.Equal(early) || !got.LastTouchAt.Equal(morning) || !got.IdleSince.Equal(morning) {
			t.Errorf("%d %v %v %v", got.TouchCount, got.FirstTouchAt, got.LastTouchAt, got.IdleSince)
		}
		if got.NextDue != today.Add(5) {
			t.Errorf("a late touch moved the plan to %v", got.NextDue)
		}
		// A clock a little ahead is taken as now.
		out := h.log(t, h.wang, l.ID, followup.Draft{Kind: followup.Phone, At: morning.Add(4 * time.Minute)})
		if !out.Touch.At.Equal(morning) {
			t.Errorf("at %v, want now", out.Touch.At)
		}
		// Uploaded on the 14th, agreed on the 11th for the 12th: kept, and overdue from the start.
		h.log(t, h.wang, l.ID, followup.Draft{Kind: followup.Phone, At: early, NextDue: today.Add(-2)})
		if got := h.read(t, l.ID).NextDue; got != today.Add(-2) {
			t.Errorf("next_due %v", got)
		}
	})
}

func TestLog_PlanWithoutNewDay(t *testing.T) {
	each(t, func(t *testing.T, h *house) {
		for _, c := range []struct {
			name string
			due  day.Day
			want day.Day
		}{
			{"到期的已完成", today, 0},
			{"逾期的已完成", today.Add(-5), 0},
			{"约好的以后还在", today.Add(2), today.Add(2)},
			{"本来没有", 0, 0},
		} {
			t.Run(c.name, func(t *testing.T) {
				l := h.lead(t, h.wang, lead.New{NextDue: c.due, NextTime: "10:00", NextNote: "旧的"})
				h.log(t, h.wang, l.ID, followup.Draft{Kind: followup.Phone, NextNote: "新的"})
				got := h.read(t, l.ID)
				if got.NextDue != c.want || got.NextNote != "新的" {
					t.Errorf("next %v %q, want %v 新的", got.NextDue, got.NextNote, c.want)
				}
			})
		}
	})
}

func TestLog_Refused(t *testing.T) {
	each(t, func(t *testing.T, h *house) {
		other := h.cat.Modes[1].Stages[1].ID
		for _, c := range []struct {
			name string
			d    followup.Draft
			want []string
		}{
			{"机会变小没有原因", followup.Draft{Kind: followup.Phone, Chance: lead.Small}, []string{"chance_reason"}},
			{"没有机会没有原因", followup.Draft{Kind: followup.Phone, Chance: lead.NoHope, ChanceReason: "  "}, []string{"chance_reason"}},
			{"机会不在可选范围", followup.Draft{Kind: followup.Phone, Chance: "huge"}, []string{"chance"}},
			{"还没发生", followup.Draft{Kind: followup.Phone, At: morning.Add(6 * time.Minute)}, []string{"at"}},
			{"比接入早两天", followup.Draft{Kind: followup.Phone, At: morning.Add(-48 * time.Hour)}, []string{"at"}},
			{"下次在昨天", followup.Draft{Kind: followup.Phone, NextDue: today.Add(-1)}, []string{"next_due"}},
			{"下次在三十年后", followup.Draft{Kind: followup.Phone, NextDue: today.Add(30 * 365)}, []string{"next_due"}},
			{"有时间没有日期", followup.Draft{Kind: followup.Phone, NextTime: "10:00"}, []string{"next_time"}},
			{"别的模式的阶段", followup.Draft{Kind: followup.Phone, StageID: other}, []string{"stage_id"}},
			{"方式和结果都不对", followup.Draft{Kind: "fax", NextKind: "fax", Result: "great"}, []string{"kind", "next_kind", "result"}},
			{"空字符", followup.Draft{Kind: followup.Phone, Content: "a\x00b", NextNote: "\xff"}, []string{"content", "next_note"}},
		} {
			t.Run(c.name, func(t *testing.T) {
				l := h.lead(t, h.wang, lead.New{})
				_, err := h.service.Log(t.Context(), h.wang, l.ID, c.d)
				if diff := cmp.Diff(c.want, fields(err)); diff != "" {
					t.Errorf("%v: %s", err, diff)
				}
				if n := len(h.touches(t, l.ID)); n != 0 || h.read(t, l.ID).TouchCount != 0 {
					t.Errorf("%d touches kept", n)
				}
			})
		}
	})
}

func TestLog_SmallAsBeforeNeedsNoNewReason(t *testing.T) {
	each(t, func(t *testing.T, h *house) {
		l := h.lead(t, h.wang, lead.New{Chance: lead.Small, ChanceReason: "嫌贵"})
		h.log(t, h.wang, l.ID, followup.Draft{Kind: followup.Phone, Chance: lead.Small})
		if got := h.read(t, l.ID); got.ChanceReason != "嫌贵" {
			t.Errorf("reason %q", got.ChanceReason)
		}
		_, err := h.service.Log(t.Context(), h.wang, l.ID, followup.Draft{Kind: followup.Phone, Chance: lead.NoHope})
		if diff := cmp.Diff([]string{"chance_reason"}, fields(err)); diff != "" {
			t.Errorf("from small to none the old reason was taken: %v", err)
		}
		h.log(t, h.wang, l.ID, followup.Draft{Kind: followup.Phone, Chance: lead.Large})
		if got := h.read(t, l.ID); got.ChanceReason != "" {
			t.Errorf("reason %q stays with a large chance", got.ChanceReason)
		}
	})
}

func TestLog_WhoMay(t *testing.T) {
	each(t, func(t *testing.T, h *house) {
		leader := &actor.Actor{Org: h.org, Member: h.wang.Member, Grants: actor.GrantsOf(actor.Leader), Zone: "Asia/Shanghai"}
		for _, c := range []struct {
			name  string
			owner *actor.Actor
			actor *actor.Actor
			want  fault.Kind
			ok    bool
		}{
			{"自己的", h.wang, h.wang, 0, true},
			{"下属的", h.wang, h.manager, 0, true},
			{"管理员", h.li, h.admin, 0, true},
			{"别人的", h.li, h.wang, fault.NotFound, false},
			{"别组的", h.li, h.manager, fault.NotFound, false},
			{"没人的", &actor.Actor{}, h.wang, fault.NotFound, false},
			{"没有权限", h.wang, leader, fault.NotFound, false},
		} {
			t.Run(c.name, func(t *testing.T) {
				l := h.lead(t, c.owner, lead.New{})
				_, err := h.service.Log(t.Context(), c.actor, l.ID, followup.Draft{Kind: followup.Phone})
				if (err == nil) != c.ok || err != nil && fault.KindOf(err) != c.want {
					t.Errorf("log: %v", err)
				}
				_, err = h.service.Postpone(t.Context(), c.actor, l.ID, today.Add(1), "")
				if (err == nil) != c.ok || err != nil && fault.KindOf(err) != c.want {
					t.Errorf("postpone: %v", err)
				}
			})
		}
		if _, err := h.service.Log(t.Context(), h.admin, h.ids.New(), followup.Draft{Kind: followup.Phone}); !fault.ErrNotFound.Is(err) {
			t.Errorf("unknown lead: %v", err)
		}
	})
}

func TestLog_ClosedLead(t *testing.T) {
	each(t, func(t *testing.T, h *house) {
		l := h.lead(t, h.wang, lead.New{})
		first := h.ids.New()
		h.log(t, h.wang, l.ID, followup.Draft{ID: first, Kind: followup.Phone})
		if _, err := h.leads.Win(t.Context(), h.wang, l.ID, 0, nil); err != nil {
			t.Fatal(err)
		}
		if _, err := h.service.Log(t.Context(), h.wang, l.ID, followup.Draft{Kind: followup.Phone}); !lead.ErrState.Is(err) || fault.KindOf(err) != fault.Conflict {
			t.Errorf("won: %v", err)
		}
		if _, err := h.service.Postpone(t.Context(), h.wang, l.ID, today.Add(1), ""); !lead.ErrState.Is(err) {
			t.Errorf("postpone won: %v", err)
		}
		// The answer to the first one was lost; asked again after the end it is the same.
		if out := h.log(t, h.wang, l.ID, followup.Draft{ID: first, Kind: followup.Phone}); out.Touch.ID != first {
			t.Errorf("repeat: %v", out.Touch.ID)
		}
	})
}

func TestLog_RepeatedId(t *testing.T) {
	each(t, func(t *testing.T, h *house) {
		l, other := h.lead(t, h.wang, lead.New{}), h.lead(t, h.wang, lead.New{})
		d := followup.Draft{ID: h.ids.New(), Kind: followup.Phone, Content: "第一次", NextDue: today.Add(2)}
		first := h.log(t, h.wang, l.ID, d)
		later := morning.Add(time.Hour)
		h.now.Store(&later)
		d.Content, d.NextDue = "改过的", today.Add(9)
		again := h.log(t, h.wang, l.ID, d)
		if diff := cmp.Diff(first.Touch, again.Touch, sameInstant); diff != "" {
			t.Errorf("another answer: %s", diff)
		}
		got := h.read(t, l.ID)
		if got.TouchCount != 1 || got.NextDue != today.Add(2) || len(h.touches(t, l.ID)) != 1 {
			t.Errorf("count %d, next %v", got.TouchCount, got.NextDue)
		}
		if entries, err := journal.Of(t.Context(), h.store, h.admin, lead.Kind, l.ID, id.ID{}, 10); err != nil || len(entries) != 2 {
			t.Errorf("%d entries, want created and one touch (%v)", len(entries), err)
		}
		if _, err := h.service.Log(t.Context(), h.wang, other.ID, d); !fault.ErrTaken.Is(err) {
			t.Errorf("the id on another lead: %v", err)
		}
		if _, err := h.service.Log(t.Context(), h.manager, l.ID, d); !fault.ErrTaken.Is(err) {
			t.Errorf("the id of another member: %v", err)
		}
	})
}

func TestLog_CountsUnderConcurrency(t *testing.T) {
	each(t, func(t *testing.T, h *house) {
		l := h.lead(t, h.wang, lead.New{IntakeAt: morning.Add(-100 * time.Hour)})
		const n = 50
		same := h.ids.New()
		var wg sync.WaitGroup
		errs := make(chan error, 2*n)
		for i := range n {
			wg.Go(func() {
				_, err := h.service.Log(context.Background(), h.wang, l.ID, followup.Draft{Kind: followup.Phone, At: morning.Add(-time.Duration(i) * time.Hour)})
				errs <- err
			})
			wg.Go(func() {
				_, err := h.service.Log(context.Background(), h.wang, l.ID, followup.Draft{ID: same, Kind: followup.Wechat, At: morning.Add(-time.Hour)})
				errs <- err
			})
		}
		wg.Wait()
		close(errs)
		for err := range errs {
			if err != nil {
				t.Fatal(err)
			}
		}
		got, rows := h.read(t, l.ID), h.touches(t, l.ID)
		if got.TouchCount != n+1 || len(rows) != n+1 {
			t.Errorf("count %d, rows %d, want %d", got.TouchCount, len(rows), n+1)
		}
		if !got.FirstTouchAt.Equal(rows[0].At) || !got.LastTouchAt.Equal(rows[n].At) || !got.LastTouchAt.Equal(morning) {
			t.Errorf("first %v last %v", got.FirstTouchAt, got.LastTouchAt)
		}
		done, err := h.service.Done(t.Context(), h.wang, h.wang.Member, today)
		if err != nil || done != 11 {
			t.Errorf("%d done on the day, want those since midnight: 11 (%v)", done, err)
		}
	})
}

func TestPostpone(t *testing.T) {
	each(t, func(t *testing.T, h *house) {
		l := h.lead(t, h.wang, lead.New{NextDue: today.Add(-1), NextTime: "10:30", NextNote: "发报价"})
		saturday := day.Date(2025, 10, 18)
		out, err := h.service.Postpone(t.Context(), h.wang, l.ID, saturday, "客户出差")
		if err != nil {
			t.Fatal(err)
		}
		got := h.read(t, l.ID)
		if out.NextDue != saturday || got.NextDue != saturday || got.NextTime != "" || got.NextNote != "发报价" || got.TouchCount != 0 || !got.IdleSince.Equal(l.IdleSince) {
			t.Errorf("%+v", got)
		}
		entries, err := journal.Of(t.Context(), h.store, h.admin, lead.Kind, l.ID, id.ID{}, 9)
		if err != nil || entries[0].Kind != "lead.postponed" {
			t.Fatalf("%v %v", entries, err)
		}
		told := map[string]any{}
		for _, c := range entries[0].Changes {
			told[c.Field] = c.After
		}
		if told["next_due"] != "2025-10-18" || told["reason"] != "客户出差" {
			t.Errorf("told %v", told)
		}
		// The same again is no act.
		if _, err := h.service.Postpone(t.Context(), h.wang, l.ID, saturday, ""); err != nil {
			t.Fatal(err)
		}
		if again, err := journal.Of(t.Context(), h.store, h.admin, lead.Kind, l.ID, id.ID{}, 9); err != nil || len(again) != len(entries) {
			t.Errorf("%d entries, want %d (%v)", len(again), len(entries), err)
		}
		if _, err := h.service.Postpone(t.Context(), h.wang, l.ID, today, ""); err != nil {
			t.Errorf("today: %v", err)
		}
		for name, next := range map[string]day.Day{"昨天": today.Add(-1), "没有日期": 0, "三十年后": today.Add(30 * 365)} {
			if _, err := h.service.Postpone(t.Context(), h.wang, l.ID, next, ""); len(fields(err)) != 1 || fields(err)[0] != "next_due" {
				t.Errorf("%s: %v", name, err)
			}
		}
	})
}
