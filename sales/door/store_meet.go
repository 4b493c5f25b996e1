package door

import (
	"context"

	"github.com/uptrace/bun"

	"xiaoguan/base/actor"
	"xiaoguan/sales/lead"
)

// meet looks up all rows' keys at once and decides what becomes of each.
func (w *rows) meet(ctx context.Context, q bun.IDB, news []*lead.New) ([]meeting, error) {
	list := make([]keys, len(news))
	var externals, names, phones, emails []string
	for i, n := range news {
		k := &list[i]
		k.external, k.open = n.External, n.Outcome == "" || n.Outcome == lead.Open
		if k.external != "" {
			externals = append(externals, k.external)
		}
		if w.policy == Create || !k.open {
			continue
		}
		if k.name, k.phone, k.email = n.SameAs(w.reader.mode); k.name != "" {
			names = append(names, k.name)
		}
		if k.phone != "" {
			phones = append(phones, k.phone)
		}
		if k.email != "" {
			emails = append(emails, k.email)
		}
	}
	var there known
	var err error
	leads := w.service.Leads
	if there.external, err = leads.Externals(ctx, q, w.actor, system, externals); err != nil {
		return nil, err
	}
	if there.names, err = leads.TwinsByName(ctx, q, w.actor, names); err != nil {
		return nil, err
	}
	if there.phones, err = leads.TwinsByPhone(ctx, q, w.actor, phones); err != nil {
		return nil, err
	}
	if there.emails, err = leads.TwinsByEmail(ctx, q, w.actor, emails); err != nil {
		return nil, err
	}
	return meet(list, there, w.policy, func(t *lead.Twin) bool {
		return t.Owner.IsZero() || w.actor.Reaches(actor.LeadWrite, t.Owner, t.Group)
	}), nil
}
