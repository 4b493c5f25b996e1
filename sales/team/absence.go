package team

import (
	"time"

	"github.com/uptrace/bun"

	"xiaoguan/base/day"
	"xiaoguan/base/id"
)

// Absence says that a member is away from one day to another, both included, and who stands in for him.
type Absence struct {
	bun.BaseModel `bun:"table:absence,alias:ab"`
	Org           id.ID     `bun:"org_id" json:"-"`
	ID            id.ID     `bun:"id" json:"-"`
	Member        id.ID     `bun:"member_id" json:"member_id"`
	From          day.Day   `bun:"from_day" json:"from"`
	To            day.Day   `bun:"to_day" json:"to"`
	Deputy        id.ID     `bun:"deputy_id,nullzero" json:"deputy_id"`
	CreatedBy     id.ID     `bun:"created_by,nullzero" json:"-"`
	CreatedAt     time.Time `bun:"created_at" json:"-"`
}

// Away finds the absence of a member on a day; nil when he is there.
func (p *People) Away(member id.ID, on day.Day) *Absence {
	for _, a := range p.absences {
		if a.Member == member && a.From <= on && on <= a.To {
			return a
		}
	}
	return nil
}

// Absences are those under way and to come, as far back as yesterday in any zone.
func (p *People) Absences() []*Absence { return p.absences }
