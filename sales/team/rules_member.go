package team

import (
	"strings"
	"unicode/utf8"

	"xiaoguan/base/actor"
	"xiaoguan/base/fault"
)

// The faults of changing people.
var (
	ErrLastAdministrator = fault.Declare("member.last_administrator", fault.Conflict, "{name} 是最后一位管理员，请先让另一位成员当管理员", "{name} is the last administrator; make another member one first")
	ErrHasLeft           = fault.Declare("member.left", fault.Conflict, "{name} 已经离职", "{name} has left")
	ErrMemberTaken       = fault.Declare("member.taken", fault.Conflict, "这个手机号或邮箱已经是本公司的成员：{name}", "This phone or e-mail address is a member already: {name}")
	ErrTwoPeople         = fault.Declare("member.two_people", fault.Conflict, "这个手机号和这个邮箱属于两个不同的人，请只填其中一个", "This phone and this address belong to two different people; give only one of them")
	ErrAccountTaken      = fault.Declare("member.account_taken", fault.Conflict, "这个手机号或邮箱已经是另一个人的登录账号", "Somebody else signs in with this phone or e-mail address")
	ErrElsewhere         = fault.Declare("member.elsewhere", fault.Conflict, "{name} 也在别的公司登录，密码只能由本人修改", "{name} also signs in to another company; only they can change the password")
)

// mostCapacity is an upper bound that only catches slips of the hand.
const mostCapacity = 10000

// checkName judges a name of a person, group or company of at most most characters; problems are noted under field.
func checkName(p *fault.Problems, field, name string, most int) {
	want := fault.Text{ZH: "1 到 {n} 个字，不含换行", EN: "1 to {n} characters, no line breaks"}.Fill(fault.Args{"n": most})
	switch {
	case name == "":
		p.Need(field, name, want)
	case utf8.RuneCountInString(name) > most:
		p.Add(field, fault.Text{ZH: "太长", EN: "Too long"}, want)
	case !utf8.ValidString(name) || strings.ContainsFunc(name, func(r rune) bool { return r < ' ' || r == 0x7f }):
		p.Add(field, fault.Text{ZH: "含有不能用的字符", EN: "Holds characters that cannot be used"}, want)
	}
}

// checkStanding judges what a member can carry.
func checkStanding(p *fault.Problems, level, capacity int) {
	if level < 1 || level > 5 {
		p.Add("level", fault.Text{ZH: "没有这个等级", EN: "There is no such level"}, fault.Text{ZH: "1 到 5", EN: "1 to 5"})
	}
	if capacity < 0 || capacity > mostCapacity {
		p.Add("capacity", fault.Text{ZH: "容量不对", EN: "The capacity is wrong"}, fault.Text{ZH: "0 到 10000", EN: "0 to 10000"})
	}
}

// mayGo judges whether a member may stop being an active administrator while there are so many.
func mayGo(before, after *Member, administrators int) error {
	was := before.Role == actor.Administrator && before.State == Active
	stays := after.Role == actor.Administrator && after.State == Active
	if was && !stays && administrators <= 1 {
		return ErrLastAdministrator.New(fault.Args{"name": before.Name})
	}
	return nil
}
