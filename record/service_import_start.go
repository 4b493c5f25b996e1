package record

import (
	"context"
	"time"

	"xiaoguan/base/actor"
	"xiaoguan/base/fault"
	"xiaoguan/base/id"
	"xiaoguan/store/db"
	"xiaoguan/store/journal"
)

// lease is how long a running import is left alone before somebody else takes it over; every chunk renews it.
const lease = 40 * time.Second

// Start begins an import: from then on a job takes its rows in. Errors: ErrImportState, and a wrong mapping.
func (m *Imports) Start(ctx context.Context, a *actor.Actor, which id.ID) (*Import, error) {
	im, i, err := m.load(ctx, a, which)
	if err != nil {
		return nil, err
	}
	if err := mayChange(im); err != nil {
		return nil, err
	}
	if im.State != Ready {
		names := identities(i.Fields)
		return nil, fault.Wrong("mapping", fault.Text{ZH: "还没有一列能说明每行是谁", EN: "No column says who a row is about"},
			fault.Text{ZH: "至少对应其中一个：" + names.ZH, EN: "Map at least one of:" + names.EN})
	}
	err = m.Dir.Of(a.Org).Write(ctx, func(ctx context.Context, tx *db.Tx) error {
		now := m.Now()
		if ok, err := startImport(ctx, tx, im, now, now.Add(lease)); err != nil || !ok {
			if err == nil {
				err = importState("刚刚开始或取消了", "It has just begun or been cancelled")
			}
			return err
		}
		m.note(tx, a, im, "started")
		return m.enqueue(ctx, tx, im.Org, im.ID)
	})
	return im, err
}

// Cancel ends an import before its end; what was taken in stays. A running one stops at its next chunk.
func (m *Imports) Cancel(ctx context.Context, a *actor.Actor, which id.ID) (*Import, error) {
	im, _, err := m.load(ctx, a, which)
	if err != nil {
		return nil, err
	}
	err = m.Dir.Of(a.Org).Write(ctx, func(ctx context.Context, tx *db.Tx) error {
		ok, err := endImport(ctx, tx, im, []ImportState{Uploaded, Ready, Running}, -1, Cancelled, nil, m.Now())
		if err != nil || !ok {
			if err == nil {
				err = importState("已经结束", "It has ended")
			}
			return err
		}
		m.note(tx, a, im, "cancelled")
		return nil
	})
	return im, err
}

// note records what happened to an import, so that open screens move.
func (m *Imports) note(tx *db.Tx, a *actor.Actor, im *Import, what string) {
	e := &journal.Entry{Kind: "import." + what, SubjectKind: ImportKind, Subject: im.ID, Owner: im.CreatedBy, Changes: []journal.Change{{Field: "state", After: im.State}}}
	for _, c := range []struct {
		field string
		n     int
	}{{"created", im.Created}, {"merged", im.Merged}, {"skipped", im.Skipped}, {"failed", im.Failures}} {
		if c.n > 0 {
			e.Changes = append(e.Changes, journal.Change{Field: c.field, After: c.n})
		}
	}
	m.Journal.Record(tx, a, e)
}

// ImportJob is the name of the job that takes rows in.
const ImportJob = "import.run"

type importJob struct {
	Import id.ID `json:"import"`
}

func (m *Imports) enqueue(ctx context.Context, tx *db.Tx, org, which id.ID) error {
	return m.Queue.Enqueue(ctx, tx, ImportJob, org, importJob{which}, time.Time{})
}

// Sweep hands running imports that nobody works on any more to new jobs: those whose lease has passed, or with all, at the
// start of the only process there is, every one. It also frees files kept open for imports that have ended.
func (m *Imports) Sweep(ctx context.Context, all bool) error {
	now := m.Now()
	m.tidy(now.Add(-time.Minute))
	before := now
	if all {
		before = now.Add(lease + time.Second)
	}
	return m.Dir.System().Write(ctx, func(ctx context.Context, tx *db.Tx) error {
		found, err := abandoned(ctx, tx, before, now.Add(lease))
		if err != nil {
			return err
		}
		for _, f := range found {
			if err := m.enqueue(ctx, tx, f.Org, f.ID); err != nil {
				return err
			}
		}
		return nil
	})
}

// sweepEvery is how often Watch looks for imports that stand still.
const sweepEvery = 10 * time.Second

// Watch sweeps at once and then every 10 s until ctx ends; alone says that this is the only process on the database.
func (m *Imports) Watch(ctx context.Context, alone bool) {
	tick := time.NewTicker(sweepEvery)
	defer tick.Stop()
	defer m.tidy(m.Now().Add(time.Hour))
	for {
		if err := m.Sweep(ctx, alone); err != nil && ctx.Err() == nil {
			m.Log.Warn("imports not swept", "error", err)
		} else {
			alone = false
		}
		select {
		case <-ctx.Done():
			return
		case <-tick.C:
		}
	}
}
