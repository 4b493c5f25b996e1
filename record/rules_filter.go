package record

import (
	"strconv"
	"strings"
	"time"

	"xiaoguan/base/actor"
	"xiaoguan/base/day"
	"xiaoguan/base/fault"
	"xiaoguan/base/id"
	"xiaoguan/base/page"
)

// readValue reads one filter value by the column's kind; the error says what would be right.
func readValue(c *Column, a *actor.Actor, text string) (any, error) {
	wrong := func(zh, en string) error {
		return fault.Wrong(c.Name, fault.Text{ZH: "条件的值不对：" + text, EN: "The value of the condition is wrong: " + text}, fault.Text{ZH: zh, EN: en})
	}
	switch c.Kind {
	case Number, Money:
		n, err := strconv.ParseInt(text, 10, 64)
		if err != nil {
			return nil, wrong("整数，例如 100", "A whole number, such as 100")
		}
		return n, nil
	case Day:
		d, err := day.Parse(text)
		if err != nil {
			return nil, wrong("日期，例如 2026-11-24；或者 "+Relatives, "A day, such as 2026-11-24, or one of "+Relatives)
		}
		return d, nil
	case Instant:
		at, err := time.Parse(time.RFC3339, text)
		if err != nil {
			return nil, wrong("时间或日期，例如 2026-11-24T09:30:00Z、2026-11-24；或者 "+Relatives, "An instant or a day, such as 2026-11-24T09:30:00Z or 2026-11-24, or one of "+Relatives)
		}
		return at.UTC(), nil
	case YesNo:
		yes, err := strconv.ParseBool(text)
		if err != nil {
			return nil, wrong("true 或 false", "true or false")
		}
		return yes, nil
	case Member, Partner, Group, Ref:
		if (c.Kind == Member || c.Kind == Partner) && text == "me" {
			return a.Member, nil
		}
		if c.Kind == Group && text == "my_group" {
			return a.Group, nil
		}
		v, err := id.Parse(text)
		if err != nil || v.IsZero() {
			return nil, wrong("记录的编号", "The id of a record")
		}
		return v, nil
	case Choice:
		return readOption(c, text, wrong)
	}
	if strings.ContainsRune(text, 0) {
		return nil, wrong("不含控制字符的文字", "A text without control characters")
	}
	return text, nil
}

func readOption(c *Column, text string, wrong func(zh, en string) error) (any, error) {
	var names []string
	for _, o := range c.Options {
		if o.Value == text {
			return text, nil
		}
		names = append(names, o.Value)
	}
	if c.Open && len(text) <= 60 && !strings.ContainsRune(text, 0) {
		return text, nil
	}
	list := strings.Join(names, " ")
	return nil, wrong("可选："+list, "One of: "+list)
}

// fits reports whether a comparison makes sense for the kind.
func fits(k ColumnKind, op page.Op) bool {
	switch op {
	case page.Eq, page.Ne, page.In, page.Empty, page.Filled:
		return true
	case page.Lt, page.Le, page.Gt, page.Ge:
		return k == Number || k == Money || k == Day || k == Instant
	case page.Search, page.Holds:
		return k == Text
	}
	return false
}

// spanOf reads a value that stands for whole days: a word counted from today, and for an instant also a plain day.
func spanOf(k ColumnKind, text string, today day.Day) (from, to day.Day, ok bool) {
	if k != Day && k != Instant {
		return 0, 0, false
	}
	if from, to, ok = Relative(text, today); ok || k == Day {
		return from, to, ok
	}
	d, err := day.Parse(text)
	return d, d, err == nil && !d.IsZero()
}

// bound is one end of a comparison.
type bound struct {
	op  page.Op
	day day.Day // for an instant, the start of this day
}

// bounds turns a comparison with the days from…to into comparisons with single days, all of which must hold. An instant lies
// within a day until the next one starts. Ne has none: it is the opposite of Eq.
func bounds(k ColumnKind, op page.Op, from, to day.Day) []bound {
	first, last := bound{page.Ge, from}, bound{page.Le, to}
	before, after := bound{page.Lt, from}, bound{page.Gt, to}
	if k == Instant {
		last, after = bound{page.Lt, to.Add(1)}, bound{page.Ge, to.Add(1)}
	}
	switch op {
	case page.Lt:
		return []bound{before}
	case page.Le:
		return []bound{last}
	case page.Gt:
		return []bound{after}
	case page.Ge:
		return []bound{first}
	}
	return []bound{first, last}
}
