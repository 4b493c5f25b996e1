package customer

import (
	"context"

	"xiaoguan/base/actor"
	"xiaoguan/base/clock"
	"xiaoguan/base/day"
	"xiaoguan/base/fault"
	"xiaoguan/base/id"
	"xiaoguan/store/db"
)

// deepest is how many companies may stand above one another.
const deepest = 10

// checkParent judges the parent of a company: another company the actor may see, not one of its own daughters.
func (s *Service) checkParent(ctx context.Context, tx *db.Tx, a *actor.Actor, c *Customer) error {
	if c.Parent.IsZero() {
		return nil
	}
	wrong := func(zh, en string) error {
		return fault.Wrong("parent_id", label(zh, en), label("你能看到的一家企业，且不是它自己或它的下级", "A company you may see that is neither itself nor one of its daughters"))
	}
	if c.Parent == c.ID {
		return wrong("不能是自己的上级", "It cannot be its own parent")
	}
	if there, err := isCompany(ctx, tx, a, c.Parent); err != nil || !there {
		if err != nil {
			return err
		}
		return wrong("没有这家企业", "There is no such company")
	}
	at := c.Parent
	for range deepest {
		next, err := parentOf(ctx, tx, a.Org, at)
		switch {
		case err != nil:
			return err
		case next == c.ID:
			return wrong("它是这家企业的下级", "It is a daughter of this company")
		case next.IsZero():
			return nil
		}
		at = next
	}
	return wrong("上级层数太多，最多 10 层", "Too many levels, at most 10")
}

// claimOrRefuse takes the keys for a customer or refuses it as a duplicate of who has one.
func (s *Service) claimOrRefuse(ctx context.Context, tx *db.Tx, a *actor.Actor, c *Customer, keys []string) error {
	holder, err := s.claim(ctx, tx, c, keys)
	if err != nil || holder == c.ID {
		return err
	}
	return s.duplicate(ctx, tx, a, holder)
}

// CustomerDuplicate is what is told of a customer that is there already: to who may not see it, the owner and its age only.
type CustomerDuplicate struct {
	ID        id.ID  `json:"id,omitzero"`
	Name      string `json:"name,omitempty"`
	OwnerName string `json:"owner_name"`
	GroupName string `json:"group_name"`
	AgeDays   int    `json:"age_days" doc:"calendar days since it was entered"`
}

// duplicate is the refusal that names who owns the customer already there.
func (s *Service) duplicate(ctx context.Context, tx *db.Tx, a *actor.Actor, holder id.ID) error {
	c, err := rowOf(ctx, tx, a.Org, holder)
	if err != nil {
		return err
	}
	people, err := s.Team.People(ctx, a.Org)
	if err != nil {
		return err
	}
	zone := clock.Zone(a.Zone)
	d := CustomerDuplicate{AgeDays: day.Idle(day.Of(c.CreatedAt, zone), day.Of(s.Now(), zone))}
	who := ""
	if m, ok := people.Member(c.Owner); ok {
		d.OwnerName, who = m.Name, m.Name
	}
	if g, ok := people.Group(c.Group); ok {
		d.GroupName = g.Name
		who += " · " + g.Name
	}
	if who != "" {
		who = " (" + who + ")"
	}
	if a.Reaches(actor.CustomerRead, c.Owner, c.Group) {
		d.ID, d.Name = c.ID, c.Name
	}
	return ErrDuplicate.New(fault.Args{"who": who}).With("duplicate", d)
}
