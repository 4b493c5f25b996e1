package followup_test

import (
	"encoding/json"
	"log/slog"
	"net/http"
	"net/http/httptest"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"

	"xiaoguan/base/id"
	"xiaoguan/sales/lead"
	"xiaoguan/sales/team"
	"xiaoguan/store/db"
	"xiaoguan/web"
)

// answer is what of a response is looked at.
type answer struct {
	status int
	body   map[string]any
}

// http serves the chapter's routes; send posts as a member that signs in.
func (h *house) http(t *testing.T, phone string) (send func(path, body, lang string) answer) {
	t.Helper()
	k := web.New(db.NewDirectory(h.store), h.ids, h.store.Clock, slog.New(slog.DiscardHandler))
	k.Auth = h.people
	h.service.Mount(k)
	if err := k.Check(); err != nil {
		t.Fatal(err)
	}
	token, _, err := h.people.SignIn(t.Context(), phone, password, team.Origin{Address: "127.0.0.1"})
	if err != nil {
		t.Fatal(err)
	}
	handler := k.Handler()
	return func(path, body, lang string) answer {
		r := httptest.NewRequest(http.MethodPost, "/api/v1"+path, strings.NewReader(body))
		r.Header.Set("Content-Type", "application/json")
		r.Header.Set("Accept-Language", lang)
		r.AddCookie(&http.Cookie{Name: web.Cookie, Value: token})
		w := httptest.NewRecorder()
		handler.ServeHTTP(w, r)
		got := answer{status: w.Code}
		if err := json.Unmarshal(w.Body.Bytes(), &got.body); err != nil {
			t.Fatalf("%s: %d %s", path, w.Code, w.Body)
		}
		return got
	}
}

func TestAPI(t *testing.T) {
	each(t, func(t *testing.T, h *house) {
		send := h.http(t, "13800000001")
		l, foreign := h.lead(t, h.wang, lead.New{Phone: "13912345678"}), h.lead(t, h.li, lead.New{})
		path := "/leads/" + l.ID.String()
		touch := h.ids.New().String()
		body := `{"id":"` + touch + `","kind":"phone","result":"meeting_set","content":"约了周四","next_due":"2025-10-16","at":"2025-10-14T09:20:00+08:00"}`
		for range 2 { // sent again, it is answered alike
			got := send(path+"/touches", body, "zh")
			if got.status != http.StatusCreated {
				t.Fatalf("%d %v", got.status, got.body)
			}
			want := map[string]any{"id": touch, "at": "2025-10-14T01:20:00Z", "actor": map[string]any{"id": h.wang.Member.String(), "name": "王芳"}, "kind": "touch.logged",
				"changes": []any{}, "touch": map[string]any{"kind": "phone", "result": "meeting_set", "content": "约了周四"}}
			if diff := cmp.Diff(want, got.body["touch"]); diff != "" {
				t.Error(diff)
			}
			told := got.body["lead"].(map[string]any)
			if told["touch_count"] != 1.0 || told["next_due"] != "2025-10-16" || told["next_kind"] != "meeting" || told["stage"].(map[string]any)["name"] != "已接触" || told["phone"] != nil {
				t.Errorf("lead %v", told)
			}
		}
		if got := send(path+"/postpone", `{"next_due":"2025-10-20","reason":"对方出差"}`, "zh"); got.status != http.StatusOK || got.body["next_due"] != "2025-10-20" {
			t.Errorf("%d %v", got.status, got.body)
		}
		for _, c := range []struct {
			name, path, body, lang string
			status                 int
			code, field, message   string
		}{
			{"机会变小没有原因", path + "/touches", `{"kind":"phone","chance":"small"}`, "zh", 422, "invalid", "chance_reason", "机会变小或没有机会，要说原因"},
			{"no reason in English", path + "/touches", `{"kind":"phone","chance":"none"}`, "en", 422, "invalid", "chance_reason", "A small chance or none needs a reason"},
			{"没有方式", path + "/touches", `{}`, "zh", 422, "invalid", "kind", "必填"},
			{"时间不对", path + "/touches", `{"kind":"phone","next_due":"2025-10-16","next_time":"25:00"}`, "zh", 422, "invalid", "next_time", ""},
			{"推迟到昨天", path + "/postpone", `{"next_due":"2025-10-13"}`, "zh", 422, "invalid", "next_due", "这一天已经过去了"},
			{"推迟没有日期", path + "/postpone", `{"next_due":""}`, "zh", 422, "invalid", "next_due", "必填"},
			{"别人的线索", "/leads/" + foreign.ID.String() + "/touches", `{"kind":"phone"}`, "zh", 404, "not_found", "", ""},
			{"没有的线索", "/leads/" + h.ids.New().String() + "/touches", `{"kind":"phone"}`, "zh", 404, "not_found", "", ""},
		} {
			t.Run(c.name, func(t *testing.T) {
				got := send(c.path, c.body, c.lang)
				if got.status != c.status || got.body["code"] != c.code {
					t.Fatalf("%d %v", got.status, got.body)
				}
				if c.field == "" {
					return
				}
				wrong := got.body["errors"].([]any)[0].(map[string]any)
				if wrong["field"] != c.field || c.message != "" && wrong["message"] != c.message || wrong["want"] == "" {
					t.Errorf("%v", wrong)
				}
			})
		}
		if _, err := h.leads.Lose(t.Context(), h.wang, l.ID, "价格"); err != nil {
			t.Fatal(err)
		}
		if got := send(path+"/touches", `{"kind":"phone"}`, "zh"); got.status != http.StatusConflict || got.body["code"] != "lead.state" {
			t.Errorf("%d %v", got.status, got.body)
		}
		items, _, err := h.leads.Timeline(t.Context(), h.wang, l.ID, id.ID{})
		if err != nil {
			t.Fatal(err)
		}
		kinds := make([]string, len(items))
		for i, item := range items {
			kinds[i] = item.Kind
		}
		if diff := cmp.Diff([]string{"lead.lost", "lead.postponed", "touch.logged", "lead.created"}, kinds); diff != "" {
			t.Error(diff)
		}
		if diff := cmp.Diff(lead.Told{Field: "reason", Label: "原因", After: "对方出差"}, items[1].Changes[len(items[1].Changes)-1]); diff != "" {
			t.Error(diff)
		}
		if diff := cmp.Diff(&lead.TouchTold{Kind: "phone", Result: "meeting_set", Content: "约了周四"}, items[2].Touch); diff != "" {
			t.Error(diff)
		}
	})
}
