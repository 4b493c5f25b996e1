package door_test

import (
	"bytes"
	"context"
	"crypto/rand"
	"encoding/json"
	"fmt"
	"log/slog"
	"mime/multipart"
	"net/http"
	"net/http/httptest"
	"strings"
	"sync/atomic"
	"testing"

	"github.com/xuri/excelize/v2"

	"xiaoguan/base/actor"
	"xiaoguan/base/clock"
	"xiaoguan/base/id"
	"xiaoguan/record"
	"xiaoguan/sales/customer"
	"xiaoguan/sales/door"
	"xiaoguan/sales/lead"
	"xiaoguan/sales/match"
	"xiaoguan/sales/team"
	"xiaoguan/store/db"
	"xiaoguan/store/db/dbtest"
	"xiaoguan/store/files"
	"xiaoguan/store/jobs"
	"xiaoguan/store/journal"
	"xiaoguan/web"
)

type object = map[string]any

// house is a company with an administrator, a manager of the east with a salesperson, and the routes of the door.
type house struct {
	store         *db.Store
	ids           *id.Source
	team          *team.Service
	leads         *lead.Service
	imports       *record.Imports
	settings      *record.Settings
	door          *door.Service
	queue         *jobs.Queue
	handler       http.Handler
	folder        string
	cat           *record.Catalogue
	east          id.ID
	boss, manager *actor.Actor
	seller        *actor.Actor
	b2b, b2c      id.ID
}

// each runs fn in a fresh house on both engines.
func each(t *testing.T, fn func(t *testing.T, h *house)) {
	t.Helper()
	dbtest.Each(t, func(t *testing.T, s *db.Store) { fn(t, open(t, s)) })
}

func open(t testing.TB, s *db.Store) *house {
	t.Helper()
	ctx, now, log := context.Background(), clock.System, slog.New(slog.NewTextHandler(t.Output(), &slog.HandlerOptions{Level: slog.LevelWarn}))
	dir, ids := db.NewDirectory(s), id.NewSource(now, rand.Reader)
	h := &house{store: s, ids: ids, folder: t.TempDir()}
	j := journal.New(ids, now, []byte("key"), journal.NewLive(dir, now))
	cats := record.NewCatalogues(dir, ids)
	h.team = team.New(dir, ids, now, j, cats)
	customers := &customer.Service{Dir: dir, IDs: ids, Now: now, Journal: j, Team: h.team}
	h.leads = &lead.Service{Dir: dir, IDs: ids, Now: now, Journal: j, Catalogues: cats, Numbers: db.NewNumbers(dir, "lead"), Team: h.team, Customers: customers}
	folder, err := files.Open(h.folder)
	if err == nil {
		h.queue, err = jobs.New(s, log)
	}
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { folder.Close() })
	types := &record.Registry{}
	types.Register(lead.Type)
	h.settings = &record.Settings{Dir: dir, IDs: ids, Now: now, Journal: j, Catalogues: cats, Types: types, Queue: h.queue}
	h.imports = &record.Imports{Dir: dir, IDs: ids, Now: now, Journal: j, Files: folder, Queue: h.queue, Log: log}
	h.door = &door.Service{Dir: dir, IDs: ids, Now: now, Catalogues: cats, Team: h.team, Leads: h.leads, Imports: h.imports,
		Match: &match.Service{Dir: dir, IDs: ids, Now: now, Journal: j, Team: h.team, Leads: h.leads}}
	h.door.Handlers(h.queue)
	k := web.New(dir, ids, now, log)
	h.door.Mount(k)
	if err := k.Check(); err != nil {
		t.Fatal(err)
	}
	h.handler = k.Handler()
	h.people(t)
	if h.cat, err = cats.Of(ctx, h.boss.Org); err != nil {
		t.Fatal(err)
	}
	h.b2b, h.b2c = h.cat.Modes[0].ID, h.cat.Modes[1].ID
	return h
}

var phones atomic.Int64

func (h *house) people(t testing.TB) {
	t.Helper()
	h.write(t, func(ctx context.Context, tx *db.Tx) (err error) {
		_, h.boss, err = h.team.Found(ctx, tx, team.Founding{Company: "测试公司", Name: "管理员", Phone: fmt.Sprintf("137%08d", phones.Add(1))})
		return err
	})
	h.boss.Lang = "zh"
	join := func(name string, role actor.Role) *actor.Actor {
		var m *team.Member
		h.write(t, func(ctx context.Context, tx *db.Tx) (err error) {
			if h.east.IsZero() {
				g, err := h.team.PlantGroup(ctx, tx, h.boss, "华东组", h.boss.Group, 0)
				if err != nil {
					return err
				}
				h.east = g.ID
			}
			m, err = h.team.Join(ctx, tx, h.boss, team.Joining{Name: name, Phone: fmt.Sprintf("137%08d", phones.Add(1)), Role: role, Group: h.east, Level: 3, Capacity: 50, Hash: "x"})
			return err
		})
		return &actor.Actor{Org: m.Org, Member: m.ID, Name: m.Name, Role: m.Role, Group: m.Group, Below: []id.ID{m.Group}, Grants: actor.GrantsOf(m.Role), Zone: team.DefaultZone, Lang: "zh"}
	}
	h.manager, h.seller = join("郭峰", actor.Manager), join("张伟", actor.Salesperson)
}

