package main

import (
	"fmt"
	"math/rand/v2"
	"strings"
	"time"

	"xiaoguan/base/clock"
	"xiaoguan/base/day"
	"xiaoguan/base/id"
	"xiaoguan/base/money"
	"xiaoguan/base/text"
	"xiaoguan/record"
	"xiaoguan/sales/customer"
	"xiaoguan/sales/lead"
)

// The data set: 200 people in 10 groups of one manager and 19 salespeople, leads spread evenly over them and over two years.
const (
	groupCount = 10
	groupSize  = 20
	seed       = 20261124
)

// began and ended bound the two years; everything is dated between them.
var (
	began = time.Date(2024, 11, 25, 1, 0, 0, 0, time.UTC)
	ended = time.Date(2026, 11, 23, 9, 0, 0, 0, time.UTC)
)

var (
	cities   = strings.Fields("上海 北京 广州 深圳 杭州 宁波 苏州 无锡 南京 常州 青岛 济南 烟台 潍坊 郑州 洛阳 武汉 长沙 株洲 南昌 合肥 芜湖 福州 厦门 泉州 佛山 东莞 珠海 中山 惠州 成都 重庆 绵阳 西安 天津 沈阳 大连 哈尔滨 石家庄 太原")
	brandOne = strings.Split("海 华 中 金 天 东 新 宏 恒 泰 远 永 盛 博 凯 锐 卓 正 鼎 瑞 嘉 昌 明 德 信 诚 精 科 力 联 环 通 振 亚 欧 兴 安 康 佳 润 源 达 腾 飞 创 启 智 云 星 晨 旭 朗 奥 迪 伟 强 荣 福 祥 裕", " ")
	brandTwo = strings.Split("特 林 森 尔 克 斯 拓 普 维 蒙 川 峰 岳 桥 川 洋 湾 港 铭 轩 宇 航 翔 驰 骏 捷 利 丰 茂 隆 和 顺 祺 洁 美 思 诺 莱 威 纳 博 朗 迈 拜 赛 欣 益 众 合 邦 友 立 基 业 元 本 真 善 冠 越", " ")
	trades   = strings.Fields("机械 电子 化工 汽车零部件 模具 阀门 电缆 纺织 食品 包装 医疗器械 物流 建材 仪表 泵业 轴承 照明 塑胶 印刷 软件")
	sources  = strings.Fields("展会 官网 转介绍 抖音 百度 电话 老客户 微信")
	surnames = strings.Split("王李张刘陈杨黄赵吴周徐孙马朱胡林郭何高罗", "")
	given    = strings.Split("伟 芳 娜 敏 静 丽 强 磊 军 洋 勇 艳 杰 娟 涛 明 超 秀英 霞 平 建国 文静 志远 晓峰 雨桐 子涵 浩然 思源 佳怡 俊杰", " ")
	stock    = strings.Fields("采购经理 设备科长 总经理 厂长 技术主管 生产副总")
)

// rare is a brand that few companies bear, common a trade that one in twenty is of, every what all companies' names hold.
const (
	rare, common, every = "海特", "机械", "有限"
)

// fragment is what somebody types into the search.
type fragment struct{ name, text string }

// fragments are the ways to look for a record: two ideographs, a word of three, the initials of a name, the end of a phone
// number, a lead's number.
var fragments = []fragment{{"rare", rare}, {"common", common}, {"every", every}, {"three characters", "海特机"}, {"initials", "htjx"}, {"phone tail", "8231"}, {"number", "000777"}, {"whole number", "XS-000777"}}

// person is one member as the data set knows it.
type person struct{ member, group id.ID }

// world makes the rows of the data set one by one, the same for the same seed.
type world struct {
	*rand.Rand
	org    id.ID
	cat    *record.Catalogue
	people []person
	size   int
	at     time.Time
	ids    *id.Source
	zone   *time.Location
	known  map[string]known // customers by key
	fresh  *customer.Customer
}

type known struct {
	id    id.ID
	owner int
}

type chaos struct{ *rand.Rand }

// Read gives the randomness of ids.
func (c chaos) Read(b []byte) (int, error) {
	for i := range b {
		b[i] = byte(c.Uint32())
	}
	return len(b), nil
}

func dice(stream uint64) *rand.Rand { return rand.New(rand.NewPCG(seed, stream)) }

