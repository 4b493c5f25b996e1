package lead

import (
	"fmt"

	"xiaoguan/base/fault"
	"xiaoguan/store/journal"
)

// approvalPeople are the journalled members of an approval, by field.
var approvalPeople = map[string]fault.Text{"approval.by": {ZH: "审批人", EN: "Approved by"}, "approval.for": {ZH: "代", EN: "Standing in for"}}

// approval tells a journalled change that belongs to an approval: what was said, and who decided. False: it is none.
func (v *Viewer) approval(h *Happening, c journal.Change) bool {
	if c.Field == "approval.comment" {
		h.Comment = fmt.Sprint(c.After)
		return true
	}
	label, ok := approvalPeople[c.Field]
	if ok {
		h.Changes = append(h.Changes, Told{Field: c.Field, Label: label.In(v.actor.Lang), After: v.people.Name(parse(fmt.Sprint(c.After)))})
	}
	return ok
}
