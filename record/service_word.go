package record

import (
	"context"
	"slices"
	"strings"
	"time"

	"xiaoguan/base/actor"
	"xiaoguan/base/fault"
	"xiaoguan/base/id"
	"xiaoguan/store/db"
	"xiaoguan/store/journal"
)

// WordDraft is a word as it is to be; nil means unchanged.
type WordDraft struct {
	Name     *string `json:"name,omitempty" maxLength:"50"`
	Position *int    `json:"position,omitempty" minimum:"0" maximum:"10000"`
	Archived *bool   `json:"archived,omitempty" doc:"no longer offered"`
}

// SourceWords are the sources of the dictionary, in order.
func (s *Settings) SourceWords(ctx context.Context, org id.ID) ([]Word, error) {
	st := s.Dir.Of(org)
	words, err := readWords(ctx, st.Read(), org, Sources)
	return words, st.Fault(err)
}

// AddSource puts a source into the dictionary.
func (s *Settings) AddSource(ctx context.Context, a *actor.Actor, name string) (w *Word, err error) {
	err = s.write(ctx, a, func(ctx context.Context, tx *db.Tx) error {
		words, err := readWords(ctx, tx, a.Org, Sources)
		if err != nil {
			return err
		}
		w = &Word{Org: a.Org, List: Sources, Name: strings.TrimSpace(name), Position: len(words) + 1, Version: 1}
		if err := checkSource(w, words); err != nil {
			return err
		}
		w.ID = s.IDs.New()
		w.Key = w.ID.String()
		s.tell(tx, a, "source.added", KindWord, w.ID, []journal.Change{{Field: "name", After: w.Name}})
		return insertRow(ctx, tx, w)
	})
	return w, err
}

func checkSource(w *Word, words []Word) error {
	var p fault.Problems
	checkWord(&p, "name", w.Name, 50)
	for _, o := range words {
		if o.ID != w.ID && o.Name == w.Name {
			p.Add("name", fault.Text{ZH: "已经有这个来源", EN: "This source is there already"}, fault.Text{ZH: "换一个名字", EN: "Another name"})
		}
	}
	return p.Err()
}

// ChangeSource changes a source. Leads hold the name they came with; a rename rewrites them one by one in the background, so
// that lists, filters and figures speak of one source, and each lead's timeline tells the old name.
func (s *Settings) ChangeSource(ctx context.Context, a *actor.Actor, word id.ID, version int, d *WordDraft) (w *Word, err error) {
	err = s.write(ctx, a, func(ctx context.Context, tx *db.Tx) error {
		words, err := readWords(ctx, tx, a.Org, Sources)
		if err != nil {
			return err
		}
		i := slices.IndexFunc(words, func(o Word) bool { return o.ID == word })
		if i < 0 {
			return fault.ErrNotFound.New()
		}
		before := words[i]
		if before.Version != version {
			return fault.ErrVersion.New()
		}
		w = s.drawWord(before, d)
		if err := checkSource(w, words); err != nil {
			return err
		}
		if before.Name != w.Name {
			if err := s.Queue.Enqueue(ctx, tx, jobRewrite, a.Org, rewriteJob{a.Member, "source", before.Name, w.Name}, time.Time{}); err != nil {
				return err
			}
		}
		return s.keepWord(ctx, tx, a, "source.changed", before, w)
	})
	return w, err
}

func (s *Settings) drawWord(before Word, d *WordDraft) *Word {
	w := before
	setLine(&w.Name, d.Name)
	if d.Position != nil {
		w.Position = *d.Position
	}
	s.setArchived(&w.Archived, &w.ArchivedAt, d.Archived)
	return &w
}

