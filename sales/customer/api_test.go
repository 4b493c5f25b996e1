package customer_test

import (
	"bytes"
	"context"
	"encoding/json"
	"fmt"
	"log/slog"
	"net/http"
	"net/http/httptest"
	"reflect"
	"strings"
	"testing"

	"xiaoguan/base/actor"
	"xiaoguan/base/clock"
	"xiaoguan/base/id"
	"xiaoguan/record"
	"xiaoguan/sales/customer"
	"xiaoguan/sales/team"
	"xiaoguan/store/db"
	"xiaoguan/store/db/dbtest"
	"xiaoguan/web"
)

type object = map[string]any

var typeOf = reflect.TypeFor[customer.Customer]()

// office is a house with people and the routes of the chapter.
type office struct {
	*house
	handler        http.Handler
	group, east    id.ID
	zhang, li, guo *actor.Actor // two salespeople of one group, and their manager
	reader         *actor.Actor
}

func newOffice(t *testing.T, s *db.Store) *office {
	t.Helper()
	o := &office{house: newHouse(t, s), group: ids.New(), east: ids.New()}
	ctx, now := context.Background(), clock.System()
	dir := db.NewDirectory(s)
	person := func(name string, role actor.Role, group id.ID) *actor.Actor {
		m := ids.New()
		exec(t, s, "INSERT INTO member (org_id, id, identity_id, name, role, created_at) VALUES (?, ?, ?, ?, ?, ?)", o.org, m, ids.New(), name, role, now)
		return &actor.Actor{Org: o.org, Member: m, Name: name, Role: role, Group: group, Below: []id.ID{group, o.east}, Grants: actor.GrantsOf(role), Zone: "Asia/Shanghai", Lang: "zh"}
	}
	exec(t, s, "INSERT INTO organisation (id, name, zone, created_at) VALUES (?, '测试公司', 'Asia/Shanghai', ?)", o.org, now)
	for g, name := range map[id.ID]string{o.group: "华东部", o.east: "苏州组"} {
		exec(t, s, "INSERT INTO team_group (org_id, id, name, created_at) VALUES (?, ?, ?, ?)", o.org, g, name, now)
	}
	o.zhang, o.li = person("张伟", actor.Salesperson, o.east), person("李娜", actor.Salesperson, o.east)
	o.guo, o.reader = person("郭峰", actor.Manager, o.group), person("财务", actor.Readonly, id.ID{})
	o.service.Team = team.New(dir, ids, clock.System, o.service.Journal, record.NewCatalogues(dir, ids))
	if _, err := o.service.Team.People(ctx, o.org); err != nil {
		t.Fatal(err)
	}
	k := web.New(dir, ids, clock.System, slog.New(slog.NewTextHandler(t.Output(), nil)))
	o.service.Mount(k)
	if err := k.Check(); err != nil {
		t.Fatal(err)
	}
	o.handler = k.Handler()
	return o
}

func exec(t *testing.T, s *db.Store, statement string, args ...any) {
	t.Helper()
	err := s.Write(context.Background(), func(ctx context.Context, tx *db.Tx) error {
		_, err := tx.NewRaw(statement, args...).Exec(ctx)
		return err
	})
	if err != nil {
		t.Fatal(err)
	}
}

// do sends a request as somebody and wants a status; it gives the answer and its text.
func (o *office) do(t *testing.T, a *actor.Actor, method, path string, body any, want int) (object, string) {
	t.Helper()
	var sent bytes.Buffer
	if body != nil {
		if err := json.NewEncoder(&sent).Encode(body); err != nil {
			t.Fatal(err)
		}
	}
	r := httptest.NewRequest(method, web.Prefix+path, &sent)
	r.Header.Set("Content-Type", "application/json")
	w := httptest.NewRecorder()
	o.handler.ServeHTTP(w, r.WithContext(actor.With(r.Context(), a)))
	if w.Code != want {
		t.Fatalf("%s %s: %d, want %d: %s", method, path, w.Code, want, w.Body)
	}
	out := object{}
	if err := json.Unmarshal(w.Body.Bytes(), &out); err != nil {
		t.Fatalf("%s %s: %v: %s", method, path, err, w.Body)
	}
	return out, w.Body.String()
}

func (o *office) create(t *testing.T, a *actor.Actor, body object) (path string) {
	t.Helper()
	out, _ := o.do(t, a, "POST", "/customers", body, 201)
	return "/customers/" + out["id"].(string)
}

