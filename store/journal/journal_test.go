package journal_test

import (
	"context"
	"crypto/rand"
	"errors"
	"strings"
	"testing"
	"time"

	"xiaoguan/base/actor"
	"xiaoguan/base/clock"
	"xiaoguan/base/id"
	"xiaoguan/store/db"
	"xiaoguan/store/db/dbtest"
	"xiaoguan/store/journal"
)

var ids = id.NewSource(clock.System, rand.Reader)

func made(s *db.Store) (*journal.Journal, *journal.Live) {
	live := journal.NewLive(db.NewDirectory(s), clock.System)
	return journal.New(ids, clock.System, []byte("key"), live), live
}

func TestPersonalValuesStandAside(t *testing.T) {
	dbtest.Each(t, func(t *testing.T, s *db.Store) {
		ctx, a, subject := context.Background(), actor.System(ids.New(), ""), ids.New()
		j, _ := made(s)
		err := s.Write(ctx, func(ctx context.Context, tx *db.Tx) error {
			j.Record(tx, a, &journal.Entry{Kind: "lead.edited", SubjectKind: "lead", Subject: subject, Changes: []journal.Change{
				{Field: "phone", Before: "13800138000", After: "13900139000", Personal: true}, {Field: "source", After: "展会"}}})
			return nil
		})
		if err != nil {
			t.Fatal(err)
		}
		var kept string
		if err := s.Read().NewRaw("SELECT CAST(changes AS text) FROM journal_entry WHERE org_id = ?", a.Org).Scan(ctx, &kept); err != nil {
			t.Fatal(err)
		}
		if strings.Contains(kept, "139") || !strings.Contains(kept, "展会") {
			t.Fatalf("the entry keeps %s", kept)
		}
		entries, err := journal.Of(ctx, s, a, "lead", subject, id.ID{}, 10)
		if err != nil || len(entries) != 1 || entries[0].Changes[0].After != "13900139000" {
			t.Fatalf("read back %+v, %v", entries, err)
		}
		if err := s.Write(ctx, func(ctx context.Context, tx *db.Tx) error {
			_, err := tx.NewRaw("DELETE FROM journal_personal WHERE org_id = ? AND subject_id = ?", a.Org, subject).Exec(ctx)
			return err
		}); err != nil {
			t.Fatal(err)
		}
		entries, err = journal.Of(ctx, s, a, "lead", subject, id.ID{}, 10)
		if err != nil || entries[0].Changes[0].After == "13900139000" || entries[0].Changes[0].After == nil {
			t.Fatalf("after erasing: %+v, %v", entries, err)
		}
	})
}

func TestProjectionsAndReactionsBelongToTheAct(t *testing.T) {
	dbtest.Each(t, func(t *testing.T, s *db.Store) {
		ctx, a := context.Background(), actor.System(ids.New(), "")
		j, _ := made(s)
		var order []string
		j.React(journal.Reaction{Wants: func(e *journal.Entry) bool { return e.Kind == "lead.created" }, Enqueue: func(ctx context.Context, tx *db.Tx, a *actor.Actor, entries []*journal.Entry) error {
			order = append(order, "reaction")
			return nil
		}})
		boom := errors.New("boom")
		var fail error
		j.Project(func(ctx context.Context, tx *db.Tx, entries []*journal.Entry) error {
			order = append(order, "projection")
			return fail
		})
		write := func(kinds ...string) error {
			return s.Write(ctx, func(ctx context.Context, tx *db.Tx) error {
				for _, k := range kinds {
					j.Record(tx, a, &journal.Entry{Kind: k, SubjectKind: "lead", Subject: ids.New()})
				}
				return nil
			})
		}
		if err := write("lead.created", "lead.created", "lead.edited"); err != nil || strings.Join(order, " ") != "reaction projection" {
			t.Fatalf("%v, %v", order, err)
		}
		fail = boom
		if err := write("lead.created"); !errors.Is(err, boom) {
			t.Fatalf("a failing projection let the act pass: %v", err)
		}
		var n, acts int
		if err := s.Read().NewRaw("SELECT count(*), count(DISTINCT act_id) FROM journal_entry WHERE org_id = ?", a.Org).Scan(ctx, &n, &acts); err != nil || n != 3 || acts != 1 {
			t.Fatalf("%d entries in %d acts, %v", n, acts, err)
		}
	})
}

