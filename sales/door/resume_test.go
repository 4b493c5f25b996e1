package door_test

import (
	"context"
	"errors"
	"fmt"
	"math/rand/v2"
	"strconv"
	"sync"
	"testing"
	"time"

	"xiaoguan/base/id"
	"xiaoguan/record"
	"xiaoguan/store/db"
)

// many is a table of n rows: every tenth is wrong, every seventh repeats the external id of the row before it.
func many(n int) (rows [][]string, created, skipped, failed int) {
	rows = append(rows, []string{"公司名称", "外部编号", "来源", "预算", "标签"})
	for i := range n {
		r := []string{fmt.Sprintf("第%d号机械有限公司", i), "X-" + strconv.Itoa(i), "展会", "5万", "甲,乙"}
		switch {
		case i%10 == 9:
			r[3] = "很多"
			failed++
		case i%7 == 6:
			r[1] = "X-" + strconv.Itoa(i-1)
			skipped++
			if (i-1)%10 == 9 { // the row before it was refused, so this one is the first
				skipped--
				created++
			}
		default:
			created++
		}
		rows = append(rows, r)
	}
	return rows, created, skipped, failed
}

// several is how many rows make an import of several chunks; under -short just so many.
func several() int {
	if testing.Short() {
		return 800
	}
	return 2000
}

// again is another process on the same database and folder: nothing is kept from before.
func (h *house) again() *record.Imports {
	m := &record.Imports{Dir: h.imports.Dir, IDs: h.imports.IDs, Now: h.imports.Now, Journal: h.imports.Journal, Files: h.imports.Files, Queue: h.imports.Queue, Log: h.imports.Log, Slice: h.imports.Slice}
	d := *h.door
	d.Imports = m
	m.Register(d.Importer())
	return m
}

// exact wants the rows of the import in the database exactly once each, and the counts to agree with them.
func (h *house) exact(t *testing.T, im object, created int) {
	t.Helper()
	if n := h.leadCount(t); n != created {
		t.Errorf("%d leads, want %d", n, created)
	}
	if n := h.number(t, "SELECT count(DISTINCT no) FROM lead WHERE org_id = ?"); n != created {
		t.Errorf("%d numbers", n)
	}
	if n := h.number(t, "SELECT count(DISTINCT name) FROM lead WHERE org_id = ?"); n != created {
		t.Errorf("%d names", n)
	}
	if n := h.number(t, "SELECT count(*) FROM journal_entry WHERE org_id = ? AND kind = 'lead.created'"); n != created {
		t.Errorf("%d entries", n)
	}
	if n := h.number(t, "SELECT count(*) FROM import_problem WHERE org_id = ?"); float64(n) != im["failed"] {
		t.Errorf("%d problems kept", n)
	}
}

// An import is stopped at random moments, its process forgotten, and taken up again: no row is lost or doubled.
func TestImportResumesExactly(t *testing.T) {
	rounds := 20
	size := several()
	each(t, func(t *testing.T, h *house) {
		rows, created, skipped, failed := many(size)
		im := h.upload(t, h.boss, "many.xlsx", book(t, rows), id.ID{}, 201)
		path := "/imports/" + im["id"].(string)
		h.do(t, h.boss, "POST", path+"/start", nil, 200)
		began := time.Now()
		for range rounds {
			ctx, cancel := context.WithTimeout(context.Background(), time.Duration(rand.IntN(60)+1)*time.Millisecond)
			m := h.again()
			if err := m.Run(ctx, h.boss.Org, payload(im)); err != nil && !errors.Is(err, context.DeadlineExceeded) && !errors.Is(err, context.Canceled) {
				t.Fatal(err)
			}
			cancel()
			now := h.do(t, h.boss, "GET", path, nil, 200)
			if n := h.leadCount(t); float64(n) != now["created"] {
				t.Fatalf("%d leads, the import says %v", n, now["created"])
			}
		}
		done := h.finish(t, h.boss, im)
		t.Logf("%d rounds in %v", rounds, time.Since(began))
		counts(t, done, float64(size), float64(created), 0, float64(skipped), float64(failed))
		h.exact(t, done, created)
		second := h.run(t, h.boss, h.upload(t, h.boss, "many.xlsx", book(t, rows), id.ID{}, 201))
		counts(t, second, float64(size), 0, 0, float64(created+skipped), float64(failed))
	})
}

