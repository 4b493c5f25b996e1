package lead

import (
	"slices"
	"strings"

	"xiaoguan/base/actor"
	"xiaoguan/base/fault"
	"xiaoguan/record"
)

// takeOwn judges the own fields of a new lead, fills in their defaults, and keeps what becomes of them with what no field has.
func (n *New) takeOwn(p *fault.Problems, cat *record.Catalogue, a *actor.Actor) (err error) {
	if n.own, err = encode(cat, n.Custom); err != nil {
		return err
	}
	n.own = cat.TakeOwn(p, a, Kind, n.own, n.Own, true)
	return nil
}

// notInFiles are columns that a stage may ask for and no file can bring: the customer follows from the name, and what comes
// next is planned by people.
var notInFiles = []string{"customer_id", "next_due"}

// CheckArrival notes what a lead from a file lacks to stand where it arrives: in the mode's first stage, or its last where it
// was won. Own fields that every new lead needs are among it.
func (n *New) CheckArrival(p *fault.Problems, cat *record.Catalogue, a *actor.Actor, mode *record.Mode) error {
	st := mode.Stages[0]
	if n.Outcome == Won {
		st = mode.Stages[len(mode.Stages)-1]
	}
	st.Required = slices.DeleteFunc(slices.Clone(st.Required), func(name string) bool { return slices.Contains(notInFiles, name) })
	if len(st.Required) == 0 && len(cat.Fields(Kind)) == 0 {
		return nil
	}
	tried := *n
	if err := tried.takeOwn(p, cat, a); err != nil {
		return err
	}
	checkStage(p, cat, &Lead{Name: n.Name, ContactName: n.ContactName, ContactTitle: n.ContactTitle, Phone: n.Phone, Email: n.Email, Wechat: n.Wechat, Source: n.Source,
		Region: n.Region, Industry: n.Industry, ExpectedAmount: n.ExpectedAmount, Chance: n.Chance, TagList: strings.Join(n.Tags, ","), Custom: tried.own}, &st)
	return nil
}
