package record

import (
	"context"
	"slices"
	"strings"
	"time"

	"xiaoguan/base/actor"
	"xiaoguan/base/fault"
	"xiaoguan/base/id"
	"xiaoguan/store/db"
	"xiaoguan/store/journal"
)

// ReasonDraft is a reason as it is to be; nil means unchanged.
type ReasonDraft struct {
	Text     *string `json:"text,omitempty" maxLength:"50"`
	Parent   *string `json:"parent_id,omitempty" maxLength:"36" doc:"the reason it is a kind of; \"\" for none"`
	Position *int    `json:"position,omitempty" minimum:"0" maximum:"10000"`
	Archived *bool   `json:"archived,omitempty" doc:"no longer offered"`
}

// reasonColumn is where leads hold a reason of a kind.
var reasonColumn = map[string]string{"chance": "chance_reason", "lost": "lost_reason"}

func (s *Settings) drawReason(before Reason, d *ReasonDraft, all []Reason) (*Reason, error) {
	r := before
	setLine(&r.Name, d.Text)
	if d.Position != nil {
		r.Position = *d.Position
	}
	s.setArchived(&r.Archived, &r.ArchivedAt, d.Archived)
	if d.Parent != nil {
		r.Parent, _ = id.Parse(strings.TrimSpace(*d.Parent))
		if *d.Parent != "" && r.Parent.IsZero() {
			r.Parent = r.ID // nothing: told below
		}
	}
	var p fault.Problems
	checkReason(&p, &r, all)
	return &r, p.Err()
}

// checkReason judges a reason among all: a name of its own within the kind, a parent of the kind, no circle, three levels.
func checkReason(p *fault.Problems, r *Reason, all []Reason) {
	checkWord(p, "text", r.Name, 50)
	for _, o := range all {
		if o.ID != r.ID && o.Kind == r.Kind && o.Name == r.Name {
			p.Add("text", fault.Text{ZH: "已经有这个原因", EN: "This reason is there already"}, fault.Text{ZH: "换一个说法", EN: "Another wording"})
		}
	}
	at := r.Parent
	for level := 1; !at.IsZero(); level++ {
		i := slices.IndexFunc(all, func(o Reason) bool { return o.ID == at && o.Kind == r.Kind })
		if i < 0 || at == r.ID || level > 2 {
			p.Add("parent_id", fault.Text{ZH: "不能放在它下面", EN: "It cannot stand under this one"}, fault.Text{ZH: "同一类的另一个原因，最多三层", EN: "Another reason of the same kind, three levels at most"})
			return
		}
		at = all[i].Parent
	}
}

// AddReason adds a reason of a kind.
func (s *Settings) AddReason(ctx context.Context, a *actor.Actor, kind string, d *ReasonDraft) (r *Reason, err error) {
	if reasonColumn[kind] == "" {
		return nil, fault.Wrong("kind", fault.Text{ZH: "没有这类原因", EN: "There is no such kind of reason"}, fault.Text{ZH: "chance 或 lost", EN: "chance or lost"})
	}
	err = s.write(ctx, a, func(ctx context.Context, tx *db.Tx) error {
		all, err := readReasons(ctx, tx, a.Org)
		if err != nil {
			return err
		}
		if r, err = s.drawReason(Reason{Org: a.Org, Kind: kind, Position: len(all) + 1, Version: 1}, d, all); err != nil {
			return err
		}
		r.ID = s.IDs.New()
		s.tell(tx, a, "reason.added", KindReason, r.ID, []journal.Change{{Field: "name", After: r.Name}})
		return insertRow(ctx, tx, r)
	})
	return r, err
}

// ChangeReason changes a reason; leads that hold it are rewritten in the background.
func (s *Settings) ChangeReason(ctx context.Context, a *actor.Actor, reason id.ID, version int, d *ReasonDraft) (r *Reason, err error) {
	err = s.write(ctx, a, func(ctx context.Context, tx *db.Tx) error {
		before, all, err := reasonOf(ctx, tx, a.Org, reason)
		if err != nil {
			return err
		}
		if before.Version != version {
			return fault.ErrVersion.New()
		}
		if r, err = s.drawReason(*before, d, all); err != nil {
			return err
		}
		var changes []journal.Change
		differ(&changes, "name", before.Name, r.Name)
		differ(&changes, "parent", nameOfReason(all, before.Parent), nameOfReason(all, r.Parent))
		differ(&changes, "position", before.Position, r.Position)
		differ(&changes, "archived", before.Archived, r.Archived)
		if len(changes) == 0 {
			return nil
		}
		if before.Name != r.Name {
			if err := s.Queue.Enqueue(ctx, tx, jobRewrite, a.Org, rewriteJob{a.Member, reasonColumn[r.Kind], before.Name, r.Name}, time.Time{}); err != nil {
				return err
			}
		}
		r.Version++
		s.tell(tx, a, "reason.changed", KindReason, r.ID, labelled(changes, r.Name))
		return updateRow(ctx, tx, r, a.Org, r.ID)
	})
	return r, err
}

func nameOfReason(all []Reason, reason id.ID) string {
	for _, r := range all {
		if r.ID == reason {
			return r.Name
		}
	}
	return ""
}

// RemoveReason deletes a reason that no lead holds and no other stands under.
func (s *Settings) RemoveReason(ctx context.Context, a *actor.Actor, reason id.ID) error {
	return s.write(ctx, a, func(ctx context.Context, tx *db.Tx) error {
		r, all, err := reasonOf(ctx, tx, a.Org, reason)
		if err != nil {
			return err
		}
		for _, o := range all {
			if o.Parent == r.ID {
				return inUse(fault.Text{ZH: "「" + o.Name + "」在它下面", EN: o.Name + " stands under it"})
			}
		}
		if err := freeOfWord(ctx, tx, a.Org, reasonColumn[r.Kind], r.Name); err != nil {
			return err
		}
		s.tell(tx, a, "reason.deleted", KindReason, r.ID, []journal.Change{{Field: "name", Before: r.Name}})
		return deleteRow(ctx, tx, r, a.Org, r.ID)
	})
}
