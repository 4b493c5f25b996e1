package team

import (
	"time"

	"github.com/uptrace/bun"

	"xiaoguan/base/actor"
	"xiaoguan/base/id"
)

// Member is a person of one organisation. Group and Head are of today's membership; who left has none.
//
// Reading goes through the join in its tag, which gives a member the owner_id and group_id that db.Visible asks for.
type Member struct {
	bun.BaseModel `bun:"table:member,alias:mb,select:(SELECT me.*, me.id AS owner_id, ms.group_id, COALESCE(ms.head, FALSE) AS head FROM member AS me LEFT JOIN membership AS ms ON ms.org_id = me.org_id AND ms.member_id = me.id AND ms.to_day IS NULL)"`
	Org           id.ID                            `bun:"org_id"`
	ID            id.ID                            `bun:"id"`
	Identity      id.ID                            `bun:"identity_id"`
	Name          string                           `bun:"name"`
	Initials      string                           `bun:"initials"` // of the name's pinyin
	Phone         string                           `bun:"phone"`
	Email         string                           `bun:"email"`
	Role          actor.Role                       `bun:"role"`
	Level         int                              `bun:"level"`    // 1 to 5
	Capacity      int                              `bun:"capacity"` // open leads one can carry
	State         State                            `bun:"state"`
	Version       int                              `bun:"version"`
	Custom        string                           `bun:"custom,nullzero"` // JSON of the company's own fields
	CreatedAt     time.Time                        `bun:"created_at"`
	Group         id.ID                            `bun:"group_id,scanonly"`
	Head          bool                             `bun:"head,scanonly"` // heads that group
	Tags          []string                         `bun:"-"`
	Base          actor.Role                       `bun:"-"` // the built-in role its role is or comes from; only People knows it and the grants
	Grants        map[actor.Permission]actor.Scope `bun:"-"`
}
