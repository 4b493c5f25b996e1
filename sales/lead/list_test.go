package lead

import (
	"context"
	"fmt"
	"slices"
	"strings"
	"testing"
	"time"

	"pgregory.net/rapid"

	"xiaoguan/base/actor"
	"xiaoguan/base/day"
	"xiaoguan/base/fault"
	"xiaoguan/base/money"
	"xiaoguan/store/db"
	"xiaoguan/web"
)

// crowd plants leads of all kinds: equal and different texts, missing days, somebody's and nobody's.
func (h *house) crowd(t *testing.T, n int) {
	t.Helper()
	today := day.Of(noon, time.UTC)
	for i := range n {
		owner := h.people[i%4].Member
		if i%7 == 0 {
			owner = h.people[0].Member
		}
		in := New{Name: fmt.Sprintf("第%d%%家_公司", i%9), ContactName: []string{"", "王海涛", "李a"}[i%3], Source: []string{"", "展会", "转介绍", "百度"}[i%4], Region: []string{"宁波", "", "无锡"}[i%3],
			ExpectedAmount: money.Fen(i % 5 * 100000), Owner: owner, Cause: "test"}
		if i%5 == 0 {
			in.Owner = h.admin.Member
			in.Owner = [16]byte{}
		}
		if i%3 > 0 {
			in.NextDue = today.Add(i%11 - 5)
		}
		l := h.add(t, in)
		if i%6 == 1 {
			_, err := h.leads.Win(context.Background(), h.admin, l.ID, today, nil)
			if err != nil && fault.KindOf(err) != fault.Conflict {
				t.Fatal(err)
			}
		}
		if i%4 == 1 {
			h.write(t, func(ctx context.Context, tx *db.Tx) error {
				_, err := tx.NewRaw("UPDATE lead SET last_touch_at = ? WHERE org_id = ? AND id = ?", noon.AddDate(0, 0, -i%40), l.Org, l.ID).Exec(ctx)
				return err
			})
		}
	}
}

// scopes are readers of each reach, and one who may also claim.
func (h *house) scopes() map[string]*actor.Actor {
	group := *h.people[0]
	group.Grants = map[actor.Permission]actor.Scope{actor.LeadRead: actor.Group}
	none := group
	none.Grants = nil
	return map[string]*actor.Actor{"all": h.admin, "below": h.people[0], "group": &group, "own": h.people[3], "none": &none}
}

// TestPagesMeet: whatever is sorted by and however many rows a page has, the pages laid together are the list in one piece.
func TestPagesMeet(t *testing.T) {
	sortable := []string{}
	for _, c := range Type.Columns {
		if c.Sort {
			sortable = append(sortable, c.Name)
		}
	}
	filters := [][]string{nil, {"state:eq:open"}, {"owner_id:empty:"}, {"next_due:has:"}, {"name:like:%家_"}}
	anyOf := [][]string{nil, {"1:owner_id:eq:me", "1:owner_id:empty:"}, {"1:source:eq:展会", "1:next_due:le:today", "2:region:empty:", "2:expected_amount:empty:"}}
	each(t, func(t *testing.T, h *house) {
		h.crowd(t, 60)
		rapid.Check(t, func(r *rapid.T) {
			scope := rapid.SampledFrom([]string{"all", "below", "group", "own", "none"}).Draw(r, "scope")
			sort := rapid.SliceOfNDistinct(rapid.SampledFrom(sortable), 0, 4, rapid.ID).Draw(r, "sort")
			for i := range sort {
				sort[i] = rapid.SampledFrom([]string{"", "-"}).Draw(r, "way") + sort[i]
			}
			in := web.List{Sort: strings.Join(sort, ","), Filter: rapid.SampledFrom(filters).Draw(r, "filter"), Or: rapid.SampledFrom(anyOf).Draw(r, "or"), Limit: 200, Count: true}
			a := h.scopes()[scope]
			whole, err := h.list(t, a, in)
			if err != nil || whole.Next != "" || whole.Count.N != len(whole.Items) {
				r.Fatalf("%s %+v: %v, %d rows, count %v", scope, in, err, len(whole.Items), whole.Count)
			}
			var want, got []string
			for _, l := range whole.Items {
				want = append(want, l.No)
			}
			for in.Limit = rapid.IntRange(1, 20).Draw(r, "limit"); ; {
				page, err := h.list(t, a, in)
				if err != nil {
					r.Fatalf("%s %+v: %v", scope, in, err)
				}
				for _, l := range page.Items {
					got = append(got, l.No)
				}
				if in.Cursor = page.Next; in.Cursor == "" || len(got) > len(want) {
					break
				}
			}
			if !slices.Equal(got, want) {
				r.Fatalf("%s %+v:\npages %v\nwhole %v", scope, in, got, want)
			}
		})
	})
}

