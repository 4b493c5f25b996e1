package customer

import (
	"strings"

	"xiaoguan/base/id"
	"xiaoguan/base/text"
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

// maskPoint is what may be shown of a point. A WeChat id is shown, unless it is a phone number.
func maskPoint(kind, value string) string {
	switch {
	case kind == Phone || text.NormPhone(value).Identifies():
		return text.MaskPhone(value)
	case kind == Email:
		return text.MaskEmail(value)
	}
	return value
}
