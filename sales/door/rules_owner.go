package door

import (
	"strings"

	"xiaoguan/base/actor"
	"xiaoguan/base/id"
	"xiaoguan/base/text"
	"xiaoguan/record"
	"xiaoguan/sales/team"
)

// owners finds colleagues by what a file calls them.
type owners struct {
	found  map[string]id.ID // folded name, phone key or mail address
	twice  map[string]bool  // called so by several
	beyond map[string]bool  // known, but not to be given leads by the importer
}

// ownersOf lists the active members the actor may give leads to.
func ownersOf(a *actor.Actor, members []*team.Member) *owners {
	o := &owners{found: map[string]id.ID{}, twice: map[string]bool{}, beyond: map[string]bool{}}
	for _, m := range members {
		if m.State != team.Active {
			continue
		}
		mine := m.ID == a.Member || a.Reaches(actor.LeadAssign, m.ID, m.Group)
		carries := m.Grants[actor.LeadWrite] != actor.None
		mail, _ := text.NormEmail(m.Email)
		for _, key := range []string{calling(m.Name), text.NormPhone(m.Phone).Norm, mail} {
			if key == "" {
				continue
			}
			if !mine || !carries {
				o.beyond[key] = true
				continue
			}
			o.enter(m.ID, key)
		}
	}
	return o
}

// enter notes what a colleague is called.
func (o *owners) enter(member id.ID, keys ...string) {
	for _, key := range keys {
		if have, taken := o.found[key]; taken && have != member {
			o.twice[key] = true
		}
		if key != "" {
			o.found[key] = member
		}
	}
}

// calling is a name as it compares.
func calling(name string) string {
	return strings.ReplaceAll(strings.ToLower(text.Fold(name)), " ", "")
}

// find is the colleague a cell names; nobody for words that say so.
func (o *owners) find(cell string) (id.ID, *record.Misread) {
	mail, _ := text.NormEmail(cell)
	for _, key := range []string{calling(cell), text.NormPhone(cell).Norm, mail} {
		switch {
		case o.twice[key]:
			return id.ID{}, misread("有几个同名的同事", "Several colleagues have this name", "写这位同事的手机号或邮箱", "Write the colleague's phone number or e-mail address")
		case o.found[key] != id.ID{}:
			return o.found[key], nil
		case o.beyond[key]:
			return id.ID{}, misread("不能分给这位同事", "Leads cannot be given to this colleague", "你管的、在做销售的同事，或留空", "A colleague in your reach who sells, or nothing")
		}
	}
	switch calling(cell) {
	case "无", "-", "/", "公海", "未分配", "none", "unassigned", "n/a":
		return id.ID{}, nil
	}
	return id.ID{}, misread("没有这位同事", "There is no such colleague", "在职同事的姓名、手机号或邮箱，或留空", "The name, phone number or e-mail address of an active colleague, or nothing")
}
