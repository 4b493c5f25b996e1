package record

import (
	"slices"
	"strings"
	"unicode/utf8"

	"xiaoguan/base/actor"
	"xiaoguan/base/fault"
	"xiaoguan/base/id"
)

// mostViews is how many views one person may keep of one list.
const mostViews = 100

// ErrTooManyViews refuses one more view.
var ErrTooManyViews = fault.Declare("view.too_many", fault.Conflict, "你已经存了 {n} 个视图，先删掉不用的", "You keep {n} views already; delete some first")

// MayShare judges whether the actor may share views so widely: with the company whoever edits its settings, with a group
// whoever hands out its leads.
func MayShare(a *actor.Actor, shared string, group id.ID) error {
	settings := a.Can(actor.SettingsEdit) != actor.None
	switch {
	case shared == SharedMine || settings:
		return nil
	case shared == SharedGroup && !group.IsZero() && a.Can(actor.LeadAssign) > actor.Own && a.Reaches(actor.LeadAssign, id.ID{}, group):
		return nil
	case shared == SharedGroup:
		return fault.Wrong("group_id", fault.Text{ZH: "你不管这个组，不能把视图共享给它", EN: "You do not manage this group"}, fault.Text{ZH: "你管的组，或只自己用", EN: "A group you manage, or keep it to yourself"})
	}
	return fault.Wrong("shared", fault.Text{ZH: "不能共享给全公司", EN: "You cannot share with the whole company"}, fault.Text{ZH: "请管理员共享，或只自己用", EN: "Ask an administrator, or keep it to yourself"})
}

// mayEditView judges whether the actor may change or delete a view he sees: his own while only he sees it, a shared one if he
// may share so widely.
func mayEditView(a *actor.Actor, v *View) error {
	if v.Shared == SharedMine && v.Owner == a.Member {
		return nil
	}
	if v.Shared == SharedMine || MayShare(a, v.Shared, v.Group) != nil {
		return fault.ErrForbidden.New()
	}
	return nil
}

// seesView says whether a view is there for the actor; above are the groups over his own, with it.
func seesView(a *actor.Actor, v *View, above []id.ID) bool {
	switch v.Shared {
	case SharedCompany:
		return true
	case SharedGroup:
		return v.Owner == a.Member || slices.Contains(above, v.Group) || slices.Contains(a.Below, v.Group) || a.Can(actor.SettingsEdit) != actor.None
	}
	return v.Owner == a.Member
}

// checkView judges what a view is called, with whom it is shared and how it is laid out. lanes says that an own
// field makes the board.
func checkView(p *fault.Problems, t *Type, v *View, spec *ViewSpec, lanes bool) {
	v.Name = strings.TrimSpace(v.Name)
	if n := utf8.RuneCountInString(v.Name); n == 0 || n > 50 || strings.ContainsFunc(v.Name, func(r rune) bool { return r < ' ' }) {
		p.Add("name", fault.Text{ZH: "名字不对", EN: "Not a possible name"}, fault.Text{ZH: "1 到 50 个字", EN: "1 to 50 characters"})
	}
	if v.Shared == SharedGroup && v.Group.IsZero() {
		p.Add("group_id", fault.Text{ZH: "共享给哪个组？", EN: "With which group?"}, fault.Text{ZH: "一个组的编号", EN: "The id of a group"})
	}
	seen := map[string]bool{}
	for _, c := range spec.Columns {
		if seen[c.Key] {
			p.Add("columns", fault.Text{ZH: "同一列写了两次：" + c.Key, EN: "One column twice: " + c.Key}, fault.Text{ZH: "每列一次", EN: "Each column once"})
		}
		seen[c.Key] = true
	}
	if c, ok := t.Column(spec.Board); spec.Layout == "board" && !lanes && (!ok || !c.Filter) {
		p.Add("board", fault.Text{ZH: "不能按这个字段分列", EN: "No board by this field"}, fault.Text{ZH: "例如 stage_id、chance，或单选的自有字段", EN: "Such as stage_id or chance, or an own field of one choice"})
	}
}
