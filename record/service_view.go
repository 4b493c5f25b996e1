package record

import (
	"context"
	"encoding/json"

	"xiaoguan/base/actor"
	"xiaoguan/base/fault"
	"xiaoguan/base/id"
	"xiaoguan/store/db"
	"xiaoguan/store/journal"
)

// typeOf finds the record type whose list is meant, which the actor may read.
func (s *Views) typeOf(a *actor.Actor, kind string) (*Type, error) {
	for _, t := range s.Types.Types() {
		if t.Kind == kind && a.Can(t.Read) != actor.None {
			return t, nil
		}
	}
	return nil, fault.Wrong("kind", fault.Text{ZH: "没有这种列表：" + kind, EN: "There is no such list: " + kind}, fault.Text{ZH: "例如 lead、customer", EN: "Such as lead or customer"})
}

// List gives the views of a list that are there for the actor.
func (s *Views) List(ctx context.Context, a *actor.Actor, kind string) ([]*View, error) {
	if _, err := s.typeOf(a, kind); err != nil {
		return nil, err
	}
	crowd, err := s.Crowd(ctx, a.Org)
	if err != nil {
		return nil, err
	}
	rows, err := readViews(ctx, s.Dir.Of(a.Org), a, kind)
	if err != nil {
		return nil, err
	}
	out := []*View{}
	for _, v := range rows {
		if seesView(a, v, crowd.Above(a.Group)) {
			out = append(out, v)
		}
	}
	return out, nil
}

// Create keeps a new view of the actor.
func (s *Views) Create(ctx context.Context, a *actor.Actor, v *View, spec *ViewSpec) (*View, error) {
	t, err := s.typeOf(a, v.Kind)
	if err != nil {
		return nil, err
	}
	v.Org, v.ID, v.Owner, v.Version, v.CreatedAt, v.UpdatedAt = a.Org, s.IDs.New(), a.Member, 1, s.Now(), s.Now()
	if err := s.judge(ctx, a, t, v, spec, true); err != nil {
		return nil, err
	}
	err = s.Dir.Of(a.Org).Write(ctx, func(ctx context.Context, tx *db.Tx) error {
		n, err := ownViews(ctx, tx, a, v.Kind)
		if err != nil {
			return err
		}
		if n >= mostViews {
			return ErrTooManyViews.New(fault.Args{"n": n})
		}
		if err := insertView(ctx, tx, v); err != nil {
			return err
		}
		v.Pinned = true
		s.tell(tx, a, v, "view.created", []journal.Change{{Field: "name", After: v.Name}, {Field: "shared", After: v.Shared}})
		return pinView(ctx, tx, a, v)
	})
	return v, err
}

// judge checks a view as a whole and writes its spec; fresh says that the conditions are new, and must hold today.
func (s *Views) judge(ctx context.Context, a *actor.Actor, t *Type, v *View, spec *ViewSpec, fresh bool) error {
	var p fault.Problems
	if spec.Layout == "" {
		spec.Layout = "list"
	}
	if v.Shared == "" {
		v.Shared = SharedMine
	}
	if v.Shared != SharedGroup {
		v.Group = id.ID{}
	}
	checkView(&p, t, v, spec)
	if err := p.Err(); err != nil {
		return err
	}
	if fresh {
		if broken := s.Broken(ctx, a, t.Kind, spec); len(broken) > 0 {
			return broken[0].err
		}
	}
	if err := MayShare(a, v.Shared, v.Group); err != nil {
		return err
	}
	if v.Shared == SharedGroup {
		crowd, err := s.Crowd(ctx, a.Org)
		if err != nil {
			return err
		}
		if len(crowd.Above(v.Group)) == 0 {
			return missingGroup
		}
	}
	text, err := json.Marshal(spec)
	v.Spec = string(text)
	return err
}

