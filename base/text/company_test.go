package text

import (
	"bufio"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"pgregory.net/rapid"
)

func TestFold(t *testing.T) {
	for _, c := range []struct{ name, in, want string }{
		{"全角", "ＡＢＣ１２３（上海）", "ABC123(上海)"},
		{"各种空白", "\u3000华为\u00a0\t技术 \n", "华为 技术"},
		{"看不见的字符", "\ufeff华\u200b为", "华为"},
		{"康熙部首", "⼭⽔", "山水"},
		{"兼容汉字", "\uf9d1", "六"},
		{"不拆平方米", "㎡①½", "㎡①½"},
		{"坏字节", "a\xffb", "ab"},
		{"组合重音", "e\u0301", "é"},
		{"空", "", ""},
	} {
		if got := Fold(c.in); got != c.want {
			t.Errorf("%s: %q, want %q", c.name, got, c.want)
		}
	}
}

func TestFoldTwiceIsFoldOnce(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		once := Fold(rapid.String().Draw(t, "s"))
		if Fold(once) != once {
			t.Fatalf("%q folds again to %q", once, Fold(once))
		}
	})
}

func TestSameCompany(t *testing.T) {
	for _, c := range []struct {
		name     string
		same     []string
		key      string
		coreWord string
	}{
		{"省市与后缀", []string{"苏州协威机电设备有限公司", "江苏省苏州市协威机电设备有限公司", "江苏苏州协威机电设备有限责任公司", "苏州市 协威机电设备", "苏州协威机电设备公司"}, "苏州协威机电设备", "协威"},
		{"括号与全角", []string{"澳妆（上海）国际贸易有限公司", "澳妆(上海)国际贸易有限公司", "澳妆【上海】国际贸易 有限公司", "澳妆上海国际贸易"}, "澳妆上海国际贸易", ""},
		{"股份", []string{"海螺水泥股份有限公司", "海螺水泥有限公司"}, "海螺水泥", ""},
		{"自治区", []string{"广西壮族自治区南宁市全俱物业服务有限公司", "南宁全俱物业服务有限公司"}, "南宁全俱物业服务", "全俱"},
		{"自治州", []string{"湖北省恩施土家族苗族自治州硒都茶业有限公司", "恩施硒都茶业"}, "恩施硒都茶业", "硒都"},
		{"市政不是市", []string{"北京市政路桥集团有限公司", "北京市市政路桥集团"}, "北京市政路桥集团", ""},
		{"英文", []string{"ACME Tools Co., Ltd.", "Acme Tools", "acme tools Inc"}, "acmetools", "acmetools"},
		{"分公司", []string{"协威机电有限公司苏州分公司", "协威机电苏州分公司"}, "协威机电苏州分公司", ""},
		{"吉林市", []string{"吉林省吉林市宝路建设有限公司", "吉林市宝路建设有限公司"}, "吉林宝路建设", "宝路"},
	} {
		t.Run(c.name, func(t *testing.T) {
			for _, s := range c.same {
				got := NormCompany(s)
				if got.Key != c.key || c.coreWord != "" && got.Core != c.coreWord {
					t.Errorf("%q: %+v, want %q %q", s, got, c.key, c.coreWord)
				}
			}
		})
	}
}

func TestDifferentCompanies(t *testing.T) {
	for _, c := range []struct{ name, a, b string }{
		{"两座城市", "北京卓越实业有限公司", "上海卓越实业有限公司"},
		{"集团与子公司", "宏盛集团有限公司", "宏盛有限公司"},
		{"总部与分公司", "协威机电有限公司", "协威机电有限公司苏州分公司"},
		{"行业不同", "卓越实业有限公司", "卓越科技有限公司"},
		{"别省的同名城市不合并", "江苏大同煤业有限公司", "大同煤业有限公司"},
	} {
		if a, b := NormCompany(c.a), NormCompany(c.b); a.Key == b.Key {
			t.Errorf("%s: %q and %q both give %q", c.name, c.a, c.b, a.Key)
		}
	}
}

func TestNothingLeftKeepsTheName(t *testing.T) {
	for in, want := range map[string]string{"": "", "有限公司": "有限公司", "苏州市": "苏州", "公司": "公司", "苏州有限公司": "苏州", "!!!": ""} {
		if got := NormCompany(in).Key; got != want {
			t.Errorf("%q: %q, want %q", in, got, want)
		}
	}
}

func TestKeyOfKeyIsKey(t *testing.T) {
	parts := rapid.SampledFrom([]string{"江苏省", "苏州市", "苏州", "上海", "(上海)", "（集团）", "协威", "市政", "机电", "有限公司", "股份", "分公司", "Co., Ltd.", "ACME ", " ", "公司", "族自治州"})
	rapid.Check(t, func(t *rapid.T) {
		name := strings.Join(rapid.SliceOfN(parts, 0, 8).Draw(t, "parts"), "")
		spaced := " " + strings.NewReplacer("(", "（ ", ")", "） ").Replace(name) + "\u3000"
		if NormCompany(name) != NormCompany(spaced) {
			t.Fatalf("%q: %+v and %+v", name, NormCompany(name), NormCompany(spaced))
		}
		if c := NormCompany(name); c.Key == "" && squeeze(Fold(name)) != "" {
			t.Fatalf("%q lost everything", name)
		}
	})
}

// The core word is a guess; on names with a core marked by hand it must be right
// for most.
func TestCoreOnMarkedNames(t *testing.T) {
	f, err := os.Open(filepath.Join("..", "..", "..", "shared", "data", "cn", "company_name_core_500.txt"))
	if err != nil {
		t.Skip("no company_name_core_500.txt here: the core word is not measured")
	}
	defer func() { _ = f.Close() }()
	right, marked := 0, 0
	lines := bufio.NewScanner(f)
	for lines.Scan() {
		name, want, ok := strings.Cut(strings.TrimSpace(lines.Text()), " ")
		if !ok || want == "" {
			continue
		}
		marked++
		if got := NormCompany(name).Core; got == want {
			right++
		} else if testing.Verbose() {
			t.Logf("%s: %s, marked %s", name, got, want)
		}
	}
	t.Logf("%d of %d core words right", right, marked)
	if marked < 400 || right*100 < marked*80 {
		t.Errorf("only %d of %d core words right", right, marked)
	}
}
