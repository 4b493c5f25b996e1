package record

import (
	"xiaoguan/base/actor"
	"xiaoguan/base/fault"
	"xiaoguan/base/text"
)

// This file is the one place where a role's sight of sensitive fields becomes values and refusals: views, timelines, the
// audit, filters, orders and sums all ask here.

// ErrUnseen refuses to reveal what the role does not get to see at all.
var ErrUnseen = fault.Declare("record.unseen", fault.Forbidden, "你的角色看不到{field}", "Your role does not get to see the {field_en}")

// sensitiveWords are what the groups are called.
var sensitiveWords = map[actor.Sensitive]fault.Text{actor.Phone: {ZH: "电话", EN: "phone"}, actor.Email: {ZH: "邮箱", EN: "e-mail"}, actor.Wechat: {ZH: "微信", EN: "WeChat"}, actor.Amount: {ZH: "金额", EN: "amount"}}

// sightWords are the sights in words.
var sightWords = map[actor.Sight]fault.Text{actor.Shown: {ZH: "显示", EN: "shown"}, actor.Masked: {ZH: "打码", EN: "masked"}, actor.Hidden: {ZH: "看不到", EN: "hidden"}}

// Veil is a value of a sensitive group as the actor gets to see it: whole, with stars, or "". A WeChat id that is a phone
// number is veiled like one.
func Veil(a *actor.Actor, kind string, group actor.Sensitive, value string) string {
	sight := a.Sees(kind, group)
	if group == actor.Wechat && sight == actor.Shown && text.NormPhone(value).Identifies() {
		group, sight = actor.Phone, a.Sees(kind, actor.Phone)
	}
	switch {
	case sight == actor.Shown:
		return value
	case sight == actor.Masked && group == actor.Phone:
		return text.MaskPhone(value)
	case sight == actor.Masked && group == actor.Email:
		return text.MaskEmail(value)
	}
	return ""
}

// Amount is an amount, or a sum of them, as the actor gets to see it: nil where he does not.
func Amount[N any](a *actor.Actor, kind string, value N) *N {
	if !a.Knows(kind, actor.Amount) {
		return nil
	}
	return &value
}

// Has reports whether there is a value, as far as the actor may know that.
func Has(a *actor.Actor, kind string, group actor.Sensitive, value string) bool {
	return value != "" && a.Sees(kind, group) != actor.Hidden
}

// MayReveal refuses where the group is hidden from the actor's role.
func MayReveal(a *actor.Actor, kind string, group actor.Sensitive) error {
	sight := a.Sees(kind, group)
	if sight == actor.Hidden || sight == actor.Masked && group != actor.Phone && group != actor.Email {
		w := sensitiveWords[group]
		return ErrUnseen.New(fault.Args{"field": w.ZH, "field_en": w.EN})
	}
	return nil
}

// blind is what is wrong with using a column in a condition or an order: nil where the actor knows its values anyway.
func (t *Type) blind(a *actor.Actor, c *Column) error {
	if c.Sensitive == "" || a.Knows(t.Kind, c.Sensitive) {
		return nil
	}
	return unseen("filter", c)
}

func unseen(field string, c *Column) error {
	return fault.Wrong(field, fault.Text{ZH: "你的角色看不到" + c.Label.ZH + "，不能按它筛选、排序或汇总", EN: "Your role does not get to see the " + c.Label.EN + ", so it cannot filter, sort or sum by it"},
		fault.Text{ZH: "去掉这个条件，或请管理员在「角色与权限」里改", EN: "Leave it out, or ask an administrator to change the role"})
}

// MayWrite refuses to overwrite what the actor does not get to see: what happens then would tell what stood there. Fields
// are the API's names of what is to be changed; the amount also where it is masked, since its mask shows nothing.
func (t *Type) MayWrite(a *actor.Actor, fields map[string]bool) error {
	var p fault.Problems
	for i := range t.Columns {
		c := &t.Columns[i]
		sight := actor.Shown
		if c.Sensitive != "" {
			sight = a.Sees(t.Kind, c.Sensitive)
		}
		if !fields[c.Name] || sight == actor.Shown || sight == actor.Masked && c.Sensitive != actor.Amount && c.Sensitive != actor.Wechat {
			continue
		}
		p.Add(c.Name, fault.Text{ZH: "你的角色看不到" + c.Label.ZH + "，不能改", EN: "Your role does not get to see the " + c.Label.EN + " and cannot change it"}, fault.Text{ZH: "请看得到的同事改", EN: "Ask a colleague who sees it"})
	}
	return p.Err()
}

// Tell is a journalled value of a column as the actor gets to see it; false: the change is not told at all.
func (t *Type) Tell(a *actor.Actor, c *Column, value string) (string, bool) {
	switch {
	case c.Sensitive == "":
		return value, true
	case c.Sensitive == actor.Amount:
		return value, a.Knows(t.Kind, actor.Amount)
	case c.Sensitive == actor.Wechat && a.Sees(t.Kind, actor.Wechat) == actor.Shown && !a.Knows(t.Kind, actor.Phone):
		return text.MaskPhone(value), true // told longer ago than the rule what looks like a phone
	}
	return Veil(a, t.Kind, c.Sensitive, value), a.Sees(t.Kind, c.Sensitive) != actor.Hidden
}
