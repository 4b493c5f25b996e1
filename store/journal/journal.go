// Package journal is the one memory of what happened. One operation is one transaction is one act, with one entry per
// changed subject; nothing is ever changed or removed. Timeline, audit, reactions and live updates are read from it.
//
//	operation ──Record──▶ entries ──(same transaction, last)──▶ projections   (counters)
//	                         │
//	                         ├──(job after commit)──▶ reactions              (match a new lead)
//	                         └──(reader with overlap)──▶ live updates        (SSE)
//
// Personal values stand in a side table, so that a person can be erased while the entry keeps a keyed hash of each value.
package journal

import (
	"context"
	"crypto/hmac"
	"crypto/sha256"
	"encoding/hex"
	"encoding/json"
	"fmt"
	"time"

	"github.com/uptrace/bun"

	"xiaoguan/base/actor"
	"xiaoguan/base/clock"
	"xiaoguan/base/id"
	"xiaoguan/store/db"
)

// Change is one field of the subject before and after; Personal values go to the erasable side table.
type Change struct {
	Field    string `json:"field"`
	Label    string `json:"label,omitempty"` // what an own field was called then; other fields are named by their declaration
	Before   any    `json:"before,omitempty"`
	After    any    `json:"after,omitempty"`
	Personal bool   `json:"-"`
}

// Entry is one changed subject within an act.
type Entry struct {
	bun.BaseModel `bun:"table:journal_entry,alias:j"`
	Org           id.ID     `bun:"org_id"`
	ID            id.ID     `bun:"id"`
	Act           id.ID     `bun:"act_id"`
	At            time.Time `bun:"at"`
	Actor         id.ID     `bun:"actor_id,nullzero"`
	Kind          string    `bun:"kind"` // "lead.claimed"
	SubjectKind   string    `bun:"subject_kind"`
	Subject       id.ID     `bun:"subject_id"`
	Owner         id.ID     `bun:"owner_id,nullzero"` // of the subject after the act: who may see the entry
	Group         id.ID     `bun:"group_id,nullzero"`
	Written       string    `bun:"changes"` // Changes as JSON, as kept
	Request       string    `bun:"request_id"`

	Changes []Change `bun:"-"`
	Before  any      `bun:"-"` // the subject's facts before and after, for projections; not kept
	After   any      `bun:"-"`
}

// Projection folds the entries of one transaction into counters, inside it.
type Projection func(ctx context.Context, tx *db.Tx, entries []*Entry) error

// Reaction names a job that follows entries: Wants picks them, Enqueue hands them over within the transaction.
type Reaction struct {
	Wants   func(*Entry) bool
	Enqueue func(ctx context.Context, tx *db.Tx, a *actor.Actor, entries []*Entry) error
}

// Journal records entries and tells who listens.
type Journal struct {
	ids         *id.Source
	now         clock.Clock
	key         []byte
	projections []Projection
	reactions   []Reaction
	live        *Live
}

// New makes a journal; key is the secret under which personal values are hashed.
func New(ids *id.Source, now clock.Clock, key []byte, live *Live) *Journal {
	return &Journal{ids: ids, now: now, key: key, live: live}
}

// Project registers a projection; app does so before the first request.
func (j *Journal) Project(p Projection) { j.projections = append(j.projections, p) }

// React registers a reaction.
func (j *Journal) React(r Reaction) { j.reactions = append(j.reactions, r) }

// act is what one transaction has recorded so far.
type act struct {
	id      id.ID
	actor   *actor.Actor
	entries []*Entry
}

type actKey struct{}

// Record adds an entry to the transaction's act. Kind, SubjectKind, Subject and what changed are the caller's; organisation,
// ids, time, actor and request are filled in here. Entries are written when the transaction ends.
func (j *Journal) Record(tx *db.Tx, a *actor.Actor, e *Entry) {
	current := tx.Value(actKey{}, func() any {
		made := &act{id: j.ids.New(), actor: a}
		tx.Last(func(ctx context.Context) error { return j.write(ctx, tx, made) })
		return made
	}).(*act)
	e.Org, e.ID, e.Act, e.At, e.Actor, e.Request = a.Org, j.ids.New(), current.id, j.now(), a.Member, a.Request
	current.entries = append(current.entries, e)
}

// write keeps the act's entries, folds the projections and enqueues reactions.
func (j *Journal) write(ctx context.Context, tx *db.Tx, made *act) error {
	var personal []personalRow
	for _, e := range made.entries {
		row, err := j.seal(e)
		if err != nil {
			return err
		}
		if row != nil {
			personal = append(personal, *row)
		}
	}
	if err := tx.Later(tx.NewInsert().Model(&made.entries)); err != nil {
		return err
	}
	if len(personal) > 0 {
		if err := tx.Later(tx.NewInsert().Model(&personal)); err != nil {
			return err
		}
	}
	for _, r := range j.reactions {
		if wanted := pick(made.entries, r.Wants); len(wanted) > 0 {
			if err := r.Enqueue(ctx, tx, made.actor, wanted); err != nil {
				return err
			}
		}
	}
	for _, p := range j.projections {
		if err := p(ctx, tx, made.entries); err != nil {
			return err
		}
	}
	tx.After(func() { j.live.wake(made.actor.Org) })
	return nil
}

func pick(entries []*Entry, wants func(*Entry) bool) (out []*Entry) {
	for _, e := range entries {
		if wants(e) {
			out = append(out, e)
		}
	}
	return out
}

type personalRow struct {
	bun.BaseModel `bun:"table:journal_personal"`
	Org           id.ID  `bun:"org_id"`
	Entry         id.ID  `bun:"entry_id"`
	Subject       id.ID  `bun:"subject_id"`
	Fields        string `bun:"fields"`
}

// seal writes the changes as JSON, moving personal values aside and leaving their keyed hash.
func (j *Journal) seal(e *Entry) (*personalRow, error) {
	kept := make([]Change, 0, len(e.Changes))
	aside := map[string][2]any{}
	for _, c := range e.Changes {
		if c.Personal {
			aside[c.Field] = [2]any{c.Before, c.After}
			c.Before, c.After = j.hash(c.Before), j.hash(c.After)
		}
		kept = append(kept, c)
	}
	text, err := json.Marshal(kept)
	if err != nil {
		return nil, err
	}
	e.Written = string(text)
	if len(aside) == 0 {
		return nil, nil
	}
	fields, err := json.Marshal(aside)
	return &personalRow{Org: e.Org, Entry: e.ID, Subject: e.Subject, Fields: string(fields)}, err
}

func (j *Journal) hash(v any) any {
	if v == nil || v == "" {
		return nil
	}
	m := hmac.New(sha256.New, j.key)
	fmt.Fprint(m, v)
	return hex.EncodeToString(m.Sum(nil)[:16])
}
