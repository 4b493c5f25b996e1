package team

import (
	"context"

	"xiaoguan/base/fault"
	"xiaoguan/base/id"
	"xiaoguan/store/db"
)

// mayJoin judges whether an existing identity may become a member of the organisation: not a second time.
func (s *Service) mayJoin(ctx context.Context, tx *db.Tx, org, identity id.ID) error {
	have, err := memberNamed(ctx, tx, org, identity)
	if err != nil || have == "" {
		return err
	}
	return ErrMemberTaken.New(fault.Args{"name": have})
}
