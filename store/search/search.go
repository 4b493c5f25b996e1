// Package search finds records by a fragment of two characters or more, newest first, on both engines.
//
// The caller brings tokens made in Go (base/text): Chinese bigrams, words, initials, phone tails. Here every token is prefixed
// by its organisation and the owner joins as a token, so that one organisation never pays for another's rows. SQLite keeps
// them in a contentless FTS5 table, PostgreSQL as tsvector with GIN. The index can be rebuilt from the records at any time and
// says nothing about who may see a hit: the caller loads hits through its own scope.
package search

import (
	"context"
	"encoding/base32"
	"encoding/binary"
	"encoding/hex"
	"strings"

	"github.com/uptrace/bun"

	"xiaoguan/base/id"
	"xiaoguan/store/db"
)

// Doc is what can be found of one record.
type Doc struct {
	Kind   string
	ID     id.ID
	Tokens []string
	Owner  id.ID // zero: nobody
	Fresh  bool  // certainly not in the index yet
}

// Query asks for records that have every exact token and, for each prefix, a token that starts with it.
type Query struct {
	Org    id.ID
	Kinds  []string // empty: all
	Exact  []string
	Prefix []string
	Owners []id.ID // only these owners' records, the zero id being nobody's; empty: all
	Within []id.ID // only these records, which are then looked up one by one; empty: all
	Limit  int
	Before int64 // the No of the last hit of the page before, 0 for the first page
}

// Hit is a record found; No orders hits, newest first.
type Hit struct {
	Kind string `bun:"kind"`
	ID   id.ID  `bun:"id"`
	No   int64  `bun:"no"`
}

var letters = base32.NewEncoding("abcdefghijklmnopqrstuvwxyz234567").WithPadding(base32.NoPadding)

func orgPrefix(org id.ID) string { return letters.EncodeToString(org[13:]) }

func ownerToken(owner id.ID) string { return "0w" + hex.EncodeToString(owner[8:]) }

// Text is the document as the index keeps it, for whoever fills the index in bulk.
func (d Doc) Text(org id.ID) string {
	prefix := orgPrefix(org)
	var b strings.Builder
	for _, t := range d.Tokens {
		b.WriteString(prefix)
		b.WriteString(t)
		b.WriteByte(' ')
	}
	b.WriteString(prefix + ownerToken(d.Owner))
	return b.String()
}

// Number orders documents on PostgreSQL by the making of their id: its milliseconds and its counter within one, without the
// fixed bits between them, so that no two ids of one process share a number.
func Number(v id.ID) int64 {
	head := binary.BigEndian.Uint64(v[:8])
	return int64(head>>16<<12 | head&0xfff)
}

// Put makes the record findable as the doc says, replacing what was there.
func Put(tx *db.Tx, org id.ID, d Doc) error {
	if tx.Engine() == db.Postgres {
		return tx.Index(tx.NewRaw(`INSERT INTO search_doc (org_id, kind, id, no, tokens) VALUES (?, ?, ?, ?, CAST(? AS tsvector))
ON CONFLICT (org_id, kind, id) DO UPDATE SET tokens = EXCLUDED.tokens`, org, d.Kind, d.ID, Number(d.ID), d.Text(org)))
	}
	if err := tx.Index(tx.NewRaw("INSERT INTO search_doc (org_id, kind, id) VALUES (?, ?, ?) ON CONFLICT (org_id, kind, id) DO NOTHING", org, d.Kind, d.ID)); err != nil {
		return err
	}
	if !d.Fresh {
		if err := tx.Index(tx.NewRaw("DELETE FROM search_text WHERE rowid = (SELECT no FROM search_doc WHERE org_id = ? AND kind = ? AND id = ?)", org, d.Kind, d.ID)); err != nil {
			return err
		}
	}
	return tx.Index(tx.NewRaw("INSERT INTO search_text (rowid, tokens) VALUES ((SELECT no FROM search_doc WHERE org_id = ? AND kind = ? AND id = ?), ?)", org, d.Kind, d.ID, d.Text(org)))
}

