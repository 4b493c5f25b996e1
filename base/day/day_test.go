package day

import (
	"encoding/json"
	"errors"
	"testing"
	"time"

	"pgregory.net/rapid"
)

var shanghai = time.FixedZone("Asia/Shanghai", 8*3600)

func TestParse(t *testing.T) {
	for _, c := range []struct {
		name, text string
		want       Day
		bad        bool
	}{
		{"平日", "2026-11-24", Date(2026, 11, 24), false},
		{"一九七〇年第一天不是「无日期」", "1970-01-01", Date(1970, 1, 1), false},
		{"最早", "0001-01-01", First, false},
		{"最晚", "9999-12-31", Last, false},
		{"闰日", "2024-02-29", Date(2024, 2, 29), false},
		{"空", "", 0, false},
		{"空白", "  ", 0, false},
		{"不存在的闰日", "2026-02-29", 0, true},
		{"十三月", "2026-13-01", 0, true},
		{"公元零年", "0000-05-05", 0, true},
		{"斜线", "2026/11/24", 0, true},
		{"缺零", "2026-1-2", 0, true},
		{"带时间", "2026-01-02T00:00:00Z", 0, true},
	} {
		t.Run(c.name, func(t *testing.T) {
			got, err := Parse(c.text)
			var form *FormError
			if c.bad != errors.As(err, &form) || got != c.want {
				t.Fatalf("Parse(%q) = %v, %v", c.text, got, err)
			}
		})
	}
}

func TestOfTakesTheZone(t *testing.T) {
	late := time.Date(2026, 11, 23, 16, 30, 0, 0, time.UTC) // half past midnight in Shanghai
	if got := Of(late, shanghai); got != Date(2026, 11, 24) {
		t.Errorf("in Shanghai: %v", got)
	}
	if got := Of(late, nil); got != Date(2026, 11, 23) {
		t.Errorf("in UTC: %v", got)
	}
	if got := Of(time.Time{}, shanghai); !got.IsZero() {
		t.Errorf("zero time: %v", got)
	}
	if got := Date(2026, 11, 24).Start(shanghai); !got.Equal(time.Date(2026, 11, 23, 16, 0, 0, 0, time.UTC)) {
		t.Errorf("start: %v", got)
	}
}

func TestMonths(t *testing.T) {
	for _, c := range []struct {
		name      string
		got, want Day
	}{
		{"月初", Date(2026, 11, 24).Month(), Date(2026, 11, 1)},
		{"二月末", Date(2024, 2, 3).MonthEnd(), Date(2024, 2, 29)},
		{"十二月末", Date(2026, 12, 3).MonthEnd(), Date(2026, 12, 31)},
		{"一月三十一加一月", Date(2026, 1, 31).AddMonths(1), Date(2026, 2, 28)},
		{"跨年减", Date(2026, 1, 15).AddMonths(-2), Date(2025, 11, 15)},
		{"进位", Date(2026, 10, 32), Date(2026, 11, 1)},
		{"超出范围", Last.Add(1), 0},
		{"早于范围", First.Add(-1), 0},
		{"巨大", First.Add(1 << 40), 0},
		{"无日期不动", Day(0).Add(5), 0},
		{"无日期无月", Day(0).Month(), 0},
		{"无日期无月末", Day(0).MonthEnd(), 0},
		{"末月加一月", Last.AddMonths(1), 0},
	} {
		if c.got != c.want {
			t.Errorf("%s: %v, want %v", c.name, c.got, c.want)
		}
	}
}

func TestIdle(t *testing.T) {
	today := Date(2026, 11, 24)
	for _, c := range []struct {
		last Day
		want int
	}{{today, 0}, {today.Add(-7), 7}, {today.Add(3), 0}, {0, 0}} {
		if got := Idle(c.last, today); got != c.want {
			t.Errorf("Idle(%v) = %d, want %d", c.last, got, c.want)
		}
	}
}

func TestScan(t *testing.T) {
	want := Date(2026, 11, 24)
	for _, src := range []any{"2026-11-24", []byte("2026-11-24"), "2026-11-24T00:00:00Z", "2026-11-24 00:00:00+00:00",
		time.Date(2026, 11, 24, 0, 0, 0, 0, time.UTC), time.Date(2026, 11, 24, 0, 0, 0, 0, shanghai)} {
		var d Day
		if err := d.Scan(src); err != nil || d != want {
			t.Errorf("Scan(%v) = %v, %v", src, d, err)
		}
	}
	for _, src := range []any{nil, "", time.Time{}} {
		d := want
		if err := d.Scan(src); err != nil || !d.IsZero() {
			t.Errorf("Scan(%v) = %v, %v", src, d, err)
		}
	}
	for _, src := range []any{"2026-11-24x", int64(5), "tomorrow"} {
		d := want
		if err := d.Scan(src); err == nil || d != want {
			t.Errorf("Scan(%v) took it: %v", src, d)
		}
	}
}

func TestJSON(t *testing.T) {
	type record struct {
		Due  Day         `json:"due"`
		Won  Day         `json:"won,omitzero"`
		Days map[Day]int `json:"days"`
	}
	in := record{Due: 0, Days: map[Day]int{Date(2026, 5, 1): 1}}
	out, err := json.Marshal(in)
	if err != nil || string(out) != `{"due":"","days":{"2026-05-01":1}}` {
		t.Fatalf("%s, %v", out, err)
	}
	back := record{Due: 9, Won: 9}
	if err := json.Unmarshal([]byte(`{"due":null,"won":"","days":{"2026-05-01":1}}`), &back); err != nil || back.Due != 0 || back.Won != 0 || back.Days[Date(2026, 5, 1)] != 1 {
		t.Fatalf("%+v, %v", back, err)
	}
	for _, bad := range []string{`{"due":20261124}`, `{"due":"24.11.2026"}`, `{"due":{}}`} {
		if err := json.Unmarshal([]byte(bad), &back); err == nil {
			t.Errorf("%s was taken", bad)
		}
	}
}

func anyDay() *rapid.Generator[Day] {
	return rapid.Custom(func(t *rapid.T) Day { return Day(rapid.Int32Range(int32(First), int32(Last)).Draw(t, "day")) })
}

func TestEveryDayTravels(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		d := anyDay().Draw(t, "d")
		parsed, err := Parse(d.String())
		if err != nil || parsed != d {
			t.Fatalf("%v came back as %v, %v", d, parsed, err)
		}
		v, err := d.Value()
		if err != nil {
			t.Fatal(err)
		}
		var scanned, unmarshalled Day
		if err := scanned.Scan(v); err != nil || scanned != d {
			t.Fatalf("%v was stored and read as %v, %v", d, scanned, err)
		}
		data, err := json.Marshal(d)
		if err != nil {
			t.Fatal(err)
		}
		if err := json.Unmarshal(data, &unmarshalled); err != nil || unmarshalled != d {
			t.Fatalf("%s was read as %v, %v", data, unmarshalled, err)
		}
		if Date(d.Parts()) != d || Of(d.Start(shanghai), shanghai) != d {
			t.Fatalf("%v does not survive its parts or its start", d)
		}
		if d.Weekday() != d.Start(time.UTC).Weekday() {
			t.Fatalf("%v is a %v", d, d.Start(time.UTC).Weekday())
		}
	})
}

func TestAddAndSubAgree(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		a, b := anyDay().Draw(t, "a"), anyDay().Draw(t, "b")
		if a.Add(b.Sub(a)) != b || (a < b) != (a.String() < b.String()) {
			t.Fatalf("%v and %v", a, b)
		}
	})
}