func (o *office) entries(t *testing.T, kind string) int {
	t.Helper()
	return o.count(t, "SELECT count(*) FROM journal_entry WHERE org_id = ? AND kind = '"+kind+"'")
}

func TestEnterAndChange(t *testing.T) {
	dbtest.Each(t, func(t *testing.T, s *db.Store) {
		o := newOffice(t, s)
		made, _ := o.do(t, o.zhang, "POST", "/customers", object{"kind": "company", "name": " 宁波拓森汽车零部件有限公司 ", "credit_code": "91350100m000100y43", "industry": "汽配", "tags": []string{"重点", "汽配"}}, 201)
		path := "/customers/" + made["id"].(string)
		if made["name"] != "宁波拓森汽车零部件有限公司" || made["credit_code"] != "91350100M000100Y43" || made["owner"].(object)["name"] != "张伟" || made["group"].(object)["name"] != "苏州组" ||
			fmt.Sprint(made["tags"]) != "[汽配 重点]" || made["can"].(object)["edit"].(object)["ok"] != true {
			t.Fatalf("made: %v", made)
		}
		changed, _ := o.do(t, o.zhang, "PATCH", path, object{"version": 1, "region": "宁波", "tags": []string{"大客户"}, "credit_code": ""}, 200)
		if changed["region"] != "宁波" || changed["industry"] != "汽配" || changed["credit_code"] != "" || fmt.Sprint(changed["tags"]) != "[大客户]" || changed["version"] != 2.0 {
			t.Fatalf("changed: %v", changed)
		}
		if p, _ := o.do(t, o.zhang, "PATCH", path, object{"version": 1, "region": "上海"}, 409); p["code"] != "version" {
			t.Fatalf("stale: %v", p)
		}
		same, _ := o.do(t, o.zhang, "PATCH", path, object{"version": 2, "region": "宁波"}, 200)
		if same["version"] != 2.0 || o.entries(t, "customer.changed") != 1 {
			t.Fatalf("a change of nothing was kept: %v", same["version"])
		}
		o.create(t, o.li, object{"kind": "company", "name": "另一家有限公司", "credit_code": "91350100M000100Y43"}) // the code is free again
		list, _ := o.do(t, o.zhang, "GET", "/customers?filter=tag:in:大客户&filter=region:eq:宁波&count=true", nil, 200)
		if items := list["items"].([]any); len(items) != 1 || fmt.Sprint(items[0].(object)["tags"]) != "[大客户]" || list["count"].(object)["n"] != 1.0 {
			t.Fatalf("list: %v", list)
		}
	})
}

func TestWrongFields(t *testing.T) {
	dbtest.Each(t, func(t *testing.T, s *db.Store) {
		o := newOffice(t, s)
		company := strings.TrimPrefix(o.create(t, o.zhang, object{"kind": "company", "name": "上级公司甲"}), "/customers/")
		for _, c := range []struct {
			name, field string
			body        object
		}{
			{"信用代码抄错", "credit_code", object{"kind": "company", "name": "甲乙丙", "credit_code": "91350100M000100Y44"}},
			{"名称空白", "name", object{"kind": "company", "name": "  "}},
			{"类型不对", "kind", object{"kind": "robot", "name": "甲乙丙"}},
			{"没有类型", "kind", object{"name": "甲乙丙"}},
			{"电话不对", "phone", object{"kind": "person", "name": "王芳", "phone": "你好"}},
			{"邮箱不对", "email", object{"kind": "person", "name": "王芳", "email": "wang@"}},
			{"个人有信用代码", "credit_code", object{"kind": "person", "name": "王芳", "credit_code": "91350100M000100Y43"}},
			{"个人有上级", "parent_id", object{"kind": "person", "name": "王芳", "parent_id": company}},
			{"上级不存在", "parent_id", object{"kind": "company", "name": "甲乙丙", "parent_id": ids.New().String()}},
			{"标签太长", "tags", object{"kind": "company", "name": "甲乙丙", "tags": []string{strings.Repeat("长", 31)}}},
		} {
			t.Run(c.name, func(t *testing.T) {
				p, text := o.do(t, o.zhang, "POST", "/customers", c.body, 422)
				first := p["errors"].([]any)[0].(object)
				if first["field"] != c.field || first["want"] == "" {
					t.Fatal(text)
				}
			})
		}
		if n := o.count(t, "SELECT count(*) FROM customer WHERE org_id = ?"); n != 1 {
			t.Fatalf("%d customers, want 1", n)
		}
	})
}

