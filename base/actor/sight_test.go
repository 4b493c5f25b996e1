package actor

import "testing"

func TestSees(t *testing.T) {
	plain, narrow := &Actor{}, &Actor{Masks: Masks{{"lead", Phone}: Hidden, {"lead", Amount}: Masked, {"member", Phone}: Shown}}
	for _, c := range []struct {
		name  string
		who   *Actor
		kind  string
		group Sensitive
		want  Sight
	}{
		{"电话平时打码", plain, "lead", Phone, Masked},
		{"邮箱平时打码", plain, "lead", Email, Masked},
		{"金额平时看得见", plain, "lead", Amount, Shown},
		{"微信平时看得见", plain, "customer", Wechat, Shown},
		{"角色说看不见", narrow, "lead", Phone, Hidden},
		{"只说了线索，客户照旧", narrow, "customer", Phone, Masked},
		{"金额打码", narrow, "lead", Amount, Masked},
		{"角色说看全", narrow, "member", Phone, Shown},
	} {
		if got := c.who.Sees(c.kind, c.group); got != c.want {
			t.Errorf("%s: %s, want %s", c.name, got, c.want)
		}
	}
	if narrow.Knows("lead", Amount) || !plain.Knows("lead", Amount) {
		t.Error("a masked amount may be compared, or a shown one not")
	}
}

func TestCovers(t *testing.T) {
	for _, c := range []struct {
		name string
		a, b map[Permission]Scope
		want bool
	}{
		{"一样", GrantsOf(Manager), GrantsOf(Manager), true},
		{"经理不盖管理员", GrantsOf(Manager), Everything(), false},
		{"管理员盖所有", Everything(), GrantsOf(Operations), true},
		{"范围小一级", map[Permission]Scope{LeadRead: Group}, map[Permission]Scope{LeadRead: Below}, false},
		{"是或否不分范围", map[Permission]Scope{LeadCreate: Own}, map[Permission]Scope{LeadCreate: All}, true},
		{"是或否没有", map[Permission]Scope{}, map[Permission]Scope{LeadCreate: Own}, false},
	} {
		if got := Covers(c.a, c.b); got != c.want {
			t.Errorf("%s: %v", c.name, got)
		}
	}
}

// Every built-in grant is one that the editor could make.
func TestBuiltInGrantsMakeSense(t *testing.T) {
	for role, list := range grants {
		for p, scope := range list {
			one := len(ScopesOf(p)) == 1
			found := one && scope != None
			for _, s := range ScopesOf(p) {
				found = found || s == scope
			}
			if !found {
				t.Errorf("%s: %s in the scope %s", role, p, scope)
			}
		}
	}
}
