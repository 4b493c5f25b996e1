package team

import (
	"sync"
	"time"

	"xiaoguan/base/actor"
	"xiaoguan/base/id"
)

// fresh is how long what was read is used again.
const fresh = 5 * time.Second

// peopleCache keeps the People of each organisation. A drop while a read is under way makes that read's result count for
// nothing, so that nobody sees the state before a change once the change is acknowledged.
type peopleCache struct {
	mu   sync.Mutex
	orgs map[id.ID]*keptPeople
}

type keptPeople struct {
	reading sync.Mutex // one reader at a time
	drops   int
	people  *People
	until   time.Time
}

func newPeopleCache() *peopleCache { return &peopleCache{orgs: map[id.ID]*keptPeople{}} }

// look gives what is kept and still fresh, and how often it has been dropped.
func (c *peopleCache) look(org id.ID, now time.Time) (k *keptPeople, p *People, drops int) {
	c.mu.Lock()
	defer c.mu.Unlock()
	k = c.orgs[org]
	if k == nil {
		k = &keptPeople{}
		c.orgs[org] = k
	}
	if k.people != nil && now.Before(k.until) {
		p = k.people
	}
	return k, p, k.drops
}

func (c *peopleCache) get(org id.ID, now time.Time, read func() (*People, error)) (*People, error) {
	k, p, _ := c.look(org, now)
	if p != nil {
		return p, nil
	}
	k.reading.Lock()
	defer k.reading.Unlock()
	_, p, drops := c.look(org, now)
	if p != nil {
		return p, nil
	}
	p, err := read()
	c.mu.Lock()
	defer c.mu.Unlock()
	switch {
	case err != nil:
		delete(c.orgs, org) // an unknown id must not be kept
		return nil, err
	case k.drops == drops:
		k.people, k.until = p, now.Add(fresh)
	}
	return p, nil
}

func (c *peopleCache) drop(org id.ID) {
	c.mu.Lock()
	defer c.mu.Unlock()
	if k := c.orgs[org]; k != nil {
		k.drops++
		k.people = nil
	}
}

// mostSessions bounds the memory of kept sessions.
const mostSessions = 20000

// keptSession is a session row with the actor made of it from one state of People.
type keptSession struct {
	session
	people *People
	actor  *actor.Actor
	until  time.Time
}

type sessionCache struct {
	mu    sync.RWMutex
	drops int
	kept  map[string]*keptSession // by hash
}

func newSessionCache() *sessionCache { return &sessionCache{kept: map[string]*keptSession{}} }

// get gives the kept session, nil when it must be read, and the number of drops to hand to put.
func (c *sessionCache) get(hash string, now time.Time) (*keptSession, int) {
	c.mu.RLock()
	defer c.mu.RUnlock()
	if k := c.kept[hash]; k != nil && now.Before(k.until) {
		return k, c.drops
	}
	return nil, c.drops
}

// put keeps a session read when there had been that many drops; a drop since then makes it void.
func (c *sessionCache) put(k *keptSession, drops int) {
	c.mu.Lock()
	defer c.mu.Unlock()
	if c.drops != drops {
		return
	}
	if len(c.kept) >= mostSessions {
		clear(c.kept)
	}
	c.kept[k.Hash] = k
}

func (c *sessionCache) drop(which func(session) bool) {
	c.mu.Lock()
	defer c.mu.Unlock()
	c.drops++
	for hash, k := range c.kept {
		if which(k.session) {
			delete(c.kept, hash)
		}
	}
}
