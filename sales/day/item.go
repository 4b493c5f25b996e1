package day

import (
	"time"

	"xiaoguan/base/actor"
	"xiaoguan/base/day"
	"xiaoguan/sales/followup"
	"xiaoguan/sales/lead"
)

// worder turns rows into items, worded for the actor.
type worder struct {
	viewer *lead.Viewer
	actor  *actor.Actor
	zone   *time.Location
}

func (w *worder) item(key Key, l *row) Item {
	view, today := w.viewer.Row(&l.Lead), w.viewer.Today()
	f := facts{today: today, touched: day.Of(l.LastTouchAt, w.zone), since: day.Of(l.Since, w.zone), idle: view.IdleDays, late: view.OverdueDays,
		usual: followup.Usual(view.Stage.Key), stage: view.Stage.Name, mine: l.Owner == w.actor.Member}
	next, reason := followup.Suggest(l.Chance, "", view.Stage.Position, today, w.viewer.Calendar())
	item := Item{Lead: view, Why: why(key, &l.Lead, f).In(w.actor.Lang), Kind: l.NextKind, OverdueDays: view.OverdueDays, AssignedAt: l.Since,
		Suggest: w.chip(next), SuggestWhy: reason.In(w.actor.Lang)}
	if item.Kind == "" {
		item.Kind = string(followup.Phone)
	}
	return item
}

// suggested is the offer where no lead is at hand: as for one under way whose chance nobody has judged.
func (w *worder) suggested() Suggested {
	today, cal := w.viewer.Today(), w.viewer.Calendar()
	d, reason := followup.Suggest("", "", 2, today, cal)
	out := Suggested{Next: []Chip{}, Why: reason.In(w.actor.Lang)}
	for _, c := range chips(today, d, cal) {
		out.Next = append(out.Next, w.chip(c))
	}
	return out
}

func (w *worder) chip(d day.Day) Chip { return Chip{d, label(d, w.viewer.Today()).In(w.actor.Lang)} }
