package sheet

import (
	"archive/zip"
	"bytes"
	"encoding/binary"
	"fmt"
	"strings"
	"sync"
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"
	"golang.org/x/text/encoding/simplifiedchinese"
	"golang.org/x/text/encoding/unicode"

	"xiaoguan/base/fault"
)

// hostile is one file of the corpus: read as exactly want, or refused with the code.
type hostile struct {
	name  string
	file  string
	data  []byte
	want  []Row
	code  fault.Code
	sheet string // the place the fault must name
	row   int
	part  string
}

func must(b []byte, err error) []byte {
	if err != nil {
		panic(err)
	}
	return b
}

func xlsx(name, rows string, code fault.Code, row int) hostile {
	return hostile{name: name, file: "a.xlsx", data: zipped(parts(rows)), code: code, sheet: "线索", row: row, part: "xl/worksheets/sheet1.xml"}
}

func good(name, rows string, want ...Row) hostile {
	return hostile{name: name, file: "a.xlsx", data: zipped(parts(rows)), want: want}
}

func refused(name string, data []byte, code fault.Code) hostile {
	return hostile{name: name, file: "a.xlsx", data: data, code: code}
}

func csvFileCase(name string, data []byte, code fault.Code, row int) hostile {
	return hostile{name: name, file: "线索.csv", data: data, code: code, sheet: "线索", row: row}
}

func row(number int, cells ...string) Row { return Row{number, cells} }

var corpus = sync.OnceValue(makeCorpus)

