package record

import (
	"context"

	"xiaoguan/base/actor"
	"xiaoguan/base/fault"
	"xiaoguan/base/id"
	"xiaoguan/base/page"
	"xiaoguan/store/db"
	"xiaoguan/store/journal"
	"xiaoguan/store/search"
)

// Delete moves the records named, or those a query shows, into the bin as one act; dry only says what would become of them.
func (b *Bin) Delete(ctx context.Context, a *actor.Actor, kind string, ids []id.ID, q *page.Query, dry bool) (*BulkResult, error) {
	k, st := b.keeper(kind), b.Dir.Of(a.Org)
	if q != nil {
		cat, err := b.Catalogues.Of(ctx, a.Org)
		if err != nil {
			return nil, err
		}
		if ids, err = Matching(ctx, st, cat, a, k.Type, *q); err != nil {
			return nil, err
		}
	}
	ids, err := Chosen(ids)
	if err != nil {
		return nil, err
	}
	if dry {
		recs, err := k.Look(ctx, st.Read(), a, ids, false)
		out, _ := leave(recs, ids)
		return out.In(a.Lang), st.Fault(err)
	}
	var out *BulkResult
	err = st.Write(ctx, func(ctx context.Context, tx *db.Tx) error {
		recs, err := k.Look(ctx, tx, a, ids, true)
		if err != nil {
			return err
		}
		sifted, going := leave(recs, ids)
		if out = sifted.In(a.Lang); len(going) == 0 {
			return nil
		}
		out.Batch = b.IDs.New()
		return b.move(ctx, tx, a, k, going, out.Batch)
	})
	return out, err
}

// leave tells the records that may go from those that stay, and why.
func leave(recs []*Leaving, ids []id.ID) (*Sifting, []*Leaving) {
	out, found := &Sifting{}, make(map[id.ID]*Leaving, len(recs))
	for _, r := range recs {
		found[r.ID] = r
	}
	var going []*Leaving
	for _, v := range ids {
		switch r := found[v]; {
		case r == nil:
			out.Skip(SkipReach, v)
		case r.Stays != fault.Text{}:
			out.Skip(r.Stays, v)
		default:
			out.Changed++
			going = append(going, r)
		}
	}
	return out, going
}

// move carries the rows of records into the bin.
func (b *Bin) move(ctx context.Context, tx *db.Tx, a *actor.Actor, k *Keeper, recs []*Leaving, batch id.ID) error {
	ids, children, of := make([]id.ID, len(recs)), []id.ID{}, map[id.ID]id.ID{}
	for i, r := range recs {
		ids[i], of[r.ID] = r.ID, r.ID
		for _, c := range r.Children {
			of[c], children = r.ID, append(children, c)
		}
	}
	images := map[id.ID]image{}
	for i := range k.Parts {
		p := &k.Parts[i]
		rows, err := readPart(ctx, tx, a.Org, p, p.keys(ids, children))
		if err != nil {
			return err
		}
		for key, t := range rows {
			images[of[key]] = append(images[of[key]], *t)
		}
	}
	for i := len(k.Parts) - 1; i >= 0; i-- {
		if err := deletePart(ctx, tx, a.Org, &k.Parts[i], k.Parts[i].keys(ids, children)); err != nil {
			return err
		}
	}
	rows := make([]*binRow, len(recs))
	for i, r := range recs {
		text, err := images[r.ID].text()
		if err != nil {
			return err
		}
		rows[i] = &binRow{Org: a.Org, ID: b.IDs.New(), Kind: k.Type.Kind, Record: r.ID, Batch: batch, Title: r.Title, Parent: r.Parent, Owner: r.Owner, Group: r.Group, By: a.Member, At: b.Now(), Image: text}
		if err := search.Drop(tx, a.Org, k.Type.Kind, r.ID); err != nil {
			return err
		}
		b.Journal.Record(tx, a, r.Entry)
	}
	if err := insertBin(ctx, tx, rows); err != nil {
		return err
	}
	if err := b.Queue.Enqueue(ctx, tx, binJob, a.Org, struct{}{}, b.Now().Add(BinFor)); err != nil {
		return err
	}
	return k.Left(ctx, tx, a, recs)
}

