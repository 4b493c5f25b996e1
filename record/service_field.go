package record

import (
	"context"
	"slices"
	"time"

	"xiaoguan/base/actor"
	"xiaoguan/base/fault"
	"xiaoguan/base/id"
	"xiaoguan/store/db"
	"xiaoguan/store/journal"
)

// AddField declares a new field. Records there are have no value; what is required is required of new ones.
func (s *Settings) AddField(ctx context.Context, a *actor.Actor, kind string, d *FieldDraft) (f *Field, err error) {
	if _, ok := s.typ(kind); !ok {
		return nil, fault.Wrong("kind", fault.Text{ZH: "这种记录不能加字段", EN: "This kind of record takes no fields"}, fault.Text{ZH: "lead、customer 或 member", EN: "lead, customer or member"})
	}
	roles, err := s.roles(ctx, a.Org)
	if err != nil {
		return nil, err
	}
	err = s.write(ctx, a, func(ctx context.Context, tx *db.Tx) error {
		others, err := readFieldsOf(ctx, tx, a.Org, kind)
		if err != nil {
			return err
		}
		var p fault.Problems
		f = d.draw(&p, Field{Org: a.Org, Kind: kind, Type: OwnText, Position: len(others) + 1, Version: 1, CreatedAt: s.Now()}, others, roles)
		if err := p.Err(); err != nil {
			return err
		}
		f.ID = s.IDs.New()
		s.tell(tx, a, "field.added", KindField, f.ID, fieldChanges(&Field{}, f))
		return insertRow(ctx, tx, f)
	})
	return f, err
}

// FieldPlan says what a change of a field would do to the records there are.
type FieldPlan struct {
	Breaks   int        `json:"breaks" doc:"records that would no longer be valid"`
	Why      FieldBreak `json:"why,omitempty" enum:"required,unique,option,type"`
	Examples []Example  `json:"examples" doc:"up to five of them"`
	Choices  []string   `json:"choices" doc:"what may become of them: keep, fill, archive; none: they must be changed first"`
}

// Example is a record that a change would break.
type Example struct {
	ID    id.ID  `json:"id" bun:"id"`
	Title string `json:"title" bun:"title"`
}

// PlanField judges a change of a field without making it.
func (s *Settings) PlanField(ctx context.Context, a *actor.Actor, field id.ID, d *FieldDraft) (*FieldPlan, error) {
	st := s.Dir.Of(a.Org)
	before, after, err := s.drawn(ctx, st.Read(), a, field, d)
	if err != nil {
		return nil, st.Fault(err)
	}
	plan, err := s.plan(ctx, st.Read(), a, before, after)
	return plan, st.Fault(err)
}

func (s *Settings) drawn(ctx context.Context, q queryer, a *actor.Actor, field id.ID, d *FieldDraft) (before, after *Field, err error) {
	roles, err := s.roles(ctx, a.Org)
	if err != nil {
		return nil, nil, err
	}
	if before, err = readField(ctx, q, a.Org, field); err != nil {
		return nil, nil, err
	}
	others, err := readFieldsOf(ctx, q, a.Org, before.Kind)
	if err != nil {
		return nil, nil, err
	}
	var p fault.Problems
	after = d.draw(&p, *before, others, roles)
	return before, after, p.Err()
}

// plan counts what a change breaks; of several ways the first that breaks anything is told.
func (s *Settings) plan(ctx context.Context, q queryer, a *actor.Actor, before, after *Field) (*FieldPlan, error) {
	t, _ := s.typ(before.Kind)
	ways := breaks(before, after)
	for _, way := range []FieldBreak{BreakType, BreakOption, BreakUnique, BreakRequired} {
		choices, is := ways[way]
		if !is {
			continue
		}
		n, examples, err := countBroken(ctx, q, a, t, before, way, gone(before, after))
		if err != nil {
			return nil, err
		}
		if n > 0 {
			return &FieldPlan{Breaks: n, Why: way, Examples: examples, Choices: choices}, nil
		}
	}
	return &FieldPlan{Examples: []Example{}, Choices: []string{}}, nil
}

// ChangeField changes a field; where records would no longer be valid, choice says what becomes of them.
func (s *Settings) ChangeField(ctx context.Context, a *actor.Actor, field id.ID, version int, d *FieldDraft, choice string) (after *Field, err error) {
	err = s.write(ctx, a, func(ctx context.Context, tx *db.Tx) error {
		var before *Field
		if before, after, err = s.drawn(ctx, tx, a, field, d); err != nil {
			return err
		}
		if before.Version != version {
			return fault.ErrVersion.New()
		}
		plan, err := s.plan(ctx, tx, a, before, after)
		if err != nil {
			return err
		}
		if plan.Breaks > 0 && !slices.Contains(plan.Choices, choice) {
			return ErrChoice.New(fault.Args{"n": plan.Breaks}).With("plan", plan)
		}
		if plan.Breaks > 0 && choice == Archive {
			withArchived(before, after, gone(before, after))
		}
		if err := s.keepField(ctx, tx, a, before, after); err != nil {
			return err
		}
		if plan.Breaks > 0 && choice == FillOld {
			return s.Queue.Enqueue(ctx, tx, jobFill, a.Org, fieldJob{Field: field}, time.Time{})
		}
		return nil
	})
	return after, err
}

