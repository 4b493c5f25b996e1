package app_test

import (
	"fmt"

	"xiaoguan/app/apptest"
	"xiaoguan/base/actor"
	"xiaoguan/base/id"
	"xiaoguan/record"
)

// settingKinds are what a company arranges for itself: everybody of it may know, nobody else.
var settingKinds = []string{"field", "mode", "stage", "reason", "source", "tag"}

var settingRecipes = []recipe{
	{route: "GET /leads/groups", query: "?by=owner_id", want: 200},
	{route: "GET /leads/groups", query: "?by=source&filter=owner_id:eq:$id", about: "member", want: 200, out: 200, gone: 200},
	{route: "GET /fields", want: 200},
	{route: "GET /fields/openapi", want: 200, once: true},
	{route: "GET /settings/history", query: "?kind=field&id=$id", about: "field", want: 200, gone: 200},
	{route: "POST /fields", body: `{"kind":"lead","label":"新栏$n","type":"number"}`, want: 201, writes: true},
	{route: "POST /fields/{id}/preview", about: "field", body: `{"required":true}`, want: 200},
	{route: "PATCH /fields/{id}", about: "field", body: `{"version":1,"help":"帮助$n"}`, want: 200, writes: true},
	{route: "POST /fields/{id}/archive", about: "field", want: 200, writes: true},
	{route: "POST /fields/{id}/restore", about: "field", want: 200},
	{route: "DELETE /fields/{id}", about: "field", want: 204, writes: true},
	{route: "POST /modes", body: `{"template":"c2c","name":"模$n"}`, want: 201, writes: true},
	{route: "GET /modes/uses", want: 200},
	{route: "PATCH /modes/{id}", about: "mode", body: `{"version":1,"name":"改模$n"}`, want: 200, writes: true},
	{route: "DELETE /modes/{id}", about: "mode", want: 204, writes: true},
	{route: "POST /modes/{id}/stages", about: "mode", body: `{"name":"段$n"}`, want: 201, writes: true},
	{route: "PUT /modes/{id}/stages", about: "mode", body: `{"stage_ids":[]}`, want: 422},
	{route: "PATCH /stages/{id}", about: "stage", body: `{"version":1,"name":"改段$n"}`, want: 200, writes: true},
	{route: "DELETE /stages/{id}", about: "stage", want: 200, writes: true},
	{route: "GET /tags/uses", want: 200},
	{route: "POST /tags", body: `{"name":"新$n"}`, want: 201, writes: true},
	{route: "PATCH /tags/{id}", about: "tag", body: `{"version":1,"colour":"red"}`, want: 200, writes: true},
	{route: "POST /tags/{id}/merge", about: "tag", body: `{"into":"$foreign"}`, want: 422},
	{route: "DELETE /tags/{id}", about: "tag", want: 204, writes: true},
	{route: "GET /source-words", want: 200},
	{route: "POST /source-words", body: `{"name":"源$n"}`, want: 201, writes: true},
	{route: "PATCH /source-words/{id}", about: "source", body: `{"version":1,"name":"改源$n"}`, want: 200, writes: true},
	{route: "DELETE /source-words/{id}", about: "source", want: 204, writes: true},
	{route: "GET /touch-kinds", want: 200},
	{route: "GET /dictionary", query: "?book=region&q=330100", want: 200},
	{route: "PUT /touch-kinds/{key}", body: `{"name":"称$n"}`, want: 200, writes: true},
	{route: "POST /reasons", body: `{"kind":"lost","text":"因$n"}`, want: 201, writes: true},
	{route: "PATCH /reasons/{id}", about: "reason", body: `{"version":1,"text":"改因$n"}`, want: 200, writes: true},
	{route: "DELETE /reasons/{id}", about: "reason", want: 204, writes: true},
}

// plantSetting makes what a company arranges for itself: one's own company's, or another's.
func (w *world) plantSetting(kind, relation string, o *apptest.Org) (apptest.Planted, bool) {
	if relation != own && relation != foreign {
		return apptest.Planted{}, false
	}
	made, err := w.makeSetting(kind, apptest.As(o.People[apptest.Admin]), fmt.Sprint("设", w.h.Next(), "q"))
	if err != nil {
		w.t.Fatalf("plant a %s: %v", kind, err)
	}
	return apptest.Planted{ID: made, Words: []string{made.String()}}, true
}

func (w *world) makeSetting(kind string, a *actor.Actor, name string) (id.ID, error) {
	s, ctx := w.h.App.Settings, w.t.Context()
	switch kind {
	case "field":
		f, err := s.AddField(ctx, a, "lead", &record.FieldDraft{Label: &name})
		if err != nil {
			return id.ID{}, err
		}
		return f.ID, nil
	case "mode", "stage":
		m, err := s.AddMode(ctx, a, "b2b", nil, &record.ModeDraft{Name: &name})
		if err != nil {
			return id.ID{}, err
		}
		if kind == "stage" {
			return m.Stages[1].ID, nil
		}
		return m.ID, nil
	case "reason":
		r, err := s.AddReason(ctx, a, "lost", &record.ReasonDraft{Text: &name})
		if err != nil {
			return id.ID{}, err
		}
		return r.ID, nil
	case "source":
		word, err := s.AddSource(ctx, a, name)
		if err != nil {
			return id.ID{}, err
		}
		return word.ID, nil
	}
	t, err := s.AddTag(ctx, a, &record.TagDraft{Name: &name})
	if err != nil {
		return id.ID{}, err
	}
	return t.ID, nil
}
