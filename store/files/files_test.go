package files_test

import (
	"errors"
	"io"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"xiaoguan/base/fault"
	"xiaoguan/base/id"
	"xiaoguan/store/files"
)

var org, one = id.MustParse("0192d4e1-7a3c-7b52-9d1e-3f2a6c8b9e01"), id.MustParse("0192d4e1-7a3c-7b52-9d1e-3f2a6c8b9e02")

func TestReceiveKeepsWholeFilesOnly(t *testing.T) {
	dir := t.TempDir()
	f, err := files.Open(dir)
	if err != nil {
		t.Fatal(err)
	}
	defer f.Close()
	row := &files.File{Org: org, ID: one, Name: "../../etc/passwd"}
	if err := f.Receive(row, strings.NewReader("线索")); err != nil || row.Size != 6 || len(row.SHA256) != 64 {
		t.Fatalf("%+v, %v", row, err)
	}
	h, err := f.Open(org, one)
	if err != nil {
		t.Fatal(err)
	}
	defer h.Close()
	if b, _ := io.ReadAll(h); string(b) != "线索" {
		t.Fatalf("read %q", b)
	}
	if _, err := os.Stat(filepath.Join(dir, org.String(), one.String())); err != nil {
		t.Fatal("the name of the upload chose the place")
	}
	other := &files.File{Org: org, ID: id.MustParse("0192d4e1-7a3c-7b52-9d1e-3f2a6c8b9e03")}
	if err := f.Receive(other, io.MultiReader(strings.NewReader("half"), broken{})); err == nil {
		t.Fatal("a broken upload was kept")
	}
	if err := f.Receive(other, io.LimitReader(endless{}, files.Limit+10)); !files.ErrTooBig.Is(err) {
		t.Fatalf("too big: %v", err)
	}
	if _, err := f.Open(org, other.ID); !fault.ErrNotFound.Is(err) {
		t.Fatalf("what was refused is still there: %v", err)
	}
}

type broken struct{}

func (broken) Read([]byte) (int, error) { return 0, errors.New("connection lost") }

type endless struct{}

func (endless) Read(b []byte) (int, error) { return len(b), nil }
