package door

import (
	"encoding/json"
	"slices"

	"xiaoguan/base/fault"
	"xiaoguan/base/id"
	"xiaoguan/record"
	"xiaoguan/record/sheet"
	"xiaoguan/sales/lead"
)

// system is the name under which the ids of imported files are kept.
const system = "file"

// When an imported lead without owner is matched.
const (
	MatchAfter = "after" // as one batch, when all rows are in
	MatchNot   = "no"
)

// settings are the leads' part of an import's spec.
type settings struct {
	Mode   id.ID                 `json:"mode_id"`
	Match  string                `json:"match"`
	States map[string]lead.State `json:"state_map"` // a value of the outcome column, as written → state
}

// settingsOf reads the chapter's part of a spec.
func settingsOf(spec *record.ImportSpec) (s settings, err error) {
	text, err := json.Marshal(spec.Chapter)
	if err != nil {
		return s, err
	}
	return s, json.Unmarshal(text, &s)
}

func (s settings) put(spec *record.ImportSpec) {
	spec.Chapter = map[string]any{"mode_id": s.Mode, "match": s.Match, "state_map": s.States}
}

// The fields an import may fill beyond the columns of a lead.
const (
	fieldTags     = "tags"
	fieldNote     = "note"
	fieldExternal = "external_id"
	fieldOwner    = "owner"
	fieldOutcome  = "outcome"
)

func label(zh, en string) fault.Text { return fault.Text{ZH: zh, EN: en} }

// importFields are the fields of a lead that a file may fill, in the order in which they are offered.
func importFields() []record.ImportField {
	fields := lead.Type.ImportFields()
	for i := range fields {
		f := &fields[i]
		f.Most = 100
		switch f.Name {
		case "name":
			f.Shape, f.Identity, f.Most = sheet.TypeCompany, true, 200
		case "contact_name":
			f.Identity = true
		case "phone":
			f.Shape, f.Identity, f.Most = sheet.TypePhone, true, 50
		case "email":
			f.Shape, f.Identity, f.Most = sheet.TypeEmail, true, 200
		case "expected_amount":
			f.Shape = sheet.TypeNumber
		case "intake_day":
			f.Shape = sheet.TypeDate
		case "chance":
			f.Words = chanceWords
		case "tag":
			f.Name = fieldTags
		}
	}
	state, _ := lead.Type.Column("state")
	chance := slices.IndexFunc(fields, func(f record.ImportField) bool { return f.Name == "chance" })
	fields = slices.Insert(fields, chance+1, record.ImportField{Name: "chance_reason", Label: label("机会原因", "Reason for the chance"), Kind: record.Text, Most: 100})
	return append(fields,
		record.ImportField{Name: fieldExternal, Label: label("外部编号", "External id"), Kind: record.Text, Identity: true, Unique: true,
			Aliases: []string{"编号", "线索编号", "客户编号", "唯一标识", "id", "lead id", "prospect id", "record id"}},
		record.ImportField{Name: fieldOwner, Label: label("负责人", "Owner"), Kind: record.Member, Most: 100,
			Aliases: []string{"销售", "销售员", "业务员", "跟进人", "客户经理", "归属人", "所属销售", "sales", "salesperson", "sales rep"}},
		record.ImportField{Name: fieldOutcome, Label: label("结果", "Outcome"), Kind: record.Choice, Options: state.Options, Words: outcomeWords,
			Aliases: []string{"是否成交", "成交", "是否转化", "转化", "成交状态", "线索状态", "状态", "converted", "status", "won"}},
		record.ImportField{Name: "lost_reason", Label: label("输单原因", "Why lost"), Kind: record.Text, Most: 100},
		record.ImportField{Name: fieldNote, Label: label("备注", "Note"), Kind: record.Text, Most: 2000, Aliases: []string{"说明", "需求", "需求描述", "留言", "remark", "comment"}},
	)
}

// chanceWords are what people write for a chance, in small letters.
var chanceWords = map[string]string{
	"a": "large", "高": "large", "很大": "large", "强": "large", "high": "large", "hot": "large",
	"b": "medium", "中": "medium", "中等": "medium", "普通": "medium", "warm": "medium",
	"c": "small", "低": "small", "弱": "small", "low": "small", "cold": "small",
	"d": "none", "没有": "none", "无意向": "none",
}

// outcomeWords are what people write for how a lead ended, in small letters.
var outcomeWords = map[string]string{
	"1": "won", "是": "won", "yes": "won", "y": "won", "true": "won", "赢": "won", "成交": "won", "已成交": "won", "签约": "won", "已签约": "won", "converted": "won", "closed won": "won",
	"0": "open", "否": "open", "no": "open", "n": "open", "false": "open", "未成交": "open", "跟进中": "open", "进行中": "open", "待跟进": "open", "新线索": "open",
	"输": "lost", "丢单": "lost", "流失": "lost", "战败": "lost", "已流失": "lost", "closed lost": "lost",
}
