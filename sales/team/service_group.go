package team

import (
	"context"
	"slices"
	"strings"

	"xiaoguan/base/actor"
	"xiaoguan/base/day"
	"xiaoguan/base/fault"
	"xiaoguan/base/id"
	"xiaoguan/store/db"
	"xiaoguan/store/journal"
)

// Groups lists the groups within the actor's team.read scope, with how many active members each has.
func (s *Service) Groups(ctx context.Context, a *actor.Actor) (groups []*Group, count map[id.ID]int, err error) {
	people, err := s.People(ctx, a.Org)
	if err != nil {
		return nil, nil, err
	}
	count = map[id.ID]int{}
	for _, m := range people.list {
		if m.State == Active {
			count[m.Group]++
		}
	}
	groups = []*Group{}
	for _, g := range people.order {
		if a.Reaches(actor.TeamRead, id.ID{}, g.ID) {
			groups = append(groups, g)
		}
	}
	return groups, count, nil
}

// PlantGroup adds a group within a transaction, under a parent (zero: a root) since a day (zero: today).
func (s *Service) PlantGroup(ctx context.Context, tx *db.Tx, a *actor.Actor, name string, parent id.ID, from day.Day) (*Group, error) {
	var p fault.Problems
	name = strings.TrimSpace(name)
	checkName(&p, "name", name, 100)
	if err := p.Err(); err != nil {
		return nil, err
	}
	groups, err := readGroups(ctx, tx, a.Org)
	if err != nil {
		return nil, err
	}
	g := &Group{Org: a.Org, ID: s.IDs.New(), Name: name, Position: len(groups), Version: 1, CreatedAt: s.Now(), Parent: parent}
	if !parent.IsZero() {
		if err := mayHang(groups, g.ID, parent); err != nil {
			return nil, err
		}
	}
	if err := insertGroup(ctx, tx, g); err != nil {
		return nil, err
	}
	if from.IsZero() {
		from = s.Today(a)
	}
	if err := hang(ctx, tx, &groupParent{Org: a.Org, ID: s.IDs.New(), Group: g.ID, Parent: parent, From: from}); err != nil {
		return nil, err
	}
	s.changed(tx, a.Org)
	s.Journal.Record(tx, a, &journal.Entry{Kind: "group.added", SubjectKind: KindGroup, Subject: g.ID, Group: g.ID, Changes: groupChanges(&Group{}, g)})
	return g, nil
}

// AddGroup adds a group under a parent; without one it hangs under the first root, so that nobody falls out of «all below».
func (s *Service) AddGroup(ctx context.Context, a *actor.Actor, name string, parent id.ID) (g *Group, err error) {
	err = s.Dir.Of(a.Org).Write(ctx, func(ctx context.Context, tx *db.Tx) error {
		if err := hold(ctx, tx, a.Org); err != nil {
			return err
		}
		if parent.IsZero() {
			groups, err := readGroups(ctx, tx, a.Org)
			if err != nil {
				return err
			}
			if i := slices.IndexFunc(groups, func(g *Group) bool { return g.Parent.IsZero() }); i >= 0 {
				parent = groups[i].ID
			}
		}
		if !a.Reaches(actor.TeamWrite, id.ID{}, parent) {
			return fault.ErrNotFound.New()
		}
		g, err = s.PlantGroup(ctx, tx, a, name, parent, 0)
		return err
	})
	return g, err
}

// GroupChange is what changes of a group; nil members stay.
type GroupChange struct {
	Name    *string
	Parent  *id.ID // zero makes it a root
	Version int
}

// ChangeGroup renames a group or hangs it elsewhere from today on. Errors: fault.ErrNotFound, fault.ErrVersion, ErrCycle.
func (s *Service) ChangeGroup(ctx context.Context, a *actor.Actor, group id.ID, in GroupChange) (g *Group, err error) {
	err = s.Dir.Of(a.Org).Write(ctx, func(ctx context.Context, tx *db.Tx) error {
		if err := hold(ctx, tx, a.Org); err != nil {
			return err
		}
		groups, err := readGroups(ctx, tx, a.Org)
		if err != nil {
			return err
		}
		i := slices.IndexFunc(groups, func(g *Group) bool { return g.ID == group })
		if i < 0 || !a.Reaches(actor.TeamWrite, id.ID{}, group) {
			return fault.ErrNotFound.New()
		}
		before := *groups[i]
		after := before
		g = &after
		if in.Version != before.Version {
			return fault.ErrVersion.New()
		}
		return s.changeGroup(ctx, tx, a, groups, &before, g, in)
	})
	return g, err
}

func (s *Service) changeGroup(ctx context.Context, tx *db.Tx, a *actor.Actor, groups []*Group, before, after *Group, in GroupChange) error {
	if in.Name != nil {
		var p fault.Problems
		after.Name = strings.TrimSpace(*in.Name)
		checkName(&p, "name", after.Name, 100)
		if err := p.Err(); err != nil {
			return err
		}
	}
	if in.Parent != nil && *in.Parent != before.Parent {
		if !in.Parent.IsZero() {
			if err := mayHang(groups, after.ID, *in.Parent); err != nil {
				return err
			}
		}
		after.Parent = *in.Parent
		if err := hang(ctx, tx, &groupParent{Org: a.Org, ID: s.IDs.New(), Group: after.ID, Parent: after.Parent, From: s.Today(a)}); err != nil {
			return err
		}
	}
	changes := groupChanges(before, after)
	if len(changes) == 0 {
		return nil
	}
	after.Version++
	if err := updateGroup(ctx, tx, after, before.Version); err != nil {
		return err
	}
	s.changed(tx, a.Org)
	s.Journal.Record(tx, a, &journal.Entry{Kind: "group.changed", SubjectKind: KindGroup, Subject: after.ID, Group: after.ID, Changes: changes})
	return nil
}

func groupChanges(before, after *Group) (changes []journal.Change) {
	if before.Name != after.Name {
		changes = append(changes, journal.Change{Field: "name", Before: before.Name, After: after.Name})
	}
	if before.Parent != after.Parent {
		changes = append(changes, journal.Change{Field: "parent_id", Before: before.Parent, After: after.Parent})
	}
	return changes
}
