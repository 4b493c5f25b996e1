package app_test

import (
	crand "crypto/rand"
	"fmt"
	"math/rand/v2"
	"strings"
	"sync"
	"testing"
	"time"

	"xiaoguan/app/apptest"
	"xiaoguan/base/clock"
	"xiaoguan/base/id"
)

// storm is a company that is written to while its server is killed.
type storm struct {
	*process
	*ledger
	ids    *id.Source
	admin  *apptest.Client
	seller *apptest.Client
	me     string // the seller
	round  int
}

const (
	importedRows = 400
	rounds       = 50
)

// found sets the company up: an administrator, a salesperson with room for everything, nothing matched by itself.
func (s *storm) found() {
	c := s.house.Client(apptest.Admin, "")
	c.Must(s.t, 201, "POST", "/setup", object{"company": "崩溃公司", "name": "管理员", "email": "boss@example.com", "password": apptest.Password})
	s.admin = s.house.SignIn(s.t, apptest.Admin, "boss@example.com")
	group := s.admin.Must(s.t, 200, "GET", "/session", nil).Text("member", "group_id")
	made := s.admin.Must(s.t, 201, "POST", "/members", object{"name": "销售", "email": "seller@example.com", "role": "salesperson", "group_id": group, "capacity": 9999, "password": apptest.Password})
	s.me = made.Text("id")
	s.admin.Must(s.t, 200, "PUT", "/match-settings", object{"automatic": false})
	s.seller = s.house.SignIn(s.t, apptest.Salesperson, "seller@example.com")
}

// send sends a request that a crash may cut off; ok says that it was acknowledged with the status.
func (s *storm) send(c *apptest.Client, want int, method, path string, body any) (answer *apptest.Answer, ok bool) {
	req, err := c.Request(method, path, body)
	if err != nil {
		s.t.Error(err)
		return nil, false
	}
	if answer, err = c.Send(req); err != nil {
		return nil, false
	}
	if answer.Status != want {
		s.t.Errorf("%s %s: %d, want %d: %s", method, path, answer.Status, want, answer.Body)
		return answer, false
	}
	s.note(func() { s.acked++ })
	return answer, true
}

// create enters a lead under an id of our own; without an answer it stays open and is sent again after the crash.
func (s *storm) create(c *apptest.Client, key id.ID, body object) bool {
	s.note(func() { s.open[key] = body })
	_, ok := s.send(c, 201, "POST", "/leads", body)
	if ok {
		s.note(func() {
			delete(s.open, key)
			e := &entry{name: body["name"].(string)}
			if body["owner_id"] == nil {
				e.owner = s.me
			}
			s.leads[key] = e
		})
	}
	return ok
}

// write is one writer: it enters, follows up, edits and claims until the server is gone.
func (s *storm) write(number int, until <-chan struct{}) {
	random := rand.New(rand.NewPCG(uint64(s.round), uint64(number)))
	var mine []id.ID
	for n := 0; ; n++ {
		select {
		case <-until:
			return
		default:
		}
		ok := true
		switch act := random.IntN(10); {
		case act < 4 || len(mine) == 0:
			key := s.ids.New()
			if ok = s.create(s.seller, key, object{"id": key, "name": fmt.Sprintf("崩%d甲%d乙%d公司", s.round, number, n), "phone": "", "tags": []string{"崩"}}); ok {
				mine = append(mine, key)
			}
		case act < 7:
			lead, touch := mine[random.IntN(len(mine))], s.ids.New()
			if _, ok = s.send(s.seller, 201, "POST", "/leads/"+lead.String()+"/touches", object{"id": touch, "kind": "phone", "result": "progress", "content": "谈了"}); ok {
				s.note(func() { s.touches[touch] = lead })
			}
		case act < 9:
			ok = s.edit(mine[random.IntN(len(mine))])
		default:
			ok = s.claim(fmt.Sprintf("池%d甲%d乙%d公司", s.round, number, n))
		}
		if !ok {
			return
		}
	}
}

