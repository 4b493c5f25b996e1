package demo

import (
	"fmt"
	"io"
	"time"

	"github.com/xuri/excelize/v2"
)

// columns are the titles of the leads file, the way a fair or an old system hands them over.
var columns = []any{"单位名称", "联系人", "职务", "手机", "邮箱", "来源", "城市", "行业", "意向产品", "预算(万元)", "登记日期", "客户编号"}

// Sheet writes a leads file of rows lines, the same for the same seed: made-up companies with a key of their own each.
func Sheet(out io.Writer, rows int, seed uint64) (err error) {
	d := newDice(seed)
	file := excelize.NewFile()
	defer func() {
		if e := file.Close(); err == nil {
			err = e
		}
	}()
	if err := file.SetSheetName("Sheet1", "线索"); err != nil {
		return err
	}
	w, err := file.NewStreamWriter("线索")
	if err != nil {
		return err
	}
	if err := w.SetRow("A1", columns); err != nil {
		return err
	}
	start := time.Date(2026, 11, 20, 0, 0, 0, 0, time.UTC)
	for i := range rows {
		name, at, in := d.company()
		c := channels[d.weighted(len(channels), func(i int) float64 { return float64(channels[i].weight) })]
		row := []any{fmt.Sprintf("%s（%d 号店）", name, i+1), d.person(), pick(d, titles), d.mobile(), fmt.Sprintf("k%d@example.cn", i+1), c.name, at.city, in.name, pick(d, in.needs),
			float64(d.amount(in)) / 1e6, start.AddDate(0, 0, -d.IntN(700)).Format("2006-01-02"), fmt.Sprintf("KH-%07d", i+1)}
		if err := w.SetRow(fmt.Sprintf("A%d", i+2), row); err != nil {
			return err
		}
	}
	if err := w.Flush(); err != nil {
		return err
	}
	_, err = file.WriteTo(out)
	return err
}
