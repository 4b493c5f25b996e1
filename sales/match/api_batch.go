package match

import (
	"context"

	"xiaoguan/base/actor"
	"xiaoguan/base/id"
	"xiaoguan/web"
)

// BatchPath is the input that names a batch.
type BatchPath struct {
	ID id.ID `path:"id" doc:"the batch"`
}

type previewInput struct {
	Body struct {
		Filter   []string `json:"filter,omitempty" maxItems:"30" doc:"as in lists: field:op:value; among the unassigned open leads"`
		IDs      []id.ID  `json:"ids,omitempty" maxItems:"5000" doc:"these leads, as far as they are unassigned and open"`
		Strategy string   `json:"strategy,omitempty" enum:"best" doc:"best: the greatest total score over all leads together"`
	}
}

func (s *Service) apiPreview(ctx context.Context, a *actor.Actor, in *previewInput) (*View, error) {
	q, err := web.List{Filter: in.Body.Filter}.Query()
	if err != nil {
		return nil, err
	}
	b, err := s.Preview(ctx, a, q, in.Body.IDs)
	return s.View(ctx, a, b, err)
}

func (s *Service) apiGet(ctx context.Context, a *actor.Actor, in *BatchPath) (*View, error) {
	b, err := s.Get(ctx, a, in.ID)
	return s.View(ctx, a, b, err)
}

// assignment is a lead and who shall have it.
type assignment struct {
	LeadID  id.ID `json:"lead_id"`
	OwnerID id.ID `json:"owner_id"`
}

type applyInput struct {
	BatchPath
	Body *struct {
		Items *[]assignment `json:"items,omitempty" maxItems:"5000" doc:"these leads to these owners and no others; absent: all as proposed"`
	}
}

func (s *Service) apiApply(ctx context.Context, a *actor.Actor, in *applyInput) (*View, error) {
	var choices []Choice
	if in.Body != nil && in.Body.Items != nil {
		choices = []Choice{}
		for _, i := range *in.Body.Items {
			choices = append(choices, Choice{Lead: i.LeadID, Owner: i.OwnerID})
		}
	}
	b, err := s.Apply(ctx, a, in.ID, choices)
	return s.View(ctx, a, b, err)
}

func (s *Service) apiUndo(ctx context.Context, a *actor.Actor, in *BatchPath) (*View, error) {
	b, err := s.Undo(ctx, a, in.ID)
	return s.View(ctx, a, b, err)
}

type recentInput struct {
	ImportID id.ID `query:"import_id" doc:"only those of one import"`
}

type recentOutput struct {
	Items []Head `json:"items"`
}

func (s *Service) apiRecent(ctx context.Context, a *actor.Actor, in *recentInput) (*recentOutput, error) {
	heads, err := s.Heads(ctx, a, in.ImportID)
	return &recentOutput{Items: heads}, err
}
