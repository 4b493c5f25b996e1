package demo

import (
	"slices"
	"testing"

	"xiaoguan/store/db"
)

// TestRemoveKnowsEveryTable: a table that is added to the product is emptied too when a demo company goes.
func TestRemoveKnowsEveryTable(t *testing.T) {
	for name, class := range db.Tables {
		if class == db.Tenant && !slices.Contains(tables, name) {
			t.Errorf("%s keeps its rows", name)
		}
	}
}
