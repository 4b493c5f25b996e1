package app_test

import (
	"fmt"
	"strings"
	"testing"
)

// A role's mask hides an own field everywhere, and whoever has the role cannot guess its values either.
func TestMaskedOwnFieldIsNowhere(t *testing.T) {
	eachCompany(t, func(c *company) {
		c.h.Work(c.t)
		secret, _ := c.field(obj{"label": "对手底价", "type": "text"})
		level, _ := c.field(obj{"label": "密级", "type": "one_of", "options": []obj{{"label": "绝密甲"}, {"label": "公开"}}})
		lead := c.lead("甲厂", obj{secret: "绝密三百万", level: "o01"})
		if got := c.sales.Must(c.t, 200, "GET", "/leads/"+lead, nil); !strings.Contains(got.Body, "绝密三百万") {
			c.t.Fatalf("shown to all, and is not: %s", got.Body)
		}
		mask := func(version int, sight string) {
			c.admin.Must(c.t, 200, "PATCH", "/roles/salesperson", obj{"version": version, "masks": obj{"lead.own." + secret: sight, "lead.own." + level: sight}})
		}
		mask(1, "hidden")
		paths := []string{"/leads", "/leads/" + lead, "/leads/" + lead + "/timeline", "/fields", "/leads/groups?by=source", "/audit", "/customers", "/views?kind=lead", "/fields/openapi"}
		for _, path := range paths {
			if got := c.sales.Do(c.t, "GET", path, nil); strings.Contains(got.Body, "绝密") || strings.Contains(got.Body, secret) || strings.Contains(got.Body, "密级") {
				c.t.Errorf("GET %s tells: %s", path, got.Body)
			}
		}
		for _, path := range []string{"/leads?filter=own.$:has:", "/leads?filter=own.$:eq:o01", "/leads?or=1:own.$:has:", "/leads?sort=own.$", "/leads/groups?by=own.$", "/leads/board-columns?by=own.$", "/leads/summary?filter=own.$:has:"} {
			for _, key := range []string{secret, level} {
				got, none := c.sales.Do(c.t, "GET", strings.ReplaceAll(path, "$", key), nil), c.sales.Do(c.t, "GET", strings.ReplaceAll(path, "$", "nix_9"), nil)
				if got.Status != 422 || strings.ReplaceAll(got.Body, key, "nix_9") != none.Body {
					c.t.Errorf("GET %s: %d %s; of none: %s", path, got.Status, got.Body, none.Body)
				}
			}
		}
		found := func() int {
			return len(c.names(c.sales, 50, "filter", "name:q:绝密三")) + len(c.names(c.sales, 50, "filter", "name:q:绝密甲"))
		}
		c.eventually("the search forgets what not everybody sees", func() bool { return found() == 0 })
		c.sales.Must(c.t, 422, "PATCH", "/leads/"+lead, obj{"own": obj{secret: "换"}})
		if got := c.admin.Must(c.t, 200, "GET", "/audit", nil); !strings.Contains(got.Body, "对手底价") {
			c.t.Errorf("the audit does not call the masked field by its name: %s", got.Body)
		}
		mask(2, "shown")
		c.eventually("the search knows it again", func() bool { return found() == 2 })
	})
}

// Fields are kept for a company's own roles too; one that is not there is refused by its name.
func TestFieldsOfOwnRoles(t *testing.T) {
	eachCompany(t, func(c *company) {
		role := c.admin.Must(c.t, 201, "POST", "/roles", obj{"name": "渠道", "copy_of": "salesperson"}).Text("key")
		key, id := c.field(obj{"label": "渠道价", "type": "money", "view_roles": []string{role}})
		lead := c.lead("甲厂", obj{key: 100})
		if got := c.sales.Must(c.t, 200, "GET", "/leads/"+lead, nil); strings.Contains(got.Body, key) {
			c.t.Errorf("not his role, and told: %s", got.Body)
		}
		got := c.admin.Must(c.t, 422, "PATCH", "/fields/"+id, obj{"version": 1, "edit_roles": []string{"r-nix"}})
		if !strings.Contains(got.Body, "没有这个角色：r-nix") || !strings.Contains(got.Body, role) {
			c.t.Errorf("an unknown role: %s", got.Body)
		}
	})
}

// A board by an own field has a lane per choice with sums, of leads and of customers.
func TestBoardsByOwnFields(t *testing.T) {
	eachCompany(t, func(c *company) {
		level := obj{"label": "等级", "type": "one_of", "options": []obj{{"label": "高"}, {"label": "低"}}}
		key, _ := c.field(level)
		c.lead("一", obj{key: "o01"})
		c.lead("二", obj{key: "o01"})
		c.lead("三", obj{})
		level["kind"] = "customer"
		ckey, _ := c.field(level)
		c.admin.Must(c.t, 201, "POST", "/customers", obj{"kind": "company", "name": "甲公司", "own": obj{ckey: "o02"}})
		for path, want := range map[string]string{"/leads/board-columns?by=own." + key: "未填1 高2 低0", "/customers/board-columns?by=own." + ckey: "未填0 高0 低1"} {
			var lanes []string
			for _, each := range c.admin.Must(c.t, 200, "GET", path, nil).Object()["columns"].([]any) {
				lane := each.(obj)
				if n := len(lane["items"].([]any)); float64(n) != lane["count"].(float64) {
					c.t.Errorf("%s: %v items of %v", path, n, lane["count"])
				}
				lanes = append(lanes, fmt.Sprint(lane["label"], lane["count"]))
			}
			if got := strings.Join(lanes, " "); got != want {
				c.t.Errorf("%s: %s, want %s", path, got, want)
			}
		}
		c.admin.Must(c.t, 422, "GET", "/leads/board-columns?by=own.nix_1", nil)
		c.admin.Must(c.t, 422, "GET", "/customers/board-columns?by=name", nil)
		spec := obj{"filter": []string{}, "or": []string{}, "sort": "-own." + key, "columns": []obj{{"key": "own." + key, "width": 120}}, "layout": "board", "board": "own." + key}
		if got := c.admin.Must(c.t, 201, "POST", "/views", obj{"kind": "lead", "name": "按等级", "spec": spec}); !strings.Contains(got.Body, "own."+key) {
			c.t.Errorf("the view: %s", got.Body)
		}
	})
}
