package match

import (
	"context"
	"encoding/json"

	"xiaoguan/base/actor"
	"xiaoguan/base/fault"
	"xiaoguan/base/id"
	"xiaoguan/base/page"
	"xiaoguan/sales/lead"
	"xiaoguan/sales/team"
	"xiaoguan/store/db"
)

// seats lists the people within the actor's reach to whom leads are matched and who have room, in the order of their names.
func (s *Service) seats(ctx context.Context, a *actor.Actor, people *team.People) ([]seat, error) {
	var out []seat
	var ids []id.ID
	for _, m := range people.Members() {
		if sells(m) && a.Reaches(actor.MatchRun, m.ID, m.Group) {
			out = append(out, seat{ID: m.ID, Tags: m.Tags, Level: m.Level, Capacity: m.Capacity})
			ids = append(ids, m.ID)
		}
	}
	st := s.Dir.Of(a.Org)
	load, err := openLeads(ctx, st.Read(), a.Org, ids)
	if err != nil {
		return nil, st.Fault(err)
	}
	free := out[:0]
	for _, p := range out {
		if p.Load = load[p.ID]; p.room() > 0 {
			free = append(free, p)
		}
	}
	return free, nil
}

// Preview works out the best owners for unassigned open leads and keeps the batch; nothing moves. Either leads are named, or
// the query chooses among those the actor sees; at most MaxMatch are taken, the oldest first.
func (s *Service) Preview(ctx context.Context, a *actor.Actor, q page.Query, leads []id.ID) (*Batch, error) {
	var only narrow
	if leads != nil {
		if leads = distinct(leads); len(leads) == 0 || len(leads) > MaxMatch {
			return nil, fault.Wrong("ids", fault.Text{ZH: "数量不对", EN: "Not a possible number"}, fault.Text{ZH: "1 到 5000 条", EN: "1 to 5,000 leads"})
		}
		only = among(leads)
	}
	cat, err := s.Leads.Catalogues.Of(ctx, a.Org)
	if err != nil {
		return nil, err
	}
	rows, err := pool(ctx, s.Dir.Of(a.Org), cat, a, q, only, MaxMatch)
	if err != nil {
		return nil, err
	}
	p, err := s.workOut(ctx, a, rows)
	if err != nil {
		return nil, err
	}
	return s.keep(ctx, a, p, ByMatch, id.ID{})
}

// workOut arranges leads among the people within the actor's reach.
func (s *Service) workOut(ctx context.Context, a *actor.Actor, leads []*lead.Lead) (*plan, error) {
	people, err := s.Team.People(ctx, a.Org)
	if err != nil {
		return nil, err
	}
	seats, err := s.seats(ctx, a, people)
	if err != nil {
		return nil, err
	}
	return arrange(seats, leads)
}

// keep writes a plan down as a preview.
func (s *Service) keep(ctx context.Context, a *actor.Actor, p *plan, cause Cause, imported id.ID) (*Batch, error) {
	b := &Batch{Org: a.Org, ID: s.IDs.New(), State: Preview, Cause: cause, Import: imported, TotalScore: p.total, CreatedBy: a.Member, CreatedAt: s.Now()}
	var err error
	if b.People, err = written(p.people); err != nil {
		return nil, err
	}
	for i := range p.items {
		p.items[i].Org, p.items[i].Batch = b.Org, b.ID
	}
	return b, s.Dir.Of(a.Org).Write(ctx, func(ctx context.Context, tx *db.Tx) error { return insertBatch(ctx, tx, b, p.items) })
}

// Get reads a batch the actor may see: his own, or one made by somebody within his reach.
func (s *Service) Get(ctx context.Context, a *actor.Actor, batch id.ID) (*Batch, error) {
	b, err := readBatch(ctx, s.Dir.Of(a.Org), a.Org, batch)
	if err != nil {
		return nil, err
	}
	people, err := s.Team.People(ctx, a.Org)
	if err != nil {
		return nil, err
	}
	var group id.ID
	if m, ok := people.Member(b.CreatedBy); ok {
		group = m.Group
	}
	if !a.Reaches(actor.MatchRun, b.CreatedBy, group) {
		return nil, fault.ErrNotFound.New()
	}
	return b, nil
}

// listed is how many batches a list shows.
const listed = 50

// Recent lists the last batches that were applied within the actor's reach, newest first; those of one import where given,
// finished or not. What single arrivals made is left out.
func (s *Service) Recent(ctx context.Context, a *actor.Actor, imported id.ID) ([]*Batch, error) {
	var makers []id.ID
	if a.Can(actor.MatchRun) != actor.All {
		people, err := s.Team.People(ctx, a.Org)
		if err != nil {
			return nil, err
		}
		makers = []id.ID{a.Member}
		for _, m := range people.Members() {
			if a.Reaches(actor.MatchRun, m.ID, m.Group) {
				makers = append(makers, m.ID)
			}
		}
	}
	return batchesOf(ctx, s.Dir.Of(a.Org), a.Org, makers, imported, listed)
}

// read takes kept JSON apart; what we wrote ourselves is readable.
func read[T any](text string) (out T, err error) {
	if text == "" {
		return out, nil
	}
	err = json.Unmarshal([]byte(text), &out)
	return out, err
}
