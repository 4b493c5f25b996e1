package record

import (
	"context"
	"fmt"
	"slices"

	"xiaoguan/base/actor"
	"xiaoguan/base/fault"
	"xiaoguan/base/id"
	"xiaoguan/store/db"
	"xiaoguan/store/journal"
)

// ModeDraft is a mode as it is to be; nil means unchanged.
type ModeDraft struct {
	Name      *string   `json:"name,omitempty" maxLength:"50"`
	BuyerKind *string   `json:"buyer_kind,omitempty" enum:"company,person"`
	SameBy    *[]string `json:"same_by,omitempty" maxItems:"3" doc:"name, phone, email"`
	Position  *int      `json:"position,omitempty" minimum:"0" maximum:"1000" doc:"the lowest is the one new leads get when nothing is said"`
}

func (d *ModeDraft) draw(p *fault.Problems, before Mode, others []Mode) *Mode {
	m := before
	setLine(&m.Name, d.Name)
	if d.BuyerKind != nil {
		m.BuyerKind = *d.BuyerKind
	}
	if d.Position != nil {
		m.Position = *d.Position
	}
	if d.SameBy != nil {
		m.SameText = checkSame(p, *d.SameBy, m.BuyerKind)
	} else if before.BuyerKind != m.BuyerKind {
		m.SameText = ""
	}
	checkMode(p, &m, others)
	m.open()
	return &m
}

// AddMode makes a mode after a template, its name and buyers changed by the draft; stages, where given, replace the template's.
func (s *Settings) AddMode(ctx context.Context, a *actor.Actor, template string, stages []string, d *ModeDraft) (m *Mode, err error) {
	from, known := templateOf(template)
	if !known {
		return nil, fault.Wrong("template", fault.Text{ZH: "没有这个模板", EN: "There is no such template"}, fault.Text{ZH: "b2b、b2c、c2b 或 c2c", EN: "b2b, b2c, c2b or c2c"})
	}
	err = s.write(ctx, a, func(ctx context.Context, tx *db.Tx) error {
		others, err := readModes(ctx, tx, a.Org)
		if err != nil {
			return err
		}
		var p fault.Problems
		m = d.draw(&p, Mode{Org: a.Org, Name: from.Name, BuyerKind: from.Buyer, Position: nextMode(others), Version: 1}, others)
		m.Key = free(from.Key, func(key string) bool { return slices.ContainsFunc(others, func(o Mode) bool { return o.Key == key }) })
		m.Stages = nil
		if len(stages) == 0 {
			for _, st := range from.Stages {
				stages = append(stages, st[1])
			}
		}
		for i, name := range stages {
			st := &Stage{Org: a.Org, Name: name, Key: fmt.Sprintf("s%d", i+1), Position: i + 1, Version: 1}
			checkStage(&p, st, m.Stages)
			m.Stages = append(m.Stages, *st)
		}
		if err := p.Err(); err != nil {
			return err
		}
		m.ID = s.IDs.New()
		for i := range m.Stages {
			m.Stages[i].ID, m.Stages[i].Mode = s.IDs.New(), m.ID
		}
		m.open()
		s.tell(tx, a, "mode.added", KindMode, m.ID, modeChanges(&Mode{}, m))
		if err := insertRow(ctx, tx, m); err != nil {
			return err
		}
		return insertRow(ctx, tx, &m.Stages)
	})
	return m, err
}

func nextMode(others []Mode) (next int) {
	for _, o := range others {
		next = max(next, o.Position)
	}
	return next + 1
}

// free is the key, with a number behind it where it is taken.
func free(key string, taken func(string) bool) string {
	if !taken(key) {
		return key
	}
	for n := 2; ; n++ {
		if next := fmt.Sprintf("%s_%d", key, n); !taken(next) {
			return next
		}
	}
}

// ChangeMode changes a mode. The kind of buyer stays while leads are in the mode: it decides what a lead's name means.
func (s *Settings) ChangeMode(ctx context.Context, a *actor.Actor, mode id.ID, version int, d *ModeDraft) (after *Mode, err error) {
	err = s.write(ctx, a, func(ctx context.Context, tx *db.Tx) error {
		before, others, err := modeOf(ctx, tx, a.Org, mode)
		if err != nil {
			return err
		}
		if before.Version != version {
			return fault.ErrVersion.New()
		}
		var p fault.Problems
		after = d.draw(&p, *before, others)
		if err := p.Err(); err != nil {
			return err
		}
		if before.BuyerKind != after.BuyerKind {
			if err := s.freeOfLeads(ctx, tx, a, "mode_id", mode); err != nil {
				return err
			}
		}
		changes := modeChanges(before, after)
		if len(changes) == 0 {
			return nil
		}
		after.Version++
		s.tell(tx, a, "mode.changed", KindMode, mode, changes)
		return updateRow(ctx, tx, after, a.Org, mode)
	})
	return after, err
}

// freeOfLeads refuses while leads stand on a stage or in a mode.
func (s *Settings) freeOfLeads(ctx context.Context, tx *db.Tx, a *actor.Actor, column string, what id.ID) error {
	n, err := countLeads(ctx, tx, a.Org, column, what)
	if err != nil || n == 0 {
		return err
	}
	where := fault.Text{ZH: "{n} 条线索在这个阶段", EN: "{n} leads stand on this stage"}
	if column == "mode_id" {
		where = fault.Text{ZH: "{n} 条线索在这个模式", EN: "{n} leads are in this mode"}
	}
	return inUse(where.Fill(fault.Args{"n": n})).With("n", n)
}

// RemoveMode deletes a mode without leads, with its stages; the last mode stays.
func (s *Settings) RemoveMode(ctx context.Context, a *actor.Actor, mode id.ID) error {
	return s.write(ctx, a, func(ctx context.Context, tx *db.Tx) error {
		m, others, err := modeOf(ctx, tx, a.Org, mode)
		if err != nil {
			return err
		}
		if len(others) <= 1 {
			return ErrLast.New()
		}
		if err := s.freeOfLeads(ctx, tx, a, "mode_id", mode); err != nil {
			return err
		}
		s.tell(tx, a, "mode.deleted", KindMode, mode, []journal.Change{{Field: "name", Before: m.Name}, {Field: "stages", Before: stageNames(m)}})
		if err := deleteStages(ctx, tx, a.Org, mode); err != nil {
			return err
		}
		return deleteRow(ctx, tx, m, a.Org, mode)
	})
}

func modeChanges(before, after *Mode) (changes []journal.Change) {
	differ(&changes, "name", before.Name, after.Name)
	differ(&changes, "buyer_kind", before.BuyerKind, after.BuyerKind)
	differ(&changes, "same_by", before.SameText, after.SameText)
	differ(&changes, "position", before.Position, after.Position)
	differ(&changes, "stages", stageNames(before), stageNames(after))
	return changes
}

func stageNames(m *Mode) string {
	out := ""
	for i, st := range m.Stages {
		if i > 0 {
			out += " → "
		}
		out += st.Name
	}
	return out
}
