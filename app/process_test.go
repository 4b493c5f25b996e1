package app_test

import (
	"bytes"
	"database/sql"
	"fmt"
	"net"
	"net/http"
	"net/url"
	"os"
	"os/exec"
	"path/filepath"
	"sync"
	"syscall"
	"testing"
	"time"

	"xiaoguan/app/apptest"
	"xiaoguan/store/db/dbtest"
)

// binary is the real program: the one that make has built, or one built now.
var binary = sync.OnceValues(func() (string, error) {
	if path := os.Getenv("XIAOGUAN_TEST_BINARY"); path != "" {
		return path, nil
	}
	dir, err := os.MkdirTemp("", "xiaoguan-binary")
	if err != nil {
		return "", err
	}
	path := filepath.Join(dir, "xiaoguan")
	out, err := exec.Command("go", "build", "-o", path, "xiaoguan/cmd/xiaoguan").CombinedOutput()
	if err != nil {
		return "", fmt.Errorf("build: %w: %s", err, out)
	}
	return path, nil
})

// process is the real program on a data folder; it is started, killed and started again at the same address.
type process struct {
	t       *testing.T
	data    string
	dsn     string // "" is the SQLite file in the data folder
	address string
	house   *apptest.House
	command *exec.Cmd
	log     bytes.Buffer
	longest time.Duration // from start to ready
}

// eachProcess runs fn once per engine, on an empty database.
func eachProcess(t *testing.T, fn func(t *testing.T, p *process)) {
	t.Helper()
	aside(t)
	t.Run("sqlite", func(t *testing.T) { aside(t); fn(t, newProcess(t, "")) })
	t.Run("postgres", func(t *testing.T) { aside(t); fn(t, newProcess(t, dbtest.Postgres(t))) })
}

// aside lets a test of another process run beside others: it mostly waits. The long runs measure and stay alone.
func aside(t *testing.T) {
	if !long() {
		t.Parallel()
	}
}

func newProcess(t *testing.T, dsn string) *process {
	t.Helper()
	listener, err := net.Listen("tcp", "127.0.0.1:0")
	if err != nil {
		t.Fatal(err)
	}
	p := &process{t: t, data: t.TempDir(), dsn: dsn, address: listener.Addr().String()}
	listener.Close()
	p.house = apptest.Remote("http://" + p.address)
	t.Cleanup(func() {
		if p.command != nil {
			p.kill()
		}
		if t.Failed() {
			t.Logf("the end of the program's log:\n%s", p.log.Bytes()[max(0, p.log.Len()-4000):])
		}
	})
	return p
}

// run prepares a command of the program on the data folder.
func (p *process) run(args ...string) *exec.Cmd {
	p.t.Helper()
	path, err := binary()
	if err != nil {
		p.t.Fatal(err)
	}
	c := exec.Command(path, args...)
	c.Env = append(os.Environ(), "XIAOGUAN_LISTEN="+p.address, "XIAOGUAN_DATA="+p.data, "XIAOGUAN_DATABASE="+p.dsn)
	return c
}

// start starts the server and waits until it is ready.
func (p *process) start() {
	p.t.Helper()
	p.command = p.run("serve")
	p.command.Stderr = &p.log
	began := time.Now()
	if err := p.command.Start(); err != nil {
		p.t.Fatal(err)
	}
	for {
		res, err := http.Get("http://" + p.address + "/readyz")
		if err == nil {
			res.Body.Close()
			if res.StatusCode == 200 {
				break
			}
		}
		if time.Since(began) > 20*time.Second {
			p.t.Fatalf("not ready after %s: %v", time.Since(began), err)
		}
		time.Sleep(5 * time.Millisecond)
	}
	p.longest = max(p.longest, time.Since(began))
}

// kill ends the server as a power cut does.
func (p *process) kill() {
	_ = p.command.Process.Signal(syscall.SIGKILL)
	_ = p.command.Wait()
	p.command = nil
}

// stop ends the server as a service manager does.
func (p *process) stop() {
	p.t.Helper()
	_ = p.command.Process.Signal(syscall.SIGTERM)
	if err := p.command.Wait(); err != nil {
		p.t.Errorf("stopped: %v", err)
	}
	p.command = nil
}

// rows reads the database from outside.
func (p *process) rows(query string, scan func(*sql.Rows) error) {
	p.t.Helper()
	driver, source := "sqlite", "file:"+(&url.URL{Path: filepath.Join(p.data, "xiaoguan.db")}).EscapedPath()+"?_pragma=busy_timeout(10000)&_pragma=query_only(1)"
	if p.dsn != "" {
		driver, source = "pgx", p.dsn
	}
	d, err := sql.Open(driver, source)
	if err != nil {
		p.t.Fatal(err)
	}
	defer d.Close()
	rows, err := d.Query(query)
	if err != nil {
		p.t.Fatalf("%s: %v", query, err)
	}
	defer rows.Close()
	for rows.Next() {
		if err := scan(rows); err != nil {
			p.t.Fatal(err)
		}
	}
	if err := rows.Err(); err != nil {
		p.t.Fatalf("%s: %v", query, err)
	}
}

// one is the single value of a query.
func (p *process) one(query string) (value string) {
	p.t.Helper()
	p.rows(query, func(r *sql.Rows) error { return r.Scan(&value) })
	return value
}
