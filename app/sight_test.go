package app_test

import (
	"archive/zip"
	"bytes"
	"context"
	"fmt"
	"io"
	"net/url"
	"regexp"
	"strings"
	"testing"

	"xiaoguan/app"
	"xiaoguan/app/apptest"
	"xiaoguan/base/actor"
	"xiaoguan/record"
	"xiaoguan/sales/customer"
	"xiaoguan/sales/followup"
	"xiaoguan/sales/lead"
	"xiaoguan/sales/team"
	"xiaoguan/store/db"
	"xiaoguan/store/db/dbtest"
)

// The values that give a leak away, in every form in which they could leave.
const (
	secretPhone  = "13911117777"
	secretMail   = "veiled@example.com"
	secretWechat = "wx-veiled-id"
	secretAmount = 77_123_456_00 // fen
	secretOwn    = "zy-veiled-own"
)

var secrets = []string{secretPhone, "139****7777", "7777", secretMail, "v***@example.com", secretWechat, secretOwn, "7712345600", "7712345700", "77123456", "77,123,456", "7712.3456", "7712.35"}

// veiled is a house with a member who reads everything and gets to see no phone, address, WeChat id or amount, beside records
// that hold them everywhere they can stand.
type veiled struct {
	*apptest.House
	t              *testing.T
	org            *apptest.Org
	who, admin     *apptest.Client
	role           *team.Role
	lead, customer string
	contact, file  string
	own            map[string]string // key of the own field, by kind of record
}

// maskable are all fields a role may be kept from: the sensitive groups, and an own field of leads and of customers.
func (v *veiled) maskable() []actor.Field {
	out := v.App.Types.Sensitive()
	for kind, f := range v.own {
		out = append(out, actor.Field{Kind: kind, Group: actor.Sensitive("own." + f)})
	}
	return out
}

func newVeiled(t *testing.T, h *apptest.House) *veiled {
	v := &veiled{House: h, t: t, own: map[string]string{}, org: h.Found(t, homeName)}
	ctx, admin := context.Background(), v.org.People[apptest.Admin]
	v.admin = h.Enter(t, homeName, apptest.Admin)
	for _, kind := range []string{"lead", "customer"} {
		v.own[kind] = v.admin.Must(t, 201, "POST", "/fields", map[string]any{"kind": kind, "label": "暗号", "type": "text"}).Text("key")
	}
	r, err := h.App.Team.AddRole(ctx, admin, "外包", actor.Administrator)
	if err == nil {
		masks := map[actor.Field]string{}
		for _, f := range v.maskable() {
			masks[f] = "hidden"
		}
		r, err = h.App.Team.ChangeRole(ctx, admin, r.Key, team.RoleChange{Masks: masks, Version: r.Version})
	}
	if err != nil {
		t.Fatal(err)
	}
	v.role = r
	h.Write(t, func(ctx context.Context, tx *db.Tx) error {
		_, err := h.Join(ctx, tx, v.org, team.Joining{Name: "外包员", Email: "veil@example.org", Role: r.Key, Group: v.org.East})
		return err
	})
	v.who = h.SignIn(t, "veiled", "veil@example.org")
	v.plant(ctx, apptest.As(admin))
	return v
}

// plant puts the secrets wherever a record can hold them, and into the journal as changes.
func (v *veiled) plant(ctx context.Context, by *actor.Actor) {
	l := v.Lead(v.t, v.org, v.org.People[apptest.Salesperson], "ve")
	v.Lead(v.t, v.org, nil, "vn")
	phone, mail, wechat, amount := secretPhone, secretMail, secretWechat, int64(secretAmount)
	v.admin.Must(v.t, 200, "PATCH", "/leads/"+l.ID.String(), map[string]any{"phone": phone, "email": mail, "wechat": wechat, "expected_amount": amount})
	v.admin.Must(v.t, 200, "PATCH", "/leads/"+l.ID.String(), map[string]any{"phone": "13800000001", "email": "a@example.net", "wechat": "w", "expected_amount": 1, "own": map[string]any{v.own["lead"]: secretOwn}})
	v.admin.Must(v.t, 200, "PATCH", "/leads/"+l.ID.String(), map[string]any{"phone": phone, "email": mail, "wechat": wechat, "expected_amount": amount})
	if _, err := v.App.Touches.Log(ctx, by, l.ID, followup.Draft{Kind: followup.Phone, Result: followup.Progress, NextDue: v.App.Team.Today(by)}); err != nil {
		v.t.Fatal(err)
	}
	c, err := v.App.Customers.Create(ctx, by, &customer.CustomerNew{Kind: "company", Name: "遮面集团", Phone: phone, Email: mail, Wechat: wechat})
	if err != nil {
		v.t.Fatal(err)
	}
	v.admin.Must(v.t, 200, "PATCH", "/customers/"+c.ID.String(), map[string]any{"version": c.Version, "own": map[string]any{v.own["customer"]: secretOwn}})
	p, err := v.App.Customers.AddContact(ctx, by, c.ID, customer.ContactNew{Name: "遮面人", Phone: phone, Email: mail, Wechat: wechat})
	if err != nil {
		v.t.Fatal(err)
	}
	sheet := "公司,电话,邮箱,微信,预计金额\n遮面一公司," + phone + "," + mail + "," + wechat + ",77123456\n遮面二公司,7777,v@," + wechat + ",-77123456\n"
	file, err := v.App.Imports.Receive(by, "veil.csv", strings.NewReader(sheet))
	if err != nil {
		v.t.Fatal(err)
	}
	im, _, err := v.App.Imports.Begin(ctx, by, lead.Kind, file, nil)
	if err != nil {
		v.t.Fatal(err)
	}
	v.lead, v.customer, v.contact, v.file = l.ID.String(), c.ID.String(), p.ID.String(), im.ID.String()
}

