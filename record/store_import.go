package record

import (
	"context"
	"encoding/json"
	"time"

	"github.com/uptrace/bun"

	"xiaoguan/base/actor"
	"xiaoguan/base/fault"
	"xiaoguan/base/id"
	"xiaoguan/record/sheet"
	"xiaoguan/store/db"
	"xiaoguan/store/files"
)

// Import is the row of one import. Rows counts the rows under the header that are not blank; at every moment Done = Created +
// Merged + Skipped + Failures, and At is the number of the last row that was taken.
type Import struct {
	bun.BaseModel `bun:"table:import,alias:im,select:(SELECT im.*, im.created_by AS owner_id, CAST(NULL AS uuid) AS group_id FROM import AS im)"`
	Org           id.ID       `bun:"org_id"`
	ID            id.ID       `bun:"id"`
	RecordKind    string      `bun:"record_kind"`
	File          id.ID       `bun:"file_id"`
	FileName      string      `bun:"file_name"`
	Format        string      `bun:"format"`
	Encoding      string      `bun:"encoding"`
	State         ImportState `bun:"state"`
	SpecText      string      `bun:"spec"`
	SheetsText    string      `bun:"sheets"`
	Rows          int         `bun:"row_total"`
	Done          int         `bun:"row_done"`
	At            int         `bun:"row_at"`
	Created       int         `bun:"created"`
	Merged        int         `bun:"merged"`
	Skipped       int         `bun:"skipped"`
	Failures      int         `bun:"failed"`
	Failure       string      `bun:"failure"` // JSON of a fault.Text: why it failed as a whole
	LeaseUntil    time.Time   `bun:"lease_until,nullzero"`
	CreatedBy     id.ID       `bun:"created_by,nullzero"`
	CreatedAt     time.Time   `bun:"created_at"`
	StartedAt     time.Time   `bun:"started_at,nullzero"`
	FinishedAt    time.Time   `bun:"finished_at,nullzero"`
	Version       int64       `bun:"version"`

	Spec   ImportSpec        `bun:"-"`
	Sheets []sheet.SheetInfo `bun:"-"`
}

// pack writes what is kept as JSON, unpack reads it.
func (im *Import) pack() error {
	spec, err := json.Marshal(im.Spec)
	if err != nil {
		return err
	}
	sheets, err := json.Marshal(im.Sheets)
	im.SpecText, im.SheetsText = string(spec), string(sheets)
	return err
}

func (im *Import) unpack() error {
	if err := json.Unmarshal([]byte(im.SpecText), &im.Spec); err != nil {
		return err
	}
	return json.Unmarshal([]byte(im.SheetsText), &im.Sheets)
}

// insertImport keeps a new import with its file.
func insertImport(ctx context.Context, tx *db.Tx, im *Import, file *files.File) error {
	if err := im.pack(); err != nil {
		return err
	}
	if err := files.Keep(ctx, tx, file); err != nil {
		return err
	}
	if err := tx.Later(tx.NewInsert().Model(im)); err != nil {
		return err
	}
	return tx.Later(tx.NewRaw("INSERT INTO file_link (org_id, kind, id, file_id) VALUES (?, ?, ?, ?)", im.Org, ImportKind, im.ID, im.File))
}

// findImport reads an import the actor may see.
func findImport(ctx context.Context, s *db.Store, a *actor.Actor, which id.ID) (*Import, error) {
	im := new(Import)
	if err := db.Visible(s.Read().NewSelect().Model(im), "im", a, ImportType.Read, false).Where("im.id = ?", which).Limit(1).Scan(ctx); err != nil {
		return nil, s.Fault(err)
	}
	return im, im.unpack()
}

// readImport reads an import for the job that carries it out.
func readImport(ctx context.Context, s *db.Store, org, which id.ID) (*Import, error) {
	im := new(Import)
	if err := db.In(s.Read().NewSelect().Model(im), "im", org).Where("im.id = ?", which).Limit(1).Scan(ctx); err != nil {
		return nil, s.Fault(err)
	}
	return im, im.unpack()
}

// moved turns an UPDATE … RETURNING that may find nothing into whether it did.
func moved(err error) (bool, error) {
	if db.IsNone(err) {
		return false, nil
	}
	return err == nil, err
}

// settleImport keeps a changed spec as long as the import has not begun.
func settleImport(ctx context.Context, tx *db.Tx, im *Import) (bool, error) {
	if err := im.pack(); err != nil {
		return false, err
	}
	return moved(tx.NewUpdate().Model(im).Column("spec", "state", "row_total", "row_at").Set("version = im.version + 1").
		Where("im.org_id = ? AND im.id = ? AND im.state IN (?, ?)", im.Org, im.ID, Uploaded, Ready).Returning("version").Scan(ctx))
}

// startImport begins an import that is ready.
func startImport(ctx context.Context, tx *db.Tx, im *Import, now, lease time.Time) (bool, error) {
	return moved(tx.NewUpdate().Model(im).Set("state = ?", Running).Set("started_at = ?", now).Set("lease_until = ?", lease).Set("version = im.version + 1").
		Where("im.org_id = ? AND im.id = ? AND im.state = ?", im.Org, im.ID, Ready).Returning("*").Scan(ctx))
}

// endImport ends an import that is in one of the states. at is where it must stand, -1: anywhere.
func endImport(ctx context.Context, tx *db.Tx, im *Import, from []ImportState, at int, to ImportState, failure *fault.Text, now time.Time) (bool, error) {
	q := tx.NewUpdate().Model(im).Set("state = ?", to).Set("finished_at = ?", now).Set("lease_until = NULL").Set("version = im.version + 1").
		Where("im.org_id = ? AND im.id = ?", im.Org, im.ID)
	q = q.Where("im.state IN (?)", bun.List(from))
	if at >= 0 {
		q = q.Where("im.row_at = ?", at)
	}
	if failure != nil {
		text, err := json.Marshal(failure)
		if err != nil {
			return false, err
		}
		q = q.Set("failure = ?", string(text))
	}
	return moved(q.Returning("*").Scan(ctx))
}

// advance moves a running import from the row it stands at to another: whoever finds it elsewhere, or no longer running, has
// lost and writes nothing. Everything else of a chunk follows in the same transaction.
func advance(ctx context.Context, tx *db.Tx, im *Import, to int, lease time.Time) (bool, error) {
	var at int
	return moved(tx.NewRaw("UPDATE import SET row_at = ?, lease_until = ? WHERE org_id = ? AND id = ? AND state = ? AND row_at = ? RETURNING row_at",
		to, lease, im.Org, im.ID, Running, im.At).Scan(ctx, &at))
}

// tally adds a chunk to the counts.
func tally(tx *db.Tx, im *Import, n ImportCounts) error {
	return tx.Later(tx.NewRaw("UPDATE import SET row_done = row_done + ?, created = created + ?, merged = merged + ?, skipped = skipped + ?, failed = failed + ? WHERE org_id = ? AND id = ?",
		n.Rows, n.Created, n.Merged, n.Skipped, n.Failed, im.Org, im.ID))
}

// abandoned takes over running imports whose lease has passed before a moment, of all organisations: their ids.
func abandoned(ctx context.Context, tx *db.Tx, before, lease time.Time) (found []importRef, err error) {
	err = tx.NewRaw("UPDATE import SET lease_until = ? WHERE state = ? AND (lease_until IS NULL OR lease_until < ?) RETURNING org_id, id", lease, Running, before).Scan(ctx, &found)
	return found, err
}

type importRef struct {
	Org id.ID `bun:"org_id"`
	ID  id.ID `bun:"id"`
}
