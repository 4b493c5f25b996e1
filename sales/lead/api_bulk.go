package lead

import (
	"context"
	"net/http"

	"xiaoguan/base/actor"
	"xiaoguan/base/id"
	"xiaoguan/record"
	"xiaoguan/web"
)

// mountMany declares the routes that work on many leads at once.
func (s *Service) mountMany(k *web.Kit) {
	op := func(method, path, name, summary string, access web.Access) web.Operation {
		return web.Operation{Method: method, Path: path, ID: name, Summary: summary, Tag: "lead", Access: access}
	}
	web.Register(k, op(http.MethodGet, "/leads/board-columns", "lead-board", "Leads laid out by the values of a field, with sums", web.Need(actor.LeadRead)), s.apiBoard)
	web.Register(k, op(http.MethodPost, "/leads/bulk", "bulk-edit-leads", "Change fields and tags of several leads, or say what would change", web.Need(actor.LeadWrite)), s.apiBulk)
	web.Register(k, op(http.MethodPost, "/bulk/{id}/undo", "undo-bulk", "Take one's own bulk edit back, within ten minutes", web.Need(actor.LeadWrite)), s.apiUndoBulk)
}

type boardInput struct {
	By string `query:"by" required:"true" maxLength:"100" doc:"stage_id, chance, state, or an own field of one choice: own.key"`
	web.List
}

type boardOutput struct {
	By      string        `json:"by"`
	Columns []BoardColumn `json:"columns"`
}

func (s *Service) apiBoard(ctx context.Context, a *actor.Actor, in *boardInput) (*boardOutput, error) {
	q, err := record.BoardQuery(&in.List, "/leads")
	if err != nil {
		return nil, err
	}
	columns, err := s.Board(ctx, a, in.By, q)
	return &boardOutput{in.By, columns}, err
}

type bulkInput struct {
	Body struct {
		IDs    []id.ID  `json:"ids,omitempty" maxItems:"1000" doc:"these leads; else those the conditions show"`
		Filter []string `json:"filter,omitempty" maxItems:"30" doc:"as in lists"`
		Or     []string `json:"or,omitempty" maxItems:"30" doc:"as in lists"`
		Edit   BulkEdit `json:"edit"`
		Dry    bool     `json:"dry,omitempty" doc:"only say what would change"`
	}
}

func (s *Service) apiBulk(ctx context.Context, a *actor.Actor, in *bulkInput) (*record.BulkResult, error) {
	q, err := record.Conditions(in.Body.IDs, in.Body.Filter, in.Body.Or, label("没说改哪些", "Which leads?"))
	if err != nil {
		return nil, err
	}
	return s.Bulk(ctx, a, in.Body.IDs, q, &in.Body.Edit, in.Body.Dry)
}

// BulkPath is the input that names a bulk edit.
type BulkPath struct {
	ID id.ID `path:"id" doc:"the bulk edit"`
}

func (s *Service) apiUndoBulk(ctx context.Context, a *actor.Actor, in *BulkPath) (*record.BulkResult, error) {
	return s.UndoBulk(ctx, a, in.ID)
}