// Drop makes a record unfindable. On SQLite it keeps its number, so that it takes its old place when it comes back.
func Drop(tx *db.Tx, org id.ID, kind string, rec id.ID) error {
	if tx.Engine() == db.Postgres {
		return Forget(tx, org, kind, rec)
	}
	return tx.Index(tx.NewRaw("DELETE FROM search_text WHERE rowid = (SELECT no FROM search_doc WHERE org_id = ? AND kind = ? AND id = ?)", org, kind, rec))
}

// Forget takes a record that has been dropped out of the index for good.
func Forget(tx *db.Tx, org id.ID, kind string, rec id.ID) error {
	return tx.Index(tx.NewRaw("DELETE FROM search_doc WHERE org_id = ? AND kind = ? AND id = ?", org, kind, rec))
}

// Clear forgets everything of an organisation: the end of a demo company.
func Clear(ctx context.Context, tx *db.Tx, org id.ID) error {
	if tx.Engine() == db.SQLite {
		if _, err := tx.NewRaw("DELETE FROM search_text WHERE rowid IN (SELECT no FROM search_doc WHERE org_id = ?)", org).Exec(ctx); err != nil {
			return err
		}
	}
	_, err := tx.NewRaw("DELETE FROM search_doc WHERE org_id = ?", org).Exec(ctx)
	return err
}

// Find returns at most Limit hits.
func Find(ctx context.Context, s *db.Store, q Query) ([]Hit, error) {
	if len(q.Exact)+len(q.Prefix) == 0 {
		return nil, nil
	}
	var hits []Hit
	var sel *bun.SelectQuery
	if s.Engine == db.Postgres {
		sel = s.Read().NewSelect().TableExpr("search_doc AS d").Where("d.tokens @@ CAST(? AS tsquery)", q.expression(" & ", " | ", ":*", ""))
	} else {
		sel = s.Read().NewSelect()
		if len(q.Within) == 0 {
			sel = sel.TableExpr("search_text AS x").Join("CROSS JOIN search_doc AS d ON d.no = x.rowid")
		} else {
			sel = sel.TableExpr("search_doc AS d").Join("CROSS JOIN search_text AS x ON x.rowid = d.no")
		}
		sel = sel.Where("x.search_text MATCH ?", q.expression(" AND ", " OR ", "*", `"`))
	}
	sel = sel.Column("d.kind", "d.id", "d.no").Where("d.org_id = ?", q.Org)
	if len(q.Kinds) > 0 {
		sel = sel.Where("d.kind IN (?)", bun.List(q.Kinds))
	}
	if len(q.Within) > 0 {
		sel = sel.Where("d.id IN (?)", bun.List(q.Within))
	}
	order := "d.no DESC"
	if s.Engine == db.SQLite {
		order = "x.rowid DESC"
	}
	if q.Before > 0 {
		sel = sel.Where(strings.TrimSuffix(order, " DESC")+" < ?", q.Before)
	}
	err := sel.OrderExpr(order).Limit(int64(q.Limit)).Scan(ctx, &hits)
	return hits, s.Fault(err)
}

// expression writes the tokens in the engine's query language.
func (q Query) expression(and, or, star, quote string) string {
	prefix := orgPrefix(q.Org)
	parts := make([]string, 0, len(q.Exact)+len(q.Prefix)+1)
	for _, t := range q.Exact {
		parts = append(parts, quote+prefix+t+quote)
	}
	for _, t := range q.Prefix {
		parts = append(parts, quote+prefix+t+quote+star)
	}
	if len(q.Owners) > 0 {
		owners := make([]string, len(q.Owners))
		for i, o := range q.Owners {
			owners[i] = quote + prefix + ownerToken(o) + quote
		}
		parts = append(parts, "("+strings.Join(owners, or)+")")
	}
	return strings.Join(parts, and)
}
