package app

import (
	"context"

	"xiaoguan/app/demo"
	"xiaoguan/base/actor"
	"xiaoguan/base/page"
	"xiaoguan/sales/customer"
	"xiaoguan/sales/team"
)

// alongFor gives a demo company one customer on which a colleague of its owner collaborates. Where the owner has none, there is
// none.
func (a *App) alongFor(ctx context.Context, made *demo.Made) error {
	admin, err := a.Team.Acting(ctx, made.Org, made.Admin)
	if err != nil {
		return err
	}
	people, err := a.Team.People(ctx, made.Org)
	if err != nil {
		return err
	}
	found, err := a.Customers.List(ctx, admin, page.Query{Limit: 1, Filters: []page.Filter{{Field: "owner_id", Op: page.Filled}}})
	if err != nil || len(found.Items) == 0 {
		return err
	}
	c := found.Items[0]
	mate := pick(people, func(m *team.Member) bool {
		return m.Role == actor.Salesperson && c.Group != nil && m.Group == c.Group.ID && m.ID != c.Owner.ID
	})
	if mate.IsZero() {
		return nil
	}
	_, err = a.Partners.Set(ctx, admin, customer.Kind, c.ID, mate, actor.Follows)
	return err
}
