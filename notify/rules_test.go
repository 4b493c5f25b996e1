package notify

import (
	"testing"
	"time"

	"xiaoguan/base/fault"
)

func TestQuiet(t *testing.T) {
	zone := time.FixedZone("Asia/Shanghai", 8*3600)
	at := func(text string) time.Time {
		v, err := time.ParseInLocation("2006-01-02 15:04", text, zone)
		if err != nil {
			t.Fatal(err)
		}
		return v
	}
	for name, c := range map[string]struct {
		from, until, now string
		since, end       string // "" is not quiet
	}{
		"没设":       {"", "", "2026-11-24 23:00", "", ""},
		"只设一半":     {"22:00", "", "2026-11-24 23:00", "", ""},
		"同一时刻":     {"22:00", "22:00", "2026-11-24 22:00", "", ""},
		"读不懂":      {"25:00", "08:00", "2026-11-24 23:00", "", ""},
		"白天，午休里":   {"12:00", "13:30", "2026-11-24 12:30", "2026-11-24 12:00", "2026-11-24 13:30"},
		"白天，正好开始":  {"12:00", "13:30", "2026-11-24 12:00", "2026-11-24 12:00", "2026-11-24 13:30"},
		"白天，正好结束":  {"12:00", "13:30", "2026-11-24 13:30", "", ""},
		"跨夜，前一分钟":  {"22:00", "08:00", "2026-11-24 21:59", "", ""},
		"跨夜，开始":    {"22:00", "08:00", "2026-11-24 22:00", "2026-11-24 22:00", "2026-11-25 08:00"},
		"跨夜，零点":    {"22:00", "08:00", "2026-11-25 00:00", "2026-11-24 22:00", "2026-11-25 08:00"},
		"跨夜，最后一分钟": {"22:00", "08:00", "2026-11-25 07:59", "2026-11-24 22:00", "2026-11-25 08:00"},
		"跨夜，结束":    {"22:00", "08:00", "2026-11-25 08:00", "", ""},
		"跨月":       {"22:00", "08:00", "2026-12-01 03:00", "2026-11-30 22:00", "2026-12-01 08:00"},
		"几乎整天":     {"08:00", "07:59", "2026-11-24 07:58", "2026-11-23 08:00", "2026-11-24 07:59"},
	} {
		t.Run(name, func(t *testing.T) {
			since, end, quiet := Quiet(c.from, c.until, at(c.now))
			if quiet != (c.since != "") {
				t.Fatalf("quiet: %v", quiet)
			}
			if quiet && (!since.Equal(at(c.since)) || !end.Equal(at(c.end))) {
				t.Errorf("from %v until %v", since, end)
			}
		})
	}
}

func TestCheckHours(t *testing.T) {
	for _, c := range []struct {
		from, until string
		ok          bool
	}{{"", "", true}, {"22:00", "08:00", true}, {"22:00", "", false}, {"", "08:00", false}, {"9:00", "18:00", false}, {"24:00", "08:00", false}, {"-1:00", "08:00", false}, {"08:00", "08:00", false}} {
		if err := checkHours(c.from, c.until); (err == nil) != c.ok {
			t.Errorf("%q to %q: %v", c.from, c.until, err)
		}
	}
}

func TestSentence(t *testing.T) {
	k := &Kind{One: fault.Text{ZH: "{by}把「{lead}」分给了你", EN: "{by} gave you {lead}"}, Many: fault.Text{ZH: "{n} 条线索分给了你", EN: "{n} leads were given to you"}}
	n := Notice{Args: Args{"by": fault.Text{ZH: "系统", EN: "The system"}, "lead": `宁波"拓森"`}}
	if err := n.write(); err != nil {
		t.Fatal(err)
	}
	for _, c := range []struct {
		count      int
		lang, want string
	}{{1, "zh", `系统把「宁波"拓森"」分给了你`}, {1, "en", `The system gave you 宁波"拓森"`}, {37, "zh", "37 条线索分给了你"}, {2, "en", "2 leads were given to you"}} {
		if got := Sentence(k, n.Written, c.count, c.lang); got != c.want {
			t.Errorf("%d, %s: %q, want %q", c.count, c.lang, got, c.want)
		}
	}
}
