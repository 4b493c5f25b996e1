package team

import (
	"context"
	"slices"
	"strings"

	"xiaoguan/base/actor"
	"xiaoguan/base/fault"
	"xiaoguan/base/id"
	"xiaoguan/store/db"
	"xiaoguan/store/journal"
)

// AddRole makes an own role as a copy of another, which it then grants and shows the same as.
func (s *Service) AddRole(ctx context.Context, a *actor.Actor, name string, copyOf actor.Role) (made *Role, err error) {
	name = strings.TrimSpace(name)
	err = s.onRoles(ctx, a, func(ctx context.Context, tx *db.Tx, roles []*Role) error {
		var p fault.Problems
		checkName(&p, "name", name, mostRoleName)
		from := find(roles, copyOf)
		if from == nil {
			p.Add("copy_of", fault.Text{ZH: "没有这个角色", EN: "There is no such role"}, fault.Text{ZH: "见 /roles", EN: "See /roles"})
		}
		if err := p.Err(); err != nil {
			return err
		}
		if err := free(roles, name, ""); err != nil {
			return err
		}
		if err := mayHandle(a, from); err != nil {
			return err
		}
		fresh := s.IDs.New()
		made = &Role{Org: a.Org, ID: fresh, Key: actor.Role("r-" + fresh.String()[24:]), Name: name, Base: from.Base, Position: roles[len(roles)-1].Position + 1,
			Version: 1, CreatedAt: s.Now(), Grants: from.Grants, Masks: from.Masks}
		s.tellRole(tx, a, made, "role.created", append([]journal.Change{{Field: "copy_of", After: from.Called("zh")}}, roleChanges(&Role{}, made)...))
		return insertRole(ctx, tx, made)
	})
	return made, err
}

// ChangeRole renames a role, changes what it grants and how much it shows. Errors: fault.ErrNotFound, fault.ErrVersion,
// ErrAdministratorStays, ErrRoleBeyond, ErrRoleTaken, wrong fields.
func (s *Service) ChangeRole(ctx context.Context, a *actor.Actor, key actor.Role, in RoleChange) (after *Role, err error) {
	err = s.onRoles(ctx, a, func(ctx context.Context, tx *db.Tx, roles []*Role) error {
		before := find(roles, key)
		switch {
		case before == nil:
			return fault.ErrNotFound.New()
		case in.Version != before.Version:
			return fault.ErrVersion.New()
		}
		maskable, _, err := s.maskable(ctx, a.Org)
		if err != nil {
			return err
		}
		if after, err = in.apply(before, maskable); err != nil {
			return err
		}
		if err := free(roles, after.Name, key); err != nil {
			return err
		}
		for _, r := range []*Role{before, after} {
			if err := mayHandle(a, r); err != nil {
				return err
			}
		}
		changes := roleChanges(before, after)
		if len(changes) == 0 {
			return nil
		}
		after.Version++
		s.tellRole(tx, a, after, "role.changed", changes)
		if err := s.veil(ctx, tx, a.Org, before.Masks, after.Masks); err != nil {
			return err
		}
		return updateRole(ctx, tx, after, before.Version)
	})
	return after, err
}

// RemoveRole removes an own role that nobody has.
func (s *Service) RemoveRole(ctx context.Context, a *actor.Actor, key actor.Role) error {
	return s.onRoles(ctx, a, func(ctx context.Context, tx *db.Tx, roles []*Role) error {
		r := find(roles, key)
		if r == nil {
			return fault.ErrNotFound.New()
		}
		args := fault.Args{"name": r.Called(a.Lang)}
		if r.BuiltIn {
			return ErrRoleBuiltIn.New(args)
		}
		n, err := countRole(ctx, tx, a.Org, key)
		if err != nil {
			return err
		}
		if n > 0 {
			args["n"] = n
			return ErrRoleInUse.New(args).With("members", n)
		}
		s.tellRole(tx, a, r, "role.removed", []journal.Change{{Field: "name", Before: r.Called("zh")}})
		if err := s.veil(ctx, tx, a.Org, r.Masks, nil); err != nil {
			return err
		}
		return deleteRole(ctx, tx, r)
	})
}

// onRoles is the course of every change of roles: nobody else changes people meanwhile, and the rows are there.
func (s *Service) onRoles(ctx context.Context, a *actor.Actor, do func(context.Context, *db.Tx, []*Role) error) error {
	return s.Dir.Of(a.Org).Write(ctx, func(ctx context.Context, tx *db.Tx) error {
		if err := hold(ctx, tx, a.Org); err != nil {
			return err
		}
		if err := s.seedRoles(ctx, tx, a.Org); err != nil {
			return err
		}
		roles, err := readRoles(ctx, tx, a.Org)
		if err != nil {
			return err
		}
		return do(ctx, tx, roles)
	})
}

// tellRole records a change of a role; whoever is signed in is told, and asks anew what he may.
func (s *Service) tellRole(tx *db.Tx, a *actor.Actor, r *Role, kind string, changes []journal.Change) {
	s.changed(tx, a.Org)
	s.Journal.Record(tx, a, &journal.Entry{Kind: kind, SubjectKind: KindRole, Subject: r.ID, Changes: changes})
}

func find(roles []*Role, key actor.Role) *Role {
	if i := slices.IndexFunc(roles, func(r *Role) bool { return r.Key == key }); i >= 0 {
		return roles[i]
	}
	return nil
}

// free judges whether a name is free for the role of a key: two roles of one name could not be told apart.
func free(roles []*Role, name string, key actor.Role) error {
	for _, r := range roles {
		if r.Key != key && name != "" && (r.Called("zh") == name || r.Called("en") == name) {
			return ErrRoleTaken.New(fault.Args{"name": name})
		}
	}
	return nil
}

// mayGive judges whether the actor may give the members' role asked for: it exists, and he has as much himself. Problems of
// the field are noted in p. Whoever may do everything is asked no further: he also founds companies that nobody can read yet.
func (s *Service) mayGive(ctx context.Context, tx *db.Tx, p *fault.Problems, a *actor.Actor, key actor.Role) error {
	all := actor.Covers(a.Grants, actor.Everything())
	if all && slices.Contains(actor.Roles, key) {
		return nil
	}
	roles, err := readRoles(ctx, tx, a.Org)
	if err != nil {
		return err
	}
	r := find(roles, key)
	if r == nil {
		p.Add("role", fault.Text{ZH: "没有这个角色", EN: "There is no such role"}, fault.Text{ZH: "见 /roles", EN: "See /roles"})
		return nil
	}
	return mayHandle(a, r)
}

// mayTouch judges whether the actor may change somebody who has a role: not one that may do more than he.
func (s *Service) mayTouch(ctx context.Context, tx *db.Tx, a *actor.Actor, member *Member) error {
	if member.ID == a.Member {
		return nil
	}
	var unknown fault.Problems // a role that is gone may be taken from anybody
	return s.mayGive(ctx, tx, &unknown, a, member.Role)
}

// Actor is an active member as he may act today, without a session: for what is done in his name. False when there is none.
func (p *People) Actor(member id.ID) (*actor.Actor, bool) {
	m, ok := p.members[member]
	if !ok {
		return nil, false
	}
	return p.actorOf(m.Identity, id.ID{})
}
