package record

import (
	"context"
	"net/http"

	"xiaoguan/base/actor"
	"xiaoguan/store/db"
	"xiaoguan/web"
)

type searchInput struct {
	Q     string `query:"q" required:"true" minLength:"1" maxLength:"100" doc:"two characters or more"`
	Limit int    `query:"limit" minimum:"1" maximum:"50" default:"20"`
}

type searchOutput struct {
	Items []Found `json:"items"`
	More  bool    `json:"more"`
}

// Mount declares the search over all record types; what is found depends on each type's permission and scope.
func (s *Searcher) Mount(k *web.Kit, dir *db.Directory) {
	web.Register(k, web.Operation{Method: http.MethodGet, Path: "/search", ID: "search", Summary: "Find records by a fragment", Tag: "record", Access: web.SignedIn()},
		func(ctx context.Context, a *actor.Actor, in *searchInput) (*searchOutput, error) {
			found, more, err := s.Find(ctx, dir.Of(a.Org), a, in.Q, in.Limit)
			return &searchOutput{found, more}, err
		})
}
