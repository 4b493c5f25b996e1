package day

import (
	"encoding/json"
	"fmt"
	"os"
	"path/filepath"
	"testing"

	"pgregory.net/rapid"
)

func TestWorkdays(t *testing.T) {
	c := China()
	d := func(m, dom int) Day { return Date(2026, 1, 1).AddMonths(m - 1).Add(dom - 1) }
	for _, s := range []struct {
		name string
		day  Day
		want bool
	}{
		{"周二", d(11, 24), true},
		{"周日", d(11, 22), false},
		{"国庆", d(10, 1), false},
		{"国庆调休的周六上班", d(10, 10), true},
		{"春节前调休的周六上班", d(2, 14), true},
		{"春节", d(2, 17), false},
		{"无日期", 0, false},
	} {
		if got := c.IsWorkday(s.day); got != s.want {
			t.Errorf("%s %v: %v", s.name, s.day, got)
		}
	}
	for _, s := range []struct {
		name      string
		got, want any
	}{
		{"周五之后一个工作日是周一", c.AddWorkdays(d(11, 20), 1), d(11, 23)},
		{"周日之前一个工作日是周五", c.AddWorkdays(d(11, 22), -1), d(11, 20)},
		{"零个工作日不动", c.AddWorkdays(d(11, 22), 0), d(11, 22)},
		{"国庆前一天的下一个工作日", c.NextWorkday(d(9, 30)), d(10, 8)},
		{"节日落在假期则顺延", c.WorkdayFrom(d(10, 1)), d(10, 8)},
		{"工作日不顺延", c.WorkdayFrom(d(10, 8)), d(10, 8)},
		{"国庆期间不算逾期", c.Overdue(d(9, 30), d(10, 7)), 0},
		{"节后第一天逾期一天", c.Overdue(d(9, 30), d(10, 8)), 1},
		{"周五到期周一逾期一天", c.Overdue(d(11, 20), d(11, 23)), 1},
		{"未到期", c.Overdue(d(11, 27), d(11, 23)), 0},
		{"没有期限", c.Overdue(0, d(11, 23)), 0},
		{"倒数为负", c.WorkdaysBetween(d(11, 24), d(11, 20)), -2},
		{"十一月还剩", c.WorkdaysLeftInMonth(d(11, 24)), 5},
		{"月末最后一天", c.WorkdaysLeftInMonth(d(11, 30)), 1},
		{"十月全月", c.WorkdaysLeftInMonth(d(10, 1)), 18},
		{"历法的尽头", c.AddWorkdays(Last, 1), Day(0)},
		{"历法的开头", c.AddWorkdays(First, -1), Day(0)},
	} {
		if s.got != s.want {
			t.Errorf("%s: %v, want %v", s.name, s.got, s.want)
		}
	}
}

func TestOwnDaysOverrideStatutoryOnes(t *testing.T) {
	national, plain := Date(2026, 10, 1), Date(2026, 11, 24)
	c := China(Holiday{Day: national, Name: "值班"}, Holiday{Day: plain, Name: "司庆", Off: true}, Holiday{Name: "没有日期", Off: true})
	if !c.IsWorkday(national) || c.IsWorkday(plain) {
		t.Error("own entries do not count")
	}
	if h, ok := c.Exception(plain); !ok || h.Name != "司庆" {
		t.Errorf("exception: %+v %v", h, ok)
	}
	if _, ok := c.Exception(plain.Add(1)); ok {
		t.Error("an ordinary day has an entry")
	}
	var zero Calendar
	if !zero.IsWorkday(national) || zero.WorkdaysLeftInMonth(plain) != 5 {
		t.Error("the zero calendar is not the plain week")
	}
}

func TestCountingAgreesWithWalking(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		start := Date(2024, 1, 1)
		var own []Holiday
		for range rapid.IntRange(0, 12).Draw(t, "entries") {
			own = append(own, Holiday{Day: start.Add(rapid.IntRange(-5, 60).Draw(t, "at")), Off: rapid.Bool().Draw(t, "off")})
		}
		c := NewCalendar(own...)
		from, to := start.Add(rapid.IntRange(0, 40).Draw(t, "from")), start.Add(rapid.IntRange(0, 40).Draw(t, "to"))
		walked := 0
		for d := min(from, to) + 1; d <= max(from, to); d++ {
			if c.IsWorkday(d) {
				walked++
			}
		}
		if to < from {
			walked = -walked
		}
		if got := c.WorkdaysBetween(from, to); got != walked {
			t.Fatalf("from %v to %v: %d, walking gives %d", from, to, got, walked)
		}
		n, step := rapid.IntRange(-15, 15).Draw(t, "n"), 1
		if n < 0 {
			step = -1
		}
		d := from
		for left := n * step; left > 0; {
			d = d.Add(step)
			if c.IsWorkday(d) {
				left--
			}
		}
		if got := c.AddWorkdays(from, n); got != d {
			t.Fatalf("%v and %d workdays: %v, walking gives %v", from, n, got, d)
		}
	})
}

func TestKnownYears(t *testing.T) {
	for year, want := range map[int]bool{2001: false, 2002: true, 2020: true, 2026: true, 2027: false, 1999: false} {
		if Known(year) != want || (len(Statutory(year)) > 0) != want {
			t.Errorf("%d: known %v", year, Known(year))
		}
	}
	days := Statutory(2026)
	days[0].Off = !days[0].Off
	if Statutory(2026)[0] == days[0] {
		t.Error("a caller can change the table")
	}
}

// Every day must be worked or free as the State Council decreed: compared with
// an independent collection of the decrees. The collections may differ in
// whether they list an ordinary Sunday inside a festival, so what is compared is
// the verdict, for each day of the year.
func TestStatutoryDaysAgainstTheDecrees(t *testing.T) {
	for year := 2020; year <= 2026; year++ {
		path := filepath.Join("..", "..", "..", "shared", "data", "cn", fmt.Sprintf("holidays_%d.json", year))
		t.Run(filepath.Base(path), func(t *testing.T) {
			raw, err := os.ReadFile(path)
			if err != nil {
				t.Skipf("no %s here: the statutory days of %d are not compared", filepath.Base(path), year)
			}
			var file struct {
				Days []struct {
					Date Day
					Off  bool `json:"isOffDay"`
				}
			}
			if err := json.Unmarshal(raw, &file); err != nil {
				t.Fatal(err)
			}
			if len(file.Days) < 30 {
				t.Fatalf("only %d days in the file", len(file.Days))
			}
			var listed []Holiday
			for _, d := range file.Days {
				listed = append(listed, Holiday{Day: d.Date, Off: d.Off})
			}
			decreed, ours := NewCalendar(listed...), NewCalendar(Statutory(year)...)
			for d := Date(year, 1, 1); d <= Date(year, 12, 31); d++ {
				if decreed.IsWorkday(d) != ours.IsWorkday(d) {
					t.Errorf("%v: worked by decree %v, by our table %v", d, decreed.IsWorkday(d), ours.IsWorkday(d))
				}
			}
		})
	}
}
