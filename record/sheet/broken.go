package sheet

import (
	"archive/zip"
	"compress/flate"
	"encoding/xml"
	"errors"
	"fmt"
	"io"
	"strings"

	"xiaoguan/base/fault"
)

// The faults of a file that cannot be taken. Most of them end with the place of the break.
var (
	ErrEmpty     = fault.Declare("sheet.empty", fault.Invalid, "文件是空的，里面一个字节也没有", "The file is empty: it holds no bytes")
	ErrKind      = fault.Declare("sheet.kind", fault.Invalid, "这不是表格文件（看起来是 {kind}），请上传 xlsx 或 CSV", "This is not a table (it looks like {kind}); please upload xlsx or CSV")
	ErrEncrypted = fault.Declare("sheet.encrypted", fault.Invalid, "文件有打开密码，请去掉密码后另存再上传", "The file has a password to open; save it without the password and upload it again")
	ErrOldExcel  = fault.Declare("sheet.old_excel", fault.Invalid, "这是旧格式（xls 或 xlsb），请在 Excel 或 WPS 里另存为 xlsx", "This is an older or binary Excel format (xls or xlsb); save it as xlsx")
	ErrZip       = fault.Declare("sheet.zip", fault.Invalid, "xlsx 文件不完整或已损坏（{why}），请重新导出或重新上传", "The xlsx file is incomplete or damaged ({why}); export or upload it again")
	ErrEntries   = fault.Declare("sheet.entries", fault.TooLarge, "xlsx 里的条目太多，最多 {limit} 个", "The xlsx holds too many entries, at most {limit}")
	ErrSheets    = fault.Declare("sheet.sheets", fault.TooLarge, "工作表太多，最多 {limit} 张", "Too many worksheets, at most {limit}")
	ErrEntryName = fault.Declare("sheet.entry_name", fault.Invalid, "xlsx 里有不允许的条目名：{name}", "The xlsx holds an entry name that is not allowed: {name}")
	ErrBomb      = fault.Declare("sheet.bomb", fault.TooLarge, "文件解压后太大（{part}），不予读取", "The file unpacks to far too much ({part}) and is not read")
	ErrPart      = fault.Declare("sheet.part", fault.Invalid, "xlsx 缺少必要的部分：{part}", "The xlsx lacks a part it needs: {part}")
	ErrNoTable   = fault.Declare("sheet.no_table", fault.Invalid, "文件里没有工作表", "The file holds no worksheet")
	ErrNoSheet   = fault.Declare("sheet.no_sheet", fault.Invalid, "没有名为「{sheet}」的工作表", "There is no worksheet named “{sheet}”")

	ErrCut       = fault.Declare("sheet.cut", fault.Invalid, "文件在这里断掉了，后面的内容缺失", "The file breaks off here; what follows is missing")
	ErrXML       = fault.Declare("sheet.xml", fault.Invalid, "文件内容在这里损坏（{why}）", "The content of the file is damaged here ({why})")
	ErrDTD       = fault.Declare("sheet.dtd", fault.Invalid, "文件里有 DTD 或实体定义，不允许", "The file holds a DTD or entity definitions, which is not allowed")
	ErrRowNumber = fault.Declare("sheet.row_number", fault.Invalid, "行号不对：{value}，应为 1 到 1048576 的整数，并逐行变大", "Wrong row number {value}; it must be a whole number from 1 to 1048576, larger than the one before")
	ErrCell      = fault.Declare("sheet.cell", fault.Invalid, "单元格读不懂：{why}", "A cell cannot be read: {why}")
	ErrLong      = fault.Declare("sheet.long", fault.TooLarge, "一格、一行或一段内容太长，最多 {limit} 字节", "A cell, a row or a piece of content is too long, at most {limit} bytes")
	ErrWide      = fault.Declare("sheet.wide", fault.TooLarge, "列太多，最多 16384 列", "Too many columns, at most 16384")
	ErrQuote     = fault.Declare("sheet.quote", fault.Invalid, "这里开始的引号没有正确收尾，请检查这一格的双引号", "The quote that opens here is not closed properly; check the double quotes of this cell")
	ErrNUL       = fault.Declare("sheet.nul", fault.Invalid, "这里有空字符（NUL），不是文本文件，或是没有标记的 UTF-16", "There is a NUL character here: not a text file, or UTF-16 without its mark")
	ErrEncoding  = fault.Declare("sheet.encoding", fault.Invalid, "这里的字符编码不对（按 {encoding} 读），请另存为 UTF-8 再上传", "The characters here are not valid {encoding}; save the file as UTF-8 and upload it again")
)

