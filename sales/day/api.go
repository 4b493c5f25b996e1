package day

import (
	"context"
	"net/http"

	"xiaoguan/base/actor"
	"xiaoguan/base/fault"
	"xiaoguan/base/id"
	"xiaoguan/web"
)

// Mount declares the route of the chapter.
func (s *Service) Mount(k *web.Kit) {
	web.Register(k, web.Operation{Method: http.MethodGet, Path: "/day", ID: "get-day", Summary: "What a member does today", Tag: "day",
		Access: web.Need(actor.LeadRead)}, s.apiToday)
}

type todayInput struct {
	Member string `query:"member" default:"me" maxLength:"36" doc:"me, or a member within the scope of lead.read"`
}

func (s *Service) apiToday(ctx context.Context, a *actor.Actor, in *todayInput) (*Today, error) {
	member := a.Member
	if in.Member != "" && in.Member != "me" {
		var err error
		if member, err = id.Parse(in.Member); err != nil {
			return nil, fault.Wrong("member", fault.Text{ZH: "编号读不懂", EN: "The id cannot be read"}, fault.Text{ZH: "me 或成员的编号", EN: "me, or the id of a member"})
		}
	}
	return s.Today(ctx, a, member)
}
