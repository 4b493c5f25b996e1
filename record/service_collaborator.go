package record

import (
	"context"
	"slices"

	"xiaoguan/base/actor"
	"xiaoguan/base/fault"
	"xiaoguan/base/id"
	"xiaoguan/notify"
	"xiaoguan/store/db"
	"xiaoguan/store/journal"
)

// found is the record as the actor sees it; fault.ErrNotFound where he does not.
func (s *Collaborators) found(ctx context.Context, a *actor.Actor, kind string, record id.ID) (*Type, Found, error) {
	t, known := s.Types.Type(kind)
	load := s.Search.loaders[kind]
	if !known || load == nil {
		return nil, Found{}, fault.ErrNotFound.New()
	}
	hits, err := load(ctx, s.Dir.Of(a.Org), a, []id.ID{record}, "")
	if err != nil {
		return nil, Found{}, err
	}
	f, ok := hits[record]
	if !ok {
		return nil, Found{}, fault.ErrNotFound.New()
	}
	return t, f, nil
}

// List gives a record's collaborators to whoever sees it. Its owner is not among them, even if he was before he got it.
func (s *Collaborators) List(ctx context.Context, a *actor.Actor, kind string, record id.ID) (*CollaboratorList, error) {
	t, _, err := s.found(ctx, a, kind, record)
	if err != nil {
		return nil, err
	}
	st := s.Dir.Of(a.Org)
	h, err := holdingOf(ctx, st, a.Org, t, record)
	if err != nil {
		return nil, err
	}
	rows, err := readCollaborators(ctx, st.Read(), a.Org, kind, record)
	if err != nil {
		return nil, st.Fault(err)
	}
	names, err := s.Names(ctx, a.Org)
	if err != nil {
		return nil, err
	}
	out := &CollaboratorList{Items: []CollaboratorView{}, Change: t.mayInvite(a, h)}
	for _, c := range rows {
		if c.Member == h.Owner {
			continue
		}
		who, err := s.Person(ctx, a, c.Member)
		if err != nil {
			return nil, err
		}
		if who.Actor == nil { // has left
			continue
		}
		out.Items = append(out.Items, CollaboratorView{Member: ExplainedBy{who.ID, who.Name, who.RoleName, who.Group}, Right: c.May, RightText: RightWord(c.May).In(a.Lang),
			AddedBy: names.Name(c.AddedBy), AddedAt: c.AddedAt.UTC(), Mine: c.Member == a.Member})
	}
	return out, nil
}

// Set adds a collaborator or changes his right, and tells him.
func (s *Collaborators) Set(ctx context.Context, a *actor.Actor, kind string, record, member id.ID, right actor.Right) (*CollaboratorList, error) {
	t, f, err := s.found(ctx, a, kind, record)
	if err != nil {
		return nil, err
	}
	who, err := s.Person(ctx, a, member)
	if err != nil {
		return nil, err
	}
	err = s.Dir.Of(a.Org).Write(ctx, func(ctx context.Context, tx *db.Tx) error {
		h, have, err := s.hold(ctx, tx, a, t, record)
		if err != nil {
			return err
		}
		if err := t.mayJoin(who, h); err != nil {
			return err
		}
		c := &Collaborator{Org: a.Org, Kind: kind, Record: record, Member: member, May: right.String(), AddedBy: a.Member, AddedAt: s.Now()}
		i := slices.IndexFunc(have, func(x Collaborator) bool { return x.Member == member })
		if i >= 0 && have[i].May == c.May {
			return nil
		}
		e := &journal.Entry{Kind: kind + ".collaborator_changed", Changes: []journal.Change{{Field: "collaborator", Before: member, After: member}, {Field: RightField, After: c.May}}}
		if i >= 0 {
			e.Changes[1].Before = have[i].May
		} else {
			if err := s.room(ctx, tx, a, c, who, len(have)); err != nil {
				return err
			}
			e.Kind, e.Changes[0].Before = kind+".collaborator_added", nil
			if err := s.tell(ctx, tx, a, c, f.Title); err != nil {
				return err
			}
		}
		s.record(tx, a, c, h, e)
		return putCollaborator(tx, c)
	})
	if err != nil {
		return nil, err
	}
	return s.List(ctx, a, kind, record)
}

// room judges whether there is place for one more.
func (s *Collaborators) room(ctx context.Context, tx *db.Tx, a *actor.Actor, c *Collaborator, who *Viewer, have int) error {
	if have >= MostCollaborators {
		return ErrManyCollaborators.New(fault.Args{"n": MostCollaborators})
	}
	n, err := collaborations(ctx, tx, a.Org, c.Kind, c.Member)
	if err == nil && n >= MostCollaborations {
		err = ErrManyCollaborations.New(fault.Args{"n": n, "name": who.Name})
	}
	return err
}

// Remove takes a collaborator out: by whoever may add one, or himself. What he does not see any more he is not shown again.
func (s *Collaborators) Remove(ctx context.Context, a *actor.Actor, kind string, record, member id.ID) error {
	t, _, err := s.found(ctx, a, kind, record)
	if err != nil {
		return err
	}
	return s.Dir.Of(a.Org).Write(ctx, func(ctx context.Context, tx *db.Tx) error {
		h, have, err := s.hold(ctx, tx, a, t, record)
		if member == a.Member && fault.ErrForbidden.Is(err) {
			err = nil
		}
		if err != nil {
			return err
		}
		i := slices.IndexFunc(have, func(x Collaborator) bool { return x.Member == member })
		if i < 0 {
			return fault.ErrNotFound.New()
		}
		s.record(tx, a, &have[i], h, &journal.Entry{Kind: kind + ".collaborator_removed", Changes: []journal.Change{{Field: "collaborator", Before: member}, {Field: RightField, Before: have[i].May}}})
		return dropCollaborator(tx, &have[i])
	})
}

// hold takes the record and reads its collaborators; fault.ErrForbidden, with both, where the actor may not change them.
func (s *Collaborators) hold(ctx context.Context, tx *db.Tx, a *actor.Actor, t *Type, record id.ID) (h holding, have []Collaborator, err error) {
	if h, err = holdRecord(ctx, tx, a.Org, t, record); err != nil {
		return h, nil, err
	}
	if have, err = readCollaborators(ctx, tx, a.Org, t.Kind, record); err == nil && !t.mayInvite(a, h) {
		err = fault.ErrForbidden.New()
	}
	return h, have, err
}

// record writes the record's entry and the one that tells the member alone, and forgets what members were known to may.
func (s *Collaborators) record(tx *db.Tx, a *actor.Actor, c *Collaborator, h holding, e *journal.Entry) {
	e.SubjectKind, e.Subject, e.Owner, e.Group = c.Kind, c.Record, h.Owner, h.Group
	s.Journal.Record(tx, a, e)
	s.Journal.Record(tx, a, &journal.Entry{Kind: CollaborationKind + ".changed", SubjectKind: CollaborationKind, Subject: c.Record, Owner: c.Member})
	s.Changed(tx, a.Org)
}

func (s *Collaborators) tell(ctx context.Context, tx *db.Tx, a *actor.Actor, c *Collaborator, title string) error {
	if c.Member == a.Member {
		return nil
	}
	return s.Notices.Tell(ctx, tx, a, notify.Notice{Member: c.Member, Kind: noticeJoined, SubjectKind: c.Kind, Subject: c.Record, Args: notify.Args{"by": a.Name, "what": title, "may": RightWord(c.May)}})
}
