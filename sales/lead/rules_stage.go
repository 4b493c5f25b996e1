package lead

import (
	"strings"

	"xiaoguan/base/fault"
	"xiaoguan/record"
)

// filled reports whether a lead has something in a column that a stage may ask for.
func (l *Lead) filled(column string) bool {
	switch column {
	case "name":
		return l.Name != ""
	case "contact_name":
		return l.ContactName != ""
	case "contact_title":
		return l.ContactTitle != ""
	case "phone":
		return l.Phone != ""
	case "email":
		return l.Email != ""
	case "wechat":
		return l.Wechat != ""
	case "source":
		return l.Source != ""
	case "region":
		return l.Region != ""
	case "industry":
		return l.Industry != ""
	case "expected_amount":
		return l.ExpectedAmount > 0
	case "chance":
		return l.Chance != ""
	case "tag":
		return l.TagList != ""
	case "customer_id":
		return !l.Customer.IsZero()
	case "next_due":
		return !l.NextDue.IsZero()
	}
	return true // a column that is no longer asked for
}

// Lacks are the columns and own fields that a stage asks for and the lead has not.
func (l *Lead) Lacks(cat *record.Catalogue, st *record.Stage) []string {
	return cat.Lacking(Kind, l.Custom, st.Required, l.filled)
}

// checkStage names what a lead lacks to move to a stage.
func checkStage(p *fault.Problems, cat *record.Catalogue, l *Lead, st *record.Stage) {
	for _, name := range l.Lacks(cat, st) {
		what := label(name, name)
		if key, own := strings.CutPrefix(name, record.OwnPrefix); own {
			if f, ok := cat.Field(Kind, key); ok {
				what = label(f.Label, f.Label)
			}
		} else if c, ok := Type.Column(name); ok {
			what = c.Label
		}
		p.Add(name, label("进入「"+st.Name+"」要先填"+what.ZH, "Needed before "+st.Name), what)
	}
}
