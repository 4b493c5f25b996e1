package lead

import (
	"context"
	"encoding/json"
	"maps"
	"slices"

	"xiaoguan/base/actor"
	"xiaoguan/base/fault"
	"xiaoguan/record"
	"xiaoguan/record/dict"
	"xiaoguan/store/db"
)

// Fill merges what came in again into the lead that is there: only what it lacks is filled and its tags are added, nothing is
// overwritten.
func (s *Service) Fill(ctx context.Context, tx *db.Tx, a *actor.Actor, there *Lead, n *New) (*Lead, error) {
	l := *there
	lack := func(field *string, value string) {
		if *field == "" {
			*field = value
		}
	}
	lack(&l.ContactName, n.ContactName)
	lack(&l.ContactTitle, n.ContactTitle)
	lack(&l.Phone, n.Phone)
	lack(&l.Email, n.Email)
	lack(&l.Wechat, n.Wechat)
	lack(&l.Region, dict.Regions().Canon(n.Region))
	lack(&l.Industry, dict.Industries().Canon(n.Industry))
	lack(&l.Source, n.Source)
	if l.ExpectedAmount == 0 {
		l.ExpectedAmount = n.ExpectedAmount
	}
	if l.NextDue.IsZero() {
		l.NextDue = n.NextDue
	}
	cat, err := s.Catalogues.Of(ctx, a.Org)
	if err != nil {
		return nil, err
	}
	if len(n.Custom) > 0 {
		own, was := maps.Clone(cat.Imported(Kind, n.Custom)), l.Own()
		maps.Copy(own, was)
		text, err := json.Marshal(own)
		if err != nil {
			return nil, err
		}
		if len(own) > len(was) { // else the same, only written in another order
			l.Custom = string(text)
		}
	}
	if err := fillOwn(cat, a, &l, n.Own); err != nil {
		return nil, err
	}
	if tags, err := record.CleanTags(slices.Concat(l.Tags(), n.Tags)); err == nil && len(tags) > len(l.Tags()) { // too many together: those it has stay
		if err := s.retag(ctx, tx, &l, tags); err != nil {
			return nil, err
		}
	}
	mode, _ := cat.Mode(l.Mode)
	clean(&l, mode.BuyerKind == "company")
	return &l, s.Save(ctx, tx, a, *there, &l, "lead.merged", true)
}

// fillOwn fills the own fields that a lead lacks.
func fillOwn(cat *record.Catalogue, a *actor.Actor, l *Lead, sent record.OwnPatch) error {
	if len(sent) == 0 {
		return nil
	}
	lacking, has := record.OwnPatch{}, l.Own()
	for key, value := range sent {
		if has[key] == nil {
			lacking[key] = value
		}
	}
	var p fault.Problems
	l.Custom = cat.TakeOwn(&p, a, Kind, l.Custom, lacking, false)
	return p.Err()
}
