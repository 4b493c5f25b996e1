package customer

import (
	"strconv"
	"strings"

	"xiaoguan/base/fault"
	"xiaoguan/base/text"
)

// CodeVerdict says whether a text is a unified social credit code and, if not,
// what is wrong and what would be right.
type CodeVerdict struct {
	OK   bool
	What fault.Text // empty when OK
	Want fault.Text // empty when OK
}

// creditAlphabet is the character set of GB 32100-2015; the place of a character
// is its value. I, O, S, V and Z are left out for their likeness to digits.
const creditAlphabet = "0123456789ABCDEFGHJKLMNPQRTUWXY"

const creditLength = 18

// CheckCreditCode brings a unified social credit code to its normal form (half
// width, upper case, without blanks and dashes) and checks it by GB 32100-2015:
// 18 characters of its alphabet, of which the last makes the sum of all values,
// each weighted by 3 to the power of its place (from 0), divisible by 31. The
// check finds every single wrong character and every swap of neighbours. It
// cannot tell whether the code was ever issued.
//
// The normal form is given back whether right or wrong. The empty text is wrong
// like any other: where the code is optional, ask only for one that is there.
func CheckCreditCode(code string) (normalised string, verdict CodeVerdict) {
	normalised = strings.Map(func(r rune) rune {
		if r == ' ' || r == '-' || r == '—' || r == '–' {
			return -1
		}
		return r
	}, strings.ToUpper(text.Fold(code)))

	places := []rune(normalised)
	if len(places) == 15 && strings.Trim(normalised, "0123456789") == "" {
		return normalised, wrongCode("这是 15 位的旧注册号", "This is an old registration number of 15 digits")
	}
	if n := len(places); n != creditLength {
		return normalised, wrongCode("有 "+strconv.Itoa(n)+" 位", "It has "+strconv.Itoa(n)+" characters")
	}
	sum, weight := 0, 1
	for i, r := range places[:creditLength-1] {
		value := strings.IndexRune(creditAlphabet, r)
		if value < 0 {
			return normalised, strangeCharacter(i, r)
		}
		sum = (sum + value*weight) % 31
		weight = weight * 3 % 31
	}
	last := places[creditLength-1]
	if !strings.ContainsRune(creditAlphabet, last) {
		return normalised, strangeCharacter(creditLength-1, last)
	}
	if want := rune(creditAlphabet[(31-sum)%31]); last != want {
		return normalised, CodeVerdict{
			What: fault.Text{ZH: "校验位不对，可能抄错了一位", EN: "The check character does not fit; a character may be mistyped"},
			Want: fault.Text{
				ZH: "对照营业执照再核一遍；若前 17 位都对，末位应是 " + string(want),
				EN: "Compare it with the business licence; if the first 17 characters are right, the last is " + string(want),
			},
		}
	}
	return normalised, CodeVerdict{OK: true}
}

func strangeCharacter(place int, r rune) CodeVerdict {
	at := strconv.Itoa(place + 1)
	return wrongCode("第 "+at+" 位不能是 "+string(r), "Character "+at+" cannot be "+string(r))
}

func wrongCode(zh, en string) CodeVerdict {
	return CodeVerdict{
		What: fault.Text{ZH: zh, EN: en},
		Want: fault.Text{
			ZH: "写营业执照上的 18 位统一社会信用代码，只含数字和大写字母，不含 I、O、S、V、Z",
			EN: "Give the 18-character unified social credit code on the business licence: digits and capital letters without I, O, S, V and Z",
		},
	}
}
