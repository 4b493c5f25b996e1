package door

import (
	"fmt"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"

	"xiaoguan/base/actor"
	"xiaoguan/base/id"
	"xiaoguan/record"
	"xiaoguan/sales/lead"
	"xiaoguan/sales/team"
)

func TestMeet(t *testing.T) {
	mine, others := &lead.Twin{ID: id.ID{1}, Owner: id.ID{9}}, &lead.Twin{ID: id.ID{2}, Owner: id.ID{8}}
	there := known{external: map[string]id.ID{"E1": {3}}, names: map[string]*lead.Twin{"甲": mine, "乙": others}, phones: map[string]*lead.Twin{"+861": mine}}
	within := func(t *lead.Twin) bool { return t == mine }
	rows := []keys{
		{external: "E1", name: "新", open: true}, // known outside
		{external: "E2", name: "甲", open: true}, // an open lead of mine
		{name: "乙", open: true},                 // somebody else's
		{external: "E3", name: "丙", open: true}, // new
		{external: "E3", name: "丁", open: true}, // the same id again
		{name: "丙", phone: "+862", open: true},  // the same company again
		{name: "甲"},                             // already won: business of its own
		{name: "", phone: "", open: true},       // nothing to compare
		{name: "", phone: "", open: true},       // nothing to compare, again
		{name: "戊", phone: "+861", open: true},  // by phone
	}
	for _, c := range []struct {
		policy Duplicates
		want   string
	}{
		{Merge, "skipped merged skipped created skipped merged created created created merged"},
		{Skip, "skipped skipped skipped created skipped skipped created created created skipped"},
		{Create, "skipped created created created skipped created created created created created"},
	} {
		t.Run(string(c.policy), func(t *testing.T) {
			var got []string
			met := meet(rows, there, c.policy, within)
			for i := range met {
				got = append(got, string(met[i].outcome))
				if n := met[i].note(func(j int) int { return j }); n.ZH == "" || n.EN == "" {
					t.Errorf("row %d says nothing", i)
				}
			}
			if diff := cmp.Diff(c.want, strings.Join(got, " ")); diff != "" {
				t.Error(diff)
			}
		})
	}
}

func TestOwners(t *testing.T) {
	group, far := id.ID{7}, id.ID{6}
	member := func(n byte, name, phone string, role actor.Role, g id.ID, state team.State) *team.Member {
		return &team.Member{ID: id.ID{n}, Name: name, Phone: phone, Role: role, Group: g, State: state, Grants: actor.GrantsOf(role)}
	}
	boss := &actor.Actor{Member: id.ID{1}, Role: actor.Manager, Group: group, Below: []id.ID{group}, Grants: actor.GrantsOf(actor.Manager)}
	o := ownersOf(boss, []*team.Member{
		member(1, "郭峰", "13800138001", actor.Manager, group, team.Active), member(2, "张伟", "13800138002", actor.Salesperson, group, team.Active),
		member(3, "李娜", "13800138003", actor.Salesperson, group, team.Active), member(4, "李娜", "13800138004", actor.Salesperson, group, team.Active),
		member(5, "远方", "", actor.Salesperson, far, team.Active), member(8, "老人", "", actor.Salesperson, group, team.Left), member(10, "会计", "", actor.Readonly, group, team.Active)})
	for cell, want := range map[string]string{"张伟": "2", " 张 伟": "2", "+86 138-0013-8003": "3", "郭峰": "1", "公海": "0", "李娜": "几个同名", "远方": "不能分给", "老人": "没有这位", "会计": "不能分给", "谁": "没有这位"} {
		who, wrong := o.find(strings.TrimSpace(cell))
		got := fmt.Sprint(who[0])
		if wrong != nil {
			got = wrong.What.ZH
		}
		if !strings.Contains(got, want) {
			t.Errorf("%q: %s, want %s", cell, got, want)
		}
	}
}

func TestOutcomeWords(t *testing.T) {
	for cell, want := range map[string]lead.State{"1": lead.Won, "是": lead.Won, "Yes": lead.Won, "赢单": lead.Won, "won": lead.Won, "0": lead.Open, "否": lead.Open, "输单": lead.Lost, "LOST": lead.Lost, "说不清": ""} {
		if got, ok := outcomeOf(cell); got != want || ok != (want != "") {
			t.Errorf("%q: %q, %v", cell, got, ok)
		}
	}
}

// What the fields promise: names are distinct, both languages are there, and an import can tell who a row is.
func TestImportFields(t *testing.T) {
	seen := map[string]bool{}
	for _, f := range importFields() {
		if seen[f.Name] || f.Label.ZH == "" || f.Label.EN == "" {
			t.Errorf("field %q", f.Name)
		}
		seen[f.Name] = true
		if f.Identity && f.Kind != record.Text {
			t.Errorf("%s cannot say who", f.Name)
		}
	}
	for _, name := range []string{"name", "contact_name", "contact_title", "phone", "email", "wechat", "source", "region", "industry", "expected_amount", "chance", "note", "external_id", "owner", "intake_day", "outcome", "tags"} {
		if !seen[name] {
			t.Errorf("no field %s", name)
		}
	}
}
