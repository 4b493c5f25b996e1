package match

import (
	"context"
	"errors"
	"math/rand/v2"
	"sync"
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"

	"xiaoguan/base/actor"
	"xiaoguan/base/fault"
	"xiaoguan/base/id"
	"xiaoguan/sales/lead"
	"xiaoguan/sales/team"
)

func TestClaim(t *testing.T) {
	each(t, func(t *testing.T, h *house) {
		wang, li := h.seller(t, "王芳", 2), h.seller(t, "李强", 50)
		leads := h.pool(t, 3)
		l, err := h.match.Claim(t.Context(), wang, leads[0], nil)
		if err != nil || l.Owner != wang.Member || l.Group != h.east {
			t.Fatalf("%+v, %v", l, err)
		}
		kept := h.read(t, leads[0])
		if kept.Owner != wang.Member || kept.Group != h.east || kept.Version != 1 {
			t.Errorf("kept %+v", kept)
		}
		if diff := cmp.Diff([]spell{{Cause: "entry"}, {Owner: wang.Member, Cause: "claim", Open: true}}, h.spells(t, leads[0])); diff != "" {
			t.Error(diff)
		}

		t.Run("再领一次不算", func(t *testing.T) {
			if again, err := h.match.Claim(t.Context(), wang, leads[0], nil); err != nil || again.Owner != wang.Member {
				t.Errorf("%v", err)
			}
			if n := len(h.entries(t, leads[0], claimed)); n != 1 {
				t.Errorf("%d claims in the journal", n)
			}
		})
		t.Run("晚到的人知道归谁", func(t *testing.T) {
			_, err := h.match.Claim(t.Context(), li, leads[0], nil)
			f, _ := fault.Of(err)
			if !ErrClaimed.Is(err) || f.Text().ZH != "这条线索已经由王芳负责了" {
				t.Errorf("%v", err)
			}
		})
		t.Run("容量满了", func(t *testing.T) {
			if _, err := h.match.Claim(t.Context(), wang, leads[1], nil); err != nil {
				t.Fatal(err)
			}
			_, err := h.match.Claim(t.Context(), wang, leads[2], nil)
			f, _ := fault.Of(err)
			if !ErrCapacity.Is(err) || f.Args["load"] != 2 || f.Args["capacity"] != 2 {
				t.Errorf("%v", err)
			}
			if _, err := h.match.Claim(t.Context(), wang, leads[0], nil); err != nil {
				t.Errorf("a repeat needs no capacity: %v", err)
			}
		})
		t.Run("版本不对", func(t *testing.T) {
			stale := int64(7)
			if _, err := h.match.Claim(t.Context(), li, leads[2], &stale); !fault.ErrVersion.Is(err) {
				t.Errorf("%v", err)
			}
		})
		t.Run("已经结束", func(t *testing.T) {
			ended := h.add(t, lead.New{Outcome: lead.Lost, LostReason: "价格"})
			if _, err := h.match.Claim(t.Context(), li, ended.ID, nil); !lead.ErrState.Is(err) {
				t.Errorf("%v", err)
			}
		})
		t.Run("没有这条", func(t *testing.T) {
			if _, err := h.match.Claim(t.Context(), li, h.ids.New(), nil); !fault.ErrNotFound.Is(err) {
				t.Errorf("%v", err)
			}
		})
		t.Run("别的公司的一样是没有", func(t *testing.T) {
			stranger := *li
			stranger.Org = h.ids.New()
			if _, err := h.match.Claim(t.Context(), &stranger, leads[2], nil); !fault.ErrNotFound.Is(err) {
				t.Errorf("%v", err)
			}
			if !h.read(t, leads[2]).Owner.IsZero() {
				t.Error("taken by a stranger")
			}
		})
	})
}

// Two hundred clients want each of several leads at once, some hang up in the middle.
func TestClaim_OneWinner(t *testing.T) {
	each(t, func(t *testing.T, h *house) {
		clients := h.members(t, team.Joining{Name: "销售", Role: actor.Salesperson, Group: h.east, Capacity: 50}, 200)
		leads := h.pool(t, 5)
		var mu sync.Mutex
		won := map[id.ID]map[id.ID]bool{}
		var wait sync.WaitGroup
		start := make(chan struct{})
		for _, c := range clients {
			wait.Go(func() {
				<-start
				for _, i := range rand.Perm(len(leads)) {
					ctx, cancel := context.WithCancel(context.Background())
					if rand.IntN(4) == 0 {
						time.AfterFunc(time.Duration(rand.IntN(3000))*time.Microsecond, cancel)
					}
					_, err := h.match.Claim(ctx, c, leads[i], nil)
					cancel()
					switch {
					case err == nil:
						mu.Lock()
						if won[leads[i]] == nil {
							won[leads[i]] = map[id.ID]bool{}
						}
						won[leads[i]][c.Member] = true
						mu.Unlock()
					case !ErrClaimed.Is(err) && !errors.Is(err, context.Canceled):
						t.Errorf("%v", err)
					}
				}
			})
		}
		close(start)
		wait.Wait()
		for _, v := range leads {
			l := h.read(t, v)
			if l.Owner.IsZero() {
				t.Errorf("nobody won %v", v)
			}
			if len(won[v]) > 1 || len(won[v]) == 1 && !won[v][l.Owner] {
				t.Errorf("told to have won: %v; kept: %v", won[v], l.Owner)
			}
			if diff := cmp.Diff([]spell{{Cause: "entry"}, {Owner: l.Owner, Cause: "claim", Open: true}}, h.spells(t, v)); diff != "" {
				t.Error(diff)
			}
			if n := len(h.entries(t, v, claimed)); n != 1 {
				t.Errorf("%d claims in the journal", n)
			}
		}
	})
}

// One person clicks on many leads at once, while a batch hands him others: never more than he can carry.
func TestCapacity_Concurrent(t *testing.T) {
	each(t, func(t *testing.T, h *house) {
		wang := h.seller(t, "王芳", 7)
		mine, batched := h.pool(t, 20), h.pool(t, 6)
		b := h.preview(t, h.boss, batched...)
		if b.People[0].Added != 6 {
			t.Fatalf("%+v", b.People)
		}
		var wait sync.WaitGroup
		for _, v := range mine {
			wait.Go(func() {
				if _, err := h.match.Claim(t.Context(), wang, v, nil); err != nil && !ErrCapacity.Is(err) {
					t.Errorf("%v", err)
				}
			})
		}
		wait.Go(func() {
			if _, err := h.match.Apply(t.Context(), h.boss, b.ID, nil); err != nil {
				t.Errorf("%v", err)
			}
		})
		wait.Wait()
		load, err := openLeads(t.Context(), h.store.Read(), wang.Org, []id.ID{wang.Member})
		if err != nil || load[wang.Member] != 7 {
			t.Errorf("carries %d of 7, %v", load[wang.Member], err)
		}
		b = h.view(t, h.boss, &Batch{Org: wang.Org, ID: b.ID}, nil)
		if b.Applied+b.Passed != 6 {
			t.Errorf("%+v", b.Head)
		}
		for _, i := range b.Items {
			if owned := h.read(t, i.LeadID).Owner == wang.Member; owned != (i.Result == Done) || !owned && i.Result != WhyFull {
				t.Errorf("%v: %q, owned %v", i.LeadID, i.Result, owned)
			}
		}
	})
}
