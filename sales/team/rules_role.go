package team

import (
	"slices"
	"strings"

	"xiaoguan/base/actor"
	"xiaoguan/base/fault"
)

// The faults of changing roles.
var (
	ErrAdministratorStays = fault.Declare("role.administrator", fault.Conflict, "管理员什么都能做，不能收窄：不然会没有人能改角色和成员", "An administrator may do everything, and that cannot be narrowed: nobody might be left who can change roles and members")
	ErrRoleBuiltIn        = fault.Declare("role.built_in", fault.Conflict, "「{name}」是自带的角色，不能删", "{name} is built in and cannot be removed")
	ErrRoleInUse          = fault.Declare("role.in_use", fault.Conflict, "还有 {n} 人是「{name}」（含已离职的），先给他们换角色", "{n} people (those who have left included) are {name}; give them another role first")
	ErrRoleBeyond         = fault.Declare("role.beyond", fault.Conflict, "「{name}」能做的比你多，你不能给别人，也不能动这样的人", "{name} may do more than you may: you can neither give it to anybody nor change those who have it")
	ErrRoleTaken          = fault.Declare("role.taken", fault.Conflict, "已经有叫「{name}」的角色", "There is a role called {name} already")
)

// RoleChange is what changes of a role; what is not named stays.
type RoleChange struct {
	Name    *string
	Grants  map[actor.Permission]string // scope by permission
	Masks   map[actor.Field]string      // sight by sensitive group
	Version int
}

// apply gives the role as it would be. sensitive are the groups there are.
func (c RoleChange) apply(before *Role, sensitive []actor.Field) (*Role, error) {
	after := *before
	after.Grants, after.Masks = map[actor.Permission]actor.Scope{}, actor.Masks{}
	for p, scope := range before.Grants {
		after.Grants[p] = scope
	}
	for f, sight := range before.Masks {
		after.Masks[f] = sight
	}
	var p fault.Problems
	if c.Name != nil {
		after.Name = strings.TrimSpace(*c.Name)
		checkName(&p, "name", after.Name, mostRoleName)
	}
	for permission, name := range c.Grants {
		setGrant(&p, &after, permission, name)
	}
	for f, name := range c.Masks {
		setMask(&p, &after, f, name, sensitive)
	}
	if err := p.Err(); err != nil {
		return nil, err
	}
	if before.Key == actor.Administrator && narrowed(&after) {
		return nil, ErrAdministratorStays.New()
	}
	return &after, nil
}

const mostRoleName = 30

func setGrant(p *fault.Problems, r *Role, permission actor.Permission, name string) {
	scope, ok := actor.ScopeOf(name)
	sensible := slices.Contains(actor.Permissions, permission) && ok && (scope == actor.None || scope == r.Grants[permission] || slices.Contains(actor.ScopesOf(permission), scope))
	if !sensible {
		p.Add("grants."+string(permission), fault.Text{ZH: "没有这个权限，或没有这个范围：" + name, EN: "No such permission, or not in the scope " + name}, fault.Text{ZH: "见 /permissions", EN: "See /permissions"})
		return
	}
	r.Grants[permission] = scope
}

func setMask(p *fault.Problems, r *Role, f actor.Field, name string, sensitive []actor.Field) {
	sight, ok := actor.SightOf(name)
	if !ok || !slices.Contains(sensitive, f) {
		p.Add("masks."+f.Kind+"."+string(f.Group), fault.Text{ZH: "没有这个敏感字段，或不能这样显示：" + name, EN: "No such sensitive field, or it cannot be " + name}, fault.Text{ZH: "可选：shown masked hidden，字段见 /permissions", EN: "One of: shown masked hidden; for the fields see /permissions"})
		return
	}
	if r.Masks[f] = sight; sight == f.Group.Usual() {
		delete(r.Masks, f)
	}
}

// narrowed reports whether an administrator's role lacks something.
func narrowed(r *Role) bool {
	if !actor.Covers(r.Grants, actor.Everything()) {
		return true
	}
	for f, sight := range r.Masks {
		if sight > f.Group.Usual() {
			return true
		}
	}
	return false
}

// mayHandle judges whether an actor may give the role, change it, or change somebody who has it: he must have as much himself.
// So nobody lifts himself or others above what he has.
func mayHandle(a *actor.Actor, r *Role) error {
	if !actor.Covers(a.Grants, r.Grants) {
		return ErrRoleBeyond.New(fault.Args{"name": r.Called(a.Lang)})
	}
	return nil
}
