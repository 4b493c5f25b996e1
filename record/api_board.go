package record

import (
	"xiaoguan/base/fault"
	"xiaoguan/base/page"
	"xiaoguan/web"
)

// GroupsInput is the query part of a route that counts the records of a list by the value of a field.
type GroupsInput struct {
	Filter []string `query:"filter,explode" doc:"field:op:value, repeated, as in a list" maxItems:"30"`
	Or     []string `query:"or,explode" doc:"group:field:op:value, as in a list" maxItems:"30"`
	By     string   `query:"by" required:"true" maxLength:"100" doc:"a column, or own.key"`
}

// Query are the conditions of the list.
func (in *GroupsInput) Query() (page.Query, error) {
	return web.List{Filter: in.Filter, Or: in.Or}.Query()
}

// BoardQuery reads what a board shows. A board has no next page: each column is read on in the list at path.
func BoardQuery(in *web.List, path string) (page.Query, error) {
	if in.Cursor != "" {
		return page.Query{}, fault.Wrong("cursor", fault.Text{ZH: "整块看板没有下一页", EN: "A board has no next page"},
			fault.Text{ZH: "用 " + path + " 接着翻某一列", EN: "Read on in a column with " + path})
	}
	q, err := in.Query()
	q.Count = false
	return q, err
}
