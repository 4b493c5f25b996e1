package team_test

import (
	"context"
	"strings"
	"testing"

	"xiaoguan/base/id"
	"xiaoguan/sales/team"
	"xiaoguan/store/db"
)

// staffed is a company with a member of a role who is signed in.
func (h *house) staffed(admin *browser, role, mail string) (member string, b *browser) {
	h.t.Helper()
	groups := admin.must(200, "GET", "/groups", nil)["items"].([]any)
	m := admin.must(201, "POST", "/members", obj{"name": "张" + mail, "email": mail, "role": role, "group_id": text(groups[0], "id"), "password": password})
	return text(m, "id"), h.signIn(mail, password)
}

func TestRolesAreSeededAndChanged(t *testing.T) {
	each(t, func(h *house) {
		h.team.Types.Register(team.Type)
		admin := h.founded()
		items := admin.must(200, "GET", "/roles", nil)["items"].([]any)
		if len(items) != 6 || text(items[3], "grants", "lead.read") != "own" || text(items[0], "name") != "管理员" {
			h.t.Fatalf("the first roles: %v", items)
		}
		_, seller := h.staffed(admin, "salesperson", "zhang@example.com")
		if got := seller.must(200, "GET", "/session", nil); text(got, "permissions", "lead.read") != "own" || text(got, "masks", "member.phone") != "masked" {
			h.t.Fatalf("before: %v", got)
		}
		changed := admin.must(200, "PATCH", "/roles/salesperson", obj{"version": 1, "grants": obj{"lead.read": "group", "lead.create": "none"}, "masks": obj{"member.phone": "hidden"}, "name": "业务员"})
		if text(changed, "name") != "业务员" || changed["version"] != 2.0 {
			h.t.Errorf("changed: %v", changed)
		}
		// The next request already acts by it.
		if got := seller.must(200, "GET", "/session", nil); text(got, "permissions", "lead.read") != "group" || text(got, "permissions", "lead.create") != "none" || text(got, "masks", "member.phone") != "hidden" || text(got, "member", "role_name") != "业务员" {
			h.t.Errorf("after: %v", got)
		}
		admin.must(409, "PATCH", "/roles/salesperson", obj{"version": 1, "grants": obj{"lead.read": "all"}})
		for field, body := range map[string]obj{
			"没有这个权限": {"grants": obj{"lead.fly": "all"}}, "没有这个范围": {"grants": obj{"lead.read": "far"}}, "讲不通的范围": {"grants": obj{"settings.write": "own"}}, "没有这个字段": {"masks": obj{"lead.shoe": "hidden"}}, "空名": {"name": " "},
		} {
			body["version"] = 2
			if got := admin.do("PATCH", "/roles/salesperson", body); got.status != 422 {
				h.t.Errorf("%s: %d %s", field, got.status, got.text)
			}
		}
		if got := admin.do("PATCH", "/roles/manager", obj{"version": 1, "name": "业务员"}); got.status != 409 || !strings.Contains(got.text, "role.taken") {
			h.t.Errorf("a name twice: %d %s", got.status, got.text)
		}
	})
}

func TestNobodyIsLockedOut(t *testing.T) {
	each(t, func(h *house) {
		h.team.Types.Register(team.Type)
		admin := h.founded()
		for _, body := range []obj{{"version": 1, "grants": obj{"lead.read": "own"}}, {"version": 1, "grants": obj{"role.write": "none"}}, {"version": 1, "masks": obj{"member.phone": "hidden"}}} {
			if got := admin.do("PATCH", "/roles/administrator", body); got.status != 409 || !strings.Contains(got.text, "role.administrator") {
				h.t.Errorf("%v: %d %s", body, got.status, got.text)
			}
		}
		if got := admin.do("DELETE", "/roles/leader", nil); got.status != 409 || !strings.Contains(got.text, "role.built_in") {
			h.t.Errorf("built in: %d %s", got.status, got.text)
		}
		made := admin.must(201, "POST", "/roles", obj{"name": "内勤", "copy_of": "salesperson"})
		key := text(made, "key")
		member, _ := h.staffed(admin, key, "li@example.com")
		got := admin.do("DELETE", "/roles/"+key, nil)
		if got.status != 409 || !strings.Contains(got.text, "1 人") || !strings.Contains(got.text, "role.in_use") {
			h.t.Errorf("in use: %d %s", got.status, got.text)
		}
		admin.must(200, "PATCH", "/members/"+member, obj{"version": 1, "role": "readonly"})
		admin.must(204, "DELETE", "/roles/"+key, nil)
		admin.must(404, "PATCH", "/roles/"+key, obj{"version": 1, "name": "没了"})
		admin.must(422, "PATCH", "/members/"+member, obj{"version": 2, "role": key})
	})
}

