package insight

import (
	"context"

	"github.com/uptrace/bun"

	"xiaoguan/base/day"
	"xiaoguan/base/id"
	"xiaoguan/sales/lead"
	"xiaoguan/store/db"
	"xiaoguan/store/journal"
)

type statRow struct {
	bun.BaseModel `bun:"table:lead_stat,alias:lead_stat"`
	Org           id.ID   `bun:"org_id"`
	Grain         Grain   `bun:"grain"`
	Day           day.Day `bun:"day"`
	Dim           Dim     `bun:"dim"`
	Key           string  `bun:"dim_key"`
	Group         string  `bun:"group_key"`
	Mode          string  `bun:"mode_key"`
	Measure       Measure `bun:"measure"`
	N             int64   `bun:"n"`
}

type boardRow struct {
	bun.BaseModel `bun:"table:lead_board,alias:lead_board"`
	Org           id.ID      `bun:"org_id"`
	Owner         string     `bun:"owner_key"`
	Group         string     `bun:"group_key"`
	State         lead.State `bun:"state"`
	Stage         string     `bun:"stage_key"`
	N             int64      `bun:"n"`
	Amount        int64      `bun:"amount"`
}

// Project is the projection that app registers: it folds what an act did to leads into the counters, in the act's own
// transaction, last and in key order.
func Project(ctx context.Context, tx *db.Tx, entries []*journal.Entry) error {
	t := NewTally()
	var org id.ID
	for _, e := range entries {
		if e.SubjectKind != lead.Kind {
			continue
		}
		org = e.Org
		before, was := e.Before.(lead.Facts)
		after, is := e.After.(lead.Facts)
		if was && is && before == after {
			continue
		}
		if was {
			t.Add(before, -1)
		}
		if is {
			t.Add(after, 1)
		}
	}
	return write(tx, org, t)
}

// batch is how many counters one statement carries.
const batch = 500

func write(tx *db.Tx, org id.ID, t *Tally) error {
	cells := make([]statRow, 0, len(t.Cells))
	for _, c := range t.sorted() {
		cells = append(cells, statRow{Org: org, Grain: c.Grain, Day: c.Day, Dim: c.Dim, Key: c.Key, Group: c.Group.String(), Mode: c.Mode.String(), Measure: c.Measure, N: t.Cells[c]})
	}
	for len(cells) > 0 {
		part := cells[:min(batch, len(cells))]
		cells = cells[len(part):]
		if err := tx.Later(tx.NewInsert().Model(&part).On("CONFLICT (org_id, grain, dim, day, dim_key, group_key, mode_key, measure) DO UPDATE").Set("n = lead_stat.n + EXCLUDED.n")); err != nil {
			return err
		}
	}
	places := make([]boardRow, 0, len(t.Counts))
	for _, p := range t.places() {
		places = append(places, boardRow{Org: org, Owner: p.Owner.String(), Group: p.Group.String(), State: p.State, Stage: p.Stage.String(), N: t.Counts[p], Amount: t.Sums[p]})
	}
	for len(places) > 0 {
		part := places[:min(batch, len(places))]
		places = places[len(part):]
		if err := tx.Later(tx.NewInsert().Model(&part).On("CONFLICT (org_id, owner_key, group_key, state, stage_key) DO UPDATE").Set("n = lead_board.n + EXCLUDED.n").Set("amount = lead_board.amount + EXCLUDED.amount")); err != nil {
			return err
		}
	}
	return nil
}

// facts are the columns of a lead that it is counted by.
var facts = []string{"id", "mode_id", "stage_id", "stage_top", "state", "source", "owner_id", "group_id", "touch_count", "intake_day", "won_day", "lost_day", "expected_amount"}

// foldPage is how many leads a recount reads at a time.
const foldPage = 5000

// fold counts all leads of the organisation anew.
func fold(ctx context.Context, q bun.IDB, org id.ID) (*Tally, error) {
	t := NewTally()
	var last id.ID
	for {
		var rows []*lead.Lead
		sel := q.NewSelect().Model(&rows).Column(facts...).Where("l.org_id = ?", org).OrderExpr("l.id").Limit(foldPage)
		if !last.IsZero() {
			sel = sel.Where("l.id > ?", last)
		}
		if err := sel.Scan(ctx); err != nil {
			return nil, err
		}
		for _, l := range rows {
			t.Add(l.Facts(), 1)
		}
		if len(rows) < foldPage {
			return t, nil
		}
		last = rows[len(rows)-1].ID
	}
}

// kept reads the counters as they stand.
func kept(ctx context.Context, q bun.IDB, org id.ID) (*Tally, error) {
	t := NewTally()
	var cells []statRow
	if err := q.NewSelect().Model(&cells).Where("org_id = ?", org).Scan(ctx); err != nil {
		return nil, err
	}
	parse := func(s string) id.ID { v, _ := id.Parse(s); return v } // written by us
	for _, r := range cells {
		t.Cells[Cell{r.Grain, r.Dim, r.Day, r.Key, parse(r.Group), parse(r.Mode), r.Measure}] = r.N
	}
	var places []boardRow
	if err := q.NewSelect().Model(&places).Where("org_id = ?", org).Scan(ctx); err != nil {
		return nil, err
	}
	for _, r := range places {
		p := Place{parse(r.Owner), parse(r.Group), parse(r.Stage), r.State}
		t.Counts[p], t.Sums[p] = r.N, r.Amount
	}
	return t, nil
}
