package record

import (
	"encoding/json"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"

	"xiaoguan/base/actor"
	"xiaoguan/base/fault"
	"xiaoguan/base/id"
)

func choiceField(t FieldType) *Field {
	return &Field{Key: "dj_1", Label: "等级", Type: t, Options: []FieldOption{{Key: "o01", Label: "高"}, {Key: "o02", Label: "低"}, {Key: "o03", Label: "旧", Archived: true}}}
}

func TestCanon(t *testing.T) {
	who := id.MustParse("0192d4e1-7a3c-7b52-9d1e-3f2a6c8b9e01")
	for _, c := range []struct {
		name string
		typ  FieldType
		sent string
		want any    // nil: empty
		bad  string // what is wrong
	}{
		{"文字去两头空格", OwnText, `" 三期 "`, "三期", ""},
		{"空文字是没有", OwnText, `"  "`, nil, ""},
		{"null 是没有", OwnText, `null`, nil, ""},
		{"文字不能换行", OwnText, `"a\nb"`, nil, "不能用的字符"},
		{"文字太长", OwnText, `"` + strings.Repeat("长", 201) + `"`, nil, "太长"},
		{"数不是文字", OwnText, `3`, nil, "不是文字"},
		{"长文字可以换行", OwnLongText, `"a\nb"`, "a\nb", ""},
		{"长文字太长", OwnLongText, `"` + strings.Repeat("长", 5001) + `"`, nil, "太长"},
		{"数去掉多余的零", OwnNumber, `12.5000`, json.Number("12.5"), ""},
		{"负小数", OwnNumber, `-0.0001`, json.Number("-0.0001"), ""},
		{"五位小数", OwnNumber, `0.00001`, nil, "小数超过四位"},
		{"太大的数", OwnNumber, `900000000001`, nil, "不是数"},
		{"指数写法", OwnNumber, `1e400`, nil, "不是数"},
		{"文字不是数", OwnNumber, `"3"`, nil, "不是数"},
		{"金额以分计", OwnMoney, `1250`, int64(1250), ""},
		{"金额不能有小数", OwnMoney, `12.5`, nil, "金额不对"},
		{"金额不能是负的", OwnMoney, `-1`, nil, "金额不对"},
		{"日期", OwnDate, `"2026-11-24"`, "2026-11-24", ""},
		{"没有这一天", OwnDate, `"2026-02-30"`, nil, "不是日期"},
		{"是", OwnYesNo, `true`, true, ""},
		{"否也是值", OwnYesNo, `false`, false, ""},
		{"是不能写成文字", OwnYesNo, `"true"`, nil, "不是「是」或「否」"},
		{"选项", OwnOneOf, `"o02"`, "o02", ""},
		{"没有的选项", OwnOneOf, `"o09"`, nil, "不在选项里"},
		{"选项的名字不是值", OwnOneOf, `"高"`, nil, "不在选项里"},
		{"多选排好去重", OwnManyOf, `["o02","o01","o02"]`, []string{"o01", "o02"}, ""},
		{"空的多选是没有", OwnManyOf, `[]`, nil, ""},
		{"多选不是单个", OwnManyOf, `"o01"`, nil, "不在选项里"},
		{"人", OwnPerson, `"` + who.String() + `"`, who.String(), ""},
		{"名字不是人", OwnPerson, `"周敏"`, nil, "不是记录的编号"},
		{"客户", OwnCustomer, `"` + strings.ToUpper(who.String()) + `"`, who.String(), ""},
		{"网址", OwnLink, `"https://例子.cn/a?b=1"`, "https://例子.cn/a?b=1", ""},
		{"脚本不是网址", OwnLink, `"javascript:alert(1)"`, nil, "不是网址"},
		{"没有主机", OwnLink, `"https:///x"`, nil, "不是网址"},
		{"两个值", OwnText, `"a" "b"`, nil, "读不懂"},
	} {
		t.Run(c.name, func(t *testing.T) {
			got, wrong := choiceField(c.typ).Canon(json.RawMessage(c.sent))
			if diff := cmp.Diff(c.want, got); diff != "" {
				t.Error(diff)
			}
			if (wrong == nil) != (c.bad == "") || wrong != nil && (!strings.Contains(wrong.what.ZH, c.bad) || wrong.want.ZH == "" || wrong.want.EN == "") {
				t.Errorf("wrong: %+v, want %q", wrong, c.bad)
			}
		})
	}
}

