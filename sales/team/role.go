package team

import (
	"time"

	"github.com/uptrace/bun"

	"xiaoguan/base/actor"
	"xiaoguan/base/fault"
	"xiaoguan/base/id"
)

// KindRole is the subject kind of roles in the journal.
const KindRole = "role"

// Role is what its members may do and how much they see. Six are there from the first day, a company makes others as copies.
type Role struct {
	bun.BaseModel `bun:"table:role,alias:ro"`
	Org           id.ID                            `bun:"org_id"`
	ID            id.ID                            `bun:"id"`
	Key           actor.Role                       `bun:"key"`
	Name          string                           `bun:"name"` // "" while a built-in one goes by its first name
	Base          actor.Role                       `bun:"base"` // the built-in role it is, or comes from by copying
	BuiltIn       bool                             `bun:"built_in"`
	Position      int                              `bun:"position"`
	Version       int                              `bun:"version"`
	CreatedAt     time.Time                        `bun:"created_at"`
	Grants        map[actor.Permission]actor.Scope `bun:"-"` // shared: not to be changed
	Masks         actor.Masks                      `bun:"-"`
}

// firstNames are what the built-in roles are called until a company calls them otherwise.
var firstNames = map[actor.Role]fault.Text{
	actor.Administrator: label("管理员", "Administrator"), actor.Leader: label("管理层", "Leader"), actor.Manager: label("销售经理", "Manager"),
	actor.Salesperson: label("销售员", "Salesperson"), actor.Operations: label("销售运营", "Operations"), actor.Readonly: label("只读部门", "Read-only"),
}

// Called is the role's name in a language.
func (r *Role) Called(lang string) string {
	if r.Name == "" {
		return firstNames[r.Key].In(lang)
	}
	return r.Name
}

// grantRow is one permission of a role, "none" included, so that a permission added to the product later is told apart.
type grantRow struct {
	bun.BaseModel `bun:"table:role_grant,alias:rg"`
	Org           id.ID            `bun:"org_id"`
	Role          actor.Role       `bun:"role_key"`
	Permission    actor.Permission `bun:"permission"`
	Scope         string           `bun:"scope"`
}

// maskRow is how much a role sees of a sensitive group of fields, where that is not what is usual.
type maskRow struct {
	bun.BaseModel `bun:"table:role_mask,alias:rm"`
	Org           id.ID           `bun:"org_id"`
	Role          actor.Role      `bun:"role_key"`
	Kind          string          `bun:"kind"`
	Group         actor.Sensitive `bun:"field"`
	Sight         string          `bun:"sight"`
}
