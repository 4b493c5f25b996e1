package door

import (
	"maps"
	"slices"

	"xiaoguan/base/id"
	"xiaoguan/record"
	"xiaoguan/sales/lead"
)

// keys are what a row may be met by; empty ones meet nobody.
type keys struct {
	external, name, phone, email string
	open                         bool // a row already won or lost meets no open lead: it is business of its own
}

// known is what there is already of the rows' keys.
type known struct {
	external              map[string]id.ID
	names, phones, emails map[string]*lead.Twin
}

// meeting is what becomes of a row: created, or where it goes instead.
type meeting struct {
	outcome Outcome
	twin    *lead.Twin // the open lead it is merged into or skipped for
	same    int        // the row of the same list instead, -1: none
	reason  int        // one of the reasons below
}

const (
	reasonNone   = iota
	reasonKnown  // its external id is known
	reasonTwice  // the same row stands further up
	reasonTwin   // an open lead has its company or phone
	reasonBeyond // and it is out of the importer's reach
)

// meet decides for rows in their order, each against what is known and against the rows before it. within says which leads
// the importer may change.
func meet(rows []keys, there known, policy Duplicates, within func(*lead.Twin) bool) []meeting {
	out := make([]meeting, len(rows))
	externals, seen := map[string]int{}, map[[2]string]int{}
	for i, k := range rows {
		m := &out[i]
		*m = meeting{outcome: Created, same: -1}
		if _, is := there.external[k.external]; is && k.external != "" {
			m.outcome, m.reason = Skipped, reasonKnown
			continue
		}
		if j, is := externals[k.external]; is && k.external != "" {
			m.outcome, m.reason, m.same = Skipped, reasonTwice, j
			continue
		}
		externals[k.external] = i
		if policy == Create || !k.open {
			continue
		}
		if m.twin = first(there, k); m.twin != nil {
			m.outcome, m.reason = Skipped, reasonTwin
			if policy == Merge && within(m.twin) {
				m.outcome = Merged
			} else if policy == Merge {
				m.reason = reasonBeyond
			}
			continue
		}
		if j, is := before(seen, k); is {
			m.outcome, m.reason, m.same = Skipped, reasonTwice, j
			if policy == Merge {
				m.outcome = Merged
			}
			continue
		}
		for _, key := range k.same() {
			seen[key] = i
		}
	}
	return out
}

// same are the keys a row has, in the order they count.
func (k keys) same() (out [][2]string) {
	for _, key := range [][2]string{{"name", k.name}, {"phone", k.phone}, {"email", k.email}} {
		if key[1] != "" {
			out = append(out, key)
		}
	}
	return out
}

func first(there known, k keys) *lead.Twin {
	for _, key := range k.same() {
		if t := map[string]map[string]*lead.Twin{"name": there.names, "phone": there.phones, "email": there.emails}[key[0]][key[1]]; t != nil {
			return t
		}
	}
	return nil
}

func before(seen map[[2]string]int, k keys) (int, bool) {
	for _, key := range k.same() {
		if j, is := seen[key]; is {
			return j, true
		}
	}
	return 0, false
}

// fold fills what a row lacks from another that means the same lead; nothing is overwritten.
func fold(into, from *lead.New) {
	for _, f := range []struct{ into, from *string }{{&into.Name, &from.Name}, {&into.ContactName, &from.ContactName}, {&into.ContactTitle, &from.ContactTitle}, {&into.Phone, &from.Phone},
		{&into.Email, &from.Email}, {&into.Wechat, &from.Wechat}, {&into.Source, &from.Source}, {&into.Region, &from.Region}, {&into.Industry, &from.Industry}} {
		if *f.into == "" {
			*f.into = *f.from
		}
	}
	if into.ExpectedAmount == 0 {
		into.ExpectedAmount = from.ExpectedAmount
	}
	if into.Owner.IsZero() {
		into.Owner = from.Owner
	}
	if into.Chance == "" {
		into.Chance, into.ChanceReason = from.Chance, from.ChanceReason
	}
	if len(from.Custom) > 0 {
		own := maps.Clone(from.Custom)
		maps.Copy(own, into.Custom)
		into.Custom = own
	}
	if len(from.Own) > 0 {
		own := maps.Clone(from.Own)
		maps.Copy(own, into.Own)
		into.Own = own
	}
	tags := append(slices.Clone(into.Tags), from.Tags...)
	slices.Sort(tags)
	if tags = slices.Compact(tags); len(tags) <= mostTags {
		into.Tags = tags
	}
}

// mostTags is how many tags a record holds.
const mostTags = 30

// outcomes are the intake's outcomes in the words of an import.
var outcomes = map[Outcome]record.ImportOutcome{Created: record.RowCreated, Merged: record.RowMerged, Skipped: record.RowSkipped}
