package record

import (
	"context"

	"github.com/uptrace/bun"

	"xiaoguan/base/actor"
	"xiaoguan/base/fault"
	"xiaoguan/base/id"
	"xiaoguan/store/db"
	"xiaoguan/store/journal"
)

// JudgeOwn judges what was sent for own fields and gives the record's own data as it becomes.
func (c *Catalogues) JudgeOwn(ctx context.Context, tx *db.Tx, a *actor.Actor, kind, custom string, sent OwnPatch, fresh bool) (string, error) {
	cat, err := c.Of(ctx, a.Org)
	if err != nil {
		return "", err
	}
	if err := cat.CheckOwnRefs(ctx, tx, a, kind, sent); err != nil {
		return "", err
	}
	var p fault.Problems
	custom = cat.TakeOwn(&p, a, kind, custom, sent, fresh)
	return custom, p.Err()
}

// KeepOwn keeps own values where lists walk them, and gives what the journal tells and what the record is found by.
func (c *Catalogues) KeepOwn(ctx context.Context, tx *db.Tx, a *actor.Actor, kind string, rec id.ID, before, after string, fresh bool) ([]journal.Change, []string, error) {
	cat, err := c.Of(ctx, a.Org)
	if err != nil {
		return nil, nil, err
	}
	changes, err := cat.SaveOwn(ctx, tx, a, kind, rec, before, after, fresh)
	return changes, cat.OwnTokens(kind, after), err
}

// Shown is what a reader sees of a record's own values, with the names they point at.
type Shown struct {
	Own      map[string]any    `json:"own" doc:"values of own fields, see GET /fields"`
	OwnNames map[string]string `json:"own_names,omitempty" doc:"names of the people and customers that own fields point at, by id"`
}

// ShowOwn gives what the actor sees of the own values of several records, from their custom columns.
func (c *Catalogues) ShowOwn(ctx context.Context, a *actor.Actor, kind string, customs []string) ([]Shown, error) {
	cat, err := c.Of(ctx, a.Org)
	if err != nil {
		return nil, err
	}
	out, owns := make([]Shown, len(customs)), make([]map[string]any, len(customs))
	for i, custom := range customs {
		owns[i] = cat.OwnOf(a, kind, custom)
	}
	st := c.dir.Of(a.Org)
	names, err := cat.NamesIn(ctx, st.Read(), a, kind, owns)
	for i, own := range owns {
		out[i] = Shown{own, NamesOf(own, names)}
	}
	return out, st.Fault(err)
}

// NamedByOwn are those of the records that a value of an own field of the type points at.
func NamedByOwn(ctx context.Context, q bun.IDB, org id.ID, t FieldType, ids []id.ID) ([]id.ID, error) {
	texts := make([]string, len(ids))
	for i, v := range ids {
		texts[i] = v.String()
	}
	var found []string
	err := db.In(q.NewSelect().TableExpr("own_field AS f").Join("JOIN own_value AS ov ON ov.org_id = f.org_id AND ov.field_id = f.id").ColumnExpr("DISTINCT ov.text"), "f", org).
		Where("f.type = ? AND ov.text IN (?)", t, bun.List(texts)).Scan(ctx, &found)
	out := make([]id.ID, 0, len(found))
	for _, text := range found {
		if v, err := id.Parse(text); err == nil {
			out = append(out, v)
		}
	}
	return out, err
}
