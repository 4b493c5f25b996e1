package match

import (
	"fmt"
	"math"
	"slices"
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"
	"pgregory.net/rapid"

	"xiaoguan/base/fault"
	"xiaoguan/base/id"
	"xiaoguan/base/money"
	"xiaoguan/sales/lead"
)

func TestMeets(t *testing.T) {
	for _, c := range []struct {
		name, field, word, tag string
		want                   int32
	}{
		{"行业相同", "industry", "汽车零部件", "汽车零部件", 30},
		{"标签是行业的一部分", "industry", "汽车零部件", "汽车", 20},
		{"行业是标签的一部分", "industry", "汽车", "新能源汽车", 20},
		{"地区相同", "region", "宁波", "宁波", 20},
		{"地区含标签", "region", "浙江宁波", "宁波", 15},
		{"来源相同", "source", "展会", "展会", 10},
		{"来源含标签", "source", "2025 广交展会", "展会", 5},
		{"标签相同", "tag", "注塑", "注塑", 20},
		{"标签包含", "tag", "注塑机", "注塑", 10},
		{"全角大小写不同", "tag", "ＥＲＰ", "erp", 20},
		{"单字不算包含", "industry", "汽车", "车", 0},
		{"单字相同算相同", "tag", "锂", "锂", 20},
		{"不相干", "industry", "汽车", "医药", 0},
		{"空标签", "industry", "汽车", "", 0},
	} {
		if got := meets(word{c.field, key(c.word)}, key(c.tag)); got != c.want {
			t.Errorf("%s: %d, want %d", c.name, got, c.want)
		}
	}
}

func TestLevel(t *testing.T) {
	for _, c := range []struct {
		name   string
		amount money.Fen
		key    bool
		want   int
	}{
		{"不知道金额", 0, false, 0},
		{"一分钱", 1, false, 1},
		{"差一分三万", 30_000_00 - 1, false, 1},
		{"三万", 30_000_00, false, 2},
		{"十万", 100_000_00, false, 3},
		{"三十万", 300_000_00, false, 4},
		{"一百万", 1_000_000_00, false, 5},
		{"重点而不知道金额", 0, true, 4},
		{"重点的小单", 100, true, 4},
		{"重点的大单", 5_000_000_00, true, 5},
	} {
		if got := levelOf(&demand{Amount: c.amount, Key: c.key}); got != c.want {
			t.Errorf("%s: %d, want %d", c.name, got, c.want)
		}
	}
	if levelScore(0, 1) != 0 || levelScore(0, 5) != 0 {
		t.Error("a lead of unknown value prefers a level")
	}
	for want := 1; want <= 5; want++ {
		for level := 1; level <= 5; level++ {
			got, best := levelScore(want, level), levelScore(want, want)
			if level != want && got >= best {
				t.Errorf("level %d for %d is worth %d, the right one %d", level, want, got, best)
			}
			if level > want && want > 1 && got < levelScore(want, want-1) {
				t.Errorf("a level above is worth less than one below: %d for %d", level, want)
			}
		}
	}
}

func TestScore(t *testing.T) {
	d := &demand{Industry: "汽车零部件", Region: "浙江宁波", Source: "展会", Tags: []string{"注塑", "模具", "ERP"}, Amount: 400_000_00}
	seats := []seat{
		{Tags: []string{"汽车", "宁波", "展会", "注塑", "模具", "ERP"}, Level: 4},
		{Tags: []string{"汽车零部件"}, Level: 5},
		{Level: 2},
		{},
	}
	want := []int32{50 + 20 + 15 + 10 + 40 + 20, 50 + 30 + 16, 50 - 10, 50 - 40}
	if diff := cmp.Diff(want, newScorer(seats).row(d)); diff != "" {
		t.Error(diff)
	}
}

// The score grows with tags and never depends on the order of tags or people.
func TestScore_Order(t *testing.T) {
	words := []string{"汽车", "汽车零部件", "宁波", "浙江宁波", "展会", "注塑", "注塑机", "ERP", ""}
	tags := rapid.SliceOfN(rapid.SampledFrom(words), 0, 4)
	rapid.Check(t, func(t *rapid.T) {
		d := &demand{Industry: rapid.SampledFrom(words).Draw(t, "industry"), Region: rapid.SampledFrom(words).Draw(t, "region"), Source: rapid.SampledFrom(words).Draw(t, "source"), Tags: tags.Draw(t, "lead")}
		own := tags.Draw(t, "own")
		more := append(slices.Clone(own), rapid.SampledFrom(words).Draw(t, "more"))
		turned := slices.Clone(own)
		slices.Reverse(turned)
		row := newScorer([]seat{{Tags: own}, {Tags: more}, {Tags: turned}}).row(d)
		if row[1] < row[0] || row[2] != row[0] {
			t.Fatalf("%v with %v, %v", d, own, row)
		}
		slices.Reverse(d.Tags)
		if again := newScorer([]seat{{Tags: own}}).row(d); again[0] != row[0] {
			t.Fatalf("%d with the lead's tags turned, %d before", again[0], row[0])
		}
	})
}

