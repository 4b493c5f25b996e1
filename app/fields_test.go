package app_test

import (
	"fmt"
	"net/url"
	"slices"
	"strings"
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"

	"xiaoguan/app/apptest"
)

// company is a company whose administrator fits records to it.
type company struct {
	t     *testing.T
	h     *apptest.House
	o     *apptest.Org
	admin *apptest.Client
	sales *apptest.Client
}

func eachCompany(t *testing.T, fn func(c *company)) {
	apptest.Each(t, func(t *testing.T, h *apptest.House) {
		c := &company{t: t, h: h, o: h.Found(t, "甲")}
		c.admin, c.sales = h.Enter(t, "甲", apptest.Admin), h.Enter(t, "甲", apptest.Salesperson)
		fn(c)
	})
}

type obj = map[string]any

// field declares a field and gives its key and id.
func (c *company) field(more obj) (key, id string) {
	c.t.Helper()
	body := obj{"kind": "lead"}
	for k, v := range more {
		body[k] = v
	}
	got := c.admin.Must(c.t, 201, "POST", "/fields", body)
	return got.Text("key"), got.Text("id")
}

func (c *company) lead(name string, own obj) string {
	c.t.Helper()
	return c.admin.Must(c.t, 201, "POST", "/leads", obj{"name": name, "own": own, "owner_id": c.o.People[apptest.Salesperson].Member}).Text("id")
}

// names lists the names of all leads page by page.
func (c *company) names(who *apptest.Client, limit int, query ...string) (names []string) {
	c.t.Helper()
	cursor := ""
	for {
		q := url.Values{"limit": {fmt.Sprint(limit)}}
		for i := 0; i < len(query); i += 2 {
			q.Add(query[i], query[i+1])
		}
		if cursor != "" {
			q.Set("cursor", cursor)
		}
		got := who.Must(c.t, 200, "GET", "/leads?"+q.Encode(), nil)
		for _, each := range got.Object()["items"].([]any) {
			names = append(names, each.(obj)["name"].(string))
		}
		if cursor = got.Text("next"); cursor == "" {
			return names
		}
	}
}

func TestOwnFieldsInLists(t *testing.T) {
	eachCompany(t, func(c *company) {
		level, _ := c.field(obj{"label": "等级", "type": "one_of", "options": []obj{{"label": "高"}, {"label": "中"}, {"label": "低"}}})
		size, _ := c.field(obj{"label": "人数", "type": "number"})
		area, _ := c.field(obj{"label": "片区", "type": "text"})
		day, _ := c.field(obj{"label": "投产日", "type": "date"})
		many, _ := c.field(obj{"label": "产线", "type": "many_of", "options": []obj{{"label": "冲压"}, {"label": "焊接"}}})
		yes, _ := c.field(obj{"label": "上市", "type": "yes_no"})
		who, _ := c.field(obj{"label": "技术对接", "type": "person"})
		me := c.o.People[apptest.Salesperson].Member.String()
		c.lead("一", obj{level: "o01", size: 12.5, area: "东_区", day: "2026-11-24", many: []string{"o01", "o02"}, yes: true, who: me})
		c.lead("二", obj{level: "o02", size: -3, area: "东区", day: "2026-10-01", many: []string{"o02"}, yes: false})
		c.lead("三", obj{level: "o01", size: 100})
		c.lead("四", obj{})
		c.lead("五", obj{size: 12.5})
		for _, f := range []struct {
			filter string
			want   string
		}{
			{level + ":eq:o01", "一三"}, {level + ":ne:o01", "二四五"}, {level + ":in:o01,o02", "一二三"}, {level + ":empty:", "四五"}, {level + ":has:", "一二三"},
			{size + ":eq:12.5", "一五"}, {size + ":gt:12.5", "三"}, {size + ":ge:12.5", "一三五"}, {size + ":lt:0", "二"}, {size + ":le:12.5", "一二五"},
			{area + ":eq:东区", "二"}, {area + ":q:东_", "一"}, {area + ":q:东区", "二"}, {day + ":ge:2026-11-01", "一"}, {day + ":lt:2026-11-01", "二"},
			{many + ":eq:o02", "一二"}, {many + ":eq:o01", "一"}, {many + ":ne:o01", "二三四五"}, {yes + ":eq:false", "二"}, {area + ":like:东", "一二"}, {area + ":like:_", "一"},
			{day + ":le:today", "一二"}, {day + ":ne:next_year", "一二三四五"}, {who + ":eq:me", "一"},
		} {
			got := c.names(c.sales, 50, "filter", "own."+f.filter)
			slices.Sort(got)
			want := strings.Split(f.want, "")
			slices.Sort(want)
			if diff := cmp.Diff(want, got); diff != "" {
				c.t.Errorf("%s: %s", f.filter, diff)
			}
		}
		for _, s := range []struct{ sort, want string }{
			{"own." + size, "二一五三四"}, {"-own." + size, "三五一二四"}, {"own." + level, "一三二四五"}, {"-own." + area, "二一五四三"}, {"own." + level + ",-own." + size, "三一二五四"}, {"own." + level + ",name", "一三二五四"},
		} {
			for _, asker := range []*apptest.Client{c.admin, c.sales} {
				for _, limit := range []int{1, 2, 50} {
					got := strings.Join(c.names(asker, limit, "sort", s.sort), "")
					if got != s.want {
						c.t.Errorf("%s sorts by %s in pages of %d: %s, want %s", asker.Who, s.sort, limit, got, s.want)
					}
				}
			}
		}
		for by, want := range map[string]string{"own." + level: "高 2,: 2,中 1", "own." + yes: ": 3,true 1,false 1", "stage_id": "新线索 5", "own." + many: ": 3,焊接 2,冲压 1"} {
			got := map[string]bool{}
			for _, g := range c.sales.Must(c.t, 200, "GET", "/leads/groups?by="+by, nil).Object()["items"].([]any) {
				got[fmt.Sprintf("%v %v", g.(obj)["label"], g.(obj)["n"])] = true
				if n := len(c.names(c.sales, 50, "filter", g.(obj)["filter"].(string))); n != int(g.(obj)["n"].(float64)) {
					c.t.Errorf("by %s: %v opens %d", by, g, n)
				}
			}
			for _, part := range strings.Split(want, ",") {
				if part = strings.TrimPrefix(part, ":"); !got[part] {
					c.t.Errorf("by %s: %v lacks %q", by, got, part)
				}
			}
		}
		if got := c.names(c.sales, 50, "filter", "name:q:冲压"); len(got) != 1 {
			c.t.Errorf("found by an option: %v", got)
		}
	})
}

