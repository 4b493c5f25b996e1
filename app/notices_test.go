package app_test

import (
	"bufio"
	"context"
	"encoding/json"
	"net/http"
	"strings"
	"testing"
	"time"

	"xiaoguan/app/apptest"
	"xiaoguan/base/actor"
	"xiaoguan/base/id"
	"xiaoguan/notify"
	"xiaoguan/store/db"
)

// noticeList is what GET /notices answers.
type noticeList struct {
	Items []struct {
		ID, Kind, Title string
		Count           int
		SubjectID       string `json:"subject_id"`
		Read            bool
	}
	Next string
}

func notices(t *testing.T, c *apptest.Client, query string) (out noticeList) {
	t.Helper()
	if err := json.Unmarshal([]byte(c.Must(t, 200, "GET", "/notices"+query, nil).Body), &out); err != nil {
		t.Fatal(err)
	}
	return out
}

func bell(t *testing.T, c *apptest.Client) int {
	t.Helper()
	n, _ := c.Must(t, 200, "GET", "/notices/unread", nil).Object()["n"].(float64)
	return int(n)
}

// await repeats a look until it is content, for at most some seconds.
func await(t *testing.T, what string, ok func() bool) {
	t.Helper()
	for range 100 {
		if ok() {
			return
		}
		time.Sleep(50 * time.Millisecond)
	}
	t.Fatalf("not within five seconds: %s", what)
}

// hears opens the live stream of a client and sends the subject kind of every event.
func hears(t *testing.T, h *apptest.House, c *apptest.Client) <-chan string {
	t.Helper()
	ctx, cancel := context.WithCancel(context.Background())
	t.Cleanup(cancel)
	req, err := c.Request("GET", "/live", nil)
	if err != nil {
		t.Fatal(err)
	}
	res, err := http.DefaultClient.Do(req.WithContext(ctx))
	if err != nil {
		t.Fatal(err)
	}
	out := make(chan string, 100)
	go func() {
		defer res.Body.Close()
		lines := bufio.NewScanner(res.Body)
		for lines.Scan() {
			if data, ok := strings.CutPrefix(lines.Text(), "data: "); ok {
				var e struct {
					SubjectKind string `json:"subject_kind"`
				}
				_ = json.Unmarshal([]byte(data), &e)
				out <- e.SubjectKind
			}
		}
	}()
	return out
}

func TestNoticesFollowTheJournal(t *testing.T) {
	apptest.Each(t, func(t *testing.T, h *apptest.House) {
		o := h.Found(t, homeName)
		h.Work(t)
		boss, seller, mate := h.Enter(t, homeName, apptest.Manager), h.Enter(t, homeName, apptest.Salesperson), h.Enter(t, homeName, apptest.Colleague)
		mine, other := hears(t, h, seller), hears(t, h, mate)
		time.Sleep(100 * time.Millisecond)

		first := h.Lead(t, o, nil, "aa")
		boss.Must(t, 200, "POST", "/leads/"+first.ID.String()+"/assign", map[string]any{"owner_id": o.People[apptest.Salesperson].Member})
		began := time.Now()
		for heard := ""; heard != notify.Subject; {
			select {
			case heard = <-mine:
			case <-time.After(2 * time.Second):
				t.Fatal("the seller's open screen heard nothing within 2 s")
			}
		}
		t.Logf("heard after %v", time.Since(began).Round(time.Millisecond))
		if bell(t, seller) != 1 || bell(t, mate) != 0 {
			t.Errorf("bells: seller %d, colleague %d", bell(t, seller), bell(t, mate))
		}
		got := notices(t, seller, "").Items
		if len(got) != 1 || got[0].SubjectID != first.ID.String() || !strings.Contains(got[0].Title, first.Words[0]) || !strings.HasPrefix(got[0].Title, homeName+apptest.Manager) {
			t.Fatalf("the seller is told: %+v", got)
		}

		second := h.Lead(t, o, nil, "bb")
		third := h.Lead(t, o, nil, "cc")
		boss.Must(t, 200, "POST", "/leads/assign", map[string]any{"ids": []id.ID{second.ID, third.ID}, "owner_id": o.People[apptest.Salesperson].Member})
		await(t, "one notice for the batch", func() bool { l := notices(t, seller, ""); return len(l.Items) == 2 && l.Items[0].Count == 2 })

		boss.Must(t, 200, "POST", "/leads/"+first.ID.String()+"/assign", map[string]any{"owner_id": o.People[apptest.Colleague].Member})
		await(t, "both are told of what changed hands", func() bool { return bell(t, seller) == 3 && bell(t, mate) == 1 })
		if l := notices(t, seller, "?filter=unread:eq:true&limit=2"); len(l.Items) != 2 || l.Next == "" || l.Items[0].Kind != "lead.taken" {
			t.Errorf("a page: %+v", l)
		} else if l = notices(t, seller, "?limit=2&cursor="+l.Next); len(l.Items) != 1 || l.Next != "" {
			t.Errorf("the rest: %+v", l)
		}

		seller.Must(t, 200, "POST", "/notices/read", map[string]any{"ids": []string{notices(t, seller, "").Items[0].ID, notices(t, mate, "").Items[0].ID}})
		if bell(t, seller) != 2 || bell(t, mate) != 1 {
			t.Errorf("after reading one: seller %d, colleague %d", bell(t, seller), bell(t, mate))
		}
		seller.Must(t, 200, "POST", "/notices/read", map[string]any{"all": true})
		if bell(t, seller) != 0 || bell(t, mate) != 1 {
			t.Errorf("after reading all: seller %d, colleague %d", bell(t, seller), bell(t, mate))
		}

		mine2 := h.Lead(t, o, nil, "dd") // what one takes oneself is no news
		seller.Must(t, 200, "POST", "/leads/"+mine2.ID.String()+"/claim", nil)
		fourth := h.Lead(t, o, nil, "ee")
		boss.Must(t, 200, "POST", "/leads/"+fourth.ID.String()+"/assign", map[string]any{"owner_id": o.People[apptest.Salesperson].Member})
		await(t, "the next one", func() bool { return bell(t, seller) == 1 })
		if l := notices(t, seller, ""); l.Items[0].Count != 1 || l.Items[0].SubjectID != fourth.ID.String() {
			t.Errorf("what is new is not mixed with what was read: %+v", l.Items[0])
		}
		select {
		case kind := <-other:
			for kind != notify.Subject && len(other) > 0 {
				kind = <-other
			}
		default:
			t.Error("the colleague heard nothing of his own notice")
		}
	})
}

