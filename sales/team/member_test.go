package team_test

import (
	"strings"
	"sync"
	"testing"
	"time"

	"xiaoguan/base/actor"
	"xiaoguan/base/day"
	"xiaoguan/base/id"
	"xiaoguan/store/journal"
)

// newcomer is the body of POST /members.
func newcomer(name, phone, role, group string, more ...obj) obj {
	b := obj{"name": name, "phone": phone, "role": role, "group_id": group, "level": 3, "capacity": 40, "tags": []string{"华东", "制造业"}, "password": password}
	for _, m := range more {
		for k, v := range m {
			b[k] = v
		}
	}
	return b
}

// tree makes 公司 ▸ 华东 ▸ 苏州 and 公司 ▸ 华南, by name.
func (h *house) tree(b *browser) map[string]string {
	h.t.Helper()
	ids := map[string]string{"公司": text(b.must(200, "GET", "/session", nil), "member", "group_id")}
	for _, g := range [][2]string{{"华东", "公司"}, {"苏州", "华东"}, {"华南", "公司"}} {
		ids[g[0]] = text(b.must(201, "POST", "/groups", obj{"name": g[0], "parent_id": ids[g[1]]}), "id")
	}
	return ids
}

func names(got map[string]any) (list string) {
	items, _ := got["items"].([]any)
	for _, i := range items {
		list += text(i, "name") + " "
	}
	return strings.TrimSpace(list)
}

func version(m map[string]any) int { v, _ := m["version"].(float64); return int(v) }

func TestMembers(t *testing.T) {
	each(t, func(h *house) {
		admin := h.founded()
		groups := h.tree(admin)
		zhang := admin.must(201, "POST", "/members", newcomer("张敏", "13900000001", "manager", groups["华东"], obj{"lead_of_group": true}))
		admin.must(201, "POST", "/members", newcomer("李雷", "13900000002", "salesperson", groups["苏州"]))
		admin.must(201, "POST", "/members", newcomer("韩梅", "13900000003", "salesperson", groups["华南"], obj{"email": "han@example.com"}))
		if text(zhang, "phone_masked") != "139****0001" || text(zhang, "group_name") != "华东" || zhang["lead_of_group"] != true {
			h.t.Errorf("answer: %v", zhang)
		}
		for path, want := range map[string]string{
			"/members": "韩梅 李雷 王伟 张敏", "/members?filter=role:eq:salesperson&sort=-initials": "李雷 韩梅",
			"/members?filter=tag:in:华东": "韩梅 李雷 张敏", "/members?filter=q:q:han@example.com": "韩梅", "/members?filter=q:q:0002": "李雷",
			"/members?filter=group_id:eq:" + groups["苏州"]: "李雷", "/members?filter=q:q:李雷": "李雷",
		} {
			if got := names(admin.must(200, "GET", path, nil)); got != want {
				h.t.Errorf("%s: %s, want %s", path, got, want)
			}
		}
		if got := names(h.signIn("13900000002", password).must(200, "GET", "/members", nil)); got != "李雷" {
			h.t.Errorf("a salesperson sees %s, want the own group", got)
		}
		if got := names(h.signIn("13900000002", password).must(200, "GET", "/groups", nil)); got != "苏州" {
			h.t.Errorf("a salesperson sees groups %s", got)
		}
		h.signIn("13900000001", password).must(403, "POST", "/members", newcomer("赵四", "13900000009", "salesperson", groups["华东"]))
		for field, bad := range map[string]obj{
			"group_id": {"group_id": "0192d4e1-7a3c-7b52-9d1e-3f2a6c8b9e01"}, "role": {"role": "boss"}, "level": {"level": 6}, "capacity": {"capacity": -1}, "phone": {"phone": "123"}, "password": {"password": "12345678"},
		} {
			got := admin.must(422, "POST", "/members", newcomer("赵四", "13900000009", "salesperson", groups["华东"], bad))
			if errs, _ := got["errors"].([]any); len(errs) != 1 || text(errs[0], "field") != field || text(errs[0], "want") == "" {
				h.t.Errorf("%s: %v", field, got)
			}
		}
		if got := admin.must(409, "POST", "/members", newcomer("李雷二", "13900000002", "salesperson", groups["华东"])); text(got, "code") != "member.taken" {
			h.t.Errorf("%v", got)
		}
		if got := admin.must(409, "POST", "/members", newcomer("两个人", "13900000002", "salesperson", groups["华东"], obj{"email": "han@example.com"})); text(got, "code") != "member.two_people" {
			h.t.Errorf("%v", got)
		}
	})
}

