package customer

import (
	"context"
	"slices"

	"xiaoguan/base/actor"
	"xiaoguan/base/fault"
	"xiaoguan/base/id"
	"xiaoguan/record"
	"xiaoguan/record/dict"
	"xiaoguan/store/db"
	"xiaoguan/store/journal"
	"xiaoguan/store/search"
)

// CustomerNew is what a customer is entered with.
type CustomerNew struct {
	Kind       string          `json:"kind" enum:"company,person"`
	Name       string          `json:"name" minLength:"1" maxLength:"200"`
	CreditCode string          `json:"credit_code,omitempty" maxLength:"60"`
	Industry   string          `json:"industry,omitempty" maxLength:"100"`
	Region     string          `json:"region,omitempty" maxLength:"100"`
	Parent     id.ID           `json:"parent_id,omitempty" doc:"the group company; companies only"`
	Phone      string          `json:"phone,omitempty" maxLength:"60"`
	Email      string          `json:"email,omitempty" maxLength:"254"`
	Wechat     string          `json:"wechat,omitempty" maxLength:"100"`
	Tags       []string        `json:"tags,omitempty" maxItems:"30"`
	Own        record.OwnPatch `json:"own,omitempty" doc:"own fields, see GET /fields: key and value"`
}

// CustomerPatch changes the fields that are there; an empty text clears.
type CustomerPatch struct {
	Version    int             `json:"version" minimum:"1"`
	Name       *string         `json:"name,omitempty" maxLength:"200"`
	CreditCode *string         `json:"credit_code,omitempty" maxLength:"60"`
	Industry   *string         `json:"industry,omitempty" maxLength:"100"`
	Region     *string         `json:"region,omitempty" maxLength:"100"`
	Parent     *id.ID          `json:"parent_id,omitempty"`
	Phone      *string         `json:"phone,omitempty" maxLength:"60"`
	Email      *string         `json:"email,omitempty" maxLength:"254"`
	Wechat     *string         `json:"wechat,omitempty" maxLength:"100"`
	Tags       *[]string       `json:"tags,omitempty" maxItems:"30"`
	Own        record.OwnPatch `json:"own,omitempty" doc:"own fields, see GET /fields: key and value, null clears"`
}

func (p *CustomerPatch) apply(f *sheet) {
	for _, c := range []struct{ from, to *string }{{p.Name, &f.Name}, {p.CreditCode, &f.CreditCode},
		{p.Phone, &f.phone}, {p.Email, &f.email}, {p.Wechat, &f.wechat}} {
		if c.from != nil {
			*c.to = *c.from
		}
	}
	if p.Industry != nil {
		f.Industry = dict.Industries().Canon(*p.Industry)
	}
	if p.Region != nil {
		f.Region = dict.Regions().Canon(*p.Region)
	}
	if p.Parent != nil {
		f.Parent = *p.Parent
	}
	if p.Tags != nil {
		f.tags = *p.Tags
	}
}

// Create enters a customer. Whoever sees only part of the organisation owns what he enters. One that is known already is
// refused with ErrDuplicate.
func (s *Service) Create(ctx context.Context, a *actor.Actor, n *CustomerNew) (*CustomerDetail, error) {
	now := s.Now()
	f := &sheet{phone: n.Phone, email: n.Email, wechat: n.Wechat, tags: n.Tags, Customer: Customer{Org: a.Org, ID: s.IDs.New(), Kind: n.Kind, Name: n.Name,
		CreditCode: n.CreditCode, Industry: dict.Industries().Canon(n.Industry), Region: dict.Regions().Canon(n.Region), Parent: n.Parent, Version: 1, CreatedAt: now, UpdatedAt: now}}
	if a.Can(actor.CustomerEdit) != actor.All {
		f.Owner, f.Group = a.Member, a.Group
	}
	k, err := f.clean()
	if err == nil {
		err = s.Probes.May(ctx, a, actor.CustomerRead)
	}
	if err != nil {
		return nil, err
	}
	var met *Customer
	err = s.Dir.Of(a.Org).Write(ctx, func(ctx context.Context, tx *db.Tx) error {
		if err := s.checkParent(ctx, tx, a, &f.Customer); err != nil {
			return err
		}
		var err error
		if f.Custom, err = s.Team.Catalogues.JudgeOwn(ctx, tx, a, Kind, "", n.Own, true); err != nil {
			return err
		}
		if met, err = s.claimOrRefuse(ctx, tx, a, &f.Customer, k.keys); err != nil {
			return err
		}
		points := pointsOf(a.Org, Kind, f.ID, f.phone, f.email, f.wechat)
		if err := s.insert(tx, &f.Customer, points); err != nil {
			return err
		}
		if err := s.setTags(ctx, tx, f, true); err != nil {
			return err
		}
		changes := born(&f.Customer, points)
		if len(f.tags) > 0 {
			changes = append(changes, journal.Change{Field: "tags", After: f.tags})
		}
		own, words, err := s.Team.Catalogues.KeepOwn(ctx, tx, a, Kind, f.ID, "", f.Custom, true)
		if err != nil {
			return err
		}
		s.Journal.Record(tx, a, &journal.Entry{Kind: "customer.created", SubjectKind: Kind, Subject: f.ID, Owner: f.Owner, Group: f.Group, Changes: append(changes, own...)})
		return search.Put(tx, a.Org, document(&f.Customer, points, words, true))
	})
	if err != nil {
		return nil, s.watched(ctx, a, met, err)
	}
	return s.Get(ctx, a, f.ID)
}

