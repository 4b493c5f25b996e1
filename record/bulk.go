package record

import (
	"xiaoguan/base/fault"
	"xiaoguan/base/id"
)

// MaxBulk is how many records one act on many may change.
const MaxBulk = 1000

// SkipReach is why a record that is named and not found in reach is left alone: the same words whether it is there or not.
var SkipReach = fault.Text{ZH: "不归你管，或不存在", EN: "Not yours, or not there"}

// BulkSkip is a reason why records were, or would be, left alone, and how many.
type BulkSkip struct {
	Why   string  `json:"why"`
	Count int     `json:"count"`
	IDs   []id.ID `json:"ids" doc:"the first of them"`
}

// BulkResult is what became, or would become, of an act on many records.
type BulkResult struct {
	Changed int        `json:"changed"`
	Skipped []BulkSkip `json:"skipped"`
	Batch   id.ID      `json:"batch_id" doc:"to undo it; empty when nothing changed"`
}

// Sifting collects which records an act on many changed and why the others were left alone, before it is worded.
type Sifting struct {
	Changed int
	skipped []fault.Text
	ids     map[fault.Text][]id.ID
}

// Skip notes a record left alone.
func (s *Sifting) Skip(why fault.Text, rec id.ID) {
	if s.ids == nil {
		s.ids = map[fault.Text][]id.ID{}
	}
	if _, ok := s.ids[why]; !ok {
		s.skipped = append(s.skipped, why)
	}
	s.ids[why] = append(s.ids[why], rec)
}

// toldIDs is how many ids of a reason are told.
const toldIDs = 20

// In words the result.
func (s *Sifting) In(lang string) *BulkResult {
	out := &BulkResult{Changed: s.Changed, Skipped: []BulkSkip{}}
	for _, why := range s.skipped {
		ids := s.ids[why]
		out.Skipped = append(out.Skipped, BulkSkip{Why: why.In(lang), Count: len(ids), IDs: ids[:min(len(ids), toldIDs)]})
	}
	return out
}

// Chosen gives the ids an act on many is about, each once; none or too many is a fault.
func Chosen(ids []id.ID) (out []id.ID, err error) {
	seen := make(map[id.ID]bool, len(ids))
	for _, v := range ids {
		if !seen[v] && !v.IsZero() {
			seen[v] = true
			out = append(out, v)
		}
	}
	if len(out) == 0 || len(out) > MaxBulk {
		return nil, fault.Wrong("ids", fault.Text{ZH: "数量不对", EN: "Not a possible number"}, fault.Text{ZH: "1 到 1000 条；更多就把条件收窄，分几次做", EN: "1 to 1,000 records; narrow the conditions for more"})
	}
	return out, nil
}
