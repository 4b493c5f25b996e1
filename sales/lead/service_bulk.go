package lead

import (
	"context"
	"strings"

	"xiaoguan/base/actor"
	"xiaoguan/base/fault"
	"xiaoguan/base/id"
	"xiaoguan/base/page"
	"xiaoguan/record"
	"xiaoguan/store/db"
	"xiaoguan/store/journal"
)

// Bulk edits the leads named, or those a query shows, as one act. dry only says what would become of them.
func (s *Service) Bulk(ctx context.Context, a *actor.Actor, ids []id.ID, q *page.Query, e *BulkEdit, dry bool) (*BulkResult, error) {
	cat, err := s.Catalogues.Of(ctx, a.Org)
	if err != nil {
		return nil, err
	}
	var p fault.Problems
	e.check(&p, cat)
	if err := p.Err(); err != nil {
		return nil, err
	}
	e.AddTags, _ = record.CleanTags(e.AddTags)
	e.RemoveTags, _ = record.CleanTags(e.RemoveTags)
	if q != nil {
		if ids, err = s.matching(ctx, a, *q, MaxBulk+1); err != nil {
			return nil, err
		}
	}
	if ids = distinct(ids); len(ids) == 0 || len(ids) > MaxBulk {
		return nil, fault.Wrong("ids", label("数量不对", "Not a possible number"), label("1 到 1000 条；更多就把条件收窄，分几次改", "1 to 1,000 leads; narrow the conditions for more"))
	}
	if dry {
		rows, err := s.readMany(ctx, a, ids)
		if err != nil {
			return nil, err
		}
		out, _, err := sift(rows, ids, func(l *Lead) (fault.Text, error) { return e.apply(l, a, cat), nil })
		return out.in(a.Lang), err
	}
	var out *BulkResult
	err = s.Dir.Of(a.Org).Write(ctx, func(ctx context.Context, tx *db.Tx) (err error) {
		out, err = s.bulk(ctx, tx, a, cat, ids, e)
		return err
	})
	return out, err
}

func (s *Service) bulk(ctx context.Context, tx *db.Tx, a *actor.Actor, cat *record.Catalogue, ids []id.ID, e *BulkEdit) (*BulkResult, error) {
	rows, err := s.HoldMany(ctx, tx, a, ids, actor.LeadWrite, false)
	if err != nil {
		return nil, err
	}
	b := &bulkBatch{Org: a.Org, ID: s.IDs.New(), RecordKind: Kind, Act: "edit", CreatedBy: a.Member, CreatedAt: s.Now()}
	sifted, items, err := sift(rows, ids, func(l *Lead) (fault.Text, error) {
		before := *l
		if skip := e.apply(l, a, cat); skip != (fault.Text{}) {
			*l = before
			return skip, nil
		}
		return fault.Text{}, s.saveBulk(ctx, tx, a, before, l, b.ID)
	})
	if err != nil {
		return nil, err
	}
	out := sifted.in(a.Lang)
	if b.Changed = out.Changed; b.Changed == 0 {
		return out, nil
	}
	for i := range items {
		items[i].Org, items[i].Batch = a.Org, b.ID
	}
	out.Batch = b.ID
	return out, insertBulk(ctx, tx, b, items)
}

// saveBulk saves one lead of a bulk edit, or of its undoing, with its tags.
func (s *Service) saveBulk(ctx context.Context, tx *db.Tx, a *actor.Actor, before Lead, l *Lead, batch id.ID) error {
	if before.TagList != l.TagList {
		if err := s.retag(ctx, tx, l, strings.Split(l.TagList, ",")); err != nil {
			return err
		}
	}
	return s.Save(ctx, tx, a, before, l, "lead.edited", true, journal.Change{Field: "batch_id", After: batch})
}

// sifting is the result of a bulk act before it is worded.
type sifting struct {
	changed int
	skipped []fault.Text
	ids     map[fault.Text][]id.ID
}

