package record

import (
	"encoding/json"
	"testing"

	"github.com/google/go-cmp/cmp"
)

func TestCellsOfOwnFields(t *testing.T) {
	t.Parallel()
	pick := []FieldOption{{Key: "a", Label: "年付"}, {Key: "b", Label: "Pay / 月"}, {Key: "c", Label: "无"}, {Key: "d", Label: "季付", Archived: true}}
	whom := func(cell string) (string, *Misread) {
		if cell == "张伟" {
			return "0190f2a4-6c1e-7000-8000-000000000001", nil
		}
		return "", misread("没有这位同事", "No such colleague", "姓名", "A name")
	}
	for _, c := range []struct {
		name string
		typ  FieldType
		cell string
		as   string // format
		want any
		bad  string
	}{
		{"文字原样", OwnText, "  x y ", "", "x y", ""},
		{"文字写「无」也是文字", OwnText, "无", "", "无", ""},
		{"数字带千分位", OwnNumber, "1,234.50", "", json.Number("1234.5"), ""},
		{"全角数字", OwnNumber, "１２", "", json.Number("12"), ""},
		{"不是千分位的逗号", OwnNumber, "1,23", "", nil, "不是数，或小数超过四位"},
		{"只有加号", OwnNumber, "+", "", nil, "不是数，或小数超过四位"},
		{"空话不是数字", OwnNumber, "暂无", "", nil, ""},
		{"金额带单位", OwnMoney, "60万", "", int64(60000000), ""},
		{"金额列以万计", OwnMoney, "1.5", "wan", int64(1500000), ""},
		{"金额写成字", OwnMoney, "六十万", "", nil, "不是金额"},
		{"日期", OwnDate, "2026/11/4", "", "2026-11-04", ""},
		{"日月分不清", OwnDate, "03/04/2026", "", nil, "分不清日和月"},
		{"日月已选", OwnDate, "03/04/2026", "dmy", "2026-04-03", ""},
		{"是", OwnYesNo, "有", "", true, ""},
		{"否", OwnYesNo, "N", "", false, ""},
		{"没有也是否", OwnYesNo, "没有", "", false, ""},
		{"是否看不懂", OwnYesNo, "大概", "", nil, "不是「是」或「否」"},
		{"选项按名称", OwnOneOf, " 年 付", "", "a", ""},
		{"选项叫「无」", OwnOneOf, "无", "", "c", ""},
		{"不再提供的选项", OwnOneOf, "季付", "", nil, "不在选项里"},
		{"多选拆开", OwnManyOf, "年付、无", "", []string{"a", "c"}, ""},
		{"多选的名称里有斜杠", OwnManyOf, "pay/月", "", []string{"b"}, ""},
		{"多选里错一个", OwnManyOf, "年付，双付", "", nil, "「双付」不在选项里"},
		{"人", OwnPerson, "张伟", "", "0190f2a4-6c1e-7000-8000-000000000001", ""},
		{"没有的人", OwnPerson, "无名", "", nil, "没有这位同事"},
		{"网址", OwnLink, "example.com", "", nil, "不是网址"},
	} {
		t.Run(c.name, func(t *testing.T) {
			f := &Field{Key: "k", Type: c.typ, Options: pick}
			v, wrong := f.readCell(trimCell(c.cell), c.as, whom)
			if diff := cmp.Diff(c.want, v); diff != "" {
				t.Error(diff)
			}
			if (wrong == nil) != (c.bad == "") || wrong != nil && (wrong.What.ZH != c.bad || wrong.Want.ZH == "") {
				t.Errorf("problem %+v, want %q", wrong, c.bad)
			}
		})
	}
}

func trimCell(s string) string { return (&ImportColumn{}).cell([]string{s}) }
