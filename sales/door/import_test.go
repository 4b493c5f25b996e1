package door_test

import (
	"bytes"
	"fmt"
	"net/http/httptest"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"
	"github.com/xuri/excelize/v2"
	"golang.org/x/text/encoding/simplifiedchinese"

	"xiaoguan/base/id"
	"xiaoguan/web"
)

const twelve = `
公司名称|联系人|职务|手机号|邮箱|来源|城市|所属行业|预算|意向度|标签|备注|内部代号
宁波拓森汽车零部件有限公司|王芳|采购经理|13800138001|fang@example.com|展会|宁波|汽配|60万|大|压铸,重点|急|K1
苏州华东精工有限公司|李强||0512-68881234||Google|苏州|机械|1,234.5|一般|||K2
宁波拓森汽车零部件（有限）公司|赵六||13800138003||google||||小|华东||K3
|||||百度||||||只有来源|
杭州云栖科技有限公司|钱七||12345678901|not-a-mail|展会|杭州|软件|六十万||||K5
`

func TestImportOfAWorkbook(t *testing.T) {
	each(t, func(t *testing.T, h *house) {
		im := h.upload(t, h.boss, "线索.xlsx", book(t, table(twelve)), id.ID{}, 201)
		want := map[string]string{"A": "name", "B": "contact_name", "C": "contact_title", "D": "phone", "E": "email", "F": "source", "G": "region", "H": "industry",
			"I": "expected_amount", "J": "chance", "K": "tags", "L": "note", "M": "custom:内部代号"}
		if diff := cmp.Diff(want, columns(im)); diff != "" {
			t.Fatal(diff)
		}
		if im["state"] != "ready" || im["rows"] != 5.0 || im["header_row"] != 1.0 || im["mode_id"] != h.b2b.String() || h.leadCount(t) != 0 {
			t.Fatalf("uploaded: %v", im)
		}
		if text := fmt.Sprint(im); strings.Contains(text, "13800138001") || strings.Contains(text, "fang@example.com") {
			t.Error("a sample or the preview shows a whole phone or address")
		}
		sample := im["sample"].(object)
		if sample["created"] != 2.0 || sample["merged"] != 1.0 || sample["failed"] != 2.0 {
			t.Errorf("foreseen: %v", sample)
		}
		first := im["preview"].([]any)[0].(object)
		if v := first["values"].(object); first["verdict"] != "新建" || v["expected_amount"] != "600000.00" || v["chance"] != "大" || v["phone"] != "138****8001" {
			t.Errorf("first row: %v", first)
		}
		done := h.run(t, h.boss, im)
		counts(t, done, 5, 2, 1, 0, 2)
		if n := len(done["problems"].([]any)); n != 4 {
			t.Errorf("%d problems, want 4: %v", n, done["problems"])
		}
		if n := h.number(t, "SELECT count(*) FROM lead WHERE org_id = ? AND name = '宁波拓森汽车零部件有限公司' AND expected_amount = 60000000 AND chance = 'large' AND tags = '华东,压铸,重点' AND source = '展会'"); n != 1 {
			t.Error("the first row is not as written")
		}
		if n := h.number(t, "SELECT count(*) FROM lead_tag WHERE org_id = ?"); n != 3 {
			t.Errorf("%d tags", n)
		}
		if n := h.number(t, "SELECT count(DISTINCT act_id) FROM journal_entry WHERE org_id = ? AND kind = 'lead.created'"); n != 1 {
			t.Errorf("one act a chunk: %d", n)
		}
		for _, kind := range []string{"import.started", "import.finished"} {
			if n := h.number(t, "SELECT count(*) FROM journal_entry WHERE org_id = ? AND kind = ?", kind); n != 1 {
				t.Errorf("%s: %d entries", kind, n)
			}
		}
		again := h.run(t, h.boss, h.upload(t, h.boss, "线索.xlsx", book(t, table(twelve)), id.ID{}, 201))
		counts(t, again, 5, 0, 3, 0, 2)
		h.problemFile(t, done)
	})
}

