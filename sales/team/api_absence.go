package team

import (
	"context"

	"xiaoguan/base/actor"
	"xiaoguan/base/day"
	"xiaoguan/base/id"
	"xiaoguan/web"
)

// mountAbsences declares the routes of who is away: what every colleague may know.
func (s *Service) mountAbsences(k *web.Kit) {
	web.Register(k, web.Operation{Method: "GET", Path: "/absences", ID: "list-absences", Summary: "Who is away, or will be, and who stands in", Tag: "team", Access: web.SignedIn()}, s.apiAbsences)
	web.Register(k, web.Operation{Method: "PATCH", Path: "/members/{id}/absence", ID: "set-absence", Summary: "Say that one, or somebody one manages, is away", Tag: "team", Access: web.SignedIn()}, s.apiSetAbsence)
}

type absenceList struct {
	Items []AbsenceView `json:"items"`
}

// AbsenceView is an absence as it is shown.
type AbsenceView struct {
	Absence
	Name       string `json:"name"`
	DeputyName string `json:"deputy_name"`
}

func (s *Service) apiAbsences(ctx context.Context, a *actor.Actor, _ *struct{}) (*absenceList, error) {
	people, err := s.People(ctx, a.Org)
	if err != nil {
		return nil, err
	}
	out, today := &absenceList{Items: []AbsenceView{}}, s.Today(a)
	for _, x := range people.Absences() {
		if x.To >= today {
			out.Items = append(out.Items, AbsenceView{*x, people.Name(x.Member), people.Name(x.Deputy)})
		}
	}
	return out, nil
}

type absenceBody struct {
	ID   id.ID `path:"id"`
	Body struct {
		From   day.Day `json:"from,omitempty" doc:"absent, with to absent: not away"`
		To     day.Day `json:"to,omitempty" doc:"the last day away"`
		Deputy id.ID   `json:"deputy_id,omitempty"`
	}
}

func (s *Service) apiSetAbsence(ctx context.Context, a *actor.Actor, in *absenceBody) (*absenceList, error) {
	var want *Absence
	if !in.Body.From.IsZero() || !in.Body.To.IsZero() || !in.Body.Deputy.IsZero() {
		want = &Absence{From: in.Body.From, To: in.Body.To, Deputy: in.Body.Deputy}
	}
	if _, err := s.SetAbsence(ctx, a, in.ID, want); err != nil {
		return nil, err
	}
	return s.apiAbsences(ctx, a, nil)
}
