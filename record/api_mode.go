package record

import (
	"context"

	"xiaoguan/base/actor"
	"xiaoguan/web"
)

// ModeList is the modes of an organisation with their stages, in order.
type ModeList struct {
	Items []Mode `json:"items"`
}

// ReasonList is the reasons of one kind, in order.
type ReasonList struct {
	Items []Reason `json:"items"`
}

// TagWords is the tag vocabulary of an organisation.
type TagWords struct {
	Items []Tag `json:"items"`
}

type reasonQuery struct {
	Kind     string `query:"kind" enum:"chance,lost" doc:"without it: all kinds"`
	Archived bool   `query:"archived" doc:"those no longer offered, too"`
}

// Mount registers the routes of what every colleague may know: modes, reasons and tags.
func (c *Catalogues) Mount(k *web.Kit) {
	web.Register(k, web.Operation{Method: "GET", Path: "/modes", ID: "list-modes", Summary: "Sales modes with their stages", Tag: "record", Access: web.SignedIn()},
		func(ctx context.Context, a *actor.Actor, _ *struct{}) (*ModeList, error) {
			cat, err := c.Of(ctx, a.Org)
			if err != nil {
				return nil, err
			}
			return &ModeList{Items: append([]Mode{}, cat.Modes...)}, nil
		})
	web.Register(k, web.Operation{Method: "GET", Path: "/reasons", ID: "list-reasons", Summary: "Why chances are small and leads are lost", Tag: "record", Access: web.SignedIn()},
		func(ctx context.Context, a *actor.Actor, in *reasonQuery) (*ReasonList, error) {
			cat, err := c.Of(ctx, a.Org)
			if err != nil {
				return nil, err
			}
			out := &ReasonList{Items: []Reason{}}
			for _, r := range cat.Reasons {
				if (in.Kind == "" || r.Kind == in.Kind) && (in.Archived || !r.Archived) {
					out.Items = append(out.Items, r)
				}
			}
			return out, nil
		})
	web.Register(k, web.Operation{Method: "GET", Path: "/tags", ID: "list-tags", Summary: "The tag vocabulary", Tag: "record", Access: web.SignedIn()},
		func(ctx context.Context, a *actor.Actor, _ *struct{}) (*TagWords, error) {
			tags, err := Tags(ctx, c.dir.Of(a.Org), a.Org)
			return &TagWords{Items: tags}, err
		})
}
