package record

import (
	"context"
	"encoding/json"
	"time"

	"github.com/uptrace/bun"

	"xiaoguan/base/actor"
	"xiaoguan/base/fault"
	"xiaoguan/base/id"
	"xiaoguan/store/db"
)

func readWords(ctx context.Context, q queryer, org id.ID, list string) ([]Word, error) {
	words := []Word{}
	err := db.In(q.NewSelect().Model(&words), "w", org).Where("w.list = ?", list).OrderExpr("w.position, w.id").Limit(1000).Scan(ctx)
	for i := range words {
		words[i].Archived = !words[i].ArchivedAt.IsZero()
	}
	return words, err
}

func readReasons(ctx context.Context, q queryer, org id.ID) ([]Reason, error) {
	var all []Reason
	err := q.NewSelect().Model(&all).Where("org_id = ?", org).OrderExpr("kind, position, id").Scan(ctx)
	for i := range all {
		all[i].Archived = !all[i].ArchivedAt.IsZero()
	}
	return all, err
}

func reasonOf(ctx context.Context, q queryer, org, reason id.ID) (*Reason, []Reason, error) {
	all, err := readReasons(ctx, q, org)
	for i := range all {
		if all[i].ID == reason {
			r := all[i]
			return &r, all, err
		}
	}
	if err == nil {
		err = fault.ErrNotFound.New()
	}
	return nil, nil, err
}

func readTags(ctx context.Context, q queryer, org id.ID) ([]Tag, error) {
	var all []Tag
	err := q.NewSelect().Model(&all).Where("org_id = ?", org).OrderExpr("name").Scan(ctx)
	return all, err
}

func tagOf(ctx context.Context, q queryer, org, tag id.ID) (*Tag, []Tag, error) {
	all, err := readTags(ctx, q, org)
	for i := range all {
		if all[i].ID == tag {
			t := all[i]
			return &t, all, err
		}
	}
	if err == nil {
		err = fault.ErrNotFound.New()
	}
	return nil, nil, err
}

// countWord counts the leads that hold a word in a column.
func countWord(ctx context.Context, q queryer, org id.ID, column, word string) (n int, err error) {
	err = q.NewRaw("SELECT count(*) FROM lead WHERE org_id = ? AND ? = ?", org, bun.Ident(column), word).Scan(ctx, &n)
	return n, err
}

func countTagged(ctx context.Context, q queryer, t *Type, org, tag id.ID) (n int, err error) {
	err = q.NewRaw("SELECT count(*) FROM ? WHERE org_id = ? AND tag_id = ?", bun.Ident(t.TagTable), org, tag).Scan(ctx, &n)
	return n, err
}

// TagUses counts the records of each kind by tag.
func (s *Settings) TagUses(ctx context.Context, org id.ID) ([]TagUse, error) {
	st := s.Dir.Of(org)
	uses := map[id.ID]map[string]int{}
	for _, t := range s.tagged() {
		var rows []struct {
			Tag id.ID `bun:"tag_id"`
			N   int   `bun:"n"`
		}
		if err := st.Read().NewRaw("SELECT tag_id, count(*) AS n FROM ? WHERE org_id = ? GROUP BY tag_id", bun.Ident(t.TagTable), org).Scan(ctx, &rows); err != nil {
			return nil, st.Fault(err)
		}
		for _, r := range rows {
			if uses[r.Tag] == nil {
				uses[r.Tag] = map[string]int{}
			}
			uses[r.Tag][t.Kind] = r.N
		}
	}
	tags, err := readTags(ctx, st.Read(), org)
	out := []TagUse{}
	for _, t := range tags {
		if uses[t.ID] == nil {
			uses[t.ID] = map[string]int{}
		}
		out = append(out, TagUse{t.ID, uses[t.ID]})
	}
	return out, st.Fault(err)
}

// moveTag gives the records of a kind that have one tag the other.
func moveTag(ctx context.Context, tx *db.Tx, t *Type, org, from, into id.ID) error {
	table, key := bun.Ident(t.TagTable), bun.Ident(t.TagKey)
	_, err := tx.NewRaw("INSERT INTO ? (org_id, ?, tag_id) SELECT lt.org_id, lt.?, ? FROM ? AS lt WHERE lt.org_id = ? AND lt.tag_id = ? AND NOT EXISTS (SELECT 1 FROM ? AS has WHERE has.org_id = ? AND has.? = lt.? AND has.tag_id = ?)",
		table, key, key, into, table, org, from, table, org, key, key, into).Exec(ctx)
	if err != nil {
		return err
	}
	_, err = tx.NewRaw("DELETE FROM ? WHERE org_id = ? AND tag_id = ?", table, org, from).Exec(ctx)
	return err
}

// The jobs that follow a change of words.
const (
	jobRetag   = "tag.rewrite"
	jobRewrite = "word.rewrite"
)

type rewriteJob struct {
	By     id.ID  `json:"by"`
	Column string `json:"column"`
	From   string `json:"from"`
	To     string `json:"to"`
}

// retag writes the tags of some of the records that have a tag anew, where a kind keeps them in the row.
func (s *Settings) retag(ctx context.Context, org id.ID, job *fieldJob) (more bool, err error) {
	st := s.Dir.Of(org)
	for _, t := range s.tagged() {
		follow := s.Follow[t.Kind]
		if follow.Retag == nil {
			continue
		}
		var ids []id.ID
		key := bun.Ident(t.TagKey)
		err := st.Read().NewRaw("SELECT ? FROM ? WHERE org_id = ? AND tag_id = ? AND ? > ? ORDER BY ? LIMIT ?", key, bun.Ident(t.TagTable), org, job.Field, key, job.From, key, chunk).Scan(ctx, &ids)
		if err != nil || len(ids) == 0 {
			return false, st.Fault(err)
		}
		job.From = ids[len(ids)-1]
		return len(ids) == chunk, follow.Retag(ctx, org, ids)
	}
	return false, nil
}

// rewrite gives leads the new word of a column, as an act of whoever renamed it.
func (s *Settings) rewrite(ctx context.Context, org id.ID, payload []byte) error {
	var job rewriteJob
	if err := json.Unmarshal(payload, &job); err != nil {
		return err
	}
	a := actor.System(org, "Asia/Shanghai")
	a.Member = job.By
	end := s.Now().Add(long)
	for {
		n, err := s.Follow[leadKind].Rewrite(ctx, a, job.Column, job.From, job.To)
		if err != nil || n == 0 {
			return err
		}
		if s.Now().After(end) {
			return s.Dir.Of(org).Write(ctx, func(ctx context.Context, tx *db.Tx) error {
				return s.Queue.Enqueue(ctx, tx, jobRewrite, org, job, time.Time{})
			})
		}
	}
}
