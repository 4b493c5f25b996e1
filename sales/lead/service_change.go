package lead

import (
	"context"
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
	"xiaoguan/store/db"
	"xiaoguan/store/journal"
)

// change holds a lead, lets fn change it and saves it as one act.
func (s *Service) change(ctx context.Context, a *actor.Actor, lead id.ID, kind string, edited bool, fn func(ctx context.Context, tx *db.Tx, l *Lead) error) (*Lead, error) {
	var out *Lead
	err := s.Dir.Of(a.Org).Write(ctx, func(ctx context.Context, tx *db.Tx) error {
		l, err := s.Hold(ctx, tx, a, lead, actor.LeadWrite, false)
		if err != nil {
			return err
		}
		before := *l
		if err := fn(ctx, tx, l); err != nil {
			return err
		}
		out = l
		return s.Save(ctx, tx, a, before, l, kind, edited)
	})
	return out, err
}

// Patch is what may be edited; nil means unchanged.
type Patch struct {
	Name           *string         `json:"name,omitempty" maxLength:"200"`
	ContactName    *string         `json:"contact_name,omitempty" maxLength:"100"`
	ContactTitle   *string         `json:"contact_title,omitempty" maxLength:"100"`
	Phone          *string         `json:"phone,omitempty" maxLength:"50"`
	Email          *string         `json:"email,omitempty" maxLength:"200"`
	Wechat         *string         `json:"wechat,omitempty" maxLength:"100"`
	Source         *string         `json:"source,omitempty" maxLength:"100"`
	Region         *string         `json:"region,omitempty" maxLength:"100"`
	Industry       *string         `json:"industry,omitempty" maxLength:"100"`
	ExpectedAmount *money.Fen      `json:"expected_amount,omitempty" minimum:"0" maximum:"9000000000000000"`
	StageID        *id.ID          `json:"stage_id,omitempty"`
	Chance         *Chance         `json:"chance,omitempty" enum:",large,medium,small,none"`
	ChanceReason   *string         `json:"chance_reason,omitempty" maxLength:"100"`
	NextDue        *day.Day        `json:"next_due,omitempty"`
	NextTime       *string         `json:"next_time,omitempty" maxLength:"5" pattern:"^([01][0-9]|2[0-3]):[0-5][0-9]$|^$"`
	NextNote       *string         `json:"next_note,omitempty" maxLength:"500"`
	Tags           *[]string       `json:"tags,omitempty" maxItems:"30"`
	Own            record.OwnPatch `json:"own,omitempty" doc:"own fields, see GET /fields: key and value, null clears"`
	Version        *int64          `json:"version,omitempty" doc:"the version that was read; absent: whatever it is"`
}

// sensitive names the fields of the patch that a role may be kept from seeing.
func (p *Patch) sensitive() map[string]bool {
	return map[string]bool{"phone": p.Phone != nil, "email": p.Email != nil, "wechat": p.Wechat != nil, "expected_amount": p.ExpectedAmount != nil}
}

// Edit changes fields of a lead.
func (s *Service) Edit(ctx context.Context, a *actor.Actor, lead id.ID, p *Patch) (*Lead, error) {
	if err := Type.MayWrite(a, p.sensitive()); err != nil {
		return nil, err
	}
	cat, err := s.Catalogues.Of(ctx, a.Org)
	if err != nil {
		return nil, err
	}
	return s.change(ctx, a, lead, "lead.edited", true, func(ctx context.Context, tx *db.Tx, l *Lead) error {
		if p.Version != nil && *p.Version != l.Version {
			return fault.ErrVersion.New()
		}
		set(&l.Name, p.Name)
		set(&l.ContactName, p.ContactName)
		set(&l.ContactTitle, p.ContactTitle)
		set(&l.Phone, p.Phone)
		set(&l.Email, p.Email)
		set(&l.Wechat, p.Wechat)
		set(&l.Source, p.Source)
		setWord(&l.Region, p.Region, dict.Regions())
		setWord(&l.Industry, p.Industry, dict.Industries())
		set(&l.NextTime, p.NextTime)
		set(&l.NextNote, p.NextNote)
		set(&l.ExpectedAmount, p.ExpectedAmount)
		set(&l.NextDue, p.NextDue)
		mode, _ := cat.Mode(l.Mode)
		clean(l, mode.BuyerKind == "company")
		if err := cat.CheckOwnRefs(ctx, tx, a, Kind, p.Own); err != nil {
			return err
		}
		if p.Tags != nil {
			if err := s.retag(ctx, tx, l, *p.Tags); err != nil {
				return err
			}
		}
		return s.judge(cat, a, l, p)
	})
}

