package record

import (
	"context"
	"net/http"

	"xiaoguan/base/actor"
	"xiaoguan/base/fault"
	"xiaoguan/base/id"
	"xiaoguan/base/page"
	"xiaoguan/web"
)

// Mount declares the routes: a request is seen by its applicant and by those it asks; rules belong to the settings.
func (s *Approvals) Mount(k *web.Kit) {
	op := func(method, path, name, summary string, access web.Access) web.Operation {
		return web.Operation{Method: method, Path: path, ID: name, Summary: summary, Tag: "approval", Access: access}
	}
	mine, edit := web.SignedIn(), web.Need(actor.SettingsEdit)
	web.Register(k, op(http.MethodGet, "/approvals", "list-approvals", "Requests that wait for one, that one made or decided", mine), s.apiList)
	web.Register(k, op(http.MethodGet, "/approvals/{id}", "get-approval", "One request", mine), func(ctx context.Context, a *actor.Actor, in *ApprovalPath) (*ApprovalView, error) {
		return s.Get(ctx, a, in.ID)
	})
	web.Register(k, op(http.MethodPost, "/approvals/{id}/approve", "approve", "Consent to the step that waits", mine), func(ctx context.Context, a *actor.Actor, in *approveInput) (*ApprovalView, error) {
		comment := ""
		if in.Body != nil {
			comment = in.Body.Comment
		}
		ap, err := s.Approve(ctx, a, in.ID, comment)
		return s.answer(ctx, a, ap, err)
	})
	web.Register(k, op(http.MethodPost, "/approvals/{id}/refuse", "refuse", "Refuse a request", mine), func(ctx context.Context, a *actor.Actor, in *refuseInput) (*ApprovalView, error) {
		ap, err := s.Refuse(ctx, a, in.ID, in.Body.Comment)
		return s.answer(ctx, a, ap, err)
	})
	web.Register(k, op(http.MethodPost, "/approvals/{id}/withdraw", "withdraw-approval", "Take one's own request back", mine), func(ctx context.Context, a *actor.Actor, in *ApprovalPath) (*ApprovalView, error) {
		ap, err := s.Withdraw(ctx, a, in.ID)
		return s.answer(ctx, a, ap, err)
	})
	web.Register(k, op(http.MethodGet, "/approval-rules", "list-approval-rules", "What needs whose approval", edit), s.apiRules)
	add := op(http.MethodPost, "/approval-rules", "add-approval-rule", "Make something need an approval", edit)
	add.Status = http.StatusCreated
	web.Register(k, add, s.apiAddRule)
	web.Register(k, op(http.MethodPatch, "/approval-rules/{id}", "change-approval-rule", "Change a rule", edit), s.apiChangeRule)
	web.Register(k, op(http.MethodDelete, "/approval-rules/{id}", "remove-approval-rule", "Remove a rule", edit), func(ctx context.Context, a *actor.Actor, in *ApprovalPath) (*web.Nothing, error) {
		return nil, s.RemoveRule(ctx, a, in.ID)
	})
}

// ApprovalPath is the input that names a request or a rule.
type ApprovalPath struct {
	ID id.ID `path:"id"`
}

type approveInput struct {
	ApprovalPath
	Body *struct {
		Comment string `json:"comment,omitempty" maxLength:"500"`
	}
}

type refuseInput struct {
	ApprovalPath
	Body struct {
		Comment string `json:"comment" maxLength:"500"`
	}
}

// answer shows a request after an act on it.
func (s *Approvals) answer(ctx context.Context, a *actor.Actor, ap *Approval, err error) (*ApprovalView, error) {
	if err != nil {
		return nil, err
	}
	return s.Get(ctx, a, ap.ID)
}

type approvalList struct{ web.List }

