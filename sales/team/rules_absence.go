package team

import (
	"xiaoguan/base/day"
	"xiaoguan/base/fault"
)

// farthest is how many days an absence may reach ahead.
const farthest = 730

// checkAbsence judges an absence as somebody enters it today; deputy is who stands in, nil for nobody.
func checkAbsence(a *Absence, today day.Day, deputy *Member) error {
	var p fault.Problems
	want := fault.Text{ZH: "从今天起，最多两年", EN: "From today on, at most two years ahead"}
	switch {
	case a.From.IsZero() || a.To.IsZero():
		p.Add("to", fault.Text{ZH: "开始和结束都要填", EN: "Both days are needed"}, want)
	case a.To < a.From:
		p.Add("to", fault.Text{ZH: "结束早于开始", EN: "It ends before it begins"}, want)
	case a.To < today || a.To > today.Add(farthest):
		p.Add("to", fault.Text{ZH: "日期不对", EN: "Not a possible day"}, want)
	}
	if !a.Deputy.IsZero() {
		active := fault.Text{ZH: "另一位在职的同事", EN: "Another colleague who is active"}
		switch {
		case a.Deputy == a.Member:
			p.Add("deputy_id", fault.Text{ZH: "不能代自己", EN: "Nobody stands in for himself"}, active)
		case deputy == nil || deputy.State != Active:
			p.Add("deputy_id", fault.Text{ZH: "这个人不在职", EN: "That person is not active"}, active)
		}
	}
	return p.Err()
}
