package app

import (
	"context"

	"xiaoguan/app/demo"
	"xiaoguan/base/actor"
	"xiaoguan/base/id"
	"xiaoguan/base/page"
	"xiaoguan/record"
	"xiaoguan/sales/match"
	"xiaoguan/sales/team"
)

// approvalFor gives a demo company a rule that key leads are passed on with the consent of their group's leader, and one
// request that waits. Where the company is too small to have somebody for each part, there is none.
func (a *App) approvalFor(ctx context.Context, made *demo.Made) error {
	admin, err := a.Team.Acting(ctx, made.Org, made.Admin)
	if err != nil {
		return err
	}
	name, days := "重点线索转手", 2
	steps := []record.ApprovalStep{{Who: record.WhoRecordLeader}}
	if _, err := a.Approvals.AddRule(ctx, admin, match.GiveAway, record.RuleDraft{Name: &name, Steps: &steps, DueWorkdays: &days}); err != nil {
		return err
	}
	people, err := a.Team.People(ctx, made.Org)
	if err != nil {
		return err
	}
	found, err := a.Leads.List(ctx, admin, page.Query{Limit: 1, Filters: []page.Filter{{Field: "key", Op: page.Eq, Values: []string{"true"}}, {Field: "state", Op: page.Eq, Values: []string{"open"}}, {Field: "owner_id", Op: page.Filled}}})
	if err != nil || len(found.Items) == 0 {
		return err
	}
	l := found.Items[0].Lead
	clerk := pick(people, func(m *team.Member) bool { return m.Role == actor.Operations })
	mate := pick(people, func(m *team.Member) bool { return m.Role == actor.Salesperson && m.Group == l.Group && m.ID != l.Owner })
	if clerk.IsZero() || mate.IsZero() {
		return nil
	}
	who, err := a.Team.Acting(ctx, made.Org, clerk)
	if err != nil {
		return err
	}
	_, _, err = a.Match.Assign(ctx, who, l.ID, mate, "客户指定要他对接")
	return err
}

// pick is the first active member that fits; zero when none does.
func pick(people *team.People, fits func(*team.Member) bool) id.ID {
	for _, m := range people.Members() {
		if m.State == team.Active && fits(m) {
			return m.ID
		}
	}
	return id.ID{}
}
