package lead

import (
	"context"
	"net/http"

	"xiaoguan/base/actor"
	"xiaoguan/base/day"
	"xiaoguan/base/id"
	"xiaoguan/base/money"
	"xiaoguan/base/page"
	"xiaoguan/record"
	"xiaoguan/web"
)

// Path is the input that names a lead.
type Path struct {
	ID id.ID `path:"id" doc:"the lead"`
}

type listInput struct{ web.List }

// Mount declares the routes of the chapter; taking leads in is door's, handing them out is match's.
func (s *Service) Mount(k *web.Kit) {
	op := func(method, path, name, summary string, access web.Access) web.Operation {
		return web.Operation{Method: method, Path: path, ID: name, Summary: summary, Tag: "lead", Access: access}
	}
	read, write := web.Need(actor.LeadRead), web.Need(actor.LeadWrite)
	web.Register(k, op(http.MethodGet, "/leads", "list-leads", "A page of leads", read), s.apiList)
	web.Register(k, op(http.MethodGet, "/leads/summary", "summarise-leads", "How the open leads of a list stand", read), s.apiSummary)
	s.mountMany(k)
	web.Register(k, op(http.MethodGet, "/leads/groups", "group-leads", "The leads of a list counted by a column or an own field", read), s.apiGroups)
	web.Register(k, op(http.MethodGet, "/leads/{id}", "get-lead", "One lead", read), s.apiGet)
	web.Register(k, op(http.MethodPatch, "/leads/{id}", "edit-lead", "Change fields of a lead", write), s.apiEdit)
	web.Register(k, op(http.MethodPost, "/leads/{id}/win", "win-lead", "End a lead as won", write), s.apiWin)
	web.Register(k, op(http.MethodPost, "/leads/{id}/lose", "lose-lead", "End a lead as lost", write), s.apiLose)
	web.Register(k, op(http.MethodPost, "/leads/{id}/reopen", "reopen-lead", "Undo winning or losing", write), s.apiReopen)
	web.Register(k, op(http.MethodPost, "/leads/{id}/mark-key", "mark-lead", "Mark a lead as key, or not", write), s.apiMark)
	web.Register(k, op(http.MethodGet, "/leads/{id}/timeline", "lead-timeline", "What happened to a lead", read), s.apiTimeline)
	web.Register(k, op(http.MethodPost, "/leads/{id}/reveal-phone", "reveal-lead-phone", "The whole phone number; recorded", web.Need(actor.LeadReveal)), s.apiReveal)
	web.Register(k, op(http.MethodGet, "/sources", "list-sources", "Sources in use", read), s.apiSources)
}

func (s *Service) apiList(ctx context.Context, a *actor.Actor, in *listInput) (*page.Page[*View], error) {
	q, err := in.Query()
	if err != nil {
		return nil, err
	}
	out, err := s.List(ctx, a, q)
	return &out, err
}

func (s *Service) apiSummary(ctx context.Context, a *actor.Actor, in *listInput) (*Summary, error) {
	q, err := in.Query()
	if err != nil {
		return nil, err
	}
	return s.Summarise(ctx, a, q)
}

func (s *Service) apiGroups(ctx context.Context, a *actor.Actor, in *record.GroupsInput) (*record.Groups, error) {
	q, err := in.Query()
	if err != nil {
		return nil, err
	}
	v, err := s.Viewer(ctx, a)
	if err != nil {
		return nil, err
	}
	return record.GroupBy(ctx, s.Dir.Of(a.Org), v.cat, a, Type, in.By, q, v.nameOf)
}

// View words a lead for the actor.
func (s *Service) View(ctx context.Context, a *actor.Actor, l *Lead, err error) (*View, error) {
	if err != nil {
		return nil, err
	}
	v, err := s.Viewer(ctx, a)
	if err != nil {
		return nil, err
	}
	view := v.One(l)
	if s.Approvals != nil {
		if view.Approval, err = s.Approvals.Pending(ctx, a, l.ID); err != nil {
			return nil, err
		}
	}
	return view, s.name(ctx, v, view)
}

func (s *Service) apiGet(ctx context.Context, a *actor.Actor, in *Path) (*View, error) {
	l, err := s.Get(ctx, a, in.ID)
	return s.View(ctx, a, l, err)
}

type editInput struct {
	Path
	Body Patch
}

func (s *Service) apiEdit(ctx context.Context, a *actor.Actor, in *editInput) (*View, error) {
	l, err := s.Edit(ctx, a, in.ID, &in.Body)
	return s.View(ctx, a, l, err)
}

type winInput struct {
	Path
	Body struct {
		Day    day.Day    `json:"day,omitempty" doc:"absent: today"`
		Amount *money.Fen `json:"amount,omitempty" minimum:"0" maximum:"9000000000000000"`
	}
}

func (s *Service) apiWin(ctx context.Context, a *actor.Actor, in *winInput) (*View, error) {
	l, err := s.Win(ctx, a, in.ID, in.Body.Day, in.Body.Amount)
	return s.View(ctx, a, l, err)
}

type loseInput struct {
	Path
	Body struct {
		Reason string `json:"reason" minLength:"1" maxLength:"100"`
	}
}

func (s *Service) apiLose(ctx context.Context, a *actor.Actor, in *loseInput) (*View, error) {
	l, err := s.Lose(ctx, a, in.ID, in.Body.Reason)
	return s.View(ctx, a, l, err)
}

func (s *Service) apiReopen(ctx context.Context, a *actor.Actor, in *Path) (*View, error) {
	l, err := s.Reopen(ctx, a, in.ID)
	return s.View(ctx, a, l, err)
}

type markInput struct {
	Path
	Body struct {
		Key    bool   `json:"key"`
		Reason string `json:"reason,omitempty" maxLength:"200"`
	}
}

func (s *Service) apiMark(ctx context.Context, a *actor.Actor, in *markInput) (*View, error) {
	l, err := s.MarkKey(ctx, a, in.ID, in.Body.Key, in.Body.Reason)
	return s.View(ctx, a, l, err)
}

type timelineInput struct {
	Path
	Cursor id.ID `query:"cursor" doc:"next of the page before"`
}

type timelineOutput struct {
	Items []Happening `json:"items"`
	Next  string      `json:"next"`
}

func (s *Service) apiTimeline(ctx context.Context, a *actor.Actor, in *timelineInput) (*timelineOutput, error) {
	items, next, err := s.Timeline(ctx, a, in.ID, in.Cursor)
	return &timelineOutput{items, next}, err
}

// Phone is a whole number, told once.
type Phone struct {
	Phone string `json:"phone"`
}

func (s *Service) apiReveal(ctx context.Context, a *actor.Actor, in *Path) (*Phone, error) {
	phone, err := s.Reveal(ctx, a, in.ID)
	return &Phone{phone}, err
}

type sourcesOutput struct {
	Items []SourceCount `json:"items"`
}

func (s *Service) apiSources(ctx context.Context, a *actor.Actor, _ *struct{}) (*sourcesOutput, error) {
	items, err := s.Sources(ctx, a)
	return &sourcesOutput{items}, err
}
