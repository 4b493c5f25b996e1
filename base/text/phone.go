package text

import (
	"hash/maphash"
	"regexp"
	"strconv"
	"strings"
	"sync/atomic"

	"github.com/nyaruka/phonenumbers"
)

// PhoneKind says what sort of number a phone is.
type PhoneKind string

// The kinds of number. Only the first three identify their holder anywhere.
const (
	PhoneMobile   PhoneKind = "mobile"   // a mobile of mainland China; Norm is E.164
	PhoneLandline PhoneKind = "landline" // a landline of mainland China with its area code; Norm is E.164
	PhoneForeign  PhoneKind = "foreign"  // a valid number of another country or region; Norm is E.164
	PhoneLocal    PhoneKind = "local"    // 7 or 8 digits without an area code; Norm is those digits
	PhoneService  PhoneKind = "service"  // 400, 800 and short numbers such as 95588; Norm is the national digits
	PhoneUnknown  PhoneKind = "unknown"  // not a number as far as we can tell; Norm is what was written, folded
)

// Phone is a number in a form that compares.
type Phone struct {
	Norm      string    // see the kinds; empty only when nothing was written
	Kind      PhoneKind // empty only when nothing was written
	Extension string    // digits after 转, 分机, ext and the like, or empty
}

// Identifies reports whether two records with the same Norm are likely to mean
// one holder, so that the number may be used to find duplicates.
func (p Phone) Identifies() bool {
	return p.Kind == PhoneMobile || p.Kind == PhoneLandline || p.Kind == PhoneForeign
}

const (
	home        = "CN"
	homeCode    = 86
	longestText = 64 // characters that can still be one number
)

var (
	wordedExtension = regexp.MustCompile(`(?i)^(.*?\d.*?)[\s,;(]*(?:转|轉|分机号?|内线|ext\.?|extension|x|#)\s*[:：]?\s*(\d{1,6})\)?$`)
	dashedExtension = regexp.MustCompile(`^(.*\d)\s*[-—–/]\s*(\d{1,6})$`)
	dialable        = regexp.MustCompile(`^\(?\+?[\d\s()\-—–.]+$`)
	cellZero        = regexp.MustCompile(`^(\d{7,})\.0+$`)
)

// NormPhone reads a number as people and spreadsheets write it; numbers without
// a country code are taken to be of mainland China. What it cannot read is kept
// as PhoneUnknown: a bad number is no reason to lose a lead.
func NormPhone(raw string) Phone {
	slot := &recent[maphash.String(seed, raw)%uint64(len(recent))]
	if known := slot.Load(); known != nil && known.raw == raw {
		return known.Phone
	}
	p := normPhone(raw)
	if len(raw) <= longestText {
		slot.Store(&readPhone{raw, p})
	}
	return p
}

// recent are numbers read lately: on its way into a record one number is asked for several times, and reading it is slow.
var recent [4096]atomic.Pointer[readPhone]

var seed = maphash.MakeSeed()

type readPhone struct {
	raw string
	Phone
}

func normPhone(raw string) Phone {
	folded := Fold(raw)
	if folded == "" {
		return Phone{}
	}
	unknown := Phone{Norm: folded, Kind: PhoneUnknown}
	if len([]rune(folded)) > longestText {
		return unknown
	}
	number, extension := folded, ""
	if m := cellZero.FindStringSubmatch(number); m != nil {
		number = m[1] // a cell that held the number as a decimal
	}
	if m := wordedExtension.FindStringSubmatch(number); m != nil {
		number, extension = m[1], m[2]
	}
	if p, ok := readNumber(number); ok {
		p.Extension = extension
		return p
	}
	// Digits behind a dash are an extension only where the whole is no number.
	if m := dashedExtension.FindStringSubmatch(number); m != nil && extension == "" {
		if p, ok := readNumber(m[1]); ok && p.Kind != PhoneService {
			p.Extension = m[2]
			return p
		}
	}
	return unknown
}

