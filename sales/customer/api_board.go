package customer

import (
	"context"
	"net/http"

	"xiaoguan/base/actor"
	"xiaoguan/record"
	"xiaoguan/web"
)

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

func (s *Service) apiGroups(ctx context.Context, a *actor.Actor, in *record.GroupsInput) (*record.Groups, error) {
	q, err := in.Query()
	if err != nil {
		return nil, err
	}
	return s.Groups(ctx, a, in.By, q)
}

func (s *Service) apiBoard(ctx context.Context, a *actor.Actor, in *boardInput) (*customerBoard, error) {
	q, err := record.BoardQuery(&in.List, "/customers")
	if err != nil {
		return nil, err
	}
	columns, err := s.Board(ctx, a, in.By, q)
	return &customerBoard{in.By, columns}, err
}
