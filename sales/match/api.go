package match

import (
	"context"
	"net/http"

	"xiaoguan/base/actor"
	"xiaoguan/base/id"
	"xiaoguan/sales/lead"
	"xiaoguan/web"
)

// Mount declares the routes of the chapter.
func (s *Service) Mount(k *web.Kit) {
	op := func(method, path, name, summary string, access web.Access, status int) web.Operation {
		return web.Operation{Method: method, Path: path, ID: name, Summary: summary, Tag: "match", Access: access, Status: status}
	}
	give, run := web.Need(actor.LeadAssign), web.Need(actor.MatchRun)
	web.Register(k, op(http.MethodPost, "/leads/{id}/claim", "claim-lead", "Take a lead nobody owns; one winner", web.Need(actor.LeadClaim), 0), s.apiClaim)
	assign := op(http.MethodPost, "/leads/{id}/assign", "assign-lead", "Give a lead to a member; 202: somebody must consent first", give, 0)
	assign.Also = http.StatusAccepted
	web.Register(k, assign, s.apiAssign)
	web.Register(k, op(http.MethodPost, "/leads/assign", "assign-leads", "Give several leads to a member", give, 0), s.apiAssignMany)
	web.Register(k, op(http.MethodGet, "/match-batches", "list-match-batches", "The last batches", run, 0), s.apiRecent)
	web.Register(k, op(http.MethodPost, "/match-batches", "preview-match", "Work out the best owners", run, http.StatusCreated), s.apiPreview)
	web.Register(k, op(http.MethodGet, "/match-batches/{id}", "get-match-batch", "One batch", run, 0), s.apiGet)
	web.Register(k, op(http.MethodPost, "/match-batches/{id}/apply", "apply-match-batch", "Hand the leads out as proposed", run, 0), s.apiApply)
	web.Register(k, op(http.MethodPost, "/match-batches/{id}/undo", "undo-match-batch", "Give the leads back", run, 0), s.apiUndo)
	web.Register(k, op(http.MethodGet, "/match-settings", "get-match-settings", "Whether leads are matched as they come in", run, 0), s.apiSettings)
	web.Register(k, op(http.MethodPut, "/match-settings", "set-match-settings", "Switch matching of incoming leads", web.Need(actor.SettingsEdit), 0), s.apiSetSettings)
}

type claimInput struct {
	lead.Path
	Body *struct {
		Version *int64 `json:"version,omitempty" doc:"the version that was read; absent: whatever it is"`
	}
}

func (s *Service) apiClaim(ctx context.Context, a *actor.Actor, in *claimInput) (*lead.View, error) {
	var version *int64
	if in.Body != nil {
		version = in.Body.Version
	}
	l, err := s.Claim(ctx, a, in.ID, version)
	return s.Leads.View(ctx, a, l, err)
}

type assignInput struct {
	lead.Path
	Body struct {
		OwnerID id.ID  `json:"owner_id"`
		Reason  string `json:"reason,omitempty" maxLength:"200"`
	}
}

// assignOutput is the lead; where its assignment waits for consent, with the request that waits.
type assignOutput struct {
	lead.View
	asked bool
}

// HTTPStatus tells what was done from what was asked for.
func (o *assignOutput) HTTPStatus() int {
	if o.asked {
		return http.StatusAccepted
	}
	return http.StatusOK
}

func (s *Service) apiAssign(ctx context.Context, a *actor.Actor, in *assignInput) (*assignOutput, error) {
	l, asked, err := s.Assign(ctx, a, in.ID, in.Body.OwnerID, in.Body.Reason)
	v, err := s.Leads.View(ctx, a, l, err)
	if err != nil {
		return nil, err
	}
	return &assignOutput{*v, asked != nil}, nil
}

type assignManyInput struct {
	Body struct {
		IDs     []id.ID `json:"ids" minItems:"1" maxItems:"1000"`
		OwnerID id.ID   `json:"owner_id"`
	}
}

// skippedView is a lead left alone and why.
type skippedView struct {
	ID  id.ID  `json:"id"`
	Why string `json:"why"`
}

type assignManyOutput struct {
	Assigned int           `json:"assigned"`
	Skipped  []skippedView `json:"skipped"`
	BatchID  id.ID         `json:"batch_id" doc:"to undo it; empty when nothing was assigned"`
}

func (s *Service) apiAssignMany(ctx context.Context, a *actor.Actor, in *assignManyInput) (*assignManyOutput, error) {
	done, err := s.AssignMany(ctx, a, in.Body.IDs, in.Body.OwnerID)
	if err != nil {
		return nil, err
	}
	out := &assignManyOutput{Assigned: done.Assigned, BatchID: done.Batch, Skipped: make([]skippedView, len(done.Skipped))}
	for i, k := range done.Skipped {
		out.Skipped[i] = skippedView{k.ID, k.Why.Why(a.Lang)}
	}
	return out, nil
}

func (s *Service) apiSettings(ctx context.Context, a *actor.Actor, _ *struct{}) (*Settings, error) {
	return s.Settings(ctx, a)
}

type settingsInput struct{ Body Settings }

func (s *Service) apiSetSettings(ctx context.Context, a *actor.Actor, in *settingsInput) (*Settings, error) {
	return s.SetSettings(ctx, a, in.Body)
}
