package sheet

import (
	"bytes"
	"context"
	"encoding/csv"
	"errors"
	"fmt"
	"os"
	"path/filepath"
	"strings"
	"testing"
	"time"
	"unicode"

	"github.com/google/go-cmp/cmp"
	"github.com/xuri/excelize/v2"
	"pgregory.net/rapid"
)

func TestNumbersAndDates(t *testing.T) {
	cell := func(style, value string) string { return `<c s="` + style + `"><v>` + value + `</v></c>` }
	for _, c := range []struct{ name, cell, want string }{
		{"手机号", cell("0", "13800138000"), "13800138000"},
		{"手机号，科学计数", cell("0", "1.3800138E10"), "13800138000"},
		{"小写 e 和正号", cell("0", "1.3800138e+10"), "13800138000"},
		{"18 位，逐位写出", cell("0", "110101199001011234"), "110101199001011234"},
		{"18 位，已丢精度", cell("0", "1.1010119900101123E17"), "110101199001011000"},
		{"浮点噪声", cell("0", "0.30000000000000004"), "0.3"},
		{"极小", cell("0", "1E-7"), "0.0000001"},
		{"负零", cell("0", "-0"), "0"},
		{"前导零的数", cell("0", "0012"), "12"},
		{"负小数", cell("0", "-12.50"), "-12.5"},
		{"前导零的格式", cell("4", "518"), "000518"},
		{"前导零的格式，太长", cell("4", "1234567"), "1234567"},
		{"百分比", cell("5", "0.125"), "12.5%"},
		{"百分比，噪声", cell("5", "0.07"), "7%"},
		{"金额格式里引号中的 d 不是日期", cell("6", "1234.5"), "1234.5"},
		{"短日期", cell("1", "45678"), "2025-01-21"},
		{"中文日期", cell("2", "45678"), "2025-01-21"},
		{"中文内置格式", cell("7", "45678"), "2025-01-21"},
		{"日期带时间", cell("3", "45678.520833333336"), "2025-01-21 12:30:00"},
		{"日期时间，零点", cell("3", "45678"), "2025-01-21"},
		{"日期格式，带小数", cell("1", "45678.99"), "2025-01-21"},
		{"差一点到午夜", cell("3", "45678.999999"), "2025-01-22"},
		{"时长", cell("8", "1.5"), "36:00:00"},
		{"时刻", cell("8", "0.25"), "06:00:00"},
		{"1900-01-01", cell("1", "1"), "1900-01-01"},
		{"1900-02-28", cell("1", "59"), "1900-02-28"},
		{"不存在的一天", cell("1", "60"), "1900-02-29"},
		{"1900-03-01", cell("1", "61"), "1900-03-01"},
		{"最后一天", cell("1", "2958465"), "9999-12-31"},
		{"不是日期的序号", cell("1", "2958466"), "2958466"},
		{"负的序号", cell("1", "-1"), "-1"},
		{"未知样式", cell("99", "45678"), "45678"},
		{"布尔", `<c t="b"><v>1</v></c>`, "TRUE"},
		{"错误值", `<c t="e"><v>#N/A</v></c>`, "#N/A"},
		{"ISO 日期", `<c t="d"><v>2025-01-21T00:00:00</v></c>`, "2025-01-21"},
		{"ISO 时间", `<c t="d"><v>2025-01-21T08:30:00Z</v></c>`, "2025-01-21 08:30:00"},
		{"公式的结果", `<c><f>A1*2</f><v>42</v></c>`, "42"},
		{"文本公式的结果", `<c t="str"><f>A1&amp;"x"</f><v>007</v></c>`, "007"},
	} {
		t.Run(c.name, func(t *testing.T) {
			_, rows, err := readAll(zipped(parts(`<row r="4">`+c.cell+`</row>`)), "a.xlsx")
			if err != nil {
				t.Fatal(err)
			}
			if d := cmp.Diff([]Row{row(4, c.want)}, rows); d != "" {
				t.Error(d)
			}
		})
	}
	t.Run("从 1904 年数", func(t *testing.T) {
		p := with(parts(`<row><c s="1"><v>0</v></c><c s="1"><v>44216</v></c></row>`), "xl/workbook.xml", strings.Replace(workbook1, "<sheets>", `<workbookPr date1904="1"/><sheets>`, 1))
		_, rows, err := readAll(zipped(p), "a.xlsx")
		if d := cmp.Diff([]Row{row(1, "1904-01-01", "2025-01-21")}, rows); d != "" || err != nil {
			t.Error(d, err)
		}
	})
}

