package sheet

import (
	"bytes"
	"os"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"
	"pgregory.net/rapid"

	"xiaoguan/base/fault"
)

var guessFields = []Field{
	{"name", fault.Text{ZH: "公司名称", EN: "Company"}, []string{"客户名称", "企业名称", "单位名称", "公司"}, TypeCompany},
	{"contact_name", fault.Text{ZH: "联系人", EN: "Contact"}, []string{"姓名", "Name"}, "text"},
	{"phone", fault.Text{ZH: "手机", EN: "Phone"}, []string{"手机号", "手机号码", "电话", "联系电话", "联系方式", "Mobile"}, TypePhone},
	{"email", fault.Text{ZH: "邮箱", EN: "E-mail"}, []string{"电子邮件", "Mail"}, TypeEmail},
	{"credit_code", fault.Text{ZH: "统一社会信用代码", EN: "Credit code"}, []string{"税号", "信用代码"}, TypeCreditCode},
	{"intake_day", fault.Text{ZH: "进入日期", EN: "Intake day"}, []string{"创建时间", "日期"}, TypeDate},
	{"amount", fault.Text{ZH: "预计金额", EN: "Expected amount"}, []string{"金额"}, TypeNumber},
	{"source", fault.Text{ZH: "来源", EN: "Source"}, []string{"Lead Source", "渠道"}, "text"},
	{"note", fault.Text{ZH: "备注", EN: "Note"}, nil, "text"},
}

func column(i int, title string, samples ...string) Column {
	return Column{Index: i, Letter: Letter(i + 1), Title: title, Samples: samples}
}

func TestGuessFields(t *testing.T) {
	for _, c := range []struct {
		name  string
		title string
		value string
		field string
		why   string
	}{
		{"标题相同", "手机", "13800138000", "phone", WhyTitle},
		{"括号和星号", "*手机（必填）：", "13800138000", "phone", WhySpelling},
		{"全角和大小写", "Ｐｈｏｎｅ ", "13800138000", "phone", WhySpelling},
		{"空格", "手 机", "138 0013 8000", "phone", WhySpelling},
		{"别名", "联系电话", "0755-8888 6666转8012", "phone", WhyAlias},
		{"包含", "采购负责人手机", "+8613800138000", "phone", WhyContains},
		{"英文别名", "lead_source", "Google", "source", WhyAlias},
		{"字段名", "intake_day", "2025-01-02", "intake_day", WhyTitle},
		{"标题像，内容不像", "手机", "zhang@example.com", "phone", WhyDoubt},
		{"看内容：手机", "号码1", "13800138000", "phone", WhySample},
		{"看内容：邮箱", "", "zhang@example.com", "email", WhySample},
		{"看内容：信用代码", "证照", "91350100M000100Y43", "credit_code", WhySample},
		{"看内容：日期", "", "2025-01-02", "intake_day", WhySample},
		{"看内容：公司", "客户", "深圳市精密机械有限公司", "name", WhySample},
		{"看内容：厂", "甲方", "东莞长安五金厂", "name", WhySample},
		{"看内容：集团", "甲方", "华强电子集团", "name", WhySample},
		{"看内容：英文公司", "甲方", "Acme Trading Co., Ltd.", "name", WhySample},
		{"身份证不是信用代码", "证件", "110101199001011234", "", ""},
		{"数字不猜", "编号", "660737", "", ""},
		{"后面是虚词", "手机号码2", "13800138000", "phone", WhyContains},
		{"英文两个词", "Company name", "Acme", "name", WhyContains},
		{"前面是公司", "公司电话", "0755-88886666", "phone", WhyContains},
		{"手机型号不是手机", "手机型号", "Mate 60", "", ""},
		{"只有括号", "（手机）", "13800138000", "phone", WhySpelling},
		{"词中间的英文不算", "Filename", "a.txt", "", ""},
		{"什么都不像", "爱好", "钓鱼", "", ""},
	} {
		t.Run(c.name, func(t *testing.T) {
			got := GuessFields([]Column{column(3, c.title, c.value)}, guessFields)[0]
			if got.Field != c.field || got.Why != c.why || got.Column != 3 {
				t.Errorf("%+v", got)
			}
			if (got.Confidence > 0) != (c.field != "") || c.field != "" && (got.Reason().ZH == "" || strings.Contains(got.Reason().EN, "{")) {
				t.Errorf("%+v %+v", got, got.Reason())
			}
		})
	}
}

// 每个字段只用一次，给最像的那一列。
func TestGuessUsesAFieldOnce(t *testing.T) {
	cols := []Column{column(0, "备用", "13900139000", "13900139001"), column(1, "联系电话", "13800138000"), column(2, "手机", "13700137000"), column(3, "公司电话", "0755-88886666")}
	var fields []string
	for _, g := range GuessFields(cols, guessFields) {
		fields = append(fields, g.Field)
	}
	if d := cmp.Diff([]string{"", "", "phone", ""}, fields); d != "" {
		t.Fatal(d)
	}
	rapid.Check(t, func(t *rapid.T) {
		title := rapid.SampledFrom([]string{"手机", "电话", "公司", "公司名称", "姓名", "备注", "来源", "", "x", "金额（元）", "Phone"})
		var cols []Column
		for i := range rapid.IntRange(0, 12).Draw(t, "columns") {
			cols = append(cols, column(i, title.Draw(t, "title"), rapid.SampledFrom([]string{"13800138000", "a@b.cn", "某某公司", "好"}).Draw(t, "sample")))
		}
		seen := map[string]bool{}
		out := GuessFields(cols, guessFields)
		if len(out) != len(cols) {
			t.Fatal(len(out))
		}
		for _, g := range out {
			if g.Field != "" && seen[g.Field] {
				t.Fatalf("%s twice: %+v", g.Field, out)
			}
			seen[g.Field] = true
		}
	})
}

