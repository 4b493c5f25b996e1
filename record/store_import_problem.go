package record

import (
	"context"
	"encoding/json"

	"github.com/uptrace/bun"

	"xiaoguan/base/fault"
	"xiaoguan/base/id"
	"xiaoguan/store/db"
)

// problemRow is one problem as kept; the cells of the row stand in the first problem of each row.
type problemRow struct {
	bun.BaseModel `bun:"table:import_problem,alias:ip"`
	Org           id.ID  `bun:"org_id"`
	Import        id.ID  `bun:"import_id"`
	Sheet         string `bun:"sheet"`
	Row           int    `bun:"row_no"`
	Column        int    `bun:"column_no"` // 1-based, 0: the whole row
	Title         string `bun:"column_title"`
	Value         string `bun:"value"`
	WhatZH        string `bun:"message_zh"`
	WhatEN        string `bun:"message_en"`
	WantZH        string `bun:"want_zh"`
	WantEN        string `bun:"want_en"`
	Cells         string `bun:"cells,nullzero"`
}

func (p *problemRow) what() fault.Text { return fault.Text{ZH: p.WhatZH, EN: p.WhatEN} }

func (p *problemRow) want() fault.Text { return fault.Text{ZH: p.WantZH, EN: p.WantEN} }

// problemsOf are the rows of a chunk's problems.
func problemsOf(im *Import, rows []*ImportRow) ([]problemRow, error) {
	var out []problemRow
	for _, r := range rows {
		seen := map[int]bool{}
		for _, p := range r.Problems {
			if seen[p.Column] {
				continue // one a cell
			}
			seen[p.Column] = true
			row := problemRow{Org: im.Org, Import: im.ID, Sheet: im.Spec.Sheet, Row: r.Number, Column: p.Column, Title: p.Title, Value: shortened(p.Value),
				WhatZH: p.What.ZH, WhatEN: p.What.EN, WantZH: p.Want.ZH, WantEN: p.Want.EN}
			if len(seen) == 1 {
				cells, err := json.Marshal(r.Cells)
				if err != nil {
					return nil, err
				}
				row.Cells = string(cells)
			}
			out = append(out, row)
		}
	}
	return out, nil
}

func shortened(value string) string {
	if r := []rune(value); len(r) > sampleMost {
		return string(r[:sampleMost]) + "…"
	}
	return value
}

// keepProblems keeps a chunk's problems.
func keepProblems(tx *db.Tx, im *Import, rows []*ImportRow) error {
	kept, err := problemsOf(im, rows)
	if err != nil || len(kept) == 0 {
		return err
	}
	return tx.Later(tx.NewInsert().Model(&kept))
}

// problemsAfter reads kept problems in the order of the file, from behind a row and column on.
func problemsAfter(ctx context.Context, s *db.Store, im *Import, row, column, limit int, cells bool) ([]problemRow, error) {
	rows := []problemRow{}
	q := db.In(s.Read().NewSelect().Model(&rows), "ip", im.Org).Where("ip.import_id = ? AND ip.sheet = ?", im.ID, im.Spec.Sheet).
		Where("(ip.row_no > ? OR ip.row_no = ? AND ip.column_no > ?)", row, row, column)
	if cells {
		q = q.Where("ip.cells IS NOT NULL")
	} else {
		q = q.ExcludeColumn("cells")
	}
	return rows, s.Fault(q.OrderExpr("ip.row_no, ip.column_no").Limit(int64(limit)).Scan(ctx))
}
