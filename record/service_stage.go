package record

import (
	"context"
	"slices"

	"xiaoguan/base/actor"
	"xiaoguan/base/fault"
	"xiaoguan/base/id"
	"xiaoguan/store/db"
	"xiaoguan/store/journal"
)

// StageDraft is a stage as it is to be; nil means unchanged.
type StageDraft struct {
	Name     *string   `json:"name,omitempty" maxLength:"50"`
	Required *[]string `json:"required,omitempty" maxItems:"50" doc:"columns of the lead and own fields (own.key) that it needs to stand here"`
}

// AddStage adds a stage at a position of a mode; zero is the end.
func (s *Settings) AddStage(ctx context.Context, a *actor.Actor, mode id.ID, position int, d *StageDraft) (*Mode, error) {
	return s.restage(ctx, a, mode, func(ctx context.Context, tx *db.Tx, cat *Catalogue, m *Mode) ([]journal.Change, error) {
		st := Stage{Org: a.Org, Mode: mode, Version: 1}
		st.Key = free("s"+itoa(len(m.Stages)+1), func(key string) bool {
			return slices.ContainsFunc(m.Stages, func(o Stage) bool { return o.Key == key })
		})
		if err := s.drawStage(cat, &st, d, m.Stages); err != nil {
			return nil, err
		}
		st.ID = s.IDs.New()
		if position <= 0 || position > len(m.Stages) {
			position = len(m.Stages) + 1
		}
		if err := insertRow(ctx, tx, &st); err != nil {
			return nil, err
		}
		m.Stages = slices.Insert(m.Stages, position-1, st)
		return nil, nil
	})
}

func (s *Settings) drawStage(cat *Catalogue, st *Stage, d *StageDraft, others []Stage) error {
	var p fault.Problems
	setLine(&st.Name, d.Name)
	checkStage(&p, st, others)
	if d.Required != nil {
		t, _ := s.typ(leadKind)
		st.RequiredText = cat.checkRequired(&p, t, *d.Required)
	}
	st.Required = listed(st.RequiredText)
	return p.Err()
}

// ChangeStage renames a stage or changes what it asks for. Leads that stand on it stay; they are asked when they next move.
func (s *Settings) ChangeStage(ctx context.Context, a *actor.Actor, stage id.ID, version int, d *StageDraft) (*Mode, error) {
	cat, err := s.Catalogues.fresh(ctx, a.Org)
	if err != nil {
		return nil, err
	}
	there, known := cat.Stage(stage)
	if !known {
		return nil, fault.ErrNotFound.New()
	}
	return s.restage(ctx, a, there.Mode, func(ctx context.Context, tx *db.Tx, cat *Catalogue, m *Mode) ([]journal.Change, error) {
		i := slices.IndexFunc(m.Stages, func(o Stage) bool { return o.ID == stage })
		if i < 0 {
			return nil, fault.ErrNotFound.New()
		}
		if m.Stages[i].Version != version {
			return nil, fault.ErrVersion.New()
		}
		before := m.Stages[i]
		if err := s.drawStage(cat, &m.Stages[i], d, m.Stages); err != nil {
			return nil, err
		}
		var changes []journal.Change
		differ(&changes, "required", before.RequiredText, m.Stages[i].RequiredText)
		for j := range changes {
			changes[j].Label = m.Stages[i].Name
		}
		m.Stages[i].Version++
		return changes, updateRow(ctx, tx, &m.Stages[i], a.Org, stage)
	})
}

// OrderStages puts all stages of a mode into another order.
func (s *Settings) OrderStages(ctx context.Context, a *actor.Actor, mode id.ID, order []id.ID) (*Mode, error) {
	return s.restage(ctx, a, mode, func(_ context.Context, _ *db.Tx, _ *Catalogue, m *Mode) ([]journal.Change, error) {
		var out []Stage
		for _, want := range order {
			if i := slices.IndexFunc(m.Stages, func(o Stage) bool { return o.ID == want }); i >= 0 && !slices.ContainsFunc(out, func(o Stage) bool { return o.ID == want }) {
				out = append(out, m.Stages[i])
			}
		}
		if len(out) != len(m.Stages) || len(order) != len(out) {
			return nil, fault.Wrong("stage_ids", fault.Text{ZH: "要列出这个模式的全部阶段，每个一次", EN: "All stages of the mode, each once"}, fault.Text{ZH: "见 /modes", EN: "See /modes"})
		}
		m.Stages = out
		return nil, nil
	})
}

// RemoveStage deletes a stage; leads that stand on it go to moveTo, or else it is refused while there are any.
func (s *Settings) RemoveStage(ctx context.Context, a *actor.Actor, stage, moveTo id.ID) (*Mode, error) {
	cat, err := s.Catalogues.fresh(ctx, a.Org)
	if err != nil {
		return nil, err
	}
	there, known := cat.Stage(stage)
	if !known {
		return nil, fault.ErrNotFound.New()
	}
	if !moveTo.IsZero() {
		to, known := cat.Stage(moveTo)
		if !known || to.Mode != there.Mode || to.ID == stage {
			return nil, fault.Wrong("move_to", fault.Text{ZH: "这个模式没有这个阶段", EN: "This mode has no such stage"}, fault.Text{ZH: "同一个模式的另一个阶段", EN: "Another stage of the same mode"})
		}
		for {
			n, err := s.Follow[leadKind].Move(ctx, a, stage, moveTo)
			if err != nil {
				return nil, err
			}
			if n == 0 {
				break
			}
		}
	}
	return s.restage(ctx, a, there.Mode, func(ctx context.Context, tx *db.Tx, _ *Catalogue, m *Mode) ([]journal.Change, error) {
		if len(m.Stages) <= 1 {
			return nil, ErrLast.New()
		}
		if err := s.freeOfLeads(ctx, tx, a, "stage_id", stage); err != nil {
			return nil, err
		}
		m.Stages = slices.DeleteFunc(m.Stages, func(o Stage) bool { return o.ID == stage })
		return nil, deleteRow(ctx, tx, &Stage{}, a.Org, stage)
	})
}

// restage is the course of every change of a mode's stages: read, change, number anew, tell leads and counters where the
// positions went, tell the journal.
func (s *Settings) restage(ctx context.Context, a *actor.Actor, mode id.ID, fn func(ctx context.Context, tx *db.Tx, cat *Catalogue, m *Mode) ([]journal.Change, error)) (out *Mode, err error) {
	cat, err := s.Catalogues.fresh(ctx, a.Org)
	if err != nil {
		return nil, err
	}
	err = s.write(ctx, a, func(ctx context.Context, tx *db.Tx) error {
		m, _, err := modeOf(ctx, tx, a.Org, mode)
		if err != nil {
			return err
		}
		before := *m
		before.Stages = slices.Clone(m.Stages)
		changes, err := fn(ctx, tx, cat, m)
		if err != nil {
			return err
		}
		differ(&changes, "stages", stageNames(&before), stageNames(m))
		var order []int
		for i := range m.Stages {
			order = append(order, m.Stages[i].Position)
			if m.Stages[i].Position = i + 1; order[i] != i+1 {
				if err := setPosition(ctx, tx, a.Org, m.Stages[i].ID, i+1); err != nil {
					return err
				}
			}
		}
		if step := stepsOf(len(before.Stages), order); len(step) > 0 {
			if err := s.Follow[leadKind].Restep(ctx, tx, a.Org, mode, step); err != nil {
				return err
			}
		}
		if len(changes) > 0 {
			s.tell(tx, a, "mode.changed", KindMode, mode, changes)
		}
		m.open()
		out = m
		return nil
	})
	return out, err
}
