package door_test

import (
	"testing"

	"github.com/google/go-cmp/cmp"

	"xiaoguan/base/id"
	"xiaoguan/record"
	"xiaoguan/sales/lead"
)

// field declares an own field of leads.
func (h *house) field(t *testing.T, label string, typ record.FieldType, d record.FieldDraft) *record.Field {
	t.Helper()
	d.Label, d.Type = &label, &typ
	f, err := h.settings.AddField(t.Context(), h.boss, lead.Kind, &d)
	if err != nil {
		t.Fatal(err)
	}
	return f
}

const ownTable = `
公司名称|付款方式|预算|合同到期|已有系统|对接人|客户编号
宁波甲有限公司|年付|60万|2026/12/1|是|张伟|C-1
宁波乙有限公司|季付|不多|明年|也许|李四|C-2
宁波丙有限公司|月付|5|||张伟|C-1
宁波甲有限公司|月付|70万|2027-1-1|||C-9
宁波丁有限公司|||||| C-7 `

func TestImportFillsOwnFields(t *testing.T) {
	each(t, func(t *testing.T, h *house) {
		yes := true
		pay := h.field(t, "付款方式", record.OwnOneOf, record.FieldDraft{Options: &[]record.FieldOption{{Label: "年付"}, {Label: "月付"}}})
		budget := h.field(t, "预算", record.OwnMoney, record.FieldDraft{})
		until := h.field(t, "合同到期", record.OwnDate, record.FieldDraft{})
		has := h.field(t, "已有系统", record.OwnYesNo, record.FieldDraft{})
		who := h.field(t, "对接人", record.OwnPerson, record.FieldDraft{})
		code := h.field(t, "客户编号", record.OwnText, record.FieldDraft{Unique: &yes})
		h.field(t, "只给领导", record.OwnText, record.FieldDraft{EditRoles: &[]string{"leader"}})

		im := h.upload(t, h.manager, "线索.xlsx", book(t, table(ownTable)), id.ID{}, 201)
		want := map[string]string{"A": "name", "B": pay.Name(), "C": budget.Name(), "D": until.Name(), "E": has.Name(), "F": who.Name(), "G": code.Name()}
		if diff := cmp.Diff(want, columns(im)); diff != "" {
			t.Fatal(diff)
		}
		for _, f := range im["fields"].([]any) {
			if f.(object)["label"] == "只给领导" {
				t.Error("a field is offered that the importer may not fill in")
			}
		}
		first := im["preview"].([]any)[0].(object)["values"].(object)
		if first[pay.Name()] != "年付" || first[budget.Name()] != "600000" || first[until.Name()] != "2026-12-01" {
			t.Errorf("preview: %v", first)
		}
		im = h.run(t, h.manager, im)
		counts(t, im, 5, 2, 1, 0, 2)
		told := map[string]string{}
		for _, p := range im["problems"].([]any) {
			p := p.(object)
			told[p["column"].(string)+itoa(p["row"])] = p["message"].(string) + "；" + p["want"].(string)
		}
		if diff := cmp.Diff(map[string]string{"B3": "不在选项里；可选：年付、月付", "C3": told["C3"], "D3": told["D3"], "E3": "不是「是」或「否」；是、否、有、无、1、0、true 或 false",
			"F3": "没有这位同事；在职同事的姓名、手机号或邮箱，或留空", "G4": "已经有一条记录用了这个值；换一个没用过的，或留空"}, told); diff != "" {
			t.Error(diff)
		}
		if n := h.number(t, "SELECT count(*) FROM own_value WHERE org_id = ?"); n != 7 { // six of 甲, one of 丁
			t.Errorf("%d values stand in the side table", n)
		}
		if n := h.number(t, "SELECT number FROM own_value WHERE org_id = ? AND field_id = ?", budget.ID); n != 60000000 {
			t.Errorf("the budget is %d: what is there was overwritten", n)
		}
		// Again: the unique values are taken by leads that are there, except where the row is merged into that lead.
		im = h.run(t, h.manager, h.upload(t, h.manager, "又.xlsx", book(t, [][]string{{"公司名称", "客户编号"}, {"宁波甲有限公司", "C-1"}, {"宁波戊有限公司", "C-7"}}), id.ID{}, 201))
		counts(t, im, 2, 0, 1, 0, 1)
		if p := im["problems"].([]any)[0].(object); p["column"] != "B" || p["message"] != "已经有一条记录用了这个值" {
			t.Errorf("a taken value is told as %v", p)
		}
	})
}

func TestImportTellsWhatANewLeadNeeds(t *testing.T) {
	each(t, func(t *testing.T, h *house) {
		yes := true
		need := h.field(t, "行业细分", record.OwnText, record.FieldDraft{Required: &yes})
		budget := h.field(t, "预算", record.OwnMoney, record.FieldDraft{})
		first := h.cat.Modes[0].Stages[0]
		if _, err := h.settings.ChangeStage(t.Context(), h.boss, first.ID, first.Version, &record.StageDraft{Required: &[]string{"source", budget.Name(), "next_due"}}); err != nil {
			t.Fatal(err)
		}
		rows := [][]string{{"公司名称", "行业细分", "预算", "来源"}, {"宁波甲有限公司", "压铸", "5万", "展会"}, {"宁波乙有限公司", "", "", ""}}
		im := h.run(t, h.boss, h.upload(t, h.boss, "x.xlsx", book(t, rows), h.b2b, 201))
		counts(t, im, 2, 1, 0, 0, 1)
		var told []string
		for _, p := range im["problems"].([]any) {
			told = append(told, p.(object)["column"].(string)+" "+p.(object)["message"].(string))
		}
		stage := "进入「" + first.Name + "」要先填"
		if diff := cmp.Diff([]string{"B 必填", "C " + stage + "预算", "D " + stage + "来源"}, told); diff != "" {
			t.Error(diff)
		}
		// A field that is put away while an import waits: its column is kept as own data.
		im = h.upload(t, h.boss, "y.xlsx", book(t, [][]string{{"公司名称", "预算", "行业细分", "来源"}, {"宁波丙有限公司", "8万", "模具", "展会"}}), h.b2c, 201)
		if _, err := h.settings.ArchiveField(t.Context(), h.boss, need.ID, true); err != nil {
			t.Fatal(err)
		}
		counts(t, h.run(t, h.boss, im), 1, 1, 0, 0, 0)
		if n := h.number(t, "SELECT count(*) FROM lead WHERE org_id = ? AND CAST(custom AS TEXT) LIKE '%行业细分%模具%'"); n != 1 {
			t.Error("what the column held is lost")
		}
	})
}

func TestImportKnowsRegions(t *testing.T) {
	each(t, func(t *testing.T, h *house) {
		rows := [][]string{{"公司名称", "城市", "行业"}, {"宁波甲有限公司", "浙江杭州", "C36"}, {"宁波乙有限公司", "杭州市", "汽配"}, {"宁波丙有限公司", "330100", "汽车制造业"}, {"宁波丁有限公司", "Singapore", ""}}
		counts(t, h.run(t, h.boss, h.upload(t, h.boss, "x.xlsx", book(t, rows), h.b2b, 201)), 4, 4, 0, 0, 0)
		if n := h.number(t, "SELECT count(*) FROM lead WHERE org_id = ? AND (region = '杭州' OR region = 'Singapore') AND (industry IN ('汽车制造业', '汽配', ''))"); n != 4 {
			t.Errorf("%d of 4 are as they should be", n)
		}
	})
}

func itoa(v any) string { return string(rune('0' + int(v.(float64)))) }