// keepField writes a changed field with what follows from it.
func (s *Settings) keepField(ctx context.Context, tx *db.Tx, a *actor.Actor, before, after *Field) error {
	changes := fieldChanges(before, after)
	if len(changes) == 0 && before.Position == after.Position {
		return nil
	}
	after.Version++
	if err := updateRow(ctx, tx, after, after.Org, after.ID); err != nil {
		return err
	}
	if before.Unique != after.Unique {
		if err := setAlone(ctx, tx, after); err != nil {
			return err
		}
	}
	if before.searched() != after.searched() || after.searched() && before.OptionText != after.OptionText {
		if err := s.Queue.Enqueue(ctx, tx, jobReindex, a.Org, fieldJob{Field: after.ID}, time.Time{}); err != nil {
			return err
		}
	}
	if len(changes) > 0 {
		s.tell(tx, a, "field.changed", KindField, after.ID, changes)
	}
	return nil
}

// ArchiveField takes a field out of use or back into it; its values stay.
func (s *Settings) ArchiveField(ctx context.Context, a *actor.Actor, field id.ID, archive bool) (f *Field, err error) {
	err = s.write(ctx, a, func(ctx context.Context, tx *db.Tx) error {
		if f, err = readField(ctx, tx, a.Org, field); err != nil || f.Archived() == archive {
			return err
		}
		if archive {
			if err := s.freeOfStages(ctx, tx, a, f); err != nil {
				return err
			}
		} else if err := s.mayReturn(ctx, tx, f); err != nil {
			return err
		}
		kind := "field.restored"
		if f.ArchivedAt = zeroTime; archive {
			f.ArchivedAt, kind = s.Now(), "field.archived"
		}
		f.Version++
		s.tell(tx, a, kind, KindField, f.ID, []journal.Change{{Field: "label", After: f.Label}})
		return updateRow(ctx, tx, f, f.Org, f.ID)
	})
	return f, err
}

// mayReturn judges that no field in use has taken the name meanwhile.
func (s *Settings) mayReturn(ctx context.Context, tx *db.Tx, f *Field) error {
	others, err := readFieldsOf(ctx, tx, f.Org, f.Kind)
	if err != nil {
		return err
	}
	var p fault.Problems
	f.check(&p, others)
	return p.Err()
}

// freeOfStages refuses to take a field away that a stage asks for.
func (s *Settings) freeOfStages(ctx context.Context, tx *db.Tx, a *actor.Actor, f *Field) error {
	cat, err := s.Catalogues.Of(ctx, a.Org)
	if err != nil || f.Kind != leadKind {
		return err
	}
	for _, m := range cat.Modes {
		for _, st := range m.Stages {
			if slices.Contains(st.Required, f.Name()) {
				return inUse(fault.Text{ZH: "「" + m.Name + "」的阶段「" + st.Name + "」必填它", EN: "the stage " + st.Name + " of " + m.Name + " asks for it"})
			}
		}
	}
	return nil
}

// RemoveField deletes a field that no record has a value of.
func (s *Settings) RemoveField(ctx context.Context, a *actor.Actor, field id.ID) error {
	return s.write(ctx, a, func(ctx context.Context, tx *db.Tx) error {
		f, err := readField(ctx, tx, a.Org, field)
		if err != nil {
			return err
		}
		if err := s.freeOfStages(ctx, tx, a, f); err != nil {
			return err
		}
		n, err := countValues(ctx, tx, f)
		if err != nil {
			return err
		}
		if n > 0 {
			t, _ := s.typ(f.Kind)
			return inUse(fault.Text{ZH: "{n} 条{label}填了它，可以改为停用", EN: "{n} records have a value; archive it instead"}.Fill(fault.Args{"n": n, "label": t.Label.ZH})).With("n", n)
		}
		s.tell(tx, a, "field.deleted", KindField, f.ID, []journal.Change{{Field: "label", Before: f.Label}})
		return deleteRow(ctx, tx, f, f.Org, f.ID)
	})
}

// fieldChanges tells what differs between two states of a field, options by their labels.
func fieldChanges(before, after *Field) (changes []journal.Change) {
	differ(&changes, "label", before.Label, after.Label)
	differ(&changes, "help", before.Help, after.Help)
	differ(&changes, "type", string(before.Type), string(after.Type))
	differ(&changes, "options", optionNames(before), optionNames(after))
	differ(&changes, "default", before.Preset, after.Preset)
	differ(&changes, "unique", before.Unique, after.Unique)
	differ(&changes, "required", before.Required, after.Required)
	differ(&changes, "view_roles", before.ViewText, after.ViewText)
	differ(&changes, "edit_roles", before.EditText, after.EditText)
	return changes
}

func optionNames(f *Field) string {
	out := ""
	for i, o := range f.Options {
		if i > 0 {
			out += "、"
		}
		out += o.Label
		if o.Archived {
			out += "（停用）"
		}
	}
	return out
}
