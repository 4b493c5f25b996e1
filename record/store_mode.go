package record

import (
	"context"
	"sync"
	"time"

	"xiaoguan/base/id"
	"xiaoguan/store/db"
)

// Catalogues reads and keeps the catalogue of each organisation.
type Catalogues struct {
	dir  *db.Directory
	ids  *id.Source
	mu   sync.Mutex
	kept map[id.ID]keptCatalogue
}

type keptCatalogue struct {
	*Catalogue
	until time.Time
}

// fresh is how long a catalogue is kept: another instance's change is seen within it.
const fresh = 5 * time.Second

// NewCatalogues makes an empty store of catalogues.
func NewCatalogues(dir *db.Directory, ids *id.Source) *Catalogues {
	return &Catalogues{dir: dir, ids: ids, kept: map[id.ID]keptCatalogue{}}
}

// Of is the catalogue of an organisation.
func (c *Catalogues) Of(ctx context.Context, org id.ID) (*Catalogue, error) {
	s := c.dir.Of(org)
	c.mu.Lock()
	k, ok := c.kept[org]
	c.mu.Unlock()
	if ok && s.Clock().Before(k.until) {
		return k.Catalogue, nil
	}
	cat := &Catalogue{stages: map[id.ID]*Stage{}}
	var stages []Stage
	read := s.Read()
	if err := read.NewSelect().Model(&cat.Modes).Where("org_id = ?", org).OrderExpr("position").Scan(ctx); err != nil {
		return nil, s.Fault(err)
	}
	if err := read.NewSelect().Model(&stages).Where("org_id = ?", org).OrderExpr("position").Scan(ctx); err != nil {
		return nil, s.Fault(err)
	}
	if err := read.NewSelect().Model(&cat.Reasons).Where("org_id = ?", org).OrderExpr("kind, position").Scan(ctx); err != nil {
		return nil, s.Fault(err)
	}
	if err := cat.readFields(ctx, read, org); err != nil {
		return nil, s.Fault(err)
	}
	for i := range cat.Reasons {
		cat.Reasons[i].Archived = !cat.Reasons[i].ArchivedAt.IsZero()
	}
	for i := range cat.Modes {
		cat.Modes[i].Stages = []Stage{} // also of a mode without stages: a list, not null
		for _, st := range stages {
			if st.Mode == cat.Modes[i].ID {
				cat.Modes[i].Stages = append(cat.Modes[i].Stages, st)
			}
		}
		cat.Modes[i].open()
		for j := range cat.Modes[i].Stages {
			cat.stages[cat.Modes[i].Stages[j].ID] = &cat.Modes[i].Stages[j]
		}
	}
	if len(cat.Modes) > 0 {
		c.mu.Lock()
		c.kept[org] = keptCatalogue{cat, s.Clock().Add(fresh)}
		c.mu.Unlock()
	}
	return cat, nil
}

// Seed writes the modes, stages and reasons a new organisation starts with.
func (c *Catalogues) Seed(ctx context.Context, tx *db.Tx, org id.ID) error {
	var modes []Mode
	var stages []Stage
	var reasons []Reason
	for i, m := range templates[:2] {
		mode := Mode{Org: org, ID: c.ids.New(), Key: m.Key, Name: m.Name, BuyerKind: m.Buyer, Position: i + 1, Version: 1}
		modes = append(modes, mode)
		for j, st := range m.Stages {
			stages = append(stages, Stage{Org: org, ID: c.ids.New(), Mode: mode.ID, Key: st[0], Name: st[1], Position: j + 1, Version: 1})
		}
	}
	for kind, names := range defaultReasons {
		for i, name := range names {
			reasons = append(reasons, Reason{Org: org, ID: c.ids.New(), Kind: kind, Name: name, Position: i + 1, Version: 1})
		}
	}
	for _, rows := range []any{&modes, &stages, &reasons} {
		if _, err := tx.NewInsert().Model(rows).Exec(ctx); err != nil {
			return err
		}
	}
	return nil
}
