// Package actor says on whose behalf something happens and how far that person may see.
package actor

import (
	"context"
	"slices"

	"xiaoguan/base/id"
)

// Role is one of the six roles a company starts with.
type Role string

// The roles.
const (
	Administrator Role = "administrator" // 管理员
	Leader        Role = "leader"        // 管理层
	Manager       Role = "manager"       // 销售经理
	Salesperson   Role = "salesperson"   // 销售员
	Operations    Role = "operations"    // 销售运营
	Readonly      Role = "readonly"      // 只读部门
)

// Roles in the order they are offered.
var Roles = []Role{Administrator, Leader, Manager, Salesperson, Operations, Readonly}

// Scope is how far a permission reaches.
type Scope uint8

// The scopes, each containing the one before.
const (
	None  Scope = iota
	Own         // records one owns
	Group       // and those of one's own group
	Below       // and of the groups below
	All         // the whole organisation
)

var scopeNames = [...]string{"none", "own", "group", "below", "all"}

// String is the name used in the API.
func (s Scope) String() string { return scopeNames[s] }

// ScopeOf reads a scope's name; false when there is none of it.
func ScopeOf(name string) (Scope, bool) {
	i := slices.Index(scopeNames[:], name)
	return Scope(max(0, i)), i >= 0
}

// Permission names what an operation needs, e.g. "lead.read".
type Permission string

// Actor is who acts: a member of one organisation, or the system itself.
type Actor struct {
	Org      id.ID
	Member   id.ID
	Identity id.ID
	Session  id.ID
	Name     string
	Role     Role
	Group    id.ID   // the group the member belongs to today
	Below    []id.ID // that group and all groups under it
	Grants   map[Permission]Scope
	Masks    Masks
	Joined   *Joined // what the member collaborates on; nil: nothing
	Zone     string  // the organisation's time zone
	Request  string  // request id, for the journal
	Lang     string  // "zh" or "en"
}

// Can is the scope granted for a permission, None when not granted.
func (a *Actor) Can(p Permission) Scope { return a.Grants[p] }

// Reaches reports whether a record with this owner and group lies within the scope granted for p.
func (a *Actor) Reaches(p Permission, owner, group id.ID) bool {
	switch a.Can(p) {
	case All:
		return true
	case Below:
		return owner == a.Member && !owner.IsZero() || slices.Contains(a.Below, group) && !group.IsZero()
	case Group:
		return owner == a.Member && !owner.IsZero() || group == a.Group && !group.IsZero()
	case Own:
		return owner == a.Member && !owner.IsZero()
	}
	return false
}

// System is the actor for jobs and reactions inside one organisation: it may do everything there.
func System(org id.ID, zone string) *Actor {
	return &Actor{Org: org, Name: "system", Role: Administrator, Grants: Everything(), Zone: zone}
}

type key struct{}

// With puts the actor into the context.
func With(ctx context.Context, a *Actor) context.Context { return context.WithValue(ctx, key{}, a) }

// From takes the actor out of the context; nil when nobody acts.
func From(ctx context.Context) *Actor { a, _ := ctx.Value(key{}).(*Actor); return a }
