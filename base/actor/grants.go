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
	LeadDelete   Permission = "lead.delete" // into the bin, and back
	TouchWrite   Permission = "touch.write"
	CustomerRead Permission = "customer.read"
	CustomerEdit Permission = "customer.write"
	CustomerDrop Permission = "customer.delete"
	TeamRead     Permission = "team.read"
	TeamWrite    Permission = "team.write"
	MatchRun     Permission = "match.run"
	InsightRead  Permission = "insight.read"
	SettingsEdit Permission = "settings.write"
	DemoManage   Permission = "demo.manage"
	RoleWrite    Permission = "role.write" // change roles, and ask why anybody sees anything
	AuditRead    Permission = "audit.read"
	BinEmpty     Permission = "bin.empty" // delete for good what is in the bin
)

// Permissions lists them all, for screens and for the authorization matrix.
var Permissions = []Permission{LeadRead, LeadWrite, LeadCreate, LeadAssign, LeadClaim, LeadImport, LeadReveal, LeadDelete, TouchWrite,
	CustomerRead, CustomerEdit, CustomerDrop, TeamRead, TeamWrite, MatchRun, InsightRead, SettingsEdit, DemoManage, RoleWrite, AuditRead, BinEmpty}

// scopes are the scopes in which a permission makes a difference; one alone means that it is a matter of yes or no.
var scopes = map[Permission][]Scope{
	LeadCreate: {Own}, LeadClaim: {Own}, LeadAssign: {Group, Below, All}, LeadImport: {Own, All}, MatchRun: {Group, Below, All},
	TeamWrite: {Below, All}, SettingsEdit: {All}, DemoManage: {All}, RoleWrite: {All}, AuditRead: {Below, All}, BinEmpty: {All},
}

// ScopesOf are the scopes in which a permission may be granted, narrowest first.
func ScopesOf(p Permission) []Scope {
	if list, ok := scopes[p]; ok {
		return list
	}
	return []Scope{Own, Group, Below, All}
}

// Covers reports whether whoever has the grants a may do everything that b grants: so that nobody hands on more than he has.
func Covers(a, b map[Permission]Scope) bool {
	for p, scope := range b {
		if a[p] < scope && (a[p] == None || len(ScopesOf(p)) > 1) {
			return false
		}
	}
	return true
}

// grants is what each role may do from the first day. Deny by default: what is not named is not granted.
var grants = map[Role]map[Permission]Scope{
	Leader: {LeadRead: All, CustomerRead: All, TeamRead: All, InsightRead: All, AuditRead: All},
	Manager: {LeadRead: Below, LeadWrite: Below, LeadCreate: Own, LeadAssign: Below, LeadClaim: Own, LeadImport: Own, LeadReveal: Below, LeadDelete: Below,
		TouchWrite: Below, CustomerRead: Below, CustomerEdit: Below, CustomerDrop: Below, TeamRead: All, MatchRun: Below, InsightRead: Below},
	Salesperson: {LeadRead: Own, LeadWrite: Own, LeadCreate: Own, LeadClaim: Own, LeadReveal: Own, TouchWrite: Own,
		CustomerRead: Own, CustomerEdit: Own, TeamRead: Group, InsightRead: Own},
	Operations: {LeadRead: All, LeadWrite: All, LeadCreate: All, LeadAssign: All, LeadImport: All, LeadDelete: All, CustomerRead: All, CustomerEdit: All, CustomerDrop: All,
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
