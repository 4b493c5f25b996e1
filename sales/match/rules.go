package match

import (
	"time"

	"xiaoguan/base/actor"
	"xiaoguan/base/fault"
	"xiaoguan/base/id"
	"xiaoguan/sales/lead"
	"xiaoguan/sales/team"
)

// Faults of this chapter.
var (
	ErrClaimed  = fault.Declare("lead.claimed_already", fault.Conflict, "这条线索已经由{owner}负责了", "{owner} has this lead already")
	ErrCapacity = fault.Declare("lead.capacity", fault.Conflict, "你手上有 {load} 条在跟的线索，容量是 {capacity} 条；先了结几条，或请经理调高容量",
		"You carry {load} open leads and your capacity is {capacity}; end some first, or ask your manager for a larger capacity")
	ErrBatchState = fault.Declare("match.state", fault.Conflict, "这一批现在不能这样做：{why}", "That cannot be done with this batch now: {why_en}")
)

func stateFault(zh, en string) error {
	return ErrBatchState.New(fault.Args{"why": zh, "why_en": en})
}

// Result is what became of one item; "" is nothing yet.
type Result string

// The results: done, then why an item could not be applied, then why it could not be given back.
const (
	Pending      Result = ""
	Done         Result = "applied"
	GivenBack    Result = "undone"
	LeftOut      Result = "left_out"  // the applier did not choose it
	WhyGone      Result = "gone"      // not there any more, or out of reach
	WhyClaimed   Result = "claimed"   // somebody owns it by now
	WhyEnded     Result = "ended"     // won or lost
	WhyConsent   Result = "approval"  // a rule demands consent: it is asked for lead by lead
	WhyLeft      Result = "left"      // the person has left, or no longer carries leads
	WhyReach     Result = "reach"     // the person is none of the actor's
	WhyFull      Result = "full"      // the person's capacity is reached
	WhySame      Result = "same"      // is his already
	KeptMoved    Result = "moved"     // the owner has changed since
	KeptTouched  Result = "touched"   // was followed up since
	KeptEnded    Result = "kept"      // won or lost since
	KeptOwnerOut Result = "owner_out" // the owner before has left
)

// whys are the results in words, for those that need some.
var whys = map[Result]fault.Text{
	LeftOut:      {ZH: "应用时没有选它", EN: "Was not chosen when applying"},
	WhyGone:      {ZH: "没有这条线索，或者不归你管", EN: "There is no such lead, or it is not yours"},
	WhyClaimed:   {ZH: "已经有人在跟", EN: "Somebody has it already"},
	WhyEnded:     {ZH: "已经结束", EN: "It has ended"},
	WhyConsent:   {ZH: "重点线索转手要审批，请打开它单独分配", EN: "Passing on this key lead needs an approval; open it and assign it by itself"},
	WhyLeft:      {ZH: "这个人已离职，或不再接线索", EN: "The person has left or carries no leads any more"},
	WhyReach:     {ZH: "这个人不归你管", EN: "The person is not one of yours"},
	WhyFull:      {ZH: "这个人的容量已满", EN: "The person's capacity is reached"},
	WhySame:      {ZH: "本来就是这个人的", EN: "The person has it already"},
	KeptMoved:    {ZH: "后来换过负责人，没有撤回", EN: "The owner has changed since; kept"},
	KeptTouched:  {ZH: "后来跟进过，没有撤回", EN: "It was followed up since; kept"},
	KeptEnded:    {ZH: "后来已经结束，没有撤回", EN: "It has ended since; kept"},
	KeptOwnerOut: {ZH: "原负责人已离职，没有撤回", EN: "The owner before has left; kept"},
}

// Why is the result in words, "" where it needs none.
func (r Result) Why(lang string) string { return whys[r].In(lang) }

// carries reports whether a member may own leads: active, in a role that writes them.
func carries(m *team.Member) bool {
	return m.State == team.Active && m.Grants[actor.LeadWrite] != actor.None
}

// sells reports whether leads are matched to a member: whose work they are.
func sells(m *team.Member) bool {
	return m.State == team.Active && carries(m) && (m.Base == actor.Salesperson || m.Base == actor.Manager)
}

// mayReceive judges whether the actor may hand leads to a member under a permission.
func mayReceive(a *actor.Actor, p actor.Permission, m *team.Member) Result {
	switch {
	case m == nil || !carries(m):
		return WhyLeft
	case !a.Reaches(p, m.ID, m.Group):
		return WhyReach
	}
	return Pending
}

// bearer is a member held within a transaction: what is sure until its end.
type bearer struct {
	Capacity, Load int
	Carries        bool
}

// mayApply judges one item of a batch: the lead as held (nil: not within reach, or owned by somebody else) and whom it is for.
func mayApply(l *lead.Lead, to *bearer) Result {
	switch {
	case l == nil:
		return WhyClaimed
	case !l.Owner.IsZero():
		return WhyClaimed
	case l.State != lead.Open:
		return WhyEnded
	case to == nil || !to.Carries:
		return WhyLeft
	case to.Load >= to.Capacity:
		return WhyFull
	}
	return Done
}

// mayAssign judges one lead of a bulk assignment.
func mayAssign(l *lead.Lead, owner id.ID) Result {
	switch {
	case l == nil:
		return WhyGone
	case l.State != lead.Open:
		return WhyEnded
	case l.Owner == owner:
		return WhySame
	}
	return Done
}

// mayGiveBack judges whether an applied item goes back to where it was.
func mayGiveBack(i *Item, l *lead.Lead, touched, ownerOut bool) Result {
	switch {
	case l == nil || l.Owner != i.Owner:
		return KeptMoved
	case l.State != lead.Open:
		return KeptEnded
	case touched:
		return KeptTouched
	case ownerOut:
		return KeptOwnerOut
	}
	return GivenBack
}

// mayUndo judges whether a batch can be undone now.
func mayUndo(b *Batch, now time.Time) error {
	switch {
	case b.State == Preview:
		return stateFault("还没有应用", "It has not been applied")
	case b.State == Applied && now.Sub(b.AppliedAt) > UndoFor:
		return stateFault("应用已超过 7 天", "It was applied more than 7 days ago")
	}
	return nil
}
