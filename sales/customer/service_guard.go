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

// claimOrRefuse takes the keys for a customer or refuses it as a duplicate of the one that is met.
func (s *Service) claimOrRefuse(ctx context.Context, tx *db.Tx, a *actor.Actor, c *Customer, keys []string) (met *Customer, err error) {
	holder, err := s.claim(ctx, tx, c, keys)
	if err != nil || holder == c.ID {
		return nil, err
	}
	if met, err = rowOf(ctx, tx, a.Org, holder); err != nil {
		return nil, err
	}
	return met, s.duplicate(ctx, a, met)
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
func (s *Service) duplicate(ctx context.Context, a *actor.Actor, c *Customer) error {
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
	if a.ReachesRecord(actor.CustomerRead, c.ID, c.Owner, c.Group) {
		d.ID, d.Name = c.ID, c.Name
	}
	return ErrDuplicate.New(fault.Args{"who": who}).With("duplicate", d)
}

// watched counts and journals a refusal that told of a customer out of the actor's reach.
func (s *Service) watched(ctx context.Context, a *actor.Actor, met *Customer, err error) error {
	if met == nil || !ErrDuplicate.Is(err) || a.ReachesRecord(actor.CustomerRead, met.ID, met.Owner, met.Group) {
		return err
	}
	if failed := s.Probes.Told(ctx, a, Kind, met.ID, met.Owner, met.Group); failed != nil {
		return failed
	}
	return err
}
