package customer

import (
	"xiaoguan/base/actor"
	"xiaoguan/base/fault"
	"xiaoguan/record"
)

func label(zh, en string) fault.Text { return fault.Text{ZH: zh, EN: en} }

// Type declares customers to everything that works on any record. A name is personal where the customer is a person.
var Type = &record.Type{
	Kind: Kind, Table: "customer", Alias: "c", Label: label("客户", "Customer"), Read: actor.CustomerRead,
	TagTable: "customer_tag", TagKey: "customer_id", DefaultBy: "id", Searchable: true, Sensitive: []actor.Sensitive{actor.Phone, actor.Email, actor.Wechat},
	Acts: []record.Act{
		{Name: "read", Label: label("看", "See"), Permission: actor.CustomerRead}, {Name: "edit", Label: label("改", "Change"), Permission: actor.CustomerEdit},
		{Name: "reveal", Label: label("看完整号码", "See the whole number"), Permission: actor.LeadReveal, Opens: actor.Phone}},
	Columns: []record.Column{
		{Name: "id", Label: label("编号", "Id"), Kind: record.Ref, Refers: Kind, Filter: true, Sort: true},
		{Name: "kind", Label: label("类型", "Kind"), Kind: record.Choice, Filter: true, Import: true, Aliases: []string{"客户类型", "客户性质", "customer type"}, Options: []record.Option{
			{Value: Company, Label: label("企业", "Company")}, {Value: Person, Label: label("个人", "Person")}}},
		{Name: "name", Label: label("名称", "Name"), Kind: record.Text, Personal: true, Filter: true, Sort: true, Import: true, Aliases: []string{"客户名称", "公司名称", "单位名称", "企业名称", "company name", "account name"}},
		{Name: "name_norm", Label: label("比对名", "Name key"), Kind: record.Text, Personal: true},
		{Name: "credit_code", Label: label("统一社会信用代码", "Credit code"), Kind: record.Text, Import: true, Aliases: []string{"信用代码", "社会信用代码", "税号", "纳税人识别号", "uscc"}},
		{Name: "industry", Label: label("行业", "Industry"), Kind: record.Text, Book: "industry", Filter: true, Sort: true, Import: true, Aliases: []string{"所属行业", "sector"}},
		{Name: "region", Label: label("地区", "Region"), Kind: record.Text, Book: "region", Filter: true, Sort: true, Import: true, Aliases: []string{"城市", "省市", "所在地", "省份", "city"}},
		{Name: "parent_id", Label: label("上级公司", "Parent"), Kind: record.Ref, Refers: Kind, Filter: true},
		{Name: "owner_id", Label: label("负责人", "Owner"), Kind: record.Member, Filter: true},
		{Name: "group_id", Label: label("组", "Group"), Kind: record.Group, Filter: true},
		{Name: "collaborator", Label: label("协作人", "Collaborator"), Kind: record.Partner, Filter: true},
		{Name: "tag", SQL: "tags", Label: label("标签", "Tags"), Kind: record.TagList, Filter: true, Import: true, Aliases: []string{"标签", "tags"}},
		{Name: "lead_count", Label: label("线索数", "Leads"), Kind: record.Number, Filter: true, Sort: true},
		{Name: "custom", Label: label("自有数据", "Own data"), Kind: record.Own},
		{Name: "version", Label: label("版本", "Version"), Kind: record.Number},
		{Name: "created_at", Label: label("建立时间", "Made at"), Kind: record.Instant, Filter: true, Sort: true},
		{Name: "updated_at", Label: label("更新时间", "Changed at"), Kind: record.Instant},
		{Name: "org_id", Label: label("公司", "Organisation"), Kind: record.Ref, Refers: "organisation"},
	},
}
