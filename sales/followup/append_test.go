package followup_test

import (
	"io/fs"
	"os"
	"path"
	"regexp"
	"strings"
	"testing"
	"testing/fstest"

	"github.com/google/go-cmp/cmp"

	"xiaoguan/sales/followup"
	"xiaoguan/sales/lead"
)

// rewrites finds a statement that changes or removes rows of the log, as text or through the query builder.
var rewrites = regexp.MustCompile("(?i)\\b(update|delete\\s+from|truncate(\\s+table)?|drop\\s+table)\\s+(only\\s+)?[\"`]?touch\\b" +
	`|New(Update|Delete)\(\)[^\n]*(Touch\b|touch\b)`)

// offenders lists the files of a tree that rewrite the log.
func offenders(t *testing.T, tree fs.FS) (files []string, read int) {
	t.Helper()
	err := fs.WalkDir(tree, ".", func(p string, d fs.DirEntry, err error) error {
		if err != nil || d.IsDir() && (d.Name() == "node_modules" || d.Name() == "ui" || strings.HasPrefix(d.Name(), ".") && p != ".") {
			if d != nil && d.IsDir() {
				return fs.SkipDir
			}
			return err
		}
		if ext := path.Ext(p); ext != ".go" && ext != ".sql" || strings.HasSuffix(p, "_test.go") {
			return nil
		}
		text, err := fs.ReadFile(tree, p)
		if err != nil {
			return err
		}
		read++
		if rewrites.Match(text) {
			files = append(files, p)
		}
		return nil
	})
	if err != nil {
		t.Fatal(err)
	}
	return files, read
}

func TestLogIsAppendOnly_NoStatement(t *testing.T) {
	files, read := offenders(t, os.DirFS("../.."))
	if len(files) > 0 {
		t.Errorf("the log of touches is append-only, but it is rewritten in %v", files)
	}
	if read < 50 {
		t.Fatalf("only %d files read", read)
	}
}

// The test of the test: each way to rewrite the log is seen, and what only looks like it is not.
func TestLogIsAppendOnly_Planted(t *testing.T) {
	tree := fstest.MapFS{}
	plant := func(name, text string) { tree[name] = &fstest.MapFile{Data: []byte(text)} }
	plant("a/bad1.go", "tx.NewRaw(`UPDATE touch SET content = ?`)")
	plant("a/bad2.go", "tx.NewRaw(\"delete from \\\"touch\\\"\")\n// and\nconst q = `DELETE FROM touch WHERE id = ?`")
	plant("a/bad3.go", "tx.NewUpdate().Model(&followup.Touch{})")
	plant("a/bad4.go", "tx.NewDelete().Model((*Touch)(nil)).Where(\"1 = 1\")")
	plant("a/bad5.sql", "DROP TABLE touch;")
	plant("a/good.go", "tx.NewInsert().Model(&Touch{}); tx.NewUpdate().Model(l).Set(\"touch_count = ?\", 1); const q = `UPDATE lead SET touch_count = 1`")
	got, _ := offenders(t, tree)
	if diff := cmp.Diff([]string{"a/bad1.go", "a/bad2.go", "a/bad3.go", "a/bad4.go", "a/bad5.sql"}, got); diff != "" {
		t.Error(diff)
	}
}

func TestLogIsAppendOnly_RowsStay(t *testing.T) {
	each(t, func(t *testing.T, h *house) {
		l := h.lead(t, h.wang, lead.New{})
		h.log(t, h.wang, l.ID, followup.Draft{ID: h.ids.New(), Kind: followup.Phone, Content: "一", NextDue: today.Add(1)})
		before := h.touches(t, l.ID)
		h.log(t, h.manager, l.ID, followup.Draft{Kind: followup.Visit, Content: "二", Chance: lead.NoHope, ChanceReason: "其他"})
		if _, err := h.service.Postpone(t.Context(), h.wang, l.ID, today.Add(4), "等消息"); err != nil {
			t.Fatal(err)
		}
		if _, err := h.leads.Lose(t.Context(), h.wang, l.ID, "价格"); err != nil {
			t.Fatal(err)
		}
		if _, err := h.leads.Reopen(t.Context(), h.wang, l.ID); err != nil {
			t.Fatal(err)
		}
		var kept []followup.Touch
		for _, row := range h.touches(t, l.ID) {
			if row.ID == before[0].ID {
				kept = append(kept, row)
			}
		}
		if diff := cmp.Diff(before, kept, sameInstant); diff != "" {
			t.Errorf("the row changed: %s", diff)
		}
	})
}
