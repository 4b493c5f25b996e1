package team

import (
	"context"
	"strings"

	"xiaoguan/base/actor"
	"xiaoguan/base/day"
	"xiaoguan/base/fault"
	"xiaoguan/store/db"
	"xiaoguan/store/journal"
)

// Year is a year of the organisation's calendar.
type Year struct {
	Days      []CalendarDay `json:"days"`
	Known     bool          `json:"known" doc:"the holidays of the year are known; if not, workdays are the plain week"`
	NextKnown bool          `json:"next_year_known" doc:"so are those of the year after: enter them, or update, before it begins"`
}

// YearOf reads a year of the actor's calendar.
func (s *Service) YearOf(ctx context.Context, a *actor.Actor, year int) (*Year, error) {
	own, err := readOwnDays(ctx, s.Dir.Of(a.Org), a.Org)
	if err != nil {
		return nil, err
	}
	y := &Year{}
	y.Days, y.Known = yearOf(year, own)
	_, y.NextKnown = yearOf(year+1, own)
	return y, nil
}

// SetDay makes a day off, or a workday, in the organisation's own calendar.
func (s *Service) SetDay(ctx context.Context, a *actor.Actor, d day.Day, off bool, name string) error {
	var p fault.Problems
	name = strings.TrimSpace(name)
	checkName(&p, "name", name, 50)
	if err := p.Err(); err != nil {
		return err
	}
	return s.Dir.Of(a.Org).Write(ctx, func(ctx context.Context, tx *db.Tx) error {
		s.dayChanged(tx, a, journal.Change{Field: "calendar:" + d.String(), After: map[string]any{"off": off, "name": name}})
		return setOwnDay(ctx, tx, &ownDay{Org: a.Org, Day: d, Off: off, Name: name})
	})
}

// ClearDay removes an own entry, so that the statutory calendar counts again; fault.ErrNotFound when there is none.
func (s *Service) ClearDay(ctx context.Context, a *actor.Actor, d day.Day) error {
	return s.Dir.Of(a.Org).Write(ctx, func(ctx context.Context, tx *db.Tx) error {
		there, err := clearOwnDay(ctx, tx, a.Org, d)
		if err != nil {
			return err
		}
		if !there {
			return fault.ErrNotFound.New()
		}
		s.dayChanged(tx, a, journal.Change{Field: "calendar:" + d.String(), Before: "own"})
		return nil
	})
}

func (s *Service) dayChanged(tx *db.Tx, a *actor.Actor, c journal.Change) {
	s.changed(tx, a.Org)
	s.Journal.Record(tx, a, &journal.Entry{Kind: "calendar.changed", SubjectKind: KindOrganisation, Subject: a.Org, Changes: []journal.Change{c}})
}
