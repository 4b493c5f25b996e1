package match

import (
	"context"
	"encoding/json"
	"time"

	"xiaoguan/base/actor"
	"xiaoguan/base/id"
	"xiaoguan/base/page"
	"xiaoguan/sales/lead"
	"xiaoguan/sales/team"
	"xiaoguan/store/db"
	"xiaoguan/store/jobs"
	"xiaoguan/store/journal"
)

// Job is the name of the job that matches what has just come in.
const Job = "match.lead"

// arrival is the job's payload.
type arrival struct {
	Leads []id.ID `json:"leads"`
}

// Reaction follows leads that come in singly and belong to nobody: one job an act, enqueued with it.
func (s *Service) Reaction(q *jobs.Queue) journal.Reaction {
	return journal.Reaction{
		Wants: func(e *journal.Entry) bool {
			if e.Kind != "lead.created" || !e.Owner.IsZero() {
				return false
			}
			f, ok := e.After.(lead.Facts)
			return ok && f.State == lead.Open && f.Import.IsZero()
		},
		Enqueue: func(ctx context.Context, tx *db.Tx, a *actor.Actor, entries []*journal.Entry) error {
			p := arrival{Leads: make([]id.ID, len(entries))}
			for i, e := range entries {
				p.Leads[i] = e.Subject
			}
			return q.Enqueue(ctx, tx, Job, a.Org, p, time.Time{})
		},
	}
}

// Handlers registers the chapter's jobs.
func (s *Service) Handlers(q *jobs.Queue) {
	q.Handle(Job, func(ctx context.Context, org id.ID, payload []byte) error {
		var p arrival
		if err := json.Unmarshal(payload, &p); err != nil {
			return err
		}
		return s.MatchArrived(ctx, org, p.Leads)
	})
}

// attempts is how often arrivals are matched anew when somebody else took the seat in between.
const attempts = 3

// MatchArrived matches single leads that are still nobody's, where the organisation has that switched on. What is owned by
// then is left alone, so it may run any number of times.
func (s *Service) MatchArrived(ctx context.Context, org id.ID, leads []id.ID) error {
	on, err := automatic(ctx, s.Dir.Of(org), org)
	if err != nil || !on || len(leads) == 0 {
		return err
	}
	people, err := s.Team.People(ctx, org)
	if err != nil {
		return err
	}
	a := actor.System(org, people.Organisation.Zone)
	for range attempts {
		rows, err := pool(ctx, s.Dir.Of(org), nil, a, page.Query{}, single(leads), MaxMatch)
		if err != nil || len(rows) == 0 {
			return err
		}
		p, err := s.workOut(ctx, a, rows)
		if err != nil || p.placed == 0 {
			return err
		}
		b, err := s.keep(ctx, a, p, ByArrival, id.ID{})
		if err != nil {
			return err
		}
		if _, err := s.Apply(ctx, a, b.ID, nil); err != nil {
			return err
		}
	}
	return nil
}

// Outcome is what matching an import came to.
type Outcome struct {
	Batches  []id.ID
	Assigned int
	Left     int // dealt with, and nobody's still
}

// MatchImport matches the open leads of an import that nobody owns, on behalf of whoever imported them and within his reach:
// one batch for up to MaxMatch leads, further ones until all are dealt with or nobody has room. It may be repeated: what an
// earlier run has dealt with is not dealt with again, and a batch it left unfinished is finished.
func (s *Service) MatchImport(ctx context.Context, org, imported id.ID) (Outcome, error) {
	var out Outcome
	st := s.Dir.Of(org)
	people, err := s.Team.People(ctx, org)
	if err != nil {
		return out, err
	}
	system := actor.System(org, people.Organisation.Zone)
	unfinished, err := previewsOf(ctx, st, org, imported)
	if err != nil {
		return out, err
	}
	for _, b := range unfinished {
		if err := s.finish(ctx, system, b, &out); err != nil {
			return out, err
		}
	}
	for {
		rows, err := pool(ctx, st, nil, system, page.Query{}, ofImport(org, imported), MaxMatch)
		if err != nil || len(rows) == 0 {
			return out, err
		}
		a := onBehalf(people, rows[0].CreatedBy, system)
		p, err := s.workOut(ctx, a, rows)
		if err != nil {
			return out, err
		}
		b, err := s.keep(ctx, a, p, ByImport, imported)
		if err != nil {
			return out, err
		}
		if err := s.finish(ctx, a, b.ID, &out); err != nil || len(p.people) == 0 {
			return out, err
		}
	}
}

// finish applies a batch and counts what came of it.
func (s *Service) finish(ctx context.Context, a *actor.Actor, batch id.ID, out *Outcome) error {
	if _, err := s.Apply(ctx, a, batch, nil); err != nil {
		return err
	}
	counts, err := tallies(ctx, s.Dir.Of(a.Org), a.Org, []id.ID{batch})
	out.Batches = append(out.Batches, batch)
	for result, n := range counts[batch] {
		if result == Done {
			out.Assigned += n
		} else {
			out.Left += n
		}
	}
	return err
}

// onBehalf is the actor an active member is who may match; else the fallback.
func onBehalf(people *team.People, member id.ID, fallback *actor.Actor) *actor.Actor {
	a, ok := people.Actor(member)
	if !ok || a.Can(actor.MatchRun) == actor.None {
		return fallback
	}
	return a
}

// Settings is what an organisation decides about matching.
type Settings struct {
	Automatic bool `json:"automatic" doc:"single leads without owner are matched as they come in; on from the first day"`
}

// Settings reads them.
func (s *Service) Settings(ctx context.Context, a *actor.Actor) (*Settings, error) {
	on, err := automatic(ctx, s.Dir.Of(a.Org), a.Org)
	return &Settings{Automatic: on}, err
}

// SetSettings changes them.
func (s *Service) SetSettings(ctx context.Context, a *actor.Actor, want Settings) (*Settings, error) {
	was, err := s.Settings(ctx, a)
	if err != nil || *was == want {
		return was, err
	}
	err = s.Dir.Of(a.Org).Write(ctx, func(ctx context.Context, tx *db.Tx) error {
		s.Journal.Record(tx, a, &journal.Entry{Kind: "match.settings", SubjectKind: team.KindOrganisation, Subject: a.Org,
			Changes: []journal.Change{{Field: "automatic", Before: was.Automatic, After: want.Automatic}}})
		return setAutomatic(ctx, tx, a.Org, want.Automatic)
	})
	return &want, err
}
