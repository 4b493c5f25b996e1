package team

import (
	"context"
	"strings"

	"xiaoguan/base/actor"
	"xiaoguan/base/fault"
	"xiaoguan/base/id"
	"xiaoguan/record"
	"xiaoguan/store/db"
)

// RoleKeys are the keys of the roles a company has, its own too.
func (s *Service) RoleKeys(ctx context.Context, org id.ID) ([]string, error) {
	people, err := s.People(ctx, org)
	if err != nil {
		return nil, err
	}
	keys := make([]string, len(people.roles))
	for i, r := range people.roles {
		keys[i] = string(r.Key)
	}
	return keys, nil
}

// maskable are the fields a role may be kept from seeing: the sensitive groups of every record type, and a company's own fields.
func (s *Service) maskable(ctx context.Context, org id.ID) ([]actor.Field, *record.Catalogue, error) {
	cat, err := s.Catalogues.Of(ctx, org)
	if err != nil {
		return nil, nil, err
	}
	out := s.Types.Sensitive()
	for _, t := range s.Types.Types() {
		for _, f := range cat.Fields(t.Kind) {
			out = append(out, f.Mask())
		}
	}
	return out, cat, nil
}

// maskWord is what something maskable is called: an own field by its label.
func maskWord(cat *record.Catalogue, f actor.Field) fault.Text {
	if key, own := strings.CutPrefix(string(f.Group), record.OwnPrefix); own {
		if field, known := cat.Field(f.Kind, key); known {
			return label(field.Label, field.Label)
		}
	}
	return SensitiveWord(f.Group)
}

// veil lets own fields follow what roles see of them.
func (s *Service) veil(ctx context.Context, tx *db.Tx, org id.ID, before, after actor.Masks) error {
	var fields []actor.Field
	for _, pair := range [][2]actor.Masks{{before, after}, {after, before}} {
		for f := range pair[0] {
			_, both := pair[1][f]
			if !both && strings.HasPrefix(string(f.Group), record.OwnPrefix) {
				fields = append(fields, f)
			}
		}
	}
	if len(fields) == 0 || s.Veil == nil {
		return nil
	}
	return s.Veil(ctx, tx, org, fields)
}
