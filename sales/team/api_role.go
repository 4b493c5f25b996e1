package team

import (
	"context"
	"net/http"
	"slices"
	"strings"

	"xiaoguan/base/actor"
	"xiaoguan/base/fault"
	"xiaoguan/record"
	"xiaoguan/web"
)

// RoleView is a role as the API shows it.
type RoleView struct {
	Key     actor.Role        `json:"key"`
	Name    string            `json:"name"`
	BuiltIn bool              `json:"built_in"`
	Base    actor.Role        `json:"base" doc:"the built-in role it is or comes from"`
	Version int               `json:"version"`
	Members []string          `json:"members,omitempty" doc:"names of the active ones; only for whoever may change roles, as is the rest"`
	Count   int               `json:"member_count,omitempty"`
	Grants  map[string]string `json:"grants,omitempty" doc:"scope by permission"`
	Masks   map[string]string `json:"masks,omitempty" doc:"shown, masked or hidden, by record type and sensitive field: lead.phone"`
}

// RoleList is all roles in their order.
type RoleList struct {
	Items []RoleView `json:"items"`
}

func viewRole(a *actor.Actor, r *Role, people *People, maskable []actor.Field) RoleView {
	v := RoleView{Key: r.Key, Name: r.Called(a.Lang), BuiltIn: r.BuiltIn, Base: r.Base, Version: r.Version}
	if a.Can(actor.RoleWrite) == actor.None {
		return v
	}
	for _, m := range people.list {
		if m.Role == r.Key && m.State == Active {
			v.Members = append(v.Members, m.Name)
		}
	}
	v.Count = len(v.Members)
	v.Grants = map[string]string{}
	for _, p := range actor.Permissions {
		v.Grants[string(p)] = r.Grants[p].String()
	}
	v.Masks = sights(&actor.Actor{Masks: r.Masks}, maskable)
	return v
}

// sights are fields with how much an actor sees of each.
func sights(a *actor.Actor, fields []actor.Field) map[string]string {
	out := map[string]string{}
	for _, f := range fields {
		out[f.Kind+"."+string(f.Group)] = a.Sees(f.Kind, f.Group).String()
	}
	return out
}

// shownRole answers a role just written.
func (s *Service) shownRole(ctx context.Context, a *actor.Actor) func(*Role, error) (*RoleView, error) {
	return func(r *Role, err error) (*RoleView, error) {
		if err != nil {
			return nil, err
		}
		people, err := s.People(ctx, a.Org)
		if err != nil {
			return nil, err
		}
		maskable, _, err := s.maskable(ctx, a.Org)
		if err != nil {
			return nil, err
		}
		v := viewRole(a, r, people, maskable)
		return &v, nil
	}
}

type addRoleBody struct {
	Body struct {
		Name   string     `json:"name" maxLength:"30"`
		CopyOf actor.Role `json:"copy_of" maxLength:"40" doc:"the key of the role to start from"`
	}
}

type rolePath struct {
	Key actor.Role `path:"key" maxLength:"40"`
}

type changeRoleBody struct {
	Key  actor.Role `path:"key" maxLength:"40"`
	Body struct {
		Name    *string           `json:"name,omitempty" maxLength:"30"`
		Grants  map[string]string `json:"grants,omitempty" doc:"scope by permission: none, own, group, below, all; what is not named stays"`
		Masks   map[string]string `json:"masks,omitempty" doc:"shown, masked or hidden by lead.phone and the like; what is not named stays"`
		Version int               `json:"version"`
	}
}

func (s *Service) mountRoles(k *web.Kit) {
	write := web.Need(actor.RoleWrite)
	web.Register(k, web.Operation{Method: "GET", Path: "/roles", ID: "list-roles", Summary: "The roles; what they grant only for whoever may change them", Tag: tag, Access: web.SignedIn()}, s.listRoles)
	web.Register(k, web.Operation{Method: "POST", Path: "/roles", ID: "add-role", Summary: "Make a role as a copy of another", Tag: tag, Access: write, Status: http.StatusCreated},
		func(ctx context.Context, a *actor.Actor, in *addRoleBody) (*RoleView, error) {
			return s.shownRole(ctx, a)(s.AddRole(ctx, a, in.Body.Name, in.Body.CopyOf))
		})
	web.Register(k, web.Operation{Method: "PATCH", Path: "/roles/{key}", ID: "change-role", Summary: "Rename a role, change what it grants and shows", Tag: tag, Access: write},
		func(ctx context.Context, a *actor.Actor, in *changeRoleBody) (*RoleView, error) {
			return s.shownRole(ctx, a)(s.ChangeRole(ctx, a, in.Key, in.change()))
		})
	web.Register(k, web.Operation{Method: "DELETE", Path: "/roles/{key}", ID: "remove-role", Summary: "Remove an own role that nobody has", Tag: tag, Access: write},
		func(ctx context.Context, a *actor.Actor, in *rolePath) (*web.Nothing, error) {
			return nil, s.RemoveRole(ctx, a, in.Key)
		})
	web.Register(k, web.Operation{Method: "GET", Path: "/permissions", ID: "list-permissions", Summary: "Permissions and sensitive fields there are, by record type", Tag: tag, Access: write},
		func(ctx context.Context, a *actor.Actor, _ *struct{}) (*PermissionList, error) {
			maskable, cat, err := s.maskable(ctx, a.Org)
			if err != nil {
				return nil, err
			}
			return s.permissions(a, maskable, cat), nil
		})
}

