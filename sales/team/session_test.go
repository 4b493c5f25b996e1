package team_test

import (
	"fmt"
	"strings"
	"sync"
	"testing"
	"time"
)

func TestSetupWorksOnce(t *testing.T) {
	each(t, func(h *house) {
		if got := h.browser().must(200, "GET", "/setup", nil); got["needed"] != true {
			h.t.Fatalf("before: %v", got)
		}
		var wg sync.WaitGroup
		var mu sync.Mutex
		counts := map[int]int{}
		for i := range 20 {
			wg.Add(1)
			go func() {
				defer wg.Done()
				got := h.browser().do("POST", "/setup", obj{"company": fmt.Sprint("公司", i), "name": "王伟", "phone": fmt.Sprintf("138001380%02d", i), "password": password})
				mu.Lock()
				defer mu.Unlock()
				counts[got.status]++
				if got.status != 201 && got.status != 404 && got.status != 429 {
					t.Errorf("%d: %s", got.status, got.text)
				}
			}()
		}
		wg.Wait()
		if counts[201] != 1 || counts[404] == 0 {
			h.t.Fatalf("answers %v, want one 201 and the rest 404 or 429", counts)
		}
		for table, want := range map[string]int{"organisation": 1, "identity": 1, "session": 1} {
			if n := h.count(table); n != want {
				h.t.Errorf("%d rows of %s, want %d", n, table, want)
			}
		}
		if got := h.browser().must(200, "GET", "/setup", nil); got["needed"] != false {
			h.t.Errorf("after: %v", got)
		}
	})
}

func (h *house) count(table string) (n int) {
	h.t.Helper()
	if err := h.store.Read().NewRaw("SELECT count(*) FROM "+table).Scan(background, &n); err != nil {
		h.t.Fatal(err)
	}
	return n
}

func TestSetupSaysWhatWouldBeRight(t *testing.T) {
	each(t, func(h *house) {
		for _, c := range []struct {
			name, field string
			body        obj
		}{
			{"没有联系方式", "phone", obj{"company": "甲", "name": "乙", "password": password}},
			{"电话不完整", "phone", obj{"company": "甲", "name": "乙", "phone": "1380013", "password": password}},
			{"邮箱不对", "email", obj{"company": "甲", "name": "乙", "email": "wang(at)example", "password": password}},
			{"密码太短", "password", obj{"company": "甲", "name": "乙", "phone": "13800138000", "password": "short"}},
			{"密码太常见", "password", obj{"company": "甲", "name": "乙", "phone": "13800138000", "password": "Password123"}},
			{"密码是自己的手机号", "password", obj{"company": "甲", "name": "乙", "phone": "13800138000", "password": "13800138000"}},
			{"公司名空", "company", obj{"company": " ", "name": "乙", "phone": "13800138000", "password": password}},
			{"姓名缺", "name", obj{"company": "甲", "phone": "13800138000", "password": password}},
		} {
			got := h.browser().must(422, "POST", "/setup", c.body)
			first, _ := got["errors"].([]any)
			if len(first) == 0 || text(first[0], "field") != c.field || text(first[0], "want") == "" {
				h.t.Errorf("%s: %v", c.name, got)
			}
		}
		if h.count("organisation") != 0 {
			h.t.Error("something was kept")
		}
	})
}

func TestSignIn(t *testing.T) {
	each(t, func(h *house) {
		h.founded()
		for _, account := range []string{"13800138000", "+86 138-0013-8000", "wang@example.com", "WANG@Example.com"} {
			b := h.signIn(account, password)
			got := b.must(200, "GET", "/session", nil)
			if text(got, "member", "name") != "王伟" || text(got, "member", "group_name") != "苏州销冠科技" || text(got, "permissions", "lead.read") != "all" || text(got, "today") != "2026-11-24" {
				h.t.Errorf("%s: %v", account, got)
			}
		}
		wrong := h.browser().do("POST", "/session", obj{"account": "wang@example.com", "password": "not this one"})
		unknown := h.browser().do("POST", "/session", obj{"account": "nobody@example.com", "password": "not this one"})
		unreadable := h.browser().do("POST", "/session", obj{"account": "随便", "password": password})
		if wrong.status != 401 || wrong != unknown || wrong != unreadable {
			h.t.Errorf("answers differ:\n%v\n%v\n%v", wrong, unknown, unreadable)
		}
		if strings.Contains(h.log.String(), "secret") || strings.Contains(h.log.String(), "not this one") {
			h.t.Error("a password stands in the log")
		}
	})
}