func TestCost(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		p := seat{Capacity: rapid.IntRange(0, 200).Draw(t, "capacity"), Load: rapid.IntRange(0, 200).Draw(t, "load")}
		for k := range p.room() {
			if p.cost(k) > p.cost(k+1) || p.cost(k) >= basePoints {
				t.Fatalf("%+v: cost of lead %d is %d, then %d", p, k, p.cost(k), p.cost(k+1))
			}
		}
	})
}

func TestReasons(t *testing.T) {
	d := &demand{Industry: "汽车零部件", Region: "浙江宁波", Tags: []string{"注塑"}, Amount: 400_000_00}
	s := newScorer([]seat{{Tags: []string{"汽车", "宁波", "注塑"}, Level: 4, Capacity: 50}, {Level: 1, Capacity: 10}, {Level: 5, Capacity: 10}})
	for _, c := range []struct {
		name         string
		person, load int
		zh, en       []string
	}{
		{"都合适", 0, 12, []string{"+熟悉汽车零部件行业", "+擅长「注塑」", "+负责浙江宁波一带", "+级别 4 正合适", "+手上 12/50 条，有余力"},
			[]string{"+Knows the 汽车零部件 industry", "+Strong in 注塑", "+Covers 浙江宁波", "+Level 4 is right", "+Carries 12 of 50, has room"}},
		{"级别低而且忙", 1, 8, []string{"-级别 1，低于所需的 4", "-手上已有 8/10 条"}, []string{"-Level 1, below the 4 asked for", "-Carries 8 of 10 already"}},
		{"级别高", 2, 1, []string{"+级别 5，高于所需的 4", "+手上 1/10 条，有余力"}, []string{"+Level 5, above the 4 asked for", "+Carries 1 of 10, has room"}},
	} {
		for lang, want := range map[string][]string{"zh": c.zh, "en": c.en} {
			var got []string
			for _, r := range s.reasons(d, c.person, c.load) {
				got = append(got, r.Sign+r.Text(lang))
			}
			if diff := cmp.Diff(want, got); diff != "" {
				t.Errorf("%s: %s", c.name, diff)
			}
		}
	}
}

// people are n distinct members.
func people(seats ...seat) []seat {
	for i := range seats {
		seats[i].ID = id.ID{15: byte(i + 1)}
	}
	return seats
}

func TestArrange_Nobody(t *testing.T) {
	big := &lead.Lead{ID: id.ID{1}, ExpectedAmount: 5_000_000_00}
	small := &lead.Lead{ID: id.ID{2}, ExpectedAmount: 1_000_00}
	for _, c := range []struct {
		name  string
		seats []seat
		leads []*lead.Lead
		want  []string // of each lead: the code of why nobody, or ""
	}{
		{"没有人", nil, []*lead.Lead{small}, []string{codeNobodyThere}},
		{"一个位子两条线索", people(seat{Level: 1, Capacity: 1}), []*lead.Lead{small, {ID: id.ID{3}, ExpectedAmount: 1_000_00}}, []string{"", codeNobodyFree}},
		{"大单没有够级别的人", people(seat{Level: 1, Capacity: 10, Load: 5}), []*lead.Lead{big, small}, []string{codeNobodyFits, ""}},
		{"什么都不知道的也有人接", people(seat{Level: 1, Capacity: 10, Load: 9}), []*lead.Lead{{ID: id.ID{4}}}, []string{""}},
	} {
		p, err := arrange(c.seats, c.leads)
		if err != nil {
			t.Fatal(err)
		}
		var got []string
		for i := range p.items {
			reasons, err := read[[]Reason](p.items[i].Reasons)
			if err != nil {
				t.Fatal(err)
			}
			code := ""
			if reasons[0].Kind == "none" {
				code = reasons[0].Code
			}
			if (code == "") == p.items[i].Owner.IsZero() {
				t.Errorf("%s: owner %v with reason %q", c.name, p.items[i].Owner, code)
			}
			got = append(got, code)
		}
		if diff := cmp.Diff(c.want, got); diff != "" {
			t.Errorf("%s: %s", c.name, diff)
		}
	}
}

