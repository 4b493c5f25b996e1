package text

import (
	"regexp"
	"strings"
)

// address is the part of RFC 5321 that is in use: a dot-separated local part and
// a host of at least two labels, each with letters of any script.
var address = regexp.MustCompile("^[\\p{L}\\p{N}!#$%&'*+/=?^_`{|}~-]+(\\.[\\p{L}\\p{N}!#$%&'*+/=?^_`{|}~-]+)*@" +
	`[\p{L}\p{N}]([\p{L}\p{N}-]*[\p{L}\p{N}])?(\.[\p{L}\p{N}]([\p{L}\p{N}-]*[\p{L}\p{N}])?)+$`)

// longestMail is the limit of RFC 5321 for an address.
const longestMail = 254

// NormEmail gives a mail address folded and in lower case, and whether it is one
// at all. What is none comes back folded, so that it can still be shown.
func NormEmail(raw string) (norm string, ok bool) {
	norm = strings.ToLower(Fold(raw))
	norm = strings.TrimPrefix(norm, "mailto:")
	return norm, len(norm) <= longestMail && address.MatchString(norm)
}

// MaskEmail shows the first character and the host: z***@example.com. What is no
// address shows its first character alone.
func MaskEmail(raw string) string {
	norm, ok := NormEmail(raw)
	first, some := firstRune(norm)
	if !some {
		return ""
	}
	if !ok {
		return string(first) + "***"
	}
	return string(first) + "***" + norm[strings.LastIndexByte(norm, '@'):]
}
