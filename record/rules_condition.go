package record

import (
	"slices"
	"strconv"
	"strings"

	"xiaoguan/base/fault"
)

// compares are the comparisons that each kind of fact knows.
var compares = map[ColumnKind][]string{Money: {"ge", "le", "eq"}, Number: {"ge", "le", "eq"}, YesNo: {"eq"}, Text: {"eq", "ne", "in"}, Choice: {"eq", "ne", "in"}}

// look finds what a condition looks at.
func (k *ApprovalKind) look(field string) *Look {
	for i := range k.Looks {
		if k.Looks[i].Field == field {
			return &k.Looks[i]
		}
	}
	return nil
}

// CheckConditions notes conditions that cannot be judged.
func (k *ApprovalKind) CheckConditions(p *fault.Problems, conditions []Condition) {
	names := ""
	for _, l := range k.Looks {
		names += " " + l.Field
	}
	for _, c := range conditions {
		l := k.look(c.Field)
		if l == nil {
			p.Add("conditions", fault.Text{ZH: "条件不能看这个：" + c.Field, EN: "Conditions cannot look at: " + c.Field}, fault.Text{ZH: "可用：" + names, EN: "One of:" + names})
			continue
		}
		if ops := compares[l.Kind]; !slices.Contains(ops, c.Op) {
			list := strings.Join(ops, " ")
			p.Add("conditions", fault.Text{ZH: l.Label.ZH + "不能这样比：" + c.Op, EN: l.Label.EN + " cannot be compared so: " + c.Op}, fault.Text{ZH: "可用：" + list, EN: "One of: " + list})
			continue
		}
		if why := readable(l, c.Value); why.ZH != "" {
			p.Add("conditions", fault.Text{ZH: l.Label.ZH + "的值不对：" + c.Value, EN: "Not a possible value of " + l.Label.EN + ": " + c.Value}, why)
		}
	}
}

// readable says what a value should be, nothing where it is fine.
func readable(l *Look, value string) (want fault.Text) {
	switch l.Kind {
	case Money, Number:
		if n, err := strconv.ParseInt(value, 10, 64); err != nil || n < 0 {
			return fault.Text{ZH: "不小于 0 的整数，金额以分计", EN: "A whole number of 0 or more; amounts in fen"}
		}
	case YesNo:
		if value != "true" && value != "false" {
			return fault.Text{ZH: "true 或 false", EN: "true or false"}
		}
	case Choice:
		names := ""
		for _, o := range l.Options {
			names += " " + o.Value
		}
		for _, v := range strings.Split(value, ",") {
			if !slices.ContainsFunc(l.Options, func(o Option) bool { return o.Value == v }) {
				return fault.Text{ZH: "可选：" + names, EN: "One of:" + names}
			}
		}
	default:
		if strings.TrimSpace(value) == "" {
			return fault.Text{ZH: "写一个值，几个用逗号隔开", EN: "A value; several with commas between"}
		}
	}
	return fault.Text{}
}

// Holds reports whether all conditions hold for the facts: int64, bool or string by field. Without conditions it does.
func Holds(conditions []Condition, facts map[string]any) bool {
	return !slices.ContainsFunc(conditions, func(c Condition) bool { return !c.holds(facts[c.Field]) })
}

func (c Condition) holds(fact any) bool {
	switch v := fact.(type) {
	case int64:
		n, err := strconv.ParseInt(c.Value, 10, 64)
		return err == nil && (c.Op == "ge" && v >= n || c.Op == "le" && v <= n || c.Op == "eq" && v == n)
	case bool:
		return c.Value == strconv.FormatBool(v)
	case string:
		values := []string{c.Value}
		if c.Op == "in" {
			values = strings.Split(c.Value, ",")
		}
		among := slices.ContainsFunc(values, func(x string) bool { return strings.TrimSpace(x) == v })
		return among == (c.Op != "ne")
	}
	return false
}
