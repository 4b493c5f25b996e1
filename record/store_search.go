package record

import (
	"context"
	"slices"
	"strconv"
	"strings"

	"github.com/uptrace/bun"

	"xiaoguan/base/actor"
	"xiaoguan/base/id"
	"xiaoguan/base/text"
	"xiaoguan/store/db"
	"xiaoguan/store/search"
)

// most is how many of the newest hits a fragment returns: a commoner one is narrowed by the reader, not read to its end.
const most = 1000

// search narrows the list to the newest records that hold the fragment.
func (l *lister) search(fragment string) error {
	q := text.QueryTokens(fragment)
	if q.Empty() {
		l.add("1 = 0")
		return nil
	}
	hits, err := findWithin(l.ctx, l.store, l.actor.JoinedFor(l.typ.Read), search.Query{Org: l.actor.Org, Kinds: []string{l.typ.Kind}, Exact: q.Exact, Prefix: q.Prefix, Owners: ownersOf(l.actor, l.typ), Limit: most})
	if err != nil {
		return err
	}
	ids := []id.ID{}
	for _, h := range hits {
		ids = append(ids, h.ID)
	}
	if len(ids) == 0 {
		l.add("1 = 0")
		return nil
	}
	l.add("? IN (?)", bun.Ident(l.typ.Alias+".id"), bun.List(ids))
	if l.actor.Sees(l.typ.Kind, actor.Phone) == actor.Hidden {
		l.openly(q)
	}
	return nil
}

// openly keeps of the hits only those whose digits asked for stand in a field that the actor gets to see: the index does not
// say whether a token is of a phone.
func (l *lister) openly(q text.Query) {
	for _, token := range q.Exact {
		if strings.Trim(token, "0123456789") != "" {
			continue
		}
		var either []string
		var args []any
		for i := range l.typ.Columns {
			switch c := &l.typ.Columns[i]; {
			case c.Sensitive != "" || !c.Filter:
			case c.Kind == Text:
				either, args = append(either, "? LIKE ?"), append(args, bun.Ident(l.typ.Alias+"."+c.In()), "%"+token+"%")
			case c.Name == "no":
				if n, err := strconv.ParseInt(token, 10, 64); err == nil {
					either, args = append(either, "? = ?"), append(args, bun.Ident(l.typ.Alias+"."+c.In()), n)
				}
			}
		}
		l.add("("+strings.Join(append(either, "1 = 0"), " OR ")+")", args...)
	}
}

// ownersOf narrows a search to the actor's own records, and those nobody owns where he may take them, when his scope is
// only those. The zero id stands for «nobody».
func ownersOf(a *actor.Actor, t *Type) []id.ID {
	if a.Can(t.Read) != actor.Own {
		return nil
	}
	if t.sees(a) {
		return []id.ID{a.Member, {}}
	}
	return []id.ID{a.Member}
}

// Found is one record of a search over several types.
type Found struct {
	Kind      string `json:"kind"`
	ID        id.ID  `json:"id"`
	Title     string `json:"title"`
	Subtitle  string `json:"subtitle"`
	Owner     id.ID  `json:"-"`
	OwnerName string `json:"owner_name"`
}

// Loader loads hits of one type within the actor's scope, in any order; what he may not see is left out. It also drops hits
// that do not hold the fragment as a whole (bigrams may match apart).
type Loader func(ctx context.Context, s *db.Store, a *actor.Actor, ids []id.ID, fragment string) (map[id.ID]Found, error)

// Few finds records of a type of which there are so few that they are looked for in memory, within the actor's scope.
type Few func(ctx context.Context, a *actor.Actor, fragment string, limit int) ([]Found, error)

// Searcher searches all registered types at once.
type Searcher struct {
	types   []*Type
	loaders map[string]Loader
	few     Few
}

// First registers what is found in memory and stands before everything else; at most mostFirst of them.
func (s *Searcher) First(f Few) { s.few = f }

const mostFirst = 5

// NewSearcher makes a searcher without types.
func NewSearcher() *Searcher { return &Searcher{loaders: map[string]Loader{}} }

// Add registers a type with its loader.
func (s *Searcher) Add(t *Type, l Loader) {
	s.types = append(s.types, t)
	s.loaders[t.Kind] = l
}

// steps is how many batches of hits are looked through for a page, each wider than the one before: mostly the first does.
const (
	steps = 4
	wider = 4
)

// Find returns up to limit records the actor may see, the few first, then newest first, and whether there may be more.
func (s *Searcher) Find(ctx context.Context, store *db.Store, a *actor.Actor, fragment string, limit int) (found []Found, more bool, err error) {
	found = []Found{}
	if s.few != nil {
		if found, err = s.few(ctx, a, fragment, min(mostFirst, limit)); err != nil {
			return nil, false, err
		}
	}
	q := text.QueryTokens(fragment)
	if q.Empty() {
		return found, false, nil
	}
	query := search.Query{Org: a.Org, Exact: q.Exact, Prefix: q.Prefix, Limit: limit + 1}
	for _, t := range s.types {
		if a.Can(t.Read) != actor.None {
			query.Kinds = append(query.Kinds, t.Kind)
		}
	}
	if len(query.Kinds) == 0 {
		return found, false, nil
	}
	query.Owners = s.owners(a)
	for range steps {
		hits, err := findWithin(ctx, store, s.joined(a), query)
		if err != nil {
			return nil, false, err
		}
		if err := s.load(ctx, store, a, fragment, hits, &found); err != nil {
			return nil, false, err
		}
		if len(hits) < query.Limit || len(found) > limit {
			break
		}
		query.Before, query.Limit = hits[len(hits)-1].No, min(most, wider*query.Limit)
	}
	return found[:min(limit, len(found))], len(found) > limit, nil
}

// owners are the owners whose records may be found over all types, nil for everybody's.
func (s *Searcher) owners(a *actor.Actor) (widest []id.ID) {
	for _, t := range s.types {
		if a.Can(t.Read) == actor.None {
			continue
		}
		owners := ownersOf(a, t)
		if owners == nil {
			return nil
		}
		if len(owners) > len(widest) {
			widest = owners
		}
	}
	return widest
}

// load appends the visible ones of the hits in their order.
func (s *Searcher) load(ctx context.Context, store *db.Store, a *actor.Actor, fragment string, hits []search.Hit, found *[]Found) error {
	ids := map[string][]id.ID{}
	for _, h := range hits {
		ids[h.Kind] = append(ids[h.Kind], h.ID)
	}
	loaded := map[id.ID]Found{}
	for kind, list := range ids {
		part, err := s.loaders[kind](ctx, store, a, list, fragment)
		if err != nil {
			return err
		}
		for k, v := range part {
			loaded[k] = v
		}
	}
	for _, h := range hits {
		if f, ok := loaded[h.ID]; ok {
			*found = append(*found, f)
		}
	}
	return nil
}

// FoundOpenly reports whether a hit may be shown for the fragment to an actor from whom phones are hidden: he finds nothing by
// a phone's digits, so every number asked for must stand in what he gets to see.
func FoundOpenly(a *actor.Actor, kind, fragment string, open ...string) bool {
	if a.Sees(kind, actor.Phone) != actor.Hidden {
		return true
	}
	seen := text.Tokens(open...)
	for _, token := range text.QueryTokens(fragment).Exact {
		if strings.Trim(token, "0123456789") == "" && !slices.Contains(seen, token) {
			return false
		}
	}
	return true
}
