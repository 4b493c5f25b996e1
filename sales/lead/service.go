package lead

import (
	"context"
	"slices"

	"xiaoguan/base/actor"
	"xiaoguan/base/clock"
	"xiaoguan/base/id"
	"xiaoguan/base/text"
	"xiaoguan/record"
	"xiaoguan/sales/customer"
	"xiaoguan/sales/team"
	"xiaoguan/store/db"
	"xiaoguan/store/journal"
	"xiaoguan/store/search"
)

// Service carries the operations on leads.
type Service struct {
	Dir        *db.Directory
	IDs        *id.Source
	Now        clock.Clock
	Journal    *journal.Journal
	Catalogues *record.Catalogues
	Numbers    *db.Numbers
	Team       *team.Service
	Customers  *customer.Service
	Approvals  *record.Approvals // nil: nothing waits for consent
}

// indexed are the columns whose change makes the search document stale.
var indexed = []string{"name", "contact_name", "phone", "owner_id", "custom"}

// Save keeps a changed lead: the row's changed columns, the spell when the owner changed, the search document, one journal
// entry of the kind. edited says that a person edited fields, which moves the version. Nothing changed is no act.
func (s *Service) Save(ctx context.Context, tx *db.Tx, a *actor.Actor, before Lead, after *Lead, kind string, edited bool, more ...journal.Change) error {
	columns, changes := record.Diff(s.Dir.Of(a.Org).Read(), Type, &before, after)
	cat, err := s.Catalogues.Of(ctx, a.Org)
	if err != nil {
		return err
	}
	own, err := cat.SaveOwn(ctx, tx, a, Kind, after.ID, before.Custom, after.Custom, false)
	if err != nil {
		return err
	}
	changes = append(changes, own...)
	if len(columns) == 0 && len(more) == 0 {
		return nil
	}
	if edited {
		after.Version++
		columns = append(columns, "version")
	}
	if err := update(ctx, tx, after, columns); err != nil {
		return err
	}
	if before.Owner != after.Owner {
		if err := s.handOver(ctx, tx, a, after, causeOf(kind, more)); err != nil {
			return err
		}
	}
	if slices.ContainsFunc(indexed, func(c string) bool { return slices.Contains(columns, c) }) {
		if err := search.Put(tx, a.Org, document(cat, after, false)); err != nil {
			return err
		}
	}
	s.Journal.Record(tx, a, &journal.Entry{Kind: kind, SubjectKind: Kind, Subject: after.ID, Owner: after.Owner, Group: after.Group,
		Changes: append(changes, more...), Before: before.Facts(), After: after.Facts()})
	return nil
}

// causeOf is why a spell began: what the act says in a change of the field cause, else the act's kind.
func causeOf(kind string, more []journal.Change) string {
	for _, c := range more {
		if text, ok := c.After.(string); ok && c.Field == "cause" {
			return text
		}
	}
	return kind
}

// handOver opens the new owner's spell; a customer that nobody owns goes with the lead.
func (s *Service) handOver(ctx context.Context, tx *db.Tx, a *actor.Actor, l *Lead, cause string) error {
	if !l.Owner.IsZero() && !l.Customer.IsZero() {
		if err := s.Customers.Adopt(ctx, tx, a, l.Customer, l.Owner, l.Group); err != nil {
			return err
		}
	}
	return s.openSpell(tx, l, cause, false)
}

func document(cat *record.Catalogue, l *Lead, fresh bool) search.Doc {
	return search.Doc{Kind: Kind, ID: l.ID, Tokens: append(words(l), cat.OwnTokens(Kind, l.Custom)...), Owner: l.Owner, Fresh: fresh}
}

// words are what a lead is found by.
func words(l *Lead) []string {
	return append(text.Tokens(l.Name, l.ContactName, l.Number()), text.PhoneTokens(l.Phone)...)
}

// SetOwner moves a held lead to an owner (zero: nobody), freezing the owner's group of today.
func (s *Service) SetOwner(people *team.People, l *Lead, owner id.ID) {
	l.Owner, l.Group = owner, id.ID{}
	if m, ok := people.Member(owner); ok {
		l.Group = m.Group
	}
}

// clean brings a lead's texts into their comparable forms.
func clean(l *Lead, companies bool) {
	l.NameNorm = ""
	if companies {
		l.NameNorm = text.NormCompany(l.Name).Key
	}
	p := text.NormPhone(l.Phone)
	l.PhoneNorm = ""
	if p.Identifies() {
		l.PhoneNorm = p.Norm
	}
}