func TestHiddenOwnFieldIsNowhere(t *testing.T) {
	eachCompany(t, func(c *company) {
		secret, field := c.field(obj{"label": "底价备忘", "type": "text", "view_roles": []string{"leader"}})
		lead := c.lead("甲厂", obj{secret: "绝密三百万"})
		for _, path := range []string{"/leads", "/leads/" + lead, "/leads/" + lead + "/timeline", "/search?q=绝密三", "/leads?filter=name:q:绝密", "/fields"} {
			got := c.sales.Must(c.t, 200, "GET", path, nil)
			if strings.Contains(got.Body, "绝密") || strings.Contains(got.Body, secret) || strings.Contains(got.Body, "底价备忘") {
				c.t.Errorf("GET %s tells: %s", path, got.Body)
			}
		}
		if items := c.sales.Must(c.t, 200, "GET", "/leads?filter=name:q:绝密", nil).Object()["items"].([]any); len(items) != 0 {
			c.t.Errorf("the search tells that %d leads hold it", len(items))
		}
		for _, path := range []string{"/leads?filter=own." + secret + ":has:", "/leads?sort=own." + secret, "/leads/groups?by=own." + secret} {
			got, none := c.sales.Do(c.t, "GET", path, nil), c.sales.Do(c.t, "GET", strings.ReplaceAll(path, secret, "nix_9"), nil)
			if got.Status != 422 || strings.ReplaceAll(got.Body, secret, "nix_9") != none.Body {
				c.t.Errorf("GET %s: %d %s; of none: %s", path, got.Status, got.Body, none.Body)
			}
		}
		c.sales.Must(c.t, 422, "PATCH", "/leads/"+lead, obj{"own": obj{secret: "换"}})
		if got := c.admin.Must(c.t, 200, "GET", "/leads/"+lead+"/timeline", nil); !strings.Contains(got.Body, "底价备忘") || !strings.Contains(got.Body, "绝密") {
			c.t.Errorf("the administrator's timeline: %s", got.Body)
		}
		c.admin.Must(c.t, 200, "PATCH", "/fields/"+field, obj{"version": 1, "view_roles": []string{}, "edit_roles": []string{"manager"}})
		if got := c.sales.Must(c.t, 200, "GET", "/leads/"+lead, nil); !strings.Contains(got.Body, "绝密") {
			c.t.Errorf("shown to all now, and is not: %s", got.Body)
		}
		if got := c.sales.Must(c.t, 422, "PATCH", "/leads/"+lead, obj{"own": obj{secret: "换"}}); !strings.Contains(got.Body, "你的角色不能改这一项") {
			c.t.Errorf("not editable: %s", got.Body)
		}
	})
}

