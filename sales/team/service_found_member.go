package team

import (
	"context"

	"xiaoguan/base/actor"
	"xiaoguan/record"
)

// FoundMembers are the active members within the actor's reach who go by a typed fragment, up to limit. They are looked for
// in memory: there are few, and one character is enough.
func (s *Service) FoundMembers(ctx context.Context, a *actor.Actor, fragment string, limit int) ([]record.Found, error) {
	out := []record.Found{}
	if a.Can(actor.TeamRead) == actor.None {
		return out, nil
	}
	people, err := s.People(ctx, a.Org)
	if err != nil {
		return nil, err
	}
	for _, m := range people.Members() {
		if len(out) < limit && m.State == Active && a.Reaches(actor.TeamRead, m.ID, m.Group) && answers(m, fragment) {
			out = append(out, record.Found{Kind: KindMember, ID: m.ID, Title: m.Name, Subtitle: people.GroupName(m.Group), Owner: m.ID})
		}
	}
	return out, nil
}
