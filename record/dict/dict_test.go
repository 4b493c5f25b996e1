package dict

import "testing"

func TestFind(t *testing.T) {
	t.Parallel()
	for _, c := range []struct {
		book       *Book
		said, text string // "" is nothing
	}{
		{Regions(), "浙江杭州", "杭州"}, {Regions(), "杭州市", "杭州"}, {Regions(), "330100", "杭州"}, {Regions(), "浙江省-杭州市", "杭州"}, {Regions(), " 杭州 ", "杭州"},
		{Regions(), "中国浙江", "浙江"}, {Regions(), "北京市朝阳区", "北京朝阳区"}, {Regions(), "朝阳区", ""}, {Regions(), "鼓楼区", ""}, {Regions(), "福建省福州市鼓楼区", "福州鼓楼区"},
		{Regions(), "昆山", "苏州昆山"}, {Regions(), "江苏昆山市", "苏州昆山"}, {Regions(), "仙桃", "湖北仙桃"}, {Regions(), "东莞", "东莞"}, {Regions(), "吉林", "吉林"},
		{Regions(), "吉林市", "吉林市"}, {Regions(), "吉林省吉林市", "吉林市"}, {Regions(), "延边", "延边"}, {Regions(), "香港", "香港"}, {Regions(), "India", ""}, {Regions(), "", ""},
		{Regions(), "文三路 90 号", ""}, {Regions(), "999999", ""}, {Regions(), "呼伦贝尔", "呼伦贝尔"}, {Regions(), "宁波市鄞州区", "宁波鄞州区"},
		{Industries(), "C36", "汽车制造业"}, {Industries(), "c36", "汽车制造业"}, {Industries(), "汽车制造", "汽车制造业"}, {Industries(), "367", "汽车零部件及配件制造"},
		{Industries(), "软件开发", "软件开发"}, {Industries(), "农林牧渔业", "农、林、牧、渔业"}, {Industries(), "教育", "教育"}, {Industries(), "汽配", ""}, {Industries(), "A", ""},
	} {
		n, ok := c.book.Find(c.said)
		if ok != (c.text != "") || ok && n.Text != c.text {
			t.Errorf("%q means %+v, want %q", c.said, n, c.text)
		}
	}
}

// Whatever text a record holds for an entry means that entry again, and no two entries have the same.
func TestTextsMeanThemselves(t *testing.T) {
	t.Parallel()
	for _, b := range []*Book{Regions(), Industries()} {
		seen := map[string]string{}
		for _, n := range b.All() {
			if found, ok := b.Find(n.Text); !ok || found != n && found.Text != n.Text {
				t.Errorf("%s %s is not found by its text %q: %+v", n.Code, n.Name, n.Text, found)
			}
			if other := seen[n.Text]; other != "" && n.Parent.Code != other && n.Parent.Parent.Code != other {
				t.Errorf("%s and %s are both called %q", other, n.Code, n.Text)
			}
			seen[n.Text] = n.Code
		}
	}
	if n := len(Regions().All()); n < 3200 || n > 3500 {
		t.Errorf("%d regions", n)
	}
}
