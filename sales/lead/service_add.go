package lead

import (
	"context"
	"encoding/json"
	"strings"
	"time"

	"xiaoguan/base/actor"
	"xiaoguan/base/clock"
	"xiaoguan/base/day"
	"xiaoguan/base/fault"
	"xiaoguan/base/id"
	"xiaoguan/base/money"
	"xiaoguan/record"
	"xiaoguan/record/dict"
	"xiaoguan/sales/customer"
	"xiaoguan/store/db"
	"xiaoguan/store/journal"
)

// New is what is known of a lead when it comes in. Only what identifies it is needed.
type New struct {
	ID                                             id.ID // a client may bring its own
	No                                             int64 // from Numbers, taken before the transaction
	Name, ContactName, ContactTitle                string
	Phone, Email, Wechat, Source, Region, Industry string
	Mode, Stage, Owner, Customer, Import           id.ID // Mode zero: the first; Stage zero: the mode's first
	Tags                                           []string
	ExpectedAmount                                 money.Fen
	Chance                                         Chance
	ChanceReason                                   string
	NextDue                                        day.Day
	NextTime, NextNote                             string
	ExternalSystem, External                       string
	Custom                                         map[string]any  // as it came, of no field
	Own                                            record.OwnPatch // of declared fields
	IntakeAt                                       time.Time       // zero: now
	Outcome                                        State           // "", Open, Won or Lost, dated at intake
	LostReason                                     string
	Cause                                          string // of the first spell: entry, import …
	TagIDs                                         []id.ID
	own                                            string // Custom and Own together, judged by Check
	ready                                          *ready
}

// Check judges a new lead that the actor enters before anything is written.
func (n *New) Check(cat *record.Catalogue, a *actor.Actor) error {
	var p fault.Problems
	l := &Lead{Name: n.Name, ContactName: n.ContactName, Email: n.Email, Phone: n.Phone}
	clean(l, false)
	if n.Phone != "" && l.PhoneNorm == "" {
		l.PhoneNorm = n.Phone
	}
	CheckIdentity(&p, l, n.External)
	CheckChance(&p, cat, n.Chance, n.ChanceReason)
	if _, ok := cat.Mode(n.Mode); !ok {
		p.Add("mode_id", label("没有这个销售模式", "No such mode"), label("见 /modes", "See /modes"))
	}
	if n.ExpectedAmount < 0 || n.ExpectedAmount > money.Max {
		p.Add("expected_amount", label("金额不对", "Not an amount"), label("0 或更大，以分计", "0 or more, in fen"))
	}
	if err := n.takeOwn(&p, cat, a); err != nil {
		return err
	}
	return p.Err()
}

// encode writes own data as it came; what is named like a field is none of its values.
func encode(cat *record.Catalogue, custom map[string]any) (string, error) {
	if len(custom) == 0 {
		return "", nil
	}
	text, err := json.Marshal(cat.Imported(Kind, custom))
	return string(text), err
}

// Add writes a new lead inside the transaction. The caller (door's intake) has checked it, looked for duplicates and taken
// its number; customer link, spell, search and journal follow from the row.
func (s *Service) Add(ctx context.Context, tx *db.Tx, a *actor.Actor, n *New) (*Lead, error) {
	cat, err := s.Catalogues.Of(ctx, a.Org)
	if err != nil {
		return nil, err
	}
	people, err := s.Team.People(ctx, a.Org)
	if err != nil {
		return nil, err
	}
	mode, _ := cat.Mode(n.Mode)
	l := s.row(a, n, mode)
	s.SetOwner(people, l, n.Owner)
	l.NameNorm, l.PhoneNorm = n.Keys(mode.BuyerKind == "company")
	if err := s.outcome(cat, l, n, mode); err != nil {
		return nil, err
	}
	if l.Customer.IsZero() {
		if l.Customer, err = s.link(ctx, tx, a, l, mode); err != nil {
			return nil, err
		}
	}
	if err := s.insert(ctx, tx, a, cat, l, n); err != nil {
		return nil, err
	}
	own, err := cat.SaveOwn(ctx, tx, a, Kind, l.ID, "", l.Custom, true)
	if err != nil {
		return nil, err
	}
	s.Journal.Record(tx, a, &journal.Entry{Kind: "lead.created", SubjectKind: Kind, Subject: l.ID, Owner: l.Owner, Group: l.Group, Changes: append(born(l), own...), After: l.Facts()})
	return l, nil
}

