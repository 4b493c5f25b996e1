package team

import (
	"context"
	"net/http"

	"xiaoguan/base/actor"
	"xiaoguan/base/id"
	"xiaoguan/base/page"
	"xiaoguan/record"
	"xiaoguan/web"
)

// MemberView is a member as the API shows it.
type MemberView struct {
	ID          id.ID      `json:"id"`
	Name        string     `json:"name"`
	PhoneMasked string     `json:"phone_masked"`
	Email       string     `json:"email"`
	Role        actor.Role `json:"role"`
	RoleName    string     `json:"role_name"`
	Level       int        `json:"level"`
	Capacity    int        `json:"capacity"`
	Tags        []string   `json:"tags"`
	Group       id.ID      `json:"group_id"`
	GroupName   string     `json:"group_name"`
	Head        bool       `json:"lead_of_group"`
	State       State      `json:"state" enum:"active,left"`
	Carries     bool       `json:"carries" doc:"may own leads: active, in a role that changes them"`
	OpenLeads   *int       `json:"open_leads,omitempty" doc:"owned and open; absent where leads are not counted"`
	Version     int        `json:"version"`
	record.Shown
	Existing bool `json:"existing_account,omitempty" doc:"only after adding: the person signs in already and keeps that password"`
}

// views shows members as of today: group, head and tags are taken from People, which is as fresh as any write here.
func (s *Service) views(ctx context.Context, a *actor.Actor, members []*Member) ([]*MemberView, error) {
	people, err := s.People(ctx, a.Org)
	if err != nil {
		return nil, err
	}
	var load map[id.ID]int
	if s.OpenLeads != nil {
		if load, err = s.OpenLeads(ctx, a.Org); err != nil {
			return nil, err
		}
	}
	out := make([]*MemberView, len(members))
	for i, m := range members {
		v := &MemberView{ID: m.ID, Name: m.Name, PhoneMasked: record.Veil(a, KindMember, actor.Phone, m.Phone), Email: m.Email, Role: m.Role, Level: m.Level, Capacity: m.Capacity,
			Tags: []string{}, State: m.State, Version: m.Version}
		if s.OpenLeads != nil {
			n := load[m.ID]
			v.OpenLeads = &n
		}
		if r, ok := people.Role(m.Role); ok {
			v.RoleName = r.Called(a.Lang)
		}
		if known, ok := people.Member(m.ID); ok {
			v.Carries = m.State == Active && known.Grants[actor.LeadWrite] != actor.None
			v.Tags, v.Group, v.Head, v.GroupName = known.Tags, known.Group, known.Head, people.GroupName(known.Group)
		}
		out[i] = v
	}
	customs := make([]string, len(members))
	for i, m := range members {
		customs[i] = m.Custom
	}
	shown, err := s.Catalogues.ShowOwn(ctx, a, KindMember, customs)
	for i := range shown {
		out[i].Shown = shown[i]
	}
	return out, err
}

// shown answers a member just written.
func (s *Service) shown(ctx context.Context, a *actor.Actor) func(*Member, error) (*MemberView, error) {
	return func(m *Member, err error) (*MemberView, error) {
		if err != nil {
			return nil, err
		}
		list, err := s.views(ctx, a, []*Member{m})
		if err != nil {
			return nil, err
		}
		return list[0], nil
	}
}

type addMemberBody struct {
	Body struct {
		Name     string          `json:"name" maxLength:"50"`
		Phone    string          `json:"phone,omitempty" maxLength:"64" doc:"phone or e-mail, at least one, to sign in with"`
		Email    string          `json:"email,omitempty" maxLength:"254"`
		Role     actor.Role      `json:"role"`
		Group    id.ID           `json:"group_id"`
		Head     bool            `json:"lead_of_group,omitempty"`
		Level    int             `json:"level,omitempty" default:"1"`
		Capacity *int            `json:"capacity,omitempty"`
		Tags     []string        `json:"tags,omitempty" maxItems:"30"`
		Password string          `json:"password" maxLength:"1000"`
		Own      record.OwnPatch `json:"own,omitempty" doc:"own fields, see GET /fields: key and value"`
	}
}

