package team

import (
	"context"

	"xiaoguan/base/actor"
	"xiaoguan/base/clock"
	"xiaoguan/base/day"
	"xiaoguan/base/id"
	"xiaoguan/record"
	"xiaoguan/store/db"
	"xiaoguan/store/journal"
)

// Service is the chapter's operations.
type Service struct {
	Dir        *db.Directory
	IDs        *id.Source
	Now        clock.Clock
	Journal    *journal.Journal
	Catalogues *record.Catalogues

	// Types are the declared record types: the fields that a role may be kept from seeing.
	Types *record.Registry

	// OpenLeads counts the open leads each member owns; the chapter of leads answers it. Nil where there are none yet.
	OpenLeads func(ctx context.Context, org id.ID) (map[id.ID]int, error)

	queue    *hashQueue
	people   *peopleCache
	sessions *sessionCache
}

// New makes the service with empty caches.
func New(dir *db.Directory, ids *id.Source, now clock.Clock, j *journal.Journal, c *record.Catalogues) *Service {
	return &Service{Dir: dir, IDs: ids, Now: now, Journal: j, Catalogues: c, Types: &record.Registry{}, queue: newHashQueue(), people: newPeopleCache(), sessions: newSessionCache()}
}

// People is everybody of an organisation, kept in memory for 5 s: a change made by this process is seen at once, one made
// by another instance within that time. An unknown organisation is fault.ErrNotFound.
func (s *Service) People(ctx context.Context, org id.ID) (*People, error) {
	return s.people.get(org, s.Now(), func() (*People, error) { return readPeople(ctx, s.Dir, org) })
}

// Calendar is the organisation's workdays; it is kept with People.
func (s *Service) Calendar(ctx context.Context, org id.ID) (*day.Calendar, error) {
	p, err := s.People(ctx, org)
	if err != nil {
		return nil, err
	}
	return p.calendar, nil
}

// Today is the actor's present day in the organisation's time zone.
func (s *Service) Today(a *actor.Actor) day.Day { return day.Of(s.Now(), clock.Zone(a.Zone)) }

// Forget drops what is kept of an organisation: whoever removes one calls it after the commit.
func (s *Service) Forget(org id.ID) {
	s.people.drop(org)
	s.sessions.drop(func(k session) bool { return k.Org == org })
}

// Changed is changed for what stands in other rooms and decides what members may: on what they collaborate.
func (s *Service) Changed(tx *db.Tx, org id.ID) { s.changed(tx, org) }

// changed drops what is kept of an organisation once the transaction is committed.
func (s *Service) changed(tx *db.Tx, org id.ID) { tx.After(func() { s.people.drop(org) }) }
