package record

import (
	"context"

	"github.com/uptrace/bun"

	"xiaoguan/base/id"
	"xiaoguan/store/db"
)

// holding is who has a record.
type holding struct {
	Owner id.ID `bun:"owner_id"`
	Group id.ID `bun:"group_id"`
}

// holdingOf reads who has a record, whoever asks: the caller judges what of it may be told.
func holdingOf(ctx context.Context, s *db.Store, org id.ID, t *Type, record id.ID) (h holding, err error) {
	err = db.In(s.Read().NewSelect().TableExpr("? AS x", bun.Ident(t.Table)).ColumnExpr("x.owner_id, x.group_id"), "x", org).Where("x.id = ?", record).Scan(ctx, &h)
	return h, s.Fault(err)
}
