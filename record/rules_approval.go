package record

import (
	"slices"

	"xiaoguan/base/actor"
	"xiaoguan/base/day"
	"xiaoguan/base/fault"
	"xiaoguan/base/id"
)

// Crew is who can decide: the people of an organisation as of one day.
type Crew struct {
	People   []Person
	Parent   map[id.ID]id.ID // of each group
	Calendar *day.Calendar
	Today    day.Day
}

// Person is one of them.
type Person struct {
	ID     id.ID
	Name   string
	Role   actor.Role
	Group  id.ID
	Head   bool // leads the group
	Active bool
	Away   bool  // absent today
	Deputy id.ID // who stands in for him then; zero: nobody
}

// Person finds one; nil when there is none.
func (c *Crew) Person(member id.ID) *Person {
	for i := range c.People {
		if c.People[i].ID == member {
			return &c.People[i]
		}
	}
	return nil
}

// Name is a person's name, "" for nobody.
func (c *Crew) Name(member id.ID) string {
	if p := c.Person(member); p != nil {
		return p.Name
	}
	return ""
}

// Decider may decide a step, on his own account or, with For, as deputy of somebody absent.
type Decider struct {
	Member id.ID
	For    id.ID
}

// asked are the people a step names, the applicant left out, in the order of the crew.
func (c *Crew) asked(s ApprovalStep, applicant, applicantGroup, recordGroup id.ID) (out []*Person) {
	if s.Who == WhoLeader || s.Who == WhoRecordLeader {
		group := applicantGroup
		if s.Who == WhoRecordLeader {
			group = recordGroup
		}
		return c.leaders(group, applicant)
	}
	for i := range c.People {
		p := &c.People[i]
		if p.Active && p.ID != applicant && (s.Who == WhoRole && p.Role == s.Role || s.Who == WhoMember && p.ID == s.Member) {
			out = append(out, p)
		}
	}
	return out
}

// leaders are the heads of a group; where it has none but the applicant, of the next group above.
func (c *Crew) leaders(group, applicant id.ID) (out []*Person) {
	seen := map[id.ID]bool{}
	for !group.IsZero() && !seen[group] && len(out) == 0 {
		seen[group] = true
		for i := range c.People {
			if p := &c.People[i]; p.Active && p.Head && p.Group == group && p.ID != applicant {
				out = append(out, p)
			}
		}
		group = c.Parent[group]
	}
	return out
}

// Deciders are those who may decide a step now: whom it names, and in place of each who is absent also his deputy, whose
// deputy stands in should he be absent too. The applicant is never among them.
func (c *Crew) Deciders(s ApprovalStep, applicant, applicantGroup, recordGroup id.ID) (out []Decider) {
	for _, p := range c.asked(s, applicant, applicantGroup, recordGroup) {
		out = append(out, Decider{Member: p.ID})
	}
	for _, d := range slices.Clone(out) {
		if deputy := c.standIn(d.Member); deputy != nil && deputy.ID != applicant &&
			!slices.ContainsFunc(out, func(have Decider) bool { return have.Member == deputy.ID }) {
			out = append(out, Decider{Member: deputy.ID, For: d.Member})
		}
	}
	return out
}

// standIn is who stands in for an absent member today; nil where nobody does, or the deputies go round in a circle.
func (c *Crew) standIn(member id.ID) *Person {
	seen := map[id.ID]bool{}
	p := c.Person(member)
	for p != nil && p.Away {
		if seen[p.ID] {
			return nil
		}
		seen[p.ID] = true
		p = c.Person(p.Deputy)
	}
	if p == nil || p.ID == member || !p.Active {
		return nil
	}
	return p
}

// WhoDecides are those who may decide the step at which a request stands; where its people have gone since it was made, the
// administrators may, so that no request waits for ever.
func (c *Crew) WhoDecides(ap *Approval) []Decider {
	if ap.State != ApprovalPending || ap.StepNo < 1 || ap.StepNo > len(ap.Steps) {
		return nil
	}
	out := c.Deciders(ap.Steps[ap.StepNo-1], ap.Applicant, ap.ApplicantGroup, ap.Group)
	if len(out) == 0 {
		out = c.Deciders(ApprovalStep{Who: WhoRole, Role: actor.Administrator}, ap.Applicant, id.ID{}, id.ID{})
	}
	return out
}

