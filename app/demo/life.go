package demo

import (
	"fmt"
	"strings"
	"time"

	"xiaoguan/base/day"
)

// stages of the B2B mode, by position.
const (
	first = 1
	last  = 5
)

// advance is the chance that a touch moves a good lead from a stage to the next.
var advance = [last + 1]float64{0, .75, .55, .5, .5, .5}

// live plays the follow-ups of a lead until it ends, is let go or today is reached.
func (w *world) live(p *pursuit, quality float64) {
	d, s := w.dice, w.sellers[p.owner]
	good := quality * 1.3 * s.skill
	if s.trades[p.trade] {
		good *= 1.45
	}
	hopeful := d.chance(min(.85, good))
	stage, silent := first, 0
	at := p.intake.Add(time.Duration(d.ExpFloat64()*20*float64(time.Hour)) + 20*time.Minute)
	for range 20 {
		at = w.office(at)
		if at.After(w.now) {
			w.plan(p, at)
			return
		}
		v := visit{at: at, kind: w.kind(stage, len(p.visits)), stage: stage}
		if d.chance(w.moves(stage, hopeful)) {
			if stage == last {
				w.win(p, v)
				return
			}
			stage++
			v.stage, v.result, silent = stage, "progress", 0
			v.text = fill(pick(d, onward[stage]), p)
			v.chance = []string{"", "", "medium", "medium", "large", "large"}[stage]
		} else {
			silent++
			v.result = pick(d, list("no_progress no_answer no_progress meeting_set"))
			v.text = fill(pick(d, stuck[v.result]), p)
		}
		if w.letGo(p, &v, hopeful, silent) {
			return
		}
		gap := d.between(1, 6+3*silent)
		at = at.Add(time.Duration(gap*24)*time.Hour + time.Duration(d.between(-90, 90))*time.Minute)
		v.next = w.cal.WorkdayFrom(day.Of(at, w.zone))
		p.visits = append(p.visits, v)
	}
}

// moves is the chance that a touch moves a lead to its next stage; without hope nobody gets to the negotiation.
func (w *world) moves(stage int, hopeful bool) float64 {
	switch {
	case hopeful:
		return advance[stage]
	case stage >= 4:
		return 0
	}
	return advance[stage] * .4
}

// win ends a lead with the touch that closes it, unless that lies ahead.
func (w *world) win(p *pursuit, v visit) {
	v.result, v.chance = "progress", "large"
	v.text = fill("合同条款都定了，{title}{name}说下周走章", p)
	p.visits = append(p.visits, v)
	if end := v.at.Add(time.Duration(w.dice.between(1, 72)) * time.Hour); end.After(w.now) {
		w.plan(p, end)
	} else {
		p.end, p.endAt = "won", end
	}
}

// letGo ends a lead that does not move: lost, dead, or simply left lying without a next step.
func (w *world) letGo(p *pursuit, v *visit, hopeful bool, silent int) bool {
	d := w.dice
	if hopeful && silent < 5 || silent < 2 || !d.chance(.2+.1*float64(silent)) {
		return false
	}
	roll := d.Float64()
	switch {
	case roll < .76:
		p.end, p.endAt, p.lostFor = "lost", v.at.Add(time.Hour), pick(d, list("价格 选了别家 项目取消 联系不上 不是目标客户 其他"))
		if p.endAt.After(w.now) {
			p.endAt = v.at
		}
	case roll < .86:
		v.chance, v.because = "none", pick(d, list("嫌贵 预算推迟 在谈别家 需求变了 换了人"))
	case v.at.Before(w.now.AddDate(0, 0, -40)): // left lying
		v.chance, v.because = "small", pick(d, list("嫌贵 预算推迟 在谈别家 需求变了 换了人"))
	default:
		v.chance, v.because = "small", pick(d, list("嫌贵 预算推迟 在谈别家"))
		p.visits = append(p.visits, *v)
		w.plan(p, v.at.AddDate(0, 0, d.between(15, 40)))
		return true
	}
	p.visits = append(p.visits, *v)
	return true
}

// plan leaves a lead that goes on with its next step; now and then it has slipped.
func (w *world) plan(p *pursuit, at time.Time) {
	d := w.dice
	on := w.cal.WorkdayFrom(day.Of(at, w.zone))
	if d.chance(.16) {
		on = w.cal.WorkdayFrom(day.Of(w.now, w.zone).Add(-d.between(1, 6)))
	} else if d.chance(.25) {
		on = day.Of(w.now, w.zone)
	}
	if len(p.visits) == 0 {
		return // new, without a first touch: the day list finds it by itself
	}
	if last := day.Of(p.visits[len(p.visits)-1].at, w.zone); on <= last { // agreed then, so it lies behind it
		on = w.cal.NextWorkday(last)
	}
	p.due, p.dueNote = on, fill(pick(d, steps), p)
	if d.chance(.5) {
		p.dueTime = fmt.Sprintf("%02d:%02d", d.between(9, 17), 30*d.IntN(2))
	}
}

// office moves a moment on into working hours of a workday.
func (w *world) office(at time.Time) time.Time {
	local := at.In(w.zone)
	on := w.cal.WorkdayFrom(day.Of(local, w.zone))
	minute := local.Hour()*60 + local.Minute()
	if minute > 18*60 && on == day.Of(local, w.zone) {
		on = w.cal.NextWorkday(on)
	}
	if on != day.Of(local, w.zone) || minute < 8*60+40 {
		minute = w.dice.between(8*60+40, 17*60+30)
	}
	return on.Start(w.zone).Add(time.Duration(minute) * time.Minute)
}

func (w *world) kind(stage, turn int) string {
	switch {
	case turn == 0:
		return "phone"
	case stage >= 3 && w.dice.chance(.35):
		return "visit"
	}
	return pick(w.dice, list("phone phone phone wechat wechat meeting"))
}

func fill(template string, p *pursuit) string {
	return strings.NewReplacer("{name}", p.contact, "{title}", p.title, "{need}", p.need, "{city}", p.city, "{trade}", p.trade).Replace(template)
}

// onward is what is said when a stage is reached.
var onward = map[int][]string{
	2: {"加上{name}微信，他管{need}，愿意先看资料", "{name}接了电话，现在用的是老系统，说可以聊聊{need}", "{title}{name}问了价格区间，约了下次细谈"},
	3: {"去厂里看了两条线，{need}的痛点在停机，{name}认可", "和{name}开了线上会，需求清单列了 12 条", "{name}把设备科的人拉进群，要做{need}试点"},
	4: {"方案和报价发给{name}，他要报给总经理", "按两条线报了价，{name}说预算差不多", "{need}演示做完，{title}要一份书面方案"},
	5: {"进商务谈判，{name}要求分三期付", "{title}{name}压价 8%，要我们送一年维保", "对手也报了，{name}倾向我们，谈交期"},
}

var stuck = map[string][]string{
	"no_progress": {"{name}说领导还没定，让月底再问", "资料看了，没空开会", "{title}说今年预算紧，先放一放", "还在等他们内部排期"},
	"no_answer":   {"响了没接", "打两次都没接，留了微信", "前台说{name}出差"},
	"meeting_set": {"约了下周到{city}面谈", "{name}答应周四见，带设备科的人"},
}

var steps = []string{"问{name}内部会的结果", "把{need}的案例发给{name}", "约{title}去样板厂看看", "跟{name}对付款方式", "确认{need}的试点范围", "给{name}打电话定时间"}
