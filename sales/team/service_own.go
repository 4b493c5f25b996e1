package team

import (
	"context"

	"xiaoguan/base/id"
	"xiaoguan/store/db"
)

// Reindex makes members findable anew, after what they are found by has changed.
func (s *Service) Reindex(ctx context.Context, org id.ID, members []id.ID) error {
	cat, err := s.Catalogues.Of(ctx, org)
	if err != nil {
		return err
	}
	return s.Dir.Of(org).Write(ctx, func(ctx context.Context, tx *db.Tx) error {
		for _, each := range members {
			m, err := readMember(ctx, tx, org, each)
			if err != nil {
				return err
			}
			if err := putMember(tx, m, cat.OwnTokens(KindMember, m.Custom), false); err != nil {
				return err
			}
		}
		return nil
	})
}