// setWord takes a word over as its dictionary has it.
func setWord(field, value *string, book *dict.Book) {
	if value != nil {
		*field = book.Canon(strings.TrimSpace(*value))
	}
}

func set[T any](field *T, value *T) {
	if value == nil {
		return
	}
	if text, ok := any(value).(*string); ok {
		trimmed := strings.TrimSpace(*text)
		*any(field).(*string) = trimmed
		return
	}
	*field = *value
}

// judge checks the edited lead and moves stage and chance.
func (s *Service) judge(cat *record.Catalogue, a *actor.Actor, l *Lead, p *Patch) error {
	var wrong fault.Problems
	l.Custom = cat.TakeOwn(&wrong, a, Kind, l.Custom, p.Own, false)
	if p.Chance != nil || p.ChanceReason != nil {
		SetChance(&wrong, cat, l, p.Chance, p.ChanceReason)
	}
	if p.StageID != nil {
		SetStage(&wrong, cat, l, *p.StageID)
	}
	if p.Name != nil || p.ContactName != nil || p.Phone != nil || p.Email != nil {
		CheckIdentity(&wrong, l, l.Number())
	}
	return wrong.Err()
}

// SetChance judges and sets a chance with its reason; a large or medium one forgets the reason.
func SetChance(p *fault.Problems, cat *record.Catalogue, l *Lead, chance *Chance, reason *string) {
	set(&l.Chance, chance)
	set(&l.ChanceReason, reason)
	if l.Chance != Small && l.Chance != NoHope {
		l.ChanceReason = ""
	}
	CheckChance(p, cat, l.Chance, l.ChanceReason)
}

// SetStage moves a lead to a stage of its own mode.
func SetStage(p *fault.Problems, cat *record.Catalogue, l *Lead, stage id.ID) {
	st, ok := cat.Stage(stage)
	if !ok || st.Mode != l.Mode {
		p.Add("stage_id", label("这个销售模式没有这个阶段", "This mode has no such stage"), label("见 /modes", "See /modes"))
		return
	}
	if st.ID != l.Stage {
		checkStage(p, cat, l, st)
	}
	l.Stage, l.StageTop = st.ID, max(l.StageTop, st.Position)
}

func (s *Service) retag(ctx context.Context, tx *db.Tx, l *Lead, names []string) error {
	tags, err := record.CleanTags(names)
	if err != nil {
		return err
	}
	ids, err := record.TagIDs(ctx, tx, s.IDs, l.Org, tags, s.Now())
	if err != nil {
		return err
	}
	l.TagList = strings.Join(tags, ",")
	return record.SetTags(ctx, tx, Type, l.Org, l.ID, ids, false)
}

// Win ends a lead as won, once; amount, where given, becomes its expected amount.
func (s *Service) Win(ctx context.Context, a *actor.Actor, lead id.ID, on day.Day, amount *money.Fen) (*Lead, error) {
	if err := Type.MayWrite(a, map[string]bool{"expected_amount": amount != nil}); err != nil {
		return nil, err
	}
	return s.change(ctx, a, lead, "lead.won", true, func(ctx context.Context, tx *db.Tx, l *Lead) error {
		if err := MayWin(l).Err(); err != nil {
			return err
		}
		today := day.Of(s.Now(), clock.Zone(a.Zone))
		if on.IsZero() {
			on = today
		}
		if on > today || on < l.IntakeDay {
			return fault.Wrong("day", label("赢单日期不对", "Not a possible day"), label("从接入那天到今天", "From the intake until today"))
		}
		set(&l.ExpectedAmount, amount)
		MarkWon(l, s.Now(), on)
		return nil
	})
}

