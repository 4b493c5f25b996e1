package apptest

import (
	"context"
	"fmt"
	"testing"

	"xiaoguan/base/actor"
	"xiaoguan/base/day"
	"xiaoguan/base/id"
	"xiaoguan/base/page"
	"xiaoguan/sales/customer"
	"xiaoguan/sales/lead"
	"xiaoguan/sales/match"
	"xiaoguan/store/db"
)

// Planted is a record with the words that give it away wherever they are shown.
type Planted struct {
	ID    id.ID
	Words []string
}

// Lead plants an open lead for an owner (nil: nobody) of an organisation. Its word stands in name, contact, source, region and industry.
func (h *House) Lead(t testing.TB, o *Org, owner *actor.Actor, word string) Planted {
	t.Helper()
	by := o.People[Admin]
	word = fmt.Sprintf("%s%dq", word, h.Next())
	no, err := h.App.Leads.Numbers.Take(context.Background(), o.ID, 1)
	if err != nil {
		t.Fatal(err)
	}
	n := &lead.New{No: no, Name: word + "公司", ContactName: word + "联系人", Phone: h.phone(), Source: word + "源", Region: word + "市", Industry: word + "业",
		Tags: []string{o.Tag()}, ExpectedAmount: 100, NextDue: day.Of(h.cfg.Clock(), nil), Cause: "entry"}
	if owner != nil {
		n.Owner = owner.Member
	}
	var l *lead.Lead
	h.Write(t, func(ctx context.Context, tx *db.Tx) (err error) {
		l, err = h.App.Leads.Add(ctx, tx, by, n)
		return err
	})
	return Planted{l.ID, []string{word, l.ID.String(), n.Phone}}
}

// Customer plants a customer with a phone and one contact; contact is the contact's id.
func (h *House) Customer(t testing.TB, o *Org, owner *actor.Actor, word string) (c Planted, contact Planted) {
	t.Helper()
	word = fmt.Sprintf("%s%dq", word, h.Next())
	phones := []string{h.phone(), h.phone()}
	by := As(o.People[Admin])
	if owner != nil { // who sees only a part owns what he enters
		by = As(owner)
		by.Grants[actor.CustomerEdit], by.Grants[actor.CustomerRead] = actor.Own, actor.Own
	}
	made, err := h.App.Customers.Create(context.Background(), by, &customer.CustomerNew{Kind: "company", Name: word + "集团", Region: word + "市", Industry: word + "业", Phone: phones[0], Tags: []string{o.Tag()}})
	if err != nil {
		t.Fatalf("customer: %v", err)
	}
	person, err := h.App.Customers.AddContact(context.Background(), by, made.ID, customer.ContactNew{Name: word + "人", Title: "经理", Phone: phones[1]})
	if err != nil {
		t.Fatalf("contact: %v", err)
	}
	return Planted{made.ID, []string{word, made.ID.String(), phones[0]}}, Planted{person.ID, []string{word, person.ID.String(), phones[1]}}
}

// Batch plants a match batch of one pool lead made by somebody (nil: the system), applied where asked.
func (h *House) Batch(t testing.TB, o *Org, by *actor.Actor, applied bool) Planted {
	t.Helper()
	ctx, a := context.Background(), actor.System(o.ID, "Asia/Shanghai")
	if by != nil {
		a = As(by)
		a.Below = nil
	}
	l := h.Lead(t, o, nil, "bx")
	b, err := h.App.Match.Preview(ctx, a, page.Query{}, []id.ID{l.ID})
	if err != nil {
		t.Fatalf("preview: %v", err)
	}
	if applied {
		if b, err = h.App.Match.Apply(ctx, a, b.ID, []match.Choice{{Lead: l.ID, Owner: o.People[Salesperson].Member}}); err != nil {
			t.Fatalf("apply: %v", err)
		}
	}
	return Planted{b.ID, []string{b.ID.String()}}
}
