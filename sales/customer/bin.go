package customer

import (
	"context"

	"github.com/uptrace/bun"

	"xiaoguan/base/actor"
	"xiaoguan/base/fault"
	"xiaoguan/base/id"
	"xiaoguan/record"
	"xiaoguan/store/db"
	"xiaoguan/store/journal"
	"xiaoguan/store/search"
)

// Why a customer is not deleted.
var (
	staysLeads     = label("还有线索挂在它名下，请先删掉那些线索", "Leads hang on it: delete those first")
	staysDaughters = label("还有下级公司，先改它们的上级", "It has daughter companies: give those another parent first")
	staysNamed     = label("别的记录的自定义字段选了它，先改那边", "Own fields of other records name it: change those first")
	staysShared    = label("它的联系人也在另一家客户任职", "A contact of it stands at another customer too")
)

// Keeper says what customers are made of, for deleting and restoring them; their contacts go along.
func (s *Service) Keeper() *record.Keeper {
	return &record.Keeper{Type: Type, Delete: actor.CustomerDrop, Look: s.leaving, Back: s.back,
		Left: func(context.Context, *db.Tx, *actor.Actor, []*record.Leaving) error { return nil },
		Parts: append([]record.Part{
			{Table: "customer", Key: "id", Refs: map[string]string{"parent_id": "customer"}},
			{Table: "customer_key", Key: "customer_id", Alone: []string{"key"}, Taken: label("已经又有了同名、同代码或同电话的客户，恢复会重复", "There is a customer of the same name, code or phone by now")},
			{Table: "customer_tag", Key: "customer_id", Refs: map[string]string{"tag_id": "tag"}, Loose: true},
			{Table: "contact", Key: "id", Child: true},
			{Table: "customer_contact", Key: "customer_id"},
			{Table: "contact_point", Key: "subject_id", Where: "contact_point.subject_kind = 'customer'"},
			{Table: "contact_point", Key: "subject_id", Where: "contact_point.subject_kind = 'contact'", Child: true},
		}, record.CommonParts(Kind)...)}
}

// leaving reads customers that are to be deleted and judges what hangs on each.
func (s *Service) leaving(ctx context.Context, q bun.IDB, a *actor.Actor, ids []id.ID, hold bool) ([]*record.Leaving, error) {
	rows, err := record.ReadLeaving[Customer](ctx, q, a, Type, actor.CustomerDrop, ids, hold)
	if err != nil || len(rows) == 0 {
		return nil, err
	}
	hang, err := hangingOn(ctx, q, a.Org, ids)
	if err != nil {
		return nil, err
	}
	out := make([]*record.Leaving, len(rows))
	for i, c := range rows {
		out[i] = &record.Leaving{ID: c.ID, Owner: c.Owner, Group: c.Group, Title: c.Name, Parent: c.Parent, Children: hang.contacts[c.ID], Stays: hang.why(c),
			Entry: &journal.Entry{Kind: "customer.deleted", SubjectKind: Kind, Subject: c.ID, Owner: c.Owner, Group: c.Group,
				Changes: []journal.Change{{Field: "name", Before: c.Name, Personal: c.Kind == Person}}}}
	}
	return out, nil
}

func (h *hanging) why(c *Customer) fault.Text {
	switch {
	case c.LeadCount > 0:
		return staysLeads
	case h.parents[c.ID]:
		return staysDaughters
	case h.named[c.ID]:
		return staysNamed
	case h.shared[c.ID]:
		return staysShared
	}
	return fault.Text{}
}

// back tells of restored customers and makes them findable.
func (s *Service) back(ctx context.Context, tx *db.Tx, a *actor.Actor, ids []id.ID) error {
	rows, err := record.ReadLeaving[Customer](ctx, tx, actor.System(a.Org, a.Zone), Type, actor.CustomerDrop, ids, false)
	if err != nil {
		return err
	}
	points, err := readPoints(ctx, tx, a.Org, Kind, ids)
	if err != nil {
		return err
	}
	cat, err := s.Team.Catalogues.Of(ctx, a.Org)
	if err != nil {
		return err
	}
	for _, c := range rows {
		mine := points[c.ID]
		if err := search.Put(tx, a.Org, document(c, pointsOf(a.Org, Kind, c.ID, mine[Phone], mine[Email], mine[Wechat]), cat.OwnTokens(Kind, c.Custom), false)); err != nil {
			return err
		}
		s.Journal.Record(tx, a, &journal.Entry{Kind: "customer.restored", SubjectKind: Kind, Subject: c.ID, Owner: c.Owner, Group: c.Group})
	}
	return nil
}
