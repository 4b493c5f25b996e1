package door_test

import (
	"bytes"
	"encoding/csv"
	"mime/multipart"
	"net/http/httptest"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"

	"xiaoguan/base/id"
	"xiaoguan/store/files"
	"xiaoguan/web"
)

const realFile = "../../../shared/data/lead_scoring/xeducation_leads.csv"

// A leads file nobody here made goes in as it is.
func TestImportOfARealFile(t *testing.T) {
	if testing.Short() {
		t.Skip("skipped: a real file of 9,240 rows (short)")
	}
	content, err := os.ReadFile(realFile)
	if err != nil {
		t.Skipf("skipped: data xeducation_leads.csv (%v)", err)
	}
	lines, err := csv.NewReader(bytes.NewReader(content)).ReadAll()
	if err != nil {
		t.Fatal(err)
	}
	want := map[string]int{}
	for _, line := range lines[1:] {
		want[line[3]]++
	}
	each(t, func(t *testing.T, h *house) {
		im := h.upload(t, h.boss, "xeducation_leads.csv", content, h.b2c, 201)
		fields := columns(im)
		if fields["A"] != "external_id" || fields["D"] != "source" || fields["G"] != "outcome" || fields["Y"] != "custom:Tags" || fields["M"] != "custom:Specialization" || im["state"] != "ready" {
			t.Fatalf("guessed: %v", fields)
		}
		if diff := cmp.Diff(object{"1": "won", "0": "open"}, im["state_map"].(object)); diff != "" {
			t.Error(diff)
		}
		counts(t, h.run(t, h.boss, im), 9240, 9240, 0, 0, 0)
		if n := h.number(t, "SELECT count(*) FROM lead WHERE org_id = ? AND state = 'won' AND won_day = intake_day"); n != 3561 {
			t.Errorf("%d won, want 3561", n)
		}
		got := map[string]int{}
		var rows []struct {
			Source string `bun:"source"`
			N      int    `bun:"n"`
		}
		if err := h.store.Read().NewRaw("SELECT source, count(*) AS n FROM lead WHERE org_id = ? GROUP BY source", h.boss.Org).Scan(t.Context(), &rows); err != nil {
			t.Fatal(err)
		}
		for _, r := range rows {
			got[r.Source] = r.N
		}
		if diff := cmp.Diff(want, got); diff != "" {
			t.Error(diff)
		}
		if n := h.number(t, "SELECT count(*) FROM lead WHERE org_id = ? AND customer_id IS NOT NULL"); n != 0 {
			t.Errorf("%d customers made of nothing", n)
		}
		again := h.upload(t, h.boss, "xeducation_leads.csv", content, h.b2c, 201)
		if s := again["sample"].(object); s["skipped"] != 2000.0 {
			t.Errorf("foreseen: %v", s)
		}
		counts(t, h.run(t, h.boss, again), 9240, 0, 0, 9240, 0)
	})
}

// stored is how many files lie in the folder.
func (h *house) stored(t *testing.T) (n int) {
	t.Helper()
	err := filepath.WalkDir(h.folder, func(_ string, d os.DirEntry, err error) error {
		if err == nil && !d.IsDir() {
			n++
		}
		return err
	})
	if err != nil {
		t.Fatal(err)
	}
	return n
}

// What cannot be read to its end is refused with the place where it breaks, and leaves nothing behind.
func TestUploadsRefused(t *testing.T) {
	each(t, func(t *testing.T, h *house) {
		whole := book(t, table(twelve))
		for _, c := range []struct {
			name, file, code string
			content          []byte
			status           int
		}{
			{"断在中间的 xlsx", "a.xlsx", "sheet.zip", whole[:len(whole)/2], 422},
			{"断在引号里的 csv", "a.csv", "sheet.quote", []byte("公司,电话\n\"宁波甲,1380\n"), 422},
			{"图片", "a.xlsx", "sheet.kind", []byte("\x89PNG\r\n\x1a\nxxxx"), 422},
			{"空文件", "a.csv", "sheet.empty", nil, 422},
			{"只有表头", "a.csv", "import.no_rows", []byte("公司,电话\n"), 422},
			{"旧格式", "a.xls", "sheet.old_excel", []byte("\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + strings.Repeat("x", 600)), 422},
		} {
			t.Run(c.name, func(t *testing.T) {
				p := h.upload(t, h.boss, c.file, c.content, id.ID{}, c.status)
				if p["code"] != c.code {
					t.Errorf("code %v, want %s: %v", p["code"], c.code, p)
				}
				if c.code == "sheet.quote" && (!strings.Contains(p["title"].(string), "第 2 行") || p["data"].(object)["place"] == nil) {
					t.Errorf("no place: %v", p)
				}
			})
		}
		if n := h.number(t, "SELECT (SELECT count(*) FROM import WHERE import.org_id = ?) + (SELECT count(*) FROM file WHERE file.org_id = ?)", h.boss.Org); n != 0 || h.stored(t) != 0 {
			t.Errorf("%d rows and %d files left", n, h.stored(t))
		}
		h.upload(t, h.seller, "a.csv", []byte("公司\n甲\n"), id.ID{}, 403)
		h.upload(t, h.boss, "a.csv", []byte("公司\n甲\n"), h.east, 422)
	})
}

// endless is a form whose file never ends; it counts what is read of it.
type endless struct {
	head []byte
	read int
}

func (e *endless) Read(b []byte) (int, error) {
	n := copy(b, e.head)
	e.head = e.head[n:]
	for i := n; i < len(b); i++ {
		b[i] = 'x'
	}
	e.read += len(b)
	return len(b), nil
}

func TestUploadIsBounded(t *testing.T) {
	each(t, func(t *testing.T, h *house) {
		var head bytes.Buffer
		w := multipart.NewWriter(&head)
		if _, err := w.CreateFormFile("file", "a.csv"); err != nil {
			t.Fatal(err)
		}
		body := &endless{head: head.Bytes()}
		r := httptest.NewRequest("POST", web.Prefix+"/imports", body)
		r.Header.Set("Content-Type", w.FormDataContentType())
		if p := decoded(t, h.send(t, h.boss, r, 413)); p["code"] != "file.too_big" {
			t.Errorf("code %v", p["code"])
		}
		if body.read > files.Limit+2<<20 || h.stored(t) != 0 {
			t.Errorf("%d bytes read, %d files left", body.read, h.stored(t))
		}
		half := httptest.NewRequest("POST", web.Prefix+"/imports", strings.NewReader(head.String()+"公司\n甲"))
		half.Header.Set("Content-Type", w.FormDataContentType())
		h.send(t, h.boss, half, 400)
		none := httptest.NewRequest("POST", web.Prefix+"/imports", strings.NewReader("--"+w.Boundary()+"--\r\n"))
		none.Header.Set("Content-Type", w.FormDataContentType())
		h.send(t, h.boss, none, 422)
		h.send(t, h.boss, httptest.NewRequest("POST", web.Prefix+"/imports", strings.NewReader("{}")), 400)
		if n := h.stored(t); n != 0 {
			t.Errorf("%d files left", n)
		}
	})
}
