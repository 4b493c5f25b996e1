package record

import (
	"xiaoguan/base/fault"
	"xiaoguan/base/id"
	"xiaoguan/base/page"
	"xiaoguan/web"
)

// Conditions are those by which an act on many finds its records: nil where the records are named; missing is what is told
// where neither is said.
func Conditions(ids []id.ID, filter, or []string, missing fault.Text) (*page.Query, error) {
	if ids != nil {
		return nil, nil
	}
	if len(filter)+len(or) == 0 {
		return nil, fault.Wrong("ids", missing, fault.Text{ZH: "ids，或者 filter、or", EN: "ids, or filter and or"})
	}
	q, err := web.List{Filter: filter, Or: or}.Query()
	return &q, err
}
