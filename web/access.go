package web

import (
	"xiaoguan/base/actor"
	"xiaoguan/base/fault"

	"github.com/danielgtaylor/huma/v2"
	"github.com/danielgtaylor/huma/v2/adapters/humago"
)

type accessKind uint8

const (
	public accessKind = iota + 1
	signedIn
	permitted
)

// Access is who may call a route. The zero Access is no declaration and is refused at start.
type Access struct {
	kind       accessKind
	permission actor.Permission
}

// Public routes need no session: signing in, first set-up, health.
func Public() Access { return Access{kind: public} }

// SignedIn routes are for every member and speak only of the member himself or of what every colleague may know.
func SignedIn() Access { return Access{kind: signedIn} }

// Need routes ask for a permission, in whatever scope it is granted; the scope decides which rows.
func Need(p actor.Permission) Access { return Access{kind: permitted, permission: p} }

// String is the declaration as it stands in the OpenAPI document.
func (a Access) String() string {
	switch a.kind {
	case public:
		return "public"
	case signedIn:
		return "signed-in"
	}
	return string(a.permission)
}

// Permission is the permission asked for, "" for public and signed-in routes.
func (a Access) Permission() actor.Permission { return a.permission }

// IsPublic reports whether no session is needed.
func (a Access) IsPublic() bool { return a.kind == public }

// admit judges the actor, before anything else is done.
func (a Access) admit(who *actor.Actor) error {
	switch {
	case a.kind == public:
		return nil
	case who == nil:
		return fault.ErrUnauthenticated.New()
	case a.kind == permitted && who.Can(a.permission) == actor.None:
		return fault.ErrForbidden.New()
	}
	return nil
}

// admit is the middleware in front of every registered operation.
func (k *Kit) admit(ctx huma.Context, next func(huma.Context)) {
	access, _ := ctx.Operation().Metadata["access"].(Access)
	err := error(fault.ErrForbidden.New())
	if access.kind != 0 {
		err = access.admit(actor.From(ctx.Context()))
	}
	if err != nil {
		r, w := humago.Unwrap(ctx)
		k.WriteProblem(w, r, err)
		return
	}
	next(ctx)
}
