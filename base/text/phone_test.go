package text

import (
	"slices"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"
	"pgregory.net/rapid"
)

func TestNormPhone(t *testing.T) {
	for _, c := range []struct {
		name, in string
		want     Phone
	}{
		{"手机", "13800138000", Phone{"+8613800138000", PhoneMobile, ""}},
		{"手机带横线", "138-0013-8000", Phone{"+8613800138000", PhoneMobile, ""}},
		{"手机带空格全角", "　１３８ ００１３ ８０００", Phone{"+8613800138000", PhoneMobile, ""}},
		{"加号国家码", "+86 138 0013 8000", Phone{"+8613800138000", PhoneMobile, ""}},
		{"无加号国家码", "8613800138000", Phone{"+8613800138000", PhoneMobile, ""}},
		{"零零国家码", "008613800138000", Phone{"+8613800138000", PhoneMobile, ""}},
		{"括号国家码", "(+86)13800138000", Phone{"+8613800138000", PhoneMobile, ""}},
		{"表格里的小数", "13800138000.0", Phone{"+8613800138000", PhoneMobile, ""}},
		{"座机", "0512-68881234", Phone{"+8651268881234", PhoneLandline, ""}},
		{"座机括号", "（010）62771234", Phone{"+861062771234", PhoneLandline, ""}},
		{"座机转", "0512-68881234转8012", Phone{"+8651268881234", PhoneLandline, "8012"}},
		{"座机分机", "0512-68881234 分机：12", Phone{"+8651268881234", PhoneLandline, "12"}},
		{"座机分机号", "0512-68881234分机号12", Phone{"+8651268881234", PhoneLandline, "12"}},
		{"座机横线分机", "0512-68881234-8012", Phone{"+8651268881234", PhoneLandline, "8012"}},
		{"座机 ext", "0512 68881234 ext. 8012", Phone{"+8651268881234", PhoneLandline, "8012"}},
		{"括号里的分机", "010-62771234(转801)", Phone{"+861062771234", PhoneLandline, "801"}},
		{"没有区号", "68881234", Phone{"68881234", PhoneLocal, ""}},
		{"没有区号带分机", "6888123-801", Phone{"6888123", PhoneLocal, "801"}},
		{"四百", "400-820-8820", Phone{"4008208820", PhoneService, ""}},
		{"银行", "95588", Phone{"95588", PhoneService, ""}},
		{"运营商", "10086", Phone{"10086", PhoneService, ""}},
		{"香港", "+852 2123 4567", Phone{"+85221234567", PhoneForeign, ""}},
		{"美国", "+1 (650) 253-0000", Phone{"+16502530000", PhoneForeign, ""}},
		{"科学记数", "1.38E+10", Phone{"1.38E+10", PhoneUnknown, ""}},
		{"少一位", "1380013800", Phone{"1380013800", PhoneUnknown, ""}},
		{"两个号码", "13800138000、13900139000", Phone{"13800138000、13900139000", PhoneUnknown, ""}},
		{"文字", "见备注", Phone{"见备注", PhoneUnknown, ""}},
		{"字母号码不猜", "1-800-FLOWERS", Phone{"1-800-FLOWERS", PhoneUnknown, ""}},
		{"空", " ", Phone{}},
	} {
		t.Run(c.name, func(t *testing.T) {
			if diff := cmp.Diff(c.want, NormPhone(c.in)); diff != "" {
				t.Errorf("NormPhone(%q): want (-), got (+)\n%s", c.in, diff)
			}
		})
	}
}

func TestMasks(t *testing.T) {
	for in, want := range map[string]string{
		"13800138000": "138****8000", "+86 138 0013 8000": "138****8000", "0512-68881234": "0512****1234", "010-62771234": "010****1234",
		"95588": "****88", "68881234": "****1234", "+85221234567": "+852****4567", "": "", "见备注": "****注", "12": "****2", "x": "****",
	} {
		if got := MaskPhone(in); got != want {
			t.Errorf("MaskPhone(%q) = %q, want %q", in, got, want)
		}
	}
	for in, want := range map[string]string{
		"Zhang.San@Example.com": "z***@example.com", " ＺＳ＠qq.com ": "z***@qq.com", "": "", "不是邮箱": "不***",
	} {
		if got := MaskEmail(in); got != want {
			t.Errorf("MaskEmail(%q) = %q, want %q", in, got, want)
		}
	}
}

