package team

import (
	"strings"
	"testing"
	"time"

	"pgregory.net/rapid"

	"xiaoguan/base/actor"
	"xiaoguan/base/day"
	"xiaoguan/base/fault"
	"xiaoguan/base/id"
)

func TestCheckPassword(t *testing.T) {
	me := account{phone: "+8613800138000", email: "wangwei88@example.com"}
	for _, c := range []struct {
		name, password string
		ok             bool
	}{
		{"七个字符", "abcdefg", false},
		{"八个字符", "kqzvwtym", true},
		{"八个汉字", "今天天气真的很好", true},
		{"常见", "12345678", false},
		{"常见，大小写不同", "PassWord123", false},
		{"一个字符重复", "zzzzzzzzzzzz", false},
		{"自己的手机号", "13800138000", false},
		{"自己的手机号，带国家码", "+86 138 0013 8000", false},
		{"别人的手机号", "13800138001", true},
		{"自己的邮箱", "WangWei88@example.com", false},
		{"邮箱名", "wangwei88", false},
		{"二百字符", strings.Repeat("ab", 100), true},
		{"二百零一字符", strings.Repeat("ab", 100) + "c", false},
		{"空字符", "abcdefgh\x00", false},
		{"不是 UTF-8", "abcdefgh\xff", false},
		{"空", "", false},
	} {
		var p fault.Problems
		if checkPassword(&p, "password", c.password, me); (p.Err() == nil) != c.ok {
			t.Errorf("%s: %v", c.name, p.Err())
		}
	}
}

func TestAccountOf(t *testing.T) {
	for typed, want := range map[string]account{
		"138 0013 8000": {phone: "+8613800138000"}, "＋86-138-0013-8000": {phone: "+8613800138000"}, "0512-68881234": {phone: "+8651268881234"},
		" Wang@Example.COM ": {email: "wang@example.com"}, "wang＠example.com": {email: "wang@example.com"},
	} {
		if got, ok := accountOf(typed); !ok || got != want {
			t.Errorf("%q: %+v %v, want %+v", typed, got, ok, want)
		}
	}
	for _, typed := range []string{"", "王伟", "12345", "@", "a@b", "95588"} {
		if got, ok := accountOf(typed); ok {
			t.Errorf("%q is taken for %+v", typed, got)
		}
	}
}

// However guesses are spaced, no 15 minutes hold more than ten that were checked at one account.
func TestGuessesInAnyWindow(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		var checked []time.Duration
		var now, until, last time.Duration
		n := 0
		for range rapid.IntRange(1, 60).Draw(t, "guesses") {
			now = max(now+time.Duration(rapid.IntRange(0, 1000).Draw(t, "pause"))*time.Second, until)
			if n == 0 || now-last >= window {
				n = 0
			}
			n, last = n+1, now
			until = now + waitAccount(n)
			checked = append(checked, now)
		}
		for i := range checked {
			if i >= 10 && checked[i]-checked[i-10] < window {
				t.Fatalf("eleven guesses from %v to %v", checked[i-10], checked[i])
			}
		}
	})
}

func TestWaits(t *testing.T) {
	for _, c := range []struct {
		n    int
		want time.Duration
	}{{0, 0}, {4, 0}, {5, 15 * time.Second}, {6, 30 * time.Second}, {10, 480 * time.Second}, {11, window}, {1 << 40, window}} {
		if got := waitAccount(c.n); got != c.want {
			t.Errorf("waitAccount(%d) = %v, want %v", c.n, got, c.want)
		}
	}
	if waitAddress(30) != 0 || waitAddress(31) != time.Second {
		t.Error("an address waits too early or too late")
	}
	if seconds(0) != 1 || seconds(1500*time.Millisecond) != 2 {
		t.Error("seconds")
	}
}

func groupID(n byte) id.ID { return id.ID{15: n} }

