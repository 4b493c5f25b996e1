package demo

import (
	"context"

	"github.com/uptrace/bun"

	"xiaoguan/base/id"
	"xiaoguan/store/db"
	"xiaoguan/store/search"
)

// tables hold an organisation's rows, those that point at others first.
var tables = []string{
	"collaborator", "probe", "approval_step", "approval", "approval_rule", "notice", "notice_setting", "absence",
	"view_pin", "saved_view", "bulk_item", "bulk_batch", "bin_item", "own_value", "own_field", "word",
	"touch", "lead_tag", "match_item", "match_batch", "match_setting", "import_problem", "import", "lead_stat", "lead_board", "owner_spell", "external_id", "lead",
	"contact_point", "customer_contact", "contact", "customer_tag", "customer_key", "customer", "member_tag", "tag", "membership", "member", "group_parent", "team_group",
	"role_grant", "role_mask", "role", "calendar_day", "stage", "sales_mode", "reason", "file_link", "file", "journal_personal", "journal_entry", "number_block", "idempotency",
}

// Remove deletes a demo company: every row of it, and the accounts that belong to nothing else. Each table is a transaction
// of its own; a removal cut short is finished by the next one, since the organisation itself goes last.
func Remove(ctx context.Context, s *db.Store, org id.ID) error {
	if err := s.Write(ctx, func(ctx context.Context, tx *db.Tx) error { return search.Clear(ctx, tx, org) }); err != nil {
		return err
	}
	for _, table := range tables {
		err := s.Write(ctx, func(ctx context.Context, tx *db.Tx) error {
			_, err := tx.NewRaw("DELETE FROM ? WHERE org_id = ?", bun.Ident(table), org).Exec(ctx)
			return err
		})
		if err != nil {
			return err
		}
	}
	return s.Write(ctx, func(ctx context.Context, tx *db.Tx) error {
		for _, text := range []string{
			"DELETE FROM session WHERE org_id = ?",
			"DELETE FROM identity WHERE id IN (SELECT identity_id FROM identity_org WHERE org_id = ?) AND id NOT IN (SELECT identity_id FROM identity_org WHERE org_id <> ?)",
			"DELETE FROM identity_org WHERE org_id = ?",
			"DELETE FROM organisation WHERE id = ? AND demo",
		} {
			args := []any{org}
			if text[len(text)-5:] == "<> ?)" {
				args = append(args, org)
			}
			if _, err := tx.NewRaw(text, args...).Exec(ctx); err != nil {
				return err
			}
		}
		return nil
	})
}
