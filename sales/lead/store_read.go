package lead

import (
	"context"
	"strings"

	"github.com/uptrace/bun"

	"xiaoguan/base/actor"
	"xiaoguan/base/day"
	"xiaoguan/base/id"
	"xiaoguan/base/money"
	"xiaoguan/base/page"
	"xiaoguan/base/text"
	"xiaoguan/record"
	"xiaoguan/store/db"
)

// List reads a page of leads.
func (s *Service) List(ctx context.Context, a *actor.Actor, q page.Query) (page.Page[*View], error) {
	var out page.Page[*View]
	v, err := s.Viewer(ctx, a)
	if err != nil {
		return out, err
	}
	rows, err := record.List[Lead](ctx, s.Dir.Of(a.Org), v.cat, a, Type, q)
	if err != nil {
		return out, err
	}
	out.Items, out.Next, out.Count = make([]*View, len(rows.Items)), rows.Next, rows.Count
	for i, l := range rows.Items {
		out.Items[i] = v.Row(l)
	}
	return out, s.name(ctx, v, out.Items...)
}

// Summary is the sentence above a list: how the leads it shows stand.
type Summary struct {
	Open           int        `json:"open"`
	ExpectedAmount *money.Fen `json:"expected_amount,omitempty" doc:"absent where the role does not get to see amounts"`
	Overdue        int        `json:"overdue"`
	DueToday       int        `json:"due_today"`
	Untouched      int        `json:"untouched" doc:"open leads without a first follow-up"`
	Idle7          int        `json:"idle7" doc:"open leads silent for seven days or more"`
}

// Summarise counts the open leads among those the filters show.
func (s *Service) Summarise(ctx context.Context, a *actor.Actor, q page.Query) (*Summary, error) {
	st := s.Dir.Of(a.Org)
	v, err := s.Viewer(ctx, a)
	if err != nil {
		return nil, err
	}
	week := v.today.Add(-7).Add(1).Start(v.loc)
	sum := new(Summary)
	sel := st.Read().NewSelect().TableExpr("lead AS l").ColumnExpr("count(*)").ColumnExpr("COALESCE(sum(l.expected_amount), 0)").
		ColumnExpr("COALESCE(sum(CASE WHEN l.next_due < ? THEN 1 ELSE 0 END), 0)", v.today).
		ColumnExpr("COALESCE(sum(CASE WHEN l.next_due = ? THEN 1 ELSE 0 END), 0)", v.today).
		ColumnExpr("COALESCE(sum(CASE WHEN l.touch_count = 0 THEN 1 ELSE 0 END), 0)").
		ColumnExpr("COALESCE(sum(CASE WHEN l.idle_since < ? THEN 1 ELSE 0 END), 0)", week)
	sel, err = record.Filtered(ctx, st, v.cat, a, Type, q, sel)
	if err != nil {
		return nil, err
	}
	var worth money.Fen
	err = sel.Where("l.state = ?", Open).Scan(ctx, &sum.Open, &worth, &sum.Overdue, &sum.DueToday, &sum.Untouched, &sum.Idle7)
	sum.ExpectedAmount = record.Amount(a, Kind, worth)
	return sum, st.Fault(err)
}

// Found loads search hits within the actor's scope, dropping those that do not hold the whole fragment.
func (s *Service) Found(ctx context.Context, st *db.Store, a *actor.Actor, ids []id.ID, fragment string) (map[id.ID]record.Found, error) {
	var rows []*Lead
	q := db.Visible(st.Read().NewSelect().Model(&rows).Column("id", "no", "name", "contact_name", "phone", "owner_id", "stage_id", "state", "source"), "l", a, actor.LeadRead, a.Can(actor.LeadClaim) != actor.None)
	if err := q.Where("l.id IN (?)", bun.List(ids)).Scan(ctx); err != nil {
		return nil, st.Fault(err)
	}
	v, err := s.Viewer(ctx, a)
	if err != nil {
		return nil, err
	}
	out := make(map[id.ID]record.Found, len(rows))
	for _, l := range rows {
		if !holds(l, fragment) || !record.FoundOpenly(a, Kind, fragment, l.Name, l.ContactName, l.Number()) {
			continue
		}
		f := record.Found{Kind: Kind, ID: l.ID, Title: l.Title(), Subtitle: l.Number()}
		if l.Name != "" && l.ContactName != "" {
			f.Subtitle += " " + l.ContactName
		}
		if m, ok := v.people.Member(l.Owner); ok {
			f.OwnerName = m.Name
		}
		out[l.ID] = f
	}
	return out, nil
}

// holds checks a Chinese fragment of three or more characters as a whole; shorter ones and words are exact in the index.
func holds(l *Lead, fragment string) bool {
	folded := text.Fold(fragment)
	if len([]rune(folded)) < 3 || strings.ContainsFunc(folded, func(r rune) bool { return r < 0x2e80 }) {
		return true
	}
	return strings.Contains(text.Fold(l.Name), folded) || strings.Contains(text.Fold(l.ContactName), folded)
}

// SourceCount is one source as written with the number of leads from it.
type SourceCount struct {
	Source string `bun:"source" json:"source"`
	Count  int    `bun:"n" json:"count"`
}

// Sources lists the sources in use within the actor's scope, the commonest first.
func (s *Service) Sources(ctx context.Context, a *actor.Actor) ([]SourceCount, error) {
	st := s.Dir.Of(a.Org)
	out := []SourceCount{}
	sel := db.Visible(st.Read().NewSelect().TableExpr("lead AS l").ColumnExpr("l.source").ColumnExpr("count(*) AS n"), "l", a, actor.LeadRead, false)
	err := sel.GroupExpr("l.source").OrderExpr("n DESC, l.source").Limit(200).Scan(ctx, &out)
	return out, st.Fault(err)
}

// Duplicate finds an open lead that is the same by what the mode says, anywhere in the organisation; nil when there is none.
func (s *Service) Duplicate(ctx context.Context, q bun.IDB, a *actor.Actor, n *New, mode *record.Mode) (*Lead, error) {
	name, phone, email := n.SameAs(mode)
	return duplicateOf(ctx, q, a.Org, name, phone, email)
}

// SameAs are the keys by which a mode knows a new lead again; empty ones compare with nothing.
func (n *New) SameAs(mode *record.Mode) (name, phone, email string) {
	name, phone = n.Keys(mode.BuyerKind == "company")
	if !mode.Same("name") {
		name = ""
	}
	if !mode.Same("phone") {
		phone = ""
	}
	if mode.Same("email") {
		email = n.Email
	}
	return name, phone, email
}

// ByExternal finds the lead another system knows under an id; zero when none.
func (s *Service) ByExternal(ctx context.Context, q bun.IDB, a *actor.Actor, system, external string) (id.ID, error) {
	return byExternal(ctx, q, a.Org, system, external)
}

// LastTouchDays is how many days ago a lead was last touched, -1 for never.
func (v *Viewer) LastTouchDays(l *Lead) int {
	if l.LastTouchAt.IsZero() {
		return -1
	}
	return day.Idle(day.Of(l.LastTouchAt, v.loc), v.today)
}