func TestChangeOfAFieldInUse(t *testing.T) {
	eachCompany(t, func(c *company) {
		c.h.Work(c.t)
		key, id := c.field(obj{"label": "等级", "type": "one_of", "options": []obj{{"label": "高"}, {"label": "低"}}})
		first := c.lead("一", obj{key: "o01"})
		c.lead("二", obj{})
		plan := c.admin.Must(c.t, 200, "POST", "/fields/"+id+"/preview", obj{"required": true, "default": "o02"}).Object()
		if plan["breaks"] != 1.0 || !strings.Contains(fmt.Sprint(plan), "keep fill") || !strings.Contains(fmt.Sprint(plan["examples"]), "二") {
			c.t.Errorf("required: %v", plan)
		}
		c.admin.Must(c.t, 409, "PATCH", "/fields/"+id, obj{"version": 1, "required": true, "default": "o02"})
		c.admin.Must(c.t, 200, "PATCH", "/fields/"+id, obj{"version": 1, "required": true, "default": "o02", "choice": "fill"})
		c.eventually("the default fills old records", func() bool { return len(c.names(c.admin, 50, "filter", "own."+key+":eq:o02")) == 1 })
		got := c.admin.Must(c.t, 409, "PATCH", "/fields/"+id, obj{"version": 2, "options": []obj{{"key": "o02", "label": "低"}}, "default": nil})
		if !strings.Contains(got.Body, "1 条") {
			c.t.Errorf("an option in use: %s", got.Body)
		}
		got = c.admin.Must(c.t, 200, "PATCH", "/fields/"+id, obj{"version": 2, "options": []obj{{"key": "o02", "label": "低级"}, {"label": "中"}}, "choice": "archive"})
		if options := fmt.Sprint(got.Object()["options"]); !strings.Contains(options, "o03") || !strings.Contains(options, "archived:true") {
			c.t.Errorf("options: %s", options)
		}
		if timeline := c.admin.Must(c.t, 200, "GET", "/leads/"+first+"/timeline", nil).Body; !strings.Contains(timeline, `"after":"高"`) {
			c.t.Errorf("history by the label of that time: %s", timeline)
		}
		if told := c.admin.Must(c.t, 200, "GET", "/settings/history?kind=field&id="+id, nil).Body; !strings.Contains(told, "高、低") || !strings.Contains(told, "低级、中、高（停用）") || !strings.Contains(told, "甲administrator") {
			c.t.Errorf("history of the field: %s", told)
		}
		c.admin.Must(c.t, 409, "PATCH", "/fields/"+id, obj{"version": 3, "type": "text"})
		c.admin.Must(c.t, 409, "DELETE", "/fields/"+id, nil)
		c.admin.Must(c.t, 200, "POST", "/fields/"+id+"/archive", nil)
		if body := c.admin.Must(c.t, 200, "GET", "/leads/"+first, nil).Body; strings.Contains(body, key) {
			c.t.Errorf("an archived field is shown: %s", body)
		}
		c.admin.Must(c.t, 200, "POST", "/fields/"+id+"/restore", nil)
		if body := c.admin.Must(c.t, 200, "GET", "/leads/"+first, nil).Body; !strings.Contains(body, `"`+key+`":"o01"`) {
			c.t.Errorf("restored: %s", body)
		}
		tax, taxID := c.field(obj{"label": "税号", "type": "text"})
		c.lead("三", obj{tax: "A1"})
		twin := c.lead("四", obj{tax: "A1"})
		if plan := c.admin.Must(c.t, 200, "POST", "/fields/"+taxID+"/preview", obj{"unique": true}).Object(); plan["breaks"] != 2.0 {
			c.t.Errorf("unique: %v", plan)
		}
		c.admin.Must(c.t, 200, "PATCH", "/leads/"+twin, obj{"own": obj{tax: "A2"}})
		c.admin.Must(c.t, 200, "PATCH", "/fields/"+taxID, obj{"version": 1, "unique": true})
		if got := c.admin.Must(c.t, 422, "PATCH", "/leads/"+twin, obj{"own": obj{tax: "A1"}}); !strings.Contains(got.Body, "own."+tax) {
			c.t.Errorf("taken: %s", got.Body)
		}
		if doc := c.admin.Must(c.t, 200, "GET", "/fields/openapi", nil).Body; !strings.Contains(doc, tax) || !strings.Contains(doc, "税号") {
			c.t.Error("the document lacks the field")
		}
	})
}

