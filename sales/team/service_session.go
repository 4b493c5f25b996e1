package team

import (
	"context"
	"crypto/rand"
	"crypto/sha256"
	"encoding/base64"
	"encoding/hex"
	"time"

	"xiaoguan/base/actor"
	"xiaoguan/base/fault"
	"xiaoguan/base/id"
	"xiaoguan/store/db"
)

// Life is how long a session lives without being used.
const Life = 30 * 24 * time.Hour

// seenEvery is how often use is written down.
const seenEvery = time.Hour

// Origin is where a request to sign in comes from, for the list of sessions and the back-off.
type Origin struct{ Address, Agent string }

const tokenBytes = 32

var tokenLength = base64.RawURLEncoding.EncodedLen(tokenBytes)

func newToken() string {
	b := make([]byte, tokenBytes)
	if _, err := rand.Read(b); err != nil {
		panic("team: no randomness: " + err.Error())
	}
	return base64.RawURLEncoding.EncodeToString(b)
}

// digest is how tokens and the subjects of guesses are kept: not to be turned back into what was sent.
func digest(text string) string {
	sum := sha256.Sum256([]byte(text))
	return hex.EncodeToString(sum[:])
}

// Authenticate is the actor a session token stands for; fault.ErrUnauthenticated when it stands for nobody. What this process
// withdraws (sign-out, password, role, leaving) counts from the next call; what another instance withdraws, within 5 s.
func (s *Service) Authenticate(ctx context.Context, token string) (*actor.Actor, error) {
	if len(token) != tokenLength {
		return nil, fault.ErrUnauthenticated.New()
	}
	now, hash := s.Now(), digest(token)
	k, drops := s.sessions.get(hash, now)
	if k == nil {
		row, err := readSession(ctx, s.Dir.System(), hash)
		if err != nil {
			return nil, err
		}
		k = &keptSession{session: row, until: now.Add(fresh)}
	}
	if !now.Before(k.ExpiresAt) {
		return nil, fault.ErrUnauthenticated.New()
	}
	people, err := s.People(ctx, k.Org)
	if err != nil {
		if fault.KindOf(err) == fault.NotFound {
			return nil, fault.ErrUnauthenticated.Wrap(err) // the organisation has been removed
		}
		return nil, err
	}
	if k.people == people {
		return k.actor, nil
	}
	a, ok := people.actorOf(k.Identity, k.ID)
	if !ok {
		return nil, fault.ErrUnauthenticated.New()
	}
	next := &keptSession{session: k.session, people: people, actor: a, until: k.until}
	s.seen(ctx, &next.session, now)
	s.sessions.put(next, drops)
	return a, nil
}

// seen writes down, at most once an hour, that a session is in use; a database that cannot keep it right now is no reason to
// turn anybody away.
func (s *Service) seen(ctx context.Context, se *session, now time.Time) {
	if now.Sub(se.SeenAt) < seenEvery {
		return
	}
	expires := now.Add(Life)
	err := s.Dir.System().Write(ctx, func(ctx context.Context, tx *db.Tx) error { return seenSession(ctx, tx, se.ID, now, expires) })
	if err == nil {
		se.SeenAt, se.ExpiresAt = now, expires
	}
}

// SignOut ends the actor's session.
func (s *Service) SignOut(ctx context.Context, a *actor.Actor) error {
	return s.Dir.System().Write(ctx, func(ctx context.Context, tx *db.Tx) error {
		tx.After(func() { s.sessions.drop(func(k session) bool { return k.ID == a.Session }) })
		return endSession(ctx, tx, a.Session)
	})
}

// SignOutEverywhere ends every session of the person, this one included.
func (s *Service) SignOutEverywhere(ctx context.Context, a *actor.Actor) error {
	return s.Dir.System().Write(ctx, func(ctx context.Context, tx *db.Tx) error {
		return s.end(ctx, tx, a.Identity, id.ID{}, id.ID{})
	})
}

// end ends sessions as endSessions does, here and in memory.
func (s *Service) end(ctx context.Context, tx *db.Tx, identity, org, but id.ID) error {
	tx.After(func() {
		s.sessions.drop(func(k session) bool { return k.Identity == identity && (org.IsZero() || k.Org == org) && k.ID != but })
	})
	return endSessions(ctx, tx, identity, org, but)
}

// Switch moves the actor's session to another organisation of the same person; fault.ErrNotFound when there is none such.
func (s *Service) Switch(ctx context.Context, a *actor.Actor, org id.ID) (*actor.Actor, error) {
	people, err := s.People(ctx, org)
	if err != nil {
		return nil, err
	}
	next, ok := people.actorOf(a.Identity, a.Session)
	if !ok {
		return nil, fault.ErrNotFound.New()
	}
	err = s.Dir.System().Write(ctx, func(ctx context.Context, tx *db.Tx) error {
		tx.After(func() { s.sessions.drop(func(k session) bool { return k.ID == a.Session }) })
		return moveSession(ctx, tx, a.Session, org)
	})
	next.Request, next.Lang = a.Request, a.Lang
	return next, err
}

// organisations lists where an identity may work: the organisations it is an active member of, real ones first.
func (s *Service) organisations(ctx context.Context, identity id.ID) ([]Organisation, error) {
	all, err := orgsOf(ctx, s.Dir.System(), identity)
	if err != nil {
		return nil, err
	}
	open := []Organisation{}
	for _, o := range all {
		people, err := s.People(ctx, o.ID)
		if err != nil {
			return nil, err
		}
		if m, ok := people.identities[identity]; ok && m.State == Active {
			open = append(open, o)
		}
	}
	return open, nil
}
