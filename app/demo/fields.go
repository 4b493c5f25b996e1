package demo

import (
	"context"
	"encoding/json"
	"fmt"
	"strconv"

	"xiaoguan/record"
	"xiaoguan/sales/lead"
)

// ownFields are what the demo company adds to its leads; value gives the n-th lead's, nil for none.
var ownFields = []struct {
	label, help string
	typ         record.FieldType
	options     []string
	value       func(n int64) any // of an option: its place
}{
	{"付款方式", "", record.OwnOneOf, []string{"月结 30 天", "月结 60 天", "预付三成", "款到发货"}, func(n int64) any { return some(n%5 < 4, int(n%4)) }},
	{"年用量（吨）", "按对方说的填，估计也行", record.OwnNumber, nil, func(n int64) any { return some(n%3 > 0, 20+n*37%480) }},
	{"现有供应商", "", record.OwnText, nil, func(n int64) any {
		return some(n%4 == 1, []string{"宁波恒力", "苏州迈拓", "进口，日本", "自己做"}[n/4%4])
	}},
	{"要不要打样", "", record.OwnYesNo, nil, func(n int64) any { return some(n%6 != 0, n%2 == 0) }},
	{"关心什么", "", record.OwnManyOf, []string{"价格", "交期", "质量", "账期", "认证"}, func(n int64) any { return some(n%5 > 0, []int{int(n % 5), int(n * 2 % 5)}) }},
}

func some[T any](there bool, v T) any {
	if !there {
		return nil
	}
	return v
}

// declare makes the own fields.
func (f *field) declare(ctx context.Context, p *Planter) error {
	types := &record.Registry{}
	types.Register(lead.Type)
	s := &record.Settings{Dir: p.Dir, IDs: f.ids, Now: f.clock, Journal: f.journal, Catalogues: f.cat, Types: types}
	for _, own := range ownFields {
		d := &record.FieldDraft{Label: &own.label, Help: &own.help, Type: &own.typ}
		if own.options != nil {
			options := make([]record.FieldOption, len(own.options))
			for i, label := range own.options {
				options[i].Label = label
			}
			d.Options = &options
		}
		made, err := s.AddField(ctx, f.admin, lead.Kind, d)
		if err != nil {
			return fmt.Errorf("%s: %w", own.label, err)
		}
		f.own = append(f.own, made)
	}
	return nil
}

// ownOf are the values of the lead with a number. They come from the number, so that the rest of the story stays as it is.
func (f *field) ownOf(no int64) record.OwnPatch {
	out := record.OwnPatch{}
	for i, own := range ownFields {
		var raw json.RawMessage
		switch v := own.value(no).(type) {
		case nil:
			continue
		case int:
			raw = json.RawMessage(strconv.Quote(f.own[i].Options[v].Key))
		case []int:
			raw = json.RawMessage(fmt.Sprintf("[%q, %q]", f.own[i].Options[v[0]].Key, f.own[i].Options[v[1]].Key))
		case int64:
			raw = json.RawMessage(strconv.FormatInt(v, 10))
		case bool:
			raw = json.RawMessage(strconv.FormatBool(v))
		case string:
			raw = json.RawMessage(strconv.Quote(v))
		}
		out[f.own[i].Key] = raw
	}
	return out
}
