package record

import (
	"context"
	"slices"
	"time"

	"xiaoguan/base/actor"
	"xiaoguan/base/day"
	"xiaoguan/base/fault"
	"xiaoguan/base/id"
	"xiaoguan/base/page"
)

// concerns reports whether a request is a member's business: his own, one whose steps ask him, one he decided.
func (s *Approvals) concerns(crew *Crew, ap *Approval, member id.ID, decided ...id.ID) bool {
	if ap.Applicant == member || slices.Contains(decided, member) {
		return true
	}
	is := func(d Decider) bool { return d.Member == member }
	for _, step := range ap.Steps {
		if slices.ContainsFunc(crew.Deciders(step, ap.Applicant, ap.ApplicantGroup, ap.Group), is) {
			return true
		}
	}
	return slices.ContainsFunc(crew.WhoDecides(ap), is)
}

// Get reads a request that is the actor's business.
func (s *Approvals) Get(ctx context.Context, a *actor.Actor, which id.ID) (*ApprovalView, error) {
	crew, err := s.Company.Crew(ctx, a.Org)
	if err != nil {
		return nil, err
	}
	st := s.Dir.Of(a.Org)
	ap, err := findApproval(ctx, st, a.Org, which)
	if err != nil {
		return nil, err
	}
	decisions, err := decisionsOn(ctx, st, a.Org, []id.ID{which})
	if err != nil {
		return nil, err
	}
	var deciders []id.ID
	for _, d := range decisions[which] {
		deciders = append(deciders, d.Member)
	}
	if !s.concerns(crew, ap, a.Member, deciders...) {
		return nil, fault.ErrNotFound.New()
	}
	return s.view(a, crew, ap, decisions[which])
}

// Box names a list of requests.
type Box string

// The boxes.
const (
	BoxTodo Box = "todo" // those that wait for the actor
	BoxMine Box = "mine" // those he made
	BoxDone Box = "done" // those he decided
)

// List reads a page of a box, newest first.
func (s *Approvals) List(ctx context.Context, a *actor.Actor, in Box, before id.ID, limit int) (page.Page[*ApprovalView], error) {
	out := page.Page[*ApprovalView]{Items: []*ApprovalView{}}
	crew, err := s.Company.Crew(ctx, a.Org)
	if err != nil {
		return out, err
	}
	rows, err := s.rows(ctx, a, crew, in, before, limit+1)
	if err != nil {
		return out, err
	}
	if len(rows) > limit {
		rows = rows[:limit]
		out.Next = rows[limit-1].ID.String()
	}
	ids := make([]id.ID, len(rows))
	for i, ap := range rows {
		ids[i] = ap.ID
	}
	decisions, err := decisionsOn(ctx, s.Dir.Of(a.Org), a.Org, ids)
	if err != nil {
		return out, err
	}
	for _, ap := range rows {
		v, err := s.view(a, crew, ap, decisions[ap.ID])
		if err != nil {
			return out, err
		}
		out.Items = append(out.Items, v)
	}
	return out, nil
}

// rows reads up to limit requests of a box. Who decides depends on the day's absences, so what waits is walked and judged.
func (s *Approvals) rows(ctx context.Context, a *actor.Actor, crew *Crew, in Box, before id.ID, limit int) ([]*Approval, error) {
	st := s.Dir.Of(a.Org)
	switch in {
	case BoxMine:
		return pageOf(ctx, st, a.Org, madeBy(a.Member), before, limit)
	case BoxDone:
		return pageOf(ctx, st, a.Org, decidedBy(a.Org, a.Member), before, limit)
	}
	const some = 200
	var out []*Approval
	for {
		rows, err := pageOf(ctx, st, a.Org, waiting, before, some)
		if err != nil {
			return nil, err
		}
		for _, ap := range rows {
			if _, err := crew.MayDecide(ap, a.Member); err == nil {
				out = append(out, ap)
			}
			before = ap.ID
		}
		if len(out) >= limit || len(rows) < some {
			return out[:min(len(out), limit)], nil
		}
	}
}

// Pending is the request that waits about a record, for its page; nil when there is none.
func (s *Approvals) Pending(ctx context.Context, a *actor.Actor, subject id.ID) (*ApprovalRef, error) {
	st := s.Dir.Of(a.Org)
	ap, err := pendingOn(ctx, st.Read(), a.Org, subject, "")
	if err != nil || ap == nil {
		return nil, st.Fault(err)
	}
	return &ApprovalRef{ID: ap.ID, Title: s.title(ap).In(a.Lang), State: ap.State}, nil
}

// ApprovalRef names a request that waits.
type ApprovalRef struct {
	ID    id.ID         `json:"id"`
	Title string        `json:"title"`
	State ApprovalState `json:"state" enum:"pending,approved,refused,withdrawn,stale"`
}

// Named is a person.
type Named struct {
	ID   id.ID  `json:"id"`
	Name string `json:"name"`
}

