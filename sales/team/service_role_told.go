package team

import (
	"cmp"
	"slices"

	"xiaoguan/base/actor"
	"xiaoguan/store/journal"
)

// roleChanges tells the journal what differs, a change for each permission and mask.
func roleChanges(before, after *Role) (changes []journal.Change) {
	if was, is := before.Called("zh"), after.Called("zh"); was != is {
		changes = append(changes, journal.Change{Field: "name", Before: was, After: is})
	}
	for _, p := range actor.Permissions {
		if was, is := before.Grants[p], after.Grants[p]; was != is {
			changes = append(changes, journal.Change{Field: "grant:" + string(p), Before: was.String(), After: is.String()})
		}
	}
	var fields []actor.Field
	for f := range before.Masks {
		fields = append(fields, f)
	}
	for f := range after.Masks {
		if _, both := before.Masks[f]; !both {
			fields = append(fields, f)
		}
	}
	slices.SortFunc(fields, func(x, y actor.Field) int { return cmp.Or(cmp.Compare(x.Kind, y.Kind), cmp.Compare(x.Group, y.Group)) })
	see := func(r *Role, f actor.Field) string {
		return (&actor.Actor{Masks: r.Masks}).Sees(f.Kind, f.Group).String()
	}
	for _, f := range fields {
		if was, is := see(before, f), see(after, f); was != is {
			changes = append(changes, journal.Change{Field: "mask:" + f.Kind + "." + string(f.Group), Before: was, After: is})
		}
	}
	return changes
}
