package customer

import (
	"context"
	"strings"

	"xiaoguan/base/actor"
	"xiaoguan/base/id"
	"xiaoguan/base/text"
	"xiaoguan/store/db"
	"xiaoguan/store/journal"
	"xiaoguan/store/search"
)

// Link finds the customer that an identity means, in the whole organisation: by credit code, else by the normalised name of a
// company or the phone of a person; else it makes one. The zero id says that nothing identifies anybody. A wrong credit code
// is a fault of the field credit_code.
//
// A new customer's row stands among the kept statements of tx: a row that refers to it must be kept (tx.Later) after it.
func (s *Service) Link(ctx context.Context, tx *db.Tx, a *actor.Actor, i Identity) (id.ID, error) {
	k, err := identify(i.Kind, i.Name, i.NameNorm, i.Phone, strings.TrimSpace(i.CreditCode))
	if err != nil || len(k.keys) == 0 {
		return id.ID{}, err
	}
	now := s.Now()
	c := &Customer{Org: a.Org, ID: s.IDs.New(), Kind: i.Kind, Name: strings.TrimSpace(i.Name), NameNorm: k.nameNorm, CreditCode: k.code, Industry: i.Industry, Region: i.Region,
		Owner: i.Owner, Group: i.Group, Version: 1, CreatedAt: now, UpdatedAt: now}
	if c.Name == "" {
		c.Name = text.MaskPhone(i.Phone) // a person of whom only the phone is known
		if c.Kind == Company {
			c.Name = c.CreditCode
		}
	}
	holder, err := s.claim(ctx, tx, c, k.keys)
	if err != nil || holder != c.ID {
		return holder, err
	}
	points := pointsOf(a.Org, Kind, c.ID, i.Phone, i.Email, i.Wechat)
	if err := s.insert(tx, c, points); err != nil {
		return id.ID{}, err
	}
	s.Journal.Record(tx, a, &journal.Entry{Kind: "customer.created", SubjectKind: Kind, Subject: c.ID, Owner: c.Owner, Group: c.Group, Changes: born(c, points)})
	return c.ID, search.Put(tx, a.Org, document(c, points, nil, true))
}

// claim takes the keys for a customer and returns its id, or gives back the customer that one of them means already; what was
// taken before is then given up.
func (s *Service) claim(ctx context.Context, tx *db.Tx, c *Customer, keys []string) (id.ID, error) {
	for n, key := range keys {
		holder, err := claimKey(ctx, tx, c.Org, key, c.ID)
		if err != nil {
			return id.ID{}, err
		}
		if holder == c.ID {
			continue
		}
		if same, err := s.means(ctx, tx, c, key, holder); err != nil || same {
			if err == nil {
				err = freeKeys(ctx, tx, c.Org, c.ID, keys[:n])
			}
			return holder, err
		}
	}
	return c.ID, nil
}

// means judges whether the holder of a key is the entity c stands for.
func (s *Service) means(ctx context.Context, tx *db.Tx, c *Customer, key string, holder id.ID) (bool, error) {
	if !ambiguous(key, c.CreditCode) {
		return true, nil
	}
	if err := tx.Flush(ctx); err != nil { // the holder may have been made by this transaction
		return false, err
	}
	have, err := codeOf(ctx, tx, c.Org, holder)
	return have == "" || have == c.CreditCode, err
}

// CountLead moves the number of leads of a customer, at the end of the transaction.
func (s *Service) CountLead(tx *db.Tx, org, customer id.ID, delta int) error {
	return countLead(tx, org, customer, delta)
}

// Adopt gives a customer that nobody owns to an owner: who takes over its lead from the pool must see who it is about. A
// customer that somebody owns stays as it is.
func (s *Service) Adopt(ctx context.Context, tx *db.Tx, a *actor.Actor, customer, owner, group id.ID) error {
	c, points, err := adopt(ctx, tx, a.Org, customer, owner, group, s.Now())
	if err != nil || c == nil {
		return err
	}
	if err := s.openSpell(tx, c, "adopted"); err != nil {
		return err
	}
	s.Journal.Record(tx, a, &journal.Entry{Kind: "customer.adopted", SubjectKind: Kind, Subject: c.ID, Owner: c.Owner, Group: c.Group,
		Changes: []journal.Change{{Field: "owner_id", After: owner}}})
	cat, err := s.Team.Catalogues.Of(ctx, a.Org)
	if err != nil {
		return err
	}
	return search.Put(tx, a.Org, document(c, points, cat.OwnTokens(Kind, c.Custom), false))
}

// document is what a customer is found by: its name, credit code, own phone and own fields.
func document(c *Customer, points []Point, own []string, fresh bool) search.Doc {
	tokens := append(text.Tokens(c.Name, c.CreditCode), own...)
	for _, p := range points {
		if p.Kind == Phone {
			tokens = append(tokens, text.PhoneTokens(p.Value)...)
		}
	}
	return search.Doc{Kind: Kind, ID: c.ID, Tokens: tokens, Owner: c.Owner, Fresh: fresh}
}

// born is what the journal tells of a new customer.
func born(c *Customer, points []Point) []journal.Change {
	changes := []journal.Change{{Field: "name", After: c.Name, Personal: c.Kind == Person}}
	for _, f := range []struct{ field, value string }{{"credit_code", c.CreditCode}, {"industry", c.Industry}, {"region", c.Region}} {
		if f.value != "" {
			changes = append(changes, journal.Change{Field: f.field, After: f.value})
		}
	}
	for _, p := range points {
		changes = append(changes, journal.Change{Field: p.Kind, After: p.Value, Personal: true})
	}
	return changes
}
