package customer

import (
	"encoding/csv"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"pgregory.net/rapid"
)

func TestCheckCreditCode(t *testing.T) {
	for _, c := range []struct {
		name, in, norm string
		ok             bool
		what           string
	}{
		{"原样", "91350100M000100Y43", "91350100M000100Y43", true, ""},
		{"小写与空格", " 9135 0100 m000 100y43 ", "91350100M000100Y43", true, ""},
		{"全角与横线", "９１３５０１００-M000100Y4-3", "91350100M000100Y43", true, ""},
		{"末位错", "91350100M000100Y44", "91350100M000100Y44", false, "校验位不对，可能抄错了一位"},
		{"抄错一位", "91350100M000100Y53", "91350100M000100Y53", false, "校验位不对，可能抄错了一位"},
		{"邻位对调", "91351000M000100Y43", "91351000M000100Y43", false, "校验位不对，可能抄错了一位"},
		{"字母 O 不是零", "9135O100M000100Y43", "9135O100M000100Y43", false, "第 5 位不能是 O"},
		{"末位字母", "91350100M000100Y4Z", "91350100M000100Y4Z", false, "第 18 位不能是 Z"},
		{"少一位", "91350100M000100Y4", "91350100M000100Y4", false, "有 17 位"},
		{"多一位", "91350100M000100Y433", "91350100M000100Y433", false, "有 19 位"},
		{"旧注册号", "350100100012345", "350100100012345", false, "这是 15 位的旧注册号"},
		{"汉字", "统一社会信用代码统一社会信用代码统一", "统一社会信用代码统一社会信用代码统一", false, "第 1 位不能是 统"},
		{"空", "", "", false, "有 0 位"},
	} {
		t.Run(c.name, func(t *testing.T) {
			norm, v := CheckCreditCode(c.in)
			if norm != c.norm || v.OK != c.ok || v.What.ZH != c.what {
				t.Fatalf("%q: %q %+v", c.in, norm, v)
			}
			if v.OK != (v.Want.ZH == "") || v.OK != (v.Want.EN == "") || v.OK != (v.What.EN == "") {
				t.Errorf("%q does not say what would be right: %+v", c.in, v)
			}
		})
	}
}

func TestCheckCreditCodeOnSharedVectors(t *testing.T) {
	f, err := os.Open(filepath.Join("..", "..", "..", "shared", "data", "cn", "uscc_check_vectors.csv"))
	if err != nil {
		t.Skip("no uscc_check_vectors.csv here: credit codes are checked against our own vectors only")
	}
	defer func() { _ = f.Close() }()
	rows, err := csv.NewReader(f).ReadAll()
	if err != nil || len(rows) < 10 {
		t.Fatalf("%d rows, %v", len(rows), err)
	}
	for _, row := range rows[1:] {
		code, check, valid := row[0], row[1], row[2] == "1"
		if _, v := CheckCreditCode(code); v.OK != valid {
			t.Errorf("%s: %+v, want valid %v", code, v, valid)
		}
		if _, v := CheckCreditCode(code[:17] + check); !v.OK {
			t.Errorf("%s with the check character %s: %+v", code, check, v)
		}
	}
}

// One wrong character or one swap of neighbours never passes, and the check
// character proposed always does.
func TestEveryMistakeIsFound(t *testing.T) {
	character := rapid.SampledFrom([]rune(creditAlphabet))
	rapid.Check(t, func(t *rapid.T) {
		code := rapid.SliceOfN(character, 18, 18).Draw(t, "code")
		if _, v := CheckCreditCode(string(code)); !v.OK {
			code[17], _ = lastRune(v.Want.ZH)
		}
		if _, v := CheckCreditCode(string(code)); !v.OK {
			t.Fatalf("%s as proposed: %+v", string(code), v)
		}
		wrong := []rune(string(code))
		i := rapid.IntRange(0, 17).Draw(t, "place")
		wrong[i] = character.Draw(t, "other")
		if _, v := CheckCreditCode(string(wrong)); v.OK != (wrong[i] == code[i]) {
			t.Fatalf("%s for %s: %+v", string(wrong), string(code), v)
		}
		swapped := []rune(string(code))
		j := rapid.IntRange(0, 16).Draw(t, "swap")
		swapped[j], swapped[j+1] = swapped[j+1], swapped[j]
		if _, v := CheckCreditCode(string(swapped)); v.OK != (code[j] == code[j+1]) {
			t.Fatalf("%s for %s: %+v", string(swapped), string(code), v)
		}
	})
}

func lastRune(s string) (rune, bool) {
	all := []rune(strings.TrimSpace(s))
	if len(all) == 0 {
		return 0, false
	}
	return all[len(all)-1], true
}