// greedy is what handing each lead in turn to the best person left would reach: the yardstick for the optimum.
func greedy(seats []seat, leads []*lead.Lead) (total int64) {
	s := newScorer(seats)
	taken := make([]int, len(seats))
	for _, l := range leads {
		who, most := -1, int64(math.MinInt64)
		for j, n := range s.row(demandOf(l)) {
			if value := int64(n) - seats[j].cost(taken[j]); taken[j] < seats[j].room() && value > most {
				who, most = j, value
			}
		}
		if who >= 0 && most > 0 {
			taken[who]++
			total += most
		}
	}
	return total
}

// The first lead suits both, the second only the first's favourite: in turn, the second comes away empty.
func TestArrange_BeatsGreedy(t *testing.T) {
	seats := people(seat{Tags: []string{"汽车", "宁波"}, Level: 3, Capacity: 1}, seat{Tags: []string{"汽车"}, Level: 3, Capacity: 1})
	leads := []*lead.Lead{{ID: id.ID{1}, Industry: "汽车", Region: "宁波"}, {ID: id.ID{2}, Region: "宁波"}}
	leads[1].TagList = "宁波"
	p, err := arrange(seats, leads)
	if err != nil {
		t.Fatal(err)
	}
	if p.items[0].Owner != seats[1].ID || p.items[1].Owner != seats[0].ID {
		t.Errorf("%+v", p.items)
	}
	if in := greedy(seats, leads); p.total <= in || p.total != 80+90 {
		t.Errorf("total %d, in turn %d", p.total, in)
	}
	others, err := read[[]other](p.items[0].Alternatives)
	if err != nil || len(others) != 1 || others[0].Owner != seats[0].ID || others[0].Loss != p.total-(100+50) {
		t.Errorf("%+v, %v", others, err)
	}
}

// However people and leads are: nobody beyond his capacity, the total is what the items say, and in turn is never better.
func TestArrange_Bounds(t *testing.T) {
	words := []string{"汽车", "医药", "宁波", "展会", "注塑", ""}
	word := rapid.SampledFrom(words)
	rapid.Check(t, func(t *rapid.T) {
		var seats []seat
		for range rapid.IntRange(0, 5).Draw(t, "people") {
			capacity := rapid.IntRange(1, 6).Draw(t, "capacity")
			seats = append(seats, seat{Tags: rapid.SliceOfN(word, 0, 3).Draw(t, "tags"), Level: rapid.IntRange(1, 5).Draw(t, "level"), Capacity: capacity, Load: rapid.IntRange(0, capacity-1).Draw(t, "load")})
		}
		seats = people(seats...)
		var leads []*lead.Lead
		for i := range rapid.IntRange(0, 12).Draw(t, "leads") {
			leads = append(leads, &lead.Lead{ID: id.ID{byte(i + 1)}, Industry: word.Draw(t, "industry"), Region: word.Draw(t, "region"), ExpectedAmount: money.Fen(rapid.IntRange(0, 200_000_000).Draw(t, "amount")), Key: rapid.Bool().Draw(t, "key")})
		}
		p, err := arrange(seats, leads)
		if err != nil {
			t.Fatal(err)
		}
		if in := greedy(seats, leads); in > p.total {
			t.Fatalf("in turn %d beats %d", in, p.total)
		}
		added, total := map[id.ID]int{}, int64(0)
		for i := range p.items {
			if !p.items[i].Owner.IsZero() {
				added[p.items[i].Owner]++
				total += p.items[i].Score
			}
		}
		for j := range seats {
			n := added[seats[j].ID]
			if n > seats[j].room() || n != p.people[j].Added {
				t.Fatalf("%+v gets %d", seats[j], n)
			}
			for k := range n {
				total -= seats[j].cost(k)
			}
		}
		if total != p.total {
			t.Fatalf("total %d, items say %d", p.total, total)
		}
	})
}

