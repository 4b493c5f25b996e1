package journal

import (
	"context"
	"encoding/json"

	"github.com/uptrace/bun"

	"xiaoguan/base/actor"
	"xiaoguan/base/id"
	"xiaoguan/store/db"
)

// Of reads the entries of one subject, newest first, older than before (zero = from the newest), with personal values put
// back where they have not been erased. The caller has judged that the subject may be seen.
func Of(ctx context.Context, s *db.Store, a *actor.Actor, subjectKind string, subject, before id.ID, limit int) ([]*Entry, error) {
	var entries []*Entry
	q := db.In(s.Read().NewSelect().Model(&entries), "j", a.Org).
		Where("j.subject_kind = ? AND j.subject_id = ?", subjectKind, subject).OrderExpr("j.id DESC").Limit(int64(limit))
	if !before.IsZero() {
		q = q.Where("j.id < ?", before)
	}
	if err := q.Scan(ctx); err != nil {
		return nil, s.Fault(err)
	}
	return entries, restore(ctx, s, a.Org, entries)
}

// restore reads the kept JSON back into Changes and puts personal values in.
func restore(ctx context.Context, s *db.Store, org id.ID, entries []*Entry) error {
	if len(entries) == 0 {
		return nil
	}
	ids := make([]id.ID, len(entries))
	for i, e := range entries {
		ids[i] = e.ID
		if err := json.Unmarshal([]byte(e.Written), &e.Changes); err != nil {
			return err
		}
	}
	var rows []personalRow
	if err := s.Read().NewSelect().Model(&rows).Where("org_id = ? AND entry_id IN (?)", org, bun.List(ids)).Scan(ctx); err != nil {
		return s.Fault(err)
	}
	aside := map[id.ID]map[string][2]any{}
	for _, r := range rows {
		fields := map[string][2]any{}
		if err := json.Unmarshal([]byte(r.Fields), &fields); err != nil {
			return err
		}
		aside[r.Entry] = fields
	}
	for _, e := range entries {
		for i := range e.Changes {
			c := &e.Changes[i]
			if pair, ok := aside[e.ID][c.Field]; ok {
				c.Before, c.After, c.Personal = pair[0], pair[1], true
			}
		}
	}
	return nil
}