// find reads a view that is there for the actor.
func (s *Views) find(ctx context.Context, a *actor.Actor, tx *db.Tx, view id.ID) (*View, error) {
	crowd, err := s.Crowd(ctx, a.Org)
	if err != nil {
		return nil, err
	}
	v, err := readView(ctx, tx, a, view)
	if err != nil {
		return nil, err
	}
	if _, err := s.typeOf(a, v.Kind); err != nil || !seesView(a, v, crowd.Above(a.Group)) {
		return nil, fault.ErrNotFound.New()
	}
	return v, nil
}

// ViewPatch changes the members that are there.
type ViewPatch struct {
	Version int64     `json:"version" minimum:"1"`
	Name    *string   `json:"name,omitempty" maxLength:"50"`
	Shared  *string   `json:"shared,omitempty" enum:"mine,group,company"`
	Group   *id.ID    `json:"group_id,omitempty"`
	Spec    *ViewSpec `json:"spec,omitempty"`
}

// Change edits a view the actor may edit, at the version it was read in.
func (s *Views) Change(ctx context.Context, a *actor.Actor, view id.ID, p *ViewPatch) (*View, error) {
	var out *View
	err := s.Dir.Of(a.Org).Write(ctx, func(ctx context.Context, tx *db.Tx) error {
		v, err := s.find(ctx, a, tx, view)
		if err != nil {
			return err
		}
		if err := mayEditView(a, v); err != nil {
			return err
		}
		if p.Version != v.Version {
			return fault.ErrVersion.New()
		}
		before := *v
		spec := v.Parsed()
		if p.Spec != nil {
			spec = *p.Spec
		}
		set(&v.Name, p.Name)
		set(&v.Shared, p.Shared)
		set(&v.Group, p.Group)
		t, err := s.typeOf(a, v.Kind)
		if err != nil {
			return err
		}
		if err := s.judge(ctx, a, t, v, &spec, p.Spec != nil); err != nil {
			return err
		}
		v.Version, v.UpdatedAt, out = v.Version+1, s.Now(), v
		moved, err := updateView(ctx, tx, v, p.Version)
		if err != nil {
			return err
		}
		if !moved {
			return fault.ErrVersion.New()
		}
		s.tell(tx, a, v, "view.changed", viewChanges(&before, v))
		return nil
	})
	return out, err
}

func set[T any](field *T, value *T) {
	if value != nil {
		*field = *value
	}
}

func viewChanges(before, after *View) (out []journal.Change) {
	for _, c := range []struct{ field, was, is string }{{"name", before.Name, after.Name}, {"shared", before.Shared, after.Shared}, {"spec", before.Spec, after.Spec}} {
		if c.was != c.is {
			out = append(out, journal.Change{Field: c.field, Before: c.was, After: c.is})
		}
	}
	return out
}

func (s *Views) tell(tx *db.Tx, a *actor.Actor, v *View, kind string, changes []journal.Change) {
	s.Journal.Record(tx, a, &journal.Entry{Kind: kind, SubjectKind: KindView, Subject: v.ID, Owner: v.Owner, Group: v.Group, Changes: changes})
}

// Delete takes a view away, for everybody who saw it.
func (s *Views) Delete(ctx context.Context, a *actor.Actor, view id.ID) error {
	return s.Dir.Of(a.Org).Write(ctx, func(ctx context.Context, tx *db.Tx) error {
		v, err := s.find(ctx, a, tx, view)
		if err != nil {
			return err
		}
		if err := mayEditView(a, v); err != nil {
			return err
		}
		s.tell(tx, a, v, "view.deleted", []journal.Change{{Field: "name", Before: v.Name}})
		return deleteView(ctx, tx, v)
	})
}

// Pin keeps whether the actor has the view among his tabs, and opens the list with it.
func (s *Views) Pin(ctx context.Context, a *actor.Actor, view id.ID, pinned, first bool) (*View, error) {
	var out *View
	err := s.Dir.Of(a.Org).Write(ctx, func(ctx context.Context, tx *db.Tx) error {
		v, err := s.find(ctx, a, tx, view)
		if err != nil {
			return err
		}
		v.Pinned, v.Default, out = pinned, first, v
		return pinView(ctx, tx, a, v)
	})
	return out, err
}
