package app_test

import (
	"context"
	"strings"
	"testing"

	"xiaoguan/app/apptest"
	"xiaoguan/store/db"
)

func TestViews(t *testing.T) {
	apptest.Each(t, func(t *testing.T, h *apptest.House) {
		o := h.Found(t, "甲")
		h.Found(t, "乙")
		admin, manager, sales := h.Enter(t, "甲", apptest.Admin), h.Enter(t, "甲", apptest.Manager), h.Enter(t, "甲", apptest.Salesperson)
		colleague, elsewhere, rival := h.Enter(t, "甲", apptest.Colleague), h.Enter(t, "甲", apptest.Elsewhere), h.Enter(t, "乙", apptest.Admin)
		must := func(status int, c *apptest.Client, method, path string, body any) *apptest.Answer {
			t.Helper()
			return c.Must(t, status, method, path, body)
		}
		views := func(c *apptest.Client) (out []map[string]any) {
			t.Helper()
			for _, v := range must(200, c, "GET", "/views?kind=lead", nil).Object()["items"].([]any) {
				out = append(out, v.(map[string]any))
			}
			return out
		}
		names := func(c *apptest.Client) string {
			var out []string
			for _, v := range views(c) {
				out = append(out, v["name"].(string))
			}
			return strings.Join(out, " ")
		}
		spec := `"spec":{"filter":["state:eq:open","next_due:le:today"],"or":["1:owner_id:eq:me","1:owner_id:empty:"],"sort":"next_due,-expected_amount","columns":[{"key":"name","width":240},{"key":"stage"}],"layout":"list","board":""}`

		mine := must(201, sales, "POST", "/views", `{"kind":"lead","name":"甲一","shared":"mine",`+spec+`}`)
		if mine.Object()["spec"].(map[string]any)["sort"] != "next_due,-expected_amount" || mine.Object()["pinned"] != true || mine.Object()["edit"] != true {
			t.Errorf("a new view: %s", mine.Body)
		}
		if got := names(sales) + "|" + names(colleague) + "|" + names(admin); got != "甲一||" {
			t.Errorf("who sees a view of one's own: %s", got)
		}

		// Shared: by whom, and with whom.
		must(422, sales, "POST", "/views", `{"kind":"lead","name":"甲二","shared":"company",`+spec+`}`)
		must(422, sales, "POST", "/views", `{"kind":"lead","name":"甲二","shared":"group","group_id":"`+o.East.String()+`",`+spec+`}`)
		must(422, manager, "POST", "/views", `{"kind":"lead","name":"甲二","shared":"group","group_id":"`+o.West.String()+`",`+spec+`}`)
		must(422, admin, "POST", "/views", `{"kind":"lead","name":"甲二","shared":"group","group_id":"`+mine.Text("id")+`",`+spec+`}`)
		ours := must(201, manager, "POST", "/views", `{"kind":"lead","name":"甲二","shared":"group","group_id":"`+o.East.String()+`",`+spec+`}`)
		if got := names(colleague) + "|" + names(elsewhere); got != "甲二|" {
			t.Errorf("who sees a group's view: %s", got)
		}
		all := must(201, admin, "POST", "/views", `{"kind":"lead","name":"甲三","shared":"company",`+spec+`}`)
		if got := names(elsewhere) + "|" + names(rival); got != "甲三|" {
			t.Errorf("who sees the company's view: %s", got)
		}

		// Changing: what others see too only whoever may share it so widely; at the version that was read.
		must(403, colleague, "PATCH", "/views/"+ours.Text("id"), `{"version":1,"name":"改"}`)
		must(403, manager, "DELETE", "/views/"+all.Text("id"), nil)
		must(404, rival, "PATCH", "/views/"+all.Text("id"), `{"version":1,"name":"改"}`)
		must(404, admin, "DELETE", "/views/"+mine.Text("id"), nil)
		must(200, manager, "PATCH", "/views/"+ours.Text("id"), `{"version":1,"name":"甲二改"}`)
		must(409, manager, "PATCH", "/views/"+ours.Text("id"), `{"version":1,"name":"又改"}`)
		must(422, sales, "PATCH", "/views/"+mine.Text("id"), `{"version":1,"shared":"company"}`)

		// Pinned and default are each reader's own, and one view at most is the default.
		must(200, colleague, "POST", "/views/"+ours.Text("id")+"/pin", `{"pinned":true,"default":true}`)
		must(200, colleague, "POST", "/views/"+all.Text("id")+"/pin", `{"pinned":true,"default":true}`)
		defaults := 0
		for _, v := range views(colleague) {
			if v["default"] == true && v["name"] != "甲三" {
				t.Errorf("two defaults")
			} else if v["default"] == true {
				defaults++
			}
		}
		if defaults != 1 || views(elsewhere)[0]["default"] != false {
			t.Errorf("%d defaults", defaults)
		}

		// A view that is no longer valid opens and says which part; saving it anew with that part is refused.
		h.Write(t, func(ctx context.Context, tx *db.Tx) error {
			_, err := tx.NewRaw("UPDATE saved_view SET spec = ? WHERE org_id = ? AND name = ?", `{"filter":["state:eq:open","own_42:eq:x","state:eq:asleep"],"or":["1:next_due:eq:last_weekend"],"sort":"-own_42","columns":[],"layout":"list","board":""}`, o.ID, "甲一").Exec(ctx)
			return err
		})
		broken := views(sales)[0]["broken"].([]any)
		var parts []string
		for _, b := range broken {
			part := b.(map[string]any)
			if part["message"] == "" || part["want"] == "" {
				t.Errorf("says too little: %v", part)
			}
			parts = append(parts, part["part"].(string)+" "+part["text"].(string))
		}
		if got := strings.Join(parts, " | "); got != "filter own_42:eq:x | filter state:eq:asleep | or 1:next_due:eq:last_weekend | sort -own_42" {
			t.Errorf("broken parts: %s", got)
		}
		must(200, sales, "PATCH", "/views/"+mine.Text("id"), `{"version":1,"name":"还能改名"}`)
		must(422, sales, "PATCH", "/views/"+mine.Text("id"), `{"version":2,"spec":{"filter":["own_42:eq:x"],"or":[],"sort":"","columns":[],"layout":"list","board":""}}`)
		must(422, sales, "POST", "/views", `{"kind":"lead","name":"板","spec":{"filter":[],"or":[],"sort":"","columns":[],"layout":"board","board":"phone"}}`)
		must(422, sales, "GET", "/views?kind=journal_entry", nil)

		must(204, manager, "DELETE", "/views/"+ours.Text("id"), nil)
		must(404, manager, "DELETE", "/views/"+ours.Text("id"), nil)
		if got := names(colleague); got != "甲三" {
			t.Errorf("after deleting: %s", got)
		}
	})
}
