package match

import (
	"encoding/json"
	"slices"
	"strings"

	"xiaoguan/base/actor"
	"xiaoguan/base/fault"
	"xiaoguan/base/id"
	"xiaoguan/base/money"
	"xiaoguan/record"
	"xiaoguan/sales/lead"
)

// GiveAway is the kind of approval for passing on a key lead.
const GiveAway = "lead.give_away"

// givenAway is what is asked for, in the words of the day it was asked.
type givenAway struct {
	Title  string    `json:"title"`
	From   id.ID     `json:"from"`
	To     id.ID     `json:"to"`
	Names  [2]string `json:"names"` // of both
	Amount money.Fen `json:"amount"`
	Key    string    `json:"key"` // why it is key
	Reason string    `json:"reason"`
}

// guarded reports whether passing a lead on to another owner may need consent: a key lead that somebody has, passed on by
// somebody who does not manage its owner's group.
func guarded(l *lead.Lead, a *actor.Actor, to id.ID) bool {
	return l.Key && !l.Owner.IsZero() && l.Owner != to && !manages(a, l.Group)
}

// manages: the administrator and the leaders all groups, a manager his own and those below it.
func manages(a *actor.Actor, group id.ID) bool {
	switch a.Role {
	case actor.Administrator, actor.Leader:
		return true
	case actor.Manager:
		return slices.Contains(a.Below, group)
	}
	return false
}

// looks are what a rule on passing leads on may look at.
var looks = []record.Look{
	{Field: "expected_amount", Label: fault.Text{ZH: "预计金额", EN: "Expected amount"}, Kind: record.Money},
	{Field: "source", Label: fault.Text{ZH: "来源", EN: "Source"}, Kind: record.Text},
	{Field: "region", Label: fault.Text{ZH: "地区", EN: "Region"}, Kind: record.Text},
	{Field: "industry", Label: fault.Text{ZH: "行业", EN: "Industry"}, Kind: record.Text},
	{Field: "chance", Label: fault.Text{ZH: "成交机会", EN: "Chance"}, Kind: record.Choice, Options: []record.Option{
		{Value: "large", Label: fault.Text{ZH: "大", EN: "Large"}}, {Value: "medium", Label: fault.Text{ZH: "一般", EN: "Medium"}},
		{Value: "small", Label: fault.Text{ZH: "小", EN: "Small"}}, {Value: "none", Label: fault.Text{ZH: "无", EN: "None"}}}},
}

// factsOf are a lead's values for those looks.
func factsOf(l *lead.Lead) map[string]any {
	return map[string]any{"expected_amount": int64(l.ExpectedAmount), "source": l.Source, "region": l.Region, "industry": l.Industry, "chance": string(l.Chance)}
}

// told words a request to pass a lead on.
func told(payload []byte) (title fault.Text, facts []record.ApprovalFact, err error) {
	var g givenAway
	if err := json.Unmarshal(payload, &g); err != nil {
		return title, nil, err
	}
	args := fault.Args{"lead": g.Title, "from": g.Names[0], "to": g.Names[1]}
	plain := func(text string) fault.Text { return fault.Text{ZH: text, EN: text} }
	facts = []record.ApprovalFact{
		{Label: fault.Text{ZH: "现负责人", EN: "Owner now"}, Text: plain(g.Names[0])},
		{Label: fault.Text{ZH: "转给", EN: "To be passed to"}, Text: plain(g.Names[1])},
		{Label: fault.Text{ZH: "预计金额", EN: "Expected amount"}, Text: fault.Text{ZH: grouped(g.Amount) + " 元", EN: "CNY " + grouped(g.Amount)}},
	}
	if g.Key != "" {
		facts = append(facts, record.ApprovalFact{Label: fault.Text{ZH: "重点原因", EN: "Why key"}, Text: plain(g.Key)})
	}
	return fault.Text{ZH: "把重点线索「{lead}」从{from}转给{to}", EN: "Pass the key lead {lead} from {from} to {to}"}.Fill(args), facts, nil
}

// grouped writes an amount in yuan with commas, without fen where there are none.
func grouped(amount money.Fen) string {
	text := strings.TrimSuffix(amount.String(), ".00")
	whole, fen, _ := strings.Cut(text, ".")
	for i := len(whole) - 3; i > 0; i -= 3 {
		whole = whole[:i] + "," + whole[i:]
	}
	if fen != "" {
		whole += "." + fen
	}
	return whole
}
