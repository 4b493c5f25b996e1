package app_test

import (
	"fmt"
	"slices"
	"strings"
	"testing"

	"xiaoguan/app/apptest"
	"xiaoguan/record"
)

// undeclared compares a type with the columns of its table: what is not declared can be neither filtered, imported, masked
// nor erased, and nobody would notice. Declared columns that the table lacks are joined in by its model: group and owner.
func undeclared(typ *record.Type, columns []string) (faults []string) {
	var declared []string
	for _, c := range typ.Columns {
		declared = append(declared, c.In())
		if !slices.Contains(columns, c.In()) && c.Kind != record.TagList && c.Kind != record.Partner && c.In() != "group_id" && c.In() != "owner_id" {
			faults = append(faults, fmt.Sprintf("%s declares %s, which %s has not", typ.Kind, c.In(), typ.Table))
		}
		if c.Masked && !c.Personal {
			faults = append(faults, fmt.Sprintf("%s.%s is masked but not of a person", typ.Kind, c.In()))
		}
		if c.Label.ZH == "" || c.Label.EN == "" {
			faults = append(faults, fmt.Sprintf("%s.%s has no name in both languages", typ.Kind, c.In()))
		}
	}
	for _, name := range columns {
		if !slices.Contains(declared, name) {
			faults = append(faults, fmt.Sprintf("%s.%s is not declared in the record type %s", typ.Table, name, typ.Kind))
		}
	}
	return faults
}

func TestEveryColumnIsDeclared(t *testing.T) {
	apptest.Each(t, func(t *testing.T, h *apptest.House) {
		types := h.App.Types.Types()
		if len(types) < 3 {
			t.Fatalf("only %d record types are registered", len(types))
		}
		for _, typ := range types {
			rows, err := h.Store.Read().QueryContext(t.Context(), `SELECT * FROM "`+typ.Table+`" WHERE org_id IS NULL`)
			if err != nil {
				t.Fatal(err)
			}
			columns, err := rows.Columns()
			rows.Close()
			if err != nil {
				t.Fatal(err)
			}
			for _, f := range undeclared(typ, columns) {
				t.Error(f)
			}
			less := *typ
			less.Columns = less.Columns[:len(less.Columns)-1]
			missing := typ.Columns[len(typ.Columns)-1].In()
			if faults := undeclared(&less, columns); len(faults) != 1 || !strings.Contains(faults[0], missing) {
				t.Errorf("%s without %s: %q", typ.Kind, missing, faults)
			}
		}
	})
}