func TestParentsMakeNoCircle(t *testing.T) {
	dbtest.Each(t, func(t *testing.T, s *db.Store) {
		o := newOffice(t, s)
		group := o.create(t, o.zhang, object{"kind": "company", "name": "华东集团"})
		parent := func(path string) string { return strings.TrimPrefix(path, "/customers/") }
		daughter := o.create(t, o.zhang, object{"kind": "company", "name": "华东子公司", "parent_id": parent(group)})
		grand := o.create(t, o.zhang, object{"kind": "company", "name": "华东孙公司", "parent_id": parent(daughter)})
		o.do(t, o.zhang, "PATCH", group, object{"version": 1, "parent_id": parent(grand)}, 422)
		o.do(t, o.zhang, "PATCH", group, object{"version": 1, "parent_id": parent(group)}, 422)
		foreign := o.create(t, o.li, object{"kind": "company", "name": "李娜的客户"})
		o.do(t, o.zhang, "PATCH", group, object{"version": 1, "parent_id": parent(foreign)}, 422)
		moved, _ := o.do(t, o.zhang, "PATCH", grand, object{"version": 1, "parent_id": parent(group)}, 200)
		if moved["parent_id"] != parent(group) {
			t.Fatalf("moved: %v", moved)
		}
		if list, text := o.do(t, o.zhang, "GET", "/customers?filter=parent_id:eq:"+parent(group), nil, 200); len(list["items"].([]any)) != 2 {
			t.Fatal(text)
		}
		freed, _ := o.do(t, o.zhang, "PATCH", grand, object{"version": 2, "parent_id": ""}, 200)
		if _, there := freed["parent_id"]; there {
			t.Fatalf("freed: %v", freed)
		}
	})
}

func TestScope(t *testing.T) {
	dbtest.Each(t, func(t *testing.T, s *db.Store) {
		o := newOffice(t, s)
		theirs := o.create(t, o.li, object{"kind": "company", "name": "李娜的客户", "phone": "0512-68881234"})
		contact, _ := o.do(t, o.li, "POST", theirs+"/contacts", object{"name": "赵工", "phone": "13911112222"}, 201)
		for _, c := range []struct {
			method, path string
			body         object
		}{
			{"GET", theirs, nil}, {"PATCH", theirs, object{"version": 1, "name": "抢走"}}, {"POST", theirs + "/contacts", object{"name": "某人"}},
			{"POST", theirs + "/reveal-phone", object{}}, {"PATCH", "/contacts/" + contact["id"].(string), object{"version": 1, "name": "改名"}},
			{"GET", "/customers/" + ids.New().String(), nil},
		} {
			p, text := o.do(t, o.zhang, c.method, c.path, c.body, 404)
			if p["code"] != "not_found" || strings.Contains(text, "李娜") {
				t.Fatal(text)
			}
		}
		if list, text := o.do(t, o.zhang, "GET", "/customers", nil, 200); len(list["items"].([]any)) != 0 {
			t.Fatal(text)
		}
		if list, text := o.do(t, o.guo, "GET", "/customers", nil, 200); len(list["items"].([]any)) != 1 {
			t.Fatal(text)
		}
		o.do(t, o.reader, "PATCH", theirs, object{"version": 1, "name": "只读"}, 403)
		o.do(t, o.reader, "POST", theirs+"/reveal-phone", object{}, 403)
		if seen, text := o.do(t, o.reader, "GET", theirs, nil, 200); seen["can"].(object)["reveal"].(object)["ok"] != false || seen["can"].(object)["edit"].(object)["why"] == "" {
			t.Fatal(text)
		}
		if n := o.entries(t, "customer.changed") + o.entries(t, "contact.changed") + o.entries(t, "customer.revealed"); n != 0 {
			t.Fatalf("%d entries of refused acts", n)
		}
	})
}

