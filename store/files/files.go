// Package files keeps uploaded files in a folder, never in the database: organisation/id, with the original name, size and
// SHA-256 in the table file. A file is complete on disk before its row exists.
package files

import (
	"context"
	"crypto/sha256"
	"encoding/hex"
	"errors"
	"io"
	"os"
	"time"

	"github.com/uptrace/bun"

	"xiaoguan/base/fault"
	"xiaoguan/base/id"
	"xiaoguan/store/db"
)

// Limit is how many bytes one upload may have.
const Limit = 64 << 20

// ErrTooBig is the fault of an upload over the limit.
var ErrTooBig = fault.Declare("file.too_big", fault.TooLarge, "文件超过 64 MB，请拆成几份再传", "The file is over 64 MB; split it and upload the parts")

// File is the row of a kept file.
type File struct {
	bun.BaseModel `bun:"table:file"`
	Org           id.ID     `bun:"org_id"`
	ID            id.ID     `bun:"id"`
	Name          string    `bun:"name"`
	Size          int64     `bun:"size"`
	SHA256        string    `bun:"sha256"`
	CreatedAt     time.Time `bun:"created_at"`
	CreatedBy     id.ID     `bun:"created_by,nullzero"`
}

// Folder is the place of all files; paths cannot leave it (os.Root).
type Folder struct{ root *os.Root }

// Open opens the folder, making it where it is missing.
func Open(path string) (*Folder, error) {
	if err := os.MkdirAll(path, 0o700); err != nil {
		return nil, err
	}
	root, err := os.OpenRoot(path)
	if err != nil {
		return nil, err
	}
	return &Folder{root: root}, nil
}

// Close closes the folder.
func (f *Folder) Close() error { return f.root.Close() }

func place(org, file id.ID) string { return org.String() + "/" + file.String() }

// Receive reads an upload to disk, at most Limit bytes, and fills in size and hash; the row is written by Keep.
func (f *Folder) Receive(row *File, r io.Reader) (err error) {
	if err := f.root.Mkdir(row.Org.String(), 0o700); err != nil && !errors.Is(err, os.ErrExist) {
		return err
	}
	path := place(row.Org, row.ID)
	out, err := f.root.Create(path)
	if err != nil {
		return err
	}
	defer func() {
		if e := out.Close(); err == nil {
			err = e
		}
		if err != nil {
			_ = f.root.Remove(path)
		}
	}()
	hash := sha256.New()
	row.Size, err = io.Copy(io.MultiWriter(out, hash), io.LimitReader(r, Limit+1))
	if err != nil {
		return err
	}
	if row.Size > Limit {
		return ErrTooBig.New()
	}
	row.SHA256 = hex.EncodeToString(hash.Sum(nil))
	return out.Sync()
}

// Keep writes the row of a received file.
func Keep(ctx context.Context, tx *db.Tx, row *File) error {
	_, err := tx.NewInsert().Model(row).Exec(ctx)
	return err
}

// Open opens a kept file for reading; the caller closes it.
func (f *Folder) Open(org, file id.ID) (*os.File, error) {
	h, err := f.root.Open(place(org, file))
	if errors.Is(err, os.ErrNotExist) {
		return nil, fault.ErrNotFound.Wrap(err)
	}
	return h, err
}

// Discard deletes one received file whose row was never written.
func (f *Folder) Discard(org, file id.ID) error { return f.root.Remove(place(org, file)) }

// Remove deletes everything an organisation has kept: the end of a demo company.
func (f *Folder) Remove(org id.ID) error { return f.root.RemoveAll(org.String()) }
