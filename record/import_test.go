package record_test

import (
	"context"
	"crypto/rand"
	"errors"
	"fmt"
	"log/slog"
	"strings"
	"testing"

	"xiaoguan/base/actor"
	"xiaoguan/base/clock"
	"xiaoguan/base/fault"
	"xiaoguan/base/id"
	"xiaoguan/record"
	"xiaoguan/store/db"
	"xiaoguan/store/db/dbtest"
	"xiaoguan/store/files"
	"xiaoguan/store/jobs"
	"xiaoguan/store/journal"
)

// words takes a file of words into the tag vocabulary: an importer as small as one can be.
type words struct {
	ids *id.Source
	org id.ID
}

func (w *words) Judge(row *record.ImportRow) {
	if row.Cells[0] == "坑" {
		panic("a mistake of ours")
	}
	row.Record = row.Cells[0]
}

func (w *words) Foresee(context.Context, []*record.ImportRow) error { return nil }

func (w *words) Take(_ context.Context, rows []*record.ImportRow) (func(context.Context, *db.Tx) error, error) {
	return func(ctx context.Context, tx *db.Tx) error {
		for _, r := range rows {
			r.Outcome = record.RowCreated
			if _, err := record.TagIDs(ctx, tx, w.ids, w.org, []string{r.Record.(string)}, clock.System()); err != nil {
				return err
			}
			if r.Record == "毒" {
				return errors.New("the database does not take it")
			}
		}
		return nil
	}, nil
}

type house struct {
	*record.Imports
	boss *actor.Actor
	ids  *id.Source
	gone bool
}

func openHouse(t *testing.T, s *db.Store) *house {
	t.Helper()
	now, dir, log := clock.System, db.NewDirectory(s), slog.New(slog.DiscardHandler)
	ids := id.NewSource(now, rand.Reader)
	folder, err := files.Open(t.TempDir())
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { folder.Close() })
	queue, err := jobs.New(s, log)
	if err != nil {
		t.Fatal(err)
	}
	h := &house{ids: ids, boss: actor.System(ids.New(), "Asia/Shanghai")}
	h.boss.Member = ids.New()
	h.Imports = &record.Imports{Dir: dir, IDs: ids, Now: now, Journal: journal.New(ids, now, []byte("k"), journal.NewLive(dir, now)), Files: folder, Queue: queue, Log: log}
	h.Register(&record.Importer{Kind: "word", Fields: []record.ImportField{{Name: "word", Label: fault.Text{ZH: "词", EN: "Word"}, Kind: record.Text, Identity: true}},
		Settle: func(context.Context, *actor.Actor, *record.ImportSpec, []*record.ImportRow) error { return nil },
		Open: func(context.Context, *actor.Actor, *record.Import) (record.RowWriter, error) {
			return &words{ids, h.boss.Org}, nil
		},
		Actor: func(context.Context, id.ID, id.ID) (*actor.Actor, error) {
			if h.gone {
				return nil, fault.ErrForbidden.New()
			}
			return h.boss, nil
		}})
	return h
}

// begin uploads words and starts their import.
func (h *house) begin(t *testing.T, list []string) *record.Import {
	t.Helper()
	ctx := t.Context()
	file, err := h.Receive(h.boss, "words.csv", strings.NewReader("词\n"+strings.Join(list, "\n")+"\n"))
	if err != nil {
		t.Fatal(err)
	}
	im, _, err := h.Begin(ctx, h.boss, "word", file, nil)
	if err == nil {
		im, err = h.Start(ctx, h.boss, im.ID)
	}
	if err != nil {
		t.Fatal(err)
	}
	return im
}

func (h *house) run(t *testing.T, im *record.Import) (*record.Import, *record.ImportPreview) {
	t.Helper()
	if err := h.Run(t.Context(), im.Org, fmt.Appendf(nil, `{"import":%q}`, im.ID)); err != nil {
		t.Fatal(err)
	}
	out, p, err := h.Get(t.Context(), h.boss, im.ID)
	if err != nil {
		t.Fatal(err)
	}
	return out, p
}

// A row that the database refuses, or that we stumble over, is a problem of that row alone.
func TestOneBadRowStopsNoOther(t *testing.T) {
	dbtest.Each(t, func(t *testing.T, s *db.Store) {
		h := openHouse(t, s)
		list := make([]string, 300)
		for i := range list {
			list[i] = fmt.Sprintf("词%d", i)
		}
		list[37], list[222] = "毒", "坑"
		im, p := h.run(t, h.begin(t, list))
		if im.State != record.Done || im.Rows != 300 || im.Done != 300 || im.Created != 298 || im.Failures != 2 {
			t.Errorf("%+v", im)
		}
		if len(p.Problems) != 2 || p.Problems[0].Row != 39 || p.Problems[1].Row != 224 {
			t.Errorf("problems %+v", p.Problems)
		}
		tags, err := record.Tags(t.Context(), s, h.boss.Org)
		if err != nil || len(tags) != 298 {
			t.Errorf("%d words kept: %v", len(tags), err)
		}
	})
}

// An import that can never go on ends and says why; one whose time has not come is left alone.
func TestImportThatCannotGoOn(t *testing.T) {
	dbtest.Each(t, func(t *testing.T, s *db.Store) {
		h := openHouse(t, s)
		im := h.begin(t, []string{"甲", "乙"})
		if err := h.Files.Discard(im.Org, im.File); err != nil {
			t.Fatal(err)
		}
		if im, _ = h.run(t, im); im.State != record.Failed || h.View(h.boss, im, nil).Failure == "" {
			t.Errorf("without its file: %v, %q", im.State, im.Failure)
		}
		im = h.begin(t, []string{"丙"})
		h.gone = true
		if im, _ = h.run(t, im); im.State != record.Failed || im.Done != 0 {
			t.Errorf("without its maker: %v", im.State)
		}
		h.gone = false
		if im, _ = h.run(t, im); im.State != record.Failed {
			t.Errorf("taken up after its end: %v", im.State)
		}
	})
}
