package sheet

import (
	"bytes"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"
)

func TestWriteProblems(t *testing.T) {
	problems := []Problem{
		{"Sheet1", 3, "B", "手机", "=HYPERLINK(\"http://x\")", "不是手机号", "11 位手机号，例如 13800138000"},
		{"Sheet1", 3, "A", "公司", "", "必填", "公司名称"},
		{"Sheet1", 9, "", "", "坏\x00字符", "整行是空的", ""},
	}
	originals := Originals{Header: []string{"公司", "手机", "备注"}, Rows: func(yield func(int, []string) bool) {
		_ = yield(3, []string{"", "=HYPERLINK(\"http://x\")"}) && yield(3, []string{"", "twice"}) && yield(9, []string{"+1", "-2", "@x", "多一格"})
	}}
	var out bytes.Buffer
	if err := WriteProblems(&out, "zh", problems, originals); err != nil {
		t.Fatal(err)
	}
	b, rows, err := readAll(out.Bytes(), "errors.xlsx")
	if err != nil {
		t.Fatal(err)
	}
	want := []Row{
		row(1, "工作表", "行", "列", "列名", "内容", "问题", "应为"),
		row(2, "Sheet1", "3", "B", "手机", "'=HYPERLINK(\"http://x\")", "不是手机号", "11 位手机号，例如 13800138000"),
		row(3, "Sheet1", "3", "A", "公司", "", "必填", "公司名称"),
		row(4, "Sheet1", "9", "", "", "坏 字符", "整行是空的"),
		row(1, "公司", "手机", "备注", "原行号"),
		row(2, "", "'=HYPERLINK(\"http://x\")", "", "3"),
		row(3, "'+1", "'-2", "'@x", "多一格", "9"),
	}
	if d := cmp.Diff(want, rows); d != "" {
		t.Error(d)
	}
	if s := b.Sheets(); len(s) != 2 || s[0].Name != "问题" || s[1].Name != "待修正的行" {
		t.Errorf("%+v", s)
	}
	out.Reset()
	if err := WriteProblems(&out, "en", nil, Originals{}); err != nil {
		t.Fatal(err)
	}
	if b, rows, err := readAll(out.Bytes(), "errors.xlsx"); err != nil || len(rows) != 1 || b.Sheets()[0].Name != "Problems" {
		t.Errorf("%v %v", rows, err)
	}
}

func TestHarmless(t *testing.T) {
	for in, want := range map[string]string{
		"":              "",
		"张三":            "张三",
		"a=b":           "a=b",
		"=1+1":          "'=1+1",
		"+86 138":       "'+86 138",
		"-5":            "'-5",
		"@SUM(A1)":      "'@SUM(A1)",
		"\t=1":          "'\t=1",
		"\rx":           "'\rx",
		"\nx":           "'\nx",
		"  =1":          "'  =1",
		"　＝1":           "'　＝1",
		"\x01=1":        "' =1",
		"a\x00\x1fb":    "a  b",
		"坏\xff":         "坏\ufffd",
		"'=already":     "'=already",
		"第一行\n=second":  "第一行\n=second",
		"\u00a0@hidden": "'\u00a0@hidden",
	} {
		if got := Harmless(in); got != want {
			t.Errorf("%q: %q, want %q", in, got, want)
		}
	}
	if long := []rune(Harmless("=" + strings.Repeat("长", 40_000))); len(long) != 32_767 || long[len(long)-1] != '…' {
		t.Error(len(long))
	}
}