func (s *storm) edit(lead id.ID) bool {
	var e *entry
	s.note(func() { e = s.leads[lead]; e.sent++ })
	_, ok := s.send(s.seller, 200, "PATCH", "/leads/"+lead.String(), object{"region": fmt.Sprint("r", e.sent)})
	if ok {
		s.note(func() { e.kept = e.sent })
	}
	return ok
}

func (s *storm) claim(name string) bool {
	key := s.ids.New()
	if !s.create(s.admin, key, object{"id": key, "name": name, "owner_id": "none"}) {
		return false
	}
	_, ok := s.send(s.seller, 200, "POST", "/leads/"+key.String()+"/claim", nil)
	if ok {
		s.note(func() { s.leads[key].owner = s.me })
	}
	return ok
}

// bring uploads and starts an import; it counts from the moment its start is acknowledged.
func (s *storm) bring() {
	name := fmt.Sprintf("进%d", s.round)
	var file strings.Builder
	file.WriteString("公司,地区\n")
	for i := range importedRows {
		fmt.Fprintf(&file, "%s行%d公司,苏州\n", name, i)
	}
	which, err := upload(s.admin, name+".csv", strings.NewReader(file.String()))
	if err != nil {
		return // cut off
	}
	if which == "" {
		s.t.Error("the upload is refused")
		return
	}
	if _, ok := s.send(s.admin, 200, "PATCH", "/imports/"+which, object{"match": "no", "duplicates": "create"}); !ok {
		return
	}
	if _, ok := s.send(s.admin, 200, "POST", "/imports/"+which+"/start", nil); ok {
		s.note(func() { s.imports[name] = importedRows })
	}
}

// again sends what had no answer once more: whether it was kept or not, it is there once afterwards.
func (s *storm) again() {
	for key, body := range s.open {
		c := s.seller
		if body["owner_id"] != nil {
			c = s.admin
		}
		s.create(c, key, body)
	}
}

// blow writes from all sides for a moment and cuts the power.
func (s *storm) blow() {
	var wg sync.WaitGroup
	until := make(chan struct{})
	for n := range 6 {
		wg.Go(func() { s.write(n, until) })
	}
	moment := time.Duration(50+rand.IntN(250)) * time.Millisecond
	if s.round%5 == 0 {
		wg.Go(s.bring)
		moment += 400 * time.Millisecond
	}
	time.Sleep(moment)
	s.kill()
	close(until)
	wg.Wait()
}

// TestCrashKill kills the real program in the middle of its work, again and again, on one growing data folder.
func TestCrashKill(t *testing.T) {
	if testing.Short() {
		t.Skip("skipped: long run")
	}
	times := 1
	if long() {
		times = 20 // a fresh company each time: to check all of an ever larger one after each round would take days
	}
	for range times {
		eachProcess(t, func(t *testing.T, p *process) {
			s := &storm{process: p, ledger: newLedger(), ids: id.NewSource(clock.System, crand.Reader)}
			s.start()
			s.found()
			for s.round = 1; s.round <= rounds && !t.Failed(); s.round++ {
				s.blow()
				s.start()
				s.check(p)
				s.again()
			}
			s.settle()
			if long() && s.longest > 2*time.Second {
				t.Errorf("ready after %s, want 2 s at most", s.longest)
			}
			t.Logf("%d kills, %d writes acknowledged, none lost; %d leads, %d touches, %d imports; ready after %s at most", s.round-1, s.acked, len(s.leads), len(s.touches), len(s.imports), s.longest.Round(time.Millisecond))
		})
	}
}

// settle lets the imports end, stops the server and counts everything anew.
func (s *storm) settle() {
	deadline := time.Now().Add(90 * time.Second)
	for s.one("SELECT count(*) FROM import WHERE state = 'running'") != "0" && time.Now().Before(deadline) {
		time.Sleep(100 * time.Millisecond)
	}
	s.checkImports(s.process)
	s.check(s.process)
	s.stop()
	out, err := s.run("recount", "--check").CombinedOutput()
	if err != nil || !strings.Contains(string(out), ": 0 counters differ") {
		s.t.Errorf("recount: %v %s", err, out)
	}
}