func (p *Part) keys(ids, children []id.ID) []id.ID {
	if p.Child {
		return children
	}
	return ids
}

// List reads a page of what lies in the bin within the actor's scope, the youngest first; next is the cursor of the page behind.
func (b *Bin) List(ctx context.Context, a *actor.Actor, kind string, before id.ID) (items []BinItem, next string, err error) {
	rows, err := b.readBin(ctx, b.Dir.Of(a.Org), a, kind, before, page.DefaultLimit+1)
	if err != nil {
		return nil, "", err
	}
	if len(rows) > page.DefaultLimit {
		rows = rows[:page.DefaultLimit]
		next = rows[page.DefaultLimit-1].ID.String()
	}
	names, err := b.Names(ctx, a.Org)
	if err != nil {
		return nil, "", err
	}
	named := func(v id.ID) *Named {
		if v.IsZero() {
			return nil
		}
		return &Named{v, names.Name(v)}
	}
	items = make([]BinItem, len(rows))
	for i, r := range rows {
		items[i] = BinItem{ID: r.ID, Kind: r.Kind, Record: r.Record, Title: r.Title, Owner: named(r.Owner), By: named(r.By), At: r.At, Until: r.At.Add(BinFor)}
	}
	return items, next, nil
}

// Erase deletes an item of the bin for good, with the personal values that the journal kept of the record.
func (b *Bin) Erase(ctx context.Context, a *actor.Actor, item id.ID) error {
	return b.Dir.Of(a.Org).Write(ctx, func(ctx context.Context, tx *db.Tx) error {
		rows, err := b.takeBin(ctx, tx, a, []id.ID{item}, id.ID{})
		if err != nil {
			return err
		}
		if len(rows) == 0 {
			return fault.ErrNotFound.New()
		}
		n, err := leaning(ctx, tx, a.Org, rows[0].Record)
		if err != nil {
			return err
		}
		if n > 0 {
			return errLeans.New(fault.Args{"n": n})
		}
		return b.erase(ctx, tx, a, rows)
	})
}

func (b *Bin) erase(ctx context.Context, tx *db.Tx, a *actor.Actor, rows []*binRow) error {
	var items, subjects []id.ID
	for _, r := range rows {
		im, err := imageFrom(r.Image)
		if err != nil {
			return err
		}
		items, subjects = append(items, r.ID), append(subjects, im.subjects()...)
		if err := search.Forget(tx, a.Org, r.Kind, r.Record); err != nil {
			return err
		}
		b.Journal.Record(tx, a, &journal.Entry{Kind: r.Kind + ".erased", SubjectKind: r.Kind, Subject: r.Record, Owner: r.Owner, Group: r.Group})
	}
	return forget(ctx, tx, a.Org, items, subjects)
}

// Handlers registers the job that empties the bin; it judges by its own clock, so that it may come early or twice.
func (b *Bin) Handlers() {
	b.Queue.Handle(binJob, func(ctx context.Context, org id.ID, _ []byte) error { return b.Empty(ctx, org) })
}

// Empty deletes for good what has been in an organisation's bin for BinFor.
func (b *Bin) Empty(ctx context.Context, org id.ID) error {
	for more := true; more; {
		err := b.Dir.Of(org).Write(ctx, func(ctx context.Context, tx *db.Tx) error {
			rows, err := oldBin(ctx, tx, org, b.Now().Add(-BinFor), binChunk)
			more = len(rows) == binChunk
			if err != nil || len(rows) == 0 {
				return err
			}
			return b.erase(ctx, tx, actor.System(org, ""), rows)
		})
		if err != nil {
			return err
		}
	}
	return nil
}
