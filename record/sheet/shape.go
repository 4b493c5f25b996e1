package sheet

import (
	"regexp"
	"strings"
)

// The types a declared field may have as far as values show them by their shape. Any other type is recognised by its
// title alone.
const (
	TypePhone      = "phone"
	TypeEmail      = "email"
	TypeCreditCode = "credit_code" // unified social credit code, 18 characters
	TypeDate       = "date"
	TypeNumber     = "number"
	TypeCompany    = "company"
)

var (
	mobileShape = regexp.MustCompile(`^(\+?86)?1[3-9]\d{9}$`)
	phoneShape  = regexp.MustCompile(`^(\+?\d{1,3})?[\d()]{5,20}(转\d{1,6}|x\d{1,6})?$`)
	emailShape  = regexp.MustCompile(`^[^\s@,;]+@[^\s@,;]+\.[^\s@,;]{2,}$`)
	creditShape = regexp.MustCompile(`^[0-9A-HJ-NPQRTUWXY]{2}\d{6}[0-9A-HJ-NPQRTUWXY]{10}$`)
	idShape     = regexp.MustCompile(`^\d{6}(19|20)\d{9}[\dX]$`) // a resident identity number: 18 characters too
	dateShape   = regexp.MustCompile(`^(19|20)\d{2}([-/.]\d{1,2}[-/.]\d{1,2}|年\d{1,2}月(\d{1,2}日)?)([ T]\d{1,2}:\d{2}(:\d{2})?)?$`)
	numberShape = regexp.MustCompile(`^[-+]?[¥$￥]?\d[\d,]*(\.\d+)?%?$`)
	phoneNoise  = strings.NewReplacer(" ", "", "-", "", "\u00a0", "", "－", "", "—", "")
)

// companyEnds are endings by which names of companies are told from other texts.
var companyEnds = []string{"公司", "集团", "工厂", "厂", "商行", "事务所", "合作社", "经营部", "工作室", "中心", "医院", "大学", "学校", "银行", "研究院", "研究所", "分行", "支行", "酒店", "超市", "门店", "协会"}

var companyLatin = regexp.MustCompile(`(?i)\b(co\.?,? ?ltd|ltd|limited|inc|llc|gmbh|corp|corporation|company|plc)\.?$`)

// shapeOf is the type a value has by its shape, "" for plain text.
func shapeOf(value string) string {
	v := strings.TrimSpace(value)
	bare := phoneNoise.Replace(v)
	switch {
	case mobileShape.MatchString(bare):
		return TypePhone
	case emailShape.MatchString(v):
		return TypeEmail
	case dateShape.MatchString(v):
		return TypeDate
	case creditShape.MatchString(v) && !idShape.MatchString(v):
		return TypeCreditCode
	case numberShape.MatchString(v):
		return TypeNumber
	case phoneShape.MatchString(bare):
		return TypePhone
	}
	for _, end := range companyEnds {
		if strings.HasSuffix(strings.TrimRight(v, ")） "), end) && len([]rune(v)) >= 4 {
			return TypeCompany
		}
	}
	if companyLatin.MatchString(v) {
		return TypeCompany
	}
	return ""
}

// fits reports whether a value may stand in a field of the type; what has no strict shape takes everything.
func fits(value, kind string) bool {
	bare := phoneNoise.Replace(strings.TrimSpace(value))
	switch kind {
	case TypePhone:
		return phoneShape.MatchString(bare)
	case TypeEmail:
		return strings.Contains(value, "@")
	case TypeCreditCode:
		return len([]rune(bare)) == 18 || len([]rune(bare)) == 15
	case TypeDate:
		return shapeOf(value) == TypeDate || numberShape.MatchString(value)
	case TypeNumber:
		return strings.ContainsAny(value, "0123456789")
	}
	return true
}
