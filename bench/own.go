package main

import (
	"context"
	"encoding/json"
	"fmt"
	"net/url"
	"time"

	"xiaoguan/base/day"
	"xiaoguan/base/id"
	"xiaoguan/record"
	"xiaoguan/sales/lead"
	"xiaoguan/store/db"
)

// The own fields of the data set's leads. Each stands beside a built-in column of the same kind and spread: grade beside
// chance or, in orders, source, seats beside the expected amount, visit beside the day of intake. One lead in ten has none of them.
const (
	grade, seats, visit = "grade", "seats", "visit"
	scaled              = 10_000 // lists compare a number in ten-thousandths
)

var grades = []record.FieldOption{{Key: "a", Label: "甲"}, {Key: "b", Label: "乙"}, {Key: "c", Label: "丙"}, {Key: "d", Label: "丁"}}

// ownFields are the fields by key.
type ownFields map[string]id.ID

// plantFields adds the fields of leads to the empty company.
func plantFields(ctx context.Context, store *db.Store, ids *id.Source, org id.ID, at time.Time) (ownFields, error) {
	options, err := json.Marshal(grades)
	if err != nil {
		return nil, err
	}
	fields := []*record.Field{{Key: grade, Label: "评级", Type: record.OwnOneOf, OptionText: string(options)}, {Key: seats, Label: "座席数", Type: record.OwnNumber}, {Key: visit, Label: "参观日", Type: record.OwnDate}}
	known := ownFields{}
	err = store.Write(ctx, func(ctx context.Context, tx *db.Tx) error {
		for i, f := range fields {
			f.Org, f.ID, f.Kind, f.Position, f.Version, f.CreatedAt = org, ids.New(), lead.Kind, i+1, 1, at
			known[f.Key] = f.ID
			if _, err := tx.NewInsert().Model(f).Exec(ctx); err != nil {
				return err
			}
		}
		return nil
	})
	return known, err
}

// own fills the lead's own fields in and writes them where lists look.
func (ld *loader) own(l *lead.Lead) error {
	if ld.IntN(10) == 0 {
		return nil
	}
	of, n, on := grades[ld.IntN(len(grades))].Key, ld.IntN(5000)+1, l.IntakeDay.Add(ld.IntN(60)).String()
	custom, err := json.Marshal(map[string]any{grade: of, seats: n, visit: on})
	if err != nil {
		return err
	}
	l.Custom = string(custom)
	for _, v := range []struct {
		key          string
		text, number any
	}{{grade, of, nil}, {seats, nil, int64(n) * scaled}, {visit, on, nil}} {
		if err := ld.sink.insert("own_value", "org_id, field_id, record_id, position, text, number", ld.org, ld.fields[v.key], l.ID, 0, v.text, v.number); err != nil {
			return err
		}
	}
	return nil
}

// twin is the same question about an own field and about a built-in column.
type twin struct {
	name       string
	own, plain func(*worker) call
}

// twins are filters and orders of every kind of field in every scope.
func (s *site) twins() (out []twin) {
	ask := func(scope, query string) func(*worker) call {
		return func(w *worker) call { return read(s.of(scope, w), "/leads?limit=50&"+query) }
	}
	half := url.QueryEscape(day.Of(began.Add(ended.Sub(began)/2), time.UTC).String())
	for _, scope := range []string{"own", "group", "all"} {
		for _, q := range []struct{ name, own, plain string }{
			{"filter one-of", "filter=own.grade:eq:a", "filter=chance:eq:large"},
			{"sort one-of", "sort=own.grade", "sort=source"},
			{"filter number", "filter=own.seats:ge:4500", "filter=expected_amount:ge:450000000"},
			{"sort number", "sort=-own.seats", "sort=-expected_amount"},
			{"filter date", "filter=own.visit:ge:" + half, "filter=intake_day:ge:" + half},
			{"sort date", "sort=-own.visit", "sort=-intake_day"},
			{"filter and sort", "filter=own.grade:eq:a&sort=-own.seats", "filter=chance:eq:large&sort=-expected_amount"},
		} {
			out = append(out, twin{fmt.Sprintf("%s %s", q.name, scope), ask(scope, q.own), ask(scope, q.plain)})
		}
	}
	return out
}
