package team

import (
	"xiaoguan/base/actor"
	"xiaoguan/base/fault"
	"xiaoguan/record"
)

func label(zh, en string) fault.Text { return fault.Text{ZH: zh, EN: en} }

// Type declares members to everything that works on any record. A member counts as owned by himself, within today's group.
var Type = &record.Type{
	Kind: KindMember, Table: "member", Alias: "mb", Label: label("成员", "Member"), Read: actor.TeamRead,
	TagTable: "member_tag", TagKey: "member_id", Searchable: true,
	Columns: []record.Column{
		{Name: "id", Label: label("编号", "Id"), Kind: record.Ref, Filter: true, Sort: true},
		{Name: "org_id", Label: label("公司", "Organisation"), Kind: record.Ref, Refers: KindOrganisation},
		{Name: "identity_id", Label: label("身份", "Identity"), Kind: record.Ref, Refers: "identity"},
		{Name: "name", Label: label("姓名", "Name"), Kind: record.Text, Personal: true, Filter: true, Sort: true},
		{Name: "initials", Label: label("拼音首字母", "Initials"), Kind: record.Text, Personal: true, Filter: true, Sort: true},
		{Name: "phone", Label: label("手机", "Phone"), Kind: record.Text, Personal: true, Masked: true, Sensitive: actor.Phone},
		{Name: "email", Label: label("邮箱", "E-mail"), Kind: record.Text, Personal: true},
		{Name: "role", Label: label("角色", "Role"), Kind: record.Choice, Filter: true, Sort: true, Open: true, Options: []record.Option{
			{Value: "administrator", Label: label("管理员", "Administrator")}, {Value: "leader", Label: label("管理层", "Leader")},
			{Value: "manager", Label: label("销售经理", "Manager")}, {Value: "salesperson", Label: label("销售员", "Salesperson")},
			{Value: "operations", Label: label("销售运营", "Operations")}, {Value: "readonly", Label: label("只读部门", "Read-only")}}},
		{Name: "level", Label: label("等级", "Level"), Kind: record.Number, Filter: true, Sort: true},
		{Name: "capacity", Label: label("容量", "Capacity"), Kind: record.Number, Filter: true, Sort: true},
		{Name: "state", Label: label("状态", "State"), Kind: record.Choice, Filter: true, Sort: true, Options: []record.Option{
			{Value: "active", Label: label("在职", "Active")}, {Value: "left", Label: label("已离职", "Left")}}},
		{Name: "group_id", Label: label("组", "Group"), Kind: record.Group, Filter: true},
		{Name: "tag", SQL: "tags", Label: label("标签", "Tags"), Kind: record.TagList, Filter: true},
		{Name: "custom", Label: label("自有数据", "Own data"), Kind: record.Own},
		{Name: "version", Label: label("版本", "Version"), Kind: record.Number},
		{Name: "created_at", Label: label("加入时间", "Added at"), Kind: record.Instant, Filter: true, Sort: true},
	},
}