func (s *Approvals) apiList(ctx context.Context, a *actor.Actor, in *approvalList) (*page.Page[*ApprovalView], error) {
	q, err := in.Query()
	if err != nil {
		return nil, err
	}
	want := fault.Text{ZH: "写成 box:eq:todo、box:eq:mine 或 box:eq:done", EN: "Write box:eq:todo, box:eq:mine or box:eq:done"}
	box := BoxTodo
	for _, f := range q.Filters {
		if f.Field == "box" && f.Op == page.Eq {
			box = Box(f.Values[0])
		}
		if f.Field != "box" || f.Op != page.Eq || box != BoxTodo && box != BoxMine && box != BoxDone {
			return nil, fault.Wrong("filter", fault.Text{ZH: "没有这个条件：" + f.Field, EN: "No such condition: " + f.Field}, want)
		}
	}
	if len(q.Order) > 0 {
		return nil, fault.Wrong("sort", fault.Text{ZH: "申请总是新的在前", EN: "Requests always come newest first"}, fault.Text{ZH: "不要写 sort", EN: "Leave sort out"})
	}
	var before id.ID
	if q.Cursor != "" {
		if before, err = id.Parse(q.Cursor); err != nil {
			return nil, fault.ErrMalformed.New(fault.Args{"why": "cursor"})
		}
	}
	out, err := s.List(ctx, a, box, before, q.Limit)
	return &out, err
}

// RuleView is a rule as it is shown.
type RuleView struct {
	ID          id.ID          `json:"id"`
	Kind        string         `json:"kind"`
	Name        string         `json:"name"`
	Conditions  []Condition    `json:"conditions"`
	Steps       []ApprovalStep `json:"steps"`
	DueWorkdays int            `json:"due_workdays"`
	Enabled     bool           `json:"enabled"`
	Version     int64          `json:"version"`
}

// LookView is one thing that conditions may look at.
type LookView struct {
	Field   string       `json:"field"`
	Label   string       `json:"label"`
	Kind    ColumnKind   `json:"kind"`
	Ops     []string     `json:"ops"`
	Options []OptionView `json:"options"`
}

// OptionView is one value of a choice.
type OptionView struct {
	Value string `json:"value"`
	Label string `json:"label"`
}

// ApprovalKindView is a kind of approval that rules may be made for.
type ApprovalKindView struct {
	Kind  string     `json:"kind"`
	Label string     `json:"label"`
	Looks []LookView `json:"looks"`
}

type ruleList struct {
	Items []RuleView         `json:"items"`
	Kinds []ApprovalKindView `json:"kinds"`
}

func ruleView(r *ApprovalRule) RuleView {
	return RuleView{r.ID, r.Kind, r.Name, r.Conditions, r.Steps, r.DueWorkdays, r.Enabled, r.Version}
}

func (s *Approvals) apiRules(ctx context.Context, a *actor.Actor, _ *struct{}) (*ruleList, error) {
	rows, err := s.Rules(ctx, a)
	if err != nil {
		return nil, err
	}
	out := &ruleList{Items: make([]RuleView, len(rows)), Kinds: make([]ApprovalKindView, len(s.kinds))}
	for i, r := range rows {
		out.Items[i] = ruleView(r)
	}
	for i, k := range s.kinds {
		v := ApprovalKindView{Kind: k.Kind, Label: k.Label.In(a.Lang), Looks: make([]LookView, len(k.Looks))}
		for j, l := range k.Looks {
			v.Looks[j] = LookView{Field: l.Field, Label: l.Label.In(a.Lang), Kind: l.Kind, Ops: compares[l.Kind], Options: []OptionView{}}
			for _, o := range l.Options {
				v.Looks[j].Options = append(v.Looks[j].Options, OptionView{o.Value, o.Label.In(a.Lang)})
			}
		}
		out.Kinds[i] = v
	}
	return out, nil
}

type addRuleInput struct {
	Body struct {
		Kind string `json:"kind" maxLength:"50"`
		RuleDraft
	}
}

func (s *Approvals) apiAddRule(ctx context.Context, a *actor.Actor, in *addRuleInput) (*RuleView, error) {
	r, err := s.AddRule(ctx, a, in.Body.Kind, in.Body.RuleDraft)
	if err != nil {
		return nil, err
	}
	v := ruleView(r)
	return &v, nil
}

type changeRuleInput struct {
	ApprovalPath
	Body struct {
		Version int64 `json:"version"`
		RuleDraft
	}
}

func (s *Approvals) apiChangeRule(ctx context.Context, a *actor.Actor, in *changeRuleInput) (*RuleView, error) {
	r, err := s.ChangeRule(ctx, a, in.ID, in.Body.Version, in.Body.RuleDraft)
	if err != nil {
		return nil, err
	}
	v := ruleView(r)
	return &v, nil
}
