package customer

import (
	"context"

	"github.com/uptrace/bun"

	"xiaoguan/base/actor"
	"xiaoguan/base/day"
	"xiaoguan/base/fault"
	"xiaoguan/base/id"
	"xiaoguan/store/db"
)

// mostContacts is how many contacts of a customer are shown: a company with more needs a search, not a longer page.
const mostContacts = 200

// visible is a customer within the actor's scope.
func visible(ctx context.Context, q bun.IDB, a *actor.Actor, customer id.ID) (*Customer, error) {
	c := new(Customer)
	return c, db.Visible(q.NewSelect().Model(c), "c", a, actor.CustomerRead, false).Where("c.id = ?", customer).Scan(ctx)
}

// visibleOf are those of the customers that lie within the actor's scope.
func visibleOf(ctx context.Context, q bun.IDB, a *actor.Actor, customers []id.ID) (rows []*Customer, err error) {
	err = db.Visible(q.NewSelect().Model(&rows), "c", a, actor.CustomerRead, false).Where("c.id IN (?)", bun.List(customers)).Scan(ctx)
	return rows, err
}

// readContacts are the present contacts of a customer in the order they were entered.
func readContacts(ctx context.Context, q bun.IDB, org, customer id.ID) (rows []Contact, err error) {
	err = db.In(contacts(q, &rows), "cc", org).Where("cc.customer_id = ?", customer).OrderExpr("p.id").Limit(mostContacts).Scan(ctx)
	return rows, err
}

func contacts(q bun.IDB, model any) *bun.SelectQuery {
	return q.NewSelect().Model(model).ColumnExpr("p.*").ColumnExpr("cc.customer_id, cc.role").
		Join("JOIN customer_contact AS cc ON cc.org_id = p.org_id AND cc.contact_id = p.id AND cc.to_day IS NULL")
}

// editable is a contact at a customer the actor may edit.
func editable(ctx context.Context, q bun.IDB, a *actor.Actor, contact id.ID) (*Contact, error) {
	row := new(Contact)
	sel := contacts(q, row).ColumnExpr("c.owner_id, c.group_id").Join("JOIN customer AS c ON c.org_id = cc.org_id AND c.id = cc.customer_id")
	err := db.Visible(sel, "c", a, actor.CustomerEdit, false).Where("p.id = ?", contact).OrderExpr("c.id").Limit(1).Scan(ctx)
	return row, err
}

// editableCustomer is a customer the actor may edit.
func editableCustomer(ctx context.Context, q bun.IDB, a *actor.Actor, customer id.ID) (*Customer, error) {
	c := new(Customer)
	return c, db.Visible(q.NewSelect().Model(c), "c", a, actor.CustomerEdit, false).Where("c.id = ?", customer).Scan(ctx)
}

// insertContact keeps a new contact, its place at the customer and its points.
func insertContact(tx *db.Tx, row *Contact, from day.Day, points []Point) error {
	if err := tx.Later(tx.NewInsert().Model(row)); err != nil {
		return err
	}
	if err := tx.Later(tx.NewRaw("INSERT INTO customer_contact (org_id, customer_id, contact_id, role, from_day) VALUES (?, ?, ?, ?, ?)", row.Org, row.Customer, row.ID, row.Role, from)); err != nil {
		return err
	}
	if len(points) == 0 {
		return nil
	}
	return tx.Later(tx.NewInsert().Model(&points))
}

// updateContact writes a contact at the version it was read in; false when it has moved since.
func updateContact(ctx context.Context, tx *db.Tx, row *Contact, version int) (bool, error) {
	res, err := tx.NewRaw("UPDATE contact SET name = ?, title = ?, version = version + 1 WHERE org_id = ? AND id = ? AND version = ?", row.Name, row.Title, row.Org, row.ID, version).Exec(ctx)
	if err != nil {
		return false, err
	}
	if n, err := res.RowsAffected(); err != nil || n == 0 {
		return false, err
	}
	return true, tx.Later(tx.NewRaw("UPDATE customer_contact SET role = ? WHERE org_id = ? AND customer_id = ? AND contact_id = ?", row.Role, row.Org, row.Customer, row.ID))
}

// phoneOf is the phone of the customer itself or of one of its contacts; "" when there is none, ErrNotFound for a
// contact that is not at the customer.
func phoneOf(ctx context.Context, tx *db.Tx, org, customer, contact id.ID) (string, error) {
	kind, subject := Kind, customer
	if !contact.IsZero() {
		kind, subject = KindContact, contact
		there, err := tx.NewSelect().TableExpr("customer_contact AS cc").ColumnExpr("1").Where("cc.org_id = ? AND cc.customer_id = ? AND cc.contact_id = ?", org, customer, contact).Exists(ctx)
		if err == nil && !there {
			return "", fault.ErrNotFound.New()
		}
		if err != nil {
			return "", err
		}
	}
	points, err := readPoints(ctx, tx, org, kind, []id.ID{subject})
	return points[subject][Phone], err
}