func (s *Settings) keepWord(ctx context.Context, tx *db.Tx, a *actor.Actor, kind string, before Word, w *Word) error {
	var changes []journal.Change
	differ(&changes, "name", before.Name, w.Name)
	differ(&changes, "position", before.Position, w.Position)
	differ(&changes, "archived", before.Archived, w.Archived)
	if len(changes) == 0 {
		return nil
	}
	w.Version++
	s.tell(tx, a, kind, KindWord, w.ID, labelled(changes, w.Name))
	return updateRow(ctx, tx, w, w.Org, w.ID)
}

// RemoveSource deletes a source no lead came from.
func (s *Settings) RemoveSource(ctx context.Context, a *actor.Actor, word id.ID) error {
	return s.write(ctx, a, func(ctx context.Context, tx *db.Tx) error {
		words, err := readWords(ctx, tx, a.Org, Sources)
		if err != nil {
			return err
		}
		i := slices.IndexFunc(words, func(o Word) bool { return o.ID == word })
		if i < 0 {
			return fault.ErrNotFound.New()
		}
		if err := freeOfWord(ctx, tx, a.Org, "source", words[i].Name); err != nil {
			return err
		}
		s.tell(tx, a, "source.deleted", KindWord, word, []journal.Change{{Field: "name", Before: words[i].Name}})
		return deleteRow(ctx, tx, &words[i], a.Org, word)
	})
}

// freeOfWord refuses while leads hold a word in a column.
func freeOfWord(ctx context.Context, tx *db.Tx, org id.ID, column, word string) error {
	n, err := countWord(ctx, tx, org, column, word)
	if err != nil || n == 0 {
		return err
	}
	return inUse(fault.Text{ZH: "{n} 条线索用着它，可以改为停用", EN: "{n} leads have it; archive it instead"}.Fill(fault.Args{"n": n})).With("n", n)
}

// TouchKindWords are the kinds of touch as the company calls and orders them.
func (s *Settings) TouchKindWords(ctx context.Context, org id.ID, lang string) ([]Word, error) {
	st := s.Dir.Of(org)
	kept, err := readWords(ctx, st.Read(), org, TouchKinds)
	if err != nil {
		return nil, st.Fault(err)
	}
	return touchKinds(kept, lang), nil
}

// touchKinds are the built-in kinds with what is kept of them.
func touchKinds(kept []Word, lang string) []Word {
	out := []Word{}
	for i, b := range builtinTouchKinds {
		w := Word{List: TouchKinds, Key: b.key, Name: b.name.In(lang), Position: i + 1}
		if at := slices.IndexFunc(kept, func(o Word) bool { return o.Key == b.key }); at >= 0 {
			w = kept[at]
		}
		out = append(out, w)
	}
	slices.SortStableFunc(out, func(x, y Word) int { return x.Position - y.Position })
	return out
}

// SetTouchKind changes what a kind of touch is called, where it stands and whether it is offered.
func (s *Settings) SetTouchKind(ctx context.Context, a *actor.Actor, key string, d *WordDraft) (w *Word, err error) {
	err = s.write(ctx, a, func(ctx context.Context, tx *db.Tx) error {
		kept, err := readWords(ctx, tx, a.Org, TouchKinds)
		if err != nil {
			return err
		}
		all := touchKinds(kept, a.Lang)
		i := slices.IndexFunc(all, func(o Word) bool { return o.Key == key })
		if i < 0 {
			return fault.ErrNotFound.New()
		}
		w = s.drawWord(all[i], d)
		var p fault.Problems
		checkWord(&p, "name", w.Name, 20)
		if offered := slices.ContainsFunc(all, func(o Word) bool { return o.Key != key && !o.Archived }); w.Archived && !offered {
			return ErrLast.New()
		}
		if err := p.Err(); err != nil {
			return err
		}
		if w.ID.IsZero() {
			w.Org, w.ID, w.Version = a.Org, s.IDs.New(), 0
			if err := insertRow(ctx, tx, w); err != nil {
				return err
			}
		}
		return s.keepWord(ctx, tx, a, "touch_kind.changed", all[i], w)
	})
	return w, err
}