// Change edits a customer the actor may edit, at the version it was read in; ErrVersion when it has moved since.
func (s *Service) Change(ctx context.Context, a *actor.Actor, customer id.ID, p *CustomerPatch) (*CustomerDetail, error) {
	if err := mayWritePoints(a, p.Phone, p.Email, p.Wechat); err != nil {
		return nil, err
	}
	if err := s.Probes.May(ctx, a, actor.CustomerRead); err != nil {
		return nil, err
	}
	var met *Customer
	err := s.Dir.Of(a.Org).Write(ctx, func(ctx context.Context, tx *db.Tx) error {
		before, err := s.hold(ctx, tx, a, customer)
		if err != nil {
			return err
		}
		if before.Version != p.Version {
			return fault.ErrVersion.New()
		}
		after := *before
		p.apply(&after)
		k, err := after.clean()
		if err != nil {
			return err
		}
		was, err := identify(before.Kind, before.Name, "", before.phone, before.CreditCode)
		if err != nil {
			return err
		}
		if after.Parent != before.Parent {
			if err := s.checkParent(ctx, tx, a, &after.Customer); err != nil {
				return err
			}
		}
		if met, err = s.claimOrRefuse(ctx, tx, a, &after.Customer, without(k.keys, was.keys)); err != nil {
			return err
		}
		if err := freeKeys(ctx, tx, a.Org, customer, without(was.keys, k.keys)); err != nil {
			return err
		}
		if after.Custom, err = s.Team.Catalogues.JudgeOwn(ctx, tx, a, Kind, before.Custom, p.Own, false); err != nil {
			return err
		}
		return s.save(ctx, tx, a, before, &after)
	})
	if err != nil {
		return nil, s.watched(ctx, a, met, err)
	}
	return s.Get(ctx, a, customer)
}

// save writes what differs between two sheets of a customer, moves the version and tells the journal; nothing differs, nothing
// happens.
func (s *Service) save(ctx context.Context, tx *db.Tx, a *actor.Actor, before, after *sheet) error {
	columns, changes := record.Diff(s.Dir.Of(a.Org).Read(), Type, &before.Customer, &after.Customer)
	for i := range changes {
		changes[i].Personal = changes[i].Personal && after.Kind == Person
	}
	more, kinds := differences(before, after)
	own, words, err := s.Team.Catalogues.KeepOwn(ctx, tx, a, Kind, after.ID, before.Custom, after.Custom, false)
	if err != nil {
		return err
	}
	if changes = append(append(changes, more...), own...); len(changes) == 0 && len(columns) == 0 {
		return nil
	}
	after.Version++
	if err := update(tx, &after.Customer, append(columns, "version", "updated_at")); err != nil {
		return err
	}
	points := pointsOf(a.Org, Kind, after.ID, after.phone, after.email, after.wechat)
	if err := replacePoints(tx, a.Org, Kind, after.ID, kinds, points); err != nil {
		return err
	}
	if !slices.Equal(before.tags, after.tags) {
		if err := s.setTags(ctx, tx, after, false); err != nil {
			return err
		}
	}
	if slices.Contains(kinds, Phone) || before.Name != after.Name || before.CreditCode != after.CreditCode || before.Custom != after.Custom {
		if err := search.Put(tx, a.Org, document(&after.Customer, points, words, false)); err != nil {
			return err
		}
	}
	s.Journal.Record(tx, a, &journal.Entry{Kind: "customer.changed", SubjectKind: Kind, Subject: after.ID, Owner: after.Owner, Group: after.Group, Changes: changes})
	return nil
}

// differences are the changes of points and tags between two sheets; kinds names the points that changed.
func differences(before, after *sheet) (changes []journal.Change, kinds []string) {
	changes, kinds = pointChanges([3]string{before.phone, before.email, before.wechat}, [3]string{after.phone, after.email, after.wechat})
	if !slices.Equal(before.tags, after.tags) {
		changes = append(changes, journal.Change{Field: "tags", Before: before.tags, After: after.tags})
	}
	return changes, kinds
}

// pointChanges compares phone, e-mail and WeChat, in this order.
func pointChanges(was, is [3]string) (changes []journal.Change, kinds []string) {
	for i, kind := range []string{Phone, Email, Wechat} {
		if was[i] != is[i] {
			kinds = append(kinds, kind)
			changes = append(changes, journal.Change{Field: kind, Before: told(was[i]), After: told(is[i]), Personal: true})
		}
	}
	return changes, kinds
}

func told(v string) any {
	if v == "" {
		return nil
	}
	return v
}

// setTags keeps the tags of a sheet, adding to the vocabulary what it lacks.
func (s *Service) setTags(ctx context.Context, tx *db.Tx, f *sheet, fresh bool) error {
	tags, err := record.TagIDs(ctx, tx, s.IDs, f.Org, f.tags, f.UpdatedAt)
	if err != nil {
		return err
	}
	return record.SetTags(ctx, tx, Type, f.Org, f.ID, tags, fresh)
}