func makeCorpus() []hostile {
	whole := zipped(parts(rows1))
	flagged := bytes.Clone(whole)
	for i := 0; ; i++ { // bit 0 of the flags in every directory entry: encrypted
		j := bytes.Index(flagged[i:], []byte("PK\x01\x02"))
		if j < 0 {
			break
		}
		i += j
		flagged[i+8] |= 1
	}
	many := map[string]string{}
	for i := range 2001 {
		many[fmt.Sprintf("xl/media/%d.txt", i)] = ""
	}
	ole := append([]byte("\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"), make([]byte, 1200)...)
	filler := bomb("xl/worksheets/sheet1.xml", xmlHead+`<worksheet `+nsMain+`><sheetData><row r="1"><c r="A1" t="inlineStr"><is><t>`, strings.Repeat("A", 1000), `</t></is></c></row></sheetData></worksheet>`, 300_000)
	spaces := bomb("xl/worksheets/sheet1.xml", xmlHead+`<worksheet `+nsMain+`><sheetData>`, "<!-- -->\n\n\n\n", `</sheetData></worksheet>`, 5_000_000)
	noSheet := func() map[string]string { return without(parts(""), "xl/worksheets/sheet1.xml") }
	gbk := must(simplifiedchinese.GBK.NewEncoder().Bytes([]byte("姓名,手机\n张三,13800138000\n李四镕,007\n")))
	gb4 := must(simplifiedchinese.GB18030.NewEncoder().Bytes([]byte("姓名,备注\n㐂𠮷,四字节\n")))
	u16 := must(unicode.UTF16(unicode.LittleEndian, unicode.UseBOM).NewEncoder().Bytes([]byte("姓名\t手机\r\n张三\t007\r\n")))
	u16be := must(unicode.UTF16(unicode.BigEndian, unicode.UseBOM).NewEncoder().Bytes([]byte("姓名\t手机\r\n张三\t007\r\n")))
	utf := strings.Repeat("张三,备注很长的一行\n", 20)
	sheet := sheetXML(rows1)
	swap := func(content string) []byte { return zipped(with(parts(""), "xl/worksheets/sheet1.xml", content)) }
	small := `<row r="1"><c r="A1"><v>1</v></c></row>`

	return []hostile{
		good("好文件", rows1, table1...),
		good("列的顺序乱", `<row r="3"><c r="C3"><v>3</v></c><c r="A3"><v>1</v></c><c r="B3"><v>2</v></c></row>`, row(3, "1", "2", "3")),
		good("没有行号和格号", `<row><c><v>1</v></c><c r="D1"><v>4</v></c><c><v>5</v></c></row><row/><row><c><v>9</v></c></row>`, row(1, "1", "", "", "4", "5"), row(3, "9")),
		good("空行和只有格式的行", `<row r="1"><c r="A1" s="1"/></row><row r="7"><c r="B7" t="inlineStr"><is><t>x</t></is></c><c r="C7" s="2"/></row><row r="9"><c r="A9" t="inlineStr"><is><t xml:space="preserve">  </t></is></c></row>`, row(7, "", "x")),
		good("最后一行", `<row r="1048576"><c r="XFD1048576"><v>1</v></c></row>`, row(1048576, append(make([]string, 16383), "1")...)),
		good("CDATA、注释和转义", `<row r="1"><!-- c --><c r="A1" t="inlineStr"><is><t><![CDATA[<a&b>]]></t></is></c><c r="B1" t="inlineStr"><is><t>&#20013;a_x000D__x000A_b_x005F_x0041__x0001_</t></is></c></row>`, row(1, "<a&b>", "中a\nb_x0041__x0001_")),
		{name: "反斜杠的条目名", file: "a.xlsx", data: zipped(func() map[string]string {
			p := map[string]string{}
			for k, v := range parts(rows1) {
				p[strings.ReplaceAll(k, "/", `\`)] = v
			}
			return p
		}()), want: table1},
		{name: "没有扩展名的 xlsx", file: "upload", data: whole, want: table1},

		refused("空文件", nil, ErrEmpty),
		refused("截断在一半", whole[:len(whole)/2], ErrZip),
		refused("截断最后一个字节", whole[:len(whole)-1], ErrZip),
		refused("只剩开头", whole[:40], ErrZip),
		refused("不是 zip", []byte("name,phone\n"), ErrZip),
		refused("空的 zip", zipped(nil), ErrKind),
		refused("普通 zip", zipped(map[string]string{"a.txt": "x"}), ErrKind),
		refused("PDF", []byte("%PDF-1.7\n..."), ErrKind),
		refused("HTML 冒充 xls", []byte("\n<html><table><tr><td>1</td></tr></table></html>"), ErrKind),
		refused("有密码", append(bytes.Clone(ole), utf16("EncryptedPackage")...), ErrEncrypted),
		refused("旧 xls", append(bytes.Clone(ole), utf16("Workbook")...), ErrOldExcel),
		refused("xlsb", zipped(with(parts(rows1), "_rels/.rels", strings.Replace(rootRels, "workbook.xml", "workbook.bin", 1))), ErrOldExcel),
		refused("条目加密", flagged, ErrEncrypted),
		refused("条目太多", zipped(many), ErrEntries),
		refused("../ 条目", zipped(with(parts(rows1), "../../etc/cron.d/x", "x")), ErrEntryName),
		refused("..\\ 条目", zipped(with(parts(rows1), `xl\..\..\x`, "x")), ErrEntryName),
		refused("绝对路径条目", zipped(with(parts(rows1), "/etc/x", "x")), ErrEntryName),
		refused("同名条目", zipped(with(parts(rows1), "XL/Worksheets/Sheet1.xml", sheet)), ErrEntryName),
		refused("300 MB 炸弹", zipped(noSheet(), filler), ErrBomb),
		refused("300 MB 炸弹，声明 1 MB", zipped(noSheet(), filler.declaring(4<<20)), ErrLong),
		refused("炸弹在不读的部分", zipped(parts(rows1), func() rawEntry { f := filler; f.name = "xl/media/a.png"; return f }()), ErrBomb),
		refused("注释炸弹，声明 7 MB", zipped(noSheet(), spaces.declaring(7<<20)), ErrXML),
		refused("zip64 声明 2^62", zipped(parts(rows1), rawEntry{name: "x", packed: []byte{3, 0}, packedSize: 2, size: 1 << 62}), ErrBomb),
		refused("zip64 压缩后大于文件", zipped(parts(rows1), rawEntry{name: "x", packed: []byte{3, 0}, packedSize: 1 << 40, size: 10}), ErrZip),
		refused("压缩流断了", zipped(noSheet(), func() rawEntry {
			e := bomb("xl/worksheets/sheet1.xml", sheet, "", "", 0)
			e.packed = e.packed[:len(e.packed)/2]
			e.packedSize = uint64(len(e.packed))
			return e
		}()), ErrCut),
		refused("校验和不对", zipped(noSheet(), func() rawEntry {
			e := bomb("xl/worksheets/sheet1.xml", sheet, "", "", 0)
			e.crc++
			return e
		}()), ErrXML),
		refused("缺工作表", zipped(noSheet()), ErrPart),
		refused("缺共享字符串", zipped(without(parts(rows1), "xl/sharedStrings.xml")), ErrPart),
		refused("共享字符串断了", zipped(with(parts(rows1), "xl/sharedStrings.xml", strings1[:len(strings1)-20])), ErrCut),
		refused("没有工作表", zipped(with(parts(rows1), "xl/workbook.xml", strings.Replace(workbook1, `<sheet name="线索" sheetId="1" r:id="rId1"/>`, "", 1))), ErrNoTable),
		refused("两张表同一部分", zipped(with(parts(rows1), "xl/workbook.xml", strings.Replace(workbook1, "</sheets>", `<sheet name="b" sheetId="2" r:id="rId1"/></sheets>`, 1))), ErrXML),
		refused("样式里的实体", zipped(with(parts(rows1), "xl/styles.xml", strings.Replace(styles1, "164", "&x;", 1))), ErrXML),

		{name: "XML 截断在行中", file: "a.xlsx", data: swap(sheet[:strings.Index(sheet, "13800")]), code: ErrCut, sheet: "线索", row: 2, part: "xl/worksheets/sheet1.xml"},
		{name: "XML 截断在最后", file: "a.xlsx", data: swap(strings.TrimSuffix(sheet, "</worksheet>")), code: ErrCut, sheet: "线索", part: "xl/worksheets/sheet1.xml"},
		{name: "末尾多出内容", file: "a.xlsx", data: swap(sheet + "<x/>"), code: ErrXML, sheet: "线索"},
		{name: "末尾多出文字", file: "a.xlsx", data: swap(sheet + "x"), code: ErrXML, sheet: "线索"},
		{name: "空的部分", file: "a.xlsx", data: swap(""), code: ErrCut, sheet: "线索"},
		{name: "没有 sheetData", file: "a.xlsx", data: swap(xmlHead + `<worksheet/>`), code: ErrXML, sheet: "线索"},
		{name: "两个 sheetData", file: "a.xlsx", data: swap(xmlHead + `<worksheet><sheetData/><sheetData/></worksheet>`), code: ErrXML, sheet: "线索"},
		{name: "不是工作表", file: "a.xlsx", data: swap(xmlHead + `<html><sheetData/></html>`), code: ErrXML, sheet: "线索"},
		{name: "DTD 读文件", file: "a.xlsx", data: swap(strings.Replace(sheet, "<worksheet", `<!DOCTYPE w [<!ENTITY f SYSTEM "file:///etc/passwd">]><worksheet`, 1)), code: ErrDTD, sheet: "线索"},
		{name: "十亿个笑", file: "a.xlsx", data: swap(strings.Replace(sheet, "<worksheet", `<!DOCTYPE w [<!ENTITY a "haha"><!ENTITY b "&a;&a;&a;&a;">]><worksheet`, 1)), code: ErrDTD, sheet: "线索"},
		{name: "声明为 GBK 的 XML", file: "a.xlsx", data: swap(strings.Replace(sheet, "UTF-8", "GBK", 1)), code: ErrXML, sheet: "线索"},
		{name: "嵌套太深", file: "a.xlsx", data: swap(strings.Replace(sheet, "<pageMargins", strings.Repeat("<a>", 100_000)+"<pageMargins", 1)), code: ErrXML, sheet: "线索"},
		xlsx("中间标签不配", small+`<row r="2"><c r="A2"><v>1</x></c></row>`, ErrXML, 2),
		xlsx("坏实体", small+`<row r="2"><c r="A2" t="inlineStr"><is><t>a&nbsp;b</t></is></c></row>`, ErrXML, 2),
		xlsx("控制字符", small+"<row r=\"2\"><c r=\"A2\" t=\"inlineStr\"><is><t>a\x01b</t></is></c></row>", ErrXML, 2),
		xlsx("不是 UTF-8", small+"<row r=\"2\"><c r=\"A2\" t=\"inlineStr\"><is><t>a\xffb</t></is></c></row>", ErrXML, 2),
		xlsx("行号 2147483647", small+`<row r="2147483647"><c><v>1</v></c></row>`, ErrRowNumber, 1),
		xlsx("行号 1048577", small+`<row r="1048577"><c><v>1</v></c></row>`, ErrRowNumber, 1),
		xlsx("行号 -1", small+`<row r="-1"><c><v>1</v></c></row>`, ErrRowNumber, 1),
		xlsx("行号 0", `<row r="0"><c><v>1</v></c></row>`, ErrRowNumber, 0),
		xlsx("行号不是数", small+`<row r="2x"><c><v>1</v></c></row>`, ErrRowNumber, 1),
		xlsx("行号溢出", small+`<row r="18446744073709551618"><c><v>1</v></c></row>`, ErrRowNumber, 1),
		xlsx("行号重复", small+small, ErrRowNumber, 1),
		xlsx("行号变小", `<row r="5"/><row r="3"/>`, ErrRowNumber, 5),
		xlsx("格子在别的行", `<row r="5"><c r="A6"><v>1</v></c></row>`, ErrCell, 5),
		xlsx("格子重复", `<row r="5"><c r="A5"><v>1</v></c><c r="A5"><v>2</v></c></row>`, ErrCell, 5),
		xlsx("属性重复", `<row r="5"><c r="A5" r="B5"><v>1</v></c></row>`, ErrXML, 5),
		xlsx("列超出", `<row r="5"><c r="XFE5"><v>1</v></c></row>`, ErrWide, 5),
		xlsx("格号读不懂", `<row r="5"><c r="5A"><v>1</v></c></row>`, ErrCell, 5),
		xlsx("共享字符串越界", `<row r="5"><c r="A5" t="s"><v>3</v></c></row>`, ErrCell, 5),
		xlsx("数字格里是文字", `<row r="5"><c r="A5"><v>NaN</v></c></row>`, ErrCell, 5),
		xlsx("未知类型", `<row r="5"><c r="A5" t="zz"><v>1</v></c></row>`, ErrCell, 5),
		xlsx("一格 2 MB", `<row r="5"><c r="A5" t="inlineStr"><is><t>`+strings.Repeat("长abc", 400_000)+`</t></is></c></row>`, ErrLong, 5),
		xlsx("一格 2 MB，分成许多段", `<row r="5"><c r="A5" t="inlineStr"><is>`+strings.Repeat("<r><t>长abc长abc长abc</t></r>", 100_000)+`</is></c></row>`, ErrLong, 5),

		{name: "GBK CSV", file: "线索.csv", data: gbk, want: []Row{row(1, "姓名", "手机"), row(2, "张三", "13800138000"), row(3, "李四镕", "007")}},
		{name: "GB18030 四字节", file: "线索.csv", data: gb4, want: []Row{row(1, "姓名", "备注"), row(2, "㐂𠮷", "四字节")}},
		{name: "UTF-16LE", file: "线索.txt", data: u16, want: []Row{row(1, "姓名", "手机"), row(2, "张三", "007")}},
		{name: "UTF-16BE", file: "线索.txt", data: u16be, want: []Row{row(1, "姓名", "手机"), row(2, "张三", "007")}},
		{name: "BOM、CRLF、空行、引号里换行", file: "线索.csv", data: []byte("\xef\xbb\xbf姓名,备注\r\n\r\n张三,\"第一行\r\n第二行,\"\"好\"\"\"\r\n李四,\"\"\r\n"), want: []Row{row(1, "姓名", "备注"), row(3, "张三", "第一行\n第二行,\"好\""), row(4, "李四", "")}},
		{name: "单独的 CR 换行", file: "线索.csv", data: []byte("a,b\r1,2\r3,4"), want: []Row{row(1, "a", "b"), row(2, "1", "2"), row(3, "3", "4")}},
		{name: "长短不一", file: "线索.csv", data: []byte("a,b\n1\n1,2,3\n"), want: []Row{row(1, "a", "b"), row(2, "1"), row(3, "1", "2", "3")}},
		{name: "sep= 行、分号、等号引号", file: "线索.csv", data: []byte("sep=;\r\na;b\r\n=\"00123\";1,5\r\n5\" 管;x\"y\r\n"), want: []Row{row(1, "a", "b"), row(2, "00123", "1,5"), row(3, "5\" 管", "x\"y")}},
		{name: "xls 名字的制表符文本", file: "线索.xls", data: []byte("a\tb\n1,2\t3\n"), want: []Row{row(1, "a", "b"), row(2, "1,2", "3")}},
		csvFileCase("没收尾的引号", []byte("a,b\n1,\"没收尾\n2,3\n4,5\n"), ErrQuote, 2),
		csvFileCase("没收尾的引号，后面又有引号", []byte("a,b\n1,\"没收尾\n2,\"x\"\n4,5\n"), ErrQuote, 2),
		csvFileCase("没收尾的引号，后面 3 MB", []byte("a,b\n1,\"没收尾\n"+strings.Repeat("2,3\n", 800_000)), ErrQuote, 2),
		csvFileCase("引号后有字", []byte("a,b\n1,\"x\"y\n"), ErrQuote, 2),
		csvFileCase("空字符", []byte("a,b\n1,2\n3,\x004\n"), ErrNUL, 3),
		csvFileCase("没有标记的 UTF-16", u16[2:], ErrNUL, 2),
		csvFileCase("UTF-16 断在半个字", u16[:len(u16)-5], ErrEncoding, 2),
		csvFileCase("有标记却不是 UTF-8", []byte("\xef\xbb\xbfa,b\n1,\xff\n"), ErrEncoding, 0),
		csvFileCase("UTF-8 里一个坏字节", []byte(utf+"\xe5\xbc\n"+utf), ErrEncoding, 0),
		csvFileCase("什么编码都不是", []byte("a,b\n1,\xff\xff\n"), ErrEncoding, 2),
		csvFileCase("列太多", []byte("a,b\n"+strings.Repeat(",", 20_000)+"\n"), ErrWide, 2),
		csvFileCase("一格 2 MB", []byte("a,b\n"+strings.Repeat("长", 700_000)+",1\n"), ErrLong, 2),
		{name: "二进制冒充 CSV", file: "a.csv", data: []byte("\x7fELF\x02\x01\x01\x00\x00"), code: ErrNUL},
	}
}

// 每个文件要么完整准确地读出来，要么说清楚坏在哪里；不崩溃，不多占内存，不花太久。
func TestHostileCorpus(t *testing.T) {
	files := corpus()
	if len(files) < 25 {
		t.Fatalf("the corpus has only %d files", len(files))
	}
	for _, c := range files {
		t.Run(c.name, func(t *testing.T) {
			var rows []Row
			var err error
			start := time.Now()
			peak := peakMemory(t, func() { _, rows, err = readAll(c.data, c.file) })
			if limit := int64(40 << 20); peak > limit {
				t.Errorf("took %d MB", peak>>20)
			}
			if took := time.Since(start); took > 5*time.Second {
				t.Errorf("took %v", took)
			}
			if c.code.Name == "" {
				if err != nil {
					t.Fatal(err)
				}
				if d := cmp.Diff(c.want, rows); d != "" {
					t.Fatal(d)
				}
				return
			}
			checkRefusal(t, c, err)
			if len(rows) != 0 {
				t.Errorf("rows came out before the refusal: %v", rows)
			}
		})
	}
}

func checkRefusal(t *testing.T, c hostile, err error) {
	t.Helper()
	f, ok := fault.Of(err)
	if !ok {
		t.Fatalf("no fault but %v", err)
	}
	if f.Code.Name != c.code.Name {
		t.Fatalf("want %s, got %v", c.code.Name, err)
	}
	if text := f.Text(); strings.ContainsAny(text.ZH+text.EN, "{}\x00") || len(text.ZH) > 600 {
		t.Errorf("message not filled in or too long: %q", text.ZH)
	}
	if c.sheet == "" && c.part == "" {
		return
	}
	p, ok := PlaceOf(err)
	if !ok || p.Sheet != c.sheet || p.Row != c.row || c.part != "" && p.Part != c.part {
		t.Errorf("place %+v, want sheet %q row %d part %q", p, c.sheet, c.row, c.part)
	}
	if c.part != "" && p.Offset == 0 {
		t.Errorf("no offset: %+v", p)
	}
}

// 存储里的文件比登记的短，不会当作读完了。
func TestShorterThanSaid(t *testing.T) {
	for name, data := range map[string][]byte{"a.csv": []byte("a,b\n1,2\n"), "a.xlsx": zipped(parts(rows1))} {
		if _, err := Open(t.Context(), bytes.NewReader(data), int64(len(data))+1, name); !ErrCut.Is(err) {
			t.Errorf("%s: %v", name, err)
		}
	}
}

// 炸弹只读很少的字节就拒绝。
func TestBombReadsLittle(t *testing.T) {
	if testing.Short() {
		t.Skip("skipped: a bound of time (short)")
	}
	e := bomb("xl/worksheets/sheet1.xml", xmlHead+`<worksheet `+nsMain+`><sheetData>`, "<row/>", `</sheetData></worksheet>`, 60_000_000)
	data := zipped(without(parts(""), "xl/worksheets/sheet1.xml"), e)
	t.Logf("%d MB in %d kB", e.size>>20, len(data)>>10)
	for _, declared := range []uint64{e.size, 10 << 20, 1 << 10} {
		c := &counting{r: bytes.NewReader(zipped(without(parts(""), "xl/worksheets/sheet1.xml"), e.declaring(declared)))}
		start := time.Now()
		_, err := Open(t.Context(), c, int64(len(data)), "a.xlsx")
		if err == nil {
			t.Fatalf("declared %d: taken", declared)
		}
		if limit := int64(200 << 10); c.n > limit || time.Since(start) > 3*time.Second {
			t.Errorf("declared %d: %d bytes read in %v", declared, c.n, time.Since(start))
		}
		t.Logf("declared %d: %d bytes read, %v", declared, c.n, err)
	}
}

// 目录说谎：声明 3 个条目，实际 3 万个。
func TestDirectoryLies(t *testing.T) {
	var b bytes.Buffer
	z := zip.NewWriter(&b)
	for i := range 30_000 {
		if _, err := z.CreateHeader(&zip.FileHeader{Name: fmt.Sprintf("%060d", i)}); err != nil {
			t.Fatal(err)
		}
	}
	if err := z.Close(); err != nil {
		t.Fatal(err)
	}
	data := b.Bytes()
	end := bytes.LastIndex(data, []byte("PK\x05\x06"))
	binary.LittleEndian.PutUint16(data[end+8:], 3)
	binary.LittleEndian.PutUint16(data[end+10:], 3)
	c := &counting{r: bytes.NewReader(data)}
	if _, err := Open(t.Context(), c, int64(len(data)), "a.xlsx"); !ErrEntries.Is(err) {
		t.Fatal(err)
	}
	if c.n > directoryBytes {
		t.Errorf("%d bytes read", c.n)
	}
}

// 在每一个字节处截断，都不会悄悄变短。
func TestCutAtEveryByte(t *testing.T) {
	whole := zipped(parts(rows1))
	for n := range whole {
		if _, rows, err := readAll(whole[:n], "a.xlsx"); err == nil {
			t.Fatalf("cut at %d of %d: read %v", n, len(whole), rows)
		} else if _, ok := fault.Of(err); !ok {
			t.Fatalf("cut at %d: no fault but %v", n, err)
		}
	}
	for _, part := range []string{"xl/worksheets/sheet1.xml", "xl/sharedStrings.xml", "xl/styles.xml", "xl/workbook.xml", "_rels/.rels"} {
		content := parts(rows1)[part]
		for n := range len(content) {
			data := zipped(with(parts(rows1), part, content[:n]))
			if _, rows, err := readAll(data, "a.xlsx"); err == nil {
				t.Fatalf("%s cut at %d of %d: read %v", part, n, len(content), rows)
			} else if _, ok := fault.Of(err); !ok {
				t.Fatalf("%s cut at %d: no fault but %v", part, n, err)
			}
		}
	}
}

// 任何一个字节被换掉：要么拒绝，要么行数不变。
func TestEveryByteReplaced(t *testing.T) {
	content := sheetXML(rows1)
	for n := range len(content) {
		for _, b := range []byte{'<', '&', '>', 0x01, 0xff, '"', '/'} {
			damaged := content[:n] + string([]byte{b}) + content[n+1:]
			_, rows, err := readAll(zipped(with(parts(rows1), "xl/worksheets/sheet1.xml", damaged)), "a.xlsx")
			if _, ok := fault.Of(err); err != nil && !ok {
				t.Fatalf("%q at %d: no fault but %v", b, n, err)
			}
			if err == nil && len(rows) != len(table1) {
				t.Fatalf("%q at %d: %v\n%s", b, n, rows, damaged)
			}
		}
	}
}

func FuzzOpen(f *testing.F) {
	for _, c := range corpus() {
		if len(c.data) < 20_000 {
			f.Add(c.data, c.file)
		}
	}
	f.Fuzz(func(t *testing.T, data []byte, name string) {
		_, rows, err := readAll(data, name, WithLimits(Limits{Total: 16 << 20}))
		if _, ok := fault.Of(err); err != nil && !ok {
			t.Fatalf("no fault but %v after %d rows", err, len(rows))
		}
	})
}
