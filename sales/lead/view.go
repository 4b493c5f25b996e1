package lead

import (
	"context"
	"time"

	"xiaoguan/base/actor"
	"xiaoguan/base/clock"
	"xiaoguan/base/day"
	"xiaoguan/base/fault"
	"xiaoguan/base/id"
	"xiaoguan/base/money"
	"xiaoguan/record"
	"xiaoguan/sales/team"
)

// Ref names a record.
type Ref struct {
	ID   id.ID  `json:"id"`
	Name string `json:"name"`
}

// ModeRef names a mode.
type ModeRef struct {
	ID   id.ID  `json:"id"`
	Key  string `json:"key"`
	Name string `json:"name"`
}

// StageRef names a stage and how far it is: position of all.
type StageRef struct {
	ID       id.ID  `json:"id"`
	Key      string `json:"key"`
	Name     string `json:"name"`
	Position int    `json:"position"`
	Of       int    `json:"of"`
}

// View is a lead as it is shown: names for ids, no whole phone number, figures for today.
type View struct {
	Lead
	No          string         `json:"no"`
	Title       string         `json:"title"`
	Mode        ModeRef        `json:"mode"`
	Stage       StageRef       `json:"stage"`
	Owner       *Ref           `json:"owner"`
	Group       *Ref           `json:"group"`
	PhoneMasked string         `json:"phone_masked"`
	HasPhone    bool           `json:"has_phone"`
	EmailMasked string         `json:"email_masked"`
	Wechat      string         `json:"wechat"`
	Amount      *money.Fen     `json:"expected_amount,omitempty" doc:"absent where the role does not get to see it"`
	Tags        []string       `json:"tags"`
	IdleDays    int            `json:"idle_days" doc:"calendar days since the last follow-up or the intake"`
	OverdueDays int            `json:"overdue_days" doc:"workdays past the next follow-up's day"`
	Custom      map[string]any `json:"custom,omitempty" doc:"own data that belongs to no field, as an import brought it"`
	record.Shown
	Can map[string]Verdict `json:"can,omitempty"`

	Approval *record.ApprovalRef `json:"approval,omitempty" doc:"the request about the lead that waits for somebody's consent"`
}

// Viewer turns rows into views with what it has read once for the whole page.
type Viewer struct {
	cat    *record.Catalogue
	people *team.People
	cal    *day.Calendar
	actor  *actor.Actor
	loc    *time.Location
	today  day.Day
}

// Viewer reads what views need.
func (s *Service) Viewer(ctx context.Context, a *actor.Actor) (*Viewer, error) {
	cat, err := s.Catalogues.Of(ctx, a.Org)
	if err != nil {
		return nil, err
	}
	people, err := s.Team.People(ctx, a.Org)
	if err != nil {
		return nil, err
	}
	cal, err := s.Team.Calendar(ctx, a.Org)
	if err != nil {
		return nil, err
	}
	loc := clock.Zone(a.Zone)
	return &Viewer{cat, people, cal, a, loc, day.Of(s.Now(), loc)}, nil
}

// Row is a lead as a list shows it.
func (v *Viewer) Row(l *Lead) *View {
	view := &View{Lead: *l, No: l.Number(), Title: l.Title(), Tags: l.Tags(), PhoneMasked: record.Veil(v.actor, Kind, actor.Phone, l.Phone),
		HasPhone: record.Has(v.actor, Kind, actor.Phone, l.Phone), EmailMasked: record.Veil(v.actor, Kind, actor.Email, l.Email),
		Wechat: record.Veil(v.actor, Kind, actor.Wechat, l.Wechat), Amount: record.Amount(v.actor, Kind, l.ExpectedAmount), Shown: record.Shown{Own: v.cat.OwnOf(v.actor, Kind, l.Custom)},
		IdleDays: day.Idle(day.Of(l.IdleSince, v.loc), v.today), OverdueDays: v.overdue(l)}
	if m, ok := v.cat.Mode(l.Mode); ok {
		view.Mode = ModeRef{m.ID, m.Key, m.Name}
	}
	if st, ok := v.cat.Stage(l.Stage); ok {
		view.Stage = StageRef{st.ID, st.Key, st.Name, st.Position, v.cat.Steps(l.Mode)}
	}
	if m, ok := v.people.Member(l.Owner); ok {
		view.Owner = &Ref{m.ID, m.Name}
	}
	if g, ok := v.people.Group(l.Group); ok {
		view.Group = &Ref{g.ID, g.Name}
	}
	return view
}

func (v *Viewer) overdue(l *Lead) int {
	if l.NextDue.IsZero() || l.State != Open || l.NextDue >= v.today {
		return 0
	}
	return v.cal.Overdue(l.NextDue, v.today)
}

// One is a lead as its own page shows it: with own data and what may be done.
func (v *Viewer) One(l *Lead) *View {
	view := v.Row(l)
	view.Custom, view.Can = v.cat.Undeclared(Kind, l.Custom), map[string]Verdict{}
	for act, verdict := range Acts(l, v.actor) {
		view.Can[act] = verdict.In(v.actor.Lang)
	}
	return view
}

// name gives the names that the own values of the views point at.
func (s *Service) name(ctx context.Context, v *Viewer, views ...*View) error {
	owns := make([]map[string]any, len(views))
	for i := range views {
		owns[i] = views[i].Shown.Own
	}
	st := s.Dir.Of(v.actor.Org)
	names, err := v.cat.NamesIn(ctx, st.Read(), v.actor, Kind, owns)
	for _, view := range views {
		view.Shown.OwnNames = record.NamesOf(view.Shown.Own, names)
	}
	return st.Fault(err)
}

// nameOf words what a column refers to; what has no name of its own stands for itself.
func (v *Viewer) nameOf(c *record.Column, value string) string {
	switch c.Name {
	case "mode_id":
		if m, ok := v.cat.Mode(parse(value)); ok {
			return m.Name
		}
	case "stage_id":
		if st, ok := v.cat.Stage(parse(value)); ok {
			return st.Name
		}
	case "key":
		return map[string]fault.Text{"true": label("重点", "Key"), "false": label("普通", "Ordinary")}[value].In(v.actor.Lang)
	}
	return v.words(c, value)
}

// Today is the organisation's day.
func (v *Viewer) Today() day.Day { return v.today }

// Calendar is the organisation's workdays.
func (v *Viewer) Calendar() *day.Calendar { return v.cal }
