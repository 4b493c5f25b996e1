package team

import (
	"slices"
	"time"

	"xiaoguan/base/actor"
	"xiaoguan/base/day"
	"xiaoguan/base/id"
)

// People is everybody of one organisation with their groups, as of one moment. It is shared and must not be changed.
type People struct {
	Organisation Organisation
	Zone         *time.Location
	members      map[id.ID]*Member
	identities   map[id.ID]*Member
	groups       map[id.ID]*Group
	list         []*Member
	order        []*Group
	roles        []*Role
	calendar     *day.Calendar
	absences     []*Absence
	joined       map[id.ID]*actor.Joined
}

// Member finds a member, also one who has left.
func (p *People) Member(member id.ID) (*Member, bool) { m, ok := p.members[member]; return m, ok }

// Group finds a group.
func (p *People) Group(group id.ID) (*Group, bool) { g, ok := p.groups[group]; return g, ok }

// Members lists everybody in the order of their pinyin initials, also those who have left.
func (p *People) Members() []*Member { return p.list }

// Groups lists the groups in the order they are shown, today's parents in them.
func (p *People) Groups() []*Group { return p.order }

// Name is a member's name, "" for nobody.
func (p *People) Name(member id.ID) string {
	if m, ok := p.members[member]; ok {
		return m.Name
	}
	return ""
}

// GroupName is a group's name, "" for none.
func (p *People) GroupName(group id.ID) string {
	if g, ok := p.groups[group]; ok {
		return g.Name
	}
	return ""
}

// Role finds a role.
func (p *People) Role(key actor.Role) (*Role, bool) { r := find(p.roles, key); return r, r != nil }

// Above is a group and all groups over it today, itself first; nothing for a group that is not there.
func (p *People) Above(group id.ID) (out []id.ID) {
	for g, ok := p.groups[group]; ok && !slices.Contains(out, g.ID); g, ok = p.groups[g.Parent] {
		out = append(out, g.ID)
	}
	return out
}

// Calendar is the workday calendar: statutory days with the organisation's own over them.
func (p *People) Calendar() *day.Calendar { return p.calendar }

// index fills the maps and what follows from today's tree.
func (p *People) index() {
	children := childrenOf(p.order)
	for _, g := range p.order {
		g.Below = below(g.ID, children)
		p.groups[g.ID] = g
	}
	for _, m := range p.list {
		p.members[m.ID] = m
		p.identities[m.Identity] = m
		m.Grants = map[actor.Permission]actor.Scope{}
		if r, ok := p.Role(m.Role); ok {
			m.Grants, m.Base = r.Grants, r.Base
		}
	}
}

// actorOf is the actor an identity is here; false when it is no active member.
func (p *People) actorOf(identity, session id.ID) (*actor.Actor, bool) {
	m, ok := p.identities[identity]
	if !ok || m.State != Active {
		return nil, false
	}
	a := &actor.Actor{Org: p.Organisation.ID, Member: m.ID, Identity: identity, Session: session, Name: m.Name, Role: m.Role, Group: m.Group,
		Grants: m.Grants, Zone: p.Organisation.Zone, Joined: p.joined[m.ID]}
	if g, ok := p.groups[m.Group]; ok {
		a.Below = slices.Clone(g.Below)
	}
	if r, ok := p.Role(m.Role); ok {
		a.Masks = r.Masks
	}
	return a, true
}