func TestDuplicateSaysWhoOwnsIt(t *testing.T) {
	dbtest.Each(t, func(t *testing.T, s *db.Store) {
		o := newOffice(t, s)
		o.create(t, o.li, object{"kind": "company", "name": "宁波拓森汽车零部件有限公司"})
		o.create(t, o.li, object{"kind": "person", "name": "王芳", "phone": "13800138000"})
		mine := o.create(t, o.zhang, object{"kind": "company", "name": "自己的客户"})
		for _, c := range []struct {
			name, method, path string
			body               object
		}{
			{"同名不同写法", "POST", "/customers", object{"kind": "company", "name": "浙江省宁波拓森汽车零部件 有限责任公司"}},
			{"同一手机", "POST", "/customers", object{"kind": "person", "name": "王小芳", "phone": "+86 138-0013-8000"}},
			{"改名撞上", "PATCH", mine, object{"version": 1, "name": "宁波拓森汽车零部件有限公司"}},
		} {
			t.Run(c.name, func(t *testing.T) {
				p, text := o.do(t, o.zhang, c.method, c.path, c.body, 409)
				d := p["data"].(object)["duplicate"].(object)
				if p["code"] != "customer.duplicate" || d["owner_name"] != "李娜" || d["group_name"] != "苏州组" || d["age_days"] != 0.0 || !strings.Contains(p["title"].(string), "李娜") {
					t.Fatal(text)
				}
				if d["id"] != nil || d["name"] != nil || strings.Contains(text, "138") {
					t.Fatalf("more than the owner was told: %s", text)
				}
			})
		}
		p, text := o.do(t, o.guo, "POST", "/customers", object{"kind": "company", "name": "宁波拓森汽车零部件公司"}, 409)
		if d := p["data"].(object)["duplicate"].(object); d["id"] == nil || d["name"] != "宁波拓森汽车零部件有限公司" {
			t.Fatalf("who may see it is not told which: %s", text)
		}
		if n := o.count(t, "SELECT count(*) FROM customer WHERE org_id = ?"); n != 3 {
			t.Fatalf("%d customers, want 3", n)
		}
		// A lead of the same company finds the one entered by hand.
		if c := o.link(t, customer.Identity{Kind: customer.Company, Name: "自己的客户有限公司"}); "/customers/"+c.String() != mine {
			t.Fatalf("linked to %v, want %s", c, mine)
		}
	})
}

func TestPhonesLeaveMaskedAndRevealIsJournalled(t *testing.T) {
	dbtest.Each(t, func(t *testing.T, s *db.Store) {
		o := newOffice(t, s)
		path := o.create(t, o.zhang, object{"kind": "person", "name": "王芳", "phone": "13800138000", "email": "wangfang@example.com", "wechat": "13800138000"})
		firm := o.create(t, o.zhang, object{"kind": "company", "name": "苏州精工机械有限公司", "region": "苏州"})
		contact, made := o.do(t, o.zhang, "POST", firm+"/contacts", object{"name": "赵工", "title": "采购经理", "role": "决策人", "phone": "13911112222", "email": "zhao@example.com", "wechat": "zhaogong"}, 201)
		if contact["phone_masked"] != "139****2222" || contact["has_phone"] != true || contact["wechat"] != "zhaogong" || contact["email_masked"] != "z***@example.com" {
			t.Fatal(made)
		}
		changed, edited := o.do(t, o.zhang, "PATCH", "/contacts/"+contact["id"].(string), object{"version": 1, "title": "采购总监", "phone": "13911113333"}, 200)
		if changed["title"] != "采购总监" || changed["role"] != "决策人" || changed["version"] != 2.0 || changed["phone_masked"] != "139****3333" {
			t.Fatal(edited)
		}
		o.do(t, o.zhang, "PATCH", "/contacts/"+contact["id"].(string), object{"version": 1, "title": "过期"}, 409)
		searcher := record.NewSearcher()
		searcher.Add(customer.Type, o.service.Found)
		answers := []string{made, edited}
		for _, fragment := range []string{"王芳", "13800138000", "8000", "wangfang", "精工机械"} {
			found, _, err := searcher.Find(context.Background(), s, o.zhang, fragment, 20)
			if err != nil || (len(found) != 1 && fragment != "wangfang") {
				t.Fatalf("%s: %v %v", fragment, found, err)
			}
			text, err := json.Marshal(found)
			if err != nil {
				t.Fatal(err)
			}
			answers = append(answers, string(text))
		}
		for _, get := range []string{path, firm, "/customers", "/customers?filter=name:q:王芳"} {
			_, text := o.do(t, o.zhang, "GET", get, nil, 200)
			answers = append(answers, text)
		}
		_, text := o.do(t, o.zhang, "PATCH", path, object{"version": 1, "region": "苏州"}, 200)
		for _, text := range append(answers, text) {
			for _, secret := range []string{"13800138000", "13911112222", "13911113333", "wangfang@", "zhao@"} {
				if strings.Contains(text, secret) {
					t.Errorf("%s left whole: %s", secret, text)
				}
			}
		}
		if n := o.entries(t, "customer.revealed"); n != 0 {
			t.Fatalf("%d reveals before any", n)
		}
		if out, _ := o.do(t, o.zhang, "POST", path+"/reveal-phone", object{}, 200); out["phone"] != "13800138000" {
			t.Fatal(out)
		}
		if out, _ := o.do(t, o.zhang, "POST", firm+"/reveal-phone", object{"contact_id": contact["id"]}, 200); out["phone"] != "13911113333" {
			t.Fatal(out)
		}
		o.do(t, o.zhang, "POST", path+"/reveal-phone", object{"contact_id": contact["id"]}, 404)
		o.do(t, o.zhang, "POST", firm+"/reveal-phone", object{}, 409)
		if n := o.entries(t, "customer.revealed"); n != 2 {
			t.Fatalf("%d reveals, want 2", n)
		}
		if n := o.count(t, "SELECT count(*) FROM journal_entry WHERE org_id = ? AND (CAST(changes AS TEXT) LIKE '%1380013%' OR CAST(changes AS TEXT) LIKE '%139111%' OR CAST(changes AS TEXT) LIKE '%王芳%')"); n != 0 {
			t.Fatal("a personal value stands in the journal itself")
		}
	})
}

