package record

import (
	"context"

	"xiaoguan/base/actor"
	"xiaoguan/base/fault"
	"xiaoguan/base/id"
	"xiaoguan/store/db"
)

// Restore brings items of the bin, or all of one deletion, back as they were; those that cannot come back stay in the bin,
// and it is told why.
func (b *Bin) Restore(ctx context.Context, a *actor.Actor, ids []id.ID, batch id.ID) (*BulkResult, error) {
	if batch.IsZero() {
		var err error
		if ids, err = Chosen(ids); err != nil {
			return nil, err
		}
	}
	var out *BulkResult
	err := b.Dir.Of(a.Org).Write(ctx, func(ctx context.Context, tx *db.Tx) error {
		rows, err := b.takeBin(ctx, tx, a, ids, batch)
		if err != nil {
			return err
		}
		sifted := &Sifting{}
		found := map[id.ID]bool{}
		for _, r := range rows {
			found[r.ID] = true
		}
		for _, v := range ids {
			if !found[v] {
				sifted.Skip(SkipReach, v)
			}
		}
		for _, k := range b.keepers {
			if err := b.back(ctx, tx, a, k, rows, sifted); err != nil {
				return err
			}
		}
		out = sifted.In(a.Lang)
		return nil
	})
	return out, err
}

// back writes the rows of one kind back where they may stand; the others return into the bin.
func (b *Bin) back(ctx context.Context, tx *db.Tx, a *actor.Actor, k *Keeper, rows []*binRow, out *Sifting) error {
	images, stay := map[id.ID]image{}, []*binRow{}
	var come []*binRow
	for _, r := range rows {
		if r.Kind != k.Type.Kind {
			continue
		}
		im, err := imageFrom(r.Image)
		if err != nil {
			return err
		}
		images[r.ID], come = im, append(come, r)
	}
	if len(come) == 0 {
		return nil
	}
	there, err := b.references(ctx, tx, a.Org, k, images)
	if err != nil {
		return err
	}
	var ids []id.ID
	for _, r := range come {
		why, err := b.put(ctx, tx, a, k, r, images[r.ID], there)
		if err != nil {
			return err
		}
		if why != (fault.Text{}) {
			out.Skip(why, r.ID)
			stay = append(stay, r)
			continue
		}
		out.Changed++
		ids = append(ids, r.Record)
	}
	if len(stay) > 0 {
		if err := insertBin(ctx, tx, stay); err != nil {
			return err
		}
	}
	if len(ids) == 0 {
		return nil
	}
	return k.Back(ctx, tx, a, ids)
}

// references finds which of the rows that images point at still stand, by table.
func (b *Bin) references(ctx context.Context, tx *db.Tx, org id.ID, k *Keeper, images map[id.ID]image) (map[string]map[id.ID]bool, error) {
	asked := map[string]map[id.ID]bool{}
	for _, im := range images {
		for _, t := range im {
			p := k.part(t.Table)
			for column, table := range p.Refs {
				at := t.column(column)
				if asked[table] == nil {
					asked[table] = map[id.ID]bool{}
				}
				for _, row := range t.Rows {
					if v, ok := row[at].(id.ID); ok {
						asked[table][v] = true
					}
				}
			}
		}
	}
	out := map[string]map[id.ID]bool{}
	for table, ids := range asked {
		list := make([]id.ID, 0, len(ids))
		for v := range ids {
			list = append(list, v)
		}
		have, err := standing(ctx, tx, org, table, list)
		if err != nil {
			return nil, err
		}
		out[table] = have
	}
	return out, nil
}

// part is the declaration of an image's table; a table may be two parts, which then say the same of it.
func (k *Keeper) part(table string) *Part {
	for i := range k.Parts {
		if k.Parts[i].Table == table {
			return &k.Parts[i]
		}
	}
	return &Part{Table: table}
}

// put writes one record's rows back; a text says why it cannot be.
func (b *Bin) put(ctx context.Context, tx *db.Tx, a *actor.Actor, k *Keeper, r *binRow, im image, there map[string]map[id.ID]bool) (fault.Text, error) {
	org := a.Org
	for i := range im {
		t := &im[i]
		p := k.part(t.Table)
		if err := k.mend(ctx, a, p, t, there); err != nil {
			return fault.Text{}, err
		}
		if !keepStanding(p, t, there) {
			if !r.Parent.IsZero() {
				if waits, err := holdsInBin(ctx, tx, org, r.Parent); err != nil || waits {
					return skipParent, err
				}
			}
			return skipGone, nil
		}
		if len(p.Alone) == 0 {
			continue
		}
		if busy, err := taken(ctx, tx, org, p, t); err != nil || busy {
			return p.Taken, err
		}
	}
	for i := range im {
		if len(im[i].Rows) == 0 {
			continue
		}
		if err := insertRows(ctx, tx, org, &im[i]); err != nil {
			return fault.Text{}, err
		}
	}
	return fault.Text{}, nil
}

// mend gives the columns of the record's own row whose references are gone what stands instead of them.
func (k *Keeper) mend(ctx context.Context, a *actor.Actor, p *Part, t *imageTable, there map[string]map[id.ID]bool) error {
	if k.Mend == nil || t.Table != k.Type.Table {
		return nil
	}
	for column, table := range p.Refs {
		for _, row := range t.Rows {
			at := t.column(column)
			gone, ok := row[at].(id.ID)
			if !ok || there[table][gone] {
				continue
			}
			v, err := k.Mend(ctx, a, column, func(name string) any { return row[t.column(name)] })
			if err != nil {
				return err
			}
			if instead, ok := v.(id.ID); ok {
				row[at], there[table][instead] = instead, true
			}
		}
	}
	return nil
}

// keepStanding drops the rows of a loose part whose references are gone; false: a row that the record needs has lost one.
func keepStanding(p *Part, t *imageTable, there map[string]map[id.ID]bool) bool {
	kept := t.Rows[:0:0]
	for _, row := range t.Rows {
		whole := true
		for column, table := range p.Refs {
			if v, ok := row[t.column(column)].(id.ID); ok && !there[table][v] {
				whole = false
			}
		}
		if whole {
			kept = append(kept, row)
		} else if !p.Loose {
			return false
		}
	}
	t.Rows = kept
	return true
}
