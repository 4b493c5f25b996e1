package record

import (
	"context"
	"time"

	"xiaoguan/base/actor"
	"xiaoguan/base/clock"
	"xiaoguan/base/fault"
	"xiaoguan/base/id"
	"xiaoguan/store/db"
	"xiaoguan/store/journal"
)

// MostProbes is how many records out of his reach a member may be told of within an hour because what he enters looks like
// them: by then he is not entering, he is asking who has which phone.
const MostProbes = 30

// Probes watches over the duplicate check (查重), which has to tell everybody that a company or phone is known. Nil watches nobody.
type Probes struct {
	Dir     *db.Directory
	Now     clock.Clock
	Journal *journal.Journal
}

// May refuses, with fault.ErrTooMany, whoever was told too often within the hour. Who sees everything learns nothing.
func (s *Probes) May(ctx context.Context, a *actor.Actor, read actor.Permission) error {
	if s == nil || a.Can(read) == actor.All {
		return nil
	}
	now := s.Now()
	n, err := probesOf(ctx, s.Dir.Of(a.Org), a, hourOf(now))
	if err == nil && n >= MostProbes {
		err = fault.ErrTooMany.New(fault.Args{"seconds": 3600 - int(now.Unix()%3600)})
	}
	return err
}

// Told counts and journals that the actor was told of somebody else's record, in a transaction of its own: the one that met it
// has been given up.
func (s *Probes) Told(ctx context.Context, a *actor.Actor, kind string, record, owner, group id.ID) error {
	if s == nil {
		return nil
	}
	return s.Dir.Of(a.Org).Write(ctx, func(ctx context.Context, tx *db.Tx) error {
		s.Journal.Record(tx, a, &journal.Entry{Kind: kind + ".probed", SubjectKind: kind, Subject: record, Owner: owner, Group: group})
		return countProbe(tx, a, hourOf(s.Now()))
	})
}

func hourOf(at time.Time) int64 { return at.Unix() / 3600 }
