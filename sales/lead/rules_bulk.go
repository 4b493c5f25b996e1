package lead

import (
	"slices"
	"strings"
	"time"

	"xiaoguan/base/actor"
	"xiaoguan/base/fault"
	"xiaoguan/record"
	"xiaoguan/record/dict"
)

// Why a lead of a bulk edit is left alone.
var (
	skipEnded = label("已经结束", "Ended already")
	skipMode  = label("不是这个销售模式的阶段", "The stage is of another mode")
	skipSame  = label("本来就是这样", "As it is already")
	skipTags  = label("标签会超过 30 个", "It would have more than 30 tags")
	keptMoved = label("后来又改过，没有撤回", "Changed again since; kept")
)

// mostTags is how many tags a lead has at most.
const mostTags = 30

// empty says that a bulk edit does nothing.
func (e *BulkEdit) empty() bool {
	return e.Source == nil && e.Region == nil && e.Industry == nil && e.ExpectedAmount == nil && e.StageID == nil && e.Chance == nil && e.NextDue == nil && len(e.AddTags)+len(e.RemoveTags) == 0
}

// check notes what is wrong with a bulk edit whichever lead it meets.
func (e *BulkEdit) check(p *fault.Problems, cat *record.Catalogue) {
	if e.empty() {
		p.Add("edit", label("没说要改什么", "Nothing to change"), label("例如 source、chance、add_tags", "Such as source, chance or add_tags"))
	}
	if e.Chance != nil {
		reason := ""
		set(&reason, e.ChanceReason)
		CheckChance(p, cat, *e.Chance, reason)
	}
	if e.StageID != nil {
		if _, ok := cat.Stage(*e.StageID); !ok {
			p.Add("stage_id", label("没有这个阶段", "There is no such stage"), label("见 /modes", "See /modes"))
		}
	}
	for field, tags := range map[string][]string{"add_tags": e.AddTags, "remove_tags": e.RemoveTags} {
		if _, err := record.CleanTags(tags); err != nil {
			p.Add(field, label("标签不对", "Not possible tags"), label("1 到 30 个字的词", "Words of 1 to 30 characters"))
		}
	}
}

// apply does the edit to one lead, tags as a list in the row; a text says why the lead is left alone.
func (e *BulkEdit) apply(l *Lead, a *actor.Actor, cat *record.Catalogue) (skip fault.Text) {
	if !a.ReachesRecord(actor.LeadWrite, l.ID, l.Owner, l.Group) {
		return record.SkipReach
	}
	if l.State != Open && (e.StageID != nil || e.Chance != nil || e.NextDue != nil) {
		return skipEnded
	}
	before := footingOf(l)
	set(&l.Source, e.Source)
	setWord(&l.Region, e.Region, dict.Regions())
	setWord(&l.Industry, e.Industry, dict.Industries())
	set(&l.ExpectedAmount, e.ExpectedAmount)
	set(&l.NextDue, e.NextDue)
	var p fault.Problems
	if e.Chance != nil {
		SetChance(&p, cat, l, e.Chance, e.ChanceReason)
	}
	if e.StageID != nil {
		SetStage(&p, cat, l, *e.StageID)
	}
	if p.Err() != nil {
		return skipMode
	}
	tags := retagged(l.Tags(), e.AddTags, e.RemoveTags)
	if tags == nil {
		return skipTags
	}
	l.TagList = strings.Join(tags, ",")
	if footingOf(l) == before {
		return skipSame
	}
	return fault.Text{}
}

// retagged is a list of tags with some more and without some; nil where that are too many.
func retagged(have, add, remove []string) []string {
	out := []string{}
	for _, tag := range append(slices.Clone(have), add...) {
		if !slices.Contains(out, tag) && !slices.Contains(remove, tag) {
			out = append(out, tag)
		}
	}
	if len(out) > mostTags {
		return nil
	}
	return out
}

// back gives a lead the fields that a bulk edit moved as they were; false, and the lead untouched, where one of them has
// moved again since.
func back(l *Lead, was, became footing) bool {
	now, same := footingOf(l), true
	undoField(&now.Source, was.Source, became.Source, &same)
	undoField(&now.Region, was.Region, became.Region, &same)
	undoField(&now.Industry, was.Industry, became.Industry, &same)
	undoField(&now.Amount, was.Amount, became.Amount, &same)
	undoField(&now.Stage, was.Stage, became.Stage, &same)
	undoField(&now.StageTop, was.StageTop, became.StageTop, &same)
	undoField(&now.Chance, was.Chance, became.Chance, &same)
	undoField(&now.Reason, was.Reason, became.Reason, &same)
	undoField(&now.Due, was.Due, became.Due, &same)
	undoField(&now.Tags, was.Tags, became.Tags, &same)
	if same {
		restore(l, now)
	}
	return same
}

// undoField puts one field back; a field that the edit did not move stays whatever it is.
func undoField[T comparable](now *T, was, became T, same *bool) {
	switch {
	case was == became:
	case *now != became:
		*same = false
	default:
		*now = was
	}
}

func restore(l *Lead, f footing) {
	l.Source, l.Region, l.Industry, l.ExpectedAmount = f.Source, f.Region, f.Industry, f.Amount
	l.Stage, l.StageTop, l.Chance, l.ChanceReason, l.NextDue, l.TagList = f.Stage, f.StageTop, f.Chance, f.Reason, f.Due, f.Tags
}

// mayUndoBulk judges whether a bulk edit can still be undone.
func mayUndoBulk(b *bulkBatch, now time.Time) error {
	switch {
	case !b.UndoneAt.IsZero():
		return ErrBulkUndone.New()
	case now.Sub(b.CreatedAt) > BulkUndoFor:
		return ErrBulkLate.New()
	}
	return nil
}
