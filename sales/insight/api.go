package insight

import (
	"context"
	"net/http"

	"xiaoguan/base/actor"
	"xiaoguan/base/day"
	"xiaoguan/base/id"
	"xiaoguan/web"
)

// Span is the period of a question, both days included; absent is the current year.
type Span struct {
	From string `query:"from" format:"date"`
	To   string `query:"to" format:"date"`
}

// from and to read what the schema has checked already.
func (s Span) from() day.Day { d, _ := day.Parse(s.From); return d }
func (s Span) to() day.Day   { d, _ := day.Parse(s.To); return d }

type convertInput struct {
	Span
	By    By    `query:"by" enum:"source,person,group,month,mode" default:"source"`
	Basis Basis `query:"basis" enum:"cohort,period" default:"cohort"`
}

type funnelInput struct {
	Span
	ModeID id.ID `query:"mode_id" doc:"absent: the mode with most leads"`
}

type funnelOutput struct {
	ModeID   id.ID  `json:"mode_id"`
	ModeName string `json:"mode_name"`
	Steps    []Step `json:"steps"`
}

type trendOutput struct {
	Months []TrendMonth `json:"months"`
}

type boardOutput struct {
	Rows []BoardRow `json:"rows"`
}

// Mount declares the routes of the chapter.
func (s *Service) Mount(k *web.Kit) {
	op := func(path, name, summary string) web.Operation {
		return web.Operation{Method: http.MethodGet, Path: path, ID: name, Summary: summary, Tag: "insight", Access: web.Need(actor.InsightRead)}
	}
	web.Register(k, op("/insight/conversion", "conversion", "Taken in, followed, won and the conversion rate"), func(ctx context.Context, a *actor.Actor, in *convertInput) (*Conversion, error) {
		return s.Convert(ctx, a, in.from(), in.to(), in.By, in.Basis)
	})
	web.Register(k, op("/insight/funnel", "funnel", "How far the leads of a period came"), func(ctx context.Context, a *actor.Actor, in *funnelInput) (*funnelOutput, error) {
		steps, mode, err := s.Funnel(ctx, a, in.from(), in.to(), in.ModeID)
		if err != nil {
			return nil, err
		}
		return &funnelOutput{mode.ID, mode.Name, steps}, nil
	})
	web.Register(k, op("/insight/trend", "trend", "Intake and wins by month"), func(ctx context.Context, a *actor.Actor, in *Span) (*trendOutput, error) {
		months, err := s.Trend(ctx, a, in.from(), in.to())
		return &trendOutput{months}, err
	})
	web.Register(k, op("/insight/board", "board", "Who has how many leads where"), func(ctx context.Context, a *actor.Actor, _ *struct{}) (*boardOutput, error) {
		rows, err := s.Board(ctx, a)
		return &boardOutput{rows}, err
	})
}
