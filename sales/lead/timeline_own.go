package lead

import (
	"context"
	"fmt"
	"strings"

	"xiaoguan/base/actor"
	"xiaoguan/record"
	"xiaoguan/store/journal"
)

// ownTold is a change of an own field as it was worded then; what the reader's role may not see is not told. Of a field that
// is gone nobody knows any more who might see it: only who looks after the settings does.
func (v *Viewer) ownTold(key string, c journal.Change, names map[string]string) (Told, bool) {
	label := c.Label
	f, known := v.cat.AnyField(Kind, key)
	switch {
	case known && !f.Shows(v.actor), !known && v.actor.Can(actor.SettingsEdit) == actor.None:
		return Told{}, false
	case label == "":
		label = key
	}
	word := func(value any) string {
		if value == nil {
			return ""
		}
		s := fmt.Sprint(value)
		if name, is := names[s]; is {
			return name
		}
		return s
	}
	return Told{Field: c.Field, Label: label, Before: word(c.Before), After: word(c.After)}, true
}

// ownNames are the names of what the changes of own fields point at.
func (s *Service) ownNames(ctx context.Context, v *Viewer, entries []*journal.Entry) (map[string]string, error) {
	var owns []map[string]any
	for _, e := range entries {
		for _, c := range e.Changes {
			if key, own := strings.CutPrefix(c.Field, record.OwnPrefix); own {
				owns = append(owns, map[string]any{key: c.Before}, map[string]any{key: c.After})
			}
		}
	}
	st := s.Dir.Of(v.actor.Org)
	names, err := v.cat.NamesIn(ctx, st.Read(), v.actor, Kind, owns)
	return names, st.Fault(err)
}