func TestMayHang(t *testing.T) {
	groups := []*Group{{ID: groupID(1), Name: "公司"}, {ID: groupID(2), Name: "华东", Parent: groupID(1)}, {ID: groupID(3), Name: "苏州", Parent: groupID(2)}, {ID: groupID(4), Name: "华南", Parent: groupID(1)}}
	for _, c := range []struct {
		name          string
		group, parent byte
		want          string
	}{
		{"旁边", 4, 2, ""}, {"新组", 9, 3, ""}, {"自己", 2, 2, "group.cycle"}, {"下级", 2, 3, "group.cycle"}, {"根到最下", 1, 3, "group.cycle"}, {"不存在", 2, 8, "invalid"},
	} {
		got := ""
		if f, ok := fault.Of(mayHang(groups, groupID(c.group), groupID(c.parent))); ok {
			got = f.Code.Name
		}
		if got != c.want {
			t.Errorf("%s: %q, want %q", c.name, got, c.want)
		}
	}
}

// Any row of moves that mayHang allows leaves a tree: every group reaches a root, and each is below exactly its ancestors.
func TestMovesKeepATree(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		n := rapid.IntRange(1, 12).Draw(t, "groups")
		var groups []*Group
		for i := range n {
			groups = append(groups, &Group{ID: groupID(byte(i + 1))})
		}
		for range 40 {
			g, p := rapid.IntRange(0, n-1).Draw(t, "group"), rapid.IntRange(0, n-1).Draw(t, "parent")
			if mayHang(groups, groups[g].ID, groups[p].ID) == nil {
				groups[g].Parent = groups[p].ID
			}
		}
		children := childrenOf(groups)
		for _, g := range groups {
			steps := 0
			for at := g; !at.Parent.IsZero(); at = groups[at.Parent[15]-1] {
				if steps++; steps > n {
					t.Fatal("a cycle")
				}
			}
		}
		total := 0
		for _, g := range groups {
			if g.Parent.IsZero() {
				total += len(below(g.ID, children))
			}
		}
		if total != n {
			t.Fatalf("the roots hold %d of %d groups", total, n)
		}
	})
}

func TestMayGo(t *testing.T) {
	admin := &Member{Name: "王伟", Role: actor.Administrator, State: Active}
	leader := &Member{Name: "王伟", Role: actor.Leader, State: Active}
	gone := &Member{Name: "王伟", Role: actor.Administrator, State: Left}
	for _, c := range []struct {
		name          string
		before, after *Member
		n             int
		ok            bool
	}{
		{"最后一位降级", admin, leader, 1, false}, {"最后一位离职", admin, gone, 1, false}, {"两位中的一位", admin, leader, 2, true},
		{"不变", admin, admin, 1, true}, {"别人离职", leader, gone, 1, true},
	} {
		if err := mayGo(c.before, c.after, c.n); (err == nil) != c.ok {
			t.Errorf("%s: %v", c.name, err)
		}
	}
}

func TestYearOf(t *testing.T) {
	own := []day.Holiday{{Day: day.Date(2026, 10, 1), Name: "盘点", Off: false}, {Day: day.Date(2026, 7, 1), Name: "厂庆", Off: true}, {Day: day.Date(2027, 7, 1), Name: "厂庆", Off: true}}
	days, known := yearOf(2026, own)
	statutory := len(day.Statutory(2026))
	if !known || len(days) != statutory+1 {
		t.Errorf("known %v, %d days, want %d", known, len(days), statutory+1)
	}
	for _, d := range days {
		if d.Own != (d.Name == "盘点" || d.Name == "厂庆") || d.Day.Year() != 2026 {
			t.Errorf("%+v", d)
		}
	}
	var byHand []day.Holiday
	for i := range decreed {
		byHand = append(byHand, day.Holiday{Day: day.Date(2090, 10, 1+i), Off: true, Name: "国庆节"})
	}
	if _, known := yearOf(2090, byHand[1:]); known {
		t.Error("a year with few own entries counts as known")
	}
	if _, known := yearOf(2090, byHand); !known {
		t.Error("a year entered by hand does not count as known")
	}
}

func TestHash(t *testing.T) {
	hash := Hash("销冠-secret-1")
	if !strings.HasPrefix(hash, "$argon2id$v=19$m=19456,t=2,p=1$") || hash == Hash("销冠-secret-1") {
		t.Errorf("form: %s", hash)
	}
	if !matches(hash, "销冠-secret-1") || matches(hash, "销冠-secret-2") || matches("", "") || matches(hash[:len(hash)-4], "销冠-secret-1") {
		t.Error("matches")
	}
}