func TestGuessesAreBounded(t *testing.T) {
	each(t, func(h *house) {
		h.founded()
		for _, account := range []string{"wang@example.com", "nobody@example.com"} {
			checked := 0
			for range 90 { // every 10 s for 15 minutes
				got := h.browser().do("POST", "/session", obj{"account": account, "password": "guess"})
				switch got.status {
				case 401:
					checked++
				case 429:
				default:
					h.t.Fatalf("%d: %s", got.status, got.text)
				}
				h.pass(10 * time.Second)
			}
			if checked < 5 || checked > 10 {
				h.t.Errorf("%s: %d guesses checked in 15 minutes, want 5 to 10", account, checked)
			}
		}
		if got := h.browser().do("POST", "/session", obj{"account": "wang@example.com", "password": password}); got.status != 200 {
			h.t.Errorf("after the wait: %v", got)
		}
	})
}

func TestGuessesAtOnceCountToo(t *testing.T) {
	each(t, func(h *house) {
		h.founded()
		var wg sync.WaitGroup
		var mu sync.Mutex
		checked := 0
		for range 40 {
			wg.Add(1)
			go func() {
				defer wg.Done()
				got := h.browser().do("POST", "/session", obj{"account": "wang@example.com", "password": "guess"})
				mu.Lock()
				defer mu.Unlock()
				if got.status == 401 {
					checked++
				}
			}()
		}
		wg.Wait()
		if checked == 0 || checked > 5 {
			h.t.Errorf("%d of 40 guesses at once were checked, want 1 to 5", checked)
		}
	})
}

func TestRightPasswordForgivesTheAccount(t *testing.T) {
	each(t, func(h *house) {
		h.founded()
		for range 6 {
			for range 3 {
				if got := h.browser().do("POST", "/session", obj{"account": "wang@example.com", "password": "guess"}); got.status != 401 {
					h.t.Fatalf("%v", got)
				}
			}
			h.signIn("wang@example.com", password)
		}
	})
}

func TestSessionsEnd(t *testing.T) {
	each(t, func(h *house) {
		first := h.founded()
		second, third := h.signIn("13800138000", password), h.signIn("13800138000", password)
		if first.token == second.token || len(first.token) < 43 {
			h.t.Fatal("tokens are not fresh")
		}
		if n := h.countToken(first.token); n != 0 {
			h.t.Error("the token itself is kept")
		}
		second.must(200, "GET", "/session", nil)
		kept := second.token
		second.must(204, "DELETE", "/session", nil)
		if second.token != "" {
			h.t.Error("the cookie stays")
		}
		second.token = kept
		second.must(401, "GET", "/session", nil)
		third.must(200, "GET", "/session", nil)

		bad := first.must(422, "POST", "/session/password", obj{"old": "wrong", "new": "another-secret"})
		if text(bad["errors"].([]any)[0], "field") != "old" {
			h.t.Errorf("%v", bad)
		}
		first.must(204, "POST", "/session/password", obj{"old": password, "new": "another-secret"})
		third.must(401, "GET", "/session", nil)
		first.must(200, "GET", "/session", nil)
		if got := h.browser().do("POST", "/session", obj{"account": "13800138000", "password": password}); got.status != 401 {
			h.t.Errorf("the old password: %v", got)
		}

		fourth := h.signIn("13800138000", "another-secret")
		token := first.token
		first.must(204, "DELETE", "/sessions", nil)
		first.token = token
		first.must(401, "GET", "/session", nil)
		fourth.must(401, "GET", "/session", nil)
	})
}

func (h *house) countToken(token string) (n int) {
	h.t.Helper()
	if err := h.store.Read().NewRaw("SELECT count(*) FROM session WHERE token_hash = ?", token).Scan(background, &n); err != nil {
		h.t.Fatal(err)
	}
	return n
}

func TestSessionLivesWhileUsed(t *testing.T) {
	each(t, func(h *house) {
		b, idle := h.founded(), h.signIn("13800138000", password)
		for range 5 {
			h.pass(20 * 24 * time.Hour)
			b.must(200, "GET", "/session", nil)
		}
		idle.must(401, "GET", "/session", nil)
		h.pass(31 * 24 * time.Hour)
		b.must(401, "GET", "/session", nil)
	})
}
