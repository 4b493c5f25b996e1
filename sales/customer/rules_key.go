package customer

import (
	"slices"
	"strings"
	"unicode/utf8"

	"xiaoguan/base/fault"
	"xiaoguan/base/text"
)

// known is an identity in comparable form.
type known struct {
	nameNorm string
	code     string
	phone    text.Phone
	keys     []string // strongest first; none: nobody is identified
}

// nobody are words that stand in a name's column and name no company.
var nobody = []string{"无", "暂无", "没有", "未知", "不详", "未填", "个人", "公司", "有限公司", "none", "null", "nil", "na", "unknown", "test", "测试"}

// identify says under which keys an identity is known: a company's credit code and normalised name, a person's phone where
// it is one that belongs to one holder. A wrong credit code is a fault of the field credit_code. nameNorm
// is a company's comparable name, "" where it is still to be worked out.
func identify(kind, name, nameNorm, phone, creditCode string) (known, error) {
	k := known{phone: text.NormPhone(phone)}
	if kind == Person {
		k.nameNorm = strings.ToLower(text.Fold(name))
		if k.phone.Identifies() {
			k.keys = []string{"phone:" + k.phone.Norm}
		}
		return k, nil
	}
	if k.nameNorm = nameNorm; nameNorm == "" {
		k.nameNorm = text.NormCompany(name).Key
	}
	if creditCode != "" {
		code, verdict := CheckCreditCode(creditCode)
		if !verdict.OK {
			return k, fault.Wrong("credit_code", verdict.What, verdict.Want)
		}
		k.code = code
		k.keys = append(k.keys, "code:"+code)
	}
	if utf8.RuneCountInString(k.nameNorm) >= 2 && !slices.Contains(nobody, k.nameNorm) {
		k.keys = append(k.keys, "name:"+k.nameNorm)
	}
	return k, nil
}

// ambiguous reports whether a key may be held by another entity than the one meant: two companies of one name with different
// credit codes are two.
func ambiguous(key, creditCode string) bool {
	return creditCode != "" && strings.HasPrefix(key, "name:")
}
