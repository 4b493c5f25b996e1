package customer

import (
	"xiaoguan/base/id"
	"xiaoguan/store/db"
)

// insert keeps the new customer's row, points and first spell for the end of the transaction.
func (s *Service) insert(tx *db.Tx, c *Customer, points []Point) error {
	if err := tx.Later(tx.NewInsert().Model(c)); err != nil {
		return err
	}
	if len(points) > 0 {
		if err := tx.Later(tx.NewInsert().Model(&points)); err != nil {
			return err
		}
	}
	return s.openSpell(tx, c, "created")
}

// openSpell writes down who owns the customer from now on, and why.
func (s *Service) openSpell(tx *db.Tx, c *Customer, cause string) error {
	return tx.Later(tx.NewRaw("INSERT INTO owner_spell (org_id, id, subject_kind, subject_id, owner_id, group_id, from_at, cause) VALUES (?, ?, ?, ?, ?, ?, ?, ?)",
		c.Org, s.IDs.New(), Kind, c.ID, c.Owner, c.Group, c.UpdatedAt, cause))
}

func countLead(tx *db.Tx, org, customer id.ID, delta int) error {
	return tx.Later(tx.NewRaw("UPDATE customer SET lead_count = lead_count + ? WHERE org_id = ? AND id = ?", delta, org, customer))
}
