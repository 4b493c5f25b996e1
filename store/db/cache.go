package db

import (
	"context"
	"database/sql/driver"
)

// cached is how many prepared statements one SQLite connection keeps; each takes some kilobytes.
const cached = 128

// cache keeps the prepared statements of one SQLite connection by their text, the longest unused going first.
type cache struct {
	kept map[string]*keptStmt
	tick int64
}

type keptStmt struct {
	stmt driver.Stmt
	used int64
	busy bool // its rows are still being read
	once bool // not kept
}

// give says that the statement may run again; one made because the kept one was in use ends here.
func (k *keptStmt) give() {
	if k.busy = false; k.once {
		k.stmt.Close()
	}
}

// take gives the prepared statement for a query with the arguments to run it with, or nil where the query is to be sent as it
// is: it is not worth keeping, or its statement is in use. Whoever takes one gives it back.
func (c *cache) take(ctx context.Context, raw rawConn, query string, args []driver.NamedValue) (*keptStmt, []driver.NamedValue, error) {
	text := query
	if len(args) == 0 {
		lifted, values, ok := lift(query)
		if !ok {
			return nil, args, nil
		}
		text, args = lifted, values
	}
	k := c.kept[text]
	if k == nil {
		stmt, err := raw.PrepareContext(ctx, text)
		if err != nil {
			return nil, nil, err
		}
		k = &keptStmt{stmt: stmt}
		c.keep(text, k)
	}
	if k.busy {
		stmt, err := raw.PrepareContext(ctx, text)
		return &keptStmt{stmt: stmt, busy: true, once: true}, args, err
	}
	c.tick++
	k.used, k.busy = c.tick, true
	return k, args, nil
}

func (c *cache) keep(text string, k *keptStmt) {
	if c.kept == nil {
		c.kept = map[string]*keptStmt{}
	}
	if len(c.kept) >= cached {
		oldest := ""
		for t, other := range c.kept {
			if !other.busy && (oldest == "" || other.used < c.kept[oldest].used) {
				oldest = t
			}
		}
		if old := c.kept[oldest]; old != nil {
			old.stmt.Close()
			delete(c.kept, oldest)
		}
	}
	c.kept[text] = k
}

func (c *cache) close() {
	for _, k := range c.kept {
		k.stmt.Close()
	}
	c.kept = nil
}

// keptRows give their statement back when they have been read.
type keptRows struct {
	driver.Rows
	of *keptStmt
}

func (r *keptRows) Close() error {
	err := r.Rows.Close()
	r.of.give()
	return err
}