func (h *house) actorOf(b *browser) *actor.Actor {
	h.t.Helper()
	a, err := h.team.Authenticate(background, b.token)
	if err != nil {
		h.t.Fatal(err)
	}
	return a
}

func TestBelowFollowsTheTree(t *testing.T) {
	each(t, func(h *house) {
		admin := h.founded()
		groups := h.tree(admin)
		zhang := admin.must(201, "POST", "/members", newcomer("张敏", "13900000001", "manager", groups["华东"]))
		b := h.signIn("13900000001", password)
		sees := func(want ...string) {
			h.t.Helper()
			a := h.actorOf(b)
			got := ""
			for _, g := range a.Below {
				got += g.String() + " "
			}
			wanted := ""
			for _, w := range want {
				wanted += groups[w] + " "
			}
			if got != wanted || a.Group.String() != groups[want[0]] {
				h.t.Errorf("below %s, want %v", got, want)
			}
		}
		sees("华东", "苏州")
		south := admin.must(200, "GET", "/groups", nil)["items"].([]any)[3]
		admin.must(200, "PATCH", "/groups/"+groups["华南"], obj{"parent_id": groups["苏州"], "version": version(south.(map[string]any))})
		sees("华东", "苏州", "华南")
		east := obj{"parent_id": groups["华南"], "version": 1}
		if got := admin.must(409, "PATCH", "/groups/"+groups["华东"], east); text(got, "code") != "group.cycle" || !strings.Contains(text(got, "title"), "华南") {
			h.t.Errorf("%v", got)
		}
		admin.must(409, "PATCH", "/groups/"+groups["华南"], obj{"name": "华南区", "version": 1})
		renamed := admin.must(200, "PATCH", "/groups/"+groups["华南"], obj{"name": "华南区", "version": 2})
		if text(renamed, "name") != "华南区" || version(renamed) != 3 {
			h.t.Errorf("%v", renamed)
		}
		h.pass(24 * time.Hour)
		admin.must(200, "PATCH", "/members/"+text(zhang, "id"), obj{"group_id": groups["苏州"], "version": 1})
		sees("苏州", "华南")
		h.memberships(text(zhang, "id"), [][3]string{{groups["华东"], "2026-11-24", "2026-11-25"}, {groups["苏州"], "2026-11-25", ""}})
		admin.must(200, "PATCH", "/members/"+text(zhang, "id"), obj{"group_id": groups["公司"], "version": 2})
		h.memberships(text(zhang, "id"), [][3]string{{groups["华东"], "2026-11-24", "2026-11-25"}, {groups["公司"], "2026-11-25", ""}})
	})
}

func (h *house) memberships(member string, want [][3]string) {
	h.t.Helper()
	list, err := h.team.Memberships(background, h.org(), id.MustParse(member))
	if err != nil {
		h.t.Fatal(err)
	}
	var got [][3]string
	for _, m := range list {
		got = append(got, [3]string{m.Group.String(), m.From.String(), m.To.String()})
	}
	if len(got) != len(want) {
		h.t.Fatalf("memberships %v, want %v", got, want)
	}
	for i := range want {
		if got[i] != want[i] {
			h.t.Errorf("membership %d: %v, want %v", i, got[i], want[i])
		}
	}
}

// org is the first organisation.
func (h *house) org() (org id.ID) {
	h.t.Helper()
	if err := h.store.Read().NewRaw("SELECT id FROM organisation ORDER BY id LIMIT 1").Scan(background, &org); err != nil {
		h.t.Fatal(err)
	}
	return org
}