// sift does something to each row and tells those left alone apart; ids without a row are out of reach. The items hold what
// the rows were and became.
func sift(rows []*Lead, ids []id.ID, do func(l *Lead) (fault.Text, error)) (*sifting, []bulkItem, error) {
	out, items := &sifting{ids: map[fault.Text][]id.ID{}}, []bulkItem{}
	found := make(map[id.ID]*Lead, len(rows))
	for _, l := range rows {
		found[l.ID] = l
	}
	for _, v := range ids {
		l, ok := found[v]
		if !ok {
			out.skip(skipReach, v)
			continue
		}
		was := footingOf(l)
		why, err := do(l)
		if err != nil {
			return nil, nil, err
		}
		if why != (fault.Text{}) {
			out.skip(why, v)
			continue
		}
		out.changed++
		items = append(items, bulkItem{Record: v, Was: was.text(), Became: footingOf(l).text()})
	}
	return out, items, nil
}

func (s *sifting) skip(why fault.Text, lead id.ID) {
	if _, ok := s.ids[why]; !ok {
		s.skipped = append(s.skipped, why)
	}
	s.ids[why] = append(s.ids[why], lead)
}

// toldIDs is how many ids of a reason are told.
const toldIDs = 20

func (s *sifting) in(lang string) *BulkResult {
	out := &BulkResult{Changed: s.changed, Skipped: []BulkSkip{}}
	for _, why := range s.skipped {
		ids := s.ids[why]
		out.Skipped = append(out.Skipped, BulkSkip{Why: why.In(lang), Count: len(ids), IDs: ids[:min(len(ids), toldIDs)]})
	}
	return out
}

// UndoBulk takes the actor's own bulk edit back within BulkUndoFor: field by field, where nothing has moved it since; the
// other leads are kept and told.
func (s *Service) UndoBulk(ctx context.Context, a *actor.Actor, batch id.ID) (*BulkResult, error) {
	var out *BulkResult
	err := s.Dir.Of(a.Org).Write(ctx, func(ctx context.Context, tx *db.Tx) error {
		b, err := holdBulk(ctx, tx, a, batch)
		if err != nil {
			return err
		}
		if err := mayUndoBulk(b, s.Now()); err != nil {
			return err
		}
		items, err := bulkItems(ctx, tx, b)
		if err != nil {
			return err
		}
		if out, err = s.undoBulk(ctx, tx, a, b, items); err != nil {
			return err
		}
		b.UndoneAt = s.Now()
		return closeBulk(ctx, tx, b)
	})
	return out, err
}

func (s *Service) undoBulk(ctx context.Context, tx *db.Tx, a *actor.Actor, b *bulkBatch, items []bulkItem) (*BulkResult, error) {
	ids, kept := make([]id.ID, len(items)), make(map[id.ID]*bulkItem, len(items))
	for i := range items {
		ids[i], kept[items[i].Record] = items[i].Record, &items[i]
	}
	rows, err := s.HoldMany(ctx, tx, a, ids, actor.LeadWrite, false)
	if err != nil {
		return nil, err
	}
	out, _, err := sift(rows, ids, func(l *Lead) (fault.Text, error) {
		was, err := footingFrom(kept[l.ID].Was)
		if err != nil {
			return fault.Text{}, err
		}
		became, err := footingFrom(kept[l.ID].Became)
		if err != nil {
			return fault.Text{}, err
		}
		before := *l
		if !back(l, was, became) {
			return keptMoved, nil
		}
		return fault.Text{}, s.saveBulk(ctx, tx, a, before, l, b.ID)
	})
	if err != nil {
		return nil, err
	}
	return out.in(a.Lang), nil
}

// distinct keeps the first of equal ids.
func distinct(ids []id.ID) (out []id.ID) {
	seen := make(map[id.ID]bool, len(ids))
	for _, v := range ids {
		if !seen[v] && !v.IsZero() {
			seen[v] = true
			out = append(out, v)
		}
	}
	return out
}
