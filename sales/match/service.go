package match

import (
	"context"

	"xiaoguan/base/actor"
	"xiaoguan/base/clock"
	"xiaoguan/base/fault"
	"xiaoguan/base/id"
	"xiaoguan/record"
	"xiaoguan/sales/lead"
	"xiaoguan/sales/team"
	"xiaoguan/store/db"
	"xiaoguan/store/journal"
)

// Service carries the operations that give leads to people.
type Service struct {
	Dir     *db.Directory
	IDs     *id.Source
	Now     clock.Clock
	Journal *journal.Journal
	Team    *team.Service
	Leads   *lead.Service

	Approvals *record.Approvals // nil: passing on a key lead needs nobody's consent
}

// Claim takes a lead that nobody owns for the actor himself. Of several who claim at once one wins; the others get
// ErrClaimed with the winner's name. Claiming what one owns already changes nothing. version, where given, is the one that
// was read.
func (s *Service) Claim(ctx context.Context, a *actor.Actor, which id.ID, version *int64) (*lead.Lead, error) {
	st := s.Dir.Of(a.Org)
	people, err := s.Team.People(ctx, a.Org)
	if err != nil {
		return nil, err
	}
	owner, err := ownerOf(ctx, st.Read(), a.Org, which) // most who come late need not wait for the writer to hear so
	if err != nil {
		return nil, st.Fault(err)
	}
	if !owner.IsZero() && owner != a.Member {
		return nil, claimedBy(people, owner)
	}
	var out *lead.Lead
	err = st.Write(ctx, func(ctx context.Context, tx *db.Tx) error {
		out, err = s.claim(ctx, tx, a, people, which, version)
		return err
	})
	return out, err
}

func claimedBy(people *team.People, owner id.ID) error {
	return ErrClaimed.New(fault.Args{"owner": people.Name(owner)}).With("owner", lead.Ref{ID: owner, Name: people.Name(owner)})
}

// claim judges and takes within the transaction. The member is held before the lead, so that his load stays as counted.
func (s *Service) claim(ctx context.Context, tx *db.Tx, a *actor.Actor, people *team.People, which id.ID, version *int64) (*lead.Lead, error) {
	held, err := holdBearers(ctx, tx, people, []id.ID{a.Member})
	if err != nil {
		return nil, err
	}
	me := held[a.Member]
	if me == nil || !me.Carries {
		return nil, fault.ErrForbidden.New()
	}
	l, err := s.Leads.Hold(ctx, tx, a, which, actor.LeadClaim, true)
	if db.IsNone(err) {
		owner, err := ownerOf(ctx, tx, a.Org, which)
		if err != nil {
			return nil, err
		}
		return nil, claimedBy(people, owner)
	}
	switch {
	case err != nil:
		return nil, err
	case l.Owner == a.Member:
		return l, nil
	case !l.Owner.IsZero():
		return nil, claimedBy(people, l.Owner)
	case version != nil && *version != l.Version:
		return nil, fault.ErrVersion.New()
	}
	if err := lead.MayClaim(l, a).Err(); err != nil {
		return nil, err
	}
	if me.Load >= me.Capacity {
		return nil, ErrCapacity.New(fault.Args{"load": me.Load, "capacity": me.Capacity})
	}
	before := *l
	s.Leads.SetOwner(people, l, a.Member)
	return l, s.Leads.Save(ctx, tx, a, before, l, claimed, false, because(ByClaim)...)
}

// because is what a journal entry says of the cause; the spell begins with it.
func because(c Cause, more ...journal.Change) []journal.Change {
	return append([]journal.Change{{Field: "cause", After: string(c)}}, more...)
}