func (s *Service) row(a *actor.Actor, n *New, mode *record.Mode) *Lead {
	now := s.Now()
	at := n.IntakeAt
	if at.IsZero() {
		at = now
	}
	l := &Lead{Org: a.Org, ID: n.ID, No: n.No, Name: n.Name, Kind: "new", Mode: mode.ID, Stage: n.Stage, StageTop: 1, State: Open, Chance: n.Chance, ChanceReason: n.ChanceReason,
		Source: n.Source, ContactName: n.ContactName, ContactTitle: n.ContactTitle, Phone: n.Phone, Email: n.Email, Wechat: n.Wechat, Region: dict.Regions().Canon(n.Region), Industry: dict.Industries().Canon(n.Industry),
		ExpectedAmount: n.ExpectedAmount, Customer: n.Customer, IdleSince: at, NextDue: n.NextDue, NextTime: n.NextTime, NextNote: n.NextNote,
		IntakeAt: at, IntakeDay: day.Of(at, clock.Zone(a.Zone)), TagList: strings.Join(n.Tags, ","), Import: n.Import, Version: 1, CreatedBy: a.Member, CreatedAt: now, UpdatedAt: now}
	if l.ID.IsZero() {
		l.ID = s.IDs.New()
	}
	if l.Stage.IsZero() {
		l.Stage = mode.Stages[0].ID
	}
	for _, st := range mode.Stages {
		if st.ID == l.Stage {
			l.StageTop = st.Position
		}
	}
	return l
}

// outcome dates a lead that arrives already decided at its intake.
func (s *Service) outcome(cat *record.Catalogue, l *Lead, n *New, mode *record.Mode) (err error) {
	if l.Custom = n.own; n.own == "" {
		if l.Custom, err = encode(cat, n.Custom); err != nil {
			return err
		}
	}
	switch n.Outcome {
	case Won:
		last := mode.Stages[len(mode.Stages)-1]
		l.State, l.WonAt, l.WonDay, l.Stage, l.StageTop = Won, l.IntakeAt, l.IntakeDay, last.ID, last.Position
	case Lost:
		l.State, l.LostAt, l.LostDay, l.LostReason = Lost, l.IntakeAt, l.IntakeDay, n.LostReason
	}
	return nil
}

// link finds or makes the customer that the lead's company name or, for persons, phone stands for.
func (s *Service) link(ctx context.Context, tx *db.Tx, a *actor.Actor, l *Lead, mode *record.Mode) (id.ID, error) {
	i := customer.Identity{Kind: mode.BuyerKind, Name: l.Name, NameNorm: l.NameNorm, Industry: l.Industry, Region: l.Region, Owner: l.Owner, Group: l.Group}
	if mode.BuyerKind == "person" {
		i.Name, i.NameNorm, i.Phone, i.Email, i.Wechat = l.ContactName, "", l.Phone, l.Email, l.Wechat
		if i.Name == "" {
			i.Name = l.Name
		}
	}
	return s.Customers.Link(ctx, tx, a, i)
}

// born is what the journal tells of a new lead: enough to recognise it by.
func born(l *Lead) []journal.Change {
	var out []journal.Change
	add := func(field string, v any, personal bool) {
		out = append(out, journal.Change{Field: field, After: v, Personal: personal})
	}
	if l.Name != "" {
		add("name", l.Name, false)
	}
	if l.ContactName != "" {
		add("contact_name", l.ContactName, true)
	}
	if l.Source != "" {
		add("source", l.Source, false)
	}
	if !l.Owner.IsZero() {
		add("owner_id", l.Owner, false)
	}
	if l.State != Open {
		add("state", l.State, false)
	}
	return out
}
