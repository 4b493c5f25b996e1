package web

import (
	"fmt"
	"slices"
	"strings"

	"xiaoguan/base/fault"
	"xiaoguan/base/page"
)

// List is the query part of every list route; embed it in the input.
type List struct {
	Filter []string `query:"filter,explode" doc:"field:op:value, repeated; op is eq ne in lt le gt ge empty has q like under; all must hold. Days may be said from today: today this_week last_month last_30_days next_7_days; members me, groups my_group" maxItems:"30"`
	Or     []string `query:"or,explode" doc:"group:field:op:value, repeated; of the conditions of one group (1 to 9) at least one must hold" maxItems:"30"`
	Sort   string   `query:"sort" doc:"fields, comma separated, - for descending" maxLength:"200"`
	Cursor string   `query:"cursor" doc:"next of the page before" maxLength:"1000"`
	Limit  int      `query:"limit" minimum:"1" maximum:"200" default:"50"`
	Count  bool     `query:"count" doc:"also count, up to 1,000"`
}

// Query reads the parameters; which fields exist is the record type's business.
func (l List) Query() (page.Query, error) {
	q := page.Query{Cursor: l.Cursor, Limit: l.Limit, Count: l.Count}
	if q.Limit == 0 {
		q.Limit = page.DefaultLimit
	}
	for _, text := range l.Filter {
		f, err := condition("filter", text)
		if err != nil {
			return q, err
		}
		q.Filters = append(q.Filters, f)
	}
	any, err := l.groups()
	if err != nil {
		return q, err
	}
	q.Any = any
	for _, name := range strings.Split(l.Sort, ",") {
		if name = strings.TrimSpace(name); name != "" {
			q.Order = append(q.Order, page.Order{Field: strings.TrimPrefix(name, "-"), Desc: strings.HasPrefix(name, "-")})
		}
	}
	return q, nil
}

// groups reads the conditions of which one is enough, group by group in the order of their numbers.
func (l List) groups() (out [][]page.Filter, err error) {
	var byNumber [10][]page.Filter
	for _, text := range l.Or {
		number, rest, _ := strings.Cut(text, ":")
		if len(number) != 1 || number < "1" || number > "9" {
			return nil, fault.Wrong("or", fault.Text{ZH: "条件读不懂：" + text, EN: "Cannot read the condition: " + text},
				fault.Text{ZH: "写成 组号:字段:比较:值，组号 1 到 9，例如 1:owner_id:eq:me", EN: "Write group:field:op:value with group 1 to 9, such as 1:owner_id:eq:me"})
		}
		f, err := condition("or", rest)
		if err != nil {
			return nil, err
		}
		byNumber[number[0]-'0'] = append(byNumber[number[0]-'0'], f)
	}
	for _, group := range byNumber {
		if len(group) > 0 {
			out = append(out, group)
		}
	}
	return out, nil
}

// condition reads field:op:value; parameter is where it stands.
func condition(parameter, text string) (page.Filter, error) {
	parts := strings.SplitN(text, ":", 3)
	if len(parts) < 2 || !slices.Contains(page.Ops, page.Op(parts[1])) {
		return page.Filter{}, fault.Wrong(parameter, fault.Text{ZH: "条件读不懂：" + text, EN: "Cannot read the condition: " + text},
			fault.Text{ZH: "写成 字段:比较:值，比较可用 " + opNames(), EN: "Write field:op:value with op one of " + opNames()})
	}
	f := page.Filter{Field: parts[0], Op: page.Op(parts[1])}
	if len(parts) == 3 && f.Op == page.In {
		f.Values = strings.Split(parts[2], ",")
	} else if len(parts) == 3 {
		f.Values = []string{parts[2]}
	}
	if len(f.Values) == 0 && f.Op != page.Empty && f.Op != page.Filled {
		return f, fault.Wrong(parameter, fault.Text{ZH: "条件缺少值：" + text, EN: "The condition lacks a value: " + text},
			fault.Text{ZH: "写成 字段:比较:值", EN: "Write field:op:value"})
	}
	return f, nil
}

func opNames() string {
	names := fmt.Sprint(page.Ops)
	return strings.Trim(names, "[]")
}
