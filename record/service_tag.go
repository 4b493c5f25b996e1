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

// TagDraft is a tag as it is to be; nil means unchanged.
type TagDraft struct {
	Name   *string `json:"name,omitempty" maxLength:"30"`
	Colour *string `json:"colour,omitempty" enum:",red,orange,yellow,green,teal,blue,purple,grey"`
}

func (d *TagDraft) draw(before Tag, all []Tag) (*Tag, error) {
	t := before
	setLine(&t.Name, d.Name)
	var p fault.Problems
	checkWord(&p, "name", t.Name, 30)
	if strings.ContainsAny(t.Name, ",，") {
		p.Add("name", fault.Text{ZH: "标签不含逗号", EN: "No comma in a tag"}, fault.Text{ZH: "最多 30 个字，不含逗号", EN: "At most 30 characters, no comma"})
	}
	for _, o := range all {
		if o.ID != t.ID && o.Name == t.Name {
			p.Add("name", fault.Text{ZH: "已经有这个标签，可以把两个合并", EN: "This tag is there already; the two can be merged"}, fault.Text{ZH: "换一个名字，或合并", EN: "Another name, or merge them"})
		}
	}
	if d.Colour != nil {
		if t.Colour = *d.Colour; !slices.Contains(Colours, t.Colour) {
			p.Add("colour", fault.Text{ZH: "没有这个颜色", EN: "There is no such colour"}, fault.Text{ZH: strings.Join(Colours[1:], " "), EN: strings.Join(Colours[1:], " ")})
		}
	}
	return &t, p.Err()
}

// AddTag puts a tag into the vocabulary.
func (s *Settings) AddTag(ctx context.Context, a *actor.Actor, d *TagDraft) (t *Tag, err error) {
	err = s.write(ctx, a, func(ctx context.Context, tx *db.Tx) error {
		all, err := readTags(ctx, tx, a.Org)
		if err != nil {
			return err
		}
		if t, err = d.draw(Tag{Org: a.Org, CreatedAt: s.Now(), Version: 1}, all); err != nil {
			return err
		}
		t.ID = s.IDs.New()
		s.tell(tx, a, "tag.added", KindTag, t.ID, []journal.Change{{Field: "name", After: t.Name}})
		return insertRow(ctx, tx, t)
	})
	return t, err
}

// ChangeTag renames or colours a tag, on every record that has it.
func (s *Settings) ChangeTag(ctx context.Context, a *actor.Actor, tag id.ID, version int, d *TagDraft) (t *Tag, err error) {
	err = s.write(ctx, a, func(ctx context.Context, tx *db.Tx) error {
		before, all, err := tagOf(ctx, tx, a.Org, tag)
		if err != nil {
			return err
		}
		if before.Version != version {
			return fault.ErrVersion.New()
		}
		if t, err = d.draw(*before, all); err != nil {
			return err
		}
		var changes []journal.Change
		differ(&changes, "name", before.Name, t.Name)
		differ(&changes, "colour", before.Colour, t.Colour)
		if len(changes) == 0 {
			return nil
		}
		t.Version++
		if err := updateRow(ctx, tx, t, a.Org, tag); err != nil {
			return err
		}
		s.tell(tx, a, "tag.changed", KindTag, tag, changes)
		if before.Name == t.Name {
			return nil
		}
		return s.Queue.Enqueue(ctx, tx, jobRetag, a.Org, fieldJob{Field: tag}, time.Time{})
	})
	return t, err
}

// MergeTags gives every record with one tag the other instead and removes the first.
func (s *Settings) MergeTags(ctx context.Context, a *actor.Actor, tag, into id.ID) (t *Tag, err error) {
	err = s.write(ctx, a, func(ctx context.Context, tx *db.Tx) error {
		from, _, err := tagOf(ctx, tx, a.Org, tag)
		if err != nil {
			return err
		}
		if t, _, err = tagOf(ctx, tx, a.Org, into); fault.ErrNotFound.Is(err) || tag == into {
			return fault.Wrong("into", fault.Text{ZH: "没有这个标签，或就是它自己", EN: "There is no such tag, or it is the same"}, fault.Text{ZH: "另一个标签", EN: "Another tag"})
		} else if err != nil {
			return err
		}
		for _, typ := range s.tagged() {
			if err := moveTag(ctx, tx, typ, a.Org, tag, into); err != nil {
				return err
			}
		}
		s.tell(tx, a, "tag.merged", KindTag, into, []journal.Change{{Field: "merged", Before: from.Name, After: t.Name}})
		if err := deleteRow(ctx, tx, from, a.Org, tag); err != nil {
			return err
		}
		return s.Queue.Enqueue(ctx, tx, jobRetag, a.Org, fieldJob{Field: into}, time.Time{})
	})
	return t, err
}

// tagged are the kinds of record that have tags.
func (s *Settings) tagged() (out []*Type) {
	for _, t := range s.Types.Types() {
		if t.TagTable != "" {
			out = append(out, t)
		}
	}
	return out
}

// RemoveTag deletes a tag that no record has.
func (s *Settings) RemoveTag(ctx context.Context, a *actor.Actor, tag id.ID) error {
	return s.write(ctx, a, func(ctx context.Context, tx *db.Tx) error {
		t, _, err := tagOf(ctx, tx, a.Org, tag)
		if err != nil {
			return err
		}
		var where fault.Text
		for _, typ := range s.tagged() {
			n, err := countTagged(ctx, tx, typ, a.Org, tag)
			if err != nil {
				return err
			}
			if n > 0 {
				part := fault.Text{ZH: "{n} 条{label} ", EN: "{n} of {label_en} "}.Fill(fault.Args{"n": n, "label": typ.Label.ZH, "label_en": typ.Label.EN})
				where.ZH, where.EN = where.ZH+part.ZH, where.EN+part.EN
			}
		}
		if where.ZH != "" {
			return inUse(fault.Text{ZH: strings.TrimSpace(where.ZH) + "，可以合并到另一个标签", EN: strings.TrimSpace(where.EN) + "; merge it into another"})
		}
		s.tell(tx, a, "tag.deleted", KindTag, tag, []journal.Change{{Field: "name", Before: t.Name}})
		return deleteRow(ctx, tx, t, a.Org, tag)
	})
}