// TestNobodyLiftsHimself: whoever manages members but may less than an administrator can neither give himself or others more
// than he has, nor take over somebody who may more.
func TestNobodyLiftsHimself(t *testing.T) {
	each(t, func(h *house) {
		h.team.Types.Register(team.Type)
		admin := h.founded()
		made := admin.must(201, "POST", "/roles", obj{"name": "人事", "copy_of": "readonly"})
		key := text(made, "key")
		admin.must(200, "PATCH", "/roles/"+key, obj{"version": 1, "grants": obj{"team.write": "all", "team.read": "all"}})
		self, clerk := h.staffed(admin, key, "hr@example.com")
		boss := text(admin.must(200, "GET", "/session", nil), "member", "id")
		refused := func(status int, method, path string, body obj) {
			h.t.Helper()
			if got := clerk.do(method, path, body); got.status != status || status == 409 && !strings.Contains(got.text, "role.beyond") {
				h.t.Errorf("%s %s %v: %d %s", method, path, body, got.status, got.text)
			}
		}
		refused(409, "PATCH", "/members/"+self, obj{"version": 1, "role": "administrator"})
		refused(409, "PATCH", "/members/"+boss, obj{"version": 1, "level": 2})
		refused(409, "POST", "/members/"+boss+"/reset-password", obj{"password": "另外-一个-密码-9"})
		refused(409, "POST", "/members/"+boss+"/leave", nil)
		groups := admin.must(200, "GET", "/groups", nil)["items"].([]any)
		refused(409, "POST", "/members", obj{"name": "王", "email": "w@example.com", "role": "manager", "group_id": text(groups[0], "id"), "password": password})
		refused(403, "PATCH", "/roles/"+key, obj{"version": 2, "grants": obj{"lead.write": "all"}})
		clerk.must(201, "POST", "/members", obj{"name": "赵", "email": "z@example.com", "role": "readonly", "group_id": text(groups[0], "id"), "password": password})
	})
}

// TestCompanyFromBeforeRoles: without rows a company has the program's roles, and gets rows with the first change.
func TestCompanyFromBeforeRoles(t *testing.T) {
	each(t, func(h *house) {
		h.team.Types.Register(team.Type)
		admin := h.founded()
		org := text(admin.must(200, "GET", "/session", nil), "organisation", "id")
		for _, table := range []string{"role_grant", "role_mask", "role"} {
			if err := h.store.Write(background, func(ctx context.Context, tx *db.Tx) error {
				_, err := tx.NewRaw("DELETE FROM "+table+" WHERE org_id = ?", id.MustParse(org)).Exec(ctx)
				return err
			}); err != nil {
				h.t.Fatal(err)
			}
		}
		h.team.Forget(id.MustParse(org))
		if items := admin.must(200, "GET", "/roles", nil)["items"].([]any); len(items) != 6 || text(items[3], "grants", "lead.read") != "own" {
			h.t.Fatalf("without rows: %v", items)
		}
		admin.must(200, "PATCH", "/roles/salesperson", obj{"version": 1, "grants": obj{"lead.read": "group"}})
		items := admin.must(200, "GET", "/roles", nil)["items"].([]any)
		if len(items) != 6 || text(items[3], "grants", "lead.read") != "group" || text(items[2], "grants", "lead.read") != "below" {
			h.t.Errorf("after the first change: %v", items)
		}
	})
}
