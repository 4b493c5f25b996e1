package record

import (
	"cmp"
	"context"
	"slices"

	"xiaoguan/base/actor"
	"xiaoguan/base/id"
	"xiaoguan/store/db"
	"xiaoguan/store/search"
)

// findWithin finds what a query asks for and, where it is narrowed to owners, also among the records the actor collaborates on.
func findWithin(ctx context.Context, s *db.Store, joined []id.ID, q search.Query) ([]search.Hit, error) {
	hits, err := search.Find(ctx, s, q)
	if err != nil || len(q.Owners) == 0 || len(joined) == 0 {
		return hits, err
	}
	q.Owners, q.Within = nil, joined
	more, err := search.Find(ctx, s, q)
	if err != nil {
		return nil, err
	}
	hits = append(hits, more...)
	slices.SortFunc(hits, func(a, b search.Hit) int {
		return cmp.Or(cmp.Compare(b.No, a.No), cmp.Compare(a.Kind, b.Kind), slices.Compare(a.ID[:], b.ID[:]))
	})
	hits = slices.Compact(hits)
	return hits[:min(len(hits), q.Limit)], nil
}

// joined are all records of the searched types that the actor collaborates on.
func (s *Searcher) joined(a *actor.Actor) (all []id.ID) {
	for _, t := range s.types {
		all = append(all, a.JoinedFor(t.Read)...)
	}
	return all
}
