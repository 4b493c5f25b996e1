package team_test

import (
	"context"
	"testing"

	"xiaoguan/base/actor"
	"xiaoguan/sales/team"
	"xiaoguan/store/db"
)

// another founds a second company beside the first, whose administrator is a person of his own, and gives his browser.
func (h *house) another(in team.Founding) *team.Organisation {
	h.t.Helper()
	var o *team.Organisation
	err := h.store.Write(background, func(ctx context.Context, tx *db.Tx) (err error) {
		o, _, err = h.team.Found(ctx, tx, in)
		return err
	})
	if err != nil {
		h.t.Fatal(err)
	}
	return o
}

func TestOnePersonTwoCompanies(t *testing.T) {
	each(t, func(h *house) {
		admin := h.founded()
		me := h.actorOf(admin)
		demo := h.another(team.Founding{Company: "演示公司", Demo: true, MadeBy: me.Member, Identity: me.Identity, Name: me.Name})
		got := admin.must(200, "POST", "/session/organisation", obj{"org_id": demo.ID.String()})
		if text(got, "organisation", "name") != "演示公司" || len(got["organisations"].([]any)) != 2 {
			h.t.Errorf("%v", got)
		}
		if a := h.actorOf(admin); a.Org != demo.ID || a.Identity != me.Identity || a.Member == me.Member {
			h.t.Errorf("the session did not move: %+v", a)
		}
		if got := h.signIn("13800138000", password).must(200, "GET", "/session", nil); text(got, "organisation", "name") != "苏州销冠科技" {
			h.t.Errorf("signing in leads to the demo: %v", got)
		}
		foreign := h.another(team.Founding{Company: "别家", Name: "钱七", Phone: "13700000007", Hash: team.Hash(password)})
		admin.must(404, "POST", "/session/organisation", obj{"org_id": foreign.ID.String()})
		admin.must(404, "POST", "/session/organisation", obj{"org_id": h.team.IDs.New().String()})
	})
}

func TestNoCompanyReachesIntoAnother(t *testing.T) {
	each(t, func(h *house) {
		admin := h.founded()
		groups := h.tree(admin)
		h.another(team.Founding{Company: "别家", Name: "钱七", Phone: "13700000007", Hash: team.Hash("their-own-secret")})
		theirs := h.signIn("13700000007", "their-own-secret")
		their := h.actorOf(theirs)

		joined := admin.must(201, "POST", "/members", newcomer("钱七", "13700000007", "salesperson", groups["苏州"]))
		if joined["existing_account"] != true {
			h.t.Errorf("%v", joined)
		}
		path := "/members/" + text(joined, "id")
		h.signIn("13700000007", "their-own-secret")
		if got := h.browser().do("POST", "/session", obj{"account": "13700000007", "password": password}); got.status != 401 {
			h.t.Error("adding a member replaced the password of a person of another company")
		}
		if got := admin.must(409, "POST", path+"/reset-password", obj{"password": "taken-over-1"}); text(got, "code") != "member.elsewhere" {
			h.t.Errorf("%v", got)
		}
		admin.must(200, "PATCH", path, obj{"phone": "13700000099", "version": 1})
		if got := h.browser().do("POST", "/session", obj{"account": "13700000099", "password": "their-own-secret"}); got.status != 401 {
			h.t.Error("one company renamed the sign-in of a person of another")
		}
		for _, c := range [][2]string{{"PATCH", ""}, {"POST", "/leave"}, {"POST", "/reset-password"}, {"POST", "/return"}} {
			admin.must(404, c[0], "/members/"+their.Member.String()+c[1], map[string]obj{"": {"version": 1, "level": 2}, "/reset-password": {"password": "taken-over-1"}, "/return": {"group_id": groups["华东"]}}[c[1]])
		}
		admin.must(404, "PATCH", "/groups/"+their.Group.String(), obj{"name": "我们的", "version": 1})
		admin.must(422, "POST", "/groups", obj{"name": "x", "parent_id": their.Group.String()})
		admin.must(422, "POST", "/members", newcomer("赵四", "13900000009", "salesperson", their.Group.String()))
		admin.must(200, "POST", path+"/leave", nil)
		if a := h.actorOf(theirs); a.Role != actor.Administrator {
			h.t.Errorf("leaving one company ended the sessions of another: %+v", a)
		}
	})
}
