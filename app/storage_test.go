package app_test

import (
	"context"
	"database/sql"
	"fmt"
	"os"
	"os/exec"
	"path/filepath"
	"strings"
	"sync"
	"testing"
	"time"

	"xiaoguan/app"
	"xiaoguan/app/apptest"
	"xiaoguan/base/id"
	"xiaoguan/store/db/dbtest"
)

// keeper writes leads and remembers which were acknowledged.
type keeper struct {
	t     *testing.T
	h     *apptest.House
	o     *apptest.Org
	c     *apptest.Client
	mu    sync.Mutex
	n     int
	kept  map[string]bool
	asked map[string]bool
}

func newKeeper(t *testing.T, h *apptest.House) *keeper {
	k := &keeper{t: t, h: h, o: h.Found(t, homeName), kept: map[string]bool{}, asked: map[string]bool{}}
	k.c = h.Enter(t, homeName, apptest.Salesperson)
	return k
}

// write enters a lead: 201 is written down, 503 is a problem document that says when to come again, anything else is wrong.
func (k *keeper) write() int {
	k.mu.Lock()
	k.n++
	name := fmt.Sprintf("存甲%d公司", k.n)
	k.asked[name] = true
	k.mu.Unlock()
	req, err := k.c.Request("POST", "/leads", object{"name": name, "contact_name": strings.Repeat("长", 50)})
	if err != nil {
		k.t.Error(err)
		return 0
	}
	got, err := k.c.Send(req)
	if err != nil {
		k.t.Error(err)
		return 0
	}
	switch {
	case got.Status == 201:
		k.mu.Lock()
		k.kept[name] = true
		k.mu.Unlock()
	case got.Status != 503 || got.Header.Get("Content-Type") != "application/problem+json" || got.Text("code") != "unavailable":
		k.t.Errorf("%s: %d %s", name, got.Status, got.Body)
	}
	return got.Status
}

// readyz is the status of the readiness probe.
func (k *keeper) readyz() int { return k.c.Do(k.t, "GET", "/readyz", nil).Status }

// until waits for a status of something that heals by itself.
func (k *keeper) until(want int, what string, look func() int) {
	k.t.Helper()
	deadline := time.Now().Add(60 * time.Second)
	got := 0
	for time.Now().Before(deadline) {
		if got = look(); got == want {
			return
		}
		time.Sleep(50 * time.Millisecond)
	}
	k.t.Fatalf("%s is %d after a minute, want %d", what, got, want)
}

// check expects every acknowledged lead once, and none that was not even asked for.
func (k *keeper) check() {
	k.t.Helper()
	var names []string
	if err := k.h.Store.Read().NewRaw("SELECT name FROM lead WHERE org_id = ?", k.o.ID).Scan(k.t.Context(), &names); err != nil {
		k.t.Fatal(err)
	}
	have := map[string]int{}
	for _, name := range names {
		have[name]++
		if !k.asked[name] || have[name] > 1 {
			k.t.Errorf("%q is there %d times", name, have[name])
		}
	}
	for name := range k.kept {
		if have[name] != 1 {
			k.t.Errorf("the acknowledged %q is lost", name)
		}
	}
	if wrong, err := k.h.App.Insight.Recount(context.Background(), k.o.ID, false); err != nil || wrong != 0 {
		k.t.Errorf("%d counters differ (%v)", wrong, err)
	}
	if len(k.kept) == 0 {
		k.t.Error("nothing was kept at all")
	}
}

func outside(t *testing.T, path string) *sql.DB {
	t.Helper()
	d, err := sql.Open("sqlite", "file:"+path+"?_pragma=busy_timeout(10000)")
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { d.Close() })
	return d
}

