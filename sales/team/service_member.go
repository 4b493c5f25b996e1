package team

import (
	"context"
	"strings"

	"xiaoguan/base/actor"
	"xiaoguan/base/fault"
	"xiaoguan/base/id"
	"xiaoguan/base/text"
	"xiaoguan/record"
	"xiaoguan/store/db"
	"xiaoguan/store/journal"
)

// AddMember adds a member with a first password. existing says that the person signs in already, here or at another
// company of this server, and keeps that password.
func (s *Service) AddMember(ctx context.Context, a *actor.Actor, in Joining, password string) (m *Member, existing bool, err error) {
	var p fault.Problems
	checkPassword(&p, "password", password, contactOf(&p, in.Phone, in.Email))
	if err := p.Err(); err != nil {
		return nil, false, err
	}
	if in.Hash, err = s.queue.hash(ctx, password); err != nil {
		return nil, false, err
	}
	err = s.Dir.Of(a.Org).Write(ctx, func(ctx context.Context, tx *db.Tx) error {
		if err := hold(ctx, tx, a.Org); err != nil {
			return err
		}
		if m, err = s.Join(ctx, tx, a, in); err != nil {
			return err
		}
		if !a.Reaches(actor.TeamWrite, m.ID, m.Group) {
			return fault.ErrNotFound.New()
		}
		existing, err = hasOtherHash(ctx, tx, m.Identity, in.Hash)
		return err
	})
	return m, existing, err
}

// mayJoin judges whether an existing identity may become a member of the organisation: not a second time.
func (s *Service) mayJoin(ctx context.Context, tx *db.Tx, org, identity id.ID) error {
	have, err := memberNamed(ctx, tx, org, identity)
	if err != nil || have == "" {
		return err
	}
	return ErrMemberTaken.New(fault.Args{"name": have})
}

// MemberChange is what changes of a member; nil members stay.
type MemberChange struct {
	Name, Phone, Email *string // "" clears a phone or address, while one of them stays
	Role               *actor.Role
	Group              *id.ID
	Head               *bool
	Level, Capacity    *int
	Tags               *[]string
	Version            int
	Own                record.OwnPatch
}

// apply gives the member as it would be, its texts cleaned; problems name the fields.
func (c MemberChange) apply(before *Member) (*Member, error) {
	after := *before
	set := func(to *string, v *string) {
		if v != nil {
			*to = strings.TrimSpace(*v)
		}
	}
	set(&after.Name, c.Name)
	set(&after.Phone, c.Phone)
	set(&after.Email, c.Email)
	if c.Role != nil {
		after.Role = *c.Role
	}
	if c.Group != nil {
		after.Group = *c.Group
	}
	if c.Head != nil {
		after.Head = *c.Head
	}
	if c.Level != nil {
		after.Level = *c.Level
	}
	if c.Capacity != nil {
		after.Capacity = *c.Capacity
	}
	var p fault.Problems
	checkName(&p, "name", after.Name, 50)
	checkStanding(&p, after.Level, after.Capacity)
	if c.Phone != nil || c.Email != nil {
		who := contactOf(&p, after.Phone, after.Email)
		after.Phone, after.Email = who.phone, who.email
	}
	after.Initials = text.PersonInitials(after.Name)
	if err := p.Err(); err != nil {
		return nil, err
	}
	if c.Tags != nil {
		tags, err := record.CleanTags(*c.Tags)
		if err != nil {
			return nil, err
		}
		after.Tags = tags
	}
	return &after, nil
}

// ChangeMember changes a member who has not left; another group holds from today on. Errors: fault.ErrNotFound,
// fault.ErrVersion, ErrHasLeft, ErrLastAdministrator, ErrAccountTaken, wrong fields.
func (s *Service) ChangeMember(ctx context.Context, a *actor.Actor, member id.ID, in MemberChange) (*Member, error) {
	return s.alter(ctx, a, member, "member.changed", func(ctx context.Context, tx *db.Tx, before *Member) (*Member, error) {
		switch {
		case in.Version != before.Version:
			return nil, fault.ErrVersion.New()
		case before.State == Left:
			return nil, ErrHasLeft.New(fault.Args{"name": before.Name})
		}
		after, err := in.apply(before)
		if err != nil {
			return nil, err
		}
		if err := s.moveRole(ctx, tx, a, before, after); err != nil {
			return nil, err
		}
		if after.Custom, err = s.Catalogues.JudgeOwn(ctx, tx, a, KindMember, before.Custom, in.Own, false); err != nil {
			return nil, err
		}
		if err := s.moveAccount(ctx, tx, before, after); err != nil {
			return nil, err
		}
		if in.Tags != nil {
			if err := s.setTags(ctx, tx, after, false); err != nil {
				return nil, err
			}
		}
		return after, s.moveMember(ctx, tx, a, before, after)
	})
}