func TestSearchKeepsToScopeAndFragment(t *testing.T) {
	dbtest.Each(t, func(t *testing.T, s *db.Store) {
		o := newOffice(t, s)
		o.create(t, o.zhang, object{"kind": "company", "name": "华东精工（苏州）有限公司"})
		o.create(t, o.zhang, object{"kind": "company", "name": "华东机械东精华厂"})
		o.create(t, o.li, object{"kind": "company", "name": "华东精工二厂"})
		searcher := record.NewSearcher()
		searcher.Add(customer.Type, o.service.Found)
		for _, c := range []struct {
			name     string
			who      *actor.Actor
			fragment string
			want     int
		}{
			{"整段", o.zhang, "华东精工", 1}, {"两字", o.zhang, "华东", 2}, {"同事的不见", o.li, "华东", 1}, {"经理都见", o.guo, "华东精", 2},
			{"全角括号", o.zhang, "精工(苏州", 1}, {"首字母", o.zhang, "hdjg", 1}, {"没有", o.zhang, "西北", 0},
		} {
			t.Run(c.name, func(t *testing.T) {
				found, _, err := searcher.Find(context.Background(), s, c.who, c.fragment, 20)
				if err != nil || len(found) != c.want {
					t.Fatalf("%d found, want %d: %v %v", len(found), c.want, found, err)
				}
				for _, f := range found {
					if f.OwnerName == "" || f.Kind != customer.Kind {
						t.Errorf("found: %+v", f)
					}
				}
			})
		}
	})
}

func TestAdopt(t *testing.T) {
	dbtest.Each(t, func(t *testing.T, s *db.Store) {
		o := newOffice(t, s)
		pooled := o.link(t, customer.Identity{Kind: customer.Company, Name: "公海里的公司"})
		path := "/customers/" + pooled.String()
		o.do(t, o.zhang, "GET", path, nil, 404)
		for _, who := range []*actor.Actor{o.zhang, o.li} {
			err := s.Write(context.Background(), func(ctx context.Context, tx *db.Tx) error {
				return o.service.Adopt(ctx, tx, who, pooled, who.Member, who.Group)
			})
			if err != nil {
				t.Fatal(err)
			}
		}
		seen, _ := o.do(t, o.zhang, "GET", path, nil, 200)
		o.do(t, o.li, "GET", path, nil, 404)
		if seen["owner"].(object)["name"] != "张伟" || o.entries(t, "customer.adopted") != 1 {
			t.Fatalf("adopted: %v", seen)
		}
		if n := o.count(t, "SELECT count(*) FROM owner_spell WHERE org_id = ? AND to_at IS NULL AND owner_id IS NOT NULL"); n != 1 {
			t.Fatalf("%d open spells with an owner, want 1", n)
		}
	})
}

// Every column of the table is declared, and nothing else.
func TestDeclaredColumns(t *testing.T) {
	dbtest.Each(t, func(t *testing.T, s *db.Store) {
		fields := s.Read().Table(typeOf).FieldMap
		for i := range customer.Type.Columns {
			c := &customer.Type.Columns[i]
			if _, there := fields[c.In()]; !there && c.Kind != record.TagList && c.Kind != record.Partner {
				t.Errorf("%s is declared and not in the table", c.Name)
			}
		}
		for name := range fields {
			declared := false
			for i := range customer.Type.Columns {
				declared = declared || customer.Type.Columns[i].In() == name
			}
			if !declared {
				t.Errorf("%s is in the table and not declared", name)
			}
		}
	})
}