func (h *house) write(t testing.TB, fn func(ctx context.Context, tx *db.Tx) error) {
	t.Helper()
	if err := h.store.Write(context.Background(), fn); err != nil {
		t.Fatal(err)
	}
}

// send sends a request as somebody and wants a status.
func (h *house) send(t testing.TB, a *actor.Actor, r *http.Request, want int) *httptest.ResponseRecorder {
	t.Helper()
	w := httptest.NewRecorder()
	h.handler.ServeHTTP(w, r.WithContext(actor.With(r.Context(), a)))
	if w.Code != want {
		t.Fatalf("%s %s: %d, want %d: %s", r.Method, r.URL, w.Code, want, w.Body)
	}
	return w
}

func (h *house) do(t testing.TB, a *actor.Actor, method, path string, body any, want int) object {
	t.Helper()
	var sent bytes.Buffer
	if body != nil {
		if err := json.NewEncoder(&sent).Encode(body); err != nil {
			t.Fatal(err)
		}
	}
	r := httptest.NewRequest(method, web.Prefix+path, &sent)
	r.Header.Set("Content-Type", "application/json")
	return decoded(t, h.send(t, a, r, want))
}

func decoded(t testing.TB, w *httptest.ResponseRecorder) object {
	t.Helper()
	out := object{}
	if err := json.Unmarshal(w.Body.Bytes(), &out); err != nil {
		t.Fatalf("%v: %s", err, w.Body)
	}
	return out
}

// upload sends a file and gives the import.
func (h *house) upload(t testing.TB, a *actor.Actor, name string, content []byte, mode id.ID, want int) object {
	t.Helper()
	var form bytes.Buffer
	w := multipart.NewWriter(&form)
	if !mode.IsZero() {
		_ = w.WriteField("mode_id", mode.String())
	}
	part, err := w.CreateFormFile("file", name)
	if err == nil {
		_, err = part.Write(content)
	}
	if err == nil {
		err = w.Close()
	}
	if err != nil {
		t.Fatal(err)
	}
	r := httptest.NewRequest("POST", web.Prefix+"/imports", &form)
	r.Header.Set("Content-Type", w.FormDataContentType())
	return decoded(t, h.send(t, a, r, want))
}

// run starts an import and carries its jobs out until it has ended.
func (h *house) run(t testing.TB, a *actor.Actor, im object) object {
	t.Helper()
	path := "/imports/" + im["id"].(string)
	h.do(t, a, "POST", path+"/start", nil, 200)
	return h.finish(t, a, im)
}

func (h *house) finish(t testing.TB, a *actor.Actor, im object) object {
	t.Helper()
	for range 1000 {
		if err := h.imports.Run(context.Background(), a.Org, payload(im)); err != nil {
			t.Fatal(err)
		}
		out := h.do(t, a, "GET", "/imports/"+im["id"].(string), nil, 200)
		if out["state"] != "running" {
			return out
		}
	}
	t.Fatal("the import does not end")
	return nil
}

func payload(im object) []byte { return []byte(`{"import":"` + im["id"].(string) + `"}`) }

// counts wants the counts of an import: rows, created, merged, skipped, failed.
func counts(t testing.TB, im object, want ...float64) {
	t.Helper()
	for i, name := range []string{"rows", "created", "merged", "skipped", "failed"} {
		if im[name] != want[i] {
			t.Errorf("%s = %v, want %v", name, im[name], want[i])
		}
	}
	if im["done"] != im["rows"] || im["state"] != "done" {
		t.Errorf("done %v of %v, state %v: %v", im["done"], im["rows"], im["state"], im["failure"])
	}
}

func (h *house) number(t testing.TB, statement string, args ...any) (n int) {
	t.Helper()
	if err := h.store.Read().NewRaw(statement, append([]any{h.boss.Org}, args...)...).Scan(context.Background(), &n); err != nil {
		t.Fatal(err)
	}
	return n
}

func (h *house) leadCount(t testing.TB) int {
	t.Helper()
	return h.number(t, "SELECT count(*) FROM lead WHERE org_id = ?")
}

// book is an xlsx of one sheet; table a table of texts.
func book(t testing.TB, rows [][]string) []byte {
	t.Helper()
	f := excelize.NewFile()
	defer f.Close()
	out, err := f.NewStreamWriter("Sheet1")
	if err != nil {
		t.Fatal(err)
	}
	for i, r := range rows {
		cells := make([]any, len(r))
		for k, c := range r {
			cells[k] = c
		}
		if err := out.SetRow(fmt.Sprintf("A%d", i+1), cells); err != nil {
			t.Fatal(err)
		}
	}
	var b bytes.Buffer
	if err := out.Flush(); err != nil {
		t.Fatal(err)
	}
	if err := f.Write(&b); err != nil {
		t.Fatal(err)
	}
	return b.Bytes()
}

// columns are the fields of an import's columns by letter.
func columns(im object) map[string]string {
	out := map[string]string{}
	for _, c := range im["columns"].([]any) {
		out[c.(object)["column"].(string)] = c.(object)["field"].(string)
	}
	return out
}

func table(text string) (rows [][]string) {
	for _, line := range strings.Split(strings.TrimSpace(text), "\n") {
		rows = append(rows, strings.Split(strings.TrimSpace(line), "|"))
	}
	return rows
}
