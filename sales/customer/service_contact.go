package customer

import (
	"context"
	"strings"

	"xiaoguan/base/actor"
	"xiaoguan/base/clock"
	"xiaoguan/base/day"
	"xiaoguan/base/fault"
	"xiaoguan/base/id"
	"xiaoguan/record"
	"xiaoguan/store/db"
	"xiaoguan/store/journal"
)

// ContactNew is what a contact is entered with.
type ContactNew struct {
	Name   string `json:"name" minLength:"1" maxLength:"100"`
	Title  string `json:"title,omitempty" maxLength:"100"`
	Role   string `json:"role,omitempty" maxLength:"100"`
	Phone  string `json:"phone,omitempty" maxLength:"60"`
	Email  string `json:"email,omitempty" maxLength:"254"`
	Wechat string `json:"wechat,omitempty" maxLength:"100"`
}

// ContactPatch changes the fields that are there; an empty text clears.
type ContactPatch struct {
	Version int     `json:"version" minimum:"1"`
	Name    *string `json:"name,omitempty" maxLength:"100"`
	Title   *string `json:"title,omitempty" maxLength:"100"`
	Role    *string `json:"role,omitempty" maxLength:"100"`
	Phone   *string `json:"phone,omitempty" maxLength:"60"`
	Email   *string `json:"email,omitempty" maxLength:"254"`
	Wechat  *string `json:"wechat,omitempty" maxLength:"100"`
}

// clean trims and judges what a contact is to be.
func (n *ContactNew) clean() error {
	for _, s := range []*string{&n.Name, &n.Title, &n.Role, &n.Phone, &n.Email, &n.Wechat} {
		*s = strings.TrimSpace(*s)
	}
	var p fault.Problems
	p.Need("name", n.Name, label("联系人的姓名", "The name of the person"))
	checkPoints(&p, n.Phone, n.Email)
	return p.Err()
}

// AddContact enters a person at a customer the actor may edit.
func (s *Service) AddContact(ctx context.Context, a *actor.Actor, customer id.ID, n ContactNew) (*ContactView, error) {
	if err := n.clean(); err != nil {
		return nil, err
	}
	now := s.Now()
	row := &Contact{Org: a.Org, ID: s.IDs.New(), Name: n.Name, Title: n.Title, Version: 1, CreatedAt: now, Customer: customer, Role: n.Role}
	points := pointsOf(a.Org, KindContact, row.ID, n.Phone, n.Email, n.Wechat)
	err := s.Dir.Of(a.Org).Write(ctx, func(ctx context.Context, tx *db.Tx) error {
		c, err := editableCustomer(ctx, tx, a, customer)
		if err != nil {
			return err
		}
		row.Owner, row.Group = c.Owner, c.Group
		s.tell(tx, a, row, "contact.created", contactChanges(&ContactNew{}, &n))
		return insertContact(tx, row, day.Of(now, clock.Zone(a.Zone)), points)
	})
	if err != nil {
		return nil, err
	}
	v := contactView(a, row, byKind(points))
	return &v, nil
}

// ChangeContact edits a contact at the version it was read in; ErrVersion when it has moved since.
func (s *Service) ChangeContact(ctx context.Context, a *actor.Actor, contact id.ID, p *ContactPatch) (*ContactView, error) {
	if err := mayWritePoints(a, p.Phone, p.Email, p.Wechat); err != nil {
		return nil, err
	}
	var v ContactView
	err := s.Dir.Of(a.Org).Write(ctx, func(ctx context.Context, tx *db.Tx) error {
		row, err := editable(ctx, tx, a, contact)
		if err != nil {
			return err
		}
		have, err := readPoints(ctx, tx, a.Org, KindContact, []id.ID{contact})
		if err != nil {
			return err
		}
		mine := have[contact]
		before := ContactNew{row.Name, row.Title, row.Role, mine[Phone], mine[Email], mine[Wechat]}
		after := p.applied(before)
		if err := after.clean(); err != nil {
			return err
		}
		row.Name, row.Title, row.Role = after.Name, after.Title, after.Role
		if there, err := updateContact(ctx, tx, row, p.Version); err != nil || !there {
			if err == nil {
				err = fault.ErrVersion.New()
			}
			return err
		}
		row.Version = p.Version + 1
		points := pointsOf(a.Org, KindContact, contact, after.Phone, after.Email, after.Wechat)
		_, kinds := pointChanges([3]string{before.Phone, before.Email, before.Wechat}, [3]string{after.Phone, after.Email, after.Wechat})
		if err := replacePoints(tx, a.Org, KindContact, contact, kinds, points); err != nil {
			return err
		}
		v = contactView(a, row, byKind(points))
		s.tell(tx, a, row, "contact.changed", contactChanges(&before, &after))
		return nil
	})
	return &v, err
}

func (p *ContactPatch) applied(n ContactNew) ContactNew {
	for _, c := range []struct{ from, to *string }{{p.Name, &n.Name}, {p.Title, &n.Title}, {p.Role, &n.Role}, {p.Phone, &n.Phone}, {p.Email, &n.Email}, {p.Wechat, &n.Wechat}} {
		if c.from != nil {
			*c.to = *c.from
		}
	}
	return n
}

// Reveal gives the whole phone of a customer (contact zero) or of one of its contacts; the journal keeps who asked.
func (s *Service) Reveal(ctx context.Context, a *actor.Actor, customer, contact id.ID) (phone string, err error) {
	err = s.Dir.Of(a.Org).Write(ctx, func(ctx context.Context, tx *db.Tx) error {
		c, err := visible(ctx, tx, a, customer)
		if err != nil {
			return err
		}
		if !a.ReachesRecord(actor.LeadReveal, c.ID, c.Owner, c.Group) {
			return fault.ErrForbidden.New()
		}
		if err := record.MayReveal(a, Kind, actor.Phone); err != nil {
			return err
		}
		if phone, err = phoneOf(ctx, tx, a.Org, customer, contact); err != nil {
			return err
		}
		if phone == "" {
			return ErrNoPhone.New()
		}
		e := &journal.Entry{Kind: "customer.revealed", SubjectKind: Kind, Subject: customer, Owner: c.Owner, Group: c.Group}
		if !contact.IsZero() {
			e.Changes = []journal.Change{{Field: "contact_id", After: contact}}
		}
		s.Journal.Record(tx, a, e)
		return nil
	})
	return phone, err
}

// tell records what happened to a contact; who sees the customer sees the entry.
func (s *Service) tell(tx *db.Tx, a *actor.Actor, row *Contact, kind string, changes []journal.Change) {
	if len(changes) > 0 {
		s.Journal.Record(tx, a, &journal.Entry{Kind: kind, SubjectKind: KindContact, Subject: row.ID, Owner: row.Owner, Group: row.Group, Changes: changes})
	}
}

func contactChanges(before, after *ContactNew) (changes []journal.Change) {
	for _, c := range []struct {
		field, was, is string
		personal       bool
	}{{"name", before.Name, after.Name, true}, {"title", before.Title, after.Title, false}, {"role", before.Role, after.Role, false}} {
		if c.was != c.is {
			changes = append(changes, journal.Change{Field: c.field, Before: told(c.was), After: told(c.is), Personal: c.personal})
		}
	}
	more, _ := pointChanges([3]string{before.Phone, before.Email, before.Wechat}, [3]string{after.Phone, after.Email, after.Wechat})
	return append(changes, more...)
}

func byKind(points []Point) map[string]string {
	out := map[string]string{}
	for _, p := range points {
		out[p.Kind] = p.Value
	}
	return out
}
