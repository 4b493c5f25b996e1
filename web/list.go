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
	Filter []string `query:"filter,explode" doc:"field:op:value, repeated; op is eq ne in lt le gt ge empty has q" maxItems:"30"`
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
		parts := strings.SplitN(text, ":", 3)
		if len(parts) < 2 || !slices.Contains(page.Ops, page.Op(parts[1])) {
			return q, fault.Wrong("filter", fault.Text{ZH: "条件读不懂：" + text, EN: "Cannot read the condition: " + text},
				fault.Text{ZH: "写成 字段:比较:值，比较可用 " + opNames(), EN: "Write field:op:value with op one of " + opNames()})
		}
		f := page.Filter{Field: parts[0], Op: page.Op(parts[1])}
		if len(parts) == 3 && f.Op == page.In {
			f.Values = strings.Split(parts[2], ",")
		} else if len(parts) == 3 {
			f.Values = []string{parts[2]}
		}
		if len(f.Values) == 0 && f.Op != page.Empty && f.Op != page.Filled {
			return q, fault.Wrong("filter", fault.Text{ZH: "条件缺少值：" + text, EN: "The condition lacks a value: " + text},
				fault.Text{ZH: "写成 字段:比较:值", EN: "Write field:op:value"})
		}
		q.Filters = append(q.Filters, f)
	}
	for _, name := range strings.Split(l.Sort, ",") {
		if name = strings.TrimSpace(name); name != "" {
			q.Order = append(q.Order, page.Order{Field: strings.TrimPrefix(name, "-"), Desc: strings.HasPrefix(name, "-")})
		}
	}
	return q, nil
}

func opNames() string {
	names := fmt.Sprint(page.Ops)
	return strings.Trim(names, "[]")
}
