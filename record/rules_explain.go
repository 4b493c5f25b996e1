package record

import (
	"slices"

	"xiaoguan/base/actor"
	"xiaoguan/base/fault"
	"xiaoguan/base/id"
)

// Pool says what an act has to do with records that nobody owns.
type Pool uint8

// The pools.
const (
	NoPool   Pool = iota // such a record is in nobody's reach short of the whole organisation's
	PoolSeen             // whoever has the type's permission for what nobody owns reaches it too
	PoolAny              // whoever has the act's own permission, in whatever scope, reaches it too
	PoolOnly             // the act is for such records alone
)

// Act is what somebody may do on one record, as access decides it. Whether the record's state allows it is another question.
type Act struct {
	Name       string // "read"
	Label      fault.Text
	Permission actor.Permission
	Pool       Pool
	Opens      actor.Sensitive // what it shows; "" = nothing that a role may be kept from
}

// Relation is how a record stands to a person.
type Relation string

// The relations, nearest first.
const (
	Owns      Relation = "owner"
	Joins     Relation = "collaborator"
	InGroup   Relation = "group"
	InBelow   Relation = "below"
	Nobodys   Relation = "nobody"
	Elsewhere Relation = "elsewhere"
)

var relationWords = map[Relation]fault.Text{
	Owns: {ZH: "自己负责的", EN: "owned by the person"}, Joins: {ZH: "别人负责、请他协作的", EN: "owned by somebody else, and collaborated on"}, InGroup: {ZH: "同组同事负责的", EN: "owned by a colleague of the same group"},
	InBelow: {ZH: "下级小组负责的", EN: "owned in a group below"}, Nobodys: {ZH: "还没有人负责", EN: "owned by nobody"}, Elsewhere: {ZH: "别的小组负责的", EN: "owned in another group"},
}

var scopeWords = map[actor.Scope]fault.Text{
	actor.None: {ZH: "没有", EN: "not granted"}, actor.Own: {ZH: "自己的", EN: "own"}, actor.Group: {ZH: "本组的", EN: "the group's"},
	actor.Below: {ZH: "本组和下级组的", EN: "the group's and those below"}, actor.All: {ZH: "全公司的", EN: "the whole company's"},
}

// ScopeWord is a scope in words.
func ScopeWord(s actor.Scope) fault.Text { return scopeWords[s] }

// RelationOf is how a record of an owner and group stands to a person. The group is the one the owner was in when he got it.
func RelationOf(a *actor.Actor, owner, group id.ID) Relation {
	switch {
	case owner.IsZero() && group.IsZero():
		return Nobodys
	case owner == a.Member:
		return Owns
	case !group.IsZero() && group == a.Group:
		return InGroup
	case !group.IsZero() && slices.Contains(a.Below, group):
		return InBelow
	case owner.IsZero():
		return Nobodys
	}
	return Elsewhere
}

// Finding is the answer for one act: the scope granted, and why that reaches the record or does not.
type Finding struct {
	Act   *Act
	OK    bool
	Scope actor.Scope
	Why   fault.Text
}

// Explain judges every act of the type on a record of an owner and group for a person, with the reason. It judges as the
// operations themselves do.
func (t *Type) Explain(a *actor.Actor, record, owner, group id.ID) []Finding {
	out := make([]Finding, len(t.Acts))
	for i := range t.Acts {
		out[i] = t.explain(a, &t.Acts[i], record, owner, group)
	}
	return out
}

func (t *Type) explain(a *actor.Actor, act *Act, record, owner, group id.ID) Finding {
	f := Finding{Act: act, Scope: a.Can(act.Permission)}
	relation := RelationOf(a, owner, group)
	args := fault.Args{"scope": scopeWords[f.Scope].ZH, "scope_en": scopeWords[f.Scope].EN, "right": rightWords[a.Right(record)].ZH, "right_en": rightWords[a.Right(record)].EN, "relation": relationWords[relation].ZH, "relation_en": relationWords[relation].EN}
	say := func(ok bool, zh, en string) Finding {
		f.OK, f.Why = ok, fault.Text{ZH: zh, EN: en}.Fill(args)
		return f
	}
	pooled := relation == Nobodys && (act.Pool == PoolAny && f.Scope != actor.None || act.Pool == PoolSeen && t.sees(a))
	switch {
	case act.Opens != "" && a.Sees(t.Kind, act.Opens) == actor.Hidden:
		return say(false, "这个角色完全看不到"+sensitiveWords[act.Opens].ZH, "This role does not get to see the "+sensitiveWords[act.Opens].EN+" at all")
	case pooled && act.Pool == PoolSeen && !a.Reaches(act.Permission, owner, group):
		return say(true, "没人负责的，能领的人都看得到", "Nobody owns it: whoever may take it sees it")
	case f.Scope == actor.None:
		return say(false, "角色里没有这个权限", "The role does not grant it")
	case act.Pool == PoolOnly && relation == Nobodys:
		return say(true, "没人负责的，可以领", "Nobody owns it: it may be taken")
	case act.Pool == PoolOnly:
		return say(false, "已经有人负责，只能领没人负责的", "It has an owner; only what nobody owns can be taken")
	case pooled:
		return say(true, "没人负责的，有这个权限就可以", "Nobody owns it: having the permission is enough")
	case a.Reaches(act.Permission, owner, group):
		return say(true, "范围是{scope}，这条是{relation}", "The scope is {scope_en}, and this one is {relation_en}")
	case a.ReachesRecord(act.Permission, record, owner, group):
		return say(true, "是协作人，给的是「{right}」", "A collaborator, asked to {right_en}")
	case a.Right(record) == actor.Reads:
		return say(false, "是协作人，但给的是「{right}」", "A collaborator, but asked only to {right_en}")
	case a.Right(record) != actor.NoRight:
		return say(false, "是协作人，但这件事只有负责的人能做", "A collaborator, but this is for whoever has the record")
	}
	return say(false, "范围只到{scope}，这条是{relation}", "The scope reaches only {scope_en}, and this one is {relation_en}")
}