// FactView is one line of what is asked for.
type FactView struct {
	Label string `json:"label"`
	Text  string `json:"text"`
}

// StepView is one step: who may decide it, and who did.
type StepView struct {
	ApprovalStep
	State   string    `json:"state" enum:"decided,now,later,dropped"`
	People  []Named   `json:"people" doc:"who may decide it today"`
	Verdict Verdict   `json:"verdict,omitempty" enum:"approved,refused"`
	By      *Named    `json:"by,omitempty"`
	For     *Named    `json:"for,omitempty" doc:"the absent one he decided for"`
	Comment string    `json:"comment,omitempty"`
	At      time.Time `json:"at,omitzero"`
}

// Allowed says whether an act may be done now and, if not, why.
type Allowed struct {
	OK  bool   `json:"ok"`
	Why string `json:"why,omitempty"`
}

// ApprovalView is a request as it is shown.
type ApprovalView struct {
	ID          id.ID              `json:"id"`
	Kind        string             `json:"kind"`
	KindLabel   string             `json:"kind_label"`
	Title       string             `json:"title"`
	Facts       []FactView         `json:"facts"`
	SubjectKind string             `json:"subject_kind"`
	SubjectID   id.ID              `json:"subject_id"`
	Applicant   Named              `json:"applicant"`
	Reason      string             `json:"reason"`
	State       ApprovalState      `json:"state" enum:"pending,approved,refused,withdrawn,stale"`
	Why         string             `json:"why,omitempty" doc:"of a stale one"`
	Steps       []StepView         `json:"steps"`
	Due         day.Day            `json:"due_day"`
	OverdueDays int                `json:"overdue_days" doc:"workdays past its day"`
	CreatedAt   time.Time          `json:"created_at"`
	EndedAt     time.Time          `json:"ended_at,omitzero"`
	Can         map[string]Allowed `json:"can" doc:"approve, refuse, withdraw"`
}

func (s *Approvals) view(a *actor.Actor, crew *Crew, ap *Approval, decisions []*Decision) (*ApprovalView, error) {
	v := &ApprovalView{ID: ap.ID, Kind: ap.Kind, KindLabel: ap.Kind, Title: ap.Kind, Facts: []FactView{}, SubjectKind: ap.SubjectKind, SubjectID: ap.Subject,
		Applicant: Named{ap.Applicant, crew.Name(ap.Applicant)}, Reason: ap.Reason, State: ap.State, Why: fault.Text{ZH: ap.WhyZH, EN: ap.WhyEN}.In(a.Lang),
		Steps: make([]StepView, len(ap.Steps)), Due: ap.Due, CreatedAt: ap.CreatedAt, EndedAt: ap.EndedAt, Can: map[string]Allowed{}}
	if k := s.kind(ap.Kind); k != nil {
		title, facts, err := k.Told([]byte(ap.Payload))
		if err != nil {
			return nil, err
		}
		v.KindLabel, v.Title = k.Label.In(a.Lang), title.In(a.Lang)
		for _, f := range facts {
			v.Facts = append(v.Facts, FactView{f.Label.In(a.Lang), f.Text.In(a.Lang)})
		}
	}
	if ap.State == ApprovalPending && !ap.Due.IsZero() && ap.Due < crew.Today {
		v.OverdueDays = crew.Calendar.Overdue(ap.Due, crew.Today)
	}
	for i := range ap.Steps {
		v.Steps[i] = stepView(crew, ap, i, decisions)
	}
	_, err := crew.MayDecide(ap, a.Member)
	v.Can["approve"], v.Can["refuse"] = allowed(err, a.Lang), allowed(err, a.Lang)
	v.Can["withdraw"] = allowed(MayWithdraw(ap, a.Member), a.Lang)
	return v, nil
}

func stepView(crew *Crew, ap *Approval, i int, decisions []*Decision) StepView {
	v := StepView{ApprovalStep: ap.Steps[i], State: "later", People: []Named{}}
	for _, d := range decisions {
		if d.StepNo == i+1 {
			v.State, v.Verdict, v.Comment, v.At, v.By = "decided", d.Verdict, d.Comment, d.At, &Named{d.Member, crew.Name(d.Member)}
			if !d.For.IsZero() {
				v.For = &Named{d.For, crew.Name(d.For)}
			}
			return v
		}
	}
	if ap.State != ApprovalPending {
		v.State = "dropped"
		return v
	}
	deciders := crew.Deciders(ap.Steps[i], ap.Applicant, ap.ApplicantGroup, ap.Group)
	if i+1 == ap.StepNo {
		v.State, deciders = "now", crew.WhoDecides(ap)
	}
	for _, d := range deciders {
		v.People = append(v.People, Named{d.Member, crew.Name(d.Member)})
	}
	return v
}

func allowed(err error, lang string) Allowed {
	if f, ok := fault.Of(err); ok {
		return Allowed{Why: f.Text().In(lang)}
	}
	return Allowed{OK: err == nil}
}
