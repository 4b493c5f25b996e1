package lead

import (
	"slices"

	"xiaoguan/base/actor"
	"xiaoguan/base/fault"
	"xiaoguan/record"
)

// Verdict says whether an act may be done on a lead now and, if not, why.
type Verdict struct {
	OK  bool       `json:"ok"`
	Why string     `json:"why,omitempty"`
	why fault.Text // in both languages; Why is filled for the reader
}

func yes() Verdict { return Verdict{OK: true} }

func no(zh, en string) Verdict { return Verdict{why: label(zh, en)} }

// In is the verdict worded in a language.
func (v Verdict) In(lang string) Verdict {
	if !v.OK {
		v.Why = v.why.In(lang)
	}
	return v
}

// Err is nil for yes, else a conflict that says why.
func (v Verdict) Err() error {
	if v.OK {
		return nil
	}
	return ErrState.New(fault.Args{"why": v.why.ZH, "why_en": v.why.EN})
}

// ErrState refuses an act that the lead's state does not allow.
var ErrState = fault.Declare("lead.state", fault.Conflict, "现在不能这样做：{why}", "That cannot be done now: {why_en}")

// Acts judges every act a person could do on the lead.
func Acts(l *Lead, a *actor.Actor) map[string]Verdict {
	reach := func(p actor.Permission, v Verdict) Verdict {
		if !a.ReachesRecord(p, l.ID, l.Owner, l.Group) {
			return no("这条线索不归你管", "This lead is not yours")
		}
		return v
	}
	return map[string]Verdict{
		"edit":   reach(actor.LeadWrite, yes()),
		"touch":  reach(actor.TouchWrite, MayTouch(l)),
		"claim":  MayClaim(l, a),
		"assign": MayAssign(l, a),
		"win":    reach(actor.LeadWrite, MayWin(l)),
		"lose":   reach(actor.LeadWrite, MayLose(l)),
		"reopen": reach(actor.LeadWrite, MayReopen(l)),
		"reveal": reach(actor.LeadReveal, MayReveal(l, a)),
	}
}

// MayTouch: follow-ups are logged on open leads only.
func MayTouch(l *Lead) Verdict {
	if l.State != Open {
		return no("已经结束，重新打开后才能记跟进", "It has ended; reopen it to log a follow-up")
	}
	return yes()
}

// MayClaim: a salesperson takes an open lead that nobody owns.
func MayClaim(l *Lead, a *actor.Actor) Verdict {
	switch {
	case a.Can(actor.LeadClaim) == actor.None:
		return no("你的角色不领线索", "Your role does not take leads")
	case !l.Owner.IsZero():
		return no("已经有人在跟", "Somebody has it already")
	case l.State != Open:
		return no("已经结束", "It has ended")
	}
	return yes()
}

// MayAssign: whoever reaches the lead, or any assigner while nobody owns it.
func MayAssign(l *Lead, a *actor.Actor) Verdict {
	switch {
	case a.Can(actor.LeadAssign) == actor.None:
		return no("你的角色不分线索", "Your role does not assign leads")
	case !l.Owner.IsZero() && !a.Reaches(actor.LeadAssign, l.Owner, l.Group):
		return no("这条线索不归你管", "This lead is not yours")
	case l.State != Open:
		return no("已经结束", "It has ended")
	}
	return yes()
}

// MayWin: a lead is won once.
func MayWin(l *Lead) Verdict {
	if l.State == Won {
		return no("已经赢单，一条线索只赢一次", "It is won already; a lead is won once")
	}
	if l.Owner.IsZero() {
		return no("还没有负责人，先领走或分给人", "Nobody owns it; claim or assign it first")
	}
	return yes()
}

// MayLose: only an open lead can be lost.
func MayLose(l *Lead) Verdict {
	if l.State != Open {
		return no("已经结束", "It has ended")
	}
	return yes()
}

// MayReopen undoes winning or losing.
func MayReopen(l *Lead) Verdict {
	if l.State == Open {
		return no("本来就在跟", "It is open")
	}
	return yes()
}

// MayReveal: there must be a number to show, and the role must get to see numbers.
func MayReveal(l *Lead, a *actor.Actor) Verdict {
	if a.Sees(Kind, actor.Phone) == actor.Hidden {
		return no("你的角色看不到电话", "Your role does not get to see phone numbers")
	}
	if l.Phone == "" {
		return no("没有电话，先补上", "There is no number yet; add one")
	}
	return yes()
}

// CheckChance notes what is wrong with a chance and its reason: 小 and 无 need one of the company's reasons.
func CheckChance(p *fault.Problems, cat *record.Catalogue, chance Chance, reason string) {
	if !slices.Contains([]Chance{"", Large, Medium, Small, NoHope}, chance) {
		p.Add("chance", label("不在可选范围内", "Not one of the choices"), label("可选：large medium small none", "One of: large medium small none"))
		return
	}
	if chance != Small && chance != NoHope {
		return
	}
	var names string
	for _, r := range cat.Reasons {
		if r.Kind == "chance" {
			names += " " + r.Name
		}
	}
	if !cat.HasReason("chance", reason) {
		p.Add("chance_reason", label("机会变小或没有机会，要说原因", "A small chance or none needs a reason"), label("可选："+names, "One of:"+names))
	}
}

// CheckIdentity: a lead needs something to be called or reached by.
func CheckIdentity(p *fault.Problems, l *Lead, external string) {
	if l.Name == "" && l.ContactName == "" && l.PhoneNorm == "" && l.Email == "" && external == "" {
		p.Add("name", label("公司、联系人、电话至少填一个", "Give a company, a contact or a phone number"), label("例如 宁波拓森汽车零部件有限公司", "Such as 宁波拓森汽车零部件有限公司"))
	}
}