func readNumber(s string) (Phone, bool) {
	if !dialable.MatchString(s) {
		return Phone{}, false
	}
	s = strings.NewReplacer("—", "-", "–", "-", "(+", "+").Replace(s)
	n, err := phonenumbers.Parse(s, home)
	if err == nil && phonenumbers.IsValidNumber(n) {
		return validNumber(n), true
	}
	d := onlyDigits(s)
	switch {
	case strings.HasPrefix(s, "+"):
	case isShortNumber(d):
		return Phone{Norm: d, Kind: PhoneService}, true
	case (len(d) == 7 || len(d) == 8) && d[0] >= '2' && d[0] <= '8':
		return Phone{Norm: d, Kind: PhoneLocal}, true
	}
	return Phone{}, false
}

func validNumber(n *phonenumbers.PhoneNumber) Phone {
	e164 := phonenumbers.Format(n, phonenumbers.E164)
	if n.GetCountryCode() != homeCode {
		return Phone{Norm: e164, Kind: PhoneForeign}
	}
	switch phonenumbers.GetNumberType(n) {
	case phonenumbers.MOBILE:
		return Phone{Norm: e164, Kind: PhoneMobile}
	case phonenumbers.FIXED_LINE, phonenumbers.FIXED_LINE_OR_MOBILE:
		return Phone{Norm: e164, Kind: PhoneLandline}
	}
	return Phone{Norm: strconv.FormatUint(n.GetNationalNumber(), 10), Kind: PhoneService}
}

// isShortNumber knows the short numbers in use: 110, 119, 12345, 10086, 95588,
// 955xx and 96xxx up to six digits.
func isShortNumber(d string) bool {
	return len(d) == 3 && d[0] == '1' || (len(d) == 5 || len(d) == 6) && (d[0] == '1' || strings.HasPrefix(d, "95") || strings.HasPrefix(d, "96"))
}

func onlyDigits(s string) string {
	return strings.Map(func(r rune) rune {
		if r >= '0' && r <= '9' {
			return r
		}
		return -1
	}, s)
}

// National gives the number as it is dialled at home: 13800138000, 051268881234;
// Norm where there is no such form.
func (p Phone) National() string {
	switch p.Kind {
	case PhoneMobile:
		return strings.TrimPrefix(p.Norm, "+86")
	case PhoneLandline:
		return "0" + strings.TrimPrefix(p.Norm, "+86")
	}
	return p.Norm
}

// MaskPhone shows enough of a number to recognise it by and not enough to dial
// it: 138****8000, 0512****1234. The last four characters stay and at most four
// in front, but at least four are hidden; of numbers shorter than eight only the
// last two stay. It takes a number as written or as normalised.
func MaskPhone(raw string) string {
	shown := []rune(NormPhone(raw).National())
	n := len(shown)
	if n == 0 {
		return ""
	}
	head, tail := min(4, max(0, n-8)), 4
	if n < 8 {
		tail = min(2, n/2)
	}
	return string(shown[:head]) + "****" + string(shown[n-tail:])
}

// PhoneTokens gives the search tokens of a number: its full national digits, the
// local part of a landline, and the last four digits. No other part is a token:
// who may see a number masked must not be able to find out the rest by
// searching for it piece by piece.
func PhoneTokens(raw string) []string {
	p := NormPhone(raw)
	d := onlyDigits(p.National())
	if d == "" {
		return nil
	}
	var t tokenList
	t.add(d)
	if p.Kind == PhoneLandline {
		t.add(onlyDigits(localPart(d)))
	}
	if len(d) > 7 {
		t.add(d[len(d)-4:])
	}
	return t.list
}

// localPart takes the area code off a national number: two digits after the zero
// for 010 and 02x, else three.
func localPart(national string) string {
	if strings.HasPrefix(national, "010") || strings.HasPrefix(national, "02") {
		return national[3:]
	}
	return national[4:]
}
