// Package team is who sells: organisations, the identities that sign in, members with role, level and tags, the group tree
// and the organisation's calendar of workdays.
//
//	identity ──identity_org──▶ member ──membership (dated)──▶ group ──group_parent (dated)──▶ group
//	    │                        │
//	    └── session              └── active ──leave──▶ left
//
// An identity is a person who signs in; in each organisation it belongs to, it is one member. A membership or parent holds
// on the days from ≤ day < to; the one without an end is today's. Nothing is dated ahead, so today's is also the last.
//
// A manager's group is the group of the membership, and what a manager sees is that group with all groups below it.
package team
