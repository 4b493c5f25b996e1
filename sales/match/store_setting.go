package match

import (
	"context"

	"xiaoguan/base/id"
	"xiaoguan/store/db"
)

// automatic reads whether an organisation has single leads matched by themselves; nothing said is yes.
func automatic(ctx context.Context, st *db.Store, org id.ID) (bool, error) {
	on := true
	err := st.Read().NewRaw("SELECT automatic FROM match_setting WHERE org_id = ?", org).Scan(ctx, &on)
	if db.IsNone(err) {
		return true, nil
	}
	return on, st.Fault(err)
}

func setAutomatic(ctx context.Context, tx *db.Tx, org id.ID, on bool) error {
	_, err := tx.NewRaw("INSERT INTO match_setting (org_id, automatic) VALUES (?, ?) ON CONFLICT (org_id) DO UPDATE SET automatic = excluded.automatic", org, on).Exec(ctx)
	return err
}