// TestConditions compares what a list shows with what each row is asked in Go.
func TestConditions(t *testing.T) {
	today := day.Of(noon, time.UTC)
	each(t, func(t *testing.T, h *house) {
		h.crowd(t, 60)
		me := h.people[0]
		mine := func(l *View) bool { return l.Owner != nil && l.Owner.ID == me.Member }
		for _, c := range []struct {
			name       string
			filter, or []string
			keep       func(l *View) bool
		}{
			{"今天", []string{"next_due:eq:today"}, nil, func(l *View) bool { return l.NextDue == today }},
			{"不是今天也含没有日子的", []string{"next_due:ne:today"}, nil, func(l *View) bool { return l.NextDue != today }},
			{"本周", []string{"next_due:eq:this_week"}, nil, func(l *View) bool { return l.NextDue >= at("2026-11-23") && l.NextDue <= at("2026-11-29") }},
			{"本周以前", []string{"next_due:lt:this_week"}, nil, func(l *View) bool { return !l.NextDue.IsZero() && l.NextDue < at("2026-11-23") }},
			{"未来三天", []string{"next_due:eq:next_3_days"}, nil, func(l *View) bool { return l.NextDue >= today.Add(1) && l.NextDue <= today.Add(3) }},
			{"时刻按当地的一天算", []string{"created_at:eq:today"}, nil, func(l *View) bool { return true }},
			{"时刻也可以给日期", []string{"created_at:lt:2026-11-24"}, nil, func(l *View) bool { return false }},
			{"近三十天跟过", []string{"last_touch_at:eq:last_30_days"}, nil, func(l *View) bool {
				return !l.LastTouchAt.IsZero() && day.Of(l.LastTouchAt, h.zone()) >= today.Add(-29)
			}},
			{"没跟过", []string{"last_touch_at:empty:"}, nil, func(l *View) bool { return l.LastTouchAt.IsZero() }},
			{"没有金额", []string{"expected_amount:empty:"}, nil, func(l *View) bool { return l.ExpectedAmount == 0 }},
			{"有金额", []string{"expected_amount:has:"}, nil, func(l *View) bool { return l.ExpectedAmount != 0 }},
			{"文字里有百分号", []string{"name:like:%家_"}, nil, func(l *View) bool { return true }},
			{"下划线不是任意字", []string{"name:like:第_%家"}, nil, func(l *View) bool { return false }},
			{"大小写不分", []string{"contact_name:like:李A"}, nil, func(l *View) bool { return l.ContactName == "李a" }},
			{"我的或没人的", nil, []string{"1:owner_id:eq:me", "1:owner_id:empty:"}, func(l *View) bool { return mine(l) || l.Owner == nil }},
			{"我组的", []string{"group_id:eq:my_group"}, nil, func(l *View) bool { return l.Group != nil && l.Group.ID == me.Group }},
			{"两组任一，再加一条", []string{"state:eq:open"}, []string{"1:source:eq:展会", "1:source:empty:", "2:region:eq:宁波", "2:next_due:le:yesterday"}, func(l *View) bool {
				return l.State == Open && (l.Source == "展会" || l.Source == "") && (l.Region == "宁波" || !l.NextDue.IsZero() && l.NextDue <= today.Add(-1))
			}},
		} {
			all, err := h.list(t, me, web.List{Limit: 200, Or: []string{"9:owner_id:has:", "9:owner_id:empty:"}})
			if err != nil || len(all.Items) < 40 {
				t.Fatalf("%d rows: %v", len(all.Items), err)
			}
			want := 0
			for _, l := range all.Items {
				if c.keep(l) && (len(c.or) > 0 && strings.Contains(strings.Join(c.or, ""), "empty") || l.Owner != nil) {
					want++
				}
			}
			got, err := h.list(t, me, web.List{Filter: c.filter, Or: c.or, Limit: 200})
			if err != nil {
				t.Errorf("%s: %v", c.name, err)
				continue
			}
			for _, l := range got.Items {
				if !c.keep(l) {
					t.Errorf("%s: shows %s (%s, due %s)", c.name, l.No, l.Name, l.NextDue)
				}
			}
			if c.name != "两组任一，再加一条" && len(got.Items) != want {
				t.Errorf("%s: %d rows, want %d", c.name, len(got.Items), want)
			}
		}
	})
}

