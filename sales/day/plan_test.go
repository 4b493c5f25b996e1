package day

import (
	"strings"
	"testing"

	"xiaoguan/base/actor"
	"xiaoguan/base/day"
	"xiaoguan/base/id"
	"xiaoguan/store/db"
	"xiaoguan/store/db/dbtest"
)

// What has a day is walked in the order of lead_due, whoever looks.
func TestSectionsUseTheIndex(t *testing.T) {
	store, err := db.Open(t.Context(), db.Config{URL: dbtest.SQLite(t)})
	if err != nil {
		t.Fatal(err)
	}
	defer store.Close()
	org, member, group := id.MustParse("00000000-0000-7000-8000-00000000000a"), id.MustParse("00000000-0000-7000-8000-00000000000b"), id.MustParse("00000000-0000-7000-8000-00000000000c")
	for _, role := range []actor.Role{actor.Salesperson, actor.Manager, actor.Administrator} {
		a := &actor.Actor{Org: org, Member: member, Group: group, Below: []id.ID{group}, Grants: actor.GrantsOf(role)}
		r := &reader{store, a, member, day.Date(2025, 10, 9)}
		for _, key := range []Key{Overdue, Due} {
			var rows []*row
			var steps []struct {
				ID, Parent, Notused int
				Detail              string
			}
			text := r.order(key, r.section(key, &rows)).Limit(sectionLimit).String()
			if err := store.Read().NewRaw("EXPLAIN QUERY PLAN "+text).Scan(t.Context(), &steps); err != nil {
				t.Fatal(err)
			}
			var plan strings.Builder
			for _, s := range steps {
				plan.WriteString(s.Detail + "\n")
			}
			if !strings.Contains(plan.String(), "lead_due (org_id=? AND owner_id=? AND next_due") {
				t.Errorf("%s as %s:\n%s", key, role, plan.String())
			}
		}
	}
}
