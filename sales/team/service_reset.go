package team

import (
	"context"

	"xiaoguan/base/actor"
	"xiaoguan/base/fault"
	"xiaoguan/base/id"
	"xiaoguan/store/db"
	"xiaoguan/store/journal"
)

// ErrOwnPassword says that one's own password is changed with the present one, not reset.
var ErrOwnPassword = fault.Declare("member.own_password", fault.Conflict, "自己的密码请用「修改密码」，需要输入原密码", "Change your own password with the present one instead")

// ResetPassword gives a member a new password and ends all their sessions. It is refused for someone who also belongs to an
// organisation where the actor is no administrator: it would open that one to the actor.
func (s *Service) ResetPassword(ctx context.Context, a *actor.Actor, member id.ID, password string) error {
	people, err := s.People(ctx, a.Org)
	if err != nil {
		return err
	}
	m, ok := people.Member(member)
	switch {
	case !ok || !a.Reaches(actor.TeamWrite, m.ID, m.Group):
		return fault.ErrNotFound.New()
	case m.Identity == a.Identity:
		return ErrOwnPassword.New()
	case m.State == Left:
		return ErrHasLeft.New(fault.Args{"name": m.Name})
	}
	who, err := readIdentity(ctx, s.Dir.System(), m.Identity)
	if err != nil {
		return err
	}
	var p fault.Problems
	checkPassword(&p, "password", password, account{who.Phone, who.Email})
	if err := p.Err(); err != nil {
		return err
	}
	hash, err := s.queue.hash(ctx, password)
	if err != nil {
		return err
	}
	return s.Dir.Of(a.Org).Write(ctx, func(ctx context.Context, tx *db.Tx) error {
		if err := s.mayTouch(ctx, tx, a, m); err != nil {
			return err
		}
		if err := s.mayReset(ctx, tx, a, m); err != nil {
			return err
		}
		if _, err := setPassword(ctx, tx, m.Identity, "", hash, s.Now()); err != nil {
			return err
		}
		s.Journal.Record(tx, a, &journal.Entry{Kind: "member.password_reset", SubjectKind: KindMember, Subject: m.ID, Owner: m.ID, Group: m.Group})
		return s.end(ctx, tx, m.Identity, id.ID{}, id.ID{})
	})
}

// mayReset judges the other organisations of the person.
func (s *Service) mayReset(ctx context.Context, tx *db.Tx, a *actor.Actor, m *Member) error {
	others, err := otherOrgs(ctx, tx, m.Identity, a.Org)
	if err != nil {
		return err
	}
	for _, org := range others {
		people, err := s.People(ctx, org)
		if err != nil {
			return err
		}
		mine, ok := people.identities[a.Identity]
		if !ok || mine.Role != actor.Administrator || mine.State != Active {
			return ErrElsewhere.New(fault.Args{"name": m.Name})
		}
	}
	return nil
}
