package notify

import (
	"context"
	"fmt"
	"slices"
	"time"

	"xiaoguan/base/actor"
	"xiaoguan/base/clock"
	"xiaoguan/base/day"
	"xiaoguan/base/fault"
	"xiaoguan/base/id"
	"xiaoguan/base/page"
	"xiaoguan/store/db"
	"xiaoguan/store/journal"
)

// Service carries telling and reading.
type Service struct {
	Dir     *db.Directory
	IDs     *id.Source
	Now     clock.Clock
	Journal *journal.Journal
	kinds   []*Kind
}

// Declare adds a kind of notice; app does so before the first request. Declaring a name twice is a programming error.
func (s *Service) Declare(kinds ...Kind) {
	for _, k := range kinds {
		if s.kind(k.Name) != nil {
			panic(fmt.Sprintf("notify: %s declared twice", k.Name))
		}
		s.kinds = append(s.kinds, &k)
	}
}

func (s *Service) kind(name string) *Kind {
	for _, k := range s.kinds {
		if k.Name == name {
			return k
		}
	}
	return nil
}

// Tell writes notices in the caller's transaction, but those of kinds that their member has muted, and lets the members' open
// screens know. A notice whose ID exists already is not told again.
func (s *Service) Tell(ctx context.Context, tx *db.Tx, a *actor.Actor, notices ...Notice) error {
	rows, err := s.wanted(ctx, tx, a, notices)
	if err != nil || len(rows) == 0 {
		return err
	}
	if err := insertNotices(ctx, tx, rows); err != nil {
		return err
	}
	told := map[id.ID]bool{}
	for _, n := range rows {
		if !told[n.Member] {
			told[n.Member] = true
			s.show(tx, a, n.Member, n.ID, "notice.told")
		}
	}
	return nil
}

// wanted completes the notices that are to be written.
func (s *Service) wanted(ctx context.Context, tx *db.Tx, a *actor.Actor, notices []Notice) ([]*Notice, error) {
	var members, ids []id.ID
	for i := range notices {
		members = append(members, notices[i].Member)
		if !notices[i].ID.IsZero() {
			ids = append(ids, notices[i].ID)
		}
	}
	muted, err := mutedOf(ctx, tx, a.Org, members)
	if err != nil {
		return nil, err
	}
	there, err := existing(ctx, tx, a.Org, ids)
	if err != nil {
		return nil, err
	}
	now, today := s.Now(), day.Of(s.Now(), clock.Zone(a.Zone))
	var rows []*Notice
	for _, n := range notices {
		if s.kind(n.Kind) == nil {
			return nil, fmt.Errorf("notify: %q is not declared", n.Kind)
		}
		if n.Member.IsZero() || muted[n.Member][n.Kind] || there[n.ID] {
			continue
		}
		n.Org, n.At, n.Day, n.N = a.Org, now, today, max(n.N, 1)
		if n.ID.IsZero() {
			n.ID = s.IDs.New()
		}
		if n.GroupKey == "" {
			n.GroupKey = n.Kind
		}
		if err := n.write(); err != nil {
			return nil, err
		}
		rows = append(rows, &n)
	}
	return rows, nil
}

// show lets a member's open screens know that his notices have changed.
func (s *Service) show(tx *db.Tx, a *actor.Actor, member, notice id.ID, kind string) {
	s.Journal.Record(tx, a, &journal.Entry{Kind: kind, SubjectKind: Subject, Subject: notice, Owner: member})
}

// Settle takes notices of a kind about a subject as read, whoever has them: what they asked for has been done.
func (s *Service) Settle(ctx context.Context, tx *db.Tx, a *actor.Actor, kind string, subject id.ID) error {
	members, err := settle(ctx, tx, a.Org, kind, subject, s.Now())
	if err != nil {
		return err
	}
	slices.SortFunc(members, func(x, y id.ID) int { return slices.Compare(x[:], y[:]) })
	for _, m := range slices.Compact(members) {
		s.show(tx, a, m, subject, "notice.settled")
	}
	return nil
}

// remember is how far back notices are listed.
const remember = 90 * 24 * time.Hour

// List reads a page of the actor's groups of notices, newest first; unread keeps those not read yet.
func (s *Service) List(ctx context.Context, a *actor.Actor, unread bool, before id.ID, limit int) (page.Page[*Notice], error) {
	out := page.Page[*Notice]{Items: []*Notice{}}
	rows, err := heads(ctx, s.Dir.Of(a.Org), a, unread, before, id.Floor(s.Now().Add(-remember)), limit+1)
	if err != nil {
		return out, err
	}
	if len(rows) > limit {
		rows = rows[:limit]
		out.Next = rows[limit-1].ID.String()
	}
	out.Items = append(out.Items, rows...)
	return out, nil
}

// Bell is what stands beside the bell.
type Bell struct {
	N          int       `json:"n" doc:"groups not read yet, those of the quiet hours left out while they last; counted up to 100"`
	QuietUntil time.Time `json:"quiet_until,omitzero" doc:"the quiet hours under way end then: ask again"`
}

// Unread counts for the bell.
func (s *Service) Unread(ctx context.Context, a *actor.Actor) (*Bell, error) {
	st := s.Dir.Of(a.Org)
	rows, err := settingsOf(ctx, st, a)
	if err != nil {
		return nil, err
	}
	b, until := &Bell{}, s.Now().Add(time.Minute) // nothing is younger
	for _, r := range rows {
		if r.Kind != "" {
			continue
		}
		if since, end, quiet := Quiet(r.From, r.Until, s.Now().In(clock.Zone(a.Zone))); quiet {
			b.QuietUntil, until = end.UTC(), since.UTC()
		}
	}
	b.N, err = countUnread(ctx, st, a, id.Floor(s.Now().Add(-remember)), until)
	return b, err
}

// Read takes the groups that begin with these notices as read, or with all whatever there is. Ids that are not the actor's do
// nothing.
func (s *Service) Read(ctx context.Context, a *actor.Actor, ids []id.ID, all bool) (*Bell, error) {
	if all == (len(ids) > 0) {
		return nil, fault.Wrong("ids", fault.Text{ZH: "要么给出通知，要么说全部", EN: "Give notices, or say all"}, fault.Text{ZH: `{"ids":[…]} 或 {"all":true}`, EN: `{"ids":[…]} or {"all":true}`})
	}
	err := s.Dir.Of(a.Org).Write(ctx, func(ctx context.Context, tx *db.Tx) error {
		n, err := markRead(ctx, tx, a, ids, s.Now())
		if err != nil || n == 0 {
			return err
		}
		s.show(tx, a, a.Member, a.Member, "notice.read")
		return nil
	})
	if err != nil {
		return nil, err
	}
	return s.Unread(ctx, a)
}
