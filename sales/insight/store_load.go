package insight

import (
	"context"

	"xiaoguan/base/id"
	"xiaoguan/sales/lead"
)

// OpenLeads counts the open leads of each member of an organisation, from the counters; app hands it to the chapter of the
// team, which shows it beside a member's capacity.
func (s *Service) OpenLeads(ctx context.Context, org id.ID) (map[id.ID]int, error) {
	st := s.Dir.Of(org)
	var rows []boardRow
	err := st.Read().NewSelect().TableExpr("lead_board AS b").ColumnExpr("b.owner_key, sum(b.n) AS n").
		Where("b.org_id = ? AND b.state = ? AND b.owner_key <> ''", org, lead.Open).GroupExpr("b.owner_key").Scan(ctx, &rows)
	if err != nil {
		return nil, st.Fault(err)
	}
	load := make(map[id.ID]int, len(rows))
	for _, r := range rows {
		owner, err := id.Parse(r.Owner)
		if err != nil {
			return nil, err
		}
		load[owner] = int(r.N)
	}
	return load, nil
}