func TestFormats(t *testing.T) {
	for code, want := range map[string]numberStyle{
		"General": {}, `G/通用格式`: {}, "0.00": {}, "#,##0;[Red]-#,##0": {}, `"day "0`: {zeros: 1}, "0.00E+00": {}, "@": {}, `_-* #,##0.00_d`: {}, `\d0.0`: {},
		"yyyy-mm-dd": {date: true}, "m/d": {date: true}, "mmm": {date: true}, `[$-F800]dddd\,\ mmmm\ dd\,\ yyyy`: {date: true}, "[DBNum1][$-804]yyyy年m月d日;@": {date: true},
		"h:mm AM/PM": {clock: true}, "[h]:mm:ss": {clock: true}, "[mm]:ss": {clock: true}, "mm:ss.0": {clock: true}, "yyyy/m/d h:mm": {date: true, clock: true},
		"0.0%": {percent: true}, "00000000000": {zeros: 11}, "0": {zeros: 1},
	} {
		if got := parseFormat(code); got != want {
			t.Errorf("%s: %+v, want %+v", code, got, want)
		}
	}
}

func TestOddities(t *testing.T) {
	b, rows, err := readAll(zipped(parts(`<row r="2"><c r="A2"><f>1+1</f></c><c r="B2" t="e"><v>#REF!</v></c><c r="C2"><v>1.2345678901234567E17</v></c></row>`)), "a.xlsx")
	if err != nil || len(rows) != 1 {
		t.Fatal(rows, err)
	}
	want := []Odd{{2, 1, OddFormula, "", ""}, {2, 2, OddError, "#REF!", ""}, {2, 3, OddPrecision, "123456789012346000", ""}}
	if d := cmp.Diff(want, b.Sheets()[0].Odd); d != "" {
		t.Error(d)
	}
	b, _, err = readAll([]byte("a,b\n"+strings.Repeat("1\n", 60)), "a.csv")
	if err != nil || b.Sheets()[0].OddSeen != 60 || len(b.Sheets()[0].Odd) != 50 || b.Sheets()[0].Odd[0] != (Odd{2, 0, OddWidth, "1", "2"}) {
		t.Errorf("%+v %v", b.Sheets(), err)
	}
}

