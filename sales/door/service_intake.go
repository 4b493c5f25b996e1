package door

import (
	"context"
	"strings"

	"xiaoguan/base/actor"
	"xiaoguan/base/fault"
	"xiaoguan/base/id"
	"xiaoguan/record"
	"xiaoguan/sales/lead"
	"xiaoguan/store/db"
)

// Take passes one checked entry through the intake inside a transaction. With Tell a duplicate is ErrDuplicate; with Skip
// and Merge the lead that is there is returned.
func (s *Service) Take(ctx context.Context, tx *db.Tx, a *actor.Actor, n *lead.New, policy Duplicates, mode *record.Mode) (*lead.Lead, Outcome, error) {
	if n.External != "" {
		known, err := s.Leads.ByExternal(ctx, tx, a, n.ExternalSystem, n.External)
		if err != nil {
			return nil, "", err
		}
		if !known.IsZero() {
			return &lead.Lead{ID: known}, Skipped, nil
		}
	}
	if policy != Create {
		twin, err := s.Leads.Duplicate(ctx, tx, a, n, mode)
		if err != nil {
			return nil, "", err
		}
		if twin != nil {
			return s.meet(ctx, tx, a, n, twin, policy)
		}
	}
	l, err := s.Leads.Add(ctx, tx, a, n)
	return l, Created, err
}

// meet deals with a twin by the policy.
func (s *Service) meet(ctx context.Context, tx *db.Tx, a *actor.Actor, n *lead.New, twin *lead.Lead, policy Duplicates) (*lead.Lead, Outcome, error) {
	switch policy {
	case Merge:
		merged, err := s.Leads.Fill(ctx, tx, a, twin, n)
		return merged, Merged, err
	case Skip:
		return twin, Skipped, nil
	}
	told, err := s.twin(ctx, a, twin)
	if err != nil {
		return nil, "", err
	}
	return twin, "", ErrDuplicate.New().With("duplicate", told)
}

// twin words what the actor may know of the lead in the way.
func (s *Service) twin(ctx context.Context, a *actor.Actor, l *lead.Lead) (*Twin, error) {
	v, err := s.Leads.Viewer(ctx, a)
	if err != nil {
		return nil, err
	}
	row := v.Row(l)
	t := &Twin{LastTouchDays: v.LastTouchDays(l)}
	if row.Owner != nil {
		t.OwnerName = row.Owner.Name
	}
	if row.Group != nil {
		t.GroupName = row.Group.Name
	}
	if within(a, l) {
		t.ID, t.Title = &l.ID, l.Title()
	}
	return t, nil
}

// Enter is the way in of a person at a screen.
func (s *Service) Enter(ctx context.Context, a *actor.Actor, n *lead.New, allowDuplicate bool) (*lead.Lead, error) {
	cat, err := s.Catalogues.Of(ctx, a.Org)
	if err != nil {
		return nil, err
	}
	if n.Tags, err = record.CleanTags(n.Tags); err != nil {
		return nil, err
	}
	if err := n.Check(cat, a); err != nil {
		return nil, err
	}
	if !n.ID.IsZero() {
		if l, err := s.Leads.Get(ctx, a, n.ID); err == nil {
			return l, nil // a repeat of the client's own request
		}
	}
	if n.No, err = s.Leads.Numbers.Take(ctx, a.Org, 1); err != nil {
		return nil, err
	}
	mode, _ := cat.Mode(n.Mode)
	n.Prepare(mode.BuyerKind == "company")
	if !allowDuplicate {
		if err := s.Probes.May(ctx, a, actor.LeadRead); err != nil {
			return nil, err
		}
	}
	policy := Tell
	if allowDuplicate {
		policy = Create
	}
	var out *lead.Lead
	err = s.Dir.Of(a.Org).Write(ctx, func(ctx context.Context, tx *db.Tx) error {
		if err := cat.CheckOwnRefs(ctx, tx, a, lead.Kind, n.Own); err != nil {
			return err
		}
		l, _, err := s.Take(ctx, tx, a, n, policy, mode)
		if err != nil || l.No != 0 {
			out = l
			return err
		}
		out, err = s.Leads.Hold(ctx, tx, a, l.ID, actor.LeadRead, true) // known under its external id
		return err
	})
	return s.watched(ctx, a, out, err)
}

// watched counts and journals a refusal that told of a lead out of the actor's reach.
func (s *Service) watched(ctx context.Context, a *actor.Actor, l *lead.Lead, err error) (*lead.Lead, error) {
	if !ErrDuplicate.Is(err) {
		return l, err
	}
	if !within(a, l) {
		if failed := s.Probes.Told(ctx, a, lead.Kind, l.ID, l.Owner, l.Group); failed != nil {
			return nil, failed
		}
	}
	return nil, err
}

// within reports whether the actor sees the lead anyway.
func within(a *actor.Actor, l *lead.Lead) bool {
	return a.ReachesRecord(actor.LeadRead, l.ID, l.Owner, l.Group) || l.Owner.IsZero() && a.Can(actor.LeadClaim) != actor.None
}

// ownerOf reads whom a new lead is for: "" is the actor himself where he only sells, else nobody; others only within the
// reach of whoever may assign.
func (s *Service) ownerOf(ctx context.Context, a *actor.Actor, asked string) (id.ID, error) {
	asked = strings.TrimSpace(asked)
	if asked == "" && a.Can(actor.LeadAssign) == actor.None && a.Can(actor.LeadClaim) != actor.None || asked == "me" {
		return a.Member, nil
	}
	if asked == "" || asked == "none" {
		return id.ID{}, nil
	}
	wrong := fault.Wrong("owner_id", fault.Text{ZH: "不能分给这个人", EN: "It cannot be given to this person"}, fault.Text{ZH: "me，或你管的在职同事", EN: "me, or an active colleague in your reach"})
	owner, err := id.Parse(asked)
	if err != nil {
		return id.ID{}, wrong
	}
	people, err := s.Team.People(ctx, a.Org)
	if err != nil {
		return id.ID{}, err
	}
	m, ok := people.Member(owner)
	if !ok || m.State != "active" || owner != a.Member && !a.Reaches(actor.LeadAssign, m.ID, m.Group) {
		return id.ID{}, wrong
	}
	return owner, nil
}
