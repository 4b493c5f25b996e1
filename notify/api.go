package notify

import (
	"context"
	"time"

	"xiaoguan/base/actor"
	"xiaoguan/base/fault"
	"xiaoguan/base/id"
	"xiaoguan/base/page"
	"xiaoguan/web"
)

// View is a group of notices as it is shown: its newest, worded for all of them.
type View struct {
	ID          id.ID     `json:"id"`
	Kind        string    `json:"kind"`
	Title       string    `json:"title"`
	Count       int       `json:"count" doc:"how many things it stands for"`
	SubjectKind string    `json:"subject_kind" doc:"what the newest is about: lead, import, approval"`
	SubjectID   id.ID     `json:"subject_id"`
	At          time.Time `json:"at"`
	Read        bool      `json:"read"`
}

// Mount declares the routes; all of them speak of the actor's own notices.
func (s *Service) Mount(k *web.Kit) {
	op := func(method, path, name, summary string) web.Operation {
		return web.Operation{Method: method, Path: path, ID: name, Summary: summary, Tag: "notify", Access: web.SignedIn()}
	}
	web.Register(k, op("GET", "/notices", "list-notices", "One's own notices, newest first, grouped"), s.apiList)
	web.Register(k, op("GET", "/notices/unread", "count-notices", "How many groups of notices are not read yet"), func(ctx context.Context, a *actor.Actor, _ *struct{}) (*Bell, error) { return s.Unread(ctx, a) })
	web.Register(k, op("POST", "/notices/read", "read-notices", "Take notices as read"), func(ctx context.Context, a *actor.Actor, in *readInput) (*Bell, error) {
		return s.Read(ctx, a, in.Body.IDs, in.Body.All)
	})
	web.Register(k, op("GET", "/notice-settings", "get-notice-settings", "What one wants to be told, and when"), func(ctx context.Context, a *actor.Actor, _ *struct{}) (*Settings, error) { return s.Settings(ctx, a) })
	web.Register(k, op("PUT", "/notice-settings", "set-notice-settings", "Change what one wants to be told"), func(ctx context.Context, a *actor.Actor, in *settingsInput) (*Settings, error) {
		return s.SetSettings(ctx, a, in.Body.Muted, in.Body.From, in.Body.Until)
	})
}

type listInput struct{ web.List }

type readInput struct {
	Body struct {
		IDs []id.ID `json:"ids,omitempty" maxItems:"200"`
		All bool    `json:"all,omitempty"`
	}
}

type settingsInput struct {
	Body struct {
		Muted []string `json:"muted" maxItems:"100" doc:"kinds one does not want"`
		From  string   `json:"quiet_from" maxLength:"5" doc:"hh:mm, empty for none"`
		Until string   `json:"quiet_until" maxLength:"5"`
	}
}

func (s *Service) apiList(ctx context.Context, a *actor.Actor, in *listInput) (*page.Page[*View], error) {
	q, err := in.Query()
	if err != nil {
		return nil, err
	}
	unread := false
	for _, f := range q.Filters {
		if f.Field != "unread" || f.Op != page.Eq || f.Values[0] != "true" {
			return nil, fault.Wrong("filter", fault.Text{ZH: "没有这个条件：" + f.Field, EN: "No such condition: " + f.Field}, fault.Text{ZH: "可用 unread:eq:true", EN: "Use unread:eq:true"})
		}
		unread = true
	}
	if len(q.Order) > 0 {
		return nil, fault.Wrong("sort", fault.Text{ZH: "通知总是新的在前", EN: "Notices always come newest first"}, fault.Text{ZH: "不要写 sort", EN: "Leave sort out"})
	}
	var before id.ID
	if q.Cursor != "" {
		if before, err = id.Parse(q.Cursor); err != nil {
			return nil, fault.ErrMalformed.New(fault.Args{"why": "cursor"})
		}
	}
	rows, err := s.List(ctx, a, unread, before, q.Limit)
	if err != nil {
		return nil, err
	}
	out := &page.Page[*View]{Items: make([]*View, len(rows.Items)), Next: rows.Next}
	for i, n := range rows.Items {
		out.Items[i] = s.view(n, a.Lang)
	}
	return out, nil
}

// view words a group; a kind that is no longer declared shows its name.
func (s *Service) view(n *Notice, lang string) *View {
	v := &View{ID: n.ID, Kind: n.Kind, Title: n.Kind, Count: n.Count, SubjectKind: n.SubjectKind, SubjectID: n.Subject, At: n.At, Read: !n.ReadAt.IsZero()}
	if k := s.kind(n.Kind); k != nil {
		v.Title = Sentence(k, n.Written, n.Count, lang)
	}
	return v
}