// A spreadsheet library writes random tables, in both of its ways, and what is read must be what was written.
func TestAgreesWithAnotherWriter(t *testing.T) {
	text := rapid.StringOfN(rapid.RuneFrom(nil, unicode.Han, unicode.Latin, unicode.Nd, unicode.Po, unicode.Zs), 1, 30, -1)
	rapid.Check(t, func(t *rapid.T) {
		f := excelize.NewFile()
		defer f.Close()
		streamed := rapid.Bool().Draw(t, "streamed")
		var stream *excelize.StreamWriter
		var err error
		if streamed {
			if stream, err = f.NewStreamWriter("Sheet1"); err != nil {
				t.Fatal(err)
			}
		}
		var want []Row
		number := 0
		for range rapid.IntRange(0, 12).Draw(t, "rows") {
			number += rapid.IntRange(1, 3).Draw(t, "gap")
			r := Row{Number: number}
			var values []any
			for range rapid.IntRange(1, 8).Draw(t, "width") {
				var v any
				var s string
				switch rapid.IntRange(0, 3).Draw(t, "kind") {
				case 0:
					s = text.Draw(t, "text")
					v = s
				case 1:
					n := rapid.Int64Range(-1e17, 1e17).Draw(t, "number")
					s, v = fmt.Sprint(n), n
				case 2:
					day := time.Date(2000, 1, 1, 0, 0, 0, 0, time.UTC).AddDate(0, 0, rapid.IntRange(0, 20000).Draw(t, "day"))
					s, v = day.Format(time.DateOnly), day
				}
				values, r.Cells = append(values, v), append(r.Cells, s)
			}
			cell, _ := excelize.CoordinatesToCellName(1, number)
			if streamed {
				for i, v := range values { // the stream writer styles no dates by itself
					if d, ok := v.(time.Time); ok {
						style, err := f.NewStyle(&excelize.Style{NumFmt: 14})
						if err != nil {
							t.Fatal(err)
						}
						values[i] = excelize.Cell{StyleID: style, Value: d}
					}
				}
				err = stream.SetRow(cell, values)
			} else {
				err = f.SetSheetRow("Sheet1", cell, &values)
			}
			if err != nil {
				t.Fatal(err)
			}
			r.Cells = r.Cells[:filled(r.Cells)]
			if !blank(r.Cells) {
				want = append(want, r)
			}
		}
		if streamed {
			if err := stream.Flush(); err != nil {
				t.Fatal(err)
			}
		}
		var out bytes.Buffer
		if err := f.Write(&out); err != nil {
			t.Fatal(err)
		}
		_, got, err := readAll(out.Bytes(), "a.xlsx")
		if err != nil {
			t.Fatal(err)
		}
		for i := range got {
			got[i].Cells = got[i].Cells[:filled(got[i].Cells)]
		}
		if d := cmp.Diff(want, got); d != "" {
			t.Fatal(d)
		}
	})
}

func TestCSVAgreesWithAnotherWriter(t *testing.T) {
	cell := rapid.OneOf(rapid.StringMatching(`[a-z0-9 ]{0,6}`), rapid.StringOfN(rapid.RuneFrom([]rune{'"', ',', ';', '\t', '\n', '中', ' ', 'x'}), 0, 8, -1))
	rapid.Check(t, func(t *rapid.T) {
		var out bytes.Buffer
		w := csv.NewWriter(&out)
		w.UseCRLF = rapid.Bool().Draw(t, "crlf")
		want := []Row{row(1, "id", "name", "note")}
		_ = w.Write(want[0].Cells)
		for i := range rapid.IntRange(0, 10).Draw(t, "rows") {
			r := row(i+2, fmt.Sprint(i), cell.Draw(t, "a"), cell.Draw(t, "b"))
			_ = w.Write(r.Cells)
			want = append(want, r)
		}
		w.Flush()
		_, got, err := readAll(out.Bytes(), "a.csv")
		if err != nil {
			t.Fatal(err)
		}
		if d := cmp.Diff(want, got); d != "" {
			t.Fatal(d)
		}
	})
}

