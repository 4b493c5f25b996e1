package main

import (
	"context"
	"crypto/sha256"
	"database/sql"
	"encoding/hex"
	"errors"
	"fmt"
	"io"
	"io/fs"
	"net/url"
	"os"
	"path/filepath"
	"strings"
	"time"

	"xiaoguan/store/db"
)

// generation is raised when the data set is made differently.
const generation = "3"

// fingerprint names a data set: its making and the schema it stands in.
func fingerprint() (string, error) {
	h := sha256.New()
	fmt.Fprint(h, generation)
	err := fs.WalkDir(db.Migrations(), ".", func(path string, d fs.DirEntry, err error) error {
		if err != nil || d.IsDir() {
			return err
		}
		text, err := fs.ReadFile(db.Migrations(), path)
		h.Write(text)
		return err
	})
	return hex.EncodeToString(h.Sum(nil)[:6]), err
}

// engine is where a data set is kept and copied.
type engine interface {
	name() string
	// kept is the database that holds the data set, made when it is missing; it is not to be written to.
	kept(ctx context.Context, size int, mark string) (url string, err error)
	// copy is a fresh copy of it.
	copy(ctx context.Context, from, name string) (url string, err error)
	drop(ctx context.Context, url string)
}

type liteEngine struct{ folder string }

func (liteEngine) name() string { return "SQLite" }

func (e liteEngine) kept(ctx context.Context, size int, mark string) (string, error) {
	path := filepath.Join(e.folder, fmt.Sprintf("%s-%d.db", mark, size))
	if _, err := os.Stat(path); err == nil {
		return path, nil
	}
	old, _ := filepath.Glob(filepath.Join(e.folder, fmt.Sprintf("*-%d.db*", size)))
	for _, f := range old {
		_ = os.Remove(f)
	}
	half := path + ".part"
	defer timed(fmt.Sprintf("loading %d leads into SQLite", size))()
	if err := load(ctx, half, size); err != nil {
		return "", err
	}
	_ = os.Remove(half + "-wal")
	_ = os.Remove(half + "-shm")
	return path, os.Rename(half, path)
}

func (e liteEngine) copy(_ context.Context, from, name string) (string, error) {
	to := filepath.Join(e.folder, name+".db")
	e.drop(context.Background(), to)
	in, err := os.Open(from)
	if err != nil {
		return "", err
	}
	defer in.Close()
	out, err := os.Create(to)
	if err != nil {
		return "", err
	}
	_, err = io.Copy(out, in)
	return to, errors.Join(err, out.Sync(), out.Close())
}

func (e liteEngine) drop(_ context.Context, path string) {
	for _, end := range []string{"", "-wal", "-shm"} {
		_ = os.Remove(path + end)
	}
}

type pgEngine struct{ dsn string }

func (pgEngine) name() string { return "PostgreSQL" }

func (e pgEngine) url(name string) string {
	u, err := url.Parse(e.dsn)
	if err != nil {
		return e.dsn
	}
	u.Path = "/" + name
	return u.String()
}

func (e pgEngine) exec(ctx context.Context, text string) error {
	d, err := sql.Open("pgx", e.dsn)
	if err != nil {
		return err
	}
	defer d.Close()
	_, err = d.ExecContext(ctx, text)
	return err
}

func (e pgEngine) kept(ctx context.Context, size int, mark string) (string, error) {
	name := fmt.Sprintf("bench_%s_%d", mark, size)
	d, err := sql.Open("pgx", e.dsn)
	if err != nil {
		return "", err
	}
	defer d.Close()
	var there bool
	if err := d.QueryRowContext(ctx, "SELECT EXISTS (SELECT 1 FROM pg_database WHERE datname = $1)", name).Scan(&there); err != nil || there {
		return e.url(name), err
	}
	half := name + "_part"
	defer timed(fmt.Sprintf("loading %d leads into PostgreSQL", size))()
	for _, text := range []string{"DROP DATABASE IF EXISTS " + half, "CREATE DATABASE " + half} {
		if _, err := d.ExecContext(ctx, text); err != nil {
			return "", err
		}
	}
	if err := load(ctx, e.url(half), size); err != nil {
		return "", err
	}
	_, err = d.ExecContext(ctx, "ALTER DATABASE "+half+" RENAME TO "+name)
	return e.url(name), err
}

func (e pgEngine) copy(ctx context.Context, from, name string) (string, error) {
	u, err := url.Parse(from)
	if err != nil {
		return "", err
	}
	e.drop(ctx, e.url(name))
	return e.url(name), e.exec(ctx, "CREATE DATABASE "+name+" TEMPLATE "+strings.TrimPrefix(u.Path, "/"))
}

func (e pgEngine) drop(ctx context.Context, dsn string) {
	if u, err := url.Parse(dsn); err == nil {
		_ = e.exec(ctx, "DROP DATABASE IF EXISTS "+strings.TrimPrefix(u.Path, "/")+" WITH (FORCE)")
	}
}

// timed says what is going on and, at its end, how long it took.
func timed(what string) func() {
	began := time.Now()
	fmt.Fprintf(os.Stderr, "%s …\n", what)
	return func() { fmt.Fprintf(os.Stderr, "%s: %.1f s\n", what, time.Since(began).Seconds()) }
}