func TestSidesComeBackFromKeptValues(t *testing.T) {
	for _, c := range []struct {
		typ    FieldType
		kept   string
		text   []string
		number []int64
	}{
		{OwnNumber, `{"dj_1":12.5}`, nil, []int64{125000}},
		{OwnMoney, `{"dj_1":1250}`, nil, []int64{1250}},
		{OwnYesNo, `{"dj_1":false}`, nil, []int64{0}},
		{OwnManyOf, `{"dj_1":["o01","o02"]}`, []string{"o01", "o02"}, nil},
		{OwnLongText, `{"dj_1":"` + strings.Repeat("长", 120) + `"}`, []string{strings.Repeat("长", 100)}, nil},
		{OwnNumber, `{"dj_1":"不是数"}`, nil, nil},
	} {
		f := choiceField(c.typ)
		var text []string
		var number []int64
		for _, s := range f.sides(decodedOwn(c.kept)[f.Key]) {
			if s.text != nil {
				text = append(text, *s.text)
			} else {
				number = append(number, *s.number)
			}
		}
		if diff := cmp.Diff([]any{c.text, c.number}, []any{text, number}); diff != "" {
			t.Errorf("%s: %s", c.kept, diff)
		}
	}
}

func catalogueOf(fields ...*Field) *Catalogue {
	return &Catalogue{fields: map[string][]*Field{"lead": fields}, every: map[string][]*Field{"lead": fields}}
}

func TestTakeOwn(t *testing.T) {
	level, secret, budget := choiceField(OwnOneOf), &Field{Key: "mm_1", Label: "密", Type: OwnText, ViewText: "leader"}, &Field{Key: "ys_1", Label: "预算", Type: OwnMoney, EditText: "manager"}
	need := &Field{Key: "bt_1", Label: "必填项", Type: OwnText, Required: true}
	set := &Field{Key: "mr_1", Label: "默认", Type: OwnNumber, Preset: "3"}
	cat := catalogueOf(level, secret, budget, need, set)
	sales, boss := &actor.Actor{Role: actor.Salesperson}, &actor.Actor{Role: actor.Administrator}
	for _, c := range []struct {
		name, custom, sent string
		who                *actor.Actor
		fresh              bool
		want               string
		wrong              []string
	}{
		{"改一个，别的不动", `{"备注":"旧","dj_1":"o01"}`, `{"dj_1":"o02"}`, sales, false, `{"dj_1":"o02","备注":"旧"}`, nil},
		{"清掉", `{"dj_1":"o01"}`, `{"dj_1":null}`, sales, false, "", nil},
		{"看不到的字段就是没有", "", `{"mm_1":"x"}`, sales, false, "", []string{"own.mm_1"}},
		{"没有的字段", "", `{"xx_1":"x"}`, sales, false, "", []string{"own.xx_1"}},
		{"不能改的字段", "", `{"ys_1":5}`, sales, false, "", []string{"own.ys_1"}},
		{"不能改但没变", `{"ys_1":5}`, `{"ys_1":5}`, sales, false, `{"ys_1":5}`, nil},
		{"管理员都能改", "", `{"ys_1":5,"mm_1":"x"}`, boss, false, `{"mm_1":"x","ys_1":5}`, nil},
		{"停用的选项不能新选", `{"dj_1":"o01"}`, `{"dj_1":"o03"}`, sales, false, `{"dj_1":"o01"}`, []string{"own.dj_1"}},
		{"停用的选项可以留着", `{"dj_1":"o03"}`, `{"dj_1":"o03","bt_1":"有"}`, sales, false, `{"bt_1":"有","dj_1":"o03"}`, nil},
		{"必填不能清", `{"bt_1":"有"}`, `{"bt_1":""}`, sales, false, `{"bt_1":"有"}`, []string{"own.bt_1"}},
		{"老记录没填也能改别的", "", `{"dj_1":"o01"}`, sales, false, `{"dj_1":"o01"}`, nil},
		{"新记录要填必填项，得到默认值", "", `{}`, sales, true, `{"mr_1":3}`, []string{"own.bt_1"}},
		{"新记录填全了", "", `{"bt_1":"有","mr_1":4}`, sales, true, `{"bt_1":"有","mr_1":4}`, nil},
	} {
		t.Run(c.name, func(t *testing.T) {
			var sent OwnPatch
			if err := json.Unmarshal([]byte(c.sent), &sent); err != nil {
				t.Fatal(err)
			}
			var p fault.Problems
			if got := cat.TakeOwn(&p, c.who, "lead", c.custom, sent, c.fresh); got != c.want {
				t.Errorf("got %s, want %s", got, c.want)
			}
			var wrong []string
			if f, bad := fault.Of(p.Err()); bad {
				for _, field := range f.Fields {
					wrong = append(wrong, field.Name)
				}
			}
			if diff := cmp.Diff(c.wrong, wrong); diff != "" {
				t.Error(diff)
			}
		})
	}
	if got := cat.OwnOf(sales, "lead", `{"mm_1":"密","dj_1":"o01","备注":"x"}`); !cmp.Equal(got, map[string]any{"dj_1": "o01"}) {
		t.Errorf("what a salesperson gets: %v", got)
	}
	if got := cat.OwnTokens("lead", `{"mm_1":"密码本","dj_1":"o01"}`); len(got) == 0 || strings.Contains(strings.Join(got, " "), "密码") {
		t.Errorf("what is searched: %v", got)
	}
}