func TestNoticesAreOnesOwn(t *testing.T) {
	apptest.Each(t, func(t *testing.T, h *apptest.House) {
		o := h.Found(t, homeName)
		seller, mate := h.Enter(t, homeName, apptest.Salesperson), h.Enter(t, homeName, apptest.Colleague)
		heard := hears(t, h, mate)
		time.Sleep(100 * time.Millisecond)
		tell := func(n notify.Notice) {
			n.Member = o.People[apptest.Salesperson].Member
			h.Write(t, func(ctx context.Context, tx *db.Tx) error {
				return h.App.Notices.Tell(ctx, tx, actor.System(o.ID, "Asia/Shanghai"), n)
			})
		}
		same := notify.Notice{ID: id.MustParse("0192d4e1-7a3c-7b52-9d1e-3f2a6c8b9e01"), Kind: "lead.given", SubjectKind: "lead"}
		same.ID = h.App.Notices.IDs.New()
		tell(same)
		tell(same)
		if l := notices(t, seller, ""); len(l.Items) != 1 || l.Items[0].Count != 1 {
			t.Errorf("told twice: %+v", l)
		}
		seller.Must(t, 200, "PUT", "/notice-settings", map[string]any{"muted": []string{"lead.given"}, "quiet_from": "", "quiet_until": ""})
		tell(notify.Notice{Kind: "lead.given", SubjectKind: "lead"})
		if l := notices(t, seller, ""); len(l.Items) != 1 || l.Items[0].Count != 1 {
			t.Errorf("muted and told all the same: %+v", l)
		}
		now := time.Now().In(time.FixedZone("", 8*3600))
		clock := func(minutes int) string { return now.Add(time.Duration(minutes) * time.Minute).Format("15:04") }
		seller.Must(t, 200, "PUT", "/notice-settings", map[string]any{"muted": []string{}, "quiet_from": clock(-1), "quiet_until": clock(60)})
		if n := bell(t, seller); n != 0 {
			t.Errorf("the bell in the quiet hours: %d", n)
		}
		if l := notices(t, seller, "?filter=unread:eq:true"); len(l.Items) != 1 {
			t.Errorf("what is told in the quiet hours is there: %+v", l)
		}
		seller.Must(t, 200, "PUT", "/notice-settings", map[string]any{"muted": []string{}, "quiet_from": "", "quiet_until": ""})
		if n := bell(t, seller); n != 1 {
			t.Errorf("the bell afterwards: %d", n)
		}
		seller.Must(t, 422, "PUT", "/notice-settings", map[string]any{"muted": []string{"no.such"}, "quiet_from": "", "quiet_until": ""})
		seller.Must(t, 422, "POST", "/notices/read", map[string]any{})
		time.Sleep(1200 * time.Millisecond)
		for len(heard) > 0 {
			if kind := <-heard; kind == notify.Subject {
				t.Error("a colleague's screen is told of another's notice")
			}
		}
	})
}
