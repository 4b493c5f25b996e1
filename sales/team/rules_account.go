package team

import (
	"strings"

	"xiaoguan/base/fault"
	"xiaoguan/base/text"
)

var (
	wantPhone = fault.Text{ZH: "手机号或带区号的座机，例如 13800138000", EN: "A mobile, or a landline with its area code, such as 13800138000"}
	wantEmail = fault.Text{ZH: "邮箱地址，例如 zhang@example.com", EN: "An address such as zhang@example.com"}
)

// account is how a person is known when signing in: a phone (E.164) or an e-mail address, in comparable form.
type account struct{ phone, email string }

// accountOf reads what was typed as account; false when it is neither a phone nor an address.
func accountOf(typed string) (account, bool) {
	if strings.Contains(typed, "@") || strings.Contains(typed, "＠") {
		norm, ok := text.NormEmail(typed)
		return account{email: norm}, ok
	}
	p := text.NormPhone(typed)
	return account{phone: p.Norm}, p.Identifies()
}

// contactOf reads a member's phone and e-mail: at least one, each one valid. Problems are noted in p.
func contactOf(p *fault.Problems, phone, email string) account {
	var a account
	if phone = strings.TrimSpace(phone); phone != "" {
		n := text.NormPhone(phone)
		if a.phone = n.Norm; !n.Identifies() {
			p.Add("phone", fault.Text{ZH: "不是可以登录的电话号码", EN: "Not a phone number one can sign in with"}, wantPhone)
		}
	}
	if email = strings.TrimSpace(email); email != "" {
		norm, ok := text.NormEmail(email)
		if a.email = norm; !ok {
			p.Add("email", fault.Text{ZH: "不是邮箱地址", EN: "Not an e-mail address"}, wantEmail)
		}
	}
	if phone == "" && email == "" {
		p.Add("phone", fault.Text{ZH: "手机号和邮箱至少填一个", EN: "Give a phone or an e-mail address"}, wantPhone)
	}
	return a
}
