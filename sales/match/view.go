package match

import (
	"context"
	"strconv"
	"time"

	"xiaoguan/base/actor"
	"xiaoguan/base/fault"
	"xiaoguan/base/id"
	"xiaoguan/base/money"
	"xiaoguan/sales/lead"
	"xiaoguan/sales/team"
)

// ReasonView is a reason in the reader's language.
type ReasonView struct {
	Kind string `json:"kind" enum:"tag,level,load,none"`
	Sign string `json:"sign" enum:"+,-"`
	Text string `json:"text"`
}

// OtherView is another person for a lead.
type OtherView struct {
	Owner lead.Ref `json:"owner"`
	Score int64    `json:"score"`
	Loss  int64    `json:"loss" doc:"by how many points the best total falls"`
	Text  string   `json:"text"`
}

// ItemView is one lead of a batch.
type ItemView struct {
	LeadID         id.ID        `json:"lead_id"`
	LeadName       string       `json:"lead_name" doc:"empty when the lead is out of reach by now"`
	Industry       string       `json:"industry"`
	Region         string       `json:"region"`
	ExpectedAmount money.Fen    `json:"expected_amount"`
	Owner          *lead.Ref    `json:"owner"`
	Score          int64        `json:"score"`
	Reasons        []ReasonView `json:"reasons"`
	Alternatives   []OtherView  `json:"alternatives"`
	Result         Result       `json:"result" enum:",applied,undone,left_out,gone,claimed,ended,left,reach,full,same,moved,touched,kept,owner_out" doc:"empty: nothing yet; applied; undone; else why not"`
	Why            string       `json:"why,omitempty"`
}

// PersonView is how a candidate stood and how many leads the batch proposes for him.
type PersonView struct {
	ID       id.ID  `json:"id"`
	Name     string `json:"name"`
	Load     int    `json:"load" doc:"open leads before the batch"`
	Capacity int    `json:"capacity"`
	Added    int    `json:"added"`
}

// Head is a batch without its items.
type Head struct {
	ID         id.ID     `json:"id"`
	State      State     `json:"state" enum:"preview,applied,undone"`
	Cause      Cause     `json:"cause" enum:"assign,match,import,arrival"`
	ImportID   id.ID     `json:"import_id"`
	CreatedBy  *lead.Ref `json:"created_by"`
	CreatedAt  time.Time `json:"created_at"`
	AppliedAt  time.Time `json:"applied_at,omitzero"`
	UndoUntil  time.Time `json:"undo_until,omitzero"`
	UndoneAt   time.Time `json:"undone_at,omitzero"`
	TotalScore int64     `json:"total_score"`
	Leads      int       `json:"leads"`
	Applied    int       `json:"applied" doc:"leads that have the owner the batch gave them"`
	Returned   int       `json:"undone" doc:"leads given back"`
	Kept       int       `json:"kept" doc:"leads not given back by undoing"`
	Passed     int       `json:"passed" doc:"leads not applied, for the reason their item tells"`
}

// View is a batch as it is shown.
type View struct {
	Head
	Items  []ItemView   `json:"items"`
	People []PersonView `json:"people"`
}

func nameOf(people *team.People, member id.ID) *lead.Ref {
	if member.IsZero() {
		return nil
	}
	return &lead.Ref{ID: member, Name: people.Name(member)}
}

func headOf(b *Batch, people *team.People, counts map[Result]int) Head {
	h := Head{ID: b.ID, State: b.State, Cause: b.Cause, ImportID: b.Import, CreatedBy: nameOf(people, b.CreatedBy), CreatedAt: b.CreatedAt,
		AppliedAt: b.AppliedAt, UndoneAt: b.UndoneAt, TotalScore: b.TotalScore}
	if b.State == Applied {
		h.UndoUntil = b.AppliedAt.Add(UndoFor)
	}
	for result, n := range counts {
		h.Leads += n
		switch result {
		case Pending:
		case Done:
			h.Applied += n
		case GivenBack:
			h.Returned += n
		case KeptMoved, KeptTouched, KeptEnded, KeptOwnerOut:
			h.Kept += n
		default:
			h.Passed += n
		}
	}
	return h
}

// View words a batch for the actor.
func (s *Service) View(ctx context.Context, a *actor.Actor, b *Batch, err error) (*View, error) {
	if err != nil {
		return nil, err
	}
	st := s.Dir.Of(a.Org)
	people, err := s.Team.People(ctx, a.Org)
	if err != nil {
		return nil, err
	}
	items, err := readItems(ctx, st.Read(), b)
	if err != nil {
		return nil, st.Fault(err)
	}
	leads, err := readLeads(ctx, st, a, b.ID)
	if err != nil {
		return nil, err
	}
	counts := map[Result]int{}
	v := &View{Items: make([]ItemView, len(items)), People: []PersonView{}}
	for i := range items {
		counts[items[i].Result]++
		if v.Items[i], err = itemView(&items[i], leads[items[i].Lead], people, a.Lang); err != nil {
			return nil, err
		}
	}
	v.Head = headOf(b, people, counts)
	notes, err := read[[]seatNote](b.People)
	for _, n := range notes {
		v.People = append(v.People, PersonView{ID: n.ID, Name: people.Name(n.ID), Load: n.Load, Capacity: n.Capacity, Added: n.Added})
	}
	return v, err
}

func itemView(i *Item, l *lead.Lead, people *team.People, lang string) (ItemView, error) {
	v := ItemView{LeadID: i.Lead, Owner: nameOf(people, i.Owner), Score: i.Score, Reasons: []ReasonView{}, Alternatives: []OtherView{}, Result: i.Result, Why: i.Result.Why(lang)}
	if l != nil {
		v.LeadName, v.Industry, v.Region, v.ExpectedAmount = l.Title(), l.Industry, l.Region, l.ExpectedAmount
	}
	reasons, err := read[[]Reason](i.Reasons)
	if err != nil {
		return v, err
	}
	for _, r := range reasons {
		v.Reasons = append(v.Reasons, ReasonView{r.Kind, r.Sign, r.Text(lang)})
	}
	others, err := read[[]other](i.Alternatives)
	for _, o := range others {
		v.Alternatives = append(v.Alternatives, OtherView{Owner: *nameOf(people, o.Owner), Score: o.Score, Loss: o.Loss, Text: o.text(lang)})
	}
	return v, err
}

// text says what another person would mean: his first reason and what it costs.
func (o *other) text(lang string) string {
	code := "alternative"
	if o.Loss == 0 {
		code = "alternative_par"
	}
	text := sentences[code].Fill(fault.Args{"loss": strconv.FormatInt(o.Loss, 10)}).In(lang)
	if len(o.Reasons) == 0 {
		return text
	}
	between := "；"
	if lang == "en" {
		between = "; "
	}
	return o.Reasons[0].Text(lang) + between + text
}

// Heads lists the last batches with their counts; see Recent.
func (s *Service) Heads(ctx context.Context, a *actor.Actor, imported id.ID) ([]Head, error) {
	batches, err := s.Recent(ctx, a, imported)
	if err != nil {
		return nil, err
	}
	people, err := s.Team.People(ctx, a.Org)
	if err != nil {
		return nil, err
	}
	ids := make([]id.ID, len(batches))
	for i, b := range batches {
		ids[i] = b.ID
	}
	counts, err := tallies(ctx, s.Dir.Of(a.Org), a.Org, ids)
	if err != nil {
		return nil, err
	}
	heads := make([]Head, len(batches))
	for i, b := range batches {
		heads[i] = headOf(b, people, counts[b.ID])
	}
	return heads, nil
}
