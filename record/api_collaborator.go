package record

import (
	"context"
	"net/http"

	"xiaoguan/base/actor"
	"xiaoguan/base/id"
	"xiaoguan/web"
)

// CollaboratorsPath is the input that names a record of any kind that has collaborators.
type CollaboratorsPath struct {
	Kind string `path:"kind" enum:"lead,customer"`
	ID   id.ID  `path:"id" doc:"the record"`
}

type setCollaboratorInput struct {
	CollaboratorsPath
	Member id.ID `path:"member"`
	Body   struct {
		Right string `json:"right" enum:"read,follow"`
	}
}

type removeCollaboratorInput struct {
	CollaboratorsPath
	Member id.ID `path:"member"`
}

// Mount declares the routes. They ask for no permission of their own: what one sees one may look at, and who may change it
// follows from the record.
func (s *Collaborators) Mount(k *web.Kit) {
	op := func(method, path, name, summary string, status int) web.Operation {
		return web.Operation{Method: method, Path: "/collaborators/{kind}/{id}" + path, ID: name, Summary: summary, Tag: "record", Access: web.SignedIn(), Status: status}
	}
	web.Register(k, op(http.MethodGet, "", "list-collaborators", "Who works along on a record", 0), func(ctx context.Context, a *actor.Actor, in *CollaboratorsPath) (*CollaboratorList, error) {
		return s.List(ctx, a, in.Kind, in.ID)
	})
	web.Register(k, op(http.MethodPut, "/{member}", "set-collaborator", "Add a collaborator or change what he may", 0), func(ctx context.Context, a *actor.Actor, in *setCollaboratorInput) (*CollaboratorList, error) {
		return s.Set(ctx, a, in.Kind, in.ID, in.Member, actor.RightOf(in.Body.Right))
	})
	web.Register(k, op(http.MethodDelete, "/{member}", "remove-collaborator", "Take a collaborator out, or leave", http.StatusNoContent), func(ctx context.Context, a *actor.Actor, in *removeCollaboratorInput) (*web.Nothing, error) {
		return nil, s.Remove(ctx, a, in.Kind, in.ID, in.Member)
	})
}
