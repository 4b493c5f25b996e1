package record

import (
	"context"
	"fmt"
	"time"

	"xiaoguan/base/actor"
	"xiaoguan/base/id"
	"xiaoguan/store/journal"
	"xiaoguan/web"
)

// Happened is one change of a setting, in the words of its time.
type Happened struct {
	ID      id.ID            `json:"id"`
	At      time.Time        `json:"at"`
	By      string           `json:"by" doc:"who; empty: the system"`
	Kind    string           `json:"kind"`
	Changes []HappenedChange `json:"changes"`
}

// HappenedChange is one thing that changed.
type HappenedChange struct {
	Field  string `json:"field"`
	Label  string `json:"label" doc:"what it was called then, where the field does not say"`
	Before string `json:"before"`
	After  string `json:"after"`
}

// History is what happened to one setting, newest first, up to a hundred changes.
type History struct {
	Items []Happened `json:"items"`
}

type historyInput struct {
	Kind string `query:"kind" enum:"field,mode,reason,word,tag" default:"mode"`
	ID   id.ID  `query:"id" doc:"of the setting"`
}

const mostHistory = 100

func (s *Settings) mountHistory(k *web.Kit) {
	web.Register(k, settingsOp("GET", "/settings/history", "settings-history", "What happened to a field, mode, reason, word or tag"), s.apiHistory)
}

func (s *Settings) apiHistory(ctx context.Context, a *actor.Actor, in *historyInput) (*History, error) {
	st, out := s.Dir.Of(a.Org), &History{Items: []Happened{}}
	entries, err := journal.Of(ctx, st, a, in.Kind, in.ID, id.ID{}, mostHistory)
	if err != nil {
		return nil, err
	}
	var who []string
	for _, e := range entries {
		who = append(who, e.Actor.String())
	}
	names, err := OwnNames(ctx, st.Read(), a, OwnPerson, who)
	if err != nil {
		return nil, st.Fault(err)
	}
	for _, e := range entries {
		h := Happened{ID: e.ID, At: e.At, By: names[e.Actor.String()], Kind: e.Kind, Changes: []HappenedChange{}}
		for _, c := range e.Changes {
			h.Changes = append(h.Changes, HappenedChange{c.Field, c.Label, said(c.Before), said(c.After)})
		}
		out.Items = append(out.Items, h)
	}
	return out, nil
}

func said(v any) string {
	if v == nil {
		return ""
	}
	return fmt.Sprint(v)
}
