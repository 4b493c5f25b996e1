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
func (s *Service) Bulk(ctx context.Context, a *actor.Actor, ids []id.ID, q *page.Query, e *BulkEdit, dry bool) (*record.BulkResult, error) {
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
		if ids, err = record.Matching(ctx, s.Dir.Of(a.Org), cat, a, Type, *q); err != nil {
			return nil, err
		}
	}
	if ids, err = record.Chosen(ids); err != nil {
		return nil, err
	}
	if dry {
		rows, err := s.readMany(ctx, a, ids)
		if err != nil {
			return nil, err
		}
		out, _, err := sift(rows, ids, func(l *Lead) (fault.Text, error) { return e.apply(l, a, cat), nil })
		return out.In(a.Lang), err
	}
	var out *record.BulkResult
	err = s.Dir.Of(a.Org).Write(ctx, func(ctx context.Context, tx *db.Tx) (err error) {
		out, err = s.bulk(ctx, tx, a, cat, ids, e)
		return err
	})
	return out, err
}

func (s *Service) bulk(ctx context.Context, tx *db.Tx, a *actor.Actor, cat *record.Catalogue, ids []id.ID, e *BulkEdit) (*record.BulkResult, error) {
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
	out := sifted.In(a.Lang)
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

// sift does something to each row and tells those left alone apart; ids without a row are out of reach. The items hold what
// the rows were and became.
func sift(rows []*Lead, ids []id.ID, do func(l *Lead) (fault.Text, error)) (*record.Sifting, []bulkItem, error) {
	out, items := &record.Sifting{}, []bulkItem{}
	found := make(map[id.ID]*Lead, len(rows))
	for _, l := range rows {
		found[l.ID] = l
	}
	for _, v := range ids {
		l, ok := found[v]
		if !ok {
			out.Skip(record.SkipReach, v)
			continue
		}
		was := footingOf(l)
		why, err := do(l)
		if err != nil {
			return nil, nil, err
		}
		if why != (fault.Text{}) {
			out.Skip(why, v)
			continue
		}
		out.Changed++
		items = append(items, bulkItem{Record: v, Was: was.text(), Became: footingOf(l).text()})
	}
	return out, items, nil
}

// UndoBulk takes the actor's own bulk edit back within BulkUndoFor: field by field, where nothing has moved it since; the
// other leads are kept and told.
func (s *Service) UndoBulk(ctx context.Context, a *actor.Actor, batch id.ID) (*record.BulkResult, error) {
	var out *record.BulkResult
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

func (s *Service) undoBulk(ctx context.Context, tx *db.Tx, a *actor.Actor, b *bulkBatch, items []bulkItem) (*record.BulkResult, error) {
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
	return out.In(a.Lang), nil
}
