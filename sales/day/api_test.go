package day_test

import (
	"encoding/json"
	"log/slog"
	"net/http"
	"net/http/httptest"
	"testing"

	"xiaoguan/sales/lead"
	"xiaoguan/sales/team"
	"xiaoguan/store/db"
	"xiaoguan/web"
)

func TestAPI(t *testing.T) {
	each(t, func(t *testing.T, h *house) {
		h.lead(t, h.wang, lead.New{Name: "宁波拓森", Phone: "13912345678", NextDue: today, ExpectedAmount: 500})
		k := web.New(db.NewDirectory(h.store), h.leads.IDs, h.tell, slog.New(slog.DiscardHandler))
		k.Auth = h.people
		h.days.Mount(k)
		token, _, err := h.people.SignIn(t.Context(), "13800000002", password, team.Origin{Address: "127.0.0.1"})
		if err != nil {
			t.Fatal(err)
		}
		get := func(query string, signedIn bool) (int, map[string]any) {
			r := httptest.NewRequest(http.MethodGet, "/api/v1/day"+query, nil)
			if signedIn {
				r.AddCookie(&http.Cookie{Name: web.Cookie, Value: token})
			}
			w := httptest.NewRecorder()
			k.Handler().ServeHTTP(w, r)
			var body map[string]any
			if err := json.Unmarshal(w.Body.Bytes(), &body); err != nil {
				t.Fatalf("%d %s", w.Code, w.Body)
			}
			return w.Code, body
		}
		for _, query := range []string{"", "?member=me", "?member=" + h.wang.Member.String()} {
			status, body := get(query, true)
			if status != http.StatusOK || body["day"] != "2025-10-09" || body["workdays_left"] != 18.0 || len(body["sections"].([]any)) != 3 {
				t.Fatalf("%q: %d %v", query, status, body)
			}
			due := body["sections"].([]any)[1].(map[string]any)
			item := due["items"].([]any)[0].(map[string]any)
			told := item["lead"].(map[string]any)
			if due["key"] != "due" || due["count"] != 1.0 || due["expected_amount"] != 500.0 || item["why"] != "定在今天第一次联系" || item["kind"] != "phone" || told["title"] != "宁波拓森" || told["phone"] != nil || told["can"] != nil {
				t.Errorf("%v", due)
			}
			if item["suggest"].(map[string]any)["day"] != "2025-10-10" || item["suggest_why"] != "新线索，趁热联系" {
				t.Errorf("%v", item)
			}
		}
		for _, c := range []struct {
			name, query string
			signedIn    bool
			status      int
		}{
			{"同事的", "?member=" + h.li.Member.String(), true, http.StatusNotFound},
			{"没有的人", "?member=" + h.leads.IDs.New().String(), true, http.StatusNotFound},
			{"编号读不懂", "?member=all", true, http.StatusUnprocessableEntity},
			{"太长", "?member=00000000-0000-7000-8000-00000000000000000000", true, http.StatusUnprocessableEntity},
			{"没登录", "", false, http.StatusUnauthorized},
		} {
			if status, body := get(c.query, c.signedIn); status != c.status {
				t.Errorf("%s: %d %v", c.name, status, body)
			}
		}
	})
}