// problemFile reads the error file: each problem with its place, and the rows to mend.
func (h *house) problemFile(t *testing.T, im object) {
	t.Helper()
	path := "/imports/" + im["id"].(string) + "/errors.xlsx"
	w := h.send(t, h.boss, httptest.NewRequest("GET", web.Prefix+path, nil), 200)
	if d := w.Header().Get("Content-Disposition"); !strings.Contains(d, "filename*=utf-8''") {
		t.Errorf("disposition %q", d)
	}
	f, err := excelize.OpenReader(bytes.NewReader(w.Body.Bytes()))
	if err != nil {
		t.Fatal(err)
	}
	defer f.Close()
	list, err := f.GetRows("问题")
	if err != nil {
		t.Fatal(err)
	}
	want := [][]string{
		{"工作表", "行", "列", "列名", "内容", "问题", "应为"},
		{"Sheet1", "5", "", "", "", "公司、联系人、电话至少填一个", "例如 宁波拓森汽车零部件有限公司"},
		{"Sheet1", "6", "D", "手机号", "12345678901", "不是电话号码", "一格一个号码，例如 13800138000 或 0512-68881234"},
		{"Sheet1", "6", "E", "邮箱", "not-a-mail", "不是邮箱地址", "例如 wang@example.com"},
		{"Sheet1", "6", "I", "预算", "六十万", "不是金额", "写成数字，可带千分位和单位，例如 1234.56、1,234.56、60万、3.2万元"},
	}
	if diff := cmp.Diff(want, list); diff != "" {
		t.Error(diff)
	}
	mend, err := f.GetRows("待修正的行")
	if err != nil {
		t.Fatal(err)
	}
	rows := table(twelve)
	if len(mend) != 3 || mend[2][0] != rows[5][0] || mend[2][12] != "K5" || mend[2][13] != "6" || mend[0][0] != "公司名称" {
		t.Errorf("rows to mend: %v", mend)
	}
	// What is mended goes in by the same door.
	mend[2][3], mend[2][4], mend[2][8] = "13800138009", "", "60万"
	im = h.run(t, h.boss, h.upload(t, h.boss, "改好.xlsx", book(t, [][]string{mend[0], mend[2]}), id.ID{}, 201))
	counts(t, im, 1, 1, 0, 0, 0)
}

func TestImportOfGB18030WithHandMapping(t *testing.T) {
	each(t, func(t *testing.T, h *house) {
		text := "甲,乙,丙,丁,戊\n宁波甲有限公司,C-1,是,张伟,03/04/2026\n宁波乙有限公司,C-2,跑了,没有这人,13/04/2026\n宁波丙有限公司,C-3,,,2026年4月5日\n"
		content, err := simplifiedchinese.GB18030.NewEncoder().String(text)
		if err != nil {
			t.Fatal(err)
		}
		im := h.upload(t, h.manager, "x.csv", []byte(content), id.ID{}, 201)
		if im["encoding"] != "gb18030" || columns(im)["B"] != "custom:乙" {
			t.Fatalf("uploaded: %v", im)
		}
		path := "/imports/" + im["id"].(string)
		im = h.do(t, h.manager, "PATCH", path, object{"mapping": []object{{"column": "A", "field": "name"}, {"column": "B", "field": "external_id"}, {"column": "C", "field": "outcome"},
			{"column": "D", "field": "owner"}, {"column": "E", "field": "intake_day", "format": "dmy"}}, "duplicates": "skip", "match": "no"}, 200)
		if diff := cmp.Diff(object{"是": "won"}, im["state_map"].(object)); diff != "" {
			t.Error(diff)
		}
		if s := im["sample"].(object); s["failed"] != 1.0 || s["created"] != 2.0 || h.leadCount(t) != 0 {
			t.Errorf("foreseen: %v", s)
		}
		h.do(t, h.manager, "PATCH", path, object{"mapping": []object{{"column": "Z", "field": "name"}, {"column": "A", "field": "nonsense"}}}, 422)
		h.do(t, h.manager, "PATCH", path, object{"state_map": object{"是": "maybe"}}, 422)
		h.do(t, h.manager, "PATCH", path, object{"header_row": 99}, 422)
		im = h.do(t, h.manager, "PATCH", path, object{"state_map": object{"是": "won", "跑了": "lost"}}, 200)
		done := h.run(t, h.manager, im)
		counts(t, done, 3, 2, 0, 0, 1)
		if p := done["problems"].([]any)[0].(object); p["message"] != "没有这位同事" || p["column"] != "D" || p["row"] != 3.0 || p["value"] != "没有这人" {
			t.Errorf("problem: %v", p)
		}
		if n := h.number(t, "SELECT count(*) FROM lead WHERE org_id = ? AND state = 'won' AND owner_id = ? AND intake_day = '2026-04-03' AND won_day = '2026-04-03'", h.seller.Member); n != 1 {
			t.Error("the won lead is not as written")
		}
		h.do(t, h.manager, "PATCH", path, object{"match": "no"}, 409)
		h.do(t, h.manager, "POST", path+"/start", nil, 409)
		h.do(t, h.manager, "POST", path+"/cancel", nil, 409)
		if list := h.do(t, h.boss, "GET", "/imports?limit=10", nil, 200)["items"].([]any); len(list) != 1 {
			t.Errorf("all scope lists %d", len(list))
		}
		h.do(t, h.seller, "GET", path, nil, 403)
		mine := h.upload(t, h.boss, "x.csv", []byte(content), h.b2c, 201)
		h.do(t, h.manager, "GET", "/imports/"+mine["id"].(string), nil, 404)
		if list := h.do(t, h.manager, "GET", "/imports", nil, 200)["items"].([]any); len(list) != 1 {
			t.Errorf("own scope lists %d", len(list))
		}
	})
}
