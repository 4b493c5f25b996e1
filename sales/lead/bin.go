package lead

import (
	"context"
	"slices"
	"strings"

	"github.com/uptrace/bun"

	"xiaoguan/base/actor"
	"xiaoguan/base/id"
	"xiaoguan/record"
	"xiaoguan/store/db"
	"xiaoguan/store/journal"
	"xiaoguan/store/search"
)

// staysAsked is why a lead with an open request is not deleted.
var staysAsked = label("有审批在等结果，先审完或撤回", "A request for approval is open: decide or withdraw it first")

// Keeper says what leads are made of, for deleting and restoring them.
func (s *Service) Keeper() *record.Keeper {
	return &record.Keeper{Type: Type, Delete: actor.LeadDelete, Look: s.leaving, Left: s.left, Back: s.back, Mend: s.mend, Parts: append([]record.Part{
		{Table: "lead", Key: "id", Refs: map[string]string{"mode_id": "sales_mode", "stage_id": "stage", "customer_id": "customer"}},
		{Table: "lead_tag", Key: "lead_id", Refs: map[string]string{"tag_id": "tag"}, Loose: true},
	}, record.CommonParts(Kind)...)}
}

// leaving reads leads that are to be deleted.
func (s *Service) leaving(ctx context.Context, q bun.IDB, a *actor.Actor, ids []id.ID, hold bool) ([]*record.Leaving, error) {
	rows, err := record.ReadLeaving[Lead](ctx, q, a, Type, actor.LeadDelete, ids, hold)
	if err != nil {
		return nil, err
	}
	asked, err := record.AskedAbout(ctx, q, a.Org, ids)
	if err != nil {
		return nil, err
	}
	out := make([]*record.Leaving, len(rows))
	for i, l := range rows {
		e := &journal.Entry{Kind: "lead.deleted", SubjectKind: Kind, Subject: l.ID, Owner: l.Owner, Group: l.Group, Before: l.Facts()}
		if l.Name != "" {
			e.Changes = []journal.Change{{Field: "name", Before: l.Name}}
		}
		out[i] = &record.Leaving{ID: l.ID, Owner: l.Owner, Group: l.Group, Title: l.Title(), Parent: l.Customer, Entry: e}
		if asked[l.ID] {
			out[i].Stays = staysAsked
		}
	}
	return out, nil
}

// left counts leads off their customers.
func (s *Service) left(_ context.Context, tx *db.Tx, a *actor.Actor, recs []*record.Leaving) error {
	customers := make([]id.ID, len(recs))
	for i, r := range recs {
		customers[i] = r.Parent
	}
	return s.countMany(tx, a.Org, customers, -1)
}

// countMany moves the lead counts of customers, every transaction in one order.
func (s *Service) countMany(tx *db.Tx, org id.ID, customers []id.ID, by int) error {
	slices.SortFunc(customers, func(a, b id.ID) int { return slices.Compare(a[:], b[:]) })
	for len(customers) > 0 {
		n := 1
		for n < len(customers) && customers[n] == customers[0] {
			n++
		}
		if c := customers[0]; !c.IsZero() {
			if err := s.Customers.CountLead(tx, org, c, n*by); err != nil {
				return err
			}
		}
		customers = customers[n:]
	}
	return nil
}

// mend gives a lead whose stage has been removed the first stage of its mode.
func (s *Service) mend(ctx context.Context, a *actor.Actor, column string, value func(string) any) (any, error) {
	cat, err := s.Catalogues.Of(ctx, a.Org)
	if err != nil || column != "stage_id" {
		return nil, err
	}
	of, _ := value("mode_id").(id.ID)
	if mode, ok := cat.Mode(of); ok && len(mode.Stages) > 0 {
		return mode.Stages[0].ID, nil
	}
	return nil, nil
}

// back counts restored leads, tells of them and makes them findable; tags that were renamed or removed meanwhile are
// written as they are now.
func (s *Service) back(ctx context.Context, tx *db.Tx, a *actor.Actor, ids []id.ID) error {
	cat, err := s.Catalogues.Of(ctx, a.Org)
	if err != nil {
		return err
	}
	rows, err := record.ReadLeaving[Lead](ctx, tx, actor.System(a.Org, a.Zone), Type, actor.LeadDelete, ids, false)
	if err != nil {
		return err
	}
	tags, err := tagNames(ctx, tx, a.Org, ids)
	if err != nil {
		return err
	}
	customers := make([]id.ID, len(rows))
	for i, l := range rows {
		customers[i] = l.Customer
		if now := tags[l.ID]; !sameTags(now, l.TagList) {
			l.TagList = now
			if err := update(ctx, tx, l, []string{"tags"}); err != nil {
				return err
			}
		}
		if err := search.Put(tx, a.Org, document(cat, l, false)); err != nil {
			return err
		}
		s.Journal.Record(tx, a, &journal.Entry{Kind: "lead.restored", SubjectKind: Kind, Subject: l.ID, Owner: l.Owner, Group: l.Group, After: l.Facts()})
	}
	return s.countMany(tx, a.Org, customers, 1)
}

func sameTags(a, b string) bool {
	x, y := strings.Split(a, ","), strings.Split(b, ",")
	slices.Sort(x)
	slices.Sort(y)
	return slices.Equal(x, y)
}