// MayDecide judges whether a member may decide where a request stands now, and on whose behalf.
func (c *Crew) MayDecide(ap *Approval, member id.ID) (Decider, error) {
	no := func(zh, en string) (Decider, error) {
		return Decider{}, ErrApprovalNotYou.New(fault.Args{"why": zh, "why_en": en})
	}
	if ap.State != ApprovalPending {
		return Decider{}, ErrApprovalEnded.New()
	}
	if ap.Applicant == member {
		return no("自己的申请要由别人审批", "One's own request is decided by somebody else")
	}
	for _, d := range c.WhoDecides(ap) {
		if d.Member == member {
			return d, nil
		}
	}
	return no("这一步不由你审批", "This step is not yours to decide")
}

// MayWithdraw: the applicant takes back what still waits.
func MayWithdraw(ap *Approval, member id.ID) error {
	switch {
	case ap.State != ApprovalPending:
		return ErrApprovalEnded.New()
	case ap.Applicant != member:
		return ErrApprovalNotYou.New(fault.Args{"why": "只有申请人能撤回", "why_en": "Only the applicant can withdraw it"})
	}
	return nil
}

// After is where a request stands after a verdict on its step.
func (ap *Approval) After(v Verdict) (state ApprovalState, step int) {
	switch {
	case v == Refuse:
		return ApprovalRefused, ap.StepNo
	case ap.StepNo < len(ap.Steps):
		return ApprovalPending, ap.StepNo + 1
	}
	return ApprovalApproved, ap.StepNo
}

// whyNobody says why a step has no decider, for the applicant.
func whyNobody(s ApprovalStep) fault.Text {
	switch s.Who {
	case WhoRole:
		return fault.Text{ZH: "没有在职的人是这个角色，或只有申请人自己", EN: "Nobody active has that role, or only the applicant"}
	case WhoMember:
		return fault.Text{ZH: "这个人不在职，或就是申请人", EN: "That person is not active, or is the applicant"}
	case WhoRecordLeader:
		return fault.Text{ZH: "记录所在的组和上级组都没有负责人", EN: "Neither the record's group nor any above it has a leader"}
	}
	return fault.Text{ZH: "申请人所在的组和上级组都没有别的负责人", EN: "Neither the applicant's group nor any above it has another leader"}
}

// MostSteps is how many steps a rule may have.
const MostSteps = 5

// CheckSteps notes what is wrong with the steps of a rule: none, too many, the same twice, or one that nobody could decide.
func (c *Crew) CheckSteps(p *fault.Problems, steps []ApprovalStep) {
	if len(steps) == 0 || len(steps) > MostSteps {
		p.Add("steps", fault.Text{ZH: "步数不对", EN: "Not a possible number of steps"}, fault.Text{ZH: "1 到 5 步，每步一个角色、一个人或一位负责人", EN: "1 to 5 steps, each a role, a person or a leader"})
		return
	}
	for i, s := range steps {
		number := fault.Args{"n": i + 1}
		if slices.Contains(steps[:i], s) {
			p.Add("steps", fault.Text{ZH: "第 {n} 步和前面的一步是同样的人，会转回去", EN: "Step {n} asks the same people as a step before: it would go round"}.Fill(number),
				fault.Text{ZH: "每一步换不同的人", EN: "Ask somebody else at each step"})
			continue
		}
		if !c.decidable(s) {
			p.Add("steps", fault.Text{ZH: "第 {n} 步没有人能审批", EN: "Nobody can decide step {n}"}.Fill(number), hint(s))
		}
	}
}

// decidable reports whether anybody could decide a step for some applicant.
func (c *Crew) decidable(s ApprovalStep) bool {
	switch s.Who {
	case WhoRole, WhoMember:
		return len(c.asked(s, id.ID{}, id.ID{}, id.ID{})) > 0
	case WhoLeader, WhoRecordLeader:
		return slices.ContainsFunc(c.People, func(p Person) bool { return p.Active && p.Head })
	}
	return false
}

func hint(s ApprovalStep) fault.Text {
	switch s.Who {
	case WhoRole:
		return fault.Text{ZH: "选一个有人在职的角色", EN: "Choose a role that somebody active has"}
	case WhoMember:
		return fault.Text{ZH: "选一位在职的人", EN: "Choose somebody who is active"}
	case WhoLeader, WhoRecordLeader:
		return fault.Text{ZH: "先在团队里给组设负责人", EN: "Give a group a leader first, on the team page"}
	}
	return fault.Text{ZH: "可选：role member leader record_leader", EN: "One of: role member leader record_leader"}
}
