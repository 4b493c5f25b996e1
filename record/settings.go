package record

import (
	"context"
	"slices"
	"time"

	"xiaoguan/base/actor"
	"xiaoguan/base/clock"
	"xiaoguan/base/fault"
	"xiaoguan/base/id"
	"xiaoguan/store/db"
	"xiaoguan/store/jobs"
	"xiaoguan/store/journal"
)

// The kinds of subject under which the journal keeps changes of settings.
const (
	KindField  = "field"
	KindMode   = "mode"
	KindReason = "reason"
	KindWord   = "word"
	KindTag    = "tag"
)

// Settings carries the operations by which an administrator fits records to the company: own fields, modes with stages, and
// dictionaries. What records of a kind must do when a setting changes is the chapter's, handed in as Follow.
type Settings struct {
	Dir        *db.Directory
	IDs        *id.Source
	Now        clock.Clock
	Journal    *journal.Journal
	Catalogues *Catalogues
	Types      *Registry
	Queue      *jobs.Queue
	Roles      func(ctx context.Context, org id.ID) ([]string, error) // the roles there are; nil: those a company starts with
	Follow     map[string]Follower                                    // by kind of record
}

// Follower is what a chapter does with its records when a setting changes. Each takes some of the records and says whether
// there are more, so that long work goes in steps.
type Follower struct {
	Reindex func(ctx context.Context, org id.ID, records []id.ID) error                           // make records findable anew
	Move    func(ctx context.Context, a *actor.Actor, from, to id.ID) (n int, err error)          // some records from a stage to another
	Rewrite func(ctx context.Context, a *actor.Actor, column, from, to string) (n int, err error) // some records from one word in a column to another
	Retag   func(ctx context.Context, org id.ID, records []id.ID) error                           // write the tags of records anew
	Restep  func(ctx context.Context, tx *db.Tx, org, mode id.ID, step map[int]int) error         // stages of a mode stand elsewhere: old position → new
}

// Faults of settings.
var (
	ErrInUse  = fault.Declare("setting.in_use", fault.Conflict, "还在用：{where}", "Still in use: {where_en}")
	ErrChoice = fault.Declare("setting.choice", fault.Conflict, "有 {n} 条记录会不合要求，请先选怎么处理", "{n} records would no longer be valid; choose what becomes of them")
	ErrLast   = fault.Declare("setting.last", fault.Conflict, "至少要留一个", "At least one must stay")
)

func inUse(where fault.Text) *fault.Fault {
	return ErrInUse.New(fault.Args{"where": where.ZH, "where_en": where.EN})
}

// changed drops the catalogue that is kept once the transaction is committed.
func (c *Catalogues) changed(tx *db.Tx, org id.ID) {
	tx.After(func() {
		c.mu.Lock()
		delete(c.kept, org)
		c.mu.Unlock()
	})
}

// write is the course of every change of settings: one transaction that nobody else's change of settings runs beside, the
// catalogue dropped afterwards.
func (s *Settings) write(ctx context.Context, a *actor.Actor, fn func(ctx context.Context, tx *db.Tx) error) error {
	return s.Dir.Of(a.Org).Write(ctx, func(ctx context.Context, tx *db.Tx) error {
		if err := holdSettings(ctx, tx, a.Org); err != nil {
			return err
		}
		s.Catalogues.changed(tx, a.Org)
		return fn(ctx, tx)
	})
}

// tell records a change of a setting.
func (s *Settings) tell(tx *db.Tx, a *actor.Actor, kind, subjectKind string, subject id.ID, changes []journal.Change) {
	s.Journal.Record(tx, a, &journal.Entry{Kind: kind, SubjectKind: subjectKind, Subject: subject, Changes: changes})
}

// differ notes a change where two values are not the same.
func differ(changes *[]journal.Change, field string, before, after any) {
	if before != after {
		*changes = append(*changes, journal.Change{Field: field, Before: orNone(before), After: orNone(after)})
	}
}

// setArchived puts a word of a dictionary away, or brings it back; nil leaves it.
func (s *Settings) setArchived(archived *bool, at *time.Time, to *bool) {
	if to == nil {
		return
	}
	if *archived, *at = *to, zeroTime; *to {
		*at = s.Now()
	}
}

// labelled gives changes the name by which they are told.
func labelled(changes []journal.Change, name string) []journal.Change {
	for i := range changes {
		changes[i].Label = name
	}
	return changes
}

func orNone(v any) any {
	if v == "" || v == false || v == 0 {
		return nil
	}
	return v
}

func (s *Settings) roles(ctx context.Context, org id.ID) ([]string, error) {
	if s.Roles == nil {
		return builtinRoles(), nil
	}
	return s.Roles(ctx, org)
}

// kinds are the kinds of record that take own fields: those with a column for them.
func (s *Settings) kinds() (out []string) {
	for _, t := range s.Types.Types() {
		if slices.ContainsFunc(t.Columns, func(c Column) bool { return c.Name == "custom" && c.Kind == Own }) {
			out = append(out, t.Kind)
		}
	}
	return out
}

func (s *Settings) typ(kind string) (*Type, bool) {
	t, ok := s.Types.Type(kind)
	return t, ok && slices.Contains(s.kinds(), kind)
}

// long is how long one job of a settings change works before the next one goes on.
const long = 20 * time.Second
