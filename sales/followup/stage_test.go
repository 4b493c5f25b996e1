package followup_test

import (
	"testing"

	"xiaoguan/sales/followup"
	"xiaoguan/sales/lead"
)

func TestLog_FirstContactMovesTheStage(t *testing.T) {
	each(t, func(t *testing.T, h *house) {
		b2b, b2c := h.cat.Modes[0], h.cat.Modes[1]
		for _, c := range []struct {
			name   string
			new    lead.New
			drafts []followup.Draft
			want   string
		}{
			{"接通了", lead.New{}, []followup.Draft{{Kind: followup.Phone, Result: followup.NoProgress}}, "已接触"},
			{"没说结果", lead.New{}, []followup.Draft{{Kind: followup.Wechat}}, "已接触"},
			{"零售叫已联系", lead.New{Mode: b2c.ID}, []followup.Draft{{Kind: followup.Phone, Result: followup.Progress}}, "已联系"},
			{"没接", lead.New{}, []followup.Draft{{Kind: followup.Phone, Result: followup.NoAnswer}}, "新线索"},
			{"打错了", lead.New{}, []followup.Draft{{Kind: followup.Phone, Result: followup.WrongNumber}}, "新线索"},
			{"第二次才接", lead.New{}, []followup.Draft{{Kind: followup.Phone, Result: followup.NoAnswer}, {Kind: followup.Phone, Result: followup.Progress}}, "已接触"},
			{"自己选了阶段", lead.New{}, []followup.Draft{{Kind: followup.Phone, StageID: b2b.Stages[3].ID}}, "方案报价"},
			{"自己留在第一阶段", lead.New{}, []followup.Draft{{Kind: followup.Phone, StageID: b2b.Stages[0].ID}}, "新线索"},
			{"已经更远", lead.New{Stage: b2b.Stages[2].ID}, []followup.Draft{{Kind: followup.Phone}}, "需求确认"},
			{"退回来的不再推", lead.New{Stage: b2b.Stages[2].ID}, []followup.Draft{{Kind: followup.Phone, StageID: b2b.Stages[0].ID}, {Kind: followup.Phone}}, "新线索"},
		} {
			t.Run(c.name, func(t *testing.T) {
				l := h.lead(t, h.wang, c.new)
				for _, d := range c.drafts {
					h.log(t, h.wang, l.ID, d)
				}
				got := h.read(t, l.ID)
				if st, _ := h.cat.Stage(got.Stage); st.Name != c.want || got.StageTop < st.Position {
					t.Errorf("at %s (furthest %d), want %s", st.Name, got.StageTop, c.want)
				}
			})
		}
	})
}
