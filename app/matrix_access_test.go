package app_test

import (
	"slices"
	"strings"

	"xiaoguan/app/apptest"
)

// This file says once more, by hand and without the product's code, what every role may do: a grant that changes in
// base/actor must be changed here too, on purpose.

// roles are the columns of may.
var roles = []string{apptest.Admin, apptest.Leader, apptest.Manager, apptest.Salesperson, apptest.Operations, apptest.Readonly, apptest.Narrow}

// The two who have no business here: nobody signed in, and the administrator of another organisation.
const (
	anonymous = "anonymous"
	stranger  = "stranger"
)

var everybody = append(slices.Clone(roles), anonymous, stranger)

var may = map[string]string{ // administrator leader manager salesperson operations readonly, and the own role of apptest.Narrow
	"lead.read":       "all all below own all all group",
	"lead.write":      "all no below own all no own",
	"lead.create":     "all no own own all no no",
	"lead.assign":     "all no below no all no no",
	"lead.claim":      "all no own own no no no",
	"lead.import":     "all no own no all no no",
	"lead.reveal":     "all no below own no no group",
	"lead.delete":     "all no below no all no no",
	"touch.write":     "all no below own no no own",
	"customer.read":   "all all below own all all group",
	"customer.write":  "all no below own all no own",
	"customer.delete": "all no below no all no no",
	"team.read":       "all all all group all no own",
	"team.write":      "all no no no no no no",
	"match.run":       "all no below no all no no",
	"insight.read":    "all all below own all all group",
	"settings.write":  "all no no no all no no",
	"demo.manage":     "all no no no all no no",
	"role.write":      "all no no no no no no",
	"audit.read":      "all all no no no no no",
	"bin.empty":       "all no no no no no no",
}

// granted is the scope of a permission for a role, "no" when there is none.
func granted(role, permission string) string {
	if role == stranger {
		return "all" // at home; nothing here is in it
	}
	i := slices.Index(roles, role)
	if i < 0 {
		return "no"
	}
	return strings.Fields(may[permission])[i]
}

// The relations in which a record can stand to who asks, as the salesperson and the manager of the same group see it.
const (
	own       = "own"
	colleague = "colleague" // of one's group
	below     = "below"     // of a group under one's own
	elsewhere = "elsewhere" // of another group
	nobodys   = "nobody's"
	foreign   = "foreign" // another organisation's
	unknown   = "unknown" // an id that nothing has
	readsOn   = "read"    // somebody's of another group who asked one to look
	worksOn   = "follow"  // or to work on it
)

var relations = []string{own, colleague, below, elsewhere, nobodys, foreign, unknown, readsOn, worksOn}

// reach says whether a scope reaches a relation.
func reach(scope, relation string) bool {
	in := map[string][]string{
		"own":   {own},
		"group": {own, colleague},
		"below": {own, colleague, below},
		"all":   {own, colleague, below, elsewhere, nobodys, readsOn, worksOn},
	}
	return slices.Contains(in[scope], relation)
}

// sees says whether a role may be shown a lead or customer in that relation.
func sees(role, permission, relation string, pool bool) bool {
	if role == stranger || role == anonymous {
		return false
	}
	return reach(granted(role, permission), relation) || pool && relation == nobodys && granted(role, "lead.claim") != "no"
}

// relate is the relation of what an owner's part has to a role.
func relate(role, owner string) string {
	switch owner {
	case "":
		return nobodys
	case role:
		return own
	case apptest.Colleague, apptest.Salesperson, apptest.Manager, apptest.Narrow:
		return colleague
	case apptest.Deeper:
		return below
	}
	return elsewhere
}
