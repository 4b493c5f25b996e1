package record

import (
	"context"
	"slices"
	"strings"
	"time"

	"github.com/uptrace/bun"

	"xiaoguan/base/fault"
	"xiaoguan/base/id"
	"xiaoguan/store/db"
)

// Tag is one word of the tag vocabulary shared by leads, companies and people.
type Tag struct {
	bun.BaseModel `bun:"table:tag"`
	Org           id.ID     `bun:"org_id" json:"-"`
	ID            id.ID     `bun:"id" json:"id"`
	Name          string    `bun:"name" json:"name"`
	CreatedAt     time.Time `bun:"created_at" json:"-"`
	Colour        string    `bun:"colour" json:"colour" enum:",red,orange,yellow,green,teal,blue,purple,grey"`
	Version       int       `bun:"version" json:"version"`
}

// CleanTags trims, drops empty ones and doubles, and sorts; a record holds at most 30 tags of 30 characters.
func CleanTags(names []string) ([]string, error) {
	out := []string{}
	for _, n := range names {
		n = strings.TrimSpace(n)
		if len([]rune(n)) > 30 || strings.ContainsAny(n, ",，\x00") {
			return nil, fault.Wrong("tags", fault.Text{ZH: "标签太长或含逗号：" + n, EN: "Tag too long or with a comma: " + n}, fault.Text{ZH: "最多 30 个字，不含逗号", EN: "At most 30 characters, no comma"})
		}
		if n != "" && !slices.Contains(out, n) {
			out = append(out, n)
		}
	}
	if len(out) > 30 {
		return nil, fault.Wrong("tags", fault.Text{ZH: "标签太多", EN: "Too many tags"}, fault.Text{ZH: "最多 30 个", EN: "At most 30"})
	}
	slices.Sort(out)
	return out, nil
}

// TagIDs gives the ids of the names, adding to the vocabulary what it lacks.
func TagIDs(ctx context.Context, tx *db.Tx, ids *id.Source, org id.ID, names []string, now time.Time) ([]id.ID, error) {
	known, err := TagsByName(ctx, tx, ids, org, names, now)
	out := make([]id.ID, 0, len(known))
	for _, n := range names {
		out = append(out, known[n])
	}
	return out, err
}

// TagsByName is TagIDs for many records at once: the id of each name. The names must be sorted and distinct, so that all
// transactions add them in one order.
func TagsByName(ctx context.Context, tx *db.Tx, ids *id.Source, org id.ID, names []string, now time.Time) (map[string]id.ID, error) {
	if len(names) == 0 {
		return nil, nil
	}
	rows := make([]Tag, len(names))
	for i, n := range names {
		rows[i] = Tag{Org: org, ID: ids.New(), Name: n, CreatedAt: now, Version: 1}
	}
	if _, err := tx.NewInsert().Model(&rows).On("CONFLICT (org_id, name) DO NOTHING").Exec(ctx); err != nil {
		return nil, err
	}
	var have []Tag
	if err := tx.NewSelect().Model(&have).Where("org_id = ? AND name IN (?)", org, bun.List(names)).Scan(ctx); err != nil {
		return nil, err
	}
	out := make(map[string]id.ID, len(have))
	for _, t := range have {
		out[t.Name] = t.ID
	}
	return out, nil
}

// SetTags replaces the tags of a record in its side table.
func SetTags(ctx context.Context, tx *db.Tx, t *Type, org, rec id.ID, tags []id.ID, fresh bool) error {
	table, key := bun.Ident(t.TagTable), bun.Ident(t.TagKey)
	if !fresh {
		if _, err := tx.NewRaw("DELETE FROM ? WHERE org_id = ? AND ? = ?", table, org, key, rec).Exec(ctx); err != nil {
			return err
		}
	}
	for _, tag := range tags {
		if err := tx.Later(tx.NewRaw("INSERT INTO ? (org_id, ?, tag_id) VALUES (?, ?, ?)", table, key, org, rec, tag)); err != nil {
			return err
		}
	}
	return nil
}

// Tags lists the vocabulary of an organisation.
func Tags(ctx context.Context, s *db.Store, org id.ID) ([]Tag, error) {
	tags := []Tag{}
	err := s.Read().NewSelect().Model(&tags).Where("org_id = ?", org).OrderExpr("name").Limit(1000).Scan(ctx)
	return tags, s.Fault(err)
}
