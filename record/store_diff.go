package record

import (
	"reflect"
	"slices"

	"github.com/uptrace/bun"

	"xiaoguan/store/journal"
)

// technical columns follow from others or only count: they are written but not told.
var technical = []string{"org_id", "id", "version", "updated_at", "created_at", "created_by", "name_norm", "phone_norm", "stage_top", "touch_count", "idle_since", "first_touch_at", "intake_at", "won_at", "lost_at"}

// Diff compares two rows of a declared type (pointers to the bun model): which columns changed, and what the journal tells of it.
func Diff(db *bun.DB, t *Type, before, after any) (columns []string, changes []journal.Change) {
	b, a := reflect.ValueOf(before).Elem(), reflect.ValueOf(after).Elem()
	table := db.Table(a.Type())
	for i := range t.Columns {
		c := &t.Columns[i]
		field, ok := table.FieldMap[c.In()]
		if !ok {
			continue
		}
		was, is := field.Value(b), field.Value(a)
		if was.Interface() == is.Interface() {
			continue
		}
		columns = append(columns, c.In())
		if c.Kind != Own && !slices.Contains(technical, c.In()) { // own data is told by SaveOwn, field by field
			changes = append(changes, journal.Change{Field: c.Name, Before: told(was), After: told(is), Personal: c.Personal})
		}
	}
	return columns, changes
}

func told(v reflect.Value) any {
	if v.IsZero() {
		return nil
	}
	return v.Interface()
}
