package insight

import (
	"cmp"
	"maps"
	"slices"
	"strconv"
	"strings"

	"xiaoguan/base/day"
	"xiaoguan/base/fault"
	"xiaoguan/record"
)

// names gives the label of a key in a breakdown.
type names func(by By, key string) string

// words of the breakdowns.
var (
	textNoSource = fault.Text{ZH: "未填", EN: "Not given"}
	textNoOwner  = fault.Text{ZH: "未分配", EN: "Unassigned"}
	textNoGroup  = fault.Text{ZH: "没有组", EN: "No group"}
	textTotal    = fault.Text{ZH: "合计", EN: "Total"}
	textIntake   = fault.Text{ZH: "接入", EN: "Taken in"}
	textFollowed = fault.Text{ZH: "已跟进", EN: "Followed"}
	textWon      = fault.Text{ZH: "赢单", EN: "Won"}
)

// rowsOf turns sums into the table's rows, most leads first (months in order), and the total.
func rowsOf(sums []sum, by By, basis Basis, p span, label names, lang string) (rows []Row, total Row) {
	byKey := map[string]*Row{}
	total = Row{Key: "total", Label: textTotal.In(lang)}
	for _, s := range sums {
		r := byKey[s.Key]
		if r == nil {
			r = &Row{Key: s.Key, Label: label(by, s.Key)}
			byKey[s.Key] = r
		}
		r.add(s, basis)
		total.add(s, basis)
	}
	rows = []Row{}
	for _, r := range byKey {
		if r.Intake == 0 && r.Won == 0 && r.Lost == 0 {
			continue
		}
		r.finish(filtersOf(by, r.Key, p, basis))
		rows = append(rows, *r)
	}
	slices.SortFunc(rows, func(a, b Row) int {
		if by == Month {
			return cmp.Compare(a.Key, b.Key)
		}
		return cmp.Or(cmp.Compare(b.Intake, a.Intake), cmp.Compare(b.Won, a.Won), cmp.Compare(a.Key, b.Key))
	})
	total.finish(filtersOf("", "", p, basis))
	return rows, total
}

func (r *Row) add(s sum, basis Basis) {
	won, lost := Won, Lost
	if basis == Period {
		won, lost = WonOn, LostOn
	}
	switch s.Measure {
	case Intake:
		r.Intake += s.N
	case Followed:
		r.Followed += s.N
	case won:
		r.Won += s.N
	case lost:
		r.Lost += s.N
	}
}

func (r *Row) finish(filters map[string][]string) {
	r.RateBP = Rate(r.Won, r.Intake)
	r.Filters = filters
}

// filtersOf are the list filters that open exactly the leads each number counts.
func filtersOf(by By, key string, p span, basis Basis) map[string][]string {
	var which []string
	eq := func(field string) {
		if key == "" {
			which = append(which, field+":empty:")
		} else {
			which = append(which, field+":eq:"+key)
		}
	}
	switch by {
	case Source:
		eq("source")
	case Person:
		eq("owner_id")
	case Group:
		eq("group_id")
	case Mode:
		eq("mode_id")
	case Month:
		if first, err := day.Parse(key); err == nil {
			p = span{max(p.from, first), min(p.to, first.MonthEnd())}
		}
	}
	dated := func(field string, more ...string) []string {
		return slices.Concat(which, []string{field + ":ge:" + p.from.String(), field + ":le:" + p.to.String()}, more)
	}
	f := map[string][]string{"intake": dated("intake_day"), "followed": dated("intake_day", "touch_count:gt:0"),
		"won": dated("intake_day", "state:eq:won"), "lost": dated("intake_day", "state:eq:lost")}
	if basis == Period {
		f["won"], f["lost"] = dated("won_day", "state:eq:won"), dated("lost_day", "state:eq:lost")
	}
	return f
}

// funnel turns sums into steps: taken in, followed, each stage of the mode from the second on, won. A stage is reached by
// whoever stood in it or further; who has won has reached them all.
func funnel(sums []sum, mode *record.Mode, p span, lang string) []Step {
	n := map[Measure]int64{}
	for _, s := range sums {
		n[s.Measure] += s.N
	}
	dated := filtersOf("", "", p, Cohort)
	if mode != nil {
		for k, f := range dated {
			dated[k] = append(slices.Clone(f), "mode_id:eq:"+mode.ID.String())
		}
	}
	steps := []Step{{Key: "intake", Label: textIntake.In(lang), N: n[Intake], Filters: dated["intake"]}, {Key: "followed", Label: textFollowed.In(lang), N: n[Followed], Filters: dated["followed"]}}
	if mode != nil {
		for _, st := range mode.Stages {
			if st.Position > 1 {
				steps = append(steps, Step{Key: st.Key, Label: st.Name, N: reached(n, st.Position), Filters: append(slices.Clone(dated["intake"]), "stage_top:ge:"+strconv.Itoa(st.Position))})
			}
		}
	}
	steps = append(steps, Step{Key: "won", Label: textWon.In(lang), N: n[Won], Filters: dated["won"]})
	for i := range steps {
		if i > 0 {
			steps[i].RateBP = Rate(steps[i].N, steps[i-1].N)
		}
	}
	return steps
}

func reached(n map[Measure]int64, position int) (sum int64) {
	for m, count := range n {
		if text, ok := strings.CutPrefix(string(m), "top:"); ok {
			if at, err := strconv.Atoi(text); err == nil && at >= position {
				sum += count
			}
		}
	}
	return sum
}

// trend turns monthly sums into the months of the span, empty ones included.
func trend(sums []sum, p span) []TrendMonth {
	rows, _ := rowsOf(sums, Month, Cohort, p, func(_ By, key string) string { return key }, "zh")
	have := map[string]Row{}
	for _, r := range rows {
		have[r.Key] = r
	}
	out := []TrendMonth{}
	for m := p.from.Month(); m <= p.to; m = m.AddMonths(1) {
		r := have[m.String()]
		f := filtersOf(Month, m.String(), p, Cohort)
		maps.DeleteFunc(f, func(k string, _ []string) bool { return k != "intake" && k != "won" })
		out = append(out, TrendMonth{Month: m.String()[:7], Intake: r.Intake, Won: r.Won, RateBP: r.RateBP, Filters: f})
	}
	return out
}