func TestFieldDraft(t *testing.T) {
	words := func(s string) *string { return &s }
	kind := func(f FieldType) *FieldType { return &f }
	for _, c := range []struct {
		name  string
		d     FieldDraft
		key   string
		wrong []string
	}{
		{"名字得到拼音的键", FieldDraft{Label: words("预算等级"), Type: kind(OwnOneOf), Options: &[]FieldOption{{Label: "高"}}}, "ysdj_1", nil},
		{"英文名字", FieldDraft{Label: words("Budget")}, "budget_1", nil},
		{"重名", FieldDraft{Label: words("车型")}, "cx_2", []string{"label"}},
		{"没有名字", FieldDraft{}, "f_1", []string{"label"}},
		{"单选没有选项", FieldDraft{Label: words("等级"), Type: kind(OwnOneOf)}, "dj_1", []string{"options"}},
		{"选项重复", FieldDraft{Label: words("等级"), Type: kind(OwnManyOf), Options: &[]FieldOption{{Label: "高"}, {Label: "高"}}}, "dj_1", []string{"options"}},
		{"长文字不能唯一", FieldDraft{Label: words("说明"), Type: kind(OwnLongText), Unique: new(true)}, "sm_1", []string{"unique"}},
		{"没有的角色", FieldDraft{Label: words("密"), ViewRoles: &[]string{"king"}}, "m_1", []string{"view_roles"}},
		{"默认值不合类型", FieldDraft{Label: words("密"), Type: kind(OwnNumber), Default: json.RawMessage(`"x"`)}, "m_1", []string{"default"}},
	} {
		t.Run(c.name, func(t *testing.T) {
			var p fault.Problems
			f := c.d.draw(&p, Field{Kind: "lead", Type: OwnText}, []*Field{{ID: id.MustParse("0192d4e1-7a3c-7b52-9d1e-3f2a6c8b9e01"), Label: "车型", Key: "cx_1"}}, builtinRoles())
			if f.Key != c.key {
				t.Errorf("key %s, want %s", f.Key, c.key)
			}
			var wrong []string
			if f, bad := fault.Of(p.Err()); bad {
				for _, field := range f.Fields {
					wrong = append(wrong, field.Name)
				}
			}
			if diff := cmp.Diff(c.wrong, wrong); diff != "" {
				t.Error(diff)
			}
		})
	}
}

func TestStepsOf(t *testing.T) {
	for _, c := range []struct {
		name   string
		before int
		after  []int
		want   map[int]int
	}{
		{"没动", 3, []int{1, 2, 3}, map[int]int{}},
		{"末尾加一个", 3, []int{1, 2, 3, 0}, map[int]int{}},
		{"中间加一个", 3, []int{1, 0, 2, 3}, map[int]int{2: 3, 3: 4}},
		{"去掉中间的", 3, []int{1, 3}, map[int]int{2: 1, 3: 2}},
		{"去掉第一个", 3, []int{2, 3}, map[int]int{2: 1, 3: 2}},
		{"对调", 3, []int{1, 3, 2}, map[int]int{2: 3, 3: 2}},
	} {
		if diff := cmp.Diff(c.want, stepsOf(c.before, c.after)); diff != "" {
			t.Errorf("%s: %s", c.name, diff)
		}
	}
}
