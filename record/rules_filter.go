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
			return nil, wrong("日期，例如 2026-11-24", "A day, such as 2026-11-24")
		}
		return d, nil
	case Instant:
		at, err := time.Parse(time.RFC3339, text)
		if err != nil {
			return nil, wrong("时间，例如 2026-11-24T09:30:00Z", "An instant, such as 2026-11-24T09:30:00Z")
		}
		return at.UTC(), nil
	case YesNo:
		yes, err := strconv.ParseBool(text)
		if err != nil {
			return nil, wrong("true 或 false", "true or false")
		}
		return yes, nil
	case Member, Group, Ref:
		if c.Kind == Member && text == "me" {
			return a.Member, nil
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
	case page.Search:
		return k == Text
	}
	return false
}
