package team

import (
	"slices"
	"strings"
	"unicode/utf8"

	"xiaoguan/base/fault"
)

const (
	shortest = 8   // characters
	longest  = 200 // characters; more is no password but an attack on the hash
)

// commonest are the passwords of eight characters and more that are tried first, in lower case.
var commonest = strings.Fields(`12345678 123456789 1234567890 12345678910 123123123 11111111 00000000 88888888 66666666 99999999 87654321
	987654321 0123456789 11223344 112233445566 147258369 123456abc abc12345 abcd1234 abcdefgh a1234567 a12345678 a123456789 1q2w3e4r
	1q2w3e4r5t 1qaz2wsx qwertyui qwerty123 qwer1234 qwertyuiop asdfghjkl asdf1234 zxcvbnm123 password password1 password123 passw0rd
	p@ssw0rd p@ssword admin123 admin1234 administrator iloveyou 5201314520 woaini1314 woaini520 woaini123 xiaoguan xiaoguan123 xiaoguan1 sunshine princess football
	baseball superman trustno1 welcome1 letmein123 changeme 00001111 12341234 12344321 1234qwer qazwsxedc aa123456 aa123456789 q1w2e3r4`)

// checkPassword judges a new password of a person with these sign-in names; problems are noted under field.
func checkPassword(p *fault.Problems, field, password string, a account) {
	want := fault.Text{ZH: "8 到 200 个字符，不用常见密码，不用自己的手机号或邮箱", EN: "8 to 200 characters, no common password, not your phone or e-mail address"}
	lower := strings.ToLower(password)
	switch n := utf8.RuneCountInString(password); {
	case !utf8.ValidString(password) || strings.ContainsRune(password, 0):
		p.Add(field, fault.Text{ZH: "含有不能用的字符", EN: "Holds characters that cannot be used"}, want)
	case n < shortest:
		p.Add(field, fault.Text{ZH: "太短", EN: "Too short"}, want)
	case n > longest:
		p.Add(field, fault.Text{ZH: "太长", EN: "Too long"}, want)
	case slices.Contains(commonest, lower) || strings.Count(lower, lower[:1]) == len(lower):
		p.Add(field, fault.Text{ZH: "这个密码太常见，很容易被猜到", EN: "This password is among the first to be guessed"}, want)
	case sameAsAccount(lower, a):
		p.Add(field, fault.Text{ZH: "不能用自己的手机号或邮箱当密码", EN: "Your own phone or e-mail address is no password"}, want)
	}
}

func sameAsAccount(lower string, a account) bool {
	typed, ok := accountOf(lower)
	name, _, _ := strings.Cut(a.email, "@")
	return ok && (typed.phone != "" && typed.phone == a.phone || typed.email != "" && typed.email == a.email) || name != "" && lower == name
}