func TestNormEmail(t *testing.T) {
	for _, c := range []struct {
		in, want string
		ok       bool
	}{
		{" Zhang.San@Example.COM ", "zhang.san@example.com", true},
		{"mailto:a+b@x.co", "a+b@x.co", true},
		{"张三@公司.中国", "张三@公司.中国", true},
		{"ａ＠ｂ．ｃｎ", "a@b.cn", true},
		{"a@b", "a@b", false},
		{"a b@c.cn", "a b@c.cn", false},
		{"a@b@c.cn", "a@b@c.cn", false},
		{".a@b.cn", ".a@b.cn", false},
		{"a@-b.cn", "a@-b.cn", false},
		{"a..b@c.cn", "a..b@c.cn", false},
		{"", "", false},
		{strings.Repeat("a", 250) + "@b.cn", strings.Repeat("a", 250) + "@b.cn", false},
	} {
		if got, ok := NormEmail(c.in); got != c.want || ok != c.ok {
			t.Errorf("NormEmail(%q) = %q, %v", c.in, got, ok)
		}
	}
}

func mobiles() *rapid.Generator[string] { return rapid.StringMatching(`13[5-9][0-9]{8}`) }

func TestPhoneSpellingsAgree(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		d := mobiles().Draw(t, "digits")
		want := Phone{Norm: "+86" + d, Kind: PhoneMobile}
		for _, s := range []string{d, "+86" + d, "86 " + d, d[:3] + "-" + d[3:7] + "-" + d[7:], d[:3] + " " + d[3:7] + " " + d[7:], want.Norm} {
			if got := NormPhone(s); got != want {
				t.Fatalf("%q: %+v", s, got)
			}
		}
		if q := QueryTokens(d[:3] + " " + d[3:7] + " " + d[7:]); !slices.Equal(q.Exact, []string{d}) || q.Prefix != nil {
			t.Fatalf("asked for as %+v", q)
		}
	})
}

// Who sees a masked phone must not be able to find the hidden digits by search.
func TestHiddenDigitsAreNotFound(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		d := mobiles().Draw(t, "digits")
		tokens := PhoneTokens(d)
		from := rapid.IntRange(0, 10).Draw(t, "from")
		to := rapid.IntRange(from+1, 11).Draw(t, "to")
		part := d[from:to]
		found := found(QueryTokens(part), tokens)
		if want := part == d || part == d[7:]; found != want {
			t.Fatalf("%s of %s (masked %s): found %v", part, d, MaskPhone(d), found)
		}
	})
}

func TestPhoneTokens(t *testing.T) {
	for in, want := range map[string][]string{
		"+8613800138000": {"13800138000", "8000"},
		"0512-68881234":  {"051268881234", "68881234", "1234"},
		"010 62771234":   {"01062771234", "62771234", "1234"},
		"95588":          {"95588"},
		"":               nil,
		"见备注":            nil,
	} {
		if diff := cmp.Diff(want, PhoneTokens(in)); diff != "" {
			t.Errorf("%q: %s", in, diff)
		}
	}
}

func TestNothingPanics(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		s := rapid.OneOf(rapid.String(), rapid.StringOf(rapid.SampledFrom([]rune("0123456789+-()转分机ext. ,@.#")))).Draw(t, "s")
		p := NormPhone(s)
		if (p.Norm == "") != (Fold(s) == "") || (p.Kind == "") != (p.Norm == "") {
			t.Fatalf("%q: %+v", s, p)
		}
		if p.Kind == PhoneMobile && strings.Contains(MaskPhone(s), p.National()[3:7]+p.National()[7:8]) {
			t.Fatalf("%q is masked as %q", s, MaskPhone(s))
		}
		_, _ = MaskEmail(s), PhoneTokens(s)
	})
}
