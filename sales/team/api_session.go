package team

import (
	"context"
	"net/http"

	"xiaoguan/base/actor"
	"xiaoguan/base/day"
	"xiaoguan/base/id"
	"xiaoguan/web"
)

// Session is who is signed in, where, and what they may do.
type Session struct {
	Member        SessionMember       `json:"member"`
	Organisation  SessionOrganisation `json:"organisation"`
	Organisations []OrganisationName  `json:"organisations" doc:"all the person belongs to"`
	Permissions   map[string]string   `json:"permissions" each:"none,own,group,below,all" doc:"scope by permission"`
	Masks         map[string]string   `json:"masks" each:"shown,masked,hidden" doc:"how much one sees by record type and sensitive field, as lead.phone"`
	Today         day.Day             `json:"today"`
}

// SessionMember is the member signed in.
type SessionMember struct {
	ID        id.ID      `json:"id"`
	Name      string     `json:"name"`
	Role      actor.Role `json:"role"`
	RoleName  string     `json:"role_name"`
	Level     int        `json:"level"`
	Group     id.ID      `json:"group_id"`
	GroupName string     `json:"group_name"`
}

// SessionOrganisation is the organisation the session works in.
type SessionOrganisation struct {
	OrganisationName
	Zone string `json:"zone"`
}

// OrganisationName names an organisation.
type OrganisationName struct {
	ID   id.ID  `json:"id"`
	Name string `json:"name"`
	Demo bool   `json:"demo"`
}

func nameOf(o Organisation) OrganisationName {
	return OrganisationName{ID: o.ID, Name: o.Name, Demo: o.Demo}
}

// Session is the answer of GET /session for an actor.
func (s *Service) Session(ctx context.Context, a *actor.Actor) (*Session, error) {
	people, err := s.People(ctx, a.Org)
	if err != nil {
		return nil, err
	}
	orgs, err := s.organisations(ctx, a.Identity)
	if err != nil {
		return nil, err
	}
	out := &Session{Organisation: SessionOrganisation{nameOf(people.Organisation), people.Organisation.Zone}, Organisations: []OrganisationName{},
		Permissions: map[string]string{}, Masks: sights(a, s.Types.Sensitive()), Today: s.Today(a)}
	out.Member = SessionMember{ID: a.Member, Name: a.Name, Role: a.Role, Group: a.Group, GroupName: people.GroupName(a.Group)}
	if m, ok := people.Member(a.Member); ok {
		out.Member.Level = m.Level
	}
	if r, ok := people.Role(a.Role); ok {
		out.Member.RoleName = r.Called(a.Lang)
	}
	for _, o := range orgs {
		out.Organisations = append(out.Organisations, nameOf(o))
	}
	for _, p := range actor.Permissions {
		out.Permissions[string(p)] = a.Can(p).String()
	}
	return out, nil
}

// opened sets the cookie of a new session and answers it.
func (s *Service) opened(ctx context.Context, token string, a *actor.Actor, err error) (*Session, error) {
	if err != nil {
		return nil, err
	}
	out, err := s.Session(ctx, a)
	if err == nil {
		web.SetCookie(ctx, token, Life)
	}
	return out, err
}

type signInBody struct {
	Body struct {
		Account  string `json:"account" maxLength:"254" minLength:"1" doc:"phone or e-mail address"`
		Password string `json:"password" maxLength:"1000" minLength:"1"`
	}
}

type passwordBody struct {
	Body struct {
		Old string `json:"old" maxLength:"1000"`
		New string `json:"new" maxLength:"1000"`
	}
}

type organisationBody struct {
	Body struct {
		Org id.ID `json:"org_id"`
	}
}

func (s *Service) mountSession(k *web.Kit) {
	web.Register(k, web.Operation{Method: "POST", Path: "/session", ID: "sign-in", Summary: "Sign in", Tag: tag, Access: web.Public(), Body: 8 << 10},
		func(ctx context.Context, _ *actor.Actor, in *signInBody) (*Session, error) {
			token, a, err := s.SignIn(ctx, in.Body.Account, in.Body.Password, originOf(web.Request(ctx)))
			return s.opened(ctx, token, a, err)
		})
	web.Register(k, web.Operation{Method: "GET", Path: "/session", ID: "get-session", Summary: "Who is signed in", Tag: tag, Access: web.SignedIn()},
		func(ctx context.Context, a *actor.Actor, _ *struct{}) (*Session, error) {
			token := ""
			if c, err := web.Request(ctx).Cookie(web.Cookie); err == nil {
				token = c.Value // set again: the cookie lives on as the session does
			}
			return s.opened(ctx, token, a, nil)
		})
	web.Register(k, web.Operation{Method: "DELETE", Path: "/session", ID: "sign-out", Summary: "Sign out", Tag: tag, Access: web.SignedIn()},
		func(ctx context.Context, a *actor.Actor, _ *struct{}) (*web.Nothing, error) {
			return closed(ctx, s.SignOut(ctx, a))
		})
	web.Register(k, web.Operation{Method: "DELETE", Path: "/sessions", ID: "sign-out-everywhere", Summary: "Sign out everywhere", Tag: tag, Access: web.SignedIn()},
		func(ctx context.Context, a *actor.Actor, _ *struct{}) (*web.Nothing, error) {
			return closed(ctx, s.SignOutEverywhere(ctx, a))
		})
	web.Register(k, web.Operation{Method: "POST", Path: "/session/password", ID: "change-password", Summary: "Change one's own password; other sessions end", Tag: tag, Access: web.SignedIn(), Body: 8 << 10},
		func(ctx context.Context, a *actor.Actor, in *passwordBody) (*web.Nothing, error) {
			return nil, s.ChangePassword(ctx, a, in.Body.Old, in.Body.New)
		})
	web.Register(k, web.Operation{Method: "POST", Path: "/session/organisation", ID: "switch-organisation", Summary: "Work in another of one's organisations", Tag: tag, Access: web.SignedIn(), Status: http.StatusOK},
		func(ctx context.Context, a *actor.Actor, in *organisationBody) (*Session, error) {
			next, err := s.Switch(ctx, a, in.Body.Org)
			if err != nil {
				return nil, err
			}
			return s.Session(ctx, next)
		})
}

// closed removes the cookie of an ended session.
func closed(ctx context.Context, err error) (*web.Nothing, error) {
	if err == nil {
		web.SetCookie(ctx, "", 0)
	}
	return nil, err
}
