package notify

import (
	"context"

	"xiaoguan/base/actor"
	"xiaoguan/base/fault"
	"xiaoguan/store/db"
)

// Choice is one kind and whether the member has muted it.
type Choice struct {
	Kind  string `json:"kind"`
	Label string `json:"label"`
	Muted bool   `json:"muted"`
}

// Settings is what a member has chosen.
type Settings struct {
	Kinds []Choice `json:"kinds"`
	From  string   `json:"quiet_from" doc:"hh:mm, empty for none"`
	Until string   `json:"quiet_until" doc:"hh:mm; earlier than quiet_from: on the next day"`
}

// Settings reads the actor's choices.
func (s *Service) Settings(ctx context.Context, a *actor.Actor) (*Settings, error) {
	rows, err := settingsOf(ctx, s.Dir.Of(a.Org), a)
	if err != nil {
		return nil, err
	}
	out := &Settings{Kinds: make([]Choice, len(s.kinds))}
	muted := map[string]bool{}
	for _, r := range rows {
		if r.Kind == "" {
			out.From, out.Until = r.From, r.Until
		}
		muted[r.Kind] = r.Muted
	}
	for i, k := range s.kinds {
		out.Kinds[i] = Choice{k.Name, k.Label.In(a.Lang), muted[k.Name]}
	}
	return out, nil
}

// SetSettings replaces the actor's choices.
func (s *Service) SetSettings(ctx context.Context, a *actor.Actor, muted []string, from, until string) (*Settings, error) {
	if err := checkHours(from, until); err != nil {
		return nil, err
	}
	rows := []*setting{{Org: a.Org, Member: a.Member, From: from, Until: until}}
	seen := map[string]bool{}
	for _, name := range muted {
		if s.kind(name) == nil {
			names := ""
			for _, k := range s.kinds {
				names += " " + k.Name
			}
			return nil, fault.Wrong("muted", fault.Text{ZH: "没有这种通知：" + name, EN: "No such kind of notice: " + name}, fault.Text{ZH: "可选：" + names, EN: "One of:" + names})
		}
		if !seen[name] {
			seen[name] = true
			rows = append(rows, &setting{Org: a.Org, Member: a.Member, Kind: name, Muted: true})
		}
	}
	err := s.Dir.Of(a.Org).Write(ctx, func(ctx context.Context, tx *db.Tx) error {
		s.show(tx, a, a.Member, a.Member, "notice.settings")
		return replaceSettings(ctx, tx, a, rows)
	})
	if err != nil {
		return nil, err
	}
	return s.Settings(ctx, a)
}