type changeMemberBody struct {
	ID   id.ID `path:"id"`
	Body struct {
		Name     *string         `json:"name,omitempty" maxLength:"50"`
		Phone    *string         `json:"phone,omitempty" maxLength:"64"`
		Email    *string         `json:"email,omitempty" maxLength:"254"`
		Role     *actor.Role     `json:"role,omitempty"`
		Group    *id.ID          `json:"group_id,omitempty" doc:"from today on"`
		Head     *bool           `json:"lead_of_group,omitempty"`
		Level    *int            `json:"level,omitempty"`
		Capacity *int            `json:"capacity,omitempty"`
		Tags     *[]string       `json:"tags,omitempty" maxItems:"30"`
		Version  int             `json:"version"`
		Own      record.OwnPatch `json:"own,omitempty" doc:"own fields, see GET /fields: key and value, null clears"`
	}
}

type memberPath struct {
	ID id.ID `path:"id"`
}

type returnBody struct {
	ID   id.ID `path:"id"`
	Body struct {
		Group id.ID `json:"group_id"`
	}
}

type resetBody struct {
	ID   id.ID `path:"id"`
	Body struct {
		Password string `json:"password" maxLength:"1000"`
	}
}

func (s *Service) mountMembers(k *web.Kit) {
	web.Register(k, web.Operation{Method: "GET", Path: "/members", ID: "list-members", Summary: "The members one may see", Tag: tag, Access: web.Need(actor.TeamRead)}, s.listMembers)
	web.Register(k, web.Operation{Method: "POST", Path: "/members", ID: "add-member", Summary: "Add a member", Tag: tag, Access: web.Need(actor.TeamWrite), Status: http.StatusCreated},
		func(ctx context.Context, a *actor.Actor, in *addMemberBody) (*MemberView, error) {
			b := &in.Body
			capacity := DefaultCapacity
			if b.Capacity != nil {
				capacity = *b.Capacity
			}
			m, existing, err := s.AddMember(ctx, a, Joining{Name: b.Name, Phone: b.Phone, Email: b.Email, Role: b.Role, Group: b.Group, Head: b.Head,
				Level: b.Level, Capacity: capacity, Tags: b.Tags, Own: b.Own}, b.Password)
			v, err := s.shown(ctx, a)(m, err)
			if err == nil {
				v.Existing = existing
			}
			return v, err
		})
	web.Register(k, web.Operation{Method: "PATCH", Path: "/members/{id}", ID: "change-member", Summary: "Change a member", Tag: tag, Access: web.Need(actor.TeamWrite)},
		func(ctx context.Context, a *actor.Actor, in *changeMemberBody) (*MemberView, error) {
			b := &in.Body
			return s.shown(ctx, a)(s.ChangeMember(ctx, a, in.ID, MemberChange{b.Name, b.Phone, b.Email, b.Role, b.Group, b.Head, b.Level, b.Capacity, b.Tags, b.Version, b.Own}))
		})
	web.Register(k, web.Operation{Method: "POST", Path: "/members/{id}/leave", ID: "leave-member", Summary: "A member has left; their sessions end", Tag: tag, Access: web.Need(actor.TeamWrite), Status: http.StatusOK},
		func(ctx context.Context, a *actor.Actor, in *memberPath) (*MemberView, error) {
			return s.shown(ctx, a)(s.Leave(ctx, a, in.ID))
		})
	web.Register(k, web.Operation{Method: "POST", Path: "/members/{id}/return", ID: "return-member", Summary: "Take back a member who had left", Tag: tag, Access: web.Need(actor.TeamWrite), Status: http.StatusOK},
		func(ctx context.Context, a *actor.Actor, in *returnBody) (*MemberView, error) {
			return s.shown(ctx, a)(s.Return(ctx, a, in.ID, in.Body.Group))
		})
	web.Register(k, web.Operation{Method: "POST", Path: "/members/{id}/reset-password", ID: "reset-member-password", Summary: "Give a member a new password; their sessions end", Tag: tag, Access: web.Need(actor.TeamWrite)},
		func(ctx context.Context, a *actor.Actor, in *resetBody) (*web.Nothing, error) {
			return nil, s.ResetPassword(ctx, a, in.ID, in.Body.Password)
		})
}

func (s *Service) listMembers(ctx context.Context, a *actor.Actor, in *web.List) (*page.Page[*MemberView], error) {
	q, err := in.Query()
	if err != nil {
		return nil, err
	}
	if len(q.Order) == 0 {
		q.Order = []page.Order{{Field: "initials"}}
	}
	cat, err := s.Catalogues.Of(ctx, a.Org)
	if err != nil {
		return nil, err
	}
	found, err := record.List[Member](ctx, s.Dir.Of(a.Org), cat, a, Type, q)
	if err != nil {
		return nil, err
	}
	items, err := s.views(ctx, a, found.Items)
	return &page.Page[*MemberView]{Items: items, Next: found.Next, Count: found.Count}, err
}
