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
	external, name, phone string
	open                  bool // a row already won or lost meets no open lead: it is business of its own
}

// known is what there is already of the rows' keys.
type known struct {
	external      map[string]id.ID
	names, phones map[string]*lead.Twin
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
	externals, names, phones := map[string]int{}, map[string]int{}, map[string]int{}
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
		if m.twin = first(there.names, there.phones, k); m.twin != nil {
			m.outcome, m.reason = Skipped, reasonTwin
			if policy == Merge && within(m.twin) {
				m.outcome = Merged
			} else if policy == Merge {
				m.reason = reasonBeyond
			}
			continue
		}
		if j, is := before(names, phones, k); is {
			m.outcome, m.reason, m.same = Skipped, reasonTwice, j
			if policy == Merge {
				m.outcome = Merged
			}
			continue
		}
		if k.name != "" {
			names[k.name] = i
		}
		if k.phone != "" {
			phones[k.phone] = i
		}
	}
	return out
}

func first(names, phones map[string]*lead.Twin, k keys) *lead.Twin {
	if t := names[k.name]; t != nil && k.name != "" {
		return t
	}
	if k.phone == "" {
		return nil
	}
	return phones[k.phone]
}

func before(names, phones map[string]int, k keys) (int, bool) {
	if j, is := names[k.name]; is && k.name != "" {
		return j, true
	}
	j, is := phones[k.phone]
	return j, is && k.phone != ""
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