func TestChangesCountAtOnce(t *testing.T) {
	each(t, func(h *house) {
		admin := h.founded()
		groups := h.tree(admin)
		li := admin.must(201, "POST", "/members", newcomer("李雷", "13900000002", "salesperson", groups["苏州"]))
		path := "/members/" + text(li, "id")
		b := h.signIn("13900000002", password)
		if got := b.must(200, "GET", "/session", nil); text(got, "permissions", "lead.read") != "own" {
			h.t.Errorf("%v", got)
		}
		admin.must(200, "PATCH", path, obj{"role": "leader", "level": 5, "tags": []string{"华北"}, "version": 1})
		if got := b.must(200, "GET", "/session", nil); text(got, "permissions", "lead.read") != "all" || text(got, "permissions", "lead.write") != "none" {
			h.t.Errorf("%v", got)
		}
		admin.must(409, "PATCH", path, obj{"role": "manager", "version": 1})
		if got := admin.must(200, "PATCH", path, obj{"phone": "13900000012", "version": 2}); text(got, "phone_masked") != "139****0012" || len(got["tags"].([]any)) != 1 {
			h.t.Errorf("%v", got)
		}
		h.signIn("13900000012", password)
		if got := h.browser().do("POST", "/session", obj{"account": "13900000002", "password": password}); got.status != 401 {
			h.t.Errorf("the old phone: %v", got)
		}
		admin.must(409, "PATCH", path, obj{"phone": "13800138000", "version": 3})

		admin.must(204, "POST", path+"/reset-password", obj{"password": "fresh-secret"})
		b.must(401, "GET", "/session", nil)
		b = h.signIn("13900000012", "fresh-secret")
		admin.must(200, "POST", path+"/leave", nil)
		b.must(401, "GET", "/session", nil)
		if got := h.browser().do("POST", "/session", obj{"account": "13900000012", "password": "fresh-secret"}); got.status != 401 {
			h.t.Errorf("after leaving: %v", got)
		}
		admin.must(409, "PATCH", path, obj{"name": "李磊", "version": 4})
		back := admin.must(200, "POST", path+"/return", obj{"group_id": groups["华东"]})
		if text(back, "state") != "active" || text(back, "group_name") != "华东" {
			h.t.Errorf("%v", back)
		}
		h.signIn("13900000012", "fresh-secret")
		h.told(text(li, "id"), "member.returned", "member.left", "member.password_reset", "member.changed", "member.changed", "member.added")
		admin.must(404, "POST", "/members/"+h.team.IDs.New().String()+"/leave", nil)
		admin.must(409, "POST", "/members/"+text(admin.must(200, "GET", "/session", nil), "member", "id")+"/reset-password", obj{"password": "fresh-secret"})
	})
}

// told checks what the journal holds of a member, newest first, and that no entry shows a phone.
func (h *house) told(member string, want ...string) {
	h.t.Helper()
	a := actor.System(h.org(), "Asia/Shanghai")
	entries, err := journal.Of(background, h.store, a, "member", id.MustParse(member), id.ID{}, 50)
	if err != nil {
		h.t.Fatal(err)
	}
	got := ""
	for _, e := range entries {
		got += e.Kind + " "
		if strings.Contains(e.Written, "1390000") || strings.Contains(e.Written, "李雷") {
			h.t.Errorf("%s shows personal values: %s", e.Kind, e.Written)
		}
	}
	if got != strings.Join(want, " ")+" " {
		h.t.Errorf("journal: %s, want %v", got, want)
	}
}

func TestLastAdministratorStays(t *testing.T) {
	each(t, func(h *house) {
		admin := h.founded()
		me := text(admin.must(200, "GET", "/session", nil), "member", "id")
		groups := h.tree(admin)
		if got := admin.must(409, "PATCH", "/members/"+me, obj{"role": "leader", "version": 1}); text(got, "code") != "member.last_administrator" {
			h.t.Errorf("%v", got)
		}
		admin.must(409, "POST", "/members/"+me+"/leave", nil)
		second := admin.must(201, "POST", "/members", newcomer("赵六", "13900000006", "administrator", groups["公司"]))
		other := h.signIn("13900000006", password)
		var wg sync.WaitGroup
		for who, b := range map[string]*browser{me: other, text(second, "id"): admin} { // each demotes the other at the same time
			wg.Add(1)
			go func() {
				defer wg.Done()
				b.do("PATCH", "/members/"+who, obj{"role": "leader", "version": 1})
			}()
		}
		wg.Wait()
		var n int
		if err := h.store.Read().NewRaw("SELECT count(*) FROM member WHERE org_id = ? AND role = 'administrator' AND state = 'active'", h.org()).Scan(background, &n); err != nil {
			h.t.Fatal(err)
		}
		if n != 1 {
			h.t.Errorf("%d administrators are left", n)
		}
	})
}