// Place says where in a file something is. Unknown parts are zero.
type Place struct {
	Part   string `json:"part,omitempty"`  // name inside the xlsx
	Sheet  string `json:"sheet,omitempty"` // worksheet, or the CSV file
	Row    int    `json:"row,omitempty"`
	Column int    `json:"column,omitempty"` // 1-based
	Line   int    `json:"line,omitempty"`   // CSV: line in the file, differs from Row when cells hold line breaks
	Offset int64  `json:"offset"`           // bytes from the start of the unpacked part, or of the CSV file; -1 when not known
}

// text is the place as the tail of a sentence.
func (p Place) text() fault.Text {
	var zh, en []string
	add := func(z, e string, a any) {
		zh, en = append(zh, fmt.Sprintf(z, a)), append(en, fmt.Sprintf(e, a))
	}
	if p.Sheet != "" {
		add("工作表「%s」", "worksheet “%s”", p.Sheet)
	}
	if p.Row > 0 {
		add("第 %d 行", "row %d", p.Row)
	}
	if p.Column > 0 {
		add("%s 列", "column %s", Letter(p.Column))
	}
	if p.Line > 0 && p.Line != p.Row {
		add("文件第 %d 行", "line %d of the file", p.Line)
	}
	if p.Part != "" {
		add("%s", "%s", p.Part)
	}
	if p.Offset >= 0 {
		add("第 %d 字节附近", "near byte %d", p.Offset)
	}
	return fault.Text{ZH: "（" + strings.Join(zh, "，") + "）", EN: " (" + strings.Join(en, ", ") + ")"}
}

// at makes the fault of the code at a place: the place ends the sentence and is data for programs.
func at(code fault.Code, p Place, a fault.Args, cause error) *fault.Fault {
	f := because(code, a, cause)
	tail := p.text()
	f.Code.Text = fault.Text{ZH: f.Code.Text.ZH + tail.ZH, EN: f.Code.Text.EN + tail.EN}
	return f.With("place", p)
}

// because makes the fault of the code; arguments that are texts are said in each language.
func because(code fault.Code, a fault.Args, cause error) *fault.Fault {
	for name, value := range a {
		if t, ok := value.(fault.Text); ok {
			code.Text.ZH = strings.ReplaceAll(code.Text.ZH, "{"+name+"}", t.ZH)
			code.Text.EN = strings.ReplaceAll(code.Text.EN, "{"+name+"}", t.EN)
		}
	}
	return code.Wrap(cause, a)
}

// damage says in both languages what an XML decoder or an unpacker complains about.
func damage(said string) fault.Text {
	for _, known := range [][2]string{
		{"entity", "有不认识的实体"}, {"illegal character", "有不允许的控制字符"}, {"UTF-8", "有不是 UTF-8 的字符"}, {"encoding", "声明了 UTF-8 以外的编码"},
		{"checksum", "校验和不对"}, {"not a valid zip", "压缩内容与声明不符"}, {"corrupt", "压缩内容损坏"}, {"algorithm", "压缩方法不支持"},
	} {
		if strings.Contains(said, known[0]) {
			return fault.Text{ZH: known[1], EN: said}
		}
	}
	return fault.Text{ZH: "标签写法不对", EN: said}
}

// PlaceOf is the place a fault of this package names, if it names one.
func PlaceOf(err error) (Place, bool) {
	f, ok := fault.Of(err)
	if !ok {
		return Place{}, false
	}
	p, ok := f.Data["place"].(Place)
	return p, ok
}

func args(pairs ...any) fault.Args {
	a := fault.Args{}
	for i := 0; i+1 < len(pairs); i += 2 {
		a[pairs[i].(string)] = pairs[i+1]
	}
	return a
}

// readFault turns what a decoder, an unpacker or the disk said into a fault at the place. Faults pass as they are; an
// error that does not speak of the content (the disk, a cancelled context) stays what it is.
func readFault(err error, p Place) error {
	if f, ok := fault.Of(err); ok {
		if _, placed := PlaceOf(err); placed {
			return err
		}
		return at(f.Code, p, f.Args, nil) // stopped by a limit further down, which knows no place
	}
	var syntax *xml.SyntaxError
	var corrupt flate.CorruptInputError
	switch {
	case errors.As(err, &syntax) && strings.Contains(syntax.Msg, "unexpected EOF"), errors.Is(err, io.ErrUnexpectedEOF), errors.Is(err, io.EOF):
		return at(ErrCut, p, nil, err)
	case errors.As(err, &syntax):
		return at(ErrXML, p, args("why", damage(syntax.Msg)), err)
	case errors.As(err, &corrupt), errors.Is(err, zip.ErrFormat), errors.Is(err, zip.ErrChecksum), errors.Is(err, zip.ErrAlgorithm):
		return at(ErrXML, p, args("why", damage(strings.TrimPrefix(err.Error(), "zip: "))), err)
	case strings.HasPrefix(err.Error(), "xml: "): // a declared encoding that is not UTF-8, a wrong version
		return at(ErrXML, p, args("why", damage(strings.TrimPrefix(err.Error(), "xml: "))), err)
	}
	return err
}