func TestListSaysWhichPartIsWrong(t *testing.T) {
	each(t, func(t *testing.T, h *house) {
		for _, c := range []struct {
			part string
			in   web.List
		}{
			{"or", web.List{Or: []string{"owner_id:eq:me"}}}, {"or", web.List{Or: []string{"0:owner_id:eq:me"}}}, {"or", web.List{Or: []string{"1:owner_id"}}}, {"filter", web.List{Or: []string{"1:nonsense:eq:1"}}},
			{"next_due", web.List{Or: []string{"1:next_due:eq:last_weekend"}}}, {"next_due", web.List{Filter: []string{"next_due:in:today,tomorrow"}}}, {"filter", web.List{Filter: []string{"state:like:o"}}},
			{"sort", web.List{Sort: "name,-name"}}, {"sort", web.List{Sort: "name,no,region,source,industry"}}, {"sort", web.List{Sort: "nonsense"}}, {"sort", web.List{Sort: "stage_id"}},
			{"cursor", web.List{Cursor: "bm90aGluZw"}}, {"cursor", web.List{Cursor: "WyItaWQsIiwiIl0"}},
		} {
			c.in.Limit = 5
			_, err := h.list(t, h.admin, c.in)
			f, ok := fault.Of(err)
			if !ok || f.Code.Kind != fault.Invalid || len(f.Fields) != 1 || f.Fields[0].Name != c.part || f.Fields[0].Want.ZH == "" {
				t.Errorf("%+v: want %s to be named, got %v", c.in, c.part, err)
			}
		}
		h.crowd(t, 12)
		first, err := h.list(t, h.admin, web.List{Sort: "name", Limit: 5})
		if err != nil || first.Next == "" {
			t.Fatal(err, first.Next)
		}
		if _, err := h.list(t, h.admin, web.List{Sort: "-name", Limit: 5, Cursor: first.Next}); fault.KindOf(err) != fault.Invalid {
			t.Errorf("the cursor of another order: %v", err)
		}
	})
}

// A region is kept as its dictionary has it, however it was written, and a filter by one finds what lies in it; what is in no
// dictionary stays as it was written and is found by itself.
func TestRegionsAndWhatLiesInThem(t *testing.T) {
	each(t, func(t *testing.T, h *house) {
		for i, region := range []string{"浙江杭州", "330106", "宁波市", "浙江省", "南京市鼓楼区", "新加坡", ""} {
			h.add(t, New{Name: fmt.Sprintf("公司%d", i), Region: region, Industry: []string{"367", "汽车制造", "软件开发"}[i%3], Owner: h.admin.Member, Cause: "test"})
		}
		for _, c := range []struct {
			filter string
			want   []string
		}{
			{"region:under:浙江", []string{"杭州", "杭州西湖区", "宁波", "浙江"}}, {"region:under:330100", []string{"杭州", "杭州西湖区"}}, {"region:under:江苏省", []string{"南京鼓楼区"}},
			{"region:under:新加坡", []string{"新加坡"}}, {"region:under:福州鼓楼区", nil}, {"region:eq:宁波", []string{"宁波"}},
		} {
			found, err := h.list(t, h.admin, web.List{Filter: []string{c.filter}, Sort: "no", Limit: 50})
			if err != nil {
				t.Fatal(err)
			}
			var got []string
			for _, item := range found.Items {
				got = append(got, item.Region)
			}
			if !slices.Equal(got, c.want) {
				t.Errorf("%s finds %v, want %v", c.filter, got, c.want)
			}
		}
	})
}
