package customer

import (
	"context"

	"github.com/uptrace/bun"

	"xiaoguan/base/id"
	"xiaoguan/store/db"
)

// claimKey takes a key for the customer and gives it back, or gives the customer that has the key already. It waits for
// another transaction that is claiming the same key.
func claimKey(ctx context.Context, tx *db.Tx, org id.ID, key string, customer id.ID) (holder id.ID, err error) {
	err = tx.Tx.Tx.QueryRowContext(ctx, `INSERT INTO customer_key (org_id, key, customer_id) VALUES ($1, $2, $3)
ON CONFLICT (org_id, key) DO NOTHING RETURNING customer_id`, org, key, customer).Scan(&holder)
	if !db.IsNone(err) {
		return holder, err
	}
	return holderOf(ctx, tx, org, key)
}

// holderOf is the customer known under a key.
func holderOf(ctx context.Context, tx *db.Tx, org id.ID, key string) (holder id.ID, err error) {
	err = tx.Tx.Tx.QueryRowContext(ctx, "SELECT customer_id FROM customer_key WHERE org_id = $1 AND key = $2", org, key).Scan(&holder)
	return holder, err
}

// freeKeys gives up keys of a customer.
func freeKeys(ctx context.Context, tx *db.Tx, org, customer id.ID, keys []string) error {
	if len(keys) == 0 {
		return nil
	}
	_, err := tx.NewRaw("DELETE FROM customer_key WHERE org_id = ? AND customer_id = ? AND key IN (?)", org, customer, bun.List(keys)).Exec(ctx)
	return err
}

// codeOf is the credit code of a customer of the organisation.
func codeOf(ctx context.Context, tx *db.Tx, org, customer id.ID) (code string, err error) {
	err = tx.NewRaw("SELECT credit_code FROM customer WHERE org_id = ? AND id = ?", org, customer).Scan(ctx, &code)
	return code, err
}