func newWorld(org id.ID, cat *record.Catalogue, people []person, size int) *world {
	w := &world{Rand: dice(1), org: org, cat: cat, people: people, size: size, zone: clock.Zone("Asia/Shanghai"), known: map[string]known{}}
	w.ids = id.NewSource(func() time.Time { return w.at }, chaos{dice(2)})
	return w
}

func pick[T any](r *rand.Rand, from []T) T { return from[r.IntN(len(from))] }

func personName(r *rand.Rand) string { return pick(r, surnames) + pick(r, given) }

// companyName is a city, a brand, a trade and the legal form.
func companyName(r *rand.Rand) (name, city, trade string) {
	city, trade = pick(r, cities), pick(r, trades)
	return city + pick(r, brandOne) + pick(r, brandTwo) + trade + "有限公司", city, trade
}

// lead makes the i-th lead; a company met for the first time becomes w.fresh.
func (w *world) lead(i int) *lead.Lead {
	w.at = began.Add(time.Duration(float64(ended.Sub(began)) * float64(i) / float64(w.size))).Truncate(time.Microsecond)
	mode := w.cat.Modes[0]
	name, city, trade := companyName(w.Rand)
	key := text.NormCompany(name).Key
	owner := w.IntN(len(w.people)*51/50) - len(w.people)/50 // one in fifty is nobody's
	w.fresh = nil
	k, ok := w.known[key]
	if ok {
		owner = k.owner
	} else {
		k = known{w.ids.New(), owner}
		w.known[key] = k
	}
	l := &lead.Lead{Org: w.org, ID: w.ids.New(), No: int64(i + 1), Name: name, NameNorm: key, Kind: "new", Mode: mode.ID, Source: pick(w.Rand, sources),
		ContactName: personName(w.Rand), ContactTitle: pick(w.Rand, stock), Phone: fmt.Sprintf("13%09d", w.IntN(1e9)), Region: city, Industry: trade, ExpectedAmount: money.Fen(w.IntN(5000)+1) * 100000,
		Customer: k.id, State: lead.Open, IntakeAt: w.at, IntakeDay: day.Of(w.at, w.zone), IdleSince: w.at, Version: 1, CreatedAt: w.at, UpdatedAt: w.at}
	l.PhoneNorm = text.NormPhone(l.Phone).Norm
	if owner >= 0 {
		l.Owner, l.Group = w.people[owner].member, w.people[owner].group
		l.CreatedBy = l.Owner
	}
	if !ok {
		w.fresh = &customer.Customer{Org: w.org, ID: k.id, Kind: customer.Company, Name: name, NameNorm: key, Industry: trade, Region: city, Owner: l.Owner, Group: l.Group, LeadCount: 1,
			Version: 1, CreatedAt: w.at, UpdatedAt: w.at}
	}
	w.live(l, mode.Stages)
	return l
}

// live lets the lead come as far as it came: touches, stage, end.
func (w *world) live(l *lead.Lead, stages []record.Stage) {
	at := w.IntN(len(stages))
	l.Stage, l.StageTop = stages[at].ID, stages[at].Position
	if l.Owner.IsZero() {
		l.Stage, l.StageTop = stages[0].ID, 1
		return
	}
	left := ended.Sub(w.at)
	if w.IntN(10) > 0 {
		l.TouchCount = 1 + w.IntN(8)
		l.FirstTouchAt = w.at.Add(min(left, time.Duration(w.IntN(72))*time.Hour))
		l.LastTouchAt = l.FirstTouchAt.Add(time.Duration(w.Int64N(int64(ended.Sub(l.FirstTouchAt)) + 1))).Truncate(time.Microsecond)
		l.IdleSince = l.LastTouchAt
	}
	l.Chance = []lead.Chance{"", lead.Large, lead.Medium, lead.Medium}[w.IntN(4)]
	end := l.IdleSince
	switch n := w.IntN(100); {
	case n < 12:
		lead.MarkWon(l, end, day.Of(end, w.zone))
	case n < 30:
		lead.MarkLost(l, end, day.Of(end, w.zone), "价格")
	default:
		l.NextDue, l.NextNote = day.Of(ended, w.zone).Add(w.IntN(30)-10), "约"+l.ContactTitle+"谈方案"
	}
}