// Several runs of one import at once share the rows: each is taken by one of them.
func TestImportRunsTwiceAtOnce(t *testing.T) {
	size := several()
	each(t, func(t *testing.T, h *house) {
		rows, created, skipped, failed := many(size)
		im := h.upload(t, h.boss, "many.xlsx", book(t, rows), id.ID{}, 201)
		h.do(t, h.boss, "POST", "/imports/"+im["id"].(string)+"/start", nil, 200)
		var group sync.WaitGroup
		for range 4 {
			m := h.again()
			group.Go(func() {
				for range 8 {
					if err := m.Run(context.Background(), h.boss.Org, payload(im)); err != nil {
						t.Error(err)
					}
				}
			})
		}
		group.Wait()
		done := h.finish(t, h.boss, im)
		counts(t, done, float64(size), float64(created), 0, float64(skipped), float64(failed))
		h.exact(t, done, created)
	})
}

// A job hands over to the next when its time is up, which goes on in the same file; a cancelled import stops there.
func TestImportHandsOverAndStops(t *testing.T) {
	size := several()
	each(t, func(t *testing.T, h *house) {
		rows, created, skipped, failed := many(size)
		h.imports.Slice = time.Millisecond
		im := h.upload(t, h.boss, "many.xlsx", book(t, rows), id.ID{}, 201)
		counts(t, h.run(t, h.boss, im), float64(size), float64(created), 0, float64(skipped), float64(failed))
		if n := h.number(t, "SELECT count(*) FROM river_job WHERE ? IS NOT NULL AND CAST(args AS text) LIKE '%import.run%'"); n < 3 {
			t.Errorf("%d jobs for a slice of a millisecond", n)
		}
		im = h.upload(t, h.boss, "many.xlsx", book(t, rows), id.ID{}, 201)
		path := "/imports/" + im["id"].(string)
		h.do(t, h.boss, "PATCH", path, object{"duplicates": "create", "mapping": []object{{"column": "B", "field": ""}}}, 200)
		h.do(t, h.boss, "POST", path+"/start", nil, 200)
		for h.do(t, h.boss, "GET", path, nil, 200)["done"] == 0.0 {
			if err := h.imports.Run(context.Background(), h.boss.Org, payload(im)); err != nil {
				t.Fatal(err)
			}
		}
		stopped := h.do(t, h.boss, "POST", path+"/cancel", nil, 200)
		if err := h.imports.Run(context.Background(), h.boss.Org, payload(im)); err != nil {
			t.Fatal(err)
		}
		after := h.do(t, h.boss, "GET", path, nil, 200)
		if after["state"] != "cancelled" || after["done"] != stopped["done"] || after["done"] == after["rows"] || float64(h.leadCount(t)-created) != after["created"] {
			t.Errorf("stopped at %v of %v: %v", after["done"], after["rows"], after["state"])
		}
	})
}

// What a killed process leaves running is taken up by the sweep and the queue alone.
func TestSweepTakesUpWhatWasLeft(t *testing.T) {
	each(t, func(t *testing.T, h *house) {
		rows, created, skipped, failed := many(1000)
		im := h.upload(t, h.boss, "many.xlsx", book(t, rows), id.ID{}, 201)
		path := "/imports/" + im["id"].(string)
		h.do(t, h.boss, "POST", path+"/start", nil, 200)
		h.write(t, func(ctx context.Context, tx *db.Tx) error { // the job died with its process
			_, err := tx.NewRaw("DELETE FROM river_job WHERE ? IS NOT NULL", h.boss.Org).Exec(ctx)
			return err
		})
		ctx := context.Background()
		if err := h.imports.Sweep(ctx, false); err != nil {
			t.Fatal(err)
		}
		if n := h.number(t, "SELECT count(*) FROM river_job WHERE ? IS NOT NULL"); n != 0 {
			t.Errorf("a lease that runs was taken over")
		}
		if err := h.imports.Sweep(ctx, true); err != nil {
			t.Fatal(err)
		}
		if err := h.queue.Start(ctx); err != nil {
			t.Fatal(err)
		}
		defer func() {
			if err := h.queue.Stop(ctx); err != nil {
				t.Error(err)
			}
		}()
		var now object
		for range 200 {
			if now = h.do(t, h.boss, "GET", path, nil, 200); now["state"] != "running" {
				break
			}
			time.Sleep(50 * time.Millisecond)
		}
		counts(t, now, 1000, float64(created), 0, float64(skipped), float64(failed))
		h.exact(t, now, created)
	})
}