// TestDatabaseFull: what finds no room is refused, reading goes on, and with room the writing does too.
func TestDatabaseFull(t *testing.T) {
	path := dbtest.SQLite(t)
	other := outside(t, path)
	if _, err := other.Exec("CREATE TABLE filler (b BLOB); INSERT INTO filler VALUES (zeroblob(2000000))"); err != nil {
		t.Fatal(err)
	}
	var pages int
	if err := other.QueryRow("PRAGMA page_count").Scan(&pages); err != nil {
		t.Fatal(err)
	}
	k := newKeeper(t, apptest.Open(t, app.Config{Database: path, MaxPages: pages + 150}))
	if k.readyz() != 200 {
		t.Fatal("not ready at the start")
	}
	refused := 0
	for range 2000 {
		var wg sync.WaitGroup
		for range 4 {
			wg.Go(func() {
				if k.write() == 503 {
					k.mu.Lock()
					refused++
					k.mu.Unlock()
				}
			})
		}
		wg.Wait()
		if refused >= 12 {
			break
		}
	}
	if refused < 12 {
		t.Fatalf("%d leads fit in", k.n)
	}
	if k.readyz() != 503 {
		t.Error("full, and ready all the same")
	}
	k.c.Must(t, 200, "GET", "/leads?limit=50", nil)
	k.check()
	if _, err := other.Exec("DELETE FROM filler"); err != nil {
		t.Fatal(err)
	}
	k.until(200, "readyz", k.readyz)
	if got := k.write(); got != 201 {
		t.Errorf("with room again: %d", got)
	}
	k.check()
	t.Logf("%d kept, %d refused", len(k.kept), refused)
}

// TestDatabaseLocked: another process holds the lock longer than a write is willing to wait.
func TestDatabaseLocked(t *testing.T) {
	path := dbtest.SQLite(t)
	k := newKeeper(t, apptest.Open(t, app.Config{Database: path, Busy: 300 * time.Millisecond}))
	k.write()
	c, err := outside(t, path).Conn(t.Context())
	if err != nil {
		t.Fatal(err)
	}
	if _, err := c.ExecContext(t.Context(), "BEGIN IMMEDIATE"); err != nil {
		t.Fatal(err)
	}
	var wg sync.WaitGroup
	began := time.Now()
	for range 40 {
		wg.Go(func() {
			if got := k.write(); got != 503 {
				t.Errorf("locked: %d", got)
			}
		})
	}
	wg.Wait()
	if took := time.Since(began); took > 8*time.Second { // one after the other they would need 12
		t.Errorf("40 writers were told after %s", took)
	}
	if k.readyz() != 503 {
		t.Error("locked, and ready all the same")
	}
	k.c.Must(t, 200, "GET", "/leads", nil)
	if _, err := c.ExecContext(t.Context(), "ROLLBACK"); err != nil {
		t.Fatal(err)
	}
	k.until(200, "readyz", k.readyz)
	if got := k.write(); got != 201 {
		t.Errorf("unlocked: %d", got)
	}
	if len(k.kept) != 2 {
		t.Errorf("%d kept, want 2", len(k.kept))
	}
	k.check()
}

// server is a PostgreSQL server of the test's own.
type server struct {
	t   *testing.T
	dir string
}

func (s *server) do(command string) string {
	s.t.Helper()
	script, err := filepath.Abs("../scripts/postgres.sh")
	if err != nil {
		s.t.Fatal(err)
	}
	c := exec.Command(script, command, s.dir)
	c.Stderr = os.Stderr
	out, err := c.Output()
	if err != nil {
		s.t.Fatalf("postgres.sh %s: %v", command, err)
	}
	return strings.TrimSpace(string(out))
}

// TestDatabaseGone stops PostgreSQL under a working program and starts it again.
func TestDatabaseGone(t *testing.T) {
	if testing.Short() {
		t.Skip("skipped: long run")
	}
	if os.Getenv(dbtest.Variable) == "" {
		t.Skipf("skipped: postgres engine (%s names no server)", dbtest.Variable)
	}
	s := &server{t, filepath.Join(os.TempDir(), "xiaoguan-gone-"+id.Floor(time.Now()).String())}
	dsn := s.do("start")
	t.Cleanup(func() { s.do("stop") })
	k := newKeeper(t, apptest.Open(t, app.Config{Database: dsn}))
	k.h.Work(t)
	k.write()
	stop := make(chan struct{})
	var wg sync.WaitGroup
	for range 4 {
		wg.Go(func() {
			for {
				select {
				case <-stop:
					return
				default:
					k.write()
				}
			}
		})
	}
	time.Sleep(200 * time.Millisecond)
	s.do("halt")
	k.until(503, "a write", k.write)
	if got := k.readyz(); got != 503 {
		t.Errorf("gone, and readyz is %d", got)
	}
	if got := k.c.Do(t, "GET", "/leads", nil); got.Status != 503 || got.Text("code") != "unavailable" {
		t.Errorf("reading without a database: %d %s", got.Status, got.Body)
	}
	s.do("start")
	k.until(200, "readyz", k.readyz)
	k.until(201, "a write", k.write)
	close(stop)
	wg.Wait()
	k.check()
	t.Logf("%d asked for, %d acknowledged, all kept", len(k.asked), len(k.kept))
}
