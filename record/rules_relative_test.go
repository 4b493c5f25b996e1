package record

import (
	"testing"

	"pgregory.net/rapid"

	"xiaoguan/base/day"
)

func at(text string) day.Day {
	d, err := day.Parse(text)
	if err != nil {
		panic(err)
	}
	return d
}

func TestRelative(t *testing.T) {
	const tuesday = "2026-11-24"
	for _, c := range []struct{ name, word, today, from, to string }{
		{"今天", "today", tuesday, "2026-11-24", "2026-11-24"},
		{"昨天", "yesterday", tuesday, "2026-11-23", "2026-11-23"},
		{"明天跨年", "tomorrow", "2026-12-31", "2027-01-01", "2027-01-01"},
		{"本周从周一起", "this_week", tuesday, "2026-11-23", "2026-11-29"},
		{"周日还是这一周", "this_week", "2026-11-29", "2026-11-23", "2026-11-29"},
		{"周一就是新的一周", "this_week", "2026-11-30", "2026-11-30", "2026-12-06"},
		{"上周", "last_week", tuesday, "2026-11-16", "2026-11-22"},
		{"下周", "next_week", "2026-11-29", "2026-11-30", "2026-12-06"},
		{"本月", "this_month", tuesday, "2026-11-01", "2026-11-30"},
		{"上月在三月末是二月", "last_month", "2026-03-31", "2026-02-01", "2026-02-28"},
		{"上月在一月是去年十二月", "last_month", "2027-01-15", "2026-12-01", "2026-12-31"},
		{"下月", "next_month", "2026-12-31", "2027-01-01", "2027-01-31"},
		{"本季度", "this_quarter", tuesday, "2026-10-01", "2026-12-31"},
		{"上季度在一季度是去年四季度", "last_quarter", "2027-02-28", "2026-10-01", "2026-12-31"},
		{"今年", "this_year", tuesday, "2026-01-01", "2026-12-31"},
		{"去年", "last_year", tuesday, "2025-01-01", "2025-12-31"},
		{"近三十天含今天", "last_30_days", tuesday, "2026-10-26", "2026-11-24"},
		{"近一天就是今天", "last_1_days", tuesday, "2026-11-24", "2026-11-24"},
		{"未来七天从明天起", "next_7_days", tuesday, "2026-11-25", "2026-12-01"},
	} {
		t.Run(c.name, func(t *testing.T) {
			from, to, ok := Relative(c.word, at(c.today))
			if !ok || from.String() != c.from || to.String() != c.to {
				t.Errorf("%s on %s: %s to %s, %v; want %s to %s", c.word, c.today, from, to, ok, c.from, c.to)
			}
		})
	}
	for _, word := range []string{"", "2026-11-24", "this", "this_", "this_decade", "this_7_days", "last_0_days", "last_-3_days", "last_007_days", "last_99999_days", "last_7_weeks", "next_x_days", "today ", "TODAY", "last_7_days_"} {
		if _, _, ok := Relative(word, at(tuesday)); ok {
			t.Errorf("%q is taken for a span of days", word)
		}
	}
}

func TestRelative_SpansMeetWithoutGap(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		today := at("2020-01-01").Add(rapid.IntRange(0, 4000).Draw(t, "day"))
		for _, unit := range []string{"week", "month", "quarter", "year"} {
			lastFrom, lastTo, _ := Relative("last_"+unit, today)
			from, to, _ := Relative("this_"+unit, today)
			nextFrom, _, _ := Relative("next_"+unit, today)
			if lastFrom > lastTo || lastTo.Add(1) != from || today < from || today > to || to.Add(1) != nextFrom {
				t.Fatalf("%s around %s: last %s–%s, this %s–%s, next from %s", unit, today, lastFrom, lastTo, from, to, nextFrom)
			}
		}
	})
}
