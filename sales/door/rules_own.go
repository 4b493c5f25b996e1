package door

import (
	"xiaoguan/base/fault"
	"xiaoguan/base/id"
	"xiaoguan/base/text"
	"xiaoguan/record"
	"xiaoguan/sales/lead"
	"xiaoguan/sales/team"
)

// whom finds the colleagues that own fields name, whoever's leads they may be given.
func whom(members []*team.Member) record.Whom {
	o := &owners{found: map[string]id.ID{}, twice: map[string]bool{}, beyond: map[string]bool{}}
	for _, m := range members {
		if m.State == team.Active {
			mail, _ := text.NormEmail(m.Email)
			o.enter(m.ID, calling(m.Name), text.NormPhone(m.Phone).Norm, mail)
		}
	}
	return func(cell string) (string, *record.Misread) {
		found, wrong := o.find(cell)
		if wrong != nil || found.IsZero() {
			return "", wrong
		}
		return found.String(), nil
	}
}

// kept are an import's columns with those that lost their field since (it was archived, or the role may no longer fill it in)
// kept as own data under their titles: nothing of a file is lost.
func kept(columns []record.ImportColumn, fields []record.ImportField) []record.ImportColumn {
	known := map[string]bool{"": true}
	for _, f := range fields {
		known[f.Name] = true
	}
	out := make([]record.ImportColumn, len(columns))
	for i, c := range columns {
		if !known[c.Field] && c.Own() == "" {
			c.KeepAsOwn(c.Why)
		}
		out[i] = c
	}
	return out
}

var errTaken = record.ImportProblem{What: label("已经有一条记录用了这个值", "Another record has this value"), Want: label("换一个没用过的，或留空", "One that is not in use, or nothing")}

// claims are the values of one unique field among rows that come in, as they compare.
type claims struct {
	field  *record.Field
	values []string // of each row, "" for none
}

// claimsOf lists what rows claim of the unique fields.
func claimsOf(fields []*record.Field, news []*lead.New) (out []claims) {
	for _, f := range fields {
		if !f.Unique {
			continue
		}
		c := claims{f, make([]string, len(news))}
		for i, n := range news {
			if v, wrong := f.Canon(orNull(n.Own[f.Key])); wrong == nil {
				c.values[i] = f.Alone(v)
			}
		}
		out = append(out, c)
	}
	return out
}

func orNull(raw []byte) []byte {
	if raw == nil {
		return []byte("null")
	}
	return raw
}

// clashes are the rows whose value somebody else has: a record that is there (other than the one the row is merged into), or a
// row before it. A row that becomes no record of its own claims nothing.
func (c *claims) clashes(met []meeting, there map[string]id.ID) (out []int) {
	seen := map[string]bool{}
	for i, v := range c.values {
		m := &met[i]
		if v == "" || m.outcome == Skipped || m.same >= 0 {
			continue
		}
		has, known := there[v]
		if known && (m.twin == nil || m.twin.ID != has) || seen[v] {
			out = append(out, i)
			continue
		}
		seen[v] = true
	}
	return out
}

// taken is the problem of a row whose value of a field is in use, at the column that brought it.
func (r *reader) taken(row *record.ImportRow, f *record.Field) record.ImportProblem {
	p := fault.Text{ZH: f.Label + "：" + errTaken.What.ZH, EN: f.Label + ": " + errTaken.What.EN}
	out := record.ImportProblem{What: p, Want: errTaken.Want}
	for i := range r.columns {
		if c := &r.columns[i]; c.Field == f.Name() {
			out.Column, out.Title, out.Value, out.What = c.Index+1, c.Title, trimmed(row, c), errTaken.What
		}
	}
	return out
}