// walk asks every GET route as the veiled member, with everything that opens more, and gives what told a secret.
func (v *veiled) walk() (asked int, leaks []string) {
	paths := map[string][]string{
		"/leads/{id}": {v.lead}, "/leads/{id}/timeline": {v.lead}, "/customers/{id}": {v.customer}, "/imports/{id}": {v.file}, "/imports/{id}/errors.xlsx": {v.file},
	}
	queries := map[string][]string{
		"/search": {"?q=" + secretPhone, "?q=" + secretOwn, "?q=7777", "?q=" + url.QueryEscape("遮面")}, "/leads": {"?limit=200&count=true", "?filter=name:q:7777"}, "/access/explain": {"?kind=lead&id=" + v.lead}, "/calendar": {"?year=2026"},
		"/insight/conversion": {"?by=person", "?by=source"}, "/audit": {"", "?class=changed", "?subject_kind=contact"}, "/members": {"?limit=200"}, "/day": {"?member=" + v.org.People[apptest.Salesperson].Member.String()},
	}
	for _, r := range v.App.Kit.Routes() {
		path := strings.TrimPrefix(r.Path, "/api/v1")
		if r.Method != "GET" || path == "/live" {
			continue
		}
		for _, p := range orEmpty(paths[path]) {
			for _, q := range orEmpty(queries[path]) {
				asked++
				answer := v.who.Do(v.t, "GET", strings.Replace(path, "{id}", p, 1)+q, nil)
				if answer.Status >= 500 || answer.Status == 404 && p != "" {
					v.t.Errorf("%s%s: %d %s", path, q, answer.Status, answer.Body)
				}
				if what := told(answer.Body, path+q); what != "" {
					leaks = append(leaks, path+q+" tells "+what)
				}
			}
		}
	}
	return asked, leaks
}

func orEmpty(list []string) []string {
	if len(list) == 0 {
		return []string{""}
	}
	return list
}

// made are the ids and instants of an answer, whole as they are made here: four sevens in a row come up in them by chance.
var made = regexp.MustCompile(`\b[0-9a-f]{8}-[0-9a-f]{4}-7[0-9a-f]{3}-[0-9a-f]{4}-[0-9a-f]{12}\b|\b20\d\d-\d\d-\d\dT\d\d:\d\d:\d\d(\.\d{1,9})?Z`)

// told is the secret that a body tells; what was asked for may stand in the answer's own words.
func told(body, asked string) string {
	if z, err := zip.NewReader(bytes.NewReader([]byte(body)), int64(len(body))); err == nil {
		for _, f := range z.File {
			if r, err := f.Open(); err == nil {
				text, _ := io.ReadAll(r)
				r.Close()
				body += string(text)
			}
		}
	}
	body = made.ReplaceAllString(body, "…")
	for _, s := range secrets {
		if strings.Contains(body, s) && !strings.Contains(asked, s) {
			i := strings.Index(body, s)
			return s + " in …" + body[max(0, i-60):min(len(body), i+60)]
		}
	}
	return ""
}

