package match

import (
	"slices"
	"strconv"

	"xiaoguan/base/fault"
)

// Reason is one of the reasons for a match, as kept: words for it are found when it is read, in the reader's language.
type Reason struct {
	Kind string            `json:"kind"` // tag, level, load, none
	Sign string            `json:"sign"` // + or -
	Code string            `json:"code"`
	Args map[string]string `json:"args,omitempty"`
}

// The codes of reasons that stand for a whole item.
const (
	codeNobodyThere = "nobody_there" // no candidate has room at all
	codeNobodyFree  = "nobody_free"  // those who fit are full
	codeNobodyFits  = "nobody_fits"
	codeByHand      = "by_hand" // the applier chose another owner, or none
)

// sentences are the reasons in words.
var sentences = map[string]fault.Text{
	"industry":        {ZH: "熟悉{word}行业", EN: "Knows the {word} industry"},
	"region":          {ZH: "负责{word}一带", EN: "Covers {word}"},
	"source":          {ZH: "擅长{word}来的线索", EN: "Good with leads from {word}"},
	"tag":             {ZH: "擅长「{word}」", EN: "Strong in {word}"},
	"level_right":     {ZH: "级别 {level} 正合适", EN: "Level {level} is right"},
	"level_above":     {ZH: "级别 {level}，高于所需的 {want}", EN: "Level {level}, above the {want} asked for"},
	"level_below":     {ZH: "级别 {level}，低于所需的 {want}", EN: "Level {level}, below the {want} asked for"},
	"load_light":      {ZH: "手上 {load}/{capacity} 条，有余力", EN: "Carries {load} of {capacity}, has room"},
	"load_heavy":      {ZH: "手上已有 {load}/{capacity} 条", EN: "Carries {load} of {capacity} already"},
	codeNobodyThere:   {ZH: "没有还能接线索的人", EN: "Nobody has room for a lead"},
	codeNobodyFree:    {ZH: "合适的人都满了，先留着", EN: "Those who fit are full; left for now"},
	codeNobodyFits:    {ZH: "没有合适的人，先留着", EN: "Nobody fits; left for now"},
	codeByHand:        {ZH: "人工指定", EN: "Chosen by hand"},
	"alternative":     {ZH: "总分少 {loss}", EN: "{loss} points less in all"},
	"alternative_par": {ZH: "一样好", EN: "Just as good"},
}

// Text is the reason in words.
func (r *Reason) Text(lang string) string {
	args := fault.Args{}
	for name, value := range r.Args {
		args[name] = value
	}
	return sentences[r.Code].Fill(args).In(lang)
}

// heavy is the share of the capacity, in percent, from which on a load counts against somebody.
const heavy = 80

// reasons says why a person is right for a lead; load is what he carries with the batch.
func (s *scorer) reasons(d *demand, person, load int) []Reason {
	out := s.tagReasons(d, person)
	p := &s.seats[person]
	if want := levelOf(d); want > 0 {
		r := Reason{Kind: "level", Sign: "+", Code: "level_right", Args: map[string]string{"level": strconv.Itoa(p.Level), "want": strconv.Itoa(want)}}
		switch {
		case p.Level > want:
			r.Code = "level_above"
		case p.Level < want:
			r.Code, r.Sign = "level_below", "-"
		}
		out = append(out, r)
	}
	r := Reason{Kind: "load", Sign: "+", Code: "load_light", Args: map[string]string{"load": strconv.Itoa(load), "capacity": strconv.Itoa(p.Capacity)}}
	if load*100 >= p.Capacity*heavy {
		r.Code, r.Sign = "load_heavy", "-"
	}
	return append(out, r)
}

// tagReasons are the words of the lead that a person's tags meet, the strongest first, three at most.
func (s *scorer) tagReasons(d *demand, person int) []Reason {
	type hit struct {
		reason Reason
		points int32
	}
	var hits []hit
	for _, w := range d.words() {
		if n := s.points(w)[person]; n > 0 {
			hits = append(hits, hit{Reason{Kind: "tag", Sign: "+", Code: w.field, Args: map[string]string{"word": d.original(w)}}, n})
		}
	}
	slices.SortStableFunc(hits, func(a, b hit) int { return int(b.points) - int(a.points) })
	var out []Reason
	for _, h := range hits[:min(3, len(hits))] {
		out = append(out, h.reason)
	}
	return out
}

// original is a word as it stands in the lead.
func (d *demand) original(w word) string {
	for _, s := range append([]string{d.Industry, d.Region, d.Source}, d.Tags...) {
		if key(s) == w.text {
			return s
		}
	}
	return w.text
}

// noReason says why an item is left to nobody: scores are those of all seats.
func (s *scorer) noReason(scores []int32) Reason {
	code := codeNobodyFits
	if len(s.seats) == 0 {
		code = codeNobodyThere
	}
	for i, n := range scores {
		if int64(n) > s.seats[i].cost(0) {
			code = codeNobodyFree
		}
	}
	return Reason{Kind: "none", Sign: "-", Code: code}
}
