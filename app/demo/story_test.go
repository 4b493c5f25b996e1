package demo

import (
	"fmt"
	"testing"
	"time"

	"xiaoguan/base/clock"
	"xiaoguan/base/day"
)

var shanghai = clock.Zone("Asia/Shanghai")

func grown(size Size, now time.Time) (*world, []*pursuit) {
	cal := day.China()
	w := newWorld(size, now, shanghai, &cal)
	return w, w.pursuits()
}

// TestStory plays the company at hours at which one may be made: whoever sells has a day to open, nothing has happened in the
// future or out of order, and leads end in every way.
func TestStory(t *testing.T) {
	for _, now := range []time.Time{
		time.Date(2026, 11, 24, 8, 0, 0, 0, shanghai), time.Date(2026, 11, 24, 19, 30, 0, 0, shanghai),
		time.Date(2026, 11, 28, 11, 0, 0, 0, shanghai), time.Date(2027, 2, 8, 9, 30, 0, 0, shanghai), // a Saturday; the week of the Spring Festival
	} {
		t.Run(now.Format("01-02 15:04"), func(t *testing.T) {
			w, all := grown(Default, now)
			if len(all) != Default.Leads {
				t.Errorf("%d leads", len(all))
			}
			today, due, ends := day.Of(now, shanghai), make([]int, len(w.sellers)), map[string]int{}
			for i, p := range all {
				if i > 0 && p.intake.Before(all[i-1].intake) {
					t.Fatalf("%s comes in before the one ahead of it", p.company)
				}
				ends[p.end]++
				last := p.intake
				for _, v := range p.visits {
					if v.at.Before(last) || v.at.After(now) {
						t.Fatalf("%s: touched at %s, after %s", p.company, v.at, last)
					}
					last = v.at
				}
				if p.end != "" && (p.endAt.Before(last) || p.endAt.After(now)) {
					t.Errorf("%s: %s at %s, last touched at %s", p.company, p.end, p.endAt, last)
				}
				if p.owner >= 0 && p.end == "" && !p.due.IsZero() && p.due <= today {
					due[p.owner]++
				}
			}
			for i, n := range due {
				if s := w.sellers[i]; !s.head && n < busy {
					t.Errorf("%s has %d things to do today", s.name, n)
				}
			}
			rate := float64(ends["won"]) / float64(len(all))
			if rate < .05 || rate > .25 || ends["lost"] == 0 || ends[""] == 0 {
				t.Errorf("an unlikely company: %v", ends)
			}
		})
	}
}

func TestSameSeedSameStory(t *testing.T) {
	now := time.Date(2026, 11, 24, 10, 0, 0, 0, shanghai)
	size := Size{People: 9, Leads: 200, Years: 2, Seed: 5}
	tell := func(size Size) string {
		_, all := grown(size, now)
		text := ""
		for _, p := range all {
			text += fmt.Sprintf("%+v\n", *p)
		}
		return text
	}
	once, again := tell(size), tell(size)
	if once != again {
		t.Error("the same seed tells another story")
	}
	size.Seed++
	if once == tell(size) {
		t.Error("another seed tells the same story")
	}
}
