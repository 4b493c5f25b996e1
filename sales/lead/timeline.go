package lead

import (
	"context"
	"fmt"
	"strings"
	"time"

	"xiaoguan/base/actor"
	"xiaoguan/base/id"
	"xiaoguan/base/money"
	"xiaoguan/record"
	"xiaoguan/store/journal"
)

// Told is one changed field as the timeline tells it, values in words.
type Told struct {
	Field  string `json:"field"`
	Label  string `json:"label"`
	Before string `json:"before"`
	After  string `json:"after"`
}

// TouchTold is a follow-up within the timeline.
type TouchTold struct {
	Kind    string `json:"kind" enum:"phone,visit,wechat,meeting,other"`
	Result  string `json:"result" enum:",progress,no_progress,meeting_set,requote,no_answer,wrong_number"`
	Content string `json:"content"`
}

// Happening is one entry of a lead's timeline.
type Happening struct {
	ID      id.ID      `json:"id"`
	At      time.Time  `json:"at"`
	Actor   *Ref       `json:"actor"` // nil: the system
	Kind    string     `json:"kind"`
	Changes []Told     `json:"changes"`
	Touch   *TouchTold `json:"touch,omitempty"`
	Comment string     `json:"comment,omitempty" doc:"what was said when consent was asked, given or refused"`
}

// timelinePage is how many entries one page of the timeline holds.
const timelinePage = 30

// Timeline reads what happened to a lead, newest first; next is empty at the end.
func (s *Service) Timeline(ctx context.Context, a *actor.Actor, lead, before id.ID) (items []Happening, next string, err error) {
	if _, err := s.Get(ctx, a, lead); err != nil {
		return nil, "", err
	}
	entries, err := journal.Of(ctx, s.Dir.Of(a.Org), a, Kind, lead, before, timelinePage+1)
	if err != nil {
		return nil, "", err
	}
	v, err := s.Viewer(ctx, a)
	if err != nil {
		return nil, "", err
	}
	if len(entries) > timelinePage {
		entries = entries[:timelinePage]
		next = entries[timelinePage-1].ID.String()
	}
	names, err := s.ownNames(ctx, v, entries)
	if err != nil {
		return nil, "", err
	}
	items = make([]Happening, len(entries))
	for i, e := range entries {
		items[i] = v.happening(e, names)
	}
	return items, next, nil
}

func (v *Viewer) happening(e *journal.Entry, names map[string]string) Happening {
	h := Happening{ID: e.ID, At: e.At, Kind: e.Kind, Changes: []Told{}}
	if m, ok := v.people.Member(e.Actor); ok {
		h.Actor = &Ref{m.ID, m.Name}
	}
	for _, c := range e.Changes {
		if name, ok := strings.CutPrefix(c.Field, "touch."); ok {
			if h.Touch == nil {
				h.Touch = &TouchTold{}
			}
			h.Touch.fill(name, c.After)
			continue
		}
		if v.approval(&h, c) {
			continue
		}
		if key, own := strings.CutPrefix(c.Field, record.OwnPrefix); own {
			if told, ok := v.ownTold(key, c, names); ok {
				h.Changes = append(h.Changes, told)
			}
			continue
		}
		if t, ok := v.told(c); ok {
			h.Changes = append(h.Changes, t)
		}
	}
	return h
}

// reasonWhy is the label of the reason a person gave for an act that keeps it in the journal alone.
var reasonWhy = label("原因", "Reason")

// told puts one change into words; false for what has none, such as a reference that only the program follows.
func (v *Viewer) told(c journal.Change) (Told, bool) {
	if c.Field == "reason" {
		why, _ := c.After.(string)
		return Told{Field: c.Field, Label: reasonWhy.In(v.actor.Lang), After: why}, why != ""
	}
	if c.Field == record.RightField {
		return Told{Field: c.Field, Label: record.RightLabel.In(v.actor.Lang), Before: record.RightWord(c.Before).In(v.actor.Lang), After: record.RightWord(c.After).In(v.actor.Lang)}, true
	}
	column, ok := Type.Column(c.Field)
	if !ok || column.Kind == record.Own || column.Kind == record.Ref && column.Name != "stage_id" {
		return Told{}, false
	}
	before, seen := Type.Tell(v.actor, column, v.words(column, c.Before))
	after, _ := Type.Tell(v.actor, column, v.words(column, c.After))
	return Told{Field: c.Field, Label: column.Label.In(v.actor.Lang), Before: before, After: after}, seen
}

func (t *TouchTold) fill(name string, value any) {
	s, _ := value.(string)
	switch name {
	case "kind":
		t.Kind = s
	case "result":
		t.Result = s
	case "content":
		t.Content = s
	}
}

// words puts a journalled value into words: names for ids, labels for choices, yuan for fen.
func (v *Viewer) words(c *record.Column, value any) string {
	s := fmt.Sprint(value)
	if value == nil {
		return ""
	}
	if st, ok := v.cat.Stage(parse(s)); ok && c.Name == "stage_id" {
		return st.Name
	}
	switch c.Kind {
	case record.Member, record.Partner:
		if m, ok := v.people.Member(parse(s)); ok {
			return m.Name
		}
	case record.Group:
		if g, ok := v.people.Group(parse(s)); ok {
			return g.Name
		}
	case record.Choice:
		for _, o := range c.Options {
			if o.Value == s {
				return o.Label.In(v.actor.Lang)
			}
		}
	case record.Money:
		if n, ok := value.(float64); ok {
			return money.Fen(n).String()
		}
	case record.YesNo:
		if value == true {
			return label("是", "Yes").In(v.actor.Lang)
		}
		return label("否", "No").In(v.actor.Lang)
	case record.TagList:
		return strings.ReplaceAll(s, ",", label("、", ", ").In(v.actor.Lang))
	}
	return s
}

func parse(s string) id.ID { v, _ := id.Parse(s); return v }
