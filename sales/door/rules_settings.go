package door

import (
	"strconv"

	"xiaoguan/base/fault"
	"xiaoguan/record"
	"xiaoguan/sales/lead"
)

// check judges the leads' part of a spec.
func (s settings) check(cat *record.Catalogue) error {
	var p fault.Problems
	if _, ok := cat.Mode(s.Mode); !ok || s.Mode.IsZero() {
		p.Add("mode_id", label("没有这个销售模式", "No such mode"), label("见 /modes", "See /modes"))
	}
	if s.Match != MatchAfter && s.Match != MatchNot {
		p.Add("match", label("不在可选范围内", "Not one of the choices"), label("可选：after no", "One of: after no"))
	}
	for value, state := range s.States {
		if state != lead.Open && state != lead.Won && state != lead.Lost {
			p.Add("state_map", label("「"+value+"」的结果不对", "“"+value+"” has no such outcome"), label("可选：open won lost", "One of: open won lost"))
		}
	}
	return p.Err()
}

// mostStates is how many values an outcome column may have before they are no longer listed one by one.
const mostStates = 30

// states says what the values of the outcome column mean: as decided, else as guessed; a value of which nothing is known is
// left out. Without such a column there are none.
func states(spec *record.ImportSpec, decided map[string]lead.State, sample []*record.ImportRow) map[string]lead.State {
	out := map[string]lead.State{}
	for i := range spec.Columns {
		c := &spec.Columns[i]
		if c.Field != fieldOutcome {
			continue
		}
		for value, state := range decided {
			out[value] = state
		}
		for _, row := range sample {
			value := trimmed(row, c)
			if _, have := out[value]; have || value == "" || len(out) >= mostStates {
				continue
			}
			if state, ok := outcomeOf(value); ok {
				out[value] = state
			}
		}
	}
	return out
}

// strangers takes the guess «owner» away from a column whose names are mostly nobody's.
func strangers(spec *record.ImportSpec, o *owners, sample []*record.ImportRow) {
	for i := range spec.Columns {
		c := &spec.Columns[i]
		if c.Field != fieldOwner || c.ByHand {
			continue
		}
		seen, bad := 0, 0
		for _, row := range sample {
			cell := trimmed(row, c)
			if cell == "" {
				continue
			}
			seen++
			if _, wrong := o.find(cell); wrong != nil {
				bad++
			}
		}
		if record.Doubtful(bad, seen) {
			c.KeepAsOwn(fault.Text{ZH: "标题像「负责人」，但多数名字不是这里的同事，留作自有数据", EN: "The title looks like an owner, but most names are no colleagues here; kept as your own data"})
		}
	}
}

// note says what becomes of a row, for the preview; number gives the row number of a row of the same list.
func (m *meeting) note(number func(int) int) fault.Text {
	same := ""
	if m.same >= 0 {
		same = strconv.Itoa(number(m.same))
	}
	switch m.reason {
	case reasonKnown:
		return label("跳过：这个外部编号已经有线索", "Skipped: a lead has this external id")
	case reasonTwice:
		if m.outcome == Merged {
			return label("并入第 "+same+" 行", "Merged into row "+same)
		}
		return label("跳过：与第 "+same+" 行重复", "Skipped: the same as row "+same)
	case reasonBeyond:
		return label("跳过：别人已经在跟", "Skipped: somebody else is on this one")
	case reasonTwin:
		if m.outcome == Merged {
			return label("并入已有的线索", "Merged into the lead that is there")
		}
		return label("跳过：已经有在跟的线索", "Skipped: an open lead is there")
	}
	return label("新建", "New")
}