func TestMovesAtOnceMakeNoCycle(t *testing.T) {
	each(t, func(h *house) {
		admin := h.founded()
		groups := h.tree(admin)
		var wg sync.WaitGroup
		var mu sync.Mutex
		kept := 0
		for group, parent := range map[string]string{"华东": "华南", "华南": "苏州"} {
			wg.Add(1)
			go func() {
				defer wg.Done()
				got := admin.do("PATCH", "/groups/"+groups[group], obj{"parent_id": groups[parent], "version": 1})
				mu.Lock()
				defer mu.Unlock()
				if got.status == 200 {
					kept++
				}
			}()
		}
		wg.Wait()
		if kept != 1 {
			h.t.Errorf("%d of two moves that exclude each other were kept", kept)
		}
		if got := len(h.actorOf(admin).Below); got != 4 {
			h.t.Errorf("%d groups hang under the root, want 4", got)
		}
	})
}

func TestCalendar(t *testing.T) {
	each(t, func(h *house) {
		admin := h.founded()
		national := func() (off, own bool) {
			for _, d := range admin.must(200, "GET", "/calendar?year=2026", nil)["days"].([]any) {
				if text(d, "day") == "2026-10-01" {
					return d.(map[string]any)["off"] == true, d.(map[string]any)["own"] == true
				}
			}
			return false, false
		}
		workday := func() bool {
			c, err := h.team.Calendar(background, h.org())
			if err != nil {
				h.t.Fatal(err)
			}
			return c.IsWorkday(day.Date(2026, 10, 1))
		}
		if off, own := national(); !off || own || workday() {
			h.t.Error("National Day is not off")
		}
		admin.must(204, "PUT", "/calendar/2026-10-01", obj{"off": false, "name": "盘点"})
		if off, own := national(); off || !own || !workday() {
			h.t.Error("the own entry does not count")
		}
		admin.must(204, "DELETE", "/calendar/2026-10-01", nil)
		if off, own := national(); !off || own || workday() {
			h.t.Error("the statutory day does not come back")
		}
		admin.must(404, "DELETE", "/calendar/2026-10-01", nil)
		if got := admin.must(422, "PUT", "/calendar/2026-13-01", obj{"off": true, "name": "x"}); text(got["errors"].([]any)[0], "field") != "day" {
			h.t.Errorf("%v", got)
		}
		far := admin.must(200, "GET", "/calendar?year=2099", nil)
		if far["known"] != false || far["next_year_known"] != false {
			h.t.Errorf("%v", far)
		}
		groups := h.tree(admin)
		admin.must(201, "POST", "/members", newcomer("李雷", "13900000002", "salesperson", groups["苏州"]))
		li := h.signIn("13900000002", password)
		li.must(200, "GET", "/calendar?year=2026", nil)
		li.must(403, "PUT", "/calendar/2026-10-01", obj{"off": false, "name": "盘点"})
	})
}

func TestCatalogueIsSeeded(t *testing.T) {
	each(t, func(h *house) {
		admin := h.founded()
		if got := names(admin.must(200, "GET", "/modes", nil)); got != "B2B 直销 B2C 零售" {
			h.t.Errorf("modes: %s", got)
		}
		if got := admin.must(200, "GET", "/reasons?kind=chance", nil)["items"].([]any); len(got) != 6 || text(got[0], "text") != "嫌贵" {
			h.t.Errorf("reasons: %v", got)
		}
		h.browser().must(401, "GET", "/tags", nil)
		if got := admin.must(200, "GET", "/tags", nil)["items"].([]any); len(got) != 0 {
			h.t.Errorf("tags: %v", got)
		}
	})
}
