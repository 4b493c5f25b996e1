package team

import (
	"slices"
	"strings"

	"xiaoguan/base/text"
)

// answers says whether a member goes by a typed fragment: a part of the name, the beginning of its pinyin or initials, the
// beginning of the address, or a phone, whole or by its last four digits.
func answers(m *Member, fragment string) bool {
	typed := strings.ToLower(strings.ReplaceAll(text.Fold(fragment), " ", ""))
	if typed == "" {
		return false
	}
	if strings.Contains(strings.ToLower(text.Fold(m.Name)), typed) || strings.HasPrefix(m.Initials, typed) {
		return true
	}
	if digits := strings.Trim(typed, "0123456789+-") == ""; digits {
		q := text.QueryTokens(fragment)
		return len(q.Exact) == 1 && slices.Contains(text.PhoneTokens(m.Phone), q.Exact[0])
	}
	return len(typed) > 1 && (strings.HasPrefix(strings.Join(text.PersonPinyin(m.Name), ""), typed) || strings.HasPrefix(strings.ToLower(m.Email), typed))
}
