package customer

import (
	"context"

	"github.com/uptrace/bun"

	"xiaoguan/base/id"
	"xiaoguan/record"
	"xiaoguan/store/db"
)

// hanging is what hangs on customers.
type hanging struct {
	contacts               map[id.ID][]id.ID
	parents, named, shared map[id.ID]bool
}

// hangingOn finds what hangs on customers besides leads, which are counted in the row.
func hangingOn(ctx context.Context, q bun.IDB, org id.ID, ids []id.ID) (*hanging, error) {
	h := &hanging{map[id.ID][]id.ID{}, map[id.ID]bool{}, map[id.ID]bool{}, map[id.ID]bool{}}
	var places []struct {
		Customer id.ID `bun:"customer_id"`
		Contact  id.ID `bun:"contact_id"`
		More     int   `bun:"more"`
	}
	err := db.In(q.NewSelect().TableExpr("customer_contact AS cc").Column("cc.customer_id", "cc.contact_id").
		ColumnExpr("(SELECT count(*) FROM customer_contact AS o WHERE o.org_id = cc.org_id AND o.contact_id = cc.contact_id AND o.customer_id <> cc.customer_id) AS more"), "cc", org).
		Where("cc.customer_id IN (?)", bun.List(ids)).Scan(ctx, &places)
	if err != nil {
		return nil, err
	}
	for _, p := range places {
		h.contacts[p.Customer] = append(h.contacts[p.Customer], p.Contact)
		if p.More > 0 {
			h.shared[p.Customer] = true
		}
	}
	var parents []id.ID
	if err := db.In(q.NewSelect().TableExpr("customer AS c").ColumnExpr("DISTINCT c.parent_id"), "c", org).Where("c.parent_id IN (?)", bun.List(ids)).Scan(ctx, &parents); err != nil {
		return nil, err
	}
	for _, v := range parents {
		h.parents[v] = true
	}
	named, err := record.NamedByOwn(ctx, q, org, record.OwnCustomer, ids)
	for _, v := range named {
		h.named[v] = true
	}
	return h, err
}
