package text

import (
	"slices"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"
	"pgregory.net/rapid"
)

// found says what a full-text engine would say of a record with the tokens.
func found(q Query, tokens []string) bool {
	if q.Empty() {
		return false
	}
	for _, e := range q.Exact {
		if !slices.Contains(tokens, e) {
			return false
		}
	}
	for _, p := range q.Prefix {
		if !slices.ContainsFunc(tokens, func(t string) bool { return strings.HasPrefix(t, p) }) {
			return false
		}
	}
	return true
}

func TestPinyin(t *testing.T) {
	for _, c := range []struct{ name, pinyin, initials string }{
		{"华为技术", "hua wei ji shu", "hwjs"},
		{"重庆银行", "chong qing yin hang", "cqyh"},
		{"长沙会计", "chang sha kuai ji", "cskj"},
		{"厦门大厦", "xia men da sha", "xmds"},
		{"西藏音乐", "xi zang yin yue", "xzyy"},
		{"蚌埠六安铅山", "beng bu lu an yan shan", "bblays"},
		{"亳州", "bo zhou", "bz"},
		{"IBM中国", "ibm zhong guo", "ibmzg"},
		{"3M（上海）", "3m shang hai", "3msh"},
		{"绿地", "lv di", "ld"},
		{"", "", ""},
	} {
		if got := strings.Join(Pinyin(c.name), " "); got != c.pinyin {
			t.Errorf("%s: %s, want %s", c.name, got, c.pinyin)
		}
		if got := Initials(c.name); got != c.initials {
			t.Errorf("%s: %s, want %s", c.name, got, c.initials)
		}
	}
}

func TestPersonPinyin(t *testing.T) {
	for name, want := range map[string]string{
		"单小明": "shan xiao ming", "仇英": "qiu ying", "解晓东": "xie xiao dong", "曾国藩": "zeng guo fan", "查良镛": "zha liang yong", "朴树": "piao shu",
		"区楚良": "ou chu liang", "乐嘉": "yue jia", "盖叫天": "ge jiao tian", "翟天临": "zhai tian lin", "覃辉": "qin hui", "缪斯": "miao si", "卜冠今": "bu guan jin",
		"种师道": "chong shi dao", "阚泽": "kan ze", "尉迟恭": "yu chi gong", "澹台明": "tan tai ming", "万俟雪": "mo qi xue", "单于飞": "chan yu fei", "长孙皇": "zhang sun huang",
		"王单单": "wang dan dan",
	} {
		if got := strings.Join(PersonPinyin(name), " "); got != want {
			t.Errorf("%s: %s, want %s", name, got, want)
		}
	}
	if PersonInitials("单小明") != "sxm" || Initials("单小明") != "dxm" {
		t.Error("a surname is not told apart")
	}
}

func TestTokens(t *testing.T) {
	for _, c := range []struct {
		name   string
		fields []string
		want   []string
	}{
		{"公司", []string{"苏州华为 Cloud"}, []string{"苏州", "州华", "华为", "cloud", "szhwcloud", "hwcloud"}},
		{"人名", []string{"曾明"}, []string{"曾明", "cm", "zm", "cengming", "zengming"}},
		{"去重", []string{"华为", "华为"}, []string{"华为", "hw", "huawei"}},
		{"单字", []string{"李"}, []string{"l", "li"}},
		{"标点隔开", []string{"A-1/b2"}, []string{"a", "1", "b2"}},
		{"空", []string{"", "  "}, nil},
		{"没有字段", nil, nil},
	} {
		if diff := cmp.Diff(c.want, Tokens(c.fields...)); diff != "" {
			t.Errorf("%s: want (-), got (+)\n%s", c.name, diff)
		}
	}
}

func TestQueryTokens(t *testing.T) {
	for _, c := range []struct {
		name, q string
		want    Query
	}{
		{"两字", "华为", Query{Exact: []string{"华为"}}},
		{"三字", "华为云", Query{Exact: []string{"华为", "为云"}}},
		{"首字母", "HWJ", Query{Prefix: []string{"hwj"}}},
		{"混合", "华为 clo", Query{Exact: []string{"华为"}, Prefix: []string{"clo"}}},
		{"尾号", "8000", Query{Exact: []string{"8000"}}},
		{"线索号", "XS-000777", Query{Exact: []string{"000777"}, Prefix: []string{}}},
		{"短数字前的字母", "XS-77", Query{Exact: []string{"77"}, Prefix: []string{"xs"}}},
		{"完整手机", "+86 138-0013-8000", Query{Exact: []string{"13800138000"}}},
		{"完整座机", "0512-68881234", Query{Exact: []string{"051268881234"}}},
		{"单字不查", "华", Query{}},
		{"标点不查", "（）*\"'", Query{}},
		{"空", "", Query{}},
	} {
		got := QueryTokens(c.q)
		if diff := cmp.Diff(c.want, got); diff != "" {
			t.Errorf("%s: want (-), got (+)\n%s", c.name, diff)
		}
		if got.Empty() != (len(c.want.Exact)+len(c.want.Prefix) == 0) {
			t.Errorf("%s: Empty is %v", c.name, got.Empty())
		}
	}
	if q := QueryTokens(strings.Repeat("华为云计算", 5000)); len(q.Exact) > mostAsked {
		t.Errorf("a long question asks for %d tokens", len(q.Exact))
	}
}

func TestEveryFragmentFindsItsName(t *testing.T) {
	piece := rapid.SampledFrom([]string{"江苏省", "苏州", "华为", "云", "技术", "Cloud", "ＧＴＸ", "3M", "2026", "（", "）", "·", " ", "𠮷", "ガス", "〇", "é", "有限公司"})
	rapid.Check(t, func(t *rapid.T) {
		name := strings.Join(rapid.SliceOfN(piece, 1, 10).Draw(t, "pieces"), "")
		tokens := Tokens(name)
		if !slices.Equal(tokens, Tokens(name, name)) {
			t.Fatalf("%q twice gives other tokens", name)
		}
		for _, token := range tokens {
			if token != strings.ToLower(token) || strings.ContainsFunc(token, func(r rune) bool { return !isWord(r) }) {
				t.Fatalf("%q is no token", token)
			}
		}
		// A fragment that begins where a word begins, or anywhere within CJK.
		var words [][]rune
		runs(Fold(name), func(run []rune, cjk bool) { words = append(words, slices.Clone(run)) })
		if len(words) == 0 {
			return
		}
		word := rapid.SampledFrom(words).Draw(t, "word")
		from, to := 0, len(word)
		if isCJK(word[0]) {
			from = rapid.IntRange(0, len(word)-1).Draw(t, "from")
			to = rapid.IntRange(from+1, len(word)).Draw(t, "to")
		} else if onlyDigits(string(word)) != string(word) {
			to = rapid.IntRange(1, len(word)).Draw(t, "to")
		}
		fragment := string(word[from:to])
		if q := QueryTokens(fragment); !q.Empty() && onlyDigits(fragment) == "" && !found(q, tokens) {
			t.Fatalf("%q is not found in %q: %+v in %v", fragment, name, q, tokens)
		}
	})
}
