package record

import (
	"context"

	"xiaoguan/base/actor"
	"xiaoguan/base/fault"
	"xiaoguan/base/id"
)

// Explanation says for each act on a record whether a person may do it, and why.
type Explanation struct {
	Kind     string         `json:"kind"`
	ID       id.ID          `json:"id"`
	Title    string         `json:"title" doc:"empty where whoever asks does not see the record"`
	Member   ExplainedBy    `json:"member"`
	Left     bool           `json:"left" doc:"the person has left and may do nothing"`
	Owner    string         `json:"owner" doc:"empty: nobody, or whoever asks does not see the record"`
	Group    string         `json:"group"`
	Away     string         `json:"away" doc:"that the owner is away, and who stands in for him in approvals; empty: he is there"`
	Relation Relation       `json:"relation" enum:"owner,collaborator,group,below,nobody,elsewhere"`
	Text     string         `json:"relation_text"`
	Acts     []ExplainedAct `json:"acts"`
	Fields   []SeenField    `json:"fields"`
}

// ExplainedBy is the person an explanation is about.
type ExplainedBy struct {
	ID    id.ID  `json:"id"`
	Name  string `json:"name"`
	Role  string `json:"role_name"`
	Group string `json:"group_name"`
}

// ExplainedAct is one act: role → permission → scope → relation, and the verdict.
type ExplainedAct struct {
	Act        string `json:"act"`
	Label      string `json:"label"`
	OK         bool   `json:"ok"`
	Permission string `json:"permission"`
	Granting   string `json:"permission_text"`
	Scope      string `json:"scope"`
	ScopeText  string `json:"scope_text"`
	Why        string `json:"why"`
}

// SeenField is how much the person sees of a sensitive field on such records.
type SeenField struct {
	Field actor.Sensitive `json:"field"`
	Label string          `json:"label"`
	Sight string          `json:"sight" enum:"shown,masked,hidden"`
}

// Explain answers why a member may do what with a record. It is for whoever may change roles, and for everybody about himself;
// who does not see the record is not told whose it is.
func (o *Oversight) Explain(ctx context.Context, a *actor.Actor, kind string, record, member id.ID) (*Explanation, error) {
	if member.IsZero() {
		member = a.Member
	}
	if member != a.Member && a.Can(actor.RoleWrite) == actor.None {
		return nil, fault.ErrForbidden.New()
	}
	t, ok := o.Types.Type(kind)
	if !ok || len(t.Acts) == 0 {
		return nil, fault.Wrong("kind", fault.Text{ZH: "没有这种记录", EN: "There is no such kind of record"}, fault.Text{ZH: "lead 或 customer", EN: "lead or customer"})
	}
	who, err := o.Person(ctx, a, member)
	if err != nil {
		return nil, err
	}
	h, err := holdingOf(ctx, o.Dir.Of(a.Org), a.Org, t, record)
	if err != nil {
		return nil, err
	}
	out := &Explanation{Kind: kind, ID: record, Member: ExplainedBy{who.ID, who.Name, who.RoleName, who.Group}, Left: who.Actor == nil, Acts: []ExplainedAct{}, Fields: []SeenField{}}
	if err := o.describe(ctx, a, t, out, h); err != nil || out.Left {
		return out, err
	}
	out.Relation = RelationOf(who.Actor, h.Owner, h.Group)
	if out.Relation != Owns && who.Actor.Right(record) != actor.NoRight {
		out.Relation = Joins
	}
	out.Text = relationWords[out.Relation].In(a.Lang)
	for _, f := range t.Explain(who.Actor, record, h.Owner, h.Group) {
		out.Acts = append(out.Acts, ExplainedAct{Act: f.Act.Name, Label: f.Act.Label.In(a.Lang), OK: f.OK, Permission: string(f.Act.Permission), Granting: o.Granting(f.Act.Permission).In(a.Lang),
			Scope: f.Scope.String(), ScopeText: scopeWords[f.Scope].In(a.Lang), Why: f.Why.In(a.Lang)})
	}
	for _, f := range o.Types.Sensitive() {
		if f.Kind == kind {
			out.Fields = append(out.Fields, SeenField{f.Group, sensitiveWords[f.Group].In(a.Lang), who.Actor.Sees(kind, f.Group).String()})
		}
	}
	return out, nil
}

// describe names the record and whose it is, as far as whoever asks sees it himself.
func (o *Oversight) describe(ctx context.Context, a *actor.Actor, t *Type, out *Explanation, h holding) error {
	seen := a.ReachesRecord(t.Read, out.ID, h.Owner, h.Group) || h.Owner.IsZero() && t.sees(a)
	if !seen {
		return nil
	}
	names, err := o.Names(ctx, a.Org)
	if err != nil {
		return err
	}
	out.Owner, out.Group = names.Name(h.Owner), names.GroupName(h.Group)
	away, err := o.Away(ctx, a.Org, h.Owner)
	if err != nil {
		return err
	}
	out.Away = away.In(a.Lang)
	titles, err := o.titles(ctx, a, map[string][]id.ID{t.Kind: {out.ID}})
	out.Title = titles[out.ID]
	return err
}