func TestVerdicts(t *testing.T) {
	mine, other := id.ID{1}, id.ID{2}
	free := &bearer{Capacity: 5, Load: 4, Carries: true}
	for _, c := range []struct {
		name string
		got  Result
		want Result
	}{
		{"可以应用", mayApply(&lead.Lead{State: lead.Open}, free), Done},
		{"看不到", mayApply(nil, free), WhyClaimed},
		{"已有人", mayApply(&lead.Lead{State: lead.Open, Owner: other}, free), WhyClaimed},
		{"已结束", mayApply(&lead.Lead{State: lead.Won}, free), WhyEnded},
		{"人走了", mayApply(&lead.Lead{State: lead.Open}, &bearer{Capacity: 5}), WhyLeft},
		{"没这个人", mayApply(&lead.Lead{State: lead.Open}, nil), WhyLeft},
		{"满了", mayApply(&lead.Lead{State: lead.Open}, &bearer{Capacity: 5, Load: 5, Carries: true}), WhyFull},
		{"可以分", mayAssign(&lead.Lead{State: lead.Open, Owner: other}, mine), Done},
		{"分给原来的人", mayAssign(&lead.Lead{State: lead.Open, Owner: mine}, mine), WhySame},
		{"分已结束的", mayAssign(&lead.Lead{State: lead.Lost}, mine), WhyEnded},
		{"分看不到的", mayAssign(nil, mine), WhyGone},
		{"可以退回", mayGiveBack(&Item{Owner: mine}, &lead.Lead{State: lead.Open, Owner: mine}, false, false), GivenBack},
		{"后来换了人", mayGiveBack(&Item{Owner: mine}, &lead.Lead{State: lead.Open, Owner: other}, false, false), KeptMoved},
		{"后来看不到了", mayGiveBack(&Item{Owner: mine}, nil, false, false), KeptMoved},
		{"后来赢了", mayGiveBack(&Item{Owner: mine}, &lead.Lead{State: lead.Won, Owner: mine}, false, false), KeptEnded},
		{"后来跟进了", mayGiveBack(&Item{Owner: mine}, &lead.Lead{State: lead.Open, Owner: mine}, true, false), KeptTouched},
		{"原来的人走了", mayGiveBack(&Item{Owner: mine}, &lead.Lead{State: lead.Open, Owner: mine}, false, true), KeptOwnerOut},
	} {
		if c.got != c.want {
			t.Errorf("%s: %q, want %q", c.name, c.got, c.want)
		}
		if word := c.got.Why("zh"); (word == "") != (c.got == Done || c.got == GivenBack) {
			t.Errorf("%s: %q says %q", c.name, c.got, word)
		}
	}
	at := time.Date(2026, 11, 24, 8, 0, 0, 0, time.UTC)
	for _, c := range []struct {
		name string
		b    Batch
		late time.Duration
		ok   bool
	}{
		{"刚应用", Batch{State: Applied, AppliedAt: at}, 0, true},
		{"第七天", Batch{State: Applied, AppliedAt: at}, UndoFor, true},
		{"过了七天", Batch{State: Applied, AppliedAt: at}, UndoFor + 1, false},
		{"没应用", Batch{State: Preview}, 0, false},
		{"再撤一次不算", Batch{State: Undone, AppliedAt: at}, UndoFor + 1, true},
	} {
		if err := mayUndo(&c.b, at.Add(c.late)); (err == nil) != c.ok || err != nil && fault.KindOf(err) != fault.Conflict {
			t.Errorf("%s: %v", c.name, err)
		}
	}
}

// Five thousand leads and two hundred people are arranged while somebody waits.
func TestArrange_Large(t *testing.T) {
	if testing.Short() || raced {
		t.Skip("skipped: large arrangement (short, or race detector)")
	}
	seats, leads := largeProblem(200, 5000)
	start := time.Now()
	p, err := arrange(seats, leads)
	if err != nil || p.placed == 0 {
		t.Fatalf("%v", err)
	}
	took := time.Since(start)
	t.Logf("%d leads, %d people: %v, %d placed", len(leads), len(seats), took, p.placed)
	if took > 10*time.Second { // a bound for busy machines; alone it takes about a second
		t.Errorf("took %v", took)
	}
}

func largeProblem(people, n int) (seats []seat, leads []*lead.Lead) {
	industries := []string{"汽车零部件", "医药", "电子", "纺织", "食品", "机械", "化工", "物流", "教育", "软件"}
	regions := []string{"宁波", "杭州", "苏州", "上海", "深圳", "广州", "成都", "武汉", "北京", "青岛"}
	for i := range people {
		seats = append(seats, seat{ID: id.ID{14: byte(i >> 8), 15: byte(i + 1)}, Tags: []string{industries[i%10], regions[i*7%10], fmt.Sprintf("产品%d", i%17)}, Level: 1 + i%5, Capacity: 50, Load: i % 40})
	}
	for i := range n {
		leads = append(leads, &lead.Lead{ID: id.ID{13: byte(i >> 8), 14: byte(i), 15: 1}, Industry: industries[i*3%10], Region: "中国" + regions[i*i%10], TagList: fmt.Sprintf("产品%d,产品%d", i%17, i%13), ExpectedAmount: money.Fen(i%7) * 200_000_00})
	}
	return seats, leads
}
