package record

import (
	"context"
	"strings"

	"xiaoguan/base/actor"
	"xiaoguan/record/dict"
)

// DictionaryEntry is a region or an industry.
type DictionaryEntry struct {
	Code string `json:"code"`
	Text string `json:"text" doc:"as records hold it"`
	Name string `json:"name" doc:"as the standard has it"`
	Path string `json:"path" doc:"what it lies in, from the top; empty at the top"`
}

// DictionaryPage is what a search in a dictionary found.
type DictionaryPage struct {
	Items []DictionaryEntry `json:"items"`
}

type dictionaryInput struct {
	Book  string `query:"book" enum:"region,industry" default:"region"`
	Q     string `query:"q" maxLength:"100" doc:"part of a name, or a code; empty: those at the top"`
	Limit int    `query:"limit" minimum:"1" maximum:"100" default:"20"`
}

func apiDictionary(_ context.Context, _ *actor.Actor, in *dictionaryInput) (*DictionaryPage, error) {
	out := &DictionaryPage{Items: []DictionaryEntry{}}
	for _, n := range dict.Of(in.Book).Search(in.Q, in.Limit) {
		var above []string
		for _, up := range n.Above() {
			above = append(above, up.Name)
		}
		out.Items = append(out.Items, DictionaryEntry{n.Code, n.Text, n.Name, strings.Join(above, " › ")})
	}
	return out, nil
}
