package record

import (
	"context"
	"net/http"

	"xiaoguan/base/actor"
	"xiaoguan/base/id"
	"xiaoguan/web"
)

type viewsInput struct {
	Kind string `query:"kind" required:"true" minLength:"1" maxLength:"50" doc:"of the records listed: lead, customer …"`
}

type viewsOutput struct {
	Items []*SavedView `json:"items"`
}

type newViewInput struct {
	Body struct {
		Kind   string   `json:"kind" minLength:"1" maxLength:"50"`
		Name   string   `json:"name" minLength:"1" maxLength:"50"`
		Shared string   `json:"shared,omitempty" enum:"mine,group,company" doc:"absent: mine"`
		Group  id.ID    `json:"group_id,omitempty" doc:"with shared = group"`
		Spec   ViewSpec `json:"spec"`
	}
}

// ViewPath is the input that names a view.
type ViewPath struct {
	ID id.ID `path:"id" doc:"the view"`
}

type changeViewInput struct {
	ViewPath
	Body ViewPatch
}

type pinViewInput struct {
	ViewPath
	Body struct {
		Pinned  bool `json:"pinned" doc:"among one's tabs"`
		Default bool `json:"default,omitempty" doc:"the list opens with it"`
	}
}

// Mount declares the routes of saved views. They are everybody's: what a view shows is decided by the list.
func (s *Views) Mount(k *web.Kit) {
	op := func(method, path, name, summary string, status int) web.Operation {
		return web.Operation{Method: method, Path: path, ID: name, Summary: summary, Tag: "record", Access: web.SignedIn(), Status: status}
	}
	show := func(ctx context.Context, a *actor.Actor, v *View, err error) (*SavedView, error) {
		if err != nil {
			return nil, err
		}
		return s.Show(ctx, a, v)
	}
	web.Register(k, op(http.MethodGet, "/views", "list-views", "The saved views of a list", 0), s.apiList)
	web.Register(k, op(http.MethodPost, "/views", "create-view", "Save a view of a list", http.StatusCreated), func(ctx context.Context, a *actor.Actor, in *newViewInput) (*SavedView, error) {
		v, err := s.Create(ctx, a, &View{Kind: in.Body.Kind, Name: in.Body.Name, Shared: in.Body.Shared, Group: in.Body.Group}, &in.Body.Spec)
		return show(ctx, a, v, err)
	})
	web.Register(k, op(http.MethodPatch, "/views/{id}", "edit-view", "Change a saved view", 0), func(ctx context.Context, a *actor.Actor, in *changeViewInput) (*SavedView, error) {
		v, err := s.Change(ctx, a, in.ID, &in.Body)
		return show(ctx, a, v, err)
	})
	web.Register(k, op(http.MethodDelete, "/views/{id}", "delete-view", "Delete a saved view", 0), func(ctx context.Context, a *actor.Actor, in *ViewPath) (*web.Nothing, error) {
		return nil, s.Delete(ctx, a, in.ID)
	})
	web.Register(k, op(http.MethodPost, "/views/{id}/pin", "pin-view", "Keep a view among one's tabs, or open the list with it", 0), func(ctx context.Context, a *actor.Actor, in *pinViewInput) (*SavedView, error) {
		v, err := s.Pin(ctx, a, in.ID, in.Body.Pinned, in.Body.Default)
		return show(ctx, a, v, err)
	})
}

func (s *Views) apiList(ctx context.Context, a *actor.Actor, in *viewsInput) (*viewsOutput, error) {
	rows, err := s.List(ctx, a, in.Kind)
	if err != nil {
		return nil, err
	}
	out := &viewsOutput{Items: make([]*SavedView, len(rows))}
	for i, v := range rows {
		if out.Items[i], err = s.Show(ctx, a, v); err != nil {
			return nil, err
		}
	}
	return out, nil
}
