package record

import (
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"

	"xiaoguan/base/day"
	"xiaoguan/base/fault"
	"xiaoguan/base/money"
	"xiaoguan/record/sheet"
)

func TestReadCells(t *testing.T) {
	amount, date := ImportField{Kind: Money}, ImportField{Kind: Day}
	phone, mail := ImportField{Kind: Text, Shape: sheet.TypePhone, Most: 50}, ImportField{Kind: Text, Shape: sheet.TypeEmail}
	chance := ImportField{Kind: Choice, Options: []Option{{Value: "large", Label: fault.Text{ZH: "大", EN: "Large"}}, {Value: "none", Label: fault.Text{ZH: "无", EN: "None"}}}, Words: map[string]string{"a": "large"}}
	for _, c := range []struct {
		name   string
		field  ImportField
		cell   string
		format string
		want   any // nil: says nothing; wrong: cannot be read
	}{
		{"万", amount, "60万", "", money.Fen(60000000)},
		{"列以万计", amount, "60", "wan", money.Fen(60000000)},
		{"列以万计但写了元", amount, "600000元", "wan", money.Fen(60000000)},
		{"全角和千分位", amount, "１，２３４．５", "", money.Fen(123450)},
		{"负数", amount, "-5", "", wrong},
		{"中文数字", amount, "六十万", "", wrong},
		{"没有金额", amount, "暂无", "", nil},
		{"横线", date, "2026-11-24", "", day.Date(2026, 11, 24)},
		{"斜线和时间", date, "2026/1/2 08:30", "", day.Date(2026, 1, 2)},
		{"年月日", date, "2026年1月2日", "", day.Date(2026, 1, 2)},
		{"八位", date, "20260102", "", day.Date(2026, 1, 2)},
		{"序列号", date, "45658", "", day.Date(2025, 1, 1)},
		{"不存在的一天", date, "2026-02-30", "", wrong},
		{"日月不分", date, "03/04/2026", "", wrong},
		{"日月不分，列说明了", date, "03/04/2026", "dmy", day.Date(2026, 4, 3)},
		{"美式", date, "03/14/2026", "", day.Date(2026, 3, 14)},
		{"欧式", date, "14/03/2026", "", day.Date(2026, 3, 14)},
		{"美式列里的欧式", date, "14/03/2026", "mdy", wrong},
		{"手机", phone, "138 0013 8000", "", "138 0013 8000"},
		{"分机", phone, "0512-68881234转8012", "", "0512-68881234转8012"},
		{"位数不够", phone, "1380013800", "", wrong},
		{"没有电话", phone, "无", "", nil},
		{"邮箱", mail, "A@example.com", "", "A@example.com"},
		{"不是邮箱", mail, "a@", "", wrong},
		{"大", chance, "大", "", "large"},
		{"英文", chance, "LARGE", "", "large"},
		{"别名", chance, "A", "", "large"},
		{"无是一个选项", chance, "无", "", "none"},
		{"不认识的词", chance, "超大", "", wrong},
		{"太长", ImportField{Kind: Text, Most: 3}, "四个字呀", "", wrong},
		{"标签", ImportField{Kind: TagList}, "乙、甲,乙", "", []string{"乙", "甲"}},
		{"标签太长", ImportField{Kind: TagList}, strings.Repeat("长", 31), "", wrong},
	} {
		t.Run(c.name, func(t *testing.T) {
			got, bad := c.field.Read(c.cell, c.format)
			if (bad != nil) != (c.want == wrong) {
				t.Fatalf("got %v, misread %v", got, bad)
			}
			if bad == nil && !cmp.Equal(got, c.want) {
				t.Errorf("got %v, want %v", got, c.want)
			}
			if bad != nil && (bad.What.ZH == "" || bad.What.EN == "" || bad.Want.ZH == "" || bad.Want.EN == "") {
				t.Errorf("says too little: %+v", bad)
			}
		})
	}
}

const wrong = "wrong"

func TestChoose(t *testing.T) {
	fields := []ImportField{{Name: "name", Identity: true}, {Name: "region"}}
	table := func() []ImportColumn {
		return []ImportColumn{{Letter: "A", Title: "国家", Field: "region"}, {Letter: "B", Title: "城市", Field: "custom:城市"}, {Letter: "C", Field: "custom:C"}}
	}
	columns := table()
	all := []ColumnChoice{{Column: "A", Field: "region"}, {Column: "B", Field: "region"}, {Column: "C", Field: ""}}
	if err := choose(columns, fields, all); err != nil {
		t.Fatal(err)
	}
	if columns[0].Field != "custom:国家" || columns[1].Field != "region" || columns[2].Field != "" || !columns[1].ByHand {
		t.Errorf("the field did not move: %+v", columns)
	}
	for _, c := range []struct {
		name    string
		choices []ColumnChoice
	}{
		{"一个字段给两列", []ColumnChoice{{Column: "A", Field: "name"}, {Column: "B", Field: "name"}}},
		{"没有这一列", []ColumnChoice{{Column: "Q", Field: "name"}}},
		{"没有这个字段", []ColumnChoice{{Column: "A", Field: "nonsense"}}},
		{"没有名称的自有数据", []ColumnChoice{{Column: "A", Field: "custom: "}}},
	} {
		t.Run(c.name, func(t *testing.T) {
			if err := choose(table(), fields, c.choices); fault.KindOf(err) != fault.Invalid || err == nil {
				t.Errorf("taken: %v", err)
			}
		})
	}
}

// A guess is withdrawn where the values speak against it; what somebody chose stays.
func TestMisfits(t *testing.T) {
	fields := []ImportField{{Name: "phone", Kind: Text, Shape: sheet.TypePhone, Masked: true}, {Name: "external_id", Kind: Text, Unique: true}}
	rows := make([]*ImportRow, 20)
	for i := range rows {
		rows[i] = &ImportRow{Cells: []string{"13800138000", "同一批", "备注"}}
		if i%3 == 0 {
			rows[i].Cells[0] = "不是号码"
		}
	}
	columns := []ImportColumn{{Index: 0, Letter: "A", Title: "手机", Field: "phone"}, {Index: 1, Letter: "B", Title: "编号", Field: "external_id"}, {Index: 2, Letter: "C", Title: "电话", Field: "phone", ByHand: true}}
	misfits(columns, fields, rows)
	got := []string{columns[0].Field, columns[1].Field, columns[2].Field}
	if diff := cmp.Diff([]string{"custom:手机", "custom:编号", "phone"}, got); diff != "" {
		t.Error(diff)
	}
	if !strings.Contains(columns[0].Why.ZH, "7 个放不进去") {
		t.Errorf("why: %v", columns[0].Why)
	}
}
