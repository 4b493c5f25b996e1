package lead

import (
	"xiaoguan/base/actor"
	"xiaoguan/base/fault"
	"xiaoguan/record"
)

// Kind is the record kind of leads.
const Kind = "lead"

func label(zh, en string) fault.Text { return fault.Text{ZH: zh, EN: en} }

// Type declares leads to everything that works on any record.
var Type = &record.Type{
	Kind: Kind, Table: "lead", Alias: "l", Label: label("线索", "Lead"), Read: actor.LeadRead, Unowned: actor.LeadClaim,
	TagTable: "lead_tag", TagKey: "lead_id", DefaultBy: "id", Searchable: true, SumBy: "expected_amount",
	Acts: []record.Act{
		{Name: "read", Label: label("看", "See"), Permission: actor.LeadRead, Pool: record.PoolSeen}, {Name: "edit", Label: label("改", "Change"), Permission: actor.LeadWrite},
		{Name: "touch", Label: label("记跟进", "Log a follow-up"), Permission: actor.TouchWrite}, {Name: "claim", Label: label("领走", "Take"), Permission: actor.LeadClaim, Pool: record.PoolOnly},
		{Name: "assign", Label: label("分给别人", "Assign"), Permission: actor.LeadAssign, Pool: record.PoolAny},
		{Name: "reveal", Label: label("看完整号码", "See the whole number"), Permission: actor.LeadReveal, Opens: actor.Phone}},
	Columns: []record.Column{
		{Name: "id", Label: label("编号", "Id"), Kind: record.Ref, Sort: true, Filter: true},
		{Name: "no", Label: label("线索号", "Number"), Kind: record.Number, Filter: true, Sort: true},
		{Name: "name", Label: label("公司", "Company"), Kind: record.Text, Filter: true, Sort: true, Import: true, Aliases: []string{"公司名称", "单位", "单位名称", "企业名称", "客户名称", "客户", "线索名称", "company", "company name", "account", "account name"}},
		{Name: "name_norm", Label: label("公司比对名", "Company key"), Kind: record.Text},
		{Name: "kind", Label: label("类型", "Kind"), Kind: record.Choice, Filter: true, Options: []record.Option{{Value: "new", Label: label("新客", "New")}}},
		{Name: "mode_id", Label: label("销售模式", "Mode"), Kind: record.Ref, Refers: "sales_mode", Filter: true},
		{Name: "stage_id", Label: label("阶段", "Stage"), Kind: record.Ref, Refers: "stage", Filter: true},
		{Name: "stage_top", Label: label("到过的阶段", "Furthest stage"), Kind: record.Number, Filter: true},
		{Name: "state", Label: label("状态", "State"), Kind: record.Choice, Filter: true, Options: []record.Option{
			{Value: "open", Label: label("在跟", "Open")}, {Value: "won", Label: label("赢单", "Won")}, {Value: "lost", Label: label("输单", "Lost")}}},
		{Name: "chance", Label: label("成交机会", "Chance"), Kind: record.Choice, Filter: true, Import: true, Aliases: []string{"机会", "意向度", "意向", "intent"}, Options: []record.Option{
			{Value: "large", Label: label("大", "Large")}, {Value: "medium", Label: label("一般", "Medium")}, {Value: "small", Label: label("小", "Small")}, {Value: "none", Label: label("无", "None")}}},
		{Name: "chance_reason", Label: label("机会原因", "Reason"), Kind: record.Text, Filter: true},
		{Name: "source", Label: label("来源", "Source"), Kind: record.Text, Filter: true, Sort: true, Import: true, Aliases: []string{"线索来源", "渠道", "来源渠道", "lead source", "channel"}},
		{Name: "contact_name", Label: label("联系人", "Contact"), Kind: record.Text, Personal: true, Filter: true, Sort: true, Import: true, Aliases: []string{"姓名", "联系人姓名", "客户姓名", "contact name", "full name", "name"}},
		{Name: "contact_title", Label: label("联系人职务", "Title"), Kind: record.Text, Filter: true, Import: true, Aliases: []string{"职务", "职位", "岗位", "job title", "position"}},
		{Name: "phone", Label: label("电话", "Phone"), Kind: record.Text, Personal: true, Masked: true, Sensitive: actor.Phone, Import: true, Aliases: []string{"手机", "手机号", "联系电话", "联系方式", "电话号码", "mobile", "tel", "telephone"}},
		{Name: "phone_norm", Label: label("电话比对号", "Phone key"), Kind: record.Text, Personal: true, Masked: true, Sensitive: actor.Phone},
		{Name: "email", Label: label("邮箱", "E-mail"), Kind: record.Text, Personal: true, Masked: true, Sensitive: actor.Email, Import: true, Aliases: []string{"邮件", "电子邮箱", "mail", "email address"}},
		{Name: "wechat", Label: label("微信", "WeChat"), Kind: record.Text, Personal: true, Sensitive: actor.Wechat, Import: true, Aliases: []string{"微信号"}},
		{Name: "region", Label: label("地区", "Region"), Kind: record.Text, Book: "region", Filter: true, Sort: true, Import: true, Aliases: []string{"城市", "省市", "所在地", "省份", "city", "country"}},
		{Name: "industry", Label: label("行业", "Industry"), Kind: record.Text, Book: "industry", Filter: true, Sort: true, Import: true, Aliases: []string{"所属行业", "主营", "sector"}},
		{Name: "expected_amount", Label: label("预计金额", "Expected amount"), Kind: record.Money, Sensitive: actor.Amount, Filter: true, Sort: true, Import: true, Aliases: []string{"预算", "金额", "预计成交", "预计金额(元)", "budget", "amount"}},
		{Name: "key", SQL: "is_key", Label: label("重点", "Key"), Kind: record.YesNo, Filter: true},
		{Name: "key_reason", Label: label("重点原因", "Why key"), Kind: record.Text},
		{Name: "customer_id", Label: label("客户", "Customer"), Kind: record.Ref, Refers: "customer", Filter: true},
		{Name: "owner_id", Label: label("负责人", "Owner"), Kind: record.Member, Filter: true},
		{Name: "group_id", Label: label("组", "Group"), Kind: record.Group, Filter: true},
		{Name: "collaborator", Label: label("协作人", "Collaborator"), Kind: record.Partner, Filter: true},
		{Name: "touch_count", Label: label("跟进次数", "Follow-ups"), Kind: record.Number, Filter: true, Sort: true},
		{Name: "first_touch_at", Label: label("首次跟进", "First follow-up"), Kind: record.Instant, Filter: true},
		{Name: "last_touch_at", Label: label("最近跟进", "Last follow-up"), Kind: record.Instant, Filter: true, Sort: true, Null: "9999-12-31"},
		{Name: "idle_since", Label: label("沉默起", "Idle since"), Kind: record.Instant, Filter: true, Sort: true},
		{Name: "next_due", Label: label("下次跟进", "Next follow-up"), Kind: record.Day, Filter: true, Sort: true, Null: "9999-12-31"},
		{Name: "next_time", Label: label("下次时间", "Next time"), Kind: record.Text},
		{Name: "next_note", Label: label("下一步", "Next step"), Kind: record.Text},
		{Name: "next_kind", Label: label("下次方式", "Next kind"), Kind: record.Text},
		{Name: "intake_at", Label: label("接入时间", "Taken in at"), Kind: record.Instant, Filter: true},
		{Name: "intake_day", Label: label("接入日期", "Taken in"), Kind: record.Day, Filter: true, Sort: true, Import: true, Aliases: []string{"日期", "录入日期", "创建日期", "登记日期", "date", "created"}},
		{Name: "won_at", Label: label("赢单时间", "Won at"), Kind: record.Instant, Filter: true},
		{Name: "won_day", Label: label("赢单日期", "Won"), Kind: record.Day, Filter: true, Sort: true, Null: "9999-12-31"},
		{Name: "lost_at", Label: label("输单时间", "Lost at"), Kind: record.Instant},
		{Name: "lost_day", Label: label("输单日期", "Lost"), Kind: record.Day, Filter: true, Sort: true, Null: "9999-12-31"},
		{Name: "lost_reason", Label: label("输单原因", "Why lost"), Kind: record.Text, Filter: true},
		{Name: "tag", SQL: "tags", Label: label("标签", "Tags"), Kind: record.TagList, Filter: true, Import: true, Aliases: []string{"标签", "兴趣点", "tags"}},
		{Name: "import_id", Label: label("导入批次", "Import"), Kind: record.Ref, Refers: "import", Filter: true},
		{Name: "custom", Label: label("自有数据", "Own data"), Kind: record.Own},
		{Name: "version", Label: label("版本", "Version"), Kind: record.Number},
		{Name: "created_by", Label: label("录入人", "Entered by"), Kind: record.Member, Filter: true},
		{Name: "created_at", Label: label("录入时间", "Entered at"), Kind: record.Instant, Filter: true, Sort: true},
		{Name: "updated_at", Label: label("更新时间", "Changed at"), Kind: record.Instant},
		{Name: "org_id", Label: label("公司", "Organisation"), Kind: record.Ref, Refers: "organisation"},
	},
}