func TestLiveHearsLateCommitsAndResumes(t *testing.T) {
	dbtest.Each(t, func(t *testing.T, s *db.Store) {
		ctx, a := context.Background(), actor.System(ids.New(), "")
		j, live := made(s)
		heard, cancel := live.Listen(a.Org)
		defer cancel()
		early := &journal.Entry{Kind: "lead.edited", SubjectKind: "lead", Subject: ids.New()}
		late := &journal.Entry{Kind: "lead.won", SubjectKind: "lead", Subject: ids.New()}
		for _, e := range []*journal.Entry{early, late} {
			if err := s.Write(ctx, func(ctx context.Context, tx *db.Tx) error { j.Record(tx, a, e); return nil }); err != nil {
				t.Fatal(err)
			}
		}
		// An entry whose id is older than what was read already, as of a slow transaction that commits after younger ones.
		slow := ids.At(time.Now().Add(-20 * time.Second))
		if err := s.Write(ctx, func(ctx context.Context, tx *db.Tx) error {
			_, err := tx.NewRaw("INSERT INTO journal_entry (org_id, id, act_id, at, kind, subject_kind, subject_id, changes) VALUES (?, ?, ?, ?, 'lead.edited', 'lead', ?, '[]')",
				a.Org, slow, slow, clock.System().Add(-20*time.Second), ids.New()).Exec(ctx)
			return err
		}); err != nil {
			t.Fatal(err)
		}
		want := map[id.ID]bool{early.ID: true, late.ID: true}
		deadline := time.After(10 * time.Second)
		for len(want) > 0 {
			select {
			case batch := <-heard:
				for _, e := range batch {
					delete(want, e.ID)
				}
			case <-deadline:
				t.Fatalf("not heard: %v", want)
			}
		}
		missed, whole, err := live.Since(ctx, a.Org, early.ID)
		if err != nil || !whole {
			t.Fatal(err)
		}
		found := map[id.ID]bool{}
		for _, e := range missed {
			found[e.ID] = true
		}
		if !found[late.ID] || !found[slow] {
			t.Fatalf("resume misses one: %v", found)
		}
	})
}

// TestLiveKeepsUpWithAnImport: more entries in a minute than one look reads, and the one after them is heard at once.
func TestLiveKeepsUpWithAnImport(t *testing.T) {
	dbtest.Each(t, func(t *testing.T, s *db.Store) {
		ctx, a := context.Background(), actor.System(ids.New(), "")
		j, live := made(s)
		heard, cancel := live.Listen(a.Org)
		defer cancel()
		first := ids.New()
		const many = 7000 // more than a client may be told at once of what it missed
		for range many / 1000 {
			if err := s.Write(ctx, func(ctx context.Context, tx *db.Tx) error {
				for range 1000 {
					j.Record(tx, a, &journal.Entry{Kind: "lead.created", SubjectKind: "lead", Subject: ids.New()})
				}
				return nil
			}); err != nil {
				t.Fatal(err)
			}
		}
		last := &journal.Entry{Kind: "import.done", SubjectKind: "import", Subject: ids.New()}
		if err := s.Write(ctx, func(ctx context.Context, tx *db.Tx) error { j.Record(tx, a, last); return nil }); err != nil {
			t.Fatal(err)
		}
		seen := map[id.ID]bool{}
		deadline := time.After(10 * time.Second)
		for !seen[last.ID] {
			select {
			case batch, open := <-heard:
				if !open {
					t.Fatal("dropped")
				}
				for _, e := range batch {
					if seen[e.ID] {
						t.Fatal("told twice")
					}
					seen[e.ID] = true
				}
			case <-deadline:
				t.Fatalf("the last is not heard, of the others %d", len(seen))
			}
		}
		if len(seen) != many+1 {
			t.Errorf("%d heard", len(seen))
		}
		if missed, whole, err := live.Since(ctx, a.Org, first); err != nil || whole || len(missed) > 0 {
			t.Errorf("who missed all of it is told %d entries, whole: %v, %v", len(missed), whole, err)
		}
		if _, whole, err := live.Since(ctx, a.Org, ids.At(time.Now().Add(-2*time.Hour))); err != nil || whole {
			t.Errorf("who was away for hours: whole: %v, %v", whole, err)
		}
	})
}