// eventually waits for what a job does.
func (c *company) eventually(what string, is func() bool) {
	c.t.Helper()
	for end := time.Now().Add(10 * time.Second); time.Now().Before(end); time.Sleep(50 * time.Millisecond) {
		if is() {
			return
		}
	}
	c.t.Errorf("%s: not within ten seconds", what)
}

func TestModesAndStages(t *testing.T) {
	eachCompany(t, func(c *company) {
		key, _ := c.field(obj{"label": "预算", "type": "money"})
		mode := c.admin.Must(c.t, 201, "POST", "/modes", obj{"template": "c2b", "name": "团购", "stages": []string{"登记", "报价", "定金"}, "same_by": []string{"email"}}).Object()
		stages := mode["stages"].([]any)
		at := func(i int) string { return stages[i].(obj)["id"].(string) }
		got := c.admin.Must(c.t, 200, "PATCH", "/stages/"+at(1), obj{"version": 1, "required": []string{"email", "own." + key}}).Object()
		if !strings.Contains(fmt.Sprint(got), "own."+key) {
			c.t.Errorf("required: %v", got)
		}
		lead := c.sales.Must(c.t, 201, "POST", "/leads", obj{"contact_name": "王", "phone": "13800138000", "mode_id": mode["id"]}).Text("id")
		wrong := c.sales.Must(c.t, 422, "PATCH", "/leads/"+lead, obj{"stage_id": at(1)}).Body
		if !strings.Contains(wrong, `"email"`) || !strings.Contains(wrong, "own."+key) || !strings.Contains(wrong, "预算") {
			c.t.Errorf("what the stage asks for: %s", wrong)
		}
		c.sales.Must(c.t, 422, "POST", "/leads/"+lead+"/touches", obj{"kind": "phone", "stage_id": at(1)})
		touched := c.sales.Must(c.t, 201, "POST", "/leads/"+lead+"/touches", obj{"kind": "phone", "result": "progress"})
		if touched.Text("lead", "stage", "name") != "登记" {
			c.t.Errorf("a stage that asks for more moves nobody by itself: %s", touched.Body)
		}
		c.sales.Must(c.t, 200, "PATCH", "/leads/"+lead, obj{"stage_id": at(1), "email": "a@b.cn", "own": obj{key: 500}})
		c.sales.Must(c.t, 201, "POST", "/leads", obj{"contact_name": "王二", "phone": "13800138000", "mode_id": mode["id"]})
		if dup := c.sales.Must(c.t, 409, "POST", "/leads", obj{"contact_name": "王三", "email": "a@b.cn", "mode_id": mode["id"]}); dup.Text("code") != "lead.duplicate" {
			c.t.Errorf("the same by e-mail: %s", dup.Body)
		}
		if refused := c.admin.Must(c.t, 409, "DELETE", "/stages/"+at(1), nil).Body; !strings.Contains(refused, "1 条线索在这个阶段") {
			c.t.Errorf("a stage in use: %s", refused)
		}
		c.admin.Must(c.t, 409, "DELETE", "/modes/"+mode["id"].(string), nil)
		before := c.reached(mode["id"].(string))
		c.admin.Must(c.t, 200, "PUT", "/modes/"+mode["id"].(string)+"/stages", obj{"stage_ids": []string{at(0), at(2), at(1)}})
		if after := c.reached(mode["id"].(string)); after["报价"] != before["报价"] || after["定金"] != 1 {
			c.t.Errorf("reached before %v, in the other order %v", before, after)
		}
		c.admin.Must(c.t, 201, "POST", "/modes/"+mode["id"].(string)+"/stages", obj{"name": "看样", "position": 2})
		if after := c.reached(mode["id"].(string)); after["报价"] != 1 {
			c.t.Errorf("with one more in between: %v", after)
		}
		c.admin.Must(c.t, 200, "DELETE", "/stages/"+at(1)+"?move_to="+at(0), nil)
		if got := c.sales.Must(c.t, 200, "GET", "/leads/"+lead, nil); got.Text("stage", "name") != "登记" {
			c.t.Errorf("moved: %s", got.Body)
		}
		c.recounted()
	})
}

