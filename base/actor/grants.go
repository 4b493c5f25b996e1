package actor

import "maps"

// The permissions of the product; a route declares one of them, a role grants each with a scope.
const (
	LeadRead     Permission = "lead.read"
	LeadWrite    Permission = "lead.write"
	LeadCreate   Permission = "lead.create"
	LeadAssign   Permission = "lead.assign"
	LeadClaim    Permission = "lead.claim" // take a lead that nobody owns; implies seeing those
	LeadImport   Permission = "lead.import"
	LeadReveal   Permission = "lead.reveal"
	TouchWrite   Permission = "touch.write"
	CustomerRead Permission = "customer.read"
	CustomerEdit Permission = "customer.write"
	TeamRead     Permission = "team.read"
	TeamWrite    Permission = "team.write"
	MatchRun     Permission = "match.run"
	InsightRead  Permission = "insight.read"
	SettingsEdit Permission = "settings.write"
	DemoManage   Permission = "demo.manage"
)

// Permissions lists them all, for screens and for the authorization matrix.
var Permissions = []Permission{LeadRead, LeadWrite, LeadCreate, LeadAssign, LeadClaim, LeadImport, LeadReveal, TouchWrite,
	CustomerRead, CustomerEdit, TeamRead, TeamWrite, MatchRun, InsightRead, SettingsEdit, DemoManage}

// grants is what each role may do from the first day. Deny by default: what is not named is not granted.
var grants = map[Role]map[Permission]Scope{
	Leader: {LeadRead: All, CustomerRead: All, TeamRead: All, InsightRead: All},
	Manager: {LeadRead: Below, LeadWrite: Below, LeadCreate: Own, LeadAssign: Below, LeadClaim: Own, LeadImport: Below, LeadReveal: Below,
		TouchWrite: Below, CustomerRead: Below, CustomerEdit: Below, TeamRead: All, MatchRun: Below, InsightRead: Below},
	Salesperson: {LeadRead: Own, LeadWrite: Own, LeadCreate: Own, LeadClaim: Own, LeadReveal: Own, TouchWrite: Own,
		CustomerRead: Own, CustomerEdit: Own, TeamRead: Group, InsightRead: Own},
	Operations: {LeadRead: All, LeadWrite: All, LeadCreate: All, LeadAssign: All, LeadImport: All, CustomerRead: All, CustomerEdit: All,
		TeamRead: All, MatchRun: All, InsightRead: All, SettingsEdit: All, DemoManage: All},
	Readonly: {LeadRead: All, CustomerRead: All, InsightRead: All},
}

// Everything is every permission over the whole organisation.
func Everything() map[Permission]Scope {
	all := make(map[Permission]Scope, len(Permissions))
	for _, p := range Permissions {
		all[p] = All
	}
	return all
}

// GrantsOf is what a role grants; the caller may keep and change the map.
func GrantsOf(r Role) map[Permission]Scope {
	if r == Administrator {
		return Everything()
	}
	return maps.Clone(grants[r])
}
