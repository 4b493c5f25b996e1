package record

import (
	"fmt"
	"slices"
	"strings"

	"xiaoguan/base/fault"
)

// The bounds of modes.
const (
	mostModes  = 100
	mostStages = 20
)

// Template is a mode to start from.
type Template struct {
	Key, Name, Buyer string
	Stages           [][2]string
}

// templates are the four ways of selling a company may start from; the first two are there from the first day.
var templates = []Template{
	{"b2b", "B2B 直销", "company", [][2]string{{"new", "新线索"}, {"contacted", "已接触"}, {"confirmed", "需求确认"}, {"proposal", "方案报价"}, {"negotiation", "商务谈判"}}},
	{"b2c", "B2C 零售", "person", [][2]string{{"new", "新线索"}, {"contacted", "已联系"}, {"interested", "有意向"}, {"payment", "待付款"}}},
	{"c2b", "C2B 按需定制", "person", [][2]string{{"new", "提出需求"}, {"gathered", "需求汇总"}, {"matched", "找到供方"}, {"quoted", "报价确认"}, {"deposit", "待付定金"}}},
	{"c2c", "C2C 撮合", "person", [][2]string{{"new", "登记意向"}, {"verified", "核实双方"}, {"matched", "双方对接"}, {"viewing", "看货看房"}, {"closing", "待成交"}}},
}

func templateOf(key string) (*Template, bool) {
	for i := range templates {
		if templates[i].Key == key {
			return &templates[i], true
		}
	}
	return nil, false
}

// sameKeys are what leads may be the same by.
var sameKeys = []string{"name", "phone", "email"}

// checkSame judges and writes what leads of a mode are the same by.
func checkSame(p *fault.Problems, same []string, buyer string) string {
	for _, k := range same {
		if !slices.Contains(sameKeys, k) || k == "name" && buyer == "person" {
			p.Add("same_by", fault.Text{ZH: "不能按它查重：" + k, EN: "Leads cannot be the same by: " + k}, fault.Text{ZH: "name（只有企业买方）、phone、email", EN: "name (companies only), phone, email"})
			return ""
		}
	}
	if len(same) == 0 {
		return "-"
	}
	list := slices.Clone(same)
	slices.Sort(list)
	return strings.Join(slices.Compact(list), ",")
}

// checkModes judges the modes of a company as they would be.
func checkMode(p *fault.Problems, m *Mode, others []Mode) {
	checkWord(p, "name", m.Name, 50)
	if m.BuyerKind != "company" && m.BuyerKind != "person" {
		p.Add("buyer_kind", fault.Text{ZH: "买方是企业或个人", EN: "A buyer is a company or a person"}, fault.Text{ZH: "company 或 person", EN: "company or person"})
	}
	n := 0
	for _, o := range others {
		if o.ID != m.ID && o.Name == m.Name {
			p.Add("name", fault.Text{ZH: "已经有一个模式叫这个名字", EN: "Another mode has this name"}, fault.Text{ZH: "换一个名字", EN: "Another name"})
		}
		n++
	}
	if m.ID.IsZero() && n >= mostModes {
		p.Add("name", fault.Text{ZH: "模式太多", EN: "Too many modes"}, fault.Text{ZH: fmt.Sprintf("最多 %d 个", mostModes), EN: fmt.Sprintf("At most %d", mostModes)})
	}
}

func checkStage(p *fault.Problems, st *Stage, others []Stage) {
	checkWord(p, "name", st.Name, 50)
	for _, o := range others {
		if o.ID != st.ID && o.Name == st.Name {
			p.Add("name", fault.Text{ZH: "这个模式已经有一个阶段叫这个名字", EN: "Another stage of the mode has this name"}, fault.Text{ZH: "换一个名字", EN: "Another name"})
		}
	}
	if st.ID.IsZero() && len(others) >= mostStages {
		p.Add("name", fault.Text{ZH: "阶段太多", EN: "Too many stages"}, fault.Text{ZH: fmt.Sprintf("最多 %d 个", mostStages), EN: fmt.Sprintf("At most %d", mostStages)})
	}
}

// alsoRequirable are columns that a person fills though no import does.
var alsoRequirable = []string{"customer_id", "next_due"}

// checkRequired judges what a stage asks for: columns people fill, and own fields in use.
func (c *Catalogue) checkRequired(p *fault.Problems, t *Type, required []string) string {
	for _, name := range required {
		key, own := strings.CutPrefix(name, OwnPrefix)
		_, known := c.Field(t.Kind, key)
		column, there := t.Column(name)
		if own && known || !own && there && (column.Import && name != "intake_day" || slices.Contains(alsoRequirable, name)) {
			continue
		}
		p.Add("required", fault.Text{ZH: "不能要求这一项：" + name, EN: "This cannot be asked for: " + name}, fault.Text{ZH: "线索的可填字段，或自有字段 own.…", EN: "A field of the lead that people fill in, or an own field own.…"})
		return ""
	}
	list := slices.Clone(required)
	slices.Sort(list)
	return strings.Join(slices.Compact(list), ",")
}

// stepsOf says where the positions of stages go when they are put into another order: old → new. after names the stages by
// their old positions; one that is left out goes to the nearest that stood before it.
func stepsOf(before int, after []int) map[int]int {
	out := map[int]int{}
	for old := 1; old <= before; old++ {
		if at := slices.Index(after, old); at >= 0 {
			out[old] = at + 1
			continue
		}
		out[old] = 1
		for earlier := old - 1; earlier > 0; earlier-- {
			if at := slices.Index(after, earlier); at >= 0 {
				out[old] = at + 1
				break
			}
		}
	}
	for old, now := range out {
		if old == now {
			delete(out, old)
		}
	}
	return out
}
