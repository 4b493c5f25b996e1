package team

import (
	"xiaoguan/base/actor"
	"xiaoguan/base/fault"
)

// Words are what a permission is called, and what one should know before granting it.
type Words struct{ Name, Hint fault.Text }

// permissionGroups are the headings under which permissions are shown, by what stands before the dot.
var permissionGroups = map[string]fault.Text{
	"lead": label("线索", "Leads"), "customer": label("客户", "Customers"), "team": label("团队", "Team"), "match": label("分配", "Sharing out"), "insight": label("洞察", "Insight"),
	"settings": label("设置", "Settings"), "demo": label("示例公司", "Demo company"), "role": label("角色与权限", "Roles"), "audit": label("审计", "Audit"), "bin": label("回收站", "Bin"),
}

var permissionWords = map[actor.Permission]Words{
	actor.LeadRead:     {Name: label("看线索", "See leads")},
	actor.LeadWrite:    {Name: label("改线索", "Change leads"), Hint: label("有这个权限的人才能当负责人", "Only who has this can own leads")},
	actor.LeadCreate:   {Name: label("新建线索", "Enter leads")},
	actor.LeadAssign:   {Name: label("把线索分给人", "Assign leads")},
	actor.LeadClaim:    {Name: label("自己领线索", "Take leads"), Hint: label("也就看得到没人跟的线索", "With it one sees the leads that nobody owns")},
	actor.LeadImport:   {Name: label("导入线索", "Import leads"), Hint: label("自己的：只看得到自己导入的批次", "Own: one sees one's own imports only")},
	actor.LeadReveal:   {Name: label("看完整号码", "See whole phone numbers"), Hint: label("打电话时才显示，每次都留记录", "Shown for a call, and recorded each time")},
	actor.LeadDelete:   {Name: label("删除线索", "Delete leads"), Hint: label("进回收站，30 天内可恢复", "Into the bin; restored within 30 days")},
	actor.TouchWrite:   {Name: label("记跟进", "Log follow-ups")},
	actor.CustomerRead: {Name: label("看客户", "See customers")},
	actor.CustomerEdit: {Name: label("建客户、改客户", "Enter and change customers")},
	actor.CustomerDrop: {Name: label("删除客户", "Delete customers"), Hint: label("联系人一起进回收站；还有线索的客户删不掉", "With their contacts into the bin; not while leads hang on them")},
	actor.TeamRead:     {Name: label("看成员和小组", "See members and groups")},
	actor.TeamWrite:    {Name: label("管成员和小组", "Manage members and groups"), Hint: label("不能给出比自己大的角色", "Nobody gives a role that may do more than his own")},
	actor.MatchRun:     {Name: label("批量分配", "Share leads out")},
	actor.InsightRead:  {Name: label("看洞察", "See insight")},
	actor.SettingsEdit: {Name: label("改设置", "Change settings")},
	actor.DemoManage:   {Name: label("开关示例公司", "Make and remove the demo company")},
	actor.RoleWrite:    {Name: label("管角色和权限", "Manage roles"), Hint: label("也能查任何人为什么看得到、看不到", "And ask why anybody sees something or not")},
	actor.AuditRead:    {Name: label("看审计", "See the audit")},
	actor.BinEmpty:     {Name: label("彻底删除", "Delete for good"), Hint: label("回收站里的记录从此恢复不了", "What was in the bin cannot be restored afterwards")},
}

// PermissionWords are the words of a permission; one that nobody has named goes by its key.
func PermissionWords(p actor.Permission) Words {
	if w, ok := permissionWords[p]; ok {
		return w
	}
	return Words{Name: fault.Text{ZH: string(p), EN: string(p)}}
}
