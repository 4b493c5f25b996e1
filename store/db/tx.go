package db

import (
	"context"
	"fmt"
	"strings"

	"github.com/uptrace/bun"
	"github.com/uptrace/bun/schema"
)

// Tx is an open transaction. Besides bun's query builders it can keep statements for later: they are sent together, in
// order, in one round trip just before the commit, which on PostgreSQL halves the time of a create.
type Tx struct {
	bun.Tx
	store  *Store
	later  []string
	index  []string
	last   []func(ctx context.Context) error
	after  []func()
	values map[any]any
}

// Later keeps the statement for the end of the transaction. Its rows count and RETURNING are lost; a constraint it breaks
// fails the whole Write.
func (tx *Tx) Later(q schema.QueryAppender) error {
	b, err := q.AppendQuery(tx.Gen(), nil)
	if err != nil {
		return fmt.Errorf("db: format: %w", err)
	}
	tx.later = append(tx.later, string(b))
	return nil
}

// Index keeps a statement on an index table (search documents) for the very end, behind everything else. On SQLite that is
// the end of the batch, outside the savepoints of its operations: the full-text index writes all it holds at every savepoint,
// so that it would be written once an operation and not once a commit. A statement that fails there fails the whole batch.
func (tx *Tx) Index(q schema.QueryAppender) error {
	b, err := q.AppendQuery(tx.Gen(), nil)
	if err != nil {
		return fmt.Errorf("db: format: %w", err)
	}
	tx.index = append(tx.index, string(b))
	return nil
}

// Gen is the formatter of the engine at hand.
func (tx *Tx) Gen() schema.QueryGen { return schema.NewQueryGen(tx.Tx.Dialect()) }

// Last registers work that runs after fn, before the kept statements are sent: the folding of projections.
func (tx *Tx) Last(fn func(ctx context.Context) error) { tx.last = append(tx.last, fn) }

// After registers what happens once the commit is acknowledged: wake-ups, cache drops. It must not fail.
func (tx *Tx) After(fn func()) { tx.after = append(tx.after, fn) }

// Value keeps one value of a kind per transaction: make is called on first use.
func (tx *Tx) Value(key any, make func() any) any {
	if v, ok := tx.values[key]; ok {
		return v
	}
	if tx.values == nil {
		tx.values = map[any]any{}
	}
	v := make()
	tx.values[key] = v
	return v
}

// Engine is the engine at hand.
func (tx *Tx) Engine() Engine { return tx.store.Engine }

// Flush sends the kept statements now, for callers that must read what they wrote.
func (tx *Tx) Flush(ctx context.Context) error {
	texts := tx.later
	if len(texts) == 0 {
		return nil
	}
	if tx.later = nil; tx.store.Engine == Postgres {
		texts = []string{strings.Join(texts, ";\n")}
	}
	for _, text := range texts {
		if _, err := tx.Tx.Tx.ExecContext(ctx, text); err != nil {
			return err
		}
	}
	return nil
}

// run calls fn and everything that follows it up to the commit.
func (tx *Tx) run(ctx context.Context, fn func(context.Context, *Tx) error) (err error) {
	defer func() {
		if p := recover(); p != nil {
			err = &panicked{value: p, stack: stack()}
		}
	}()
	if err := tx.once(ctx); err != nil {
		return err
	}
	if err := fn(ctx, tx); err != nil {
		return err
	}
	for i := 0; i < len(tx.last); i++ {
		if err := tx.last[i](ctx); err != nil {
			return err
		}
	}
	if tx.store.Engine != Postgres {
		return tx.Flush(ctx)
	}
	all := closing(append(tx.later, tx.index...))
	if tx.later, tx.index = nil, nil; len(all) == 0 {
		return nil
	}
	_, err = tx.Tx.Tx.ExecContext(ctx, closingText, all)
	return err
}

func (tx *Tx) done() {
	for _, fn := range tx.after {
		fn()
	}
}
