package lead

import (
	"context"

	"xiaoguan/base/actor"
	"xiaoguan/base/fault"
	"xiaoguan/base/id"
	"xiaoguan/store/db"
	"xiaoguan/store/journal"
	"xiaoguan/store/search"
)

// AddMany is Add for leads that come in together, inside one transaction and one act: the same rows, entries and search
// documents, written with few statements. Tags must come with their ids.
func (s *Service) AddMany(ctx context.Context, tx *db.Tx, a *actor.Actor, news []*New) error {
	if len(news) == 0 {
		return nil
	}
	cat, err := s.Catalogues.Of(ctx, a.Org)
	if err != nil {
		return err
	}
	people, err := s.Team.People(ctx, a.Org)
	if err != nil {
		return err
	}
	leads := make([]*Lead, len(news))
	for i, n := range news {
		mode, _ := cat.Mode(n.Mode)
		l := s.row(a, n, mode)
		leads[i] = l
		s.SetOwner(people, l, n.Owner)
		clean(l, mode.BuyerKind == "company")
		var wrong fault.Problems
		if err := n.takeOwn(&wrong, cat, a); err != nil {
			return err
		}
		if err := wrong.Err(); err != nil {
			return err
		}
		if err := s.outcome(cat, l, n, mode); err != nil {
			return err
		}
		if l.Customer.IsZero() {
			if l.Customer, err = s.link(ctx, tx, a, l, mode); err != nil {
				return err
			}
		}
	}
	if err := s.insertMany(tx, leads, news); err != nil {
		return err
	}
	recs, customs := make([]id.ID, len(leads)), make([]string, len(leads))
	for i, l := range leads {
		recs[i], customs[i] = l.ID, l.Custom
	}
	own, err := cat.SaveOwnMany(tx, Kind, recs, customs)
	if err != nil {
		return err
	}
	for i, l := range leads {
		if err := search.Put(tx, a.Org, document(cat, l, true)); err != nil {
			return err
		}
		s.Journal.Record(tx, a, &journal.Entry{Kind: "lead.created", SubjectKind: Kind, Subject: l.ID, Owner: l.Owner, Group: l.Group, Changes: append(born(l), own[i]...), After: l.Facts()})
	}
	return nil
}

// Keys are the comparable forms of what a new lead is called and reached by; companies says that its name names a company.
// Empty ones compare with nothing.
func (n *New) Keys(companies bool) (name, phone string) {
	if n.ready == nil || n.ready.companies != companies || n.ready.from != [2]string{n.Name, n.Phone} {
		l := &Lead{Name: n.Name, Phone: n.Phone}
		clean(l, companies)
		n.ready = &ready{companies: companies, from: [2]string{n.Name, n.Phone}, name: l.NameNorm, phone: l.PhoneNorm}
	}
	return n.ready.name, n.ready.phone
}

// ready is what has been worked out of a new lead, and from what.
type ready struct {
	companies   bool
	from        [2]string
	name, phone string
	tokens      []string // nil: not yet
}

// Prepare works out what need not be worked out inside the transaction, where others wait: comparable forms and, with the
// number, the words it is found by.
func (n *New) Prepare(companies bool) {
	n.Keys(companies)
	n.ready.tokens = words(&Lead{Name: n.Name, ContactName: n.ContactName, Phone: n.Phone, No: n.No})
}

// Twin is an open lead that others may mean too.
type Twin struct {
	ID    id.ID `bun:"id"`
	Owner id.ID `bun:"owner_id"`
	Group id.ID `bun:"group_id"`
}

// Knows notes that another system knows a lead under an id; an id that is known already stays where it is.
func (s *Service) Knows(tx *db.Tx, a *actor.Actor, system, external string, lead id.ID) error {
	return alsoExternal(tx, a.Org, system, external, lead)
}