func TestHeaderAndColumns(t *testing.T) {
	data := []byte("2025 年客户名单,,,\n\n公司,手机,日期,公司\n甲公司,13800138000,2025-01-02,x\n甲公司,13800138001,,x\n乙公司,13800138001,2025-01-03,\n丙公司,13800138002,,\n丁公司,13800138003,,,多\n")
	b, err := Open(t.Context(), bytes.NewReader(data), int64(len(data)), "a.csv")
	if err != nil {
		t.Fatal(err)
	}
	defer b.Close()
	header, err := b.HeaderRow(t.Context(), "a")
	if header != 3 || err != nil {
		t.Fatal(header, err)
	}
	cols, err := b.Columns(t.Context(), "a", header)
	want := []Column{column(0, "公司", "甲公司", "乙公司", "丙公司"), column(1, "手机", "13800138000", "13800138001", "13800138002"), column(2, "日期", "2025-01-02", "2025-01-03"), column(3, "公司", "x"), column(4, "", "多")}
	if d := cmp.Diff(want, cols); d != "" || err != nil {
		t.Error(d, err)
	}
	for name, c := range map[string]struct {
		rows []Row
		want int
	}{
		"没有表头":   {[]Row{row(1, "13800138000", "1"), row(2, "13800138001", "2")}, 0},
		"空":      {nil, 0},
		"只有一列":   {[]Row{row(2, "手机"), row(3, "13800138000")}, 2},
		"重复的词不算": {[]Row{row(1, "是", "是", "是"), row(2, "甲", "乙", "丙")}, 2},
	} {
		if got := GuessHeader(c.rows); got != c.want {
			t.Errorf("%s: %d, want %d", name, got, c.want)
		}
	}
}

func TestLetter(t *testing.T) {
	for n, want := range map[int]string{0: "", 1: "A", 26: "Z", 27: "AA", 52: "AZ", 702: "ZZ", 703: "AAA", MaxColumns: "XFD"} {
		if Letter(n) != want {
			t.Errorf("%d: %s", n, Letter(n))
		}
		if col, r, ok := cellRef(want + "7"); n > 0 && (col != n || r != 7 || !ok) {
			t.Errorf("%s7: %d %d", want, col, r)
		}
	}
}

// A real file with real habits: 37 columns, empty cells, the word Select for «missing», sources in two spellings.
func TestRealLeadsFile(t *testing.T) {
	const path = "../../../shared/data/lead_scoring/xeducation_leads.csv"
	if _, err := os.Stat(path); err != nil {
		t.Skip("absent: ../shared/data/lead_scoring/xeducation_leads.csv")
	}
	b, err := OpenFile(t.Context(), path, "xeducation_leads.csv")
	if err != nil {
		t.Fatal(err)
	}
	defer b.Close()
	want := []SheetInfo{{Name: "xeducation_leads", Rows: 9241, Last: 9241, Columns: 37}}
	if d := cmp.Diff(want, b.Sheets()); d != "" || b.Encoding != "utf-8" || b.Delimiter != "," {
		t.Fatal(d, b.Encoding, b.Delimiter)
	}
	header, err := b.HeaderRow(t.Context(), "xeducation_leads")
	if header != 1 || err != nil {
		t.Fatal(header, err)
	}
	cols, err := b.Columns(t.Context(), "xeducation_leads", header)
	if err != nil || len(cols) != 37 || cols[6].Title != "Converted" {
		t.Fatal(len(cols), err)
	}
	source, won, keys := map[string]int{}, 0, map[string]bool{}
	err = b.Rows(t.Context(), "xeducation_leads", header+1, func(row int, cells []string) error {
		source[cells[3]]++
		keys[cells[0]] = true
		if cells[6] == "1" {
			won++
		}
		return nil
	})
	if err != nil || len(keys) != 9240 || won != 3561 || source["Google"] != 2868 || source["google"] != 5 || source[""] != 36 {
		t.Errorf("%d keys, %d won, %v, %v", len(keys), won, source, err)
	}
	found := map[string]string{}
	for _, g := range GuessFields(cols, append([]Field{
		{"external_id", fault.Text{ZH: "外部编号", EN: "External ID"}, []string{"Prospect ID", "Lead ID"}, "text"},
		{"outcome", fault.Text{ZH: "结果", EN: "Outcome"}, []string{"Converted", "Status"}, "text"},
	}, guessFields...)) {
		if g.Field != "" {
			found[g.Field] = cols[g.Column].Title
		}
	}
	if d := cmp.Diff(map[string]string{"external_id": "Prospect ID", "outcome": "Converted", "source": "Lead Source"}, found); d != "" {
		t.Error(d)
	}
}
