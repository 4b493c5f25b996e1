package followup

import (
	"context"
	"net/http"

	"xiaoguan/base/actor"
	"xiaoguan/base/day"
	"xiaoguan/sales/lead"
	"xiaoguan/web"
)

// Mount declares the routes of the chapter.
func (s *Service) Mount(k *web.Kit) {
	web.Register(k, web.Operation{Method: http.MethodPost, Path: "/leads/{id}/touches", ID: "log-touch", Summary: "Log a follow-up", Tag: "followup",
		Access: web.Need(actor.TouchWrite), Status: http.StatusCreated}, s.apiLog)
	web.Register(k, web.Operation{Method: http.MethodPost, Path: "/leads/{id}/postpone", ID: "postpone-lead", Summary: "Move the next contact to another day", Tag: "followup",
		Access: web.Need(actor.TouchWrite)}, s.apiPostpone)
}

type logInput struct {
	lead.Path
	Body Draft
}

type logOutput struct {
	Touch lead.Happening `json:"touch"`
	Lead  *lead.View     `json:"lead" nullable:"false"`
	Moved string         `json:"moved,omitempty" doc:"why the stage moved by itself"`
}

func (s *Service) apiLog(ctx context.Context, a *actor.Actor, in *logInput) (*logOutput, error) {
	done, err := s.Log(ctx, a, in.ID, in.Body)
	if err != nil {
		return nil, err
	}
	view, err := s.Leads.View(ctx, a, done.Lead, nil)
	if err != nil {
		return nil, err
	}
	t := done.Touch
	told := lead.Happening{ID: t.ID, At: t.At, Kind: "touch.logged", Changes: []lead.Told{},
		Touch: &lead.TouchTold{Kind: string(t.Kind), Result: string(t.Result), Content: t.Content}}
	if !t.Member.IsZero() {
		told.Actor = &lead.Ref{ID: a.Member, Name: a.Name}
	}
	return &logOutput{Touch: told, Lead: view, Moved: done.Moved.In(a.Lang)}, nil
}

type postponeInput struct {
	lead.Path
	Body struct {
		NextDue day.Day `json:"next_due" doc:"today or later"`
		Reason  string  `json:"reason,omitempty" maxLength:"200"`
	}
}

func (s *Service) apiPostpone(ctx context.Context, a *actor.Actor, in *postponeInput) (*lead.View, error) {
	l, err := s.Postpone(ctx, a, in.ID, in.Body.NextDue, in.Body.Reason)
	return s.Leads.View(ctx, a, l, err)
}
