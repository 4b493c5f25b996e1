package record

import (
	"xiaoguan/base/actor"
	"xiaoguan/base/fault"
)

// mayInvite judges who adds and takes out a record's collaborators: whoever reaches it, not as a collaborator himself, to
// change it or to assign it.
func (t *Type) mayInvite(a *actor.Actor, h holding) bool {
	for _, act := range t.Acts {
		if (act.Name == "edit" || act.Name == "assign") && a.Reaches(act.Permission, h.Owner, h.Group) {
			return true
		}
	}
	return false
}

// mayJoin judges who can be a collaborator: an active member other than the owner, whose role sees records of the type at all.
func (t *Type) mayJoin(who *Viewer, h holding) error {
	want := fault.Text{ZH: "在职的同事，角色能看" + t.Label.ZH, EN: "An active colleague whose role sees such records"}
	wrong := func(zh, en string) error { return fault.Wrong("member", fault.Text{ZH: zh, EN: en}, want) }
	switch {
	case who.Actor == nil:
		return wrong(who.Name+"已离职", who.Name+" has left")
	case who.ID == h.Owner:
		return wrong(who.Name+"就是负责人", who.Name+" is the owner")
	case who.Actor.Can(t.Read) == actor.None:
		return wrong(who.Name+"的角色看不到"+t.Label.ZH, "The role of "+who.Name+" does not see such records")
	}
	return nil
}
