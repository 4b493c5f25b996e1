package record

import (
	"context"

	"github.com/uptrace/bun"

	"xiaoguan/base/actor"
	"xiaoguan/base/id"
	"xiaoguan/base/page"
	"xiaoguan/store/db"
)

// Matching are the ids of the records of a type that a query shows, the youngest first, up to one more than an act on many
// may change.
func Matching(ctx context.Context, st *db.Store, cat *Catalogue, a *actor.Actor, t *Type, q page.Query) (ids []id.ID, err error) {
	key := bun.Ident(t.Alias)
	sel, err := Filtered(ctx, st, cat, a, t, q, st.Read().NewSelect().TableExpr("? AS ?", bun.Ident(t.Table), key).ColumnExpr("?.id", key))
	if err != nil {
		return nil, err
	}
	return ids, st.Fault(sel.OrderExpr("?.id DESC", key).Limit(MaxBulk+1).Scan(ctx, &ids))
}
