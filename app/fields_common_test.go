package app_test

import (
	"context"
	"fmt"
	"slices"
	"strings"
	"testing"

	"xiaoguan/base/id"
	"xiaoguan/store/db"
)

// TestCommonOwnValues: a value that very many records have is looked for row by row, with the same answer.
func TestCommonOwnValues(t *testing.T) {
	eachCompany(t, func(c *company) {
		level, levelID := c.field(obj{"label": "等级", "type": "one_of", "options": []obj{{"label": "高"}, {"label": "低"}}})
		size, sizeID := c.field(obj{"label": "人数", "type": "number"})
		day, dayID := c.field(obj{"label": "投产日", "type": "date"})
		c.lead("一", obj{level: "o01", size: 12.5, day: "2026-11-24"})
		c.lead("二", obj{level: "o02", size: -3, day: "2026-10-01"})
		c.lead("三", obj{level: "o01", size: 100})
		c.lead("四", obj{})
		const most = 2001 // over which a value is common
		err := c.h.Store.Write(t.Context(), func(ctx context.Context, tx *db.Tx) error {
			var rows []string
			var args []any
			for n := range most {
				for _, v := range []struct {
					field, text string
					number      int
				}{{levelID, "o01", 0}, {sizeID, "", 125_000}, {dayID, "2026-11-24", 0}} {
					rows = append(rows, "(?, ?, ?, 0, NULLIF(?, ''), ?)")
					args = append(args, c.o.ID, id.MustParse(v.field), id.MustParse(fmt.Sprintf("00000000-0000-7000-8000-%012d", n)), v.text, v.number)
				}
			}
			_, err := tx.NewRaw("INSERT INTO own_value (org_id, field_id, record_id, position, text, number) VALUES "+strings.Join(rows, ", "), args...).Exec(ctx)
			return err
		})
		if err != nil {
			c.t.Fatal(err)
		}
		for filter, want := range map[string]string{level + ":eq:o01": "一三", level + ":in:o01,o02": "一三二", level + ":has:": "一三二", size + ":eq:12.5": "一", size + ":ge:12.5": "一三", size + ":gt:12": "一三",
			size + ":le:12.5": "一二", size + ":lt:13": "一二", day + ":ge:2026-11-01": "一", day + ":le:2026-12-01": "一二"} {
			got, wanted := c.names(c.sales, 50, "filter", "own."+filter), strings.Split(want, "")
			slices.Sort(got)
			slices.Sort(wanted)
			if !slices.Equal(got, wanted) {
				c.t.Errorf("%s: %v, want %v", filter, got, wanted)
			}
		}
	})
}
