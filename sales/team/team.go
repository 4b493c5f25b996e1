package team

import (
	"time"

	"github.com/uptrace/bun"

	"xiaoguan/base/day"
	"xiaoguan/base/id"
)

// The subject kinds of the journal.
const (
	KindOrganisation = "organisation"
	KindGroup        = "group"
	KindMember       = "member"
)

// DefaultZone is the time zone an organisation starts in.
const DefaultZone = "Asia/Shanghai"

// Organisation is one company on this server.
type Organisation struct {
	bun.BaseModel `bun:"table:organisation,alias:o"`
	ID            id.ID     `bun:"id"`
	Name          string    `bun:"name"`
	Zone          string    `bun:"zone"` // IANA name
	Demo          bool      `bun:"demo"`
	MadeBy        id.ID     `bun:"made_by,nullzero"` // the member who had a demo company made; zero for a real one
	CreatedAt     time.Time `bun:"created_at"`
}

// identity is a person who signs in, by phone or e-mail.
type identity struct {
	bun.BaseModel `bun:"table:identity,alias:i"`
	ID            id.ID     `bun:"id"`
	Phone         string    `bun:"phone_norm,nullzero"`
	Email         string    `bun:"email_norm,nullzero"`
	Hash          string    `bun:"password_hash"` // PHC string of argon2id
	PasswordAt    time.Time `bun:"password_at"`
	CreatedAt     time.Time `bun:"created_at"`
}

// State is whether a member still works here.
type State string

// The states.
const (
	Active State = "active" // 在职
	Left   State = "left"   // 已离职
)

// Membership says in which group a member was on the days From ≤ day < To; a zero To means until today and on.
type Membership struct {
	bun.BaseModel `bun:"table:membership,alias:ms"`
	Org           id.ID   `bun:"org_id"`
	ID            id.ID   `bun:"id"`
	Member        id.ID   `bun:"member_id"`
	Group         id.ID   `bun:"group_id"`
	Head          bool    `bun:"head"`
	From          day.Day `bun:"from_day"`
	To            day.Day `bun:"to_day,nullzero"`
}

// Group is a node of the organisation's tree. Parent is today's, zero for a root; Below is the group itself and all groups
// under it, which only People fills.
type Group struct {
	bun.BaseModel `bun:"table:team_group,alias:g"`
	Org           id.ID     `bun:"org_id"`
	ID            id.ID     `bun:"id"`
	Name          string    `bun:"name"`
	Position      int       `bun:"position"`
	Version       int       `bun:"version"`
	CreatedAt     time.Time `bun:"created_at"`
	Parent        id.ID     `bun:"parent_id,scanonly"`
	Below         []id.ID   `bun:"-"`
}

// groupParent says under which group a group hung on the days From ≤ day < To.
type groupParent struct {
	bun.BaseModel `bun:"table:group_parent,alias:gp"`
	Org           id.ID   `bun:"org_id"`
	ID            id.ID   `bun:"id"`
	Group         id.ID   `bun:"group_id"`
	Parent        id.ID   `bun:"parent_id"`
	From          day.Day `bun:"from_day"`
	To            day.Day `bun:"to_day,nullzero"`
}

// session is one signed-in browser. The token itself is kept nowhere.
type session struct {
	bun.BaseModel `bun:"table:session,alias:se"`
	Hash          string    `bun:"token_hash"`
	ID            id.ID     `bun:"id"`
	Identity      id.ID     `bun:"identity_id"`
	Org           id.ID     `bun:"org_id"`
	CreatedAt     time.Time `bun:"created_at"`
	SeenAt        time.Time `bun:"seen_at"`
	ExpiresAt     time.Time `bun:"expires_at"`
	Address       string    `bun:"address"`
	Agent         string    `bun:"agent"`
}
