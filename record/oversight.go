package record

import (
	"context"

	"xiaoguan/base/actor"
	"xiaoguan/base/fault"
	"xiaoguan/base/id"
	"xiaoguan/store/db"
)

// Names says what members and groups are called.
type Names interface {
	Name(member id.ID) string
	GroupName(group id.ID) string
}

// Viewer is a member as access sees him; Actor is nil for one who has left.
type Viewer struct {
	Actor          *actor.Actor
	ID             id.ID
	Name, RoleName string
	Group          string
}

// Oversight answers why somebody sees a record or not, and what has been done: over all record types.
type Oversight struct {
	Dir      *db.Directory
	Types    *Registry
	Modes    *Catalogues
	Search   *Searcher
	Names    func(ctx context.Context, org id.ID) (Names, error)
	Person   func(ctx context.Context, a *actor.Actor, member id.ID) (*Viewer, error) // fault.ErrNotFound where a may not see him
	Away     func(ctx context.Context, org, member id.ID) (fault.Text, error)         // that a member is away, in words; empty: he is there
	Granting func(actor.Permission) fault.Text                                        // a permission in words
	Word     func(field string) (fault.Text, bool)                                    // a journalled field that no type declares
}

// titles are what records of the journal or an explanation are called, as far as the actor may see them.
func (o *Oversight) titles(ctx context.Context, a *actor.Actor, ids map[string][]id.ID) (map[id.ID]string, error) {
	out := map[id.ID]string{}
	for kind, list := range ids {
		load, ok := o.Search.loaders[kind]
		t, known := o.Types.Type(kind)
		if !ok || !known || a.Can(t.Read) == actor.None {
			continue
		}
		found, err := load(ctx, o.Dir.Of(a.Org), a, list, "")
		if err != nil {
			return nil, err
		}
		for k, f := range found {
			out[k] = f.Title
		}
	}
	return out, nil
}