// Leave marks a member as left from today on and ends their sessions here. Doing it again changes nothing.
func (s *Service) Leave(ctx context.Context, a *actor.Actor, member id.ID) (*Member, error) {
	return s.alter(ctx, a, member, "member.left", func(ctx context.Context, tx *db.Tx, before *Member) (*Member, error) {
		after := *before
		if before.State == Left {
			return &after, nil
		}
		after.State, after.Group, after.Head = Left, id.ID{}, false
		if err := closeMembership(ctx, tx, a.Org, member, s.Today(a)); err != nil {
			return nil, err
		}
		return &after, s.end(ctx, tx, before.Identity, a.Org, id.ID{})
	})
}

// Return takes a member back who had left, into a group from today on.
func (s *Service) Return(ctx context.Context, a *actor.Actor, member, group id.ID) (*Member, error) {
	return s.alter(ctx, a, member, "member.returned", func(ctx context.Context, tx *db.Tx, before *Member) (*Member, error) {
		after := *before
		if before.State == Active {
			return &after, nil
		}
		after.State, after.Group = Active, group
		return &after, s.moveMember(ctx, tx, a, before, &after)
	})
}

// alter is the course of every change of a member: hold, read, judge the scope, change, keep, tell the journal.
func (s *Service) alter(ctx context.Context, a *actor.Actor, member id.ID, kind string, change func(context.Context, *db.Tx, *Member) (*Member, error)) (after *Member, err error) {
	err = s.Dir.Of(a.Org).Write(ctx, func(ctx context.Context, tx *db.Tx) error {
		if err := hold(ctx, tx, a.Org); err != nil {
			return err
		}
		before, err := readMember(ctx, tx, a.Org, member)
		if err != nil {
			return err
		}
		if !a.Reaches(actor.TeamWrite, before.ID, before.Group) {
			return fault.ErrNotFound.New()
		}
		if err := s.mayTouch(ctx, tx, a, before); err != nil {
			return err
		}
		if after, err = change(ctx, tx, before); err != nil {
			return err
		}
		administrators, err := countAdministrators(ctx, tx, a.Org)
		if err != nil {
			return err
		}
		if err := mayGo(before, after, administrators); err != nil {
			return err
		}
		own, words, err := s.Catalogues.KeepOwn(ctx, tx, a, KindMember, after.ID, before.Custom, after.Custom, false)
		if err != nil {
			return err
		}
		changes := append(memberChanges(before, after), own...)
		if len(changes) == 0 {
			return nil
		}
		after.Version++
		if err := updateMember(ctx, tx, after, before.Version); err != nil {
			return err
		}
		if err := putMember(tx, after, words, false); err != nil {
			return err
		}
		s.changed(tx, a.Org)
		s.Journal.Record(tx, a, &journal.Entry{Kind: kind, SubjectKind: KindMember, Subject: member, Owner: member, Group: after.Group, Changes: changes})
		return nil
	})
	return after, err
}

// moveRole judges another role.
func (s *Service) moveRole(ctx context.Context, tx *db.Tx, a *actor.Actor, before, after *Member) error {
	if before.Role == after.Role {
		return nil
	}
	var p fault.Problems
	if err := s.mayGive(ctx, tx, &p, a, after.Role); err != nil {
		return err
	}
	return p.Err()
}

// moveMember closes the membership and opens another where group or state ask for it.
func (s *Service) moveMember(ctx context.Context, tx *db.Tx, a *actor.Actor, before, after *Member) error {
	if before.Group == after.Group {
		if before.Head == after.Head {
			return nil
		}
		return setHead(ctx, tx, a.Org, after.ID, after.Head)
	}
	known, err := hasGroup(ctx, tx, a.Org, after.Group)
	if err != nil {
		return err
	}
	if !known || !a.Reaches(actor.TeamWrite, id.ID{}, after.Group) {
		var p fault.Problems
		noGroup(&p)
		return p.Err()
	}
	today := s.Today(a)
	if err := closeMembership(ctx, tx, a.Org, after.ID, today); err != nil {
		return err
	}
	return insertMembership(ctx, tx, &Membership{Org: a.Org, ID: s.IDs.New(), Member: after.ID, Group: after.Group, Head: after.Head, From: today})
}

// moveAccount lets a person sign in by a changed phone or address. Of someone who belongs to other organisations too, only
// what this one knows changes: no company may rename another's sign-in.
func (s *Service) moveAccount(ctx context.Context, tx *db.Tx, before, after *Member) error {
	if before.Phone == after.Phone && before.Email == after.Email {
		return nil
	}
	others, err := otherOrgs(ctx, tx, before.Identity, before.Org)
	if err != nil || len(others) > 0 {
		return err
	}
	who := account{after.Phone, after.Email}
	found, err := identitiesNamed(ctx, tx, who)
	if err != nil {
		return err
	}
	for _, f := range found {
		if f.ID != before.Identity {
			return ErrAccountTaken.New()
		}
	}
	return renameIdentity(ctx, tx, before.Identity, who)
}