// TestVeiledSeesNothing: whoever gets to see no phones and amounts reads them on no route, and cannot guess them.
func TestVeiledSeesNothing(t *testing.T) {
	apptest.Each(t, func(t *testing.T, h *apptest.House) {
		v := newVeiled(t, h)
		asked, leaks := v.walk()
		for _, l := range leaks {
			t.Error(l)
		}
		t.Logf("%d GET requests", asked)
		for _, q := range []string{"filter=expected_amount:gt:7000000000", "filter=expected_amount:empty:", "filter=expected_amount:in:7712345600,1", "sort=-expected_amount", "sort=name,expected_amount"} {
			for _, path := range []string{"/leads?", "/leads/summary?"} {
				if path == "/leads/summary?" && strings.HasPrefix(q, "sort") {
					continue // nothing is sorted there
				}
				if got := v.who.Must(t, 422, "GET", path+q, nil); !strings.Contains(got.Body, "看不到") {
					t.Errorf("%s: %s", q, got.Body)
				}
			}
		}
		v.guessNothing()
	})
}

// guessNothing asks what would tell a value by being refused, found or changed.
func (v *veiled) guessNothing() {
	t := v.t
	for _, q := range []string{secretPhone, "7777", secretOwn} {
		if found := v.who.Must(t, 200, "GET", "/search?q="+q, nil); strings.Contains(found.Body, v.lead) || strings.Contains(found.Body, v.customer) {
			t.Errorf("found by %s: %s", q, found.Body)
		}
		if found := v.who.Must(t, 200, "GET", "/leads?filter=name:q:"+q, nil); strings.Contains(found.Body, v.lead) {
			t.Errorf("listed by %s: %s", q, found.Body)
		}
		if found := v.admin.Must(t, 200, "GET", "/search?q="+q, nil); q != secretOwn && !strings.Contains(found.Body, v.lead) {
			t.Errorf("the administrator does not find by %s", q)
		}
	}
	v.who.Must(t, 403, "POST", "/leads/"+v.lead+"/reveal-phone", nil)
	v.who.Must(t, 403, "POST", "/customers/"+v.customer+"/reveal-phone", map[string]any{})
	v.who.Must(t, 403, "GET", "/imports/"+v.file+"/errors.xlsx", nil)
	for _, body := range []map[string]any{{"phone": secretPhone}, {"email": secretMail}, {"wechat": secretWechat}, {"expected_amount": secretAmount}} {
		v.who.Must(t, 422, "PATCH", "/leads/"+v.lead, body)
	}
	v.who.Must(t, 422, "PATCH", "/customers/"+v.customer, map[string]any{"version": 1, "phone": secretPhone})
	v.who.Must(t, 422, "PATCH", "/contacts/"+v.contact, map[string]any{"version": 1, "email": secretMail})
	v.who.Must(t, 422, "POST", "/leads/"+v.lead+"/win", map[string]any{"amount": 5})
	got := v.who.Must(t, 200, "GET", "/leads/"+v.lead, nil).Object()
	if _, there := got["expected_amount"]; there || got["has_phone"] != false {
		t.Errorf("the lead tells expected_amount or has_phone: %v", got)
	}
}

// TestVeiledWouldBeSeen plants the fault: the same walk with the veil taken away must find every secret.
func TestVeiledWouldBeSeen(t *testing.T) {
	h := apptest.Open(t, app.Config{Database: dbtest.SQLite(t)})
	v := newVeiled(t, h)
	masks := map[actor.Field]string{}
	for _, f := range v.maskable() {
		masks[f] = "shown"
	}
	if _, err := h.App.Team.ChangeRole(t.Context(), v.org.People[apptest.Admin], v.role.Key, team.RoleChange{Masks: masks, Version: v.role.Version}); err != nil {
		t.Fatal(err)
	}
	_, leaks := v.walk()
	all := fmt.Sprint(leaks)
	for _, path := range []string{"/leads/" + v.lead + "/timeline", "/customers/" + v.customer} {
		if got := v.who.Must(t, 200, "GET", path, nil); !strings.Contains(got.Body, secretOwn) {
			t.Errorf("without the veil %s tells no own field: the walk would not see it leak there", path)
		}
	}
	for _, path := range []string{"/leads/{id} ", "/leads/{id}/timeline", "/leads?limit", "/leads/summary", "/customers/{id} ", "/imports/{id} ", "/insight/board", "/audit", "/day"} {
		if !strings.Contains(all, path) {
			t.Errorf("without the veil %s tells nothing: the walk would not see a leak there", path)
		}
	}
}

// A sensitive column that no rule knows would be shown to everybody.
func TestSensitiveColumnsAreDeclared(t *testing.T) {
	for _, typ := range []*record.Type{lead.Type, customer.Type, team.Type} {
		for _, c := range typ.Columns {
			if (c.Masked || c.Kind == record.Money) && c.Sensitive == "" {
				t.Errorf("%s.%s is masked or money, and no role can be kept from it", typ.Kind, c.Name)
			}
		}
	}
}