// reached reads how many leads of a mode reached each stage, from the counters.
func (c *company) reached(mode string) map[string]int {
	c.t.Helper()
	out := map[string]int{}
	for _, s := range c.admin.Must(c.t, 200, "GET", "/insight/funnel?mode_id="+mode, nil).Object()["steps"].([]any) {
		out[s.(obj)["label"].(string)] = int(s.(obj)["n"].(float64))
	}
	return out
}

// recounted compares the counters with a count of all leads.
func (c *company) recounted() {
	c.t.Helper()
	if n, err := c.h.App.Insight.Recount(c.t.Context(), c.o.ID, false); err != nil || n != 0 {
		c.t.Errorf("%d counters are off after the stages moved: %v", n, err)
	}
}

func TestDictionaries(t *testing.T) {
	eachCompany(t, func(c *company) {
		c.h.Work(c.t)
		fair := c.admin.Must(c.t, 201, "POST", "/source-words", obj{"name": "展会"}).Text("id")
		lead := c.admin.Must(c.t, 201, "POST", "/leads", obj{"name": "甲厂", "source": "展会", "tags": []string{"急", "样板"}}).Text("id")
		c.admin.Must(c.t, 409, "DELETE", "/source-words/"+fair, nil)
		c.admin.Must(c.t, 200, "PATCH", "/source-words/"+fair, obj{"version": 1, "name": "工业展"})
		c.eventually("leads follow the source's new name", func() bool { return c.admin.Must(c.t, 200, "GET", "/leads/"+lead, nil).Text("source") == "工业展" })
		if timeline := c.admin.Must(c.t, 200, "GET", "/leads/"+lead+"/timeline", nil).Body; !strings.Contains(timeline, "展会") {
			c.t.Errorf("the old name is told: %s", timeline)
		}
		tags := map[string]string{}
		for _, each := range c.admin.Must(c.t, 200, "GET", "/tags", nil).Object()["items"].([]any) {
			tags[each.(obj)["name"].(string)] = each.(obj)["id"].(string)
		}
		if refused := c.admin.Must(c.t, 409, "DELETE", "/tags/"+tags["急"], nil).Body; !strings.Contains(refused, "1 条线索") {
			c.t.Errorf("a tag in use: %s", refused)
		}
		c.admin.Must(c.t, 422, "PATCH", "/tags/"+tags["急"], obj{"version": 1, "name": "样板"})
		c.admin.Must(c.t, 200, "PATCH", "/tags/"+tags["急"], obj{"version": 1, "name": "加急", "colour": "red"})
		c.eventually("leads follow the tag's new name", func() bool {
			return strings.Contains(c.admin.Must(c.t, 200, "GET", "/leads/"+lead, nil).Body, `"tags":["加急","样板"]`)
		})
		c.admin.Must(c.t, 200, "POST", "/tags/"+tags["急"]+"/merge", obj{"into": tags["样板"]})
		c.eventually("leads have the tag that stays", func() bool {
			return strings.Contains(c.admin.Must(c.t, 200, "GET", "/leads/"+lead, nil).Body, `"tags":["样板"]`)
		})
		price := c.admin.Must(c.t, 201, "POST", "/reasons", obj{"kind": "lost", "text": "报价太高"})
		child := c.admin.Must(c.t, 201, "POST", "/reasons", obj{"kind": "lost", "text": "运费高", "parent_id": price.Text("id")})
		c.admin.Must(c.t, 422, "PATCH", "/reasons/"+price.Text("id"), obj{"version": 1, "parent_id": child.Text("id")})
		c.admin.Must(c.t, 409, "DELETE", "/reasons/"+price.Text("id"), nil)
		c.sales.Must(c.t, 201, "POST", "/leads", obj{"name": "乙厂"})
		c.admin.Must(c.t, 200, "PATCH", "/reasons/"+child.Text("id"), obj{"version": 1, "archived": true})
		if list := c.sales.Must(c.t, 200, "GET", "/reasons?kind=lost", nil).Body; strings.Contains(list, "运费高") {
			c.t.Errorf("no longer offered: %s", list)
		}
		c.admin.Must(c.t, 200, "PUT", "/touch-kinds/visit", obj{"name": "上门", "position": 1})
		if list := c.sales.Must(c.t, 200, "GET", "/touch-kinds", nil).Body; !strings.Contains(list, "上门") || !strings.Contains(list, "会议") {
			c.t.Errorf("kinds of touch: %s", list)
		}
	})
}
