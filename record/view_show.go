package record

import (
	"context"
	"encoding/json"

	"xiaoguan/base/actor"
	"xiaoguan/base/fault"
	"xiaoguan/base/id"
	"xiaoguan/web"
)

// Parsed is what the view keeps of its list.
func (v *View) Parsed() ViewSpec {
	var spec ViewSpec
	_ = json.Unmarshal([]byte(v.Spec), &spec) // written by us
	return spec
}

// BrokenPart is a part of a view that is no longer valid: the field is gone, the value none of its options any more.
type BrokenPart struct {
	Part    string `json:"part" enum:"filter,or,sort"`
	Text    string `json:"text" doc:"the part as it stands in the view"`
	Message string `json:"message" doc:"what is wrong"`
	Want    string `json:"want"`
	err     error
}

// Broken names the parts of a view that are no longer valid, each judged by itself.
func (s *Views) Broken(ctx context.Context, a *actor.Actor, kind string, spec *ViewSpec) []BrokenPart {
	t, err := s.typeOf(a, kind)
	if err != nil {
		return nil
	}
	out := []BrokenPart{}
	judge := func(part, text string, l web.List) {
		q, err := l.Query()
		if err == nil {
			err = check(ctx, s.Dir.Of(a.Org), a, t, q)
		}
		if f, wrong := fault.Of(err); wrong && len(f.Fields) > 0 {
			out = append(out, BrokenPart{part, text, f.Fields[0].What.In(a.Lang), f.Fields[0].Want.In(a.Lang), err})
		}
	}
	for _, text := range spec.Filter {
		judge("filter", text, web.List{Filter: []string{text}})
	}
	for _, text := range spec.Or {
		judge("or", text, web.List{Or: []string{text}})
	}
	judge("sort", spec.Sort, web.List{Sort: spec.Sort})
	return out
}

// ViewRef names a member or group.
type ViewRef struct {
	ID   id.ID  `json:"id"`
	Name string `json:"name"`
}

// SavedView is a view as it is shown.
type SavedView struct {
	ID      id.ID        `json:"id"`
	Kind    string       `json:"kind"`
	Name    string       `json:"name"`
	Owner   ViewRef      `json:"owner"`
	Shared  string       `json:"shared" enum:"mine,group,company"`
	Group   *ViewRef     `json:"group"`
	Spec    ViewSpec     `json:"spec"`
	Pinned  bool         `json:"pinned"`
	Default bool         `json:"default"`
	Broken  []BrokenPart `json:"broken" doc:"parts that are no longer valid; the others still open"`
	Edit    bool         `json:"edit" doc:"whether the reader may change it"`
	Version int64        `json:"version"`
}

// Show words a view for the actor.
func (s *Views) Show(ctx context.Context, a *actor.Actor, v *View) (*SavedView, error) {
	crowd, err := s.Crowd(ctx, a.Org)
	if err != nil {
		return nil, err
	}
	spec := v.Parsed()
	if spec.Filter == nil {
		spec.Filter = []string{}
	}
	if spec.Or == nil {
		spec.Or = []string{}
	}
	if spec.Columns == nil {
		spec.Columns = []ViewColumn{}
	}
	out := &SavedView{ID: v.ID, Kind: v.Kind, Name: v.Name, Owner: ViewRef{v.Owner, crowd.Name(v.Owner)}, Shared: v.Shared, Spec: spec, Pinned: v.Pinned, Default: v.Default,
		Broken: s.Broken(ctx, a, v.Kind, &spec), Edit: mayEditView(a, v) == nil, Version: v.Version}
	if v.Shared == SharedGroup {
		out.Group = &ViewRef{v.Group, crowd.GroupName(v.Group)}
	}
	return out, nil
}
