package insight

import (
	"context"

	"xiaoguan/base/clock"
	"xiaoguan/base/id"
	"xiaoguan/record"
	"xiaoguan/sales/lead"
	"xiaoguan/sales/team"
	"xiaoguan/store/db"
)

// Service answers the leader's questions.
type Service struct {
	Dir        *db.Directory
	Now        clock.Clock
	Catalogues *record.Catalogues
	Team       *team.Service
	Leads      *lead.Service
}

// Recount folds every lead of the organisation anew and says how many counters differ from it; mend rewrites those.
func (s *Service) Recount(ctx context.Context, org id.ID, mend bool) (wrong int, err error) {
	err = s.Dir.Of(org).Write(ctx, func(ctx context.Context, tx *db.Tx) error {
		truth, err := fold(ctx, tx, org)
		if err != nil {
			return err
		}
		have, err := kept(ctx, tx, org)
		if err != nil {
			return err
		}
		truth.subtract(have)
		wrong = len(truth.sorted()) + len(truth.places())
		if mend {
			return write(tx, org, truth)
		}
		return nil
	})
	return wrong, err
}

// subtract leaves in t what must be added to have to reach it.
func (t *Tally) subtract(have *Tally) {
	for c, n := range have.Cells {
		t.Cells[c] -= n
	}
	for p, n := range have.Counts {
		t.Counts[p] -= n
	}
	for p, n := range have.Sums {
		t.Sums[p] -= n
	}
}