// 从任何一行接着读，得到的就是后半段；回调的错误原样返回；取消马上停。
func TestResume(t *testing.T) {
	for _, c := range []struct {
		name string
		data []byte
	}{{"a.xlsx", zipped(parts(rows1))}, {"a.csv", []byte("a,b\n\n1,\"x\ny\"\n2,3\n")}} {
		_, all, err := readAll(c.data, c.name)
		if err != nil {
			t.Fatal(err)
		}
		b, err := Open(t.Context(), bytes.NewReader(c.data), int64(len(c.data)), c.name)
		if err != nil {
			t.Fatal(err)
		}
		again, err := Open(t.Context(), bytes.NewReader(c.data), int64(len(c.data)), c.name, Known(b.Sheets()))
		if err != nil {
			t.Fatal(err)
		}
		sheet := b.Sheets()[0].Name
		for from := range 8 {
			var want, got []Row
			for _, r := range all {
				if r.Number >= from {
					want = append(want, r)
				}
			}
			err := again.Rows(t.Context(), sheet, from, func(n int, cells []string) error { got = append(got, Row{n, cells}); return nil })
			if d := cmp.Diff(want, got); d != "" || err != nil {
				t.Errorf("%s from %d: %v %s", c.name, from, err, d)
			}
		}
		boom := errors.New("boom")
		if err := b.Rows(t.Context(), sheet, 1, func(int, []string) error { return boom }); err != boom {
			t.Error(err)
		}
		if err := b.Rows(t.Context(), "没有", 1, func(int, []string) error { return nil }); !ErrNoSheet.Is(err) {
			t.Error(err)
		}
		if err := errors.Join(b.Close(), again.Close()); err != nil {
			t.Error(err)
		}
	}
	ctx, cancel := context.WithCancel(t.Context())
	cancel()
	data := zipped(parts(rows1))
	if _, err := Open(ctx, bytes.NewReader(data), int64(len(data)), "a.xlsx"); !errors.Is(err, context.Canceled) {
		t.Error(err)
	}
}

func TestSheetsOfABook(t *testing.T) {
	f := excelize.NewFile()
	defer f.Close()
	for _, name := range []string{"客户 & 线索", "隐藏"} {
		if _, err := f.NewSheet(name); err != nil {
			t.Fatal(err)
		}
	}
	for cell, v := range map[string]any{"A1": "标题", "B3": 1, "A4": " "} {
		if err := f.SetCellValue("客户 & 线索", cell, v); err != nil {
			t.Fatal(err)
		}
	}
	if err := f.SetSheetVisible("隐藏", false); err != nil {
		t.Fatal(err)
	}
	path := filepath.Join(t.TempDir(), "x.xlsx")
	if err := f.SaveAs(path); err != nil {
		t.Fatal(err)
	}
	b, err := OpenFile(t.Context(), path, "客户.xlsx")
	if err != nil {
		t.Fatal(err)
	}
	defer b.Close()
	want := []SheetInfo{{Name: "Sheet1"}, {Name: "客户 & 线索", Rows: 2, Last: 3, Columns: 2}, {Name: "隐藏", Hidden: true}}
	if d := cmp.Diff(want, b.Sheets()); d != "" {
		t.Error(d)
	}
}

// 共享字符串多到放不进内存时，读出来的仍然一样，也不留下临时文件。
func TestStringsSpill(t *testing.T) {
	dir := t.TempDir()
	t.Setenv("TMPDIR", dir)
	var s sharedStrings
	long := strings.Repeat("字", 100_000)
	const n = 120 // 36 MB
	for i := range n {
		if err := s.add(fmt.Sprint(i, long[:(i%7)*30_000])); err != nil {
			t.Fatal(err)
		}
	}
	if s.file != nil {
		if err := s.out.Flush(); err != nil {
			t.Fatal(err)
		}
	}
	for i := 0; i < 600 && s.file == nil; i++ {
		if err := s.add(fmt.Sprint(n+i, long)); err != nil {
			t.Fatal(err)
		}
	}
	if s.file == nil {
		t.Fatal("nothing was moved to a file")
	}
	if err := s.out.Flush(); err != nil {
		t.Fatal(err)
	}
	for i := range s.ends {
		want := fmt.Sprint(i, long)
		if i < n {
			want = fmt.Sprint(i, long[:(i%7)*30_000])
		}
		if got, ok, err := s.get(i); got != want || !ok || err != nil {
			t.Fatalf("text %d: %d bytes, want %d, %v", i, len(got), len(want), err)
		}
	}
	if err := s.Close(); err != nil {
		t.Error(err)
	}
	if left, _ := os.ReadDir(dir); len(left) > 0 {
		t.Errorf("left behind: %v", left)
	}
}
