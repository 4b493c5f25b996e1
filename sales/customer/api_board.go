package customer

import (
	"context"
	"net/http"

	"xiaoguan/base/actor"
	"xiaoguan/base/fault"
	"xiaoguan/record"
	"xiaoguan/web"
)

type groupsInput struct {
	Filter []string `query:"filter,explode" doc:"field:op:value, repeated, as in a list" maxItems:"30"`
	Or     []string `query:"or,explode" doc:"group:field:op:value, as in a list" maxItems:"30"`
	By     string   `query:"by" required:"true" maxLength:"100" doc:"a column, or own.key"`
}

type boardInput struct {
	By string `query:"by" required:"true" maxLength:"100" doc:"kind, or an own field of one choice: own.key"`
	web.List
}

type customerBoard struct {
	By      string         `json:"by"`
	Columns []CustomerLane `json:"columns"`
}

func (s *Service) mountBoard(k *web.Kit) {
	read := web.Need(actor.CustomerRead)
	web.Register(k, web.Operation{Method: http.MethodGet, Path: "/customers/groups", ID: "group-customers", Summary: "The customers of a list counted by a column or an own field", Tag: "customer", Access: read}, s.apiGroups)
	web.Register(k, web.Operation{Method: http.MethodGet, Path: "/customers/board-columns", ID: "customer-board", Summary: "Customers laid out by an own field", Tag: "customer", Access: read}, s.apiBoard)
}

func (s *Service) apiGroups(ctx context.Context, a *actor.Actor, in *groupsInput) (*record.Groups, error) {
	q, err := web.List{Filter: in.Filter, Or: in.Or}.Query()
	if err != nil {
		return nil, err
	}
	return s.Groups(ctx, a, in.By, q)
}

func (s *Service) apiBoard(ctx context.Context, a *actor.Actor, in *boardInput) (*customerBoard, error) {
	if in.Cursor != "" {
		return nil, fault.Wrong("cursor", label("整块看板没有下一页", "A board has no next page"), label("用 /customers 接着翻某一列", "Read on in a column with /customers"))
	}
	q, err := in.Query()
	if err != nil {
		return nil, err
	}
	q.Count = false
	columns, err := s.Board(ctx, a, in.By, q)
	return &customerBoard{in.By, columns}, err
}
