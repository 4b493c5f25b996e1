package record

import (
	"context"

	"xiaoguan/base/actor"
	"xiaoguan/base/id"
	"xiaoguan/web"
)

// WordList is a dictionary in order.
type WordList struct {
	Items []Word `json:"items"`
}

// SourcePath is the input that names a source of the dictionary.
type SourcePath struct {
	ID id.ID `path:"id" doc:"the source"`
}

type addSourceInput struct {
	Body struct {
		Name string `json:"name" maxLength:"50"`
	}
}

type changeSourceInput struct {
	SourcePath
	Body struct {
		WordDraft
		Version int `json:"version"`
	}
}

type touchKindInput struct {
	Key  string `path:"key" doc:"phone, visit, wechat, meeting or other"`
	Body WordDraft
}

// ReasonPath is the input that names a reason.
type ReasonPath struct {
	ID id.ID `path:"id" doc:"the reason"`
}

type addReasonInput struct {
	Body struct {
		Kind string `json:"kind" enum:"chance,lost"`
		ReasonDraft
	}
}

type changeReasonInput struct {
	ReasonPath
	Body struct {
		ReasonDraft
		Version int `json:"version"`
	}
}

func known(method, path, name, summary string) web.Operation {
	return web.Operation{Method: method, Path: path, ID: name, Summary: summary, Tag: "record", Access: web.SignedIn()}
}

func (s *Settings) mountWords(k *web.Kit) {
	web.Register(k, known("GET", "/source-words", "list-source-words", "The sources of the dictionary"),
		func(ctx context.Context, a *actor.Actor, _ *struct{}) (*WordList, error) {
			words, err := s.SourceWords(ctx, a.Org)
			return &WordList{words}, err
		})
	web.Register(k, created(settingsOp("POST", "/source-words", "add-source-word", "Put a source into the dictionary")),
		func(ctx context.Context, a *actor.Actor, in *addSourceInput) (*Word, error) {
			return s.AddSource(ctx, a, in.Body.Name)
		})
	web.Register(k, settingsOp("PATCH", "/source-words/{id}", "change-source-word", "Rename, order or archive a source; leads follow a new name"),
		func(ctx context.Context, a *actor.Actor, in *changeSourceInput) (*Word, error) {
			return s.ChangeSource(ctx, a, in.ID, in.Body.Version, &in.Body.WordDraft)
		})
	web.Register(k, settingsOp("DELETE", "/source-words/{id}", "delete-source-word", "Delete a source no lead came from"),
		func(ctx context.Context, a *actor.Actor, in *SourcePath) (*web.Nothing, error) {
			return nil, s.RemoveSource(ctx, a, in.ID)
		})
	web.Register(k, known("GET", "/dictionary", "search-dictionary", "Regions (GB/T 2260) or industries (GB/T 4754) by a part of their name or by code"), apiDictionary)
	web.Register(k, known("GET", "/touch-kinds", "list-touch-kinds", "The kinds of touch as the company calls them"),
		func(ctx context.Context, a *actor.Actor, _ *struct{}) (*WordList, error) {
			words, err := s.TouchKindWords(ctx, a.Org, a.Lang)
			return &WordList{words}, err
		})
	web.Register(k, settingsOp("PUT", "/touch-kinds/{key}", "set-touch-kind", "Name, order or hide a kind of touch"),
		func(ctx context.Context, a *actor.Actor, in *touchKindInput) (*Word, error) {
			return s.SetTouchKind(ctx, a, in.Key, &in.Body)
		})
	web.Register(k, created(settingsOp("POST", "/reasons", "add-reason", "Add a reason")),
		func(ctx context.Context, a *actor.Actor, in *addReasonInput) (*Reason, error) {
			return s.AddReason(ctx, a, in.Body.Kind, &in.Body.ReasonDraft)
		})
	web.Register(k, settingsOp("PATCH", "/reasons/{id}", "change-reason", "Reword, order, hang or archive a reason; leads follow a new wording"),
		func(ctx context.Context, a *actor.Actor, in *changeReasonInput) (*Reason, error) {
			return s.ChangeReason(ctx, a, in.ID, in.Body.Version, &in.Body.ReasonDraft)
		})
	web.Register(k, settingsOp("DELETE", "/reasons/{id}", "delete-reason", "Delete a reason that no lead holds"),
		func(ctx context.Context, a *actor.Actor, in *ReasonPath) (*web.Nothing, error) {
			return nil, s.RemoveReason(ctx, a, in.ID)
		})
}
