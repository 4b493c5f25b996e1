package customer

import (
	"slices"
	"strings"

	"xiaoguan/base/actor"
	"xiaoguan/base/fault"
	"xiaoguan/base/id"
	"xiaoguan/base/text"
	"xiaoguan/record"
)

var (
	// ErrDuplicate refuses a customer that the organisation knows already (撞单); its data say who owns it.
	ErrDuplicate = fault.Declare("customer.duplicate", fault.Conflict, "公司里已经有这个客户了{who}", "This customer is known already{who}")
	// ErrNoPhone refuses to reveal what is not there.
	ErrNoPhone = fault.Declare("customer.no_phone", fault.Conflict, "没有留电话", "There is no phone number")
)

// sheet is everything about a customer that people fill in.
type sheet struct {
	Customer
	phone, email, wechat string
	tags                 []string
}

// clean brings the sheet into the form in which it is kept and judges it; known says what it is identified by.
func (f *sheet) clean() (known, error) {
	for _, s := range []*string{&f.Name, &f.Industry, &f.Region, &f.phone, &f.email, &f.wechat} {
		*s = strings.TrimSpace(*s)
	}
	var p fault.Problems
	p.Need("name", f.Name, label("客户的全称或姓名", "The full name of the company or person"))
	checkPoints(&p, f.phone, f.email)
	if f.Kind == Person && strings.TrimSpace(f.CreditCode) != "" {
		p.Add("credit_code", label("个人没有统一社会信用代码", "A person has no credit code"), label("留空，或改为企业", "Leave it empty, or make it a company"))
	}
	if f.Kind == Person && !f.Parent.IsZero() {
		p.Add("parent_id", label("个人没有上级公司", "A person has no parent company"), label("留空", "Leave it empty"))
	}
	tags, err := record.CleanTags(f.tags)
	if err != nil {
		return known{}, err
	}
	if err := p.Err(); err != nil {
		return known{}, err
	}
	k, err := identify(f.Kind, f.Name, "", f.phone, strings.TrimSpace(f.CreditCode))
	f.NameNorm, f.CreditCode, f.tags = k.nameNorm, k.code, tags
	return k, err
}

// checkPoints judges a phone and a mail address; empty ones are fine.
func checkPoints(p *fault.Problems, phone, email string) {
	if text.NormPhone(phone).Kind == text.PhoneUnknown {
		p.Add("phone", label("不像电话号码", "This does not look like a phone number"), label("手机，或带区号的座机，例如 13800138000、0512-68881234", "A mobile, or a landline with its area code, such as 13800138000 or 0512-68881234"))
	}
	if _, ok := text.NormEmail(email); email != "" && !ok {
		p.Add("email", label("不像邮箱地址", "This does not look like a mail address"), label("例如 wang@example.com", "Such as wang@example.com"))
	}
}

// without gives the entries of list that are not in other.
func without(list, other []string) (rest []string) {
	for _, k := range list {
		if !slices.Contains(other, k) {
			rest = append(rest, k)
		}
	}
	return rest
}

// CustomerVerdict says whether an act may be done on a customer and, if not, why, in the reader's language.
type CustomerVerdict struct {
	OK  bool   `json:"ok"`
	Why string `json:"why,omitempty"`
}

// acts judges what the actor may do on a customer of this owner and group.
func acts(a *actor.Actor, customer, owner, group id.ID) map[string]CustomerVerdict {
	may := func(p actor.Permission) CustomerVerdict {
		switch {
		case a.Can(p) == actor.None:
			return CustomerVerdict{Why: label("你的角色不能做这件事", "Your role may not do this").In(a.Lang)}
		case !a.ReachesRecord(p, customer, owner, group):
			return CustomerVerdict{Why: label("这个客户不归你管", "This customer is not yours").In(a.Lang)}
		}
		return CustomerVerdict{OK: true}
	}
	return map[string]CustomerVerdict{"edit": may(actor.CustomerEdit), "add_contact": may(actor.CustomerEdit), "reveal": may(actor.LeadReveal)}
}

// holds reports whether the fields contain every run of Chinese characters of a search fragment as a whole: the index, which
// knows pairs of characters, also finds them apart. Words, initials and digits are exact in the index.
func holds(fragment string, fields ...string) bool {
	all := strings.ToLower(text.Fold(strings.Join(fields, " ")))
	for _, run := range strings.FieldsFunc(strings.ToLower(text.Fold(fragment)), func(r rune) bool { return r < 0x2e80 }) {
		if !strings.Contains(all, run) {
			return false
		}
	}
	return true
}
