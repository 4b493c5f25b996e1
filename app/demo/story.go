package demo

import (
	"cmp"
	"math"
	"slices"
	"time"

	"xiaoguan/base/day"
)

// Size is how large a company to make.
type Size struct {
	People int
	Leads  int
	Years  int
	Seed   uint64
}

// Default is the size of the one-click company.
var Default = Size{People: 12, Leads: 1286, Years: 2, Seed: 20261124}

// seller is one salesperson of the world.
type seller struct {
	name   string
	phone  string
	group  int
	level  int
	trades map[string]bool
	skill  float64 // multiplies the chance of every step
	head   bool
}

// pursuit is one lead's whole life as the world plays it.
type pursuit struct {
	company, contact, title, phone, source, trade, city, province, need string
	amount                                                              int64
	intake                                                              time.Time
	owner                                                               int // index of the seller, -1: nobody yet
	visits                                                              []visit
	end                                                                 string // "", won, lost
	endAt                                                               time.Time
	lostFor                                                             string
	key                                                                 string // why it is a key lead, "" = it is not
	due                                                                 day.Day
	dueTime, dueNote                                                    string
}

// visit is one touch in it.
type visit struct {
	at              time.Time
	kind, result    string
	text            string
	stage           int    // position after it
	chance, because string // "" = as before
	next            day.Day
}

// world is everything the demo plays with.
type world struct {
	dice    dice
	size    Size
	now     time.Time
	zone    *time.Location
	cal     *day.Calendar
	sellers []seller
	taken   map[string]bool
}

func newWorld(size Size, now time.Time, zone *time.Location, cal *day.Calendar) *world {
	w := &world{dice: newDice(size.Seed), size: size, now: now, zone: zone, cal: cal, taken: map[string]bool{}}
	w.hire()
	return w
}

// hire makes the salespeople: spread over the groups, each at home in two or three trades.
func (w *world) hire() {
	groups := min(len(groupNames), max(1, w.size.People/3))
	if w.size.People > 40 {
		groups = w.size.People / 10
	}
	names := map[string]bool{}
	for i := range w.size.People {
		s := seller{group: i % groups, level: w.dice.between(1, 5), trades: map[string]bool{}, skill: .65 + w.dice.Float64()*.8, head: i < groups}
		for s.name = w.dice.person(); names[s.name]; s.name = w.dice.person() {
			if len(names) > 20000 {
				break
			}
		}
		names[s.name] = true
		s.phone = w.dice.mobile()
		for range w.dice.between(2, 3) {
			s.trades[pick(w.dice, trades).name] = true
		}
		w.sellers = append(w.sellers, s)
	}
}

// pursuits plays all leads, in the order they came in.
func (w *world) pursuits() []*pursuit {
	out := make([]*pursuit, w.size.Leads)
	for i := range out {
		out[i] = w.next()
	}
	slices.SortStableFunc(out, func(a, b *pursuit) int { return cmp.Or(a.intake.Compare(b.intake), cmp.Compare(a.company, b.company)) })
	w.fillDays(out)
	return out
}

// busy is the least number of steps that a salesperson has today, overdue ones among them, if there are as many to come.
const busy = 5

// fillDays moves the nearest steps of those with a thin day up to today: the hour in which a company is made would else decide
// whether its people have anything to do.
func (w *world) fillDays(all []*pursuit) {
	today := day.Of(w.now, w.zone)
	have, ahead := make([]int, len(w.sellers)), make([][]*pursuit, len(w.sellers))
	for _, p := range all {
		switch {
		case p.owner < 0 || p.end != "" || p.due.IsZero():
		case p.due <= today:
			have[p.owner]++
		default:
			ahead[p.owner] = append(ahead[p.owner], p)
		}
	}
	for i, next := range ahead {
		slices.SortStableFunc(next, func(a, b *pursuit) int { return cmp.Compare(a.due, b.due) })
		for _, p := range next[:min(len(next), max(0, busy-have[i]))] {
			p.due = today
		}
	}
}

// next plays one more lead from its intake to today.
func (w *world) next() *pursuit {
	d := w.dice
	name, at, in := d.company()
	for w.taken[name] {
		name, at, in = d.company()
	}
	w.taken[name] = true
	c := channels[d.weighted(len(channels), func(i int) float64 { return float64(channels[i].weight) })]
	p := &pursuit{company: name, contact: d.person(), title: pick(d, titles), phone: d.mobile(), source: c.name, trade: in.name, city: at.city, province: at.province,
		need: pick(d, in.needs), amount: d.amount(in), intake: w.intake()}
	p.owner = w.ownerOf(p)
	if p.owner >= 0 {
		w.live(p, c.quality)
	}
	if p.end == "" && p.amount > 8_000_000 && d.chance(.3) {
		p.key = pick(d, list("当地样板厂 集团试点 可以带出三家分厂 对手的老客户 行业头部"))
	}
	return p
}

// intake is a moment in the years before now: more lately than long ago, hardly any on days off.
func (w *world) intake() time.Time {
	days := w.size.Years * 365
	for {
		back := int(float64(days) * (1 - math.Pow(w.dice.Float64(), .4)))
		on := day.Of(w.now, w.zone).Add(-max(0, back))
		if !w.cal.IsWorkday(on) && w.dice.chance(.85) {
			continue
		}
		at := on.Start(w.zone).Add(time.Duration(w.dice.between(8*60+30, 18*60)) * time.Minute)
		if at.Before(w.now.Add(-20 * time.Minute)) {
			return at
		}
	}
}

// ownerOf is who got the lead: mostly somebody of the region, more likely one at home in the trade; the newest may still
// wait for an owner.
func (w *world) ownerOf(p *pursuit) int {
	if w.now.Sub(p.intake) < 4*24*time.Hour && w.dice.chance(.45) {
		return -1
	}
	region, ok := regionOf[p.province]
	if !ok {
		region = 3
	}
	return w.dice.weighted(len(w.sellers), func(i int) float64 {
		s := w.sellers[i]
		weight := .15
		if s.group%len(groupNames) == region {
			weight = 1
		}
		if s.trades[p.trade] {
			weight *= 2.5
		}
		if s.head { // leads people more than deals
			weight *= .3
		}
		return weight
	})
}
