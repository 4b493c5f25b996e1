package db

import (
	"context"
	"database/sql"
	"embed"
	"fmt"
	"io/fs"

	"github.com/pressly/goose/v3"
	"github.com/riverqueue/river/riverdriver"
	"github.com/riverqueue/river/riverdriver/riverdatabasesql"
	"github.com/riverqueue/river/riverdriver/riversqlite"
	"github.com/riverqueue/river/rivermigrate"
)

//go:embed migrations
var migrations embed.FS

// migrate brings the schema to the newest version: ours by goose (numbered, forward only), the job queue's by River.
func migrate(ctx context.Context, d *sql.DB, engine Engine) error {
	dialect := goose.DialectSQLite3
	var driver riverdriver.Driver[*sql.Tx] = riversqlite.New(d)
	if engine == Postgres {
		dialect = goose.DialectPostgres
		driver = riverdatabasesql.New(d)
	}
	folder, err := fs.Sub(migrations, "migrations/"+string(engine))
	if err != nil {
		return err
	}
	provider, err := goose.NewProvider(dialect, d, folder)
	if err != nil {
		return err
	}
	if _, err := provider.Up(ctx); err != nil {
		return fmt.Errorf("migrate: %w", err)
	}
	queue, err := rivermigrate.New(driver, nil)
	if err != nil {
		return err
	}
	if _, err := queue.Migrate(ctx, rivermigrate.DirectionUp, nil); err != nil {
		return fmt.Errorf("migrate jobs: %w", err)
	}
	return nil
}

// Migrations are the embedded migration files, for tests that fingerprint the schema.
func Migrations() fs.FS { return migrations }
