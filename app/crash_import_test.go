package app_test

import (
	"fmt"
	"io"
	"math/rand/v2"
	"mime/multipart"
	"os"
	"path/filepath"
	"strconv"
	"strings"
	"testing"
	"time"

	"xiaoguan/app/apptest"
)

// upload sends a table; the id of its import is "" when it was refused.
func upload(c *apptest.Client, name string, content io.Reader) (string, error) {
	body, form := io.Pipe()
	parts := multipart.NewWriter(form)
	go func() {
		part, err := parts.CreateFormFile("file", name)
		if err == nil {
			_, err = io.Copy(part, content)
		}
		if err == nil {
			err = parts.Close()
		}
		form.CloseWithError(err)
	}()
	req, err := c.Request("POST", "/imports", body)
	if err != nil {
		return "", err
	}
	req.Header.Set("Content-Type", parts.FormDataContentType())
	answer, err := c.Send(req)
	if err != nil {
		return "", err
	}
	return answer.Text("id"), nil
}

// peak is the most memory the program has held since its start, in bytes; 0 where the system does not tell.
func (p *process) peak() int64 {
	status, err := os.ReadFile(fmt.Sprintf("/proc/%d/status", p.command.Process.Pid))
	if err != nil {
		return 0
	}
	_, rest, _ := strings.Cut(string(status), "VmHWM:")
	fields := strings.Fields(rest)
	if len(fields) == 0 {
		return 0
	}
	n, _ := strconv.ParseInt(fields[0], 10, 64)
	return n << 10
}

// TestCrashImport kills the real program again and again while it takes a large Chinese xlsx in: no row is lost or doubled.
func TestCrashImport(t *testing.T) {
	if testing.Short() {
		t.Skip("skipped: long run")
	}
	rows, kills := 6_000, 3
	if long() {
		rows, kills = 200_000, 8
	}
	eachProcess(t, func(t *testing.T, p *process) {
		kills := kills
		if p.dsn != "" && !long() {
			kills = 1 // where others may be at work too, what was left is taken up only after half a minute
		}
		path := filepath.Join(p.data, "leads.xlsx")
		if out, err := p.run("demo", "--xlsx", path, "--rows", strconv.Itoa(rows)).CombinedOutput(); err != nil {
			t.Fatalf("%v: %s", err, out)
		}
		file, err := os.Open(path)
		if err != nil {
			t.Fatal(err)
		}
		defer file.Close()
		s := &storm{process: p, ledger: newLedger()}
		s.start()
		s.found()
		which, err := upload(s.admin, "线索.xlsx", file)
		if err != nil || which == "" {
			t.Fatalf("upload %q: %v", which, err)
		}
		s.admin.Must(t, 200, "PATCH", "/imports/"+which, object{"match": "no"})
		began := time.Now()
		s.admin.Must(t, 200, "POST", "/imports/"+which+"/start", nil)
		count := func() int {
			n, err := strconv.Atoi(p.one("SELECT count(*) FROM lead"))
			if err != nil {
				t.Fatal(err)
			}
			return n
		}
		state := func() string { return p.one("SELECT state FROM import") }
		var most int64
		at := []int{}
		for k := range kills { // each somewhere in its part of the file
			from := rows / kills * k
			until := from + rand.IntN(rows/kills*3/4)
			for count() < until && state() == "running" {
				time.Sleep(3 * time.Millisecond)
			}
			if state() != "running" {
				t.Fatalf("over before kill %d", k+1)
			}
			most = max(most, p.peak())
			p.kill()
			at = append(at, count())
			p.start()
		}
		for deadline := began.Add(20 * time.Minute); state() == "running" && time.Now().Before(deadline); {
			time.Sleep(50 * time.Millisecond)
		}
		took := time.Since(began)
		most = max(most, p.peak())
		if got := state(); got != "done" {
			t.Fatalf("the import is %s", got)
		}
		want := fmt.Sprintf("%d/%d/%d/0", rows, rows, rows)
		if got := p.one("SELECT count(*) || '/' || count(DISTINCT name) || '/' || count(DISTINCT phone) || '/' || (SELECT count(*) FROM import_problem) FROM lead"); got != want {
			t.Errorf("rows, names, phones, problems: %s, want %s", got, want)
		}
		if got := p.one("SELECT count(*) || '/' || count(DISTINCT external) FROM external_id"); got != fmt.Sprintf("%d/%d", rows, rows) {
			t.Errorf("keys: %s", got)
		}
		told := s.admin.Must(t, 200, "GET", "/imports/"+which, nil).Object()
		if got := fmt.Sprint(told["rows"], told["done"], told["created"], told["merged"], told["skipped"], told["failed"]); got != fmt.Sprint(float64(rows), float64(rows), float64(rows), 0, 0, 0) {
			t.Errorf("the import tells %s", got)
		}
		s.whole(p)
		if limit := int64(300 << 20); most > limit {
			t.Errorf("%d MB of memory", most>>20)
		}
		s.stop()
		t.Logf("%d rows, killed at %v, %.1f s in all, %d MB at most", rows, at, took.Seconds(), most>>20)
	})
}
