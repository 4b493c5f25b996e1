package team

import (
	"context"
	"strings"

	"xiaoguan/base/actor"
	"xiaoguan/base/day"
	"xiaoguan/base/fault"
	"xiaoguan/base/id"
	"xiaoguan/base/text"
	"xiaoguan/record"
	"xiaoguan/store/db"
	"xiaoguan/store/journal"
)

// Joining is what is known of a member to be added. A person who signs in already, by the same phone or address, joins with
// the password they have: then Hash is not used.
type Joining struct {
	Name, Phone, Email string
	Role               actor.Role
	Group              id.ID
	Head               bool
	Level, Capacity    int
	Tags               []string
	Hash               string  // of the first password, made by Hash
	Identity           id.ID   // the person, when known already; else found or made by phone and address
	From               day.Day // first day of the membership; zero is today
	Own                record.OwnPatch
}

// Join adds a member to the actor's organisation within a transaction: sales' way and the demo company's. Its errors name
// fields as POST /members does.
func (s *Service) Join(ctx context.Context, tx *db.Tx, a *actor.Actor, in Joining) (*Member, error) {
	in.Name = strings.TrimSpace(in.Name)
	var p fault.Problems
	checkName(&p, "name", in.Name, 50)
	checkStanding(&p, in.Level, in.Capacity)
	if err := s.mayGive(ctx, tx, &p, a, in.Role); err != nil {
		return nil, err
	}
	var who account
	if in.Identity.IsZero() || in.Phone != "" || in.Email != "" {
		who = contactOf(&p, in.Phone, in.Email)
	}
	known, err := hasGroup(ctx, tx, a.Org, in.Group)
	if err != nil {
		return nil, err
	}
	if !known {
		noGroup(&p)
	}
	if err := p.Err(); err != nil {
		return nil, err
	}
	tags, err := record.CleanTags(in.Tags)
	if err != nil {
		return nil, err
	}
	if in.Identity.IsZero() {
		if in.Identity, err = s.person(ctx, tx, a.Org, who, in.Hash); err != nil {
			return nil, err
		}
	}
	if in.From.IsZero() {
		in.From = s.Today(a)
	}
	m := &Member{Org: a.Org, ID: s.IDs.New(), Identity: in.Identity, Name: in.Name, Initials: text.PersonInitials(in.Name), Phone: who.phone, Email: who.email,
		Role: in.Role, Level: in.Level, Capacity: in.Capacity, State: Active, Version: 1, CreatedAt: s.Now(), Group: in.Group, Head: in.Head, Tags: tags}
	if m.Custom, err = s.Catalogues.JudgeOwn(ctx, tx, a, KindMember, "", in.Own, true); err != nil {
		return nil, err
	}
	if err := insertMember(ctx, tx, m); err != nil {
		return nil, err
	}
	if err := insertMembership(ctx, tx, &Membership{Org: a.Org, ID: s.IDs.New(), Member: m.ID, Group: in.Group, Head: in.Head, From: in.From}); err != nil {
		return nil, err
	}
	if err := s.setTags(ctx, tx, m, true); err != nil {
		return nil, err
	}
	own, words, err := s.Catalogues.KeepOwn(ctx, tx, a, KindMember, m.ID, "", m.Custom, true)
	if err != nil {
		return nil, err
	}
	if err := putMember(tx, m, words, true); err != nil {
		return nil, err
	}
	s.changed(tx, a.Org)
	s.Journal.Record(tx, a, &journal.Entry{Kind: "member.added", SubjectKind: KindMember, Subject: m.ID, Owner: m.ID, Group: m.Group, Changes: append(memberChanges(&Member{}, m), own...)})
	return m, nil
}

func noGroup(p *fault.Problems) {
	p.Add("group_id", fault.Text{ZH: "没有这个小组", EN: "There is no such group"}, fault.Text{ZH: "选一个现有的小组", EN: "Choose a group that exists"})
}

// person finds who signs in by the phone or address, or makes a new identity.
func (s *Service) person(ctx context.Context, tx *db.Tx, org id.ID, who account, hash string) (id.ID, error) {
	found, err := identitiesNamed(ctx, tx, who)
	switch {
	case err != nil:
		return id.ID{}, err
	case len(found) > 1:
		return id.ID{}, ErrTwoPeople.New()
	case len(found) == 1:
		return found[0].ID, s.mayJoin(ctx, tx, org, found[0].ID)
	}
	now := s.Now()
	made := &identity{ID: s.IDs.New(), Phone: who.phone, Email: who.email, Hash: hash, PasswordAt: now, CreatedAt: now}
	return made.ID, insertIdentity(ctx, tx, made)
}

func (s *Service) setTags(ctx context.Context, tx *db.Tx, m *Member, isNew bool) error {
	tags, err := record.TagIDs(ctx, tx, s.IDs, m.Org, m.Tags, s.Now())
	if err != nil {
		return err
	}
	return record.SetTags(ctx, tx, Type, m.Org, m.ID, tags, isNew)
}

// memberChanges tells the journal what differs between two states of a member.
func memberChanges(before, after *Member) (changes []journal.Change) {
	add := func(field string, was, is any, personal bool) {
		if was != is {
			changes = append(changes, journal.Change{Field: field, Before: was, After: is, Personal: personal})
		}
	}
	add("name", before.Name, after.Name, true)
	add("phone", before.Phone, after.Phone, true)
	add("email", before.Email, after.Email, true)
	add("role", before.Role, after.Role, false)
	add("group_id", before.Group, after.Group, false)
	add("lead_of_group", before.Head, after.Head, false)
	add("level", before.Level, after.Level, false)
	add("capacity", before.Capacity, after.Capacity, false)
	add("state", before.State, after.State, false)
	add("tags", strings.Join(before.Tags, ","), strings.Join(after.Tags, ","), false)
	return changes
}