// MarkWon ends a lead as won on a day; nothing is left to do on it.
func MarkWon(l *Lead, at time.Time, on day.Day) {
	l.State, l.WonAt, l.WonDay = Won, at, on
	l.LostAt, l.LostDay, l.LostReason = time.Time{}, 0, ""
	l.NextDue, l.NextTime, l.NextNote, l.NextKind = 0, "", "", ""
}

// MarkLost ends a lead as lost on a day for a reason.
func MarkLost(l *Lead, at time.Time, on day.Day, reason string) {
	l.State, l.LostAt, l.LostDay, l.LostReason = Lost, at, on, reason
	l.NextDue, l.NextTime, l.NextNote, l.NextKind = 0, "", "", ""
}

// Lose ends a lead as lost, with one of the company's reasons.
func (s *Service) Lose(ctx context.Context, a *actor.Actor, lead id.ID, reason string) (*Lead, error) {
	cat, err := s.Catalogues.Of(ctx, a.Org)
	if err != nil {
		return nil, err
	}
	return s.change(ctx, a, lead, "lead.lost", true, func(ctx context.Context, tx *db.Tx, l *Lead) error {
		if err := MayLose(l).Err(); err != nil {
			return err
		}
		if !cat.HasReason("lost", reason) {
			return fault.Wrong("reason", label("没有这个输单原因", "No such reason"), label("见 /reasons?kind=lost", "See /reasons?kind=lost"))
		}
		MarkLost(l, s.Now(), day.Of(s.Now(), clock.Zone(a.Zone)), reason)
		return nil
	})
}

// Reopen undoes winning or losing.
func (s *Service) Reopen(ctx context.Context, a *actor.Actor, lead id.ID) (*Lead, error) {
	return s.change(ctx, a, lead, "lead.reopened", true, func(ctx context.Context, tx *db.Tx, l *Lead) error {
		if err := MayReopen(l).Err(); err != nil {
			return err
		}
		l.State, l.WonAt, l.WonDay, l.LostAt, l.LostDay, l.LostReason = Open, time.Time{}, 0, time.Time{}, 0, ""
		return nil
	})
}

// MarkKey marks a lead as key (重点) with a reason, or takes the mark away.
func (s *Service) MarkKey(ctx context.Context, a *actor.Actor, lead id.ID, key bool, reason string) (*Lead, error) {
	reason = strings.TrimSpace(reason)
	if key && reason == "" {
		return nil, fault.Wrong("reason", label("为什么是重点？", "Why is it key?"), label("一句话，例如 当地样板厂", "One sentence, such as 当地样板厂"))
	}
	return s.change(ctx, a, lead, "lead.marked", true, func(ctx context.Context, tx *db.Tx, l *Lead) error {
		l.Key, l.KeyReason = key, reason
		if !key {
			l.KeyReason = ""
		}
		return nil
	})
}

// Reveal tells the whole phone number; that it was told is recorded.
func (s *Service) Reveal(ctx context.Context, a *actor.Actor, lead id.ID) (phone string, err error) {
	err = s.Dir.Of(a.Org).Write(ctx, func(ctx context.Context, tx *db.Tx) error {
		l, err := s.Hold(ctx, tx, a, lead, actor.LeadReveal, false)
		if err != nil {
			return err
		}
		if err := record.MayReveal(a, Kind, actor.Phone); err != nil {
			return err
		}
		if err := MayReveal(l, a).Err(); err != nil {
			return err
		}
		phone = l.Phone
		s.Journal.Record(tx, a, &journal.Entry{Kind: "lead.revealed", SubjectKind: Kind, Subject: l.ID, Owner: l.Owner, Group: l.Group, Before: l.Facts(), After: l.Facts()})
		return nil
	})
	return phone, err
}
