package record

import (
	"context"
	"strings"

	"xiaoguan/base/actor"
	"xiaoguan/base/fault"
	"xiaoguan/base/id"
	"xiaoguan/store/db"
	"xiaoguan/store/journal"
)

// RuleSubject is the subject kind of journal entries on rules.
const RuleSubject = "approval_rule"

// RuleDraft is what is written of a rule; nil members of a change stay.
type RuleDraft struct {
	Name        *string         `json:"name,omitempty" maxLength:"50"`
	Conditions  *[]Condition    `json:"conditions,omitempty" maxItems:"10"`
	Steps       *[]ApprovalStep `json:"steps,omitempty" maxItems:"20"`
	DueWorkdays *int            `json:"due_workdays,omitempty" minimum:"0" maximum:"60" doc:"within how many workdays; 0: no day"`
	Enabled     *bool           `json:"enabled,omitempty"`
}

// put writes the draft over a rule.
func (d *RuleDraft) put(r *ApprovalRule) {
	if d.Name != nil {
		r.Name = strings.TrimSpace(*d.Name)
	}
	if d.Conditions != nil {
		r.Conditions = append([]Condition{}, *d.Conditions...)
	}
	if d.Steps != nil {
		r.Steps = append([]ApprovalStep{}, *d.Steps...)
	}
	if d.DueWorkdays != nil {
		r.DueWorkdays = *d.DueWorkdays
	}
	if d.Enabled != nil {
		r.Enabled = *d.Enabled
	}
}

// Rules reads all rules.
func (s *Approvals) Rules(ctx context.Context, a *actor.Actor) ([]*ApprovalRule, error) {
	st := s.Dir.Of(a.Org)
	rows, err := rulesOf(ctx, st.Read(), a.Org, "")
	return rows, st.Fault(err)
}

// AddRule makes a rule; one that nobody could decide is refused with the step and the reason.
func (s *Approvals) AddRule(ctx context.Context, a *actor.Actor, kind string, d RuleDraft) (*ApprovalRule, error) {
	r := &ApprovalRule{Org: a.Org, ID: s.IDs.New(), Kind: kind, Enabled: true, Conditions: []Condition{}, Version: 1, CreatedBy: a.Member, CreatedAt: s.Now(), UpdatedAt: s.Now()}
	d.put(r)
	if err := s.check(ctx, a, r); err != nil {
		return nil, err
	}
	err := s.Dir.Of(a.Org).Write(ctx, func(ctx context.Context, tx *db.Tx) error {
		s.noteRule(tx, a, "added", &ApprovalRule{}, r)
		return insertRule(ctx, tx, r)
	})
	return r, err
}

// ChangeRule changes a rule; requests made before keep the steps they were made with.
func (s *Approvals) ChangeRule(ctx context.Context, a *actor.Actor, which id.ID, version int64, d RuleDraft) (*ApprovalRule, error) {
	var out *ApprovalRule
	err := s.Dir.Of(a.Org).Write(ctx, func(ctx context.Context, tx *db.Tx) error {
		r, err := holdRule(ctx, tx, a.Org, which)
		if err != nil {
			return err
		}
		if r.Version != version {
			return fault.ErrVersion.New()
		}
		before := *r
		d.put(r)
		if err := s.check(ctx, a, r); err != nil {
			return err
		}
		r.Version, r.UpdatedAt, out = r.Version+1, s.Now(), r
		s.noteRule(tx, a, "changed", &before, r)
		return updateRule(ctx, tx, r)
	})
	return out, err
}

// RemoveRule removes a rule; what waits because of it goes on.
func (s *Approvals) RemoveRule(ctx context.Context, a *actor.Actor, which id.ID) error {
	return s.Dir.Of(a.Org).Write(ctx, func(ctx context.Context, tx *db.Tx) error {
		r, err := holdRule(ctx, tx, a.Org, which)
		if err != nil {
			return err
		}
		s.noteRule(tx, a, "removed", r, &ApprovalRule{ID: r.ID})
		return deleteRule(ctx, tx, a.Org, which)
	})
}

// check judges a rule and completes what is kept of it. One that is switched off may wait for its people.
func (s *Approvals) check(ctx context.Context, a *actor.Actor, r *ApprovalRule) error {
	var p fault.Problems
	k := s.kind(r.Kind)
	if k == nil {
		names := ""
		for _, k := range s.kinds {
			names += " " + k.Kind
		}
		return fault.Wrong("kind", fault.Text{ZH: "没有这种审批", EN: "No such kind of approval"}, fault.Text{ZH: "可选：" + names, EN: "One of:" + names})
	}
	p.Need("name", r.Name, fault.Text{ZH: "一个短名字，例如 大单转手", EN: "A short name, such as Big deals passed on"})
	k.CheckConditions(&p, r.Conditions)
	crew, err := s.Company.Crew(ctx, a.Org)
	if err != nil {
		return err
	}
	if r.Enabled || len(r.Steps) == 0 {
		crew.CheckSteps(&p, r.Steps)
	}
	if err := p.Err(); err != nil {
		return err
	}
	return r.pack()
}

// noteRule records what changed of a rule.
func (s *Approvals) noteRule(tx *db.Tx, a *actor.Actor, what string, before, after *ApprovalRule) {
	var changes []journal.Change
	add := func(field string, was, is any) {
		if was != is {
			changes = append(changes, journal.Change{Field: field, Before: was, After: is})
		}
	}
	add("name", before.Name, after.Name)
	add("kind", before.Kind, after.Kind)
	add("conditions", before.ConditionText, after.ConditionText)
	add("steps", before.StepText, after.StepText)
	add("due_workdays", before.DueWorkdays, after.DueWorkdays)
	add("enabled", before.Enabled, after.Enabled)
	s.Journal.Record(tx, a, &journal.Entry{Kind: "approval_rule." + what, SubjectKind: RuleSubject, Subject: after.ID, Changes: changes})
}
