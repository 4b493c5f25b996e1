package app_test

import (
	"context"
	"errors"
	"fmt"
	"math/rand/v2"
	"sync"
	"sync/atomic"
	"testing"
	"time"

	"xiaoguan/app/apptest"
	"xiaoguan/base/actor"
	"xiaoguan/base/id"
	"xiaoguan/sales/team"
	"xiaoguan/store/db"
	"xiaoguan/web"
)

// crowd stands in for the sign-in of many, which is slow on purpose: the token is the number of a member.
type crowd struct {
	web.Authenticator
	members []*actor.Actor
}

func (c *crowd) Authenticate(ctx context.Context, token string) (*actor.Actor, error) {
	var n int
	if _, err := fmt.Sscanf(token, "crowd-%d", &n); err == nil {
		return c.members[n], nil
	}
	return c.Authenticator.Authenticate(ctx, token)
}

// gather makes many salespeople of one group, each with a client.
func gather(t *testing.T, h *apptest.House, o *apptest.Org, n int) (clients []*apptest.Client) {
	t.Helper()
	c := &crowd{Authenticator: h.App.Kit.Auth}
	h.Write(t, func(ctx context.Context, tx *db.Tx) error {
		for i := range n {
			m, err := h.Join(ctx, tx, o, team.Joining{Name: fmt.Sprintf("抢%d", i), Role: actor.Salesperson, Group: o.East})
			if err != nil {
				return err
			}
			c.members = append(c.members, &actor.Actor{Org: o.ID, Member: m.ID, Identity: m.Identity, Name: m.Name, Role: m.Role, Group: o.East, Below: []id.ID{o.East},
				Grants: actor.GrantsOf(m.Role), Zone: team.DefaultZone})
		}
		return nil
	})
	h.App.Kit.Auth = c
	for i := range n {
		k := h.Client(c.members[i].Name, fmt.Sprintf("crowd-%d", i))
		k.Actor = c.members[i]
		clients = append(clients, k)
	}
	return clients
}

// race lets every client claim one lead at the same moment; some hang up in the middle. It gives the acknowledged winners.
func race(t *testing.T, clients []*apptest.Client, lead id.ID, hungUp *atomic.Int64) (winners []id.ID) {
	var mu sync.Mutex
	var wg sync.WaitGroup
	start := make(chan struct{})
	for i, c := range clients {
		wg.Go(func() {
			req, err := c.Request("POST", "/leads/"+lead.String()+"/claim", nil)
			if err != nil {
				t.Error(err)
				return
			}
			ctx, cancel := context.WithCancel(context.Background())
			defer cancel()
			<-start
			if i%5 == 0 {
				time.AfterFunc(time.Duration(rand.IntN(20000))*time.Microsecond, cancel)
			}
			got, err := c.Send(req.WithContext(ctx))
			switch {
			case errors.Is(err, context.Canceled):
				hungUp.Add(1)
			case err != nil:
				t.Error(err)
			case got.Status == 200:
				mu.Lock()
				winners = append(winners, c.Actor.Member)
				mu.Unlock()
			case got.Status != 409 || got.Text("code") != "lead.claimed_already":
				t.Errorf("a loser is told %d %s", got.Status, got.Body)
			}
		})
	}
	close(start)
	wg.Wait()
	return winners
}

// TestCrashClaim: of many who claim a lead at once exactly one has it afterwards, and nobody else was told he has.
func TestCrashClaim(t *testing.T) {
	if testing.Short() {
		t.Skip("skipped: long run")
	}
	people, leads := 200, 50
	if long() {
		people, leads = 1000, 1000
	}
	apptest.Each(t, func(t *testing.T, h *apptest.House) {
		o := h.Found(t, homeName)
		clients := gather(t, h, o, people)
		var hungUp atomic.Int64
		silent := 0
		for range leads {
			lead := h.Lead(t, o, nil, "pool")
			winners := race(t, clients, lead.ID, &hungUp)
			var owner id.ID
			var spells, open, claimed int
			err := h.Store.Read().NewRaw(`SELECT l.owner_id, (SELECT count(*) FROM owner_spell s WHERE s.org_id = l.org_id AND s.subject_kind = 'lead' AND s.subject_id = l.id),
(SELECT count(*) FROM owner_spell s WHERE s.org_id = l.org_id AND s.subject_kind = 'lead' AND s.subject_id = l.id AND s.to_at IS NULL AND s.owner_id = l.owner_id),
(SELECT count(*) FROM journal_entry j WHERE j.org_id = l.org_id AND j.subject_kind = 'lead' AND j.subject_id = l.id AND j.kind = 'lead.claimed') FROM lead l WHERE l.org_id = ? AND l.id = ?`,
				o.ID, lead.ID).Scan(t.Context(), &owner, &spells, &open, &claimed)
			if err != nil {
				t.Fatal(err)
			}
			if len(winners) > 1 || len(winners) == 1 && winners[0] != owner || owner.IsZero() || spells != 2 || open != 1 || claimed != 1 {
				t.Fatalf("told they won: %v; the owner is %s, %d spells, %d open, %d claims in the journal", winners, owner, spells, open, claimed)
			}
			if len(winners) == 0 {
				silent++ // won by one who had hung up
			}
		}
		if wrong, err := h.App.Insight.Recount(t.Context(), o.ID, false); err != nil || wrong != 0 {
			t.Errorf("%d counters differ (%v)", wrong, err)
		}
		if hungUp.Load() == 0 {
			t.Error("nobody hung up in the middle: the race is too slow or too fast")
		}
		t.Logf("%d clients, %d leads: one winner each; %d requests were cut off, %d leads went to one who had hung up", people, leads, hungUp.Load(), silent)
	})
}