func (in *changeRoleBody) change() RoleChange {
	c := RoleChange{Name: in.Body.Name, Version: in.Body.Version, Grants: map[actor.Permission]string{}, Masks: map[actor.Field]string{}}
	for p, scope := range in.Body.Grants {
		c.Grants[actor.Permission(p)] = scope
	}
	for f, sight := range in.Body.Masks {
		kind, group, _ := strings.Cut(f, ".")
		c.Masks[actor.Field{Kind: kind, Group: actor.Sensitive(group)}] = sight
	}
	return c
}

func (s *Service) listRoles(ctx context.Context, a *actor.Actor, _ *struct{}) (*RoleList, error) {
	people, err := s.People(ctx, a.Org)
	if err != nil {
		return nil, err
	}
	maskable, _, err := s.maskable(ctx, a.Org)
	if err != nil {
		return nil, err
	}
	out := &RoleList{Items: []RoleView{}}
	for _, r := range people.roles {
		out.Items = append(out.Items, viewRole(a, r, people, maskable))
	}
	return out, nil
}

// PermissionList is what a role can be made of.
type PermissionList struct {
	Groups []PermissionGroup `json:"groups"`
	Masks  []MaskView        `json:"masks"`
}

// PermissionGroup is the permissions on one kind of record.
type PermissionGroup struct {
	Key   string           `json:"key"`
	Label string           `json:"label"`
	Items []PermissionView `json:"items"`
}

// PermissionView is one permission with the scopes that make sense for it, none left out: one alone is yes or no.
type PermissionView struct {
	Key    actor.Permission `json:"key"`
	Label  string           `json:"label"`
	Hint   string           `json:"hint,omitempty"`
	Scopes []string         `json:"scopes"`
}

// MaskView is a sensitive group of fields on one record type.
type MaskView struct {
	Kind   string          `json:"kind"`
	Label  string          `json:"label" doc:"of the record type"`
	Field  actor.Sensitive `json:"field"`
	Name   string          `json:"name" doc:"of the field"`
	Usual  string          `json:"usual" doc:"how much is shown where a role says nothing"`
	Sights []string        `json:"sights"`
}

func (s *Service) permissions(a *actor.Actor, maskable []actor.Field, cat *record.Catalogue) *PermissionList {
	out := &PermissionList{Groups: []PermissionGroup{}, Masks: []MaskView{}}
	for _, p := range actor.Permissions {
		w := PermissionWords(p)
		key, _, _ := strings.Cut(string(p), ".")
		if key == "touch" {
			key = "lead"
		}
		i := slices.IndexFunc(out.Groups, func(g PermissionGroup) bool { return g.Key == key })
		if i < 0 {
			i = len(out.Groups)
			out.Groups = append(out.Groups, PermissionGroup{Key: key, Label: permissionGroups[key].In(a.Lang), Items: []PermissionView{}})
		}
		v := PermissionView{Key: p, Label: w.Name.In(a.Lang), Hint: w.Hint.In(a.Lang), Scopes: []string{}}
		for _, scope := range actor.ScopesOf(p) {
			v.Scopes = append(v.Scopes, scope.String())
		}
		out.Groups[i].Items = append(out.Groups[i].Items, v)
	}
	for _, f := range maskable {
		v := MaskView{Kind: f.Kind, Field: f.Group, Name: maskWord(cat, f).In(a.Lang), Usual: f.Group.Usual().String(), Sights: []string{"shown", "masked", "hidden"}}
		if f.Group != actor.Phone && f.Group != actor.Email { // there is nothing between whole and nothing
			v.Sights = []string{"shown", "hidden"}
		}
		if typ, ok := s.Types.Type(f.Kind); ok {
			v.Label = typ.Label.In(a.Lang)
		}
		out.Masks = append(out.Masks, v)
	}
	return out
}

// SensitiveWord is what a sensitive group is called.
func SensitiveWord(g actor.Sensitive) fault.Text {
	return map[actor.Sensitive]fault.Text{actor.Phone: label("电话", "Phone"), actor.Email: label("邮箱", "E-mail"), actor.Wechat: label("微信", "WeChat"), actor.Amount: label("金额", "Amount")}[g]
}
