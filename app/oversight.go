package app

import (
	"context"

	"xiaoguan/base/actor"
	"xiaoguan/base/day"
	"xiaoguan/base/fault"
	"xiaoguan/base/id"
	"xiaoguan/record"
	"xiaoguan/sales/team"
)

// oversight wires the questions about access and the audit to who knows the people.
func (a *App) oversight(modes *record.Catalogues, search *record.Searcher) *record.Oversight {
	return &record.Oversight{Dir: a.dir, Types: a.Types, Modes: modes, Search: search, Person: a.person, Word: auditWord, Away: a.away,
		Granting: func(p actor.Permission) fault.Text { return team.PermissionWords(p).Name },
		Names:    a.names}
}

// names are what an organisation's members and groups are called.
func (a *App) names(ctx context.Context, org id.ID) (record.Names, error) {
	return a.Team.People(ctx, org)
}

// person finds a colleague whom the actor may ask about.
func (a *App) person(ctx context.Context, who *actor.Actor, member id.ID) (*record.Viewer, error) {
	people, err := a.Team.People(ctx, who.Org)
	if err != nil {
		return nil, err
	}
	m, ok := people.Member(member)
	if !ok {
		return nil, fault.ErrNotFound.New()
	}
	p := &record.Viewer{ID: m.ID, Name: m.Name, Group: people.GroupName(m.Group)}
	if r, ok := people.Role(m.Role); ok {
		p.RoleName = r.Called(who.Lang)
	}
	p.Actor, _ = people.Actor(member)
	return p, nil
}

// auditWords are what journalled fields are called that no record type declares.
var auditWords = map[string]fault.Text{
	"name": {ZH: "名称", EN: "Name"}, "parent_id": {ZH: "上级", EN: "Parent"}, "lead_of_group": {ZH: "组长", EN: "Head of the group"}, "tags": {ZH: "标签", EN: "Tags"},
	"copy_of": {ZH: "复制自", EN: "Copy of"}, "state": {ZH: "状态", EN: "State"}, "zone": {ZH: "时区", EN: "Time zone"}, "reason": {ZH: "原因", EN: "Reason"},
	"touch.kind": {ZH: "方式", EN: "Way"}, "touch.result": {ZH: "结果", EN: "Result"}, "title": {ZH: "职务", EN: "Title"}, "role": {ZH: "角色", EN: "Role"}, "automatic": {ZH: "自动分配", EN: "Automatic sharing out"},
	"label": {ZH: "名称", EN: "Label"}, "help": {ZH: "填写说明", EN: "Help"}, "type": {ZH: "类型", EN: "Type"}, "options": {ZH: "选项", EN: "Options"}, "default": {ZH: "默认值", EN: "Default"},
	"unique": {ZH: "不能重复", EN: "Unique"}, "required": {ZH: "必填", EN: "Required"}, "view_roles": {ZH: "谁能看", EN: "Who sees it"}, "edit_roles": {ZH: "谁能改", EN: "Who changes it"},
	"buyer_kind": {ZH: "买方", EN: "Buyer"}, "same_by": {ZH: "查重依据", EN: "What makes two the same"}, "position": {ZH: "次序", EN: "Order"}, "stages": {ZH: "阶段", EN: "Stages"},
	"parent": {ZH: "上级", EN: "Under"}, "archived": {ZH: "停用", EN: "Archived"}, "colour": {ZH: "颜色", EN: "Colour"},
}

// auditWord is what such a field is called; false: it is not told.
func auditWord(field string) (fault.Text, bool) {
	w, ok := auditWords[field]
	return w, ok
}

// away says that a member is not there today, until when, and who stands in for him in approvals.
func (a *App) away(ctx context.Context, org, member id.ID) (fault.Text, error) {
	people, err := a.Team.People(ctx, org)
	if err != nil {
		return fault.Text{}, err
	}
	x := people.Away(member, day.Of(a.cfg.Clock(), people.Zone))
	if x == nil {
		return fault.Text{}, nil
	}
	args := fault.Args{"name": people.Name(member), "to": x.To.String(), "deputy": people.Name(x.Deputy)}
	if x.Deputy.IsZero() {
		return fault.Text{ZH: "{name}不在，到 {to}，没有指定代理人", EN: "{name} is away until {to}; nobody stands in"}.Fill(args), nil
	}
	return fault.Text{ZH: "{name}不在，到 {to}，审批由{deputy}代理；记录仍归{name}，要别人跟就加协作人", EN: "{name} is away until {to}; {deputy} decides approvals instead. Records stay with {name}: add a collaborator for somebody else to work on them"}.Fill(args), nil
}
