package customer

import (
	"strings"

	"xiaoguan/base/actor"
	"xiaoguan/base/id"
	"xiaoguan/base/text"
	"xiaoguan/record"
)

// pointsOf are the contact points of a customer or contact in the order phone, e-mail, WeChat; empty ones are left out.
func pointsOf(org id.ID, subjectKind string, subject id.ID, phone, email, wechat string) []Point {
	var points []Point
	for _, p := range []struct{ kind, value string }{{Phone, phone}, {Email, email}, {Wechat, wechat}} {
		if value := strings.TrimSpace(p.value); value != "" {
			points = append(points, Point{Org: org, SubjectKind: subjectKind, Subject: subject, Kind: p.kind, Value: value, Norm: normPoint(p.kind, value)})
		}
	}
	return points
}

// normPoint is the form in which two spellings of a point compare.
func normPoint(kind, value string) string {
	switch kind {
	case Phone:
		return text.NormPhone(value).Norm
	case Email:
		norm, _ := text.NormEmail(value)
		return norm
	}
	return strings.ToLower(text.Fold(value))
}

// mayWritePoints refuses to overwrite a phone, address or WeChat id that the actor does not get to see.
func mayWritePoints(a *actor.Actor, phone, email, wechat *string) error {
	return points.MayWrite(a, map[string]bool{"phone": phone != nil, "email": email != nil, "wechat": wechat != nil})
}

// points are the contact points of customers and their contacts as columns of one sensitive group each.
var points = &record.Type{Kind: Kind, Columns: []record.Column{
	{Name: "phone", Label: label("电话", "Phone"), Sensitive: actor.Phone}, {Name: "email", Label: label("邮箱", "E-mail"), Sensitive: actor.Email}, {Name: "wechat", Label: label("微信", "WeChat"), Sensitive: actor.Wechat},
}}
