package sheet

import (
	"archive/zip"
	"bufio"
	"fmt"
	"os"
	"path/filepath"
	"testing"
	"time"

	"github.com/xuri/excelize/v2"
)

// bigFile writes a leads-like table of 12 columns and returns its path.
func bigFile(tb testing.TB, rows int) string {
	tb.Helper()
	f := excelize.NewFile()
	defer f.Close()
	s, err := f.NewStreamWriter("Sheet1")
	if err != nil {
		tb.Fatal(err)
	}
	style, err := f.NewStyle(&excelize.Style{NumFmt: 14})
	if err != nil {
		tb.Fatal(err)
	}
	day := time.Date(2025, 1, 1, 0, 0, 0, 0, time.UTC)
	for i := range rows {
		cell, _ := excelize.CoordinatesToCellName(1, i+1)
		err := s.SetRow(cell, []any{fmt.Sprintf("X%08d", i), fmt.Sprintf("第%d精密机械有限公司", i), "张三", 13800000000 + i, "a" + fmt.Sprint(i) + "@example.com",
			"展会", "广东省深圳市", "制造业", float64(i) * 1.25, "大", excelize.Cell{StyleID: style, Value: day.AddDate(0, 0, i%700)}, "备注：要报价，下周回电话"})
		if err != nil {
			tb.Fatal(err)
		}
	}
	if err := s.Flush(); err != nil {
		tb.Fatal(err)
	}
	path := filepath.Join(tb.TempDir(), "big.xlsx")
	if err := f.SaveAs(path); err != nil {
		tb.Fatal(err)
	}
	return path
}

func readBig(tb testing.TB, path string, rows int) {
	b, err := OpenFile(tb.Context(), path, "big.xlsx")
	if err != nil {
		tb.Fatal(err)
	}
	defer b.Close()
	if s := b.Sheets()[0]; s.Rows != rows || s.Last != rows || s.Columns != 12 {
		tb.Fatalf("%+v", s)
	}
	n := 0
	err = b.Rows(tb.Context(), "Sheet1", 1, func(row int, cells []string) error {
		if n++; row != n || cells[0] != fmt.Sprintf("X%08d", n-1) || cells[3] != fmt.Sprint(13800000000+n-1) || len(cells) != 12 {
			return fmt.Errorf("row %d: %q", row, cells)
		}
		return nil
	})
	if err != nil || n != rows {
		tb.Fatal(n, err)
	}
}

// bigShared writes the same amount of cells the way Excel saves them: every text in the shared table, here all distinct.
func bigShared(tb testing.TB, rows int) string {
	tb.Helper()
	path := filepath.Join(tb.TempDir(), "shared.xlsx")
	f, err := os.Create(path)
	if err != nil {
		tb.Fatal(err)
	}
	defer f.Close()
	z := zip.NewWriter(f)
	add := func(name string, write func(w *bufio.Writer)) {
		e, err := z.Create(name)
		if err != nil {
			tb.Fatal(err)
		}
		w := bufio.NewWriter(e)
		write(w)
		if err := w.Flush(); err != nil {
			tb.Fatal(err)
		}
	}
	for name, content := range without(without(parts(""), "xl/sharedStrings.xml"), "xl/worksheets/sheet1.xml") {
		add(name, func(w *bufio.Writer) { w.WriteString(content) })
	}
	add("xl/sharedStrings.xml", func(w *bufio.Writer) {
		w.WriteString(xmlHead + `<sst ` + nsMain + `>`)
		for i := range rows * 12 {
			fmt.Fprintf(w, "<si><t>第%d精密机械有限公司</t></si>", i)
		}
		w.WriteString("</sst>")
	})
	add("xl/worksheets/sheet1.xml", func(w *bufio.Writer) {
		w.WriteString(xmlHead + `<worksheet ` + nsMain + `><sheetData>`)
		for r := range rows {
			fmt.Fprintf(w, `<row r="%d">`, r+1)
			for c := range 12 {
				fmt.Fprintf(w, `<c r="%s%d" t="s"><v>%d</v></c>`, Letter(c+1), r+1, r*12+c)
			}
			w.WriteString("</row>")
		}
		w.WriteString("</sheetData></worksheet>")
	})
	if err := z.Close(); err != nil {
		tb.Fatal(err)
	}
	return path
}

func readShared(tb testing.TB, path string, rows int) {
	b, err := OpenFile(tb.Context(), path, "shared.xlsx")
	if err != nil {
		tb.Fatal(err)
	}
	defer b.Close()
	n := 0
	err = b.Rows(tb.Context(), "线索", 1, func(row int, cells []string) error {
		if n++; row != n || cells[11] != fmt.Sprintf("第%d精密机械有限公司", n*12-1) {
			return fmt.Errorf("row %d: %q", row, cells)
		}
		return nil
	})
	if err != nil || n != rows || b.Sheets()[0].Rows != rows {
		tb.Fatal(n, err)
	}
}

func TestBigFilesInLittleMemory(t *testing.T) {
	if testing.Short() {
		t.Skip("skipped: big files (short)")
	}
	const rows = 20_000
	for name, c := range map[string]struct {
		write func(testing.TB, int) string
		read  func(testing.TB, string, int)
	}{"texts in the cells": {bigFile, readBig}, "shared texts": {bigShared, readShared}} {
		path := c.write(t, rows)
		peak := peakMemory(t, func() { c.read(t, path, rows) })
		t.Logf("%s, %d rows: peak %d MB", name, rows, peak>>20)
		if peak > 64<<20 {
			t.Errorf("%s: took %d MB", name, peak>>20)
		}
	}
}

func BenchmarkRead200k(b *testing.B) {
	const rows = 200_000
	path := bigFile(b, rows)
	for b.Loop() {
		peak := peakMemory(b, func() { readBig(b, path, rows) })
		b.ReportMetric(float64(peak)/(1<<20), "peak-MB")
	}
	b.ReportMetric(2*rows*float64(b.N)/b.Elapsed().Seconds(), "rows/s")
}

func BenchmarkReadShared200k(b *testing.B) {
	const rows = 200_000
	path := bigShared(b, rows)
	for b.Loop() {
		peak := peakMemory(b, func() { readShared(b, path, rows) })
		b.ReportMetric(float64(peak)/(1<<20), "peak-MB")
	}
}
