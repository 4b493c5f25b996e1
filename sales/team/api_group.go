package team

import (
	"context"
	"net/http"

	"xiaoguan/base/actor"
	"xiaoguan/base/id"
	"xiaoguan/web"
)

// GroupView is a group as the API shows it.
type GroupView struct {
	ID      id.ID  `json:"id"`
	Name    string `json:"name"`
	Parent  *id.ID `json:"parent_id,omitempty"`
	Members int    `json:"member_count" doc:"active members of the group itself"`
	Version int    `json:"version"`
}

// GroupList is all groups in the order they are shown.
type GroupList struct {
	Items []GroupView `json:"items"`
}

func viewGroup(g *Group, members int) GroupView {
	v := GroupView{ID: g.ID, Name: g.Name, Members: members, Version: g.Version}
	if parent := g.Parent; !parent.IsZero() {
		v.Parent = &parent
	}
	return v
}

type addGroupBody struct {
	Body struct {
		Name   string `json:"name" maxLength:"100"`
		Parent id.ID  `json:"parent_id,omitempty" doc:"without it the group hangs under the first root"`
	}
}

type changeGroupBody struct {
	ID   id.ID `path:"id"`
	Body struct {
		Name    *string `json:"name,omitempty" maxLength:"100"`
		Parent  *id.ID  `json:"parent_id,omitempty" doc:"from today on; empty makes it a root"`
		Version int     `json:"version"`
	}
}

func (s *Service) mountGroups(k *web.Kit) {
	web.Register(k, web.Operation{Method: "GET", Path: "/groups", ID: "list-groups", Summary: "The groups one may see", Tag: tag, Access: web.Need(actor.TeamRead)},
		func(ctx context.Context, a *actor.Actor, _ *struct{}) (*GroupList, error) {
			groups, count, err := s.Groups(ctx, a)
			out := &GroupList{Items: []GroupView{}}
			for _, g := range groups {
				out.Items = append(out.Items, viewGroup(g, count[g.ID]))
			}
			return out, err
		})
	web.Register(k, web.Operation{Method: "POST", Path: "/groups", ID: "add-group", Summary: "Add a group", Tag: tag, Access: web.Need(actor.TeamWrite), Status: http.StatusCreated},
		func(ctx context.Context, a *actor.Actor, in *addGroupBody) (*GroupView, error) {
			return s.shownGroup(ctx, a)(s.AddGroup(ctx, a, in.Body.Name, in.Body.Parent))
		})
	web.Register(k, web.Operation{Method: "PATCH", Path: "/groups/{id}", ID: "change-group", Summary: "Rename a group or hang it elsewhere", Tag: tag, Access: web.Need(actor.TeamWrite)},
		func(ctx context.Context, a *actor.Actor, in *changeGroupBody) (*GroupView, error) {
			return s.shownGroup(ctx, a)(s.ChangeGroup(ctx, a, in.ID, GroupChange{in.Body.Name, in.Body.Parent, in.Body.Version}))
		})
}

// shownGroup answers a group just written.
func (s *Service) shownGroup(ctx context.Context, a *actor.Actor) func(*Group, error) (*GroupView, error) {
	return func(g *Group, err error) (*GroupView, error) {
		if err != nil {
			return nil, err
		}
		_, count, err := s.Groups(ctx, a)
		if err != nil {
			return nil, err
		}
		v := viewGroup(g, count[g.ID])
		return &v, nil
	}
}
