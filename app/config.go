package app

import (
	"log/slog"
	"os"
	"path/filepath"
	"time"

	"xiaoguan/base/clock"
)

// Config is what can be set from outside.
type Config struct {
	Listen   string // address of the server, default 127.0.0.1:8080
	Data     string // folder for the database and files, default ./data
	Database string // "" = SQLite in the data folder, or postgres://…
	Clock    clock.Clock
	Log      *slog.Logger
	Guard    bool          // test builds: refuse tenant statements without org_id
	MaxPages int           // SQLite: simulate a full disk (tests)
	Busy     time.Duration // SQLite: how long a write waits for another process, 0 = 10 s
}

// FromEnv fills what is empty from XIAOGUAN_LISTEN, XIAOGUAN_DATA and XIAOGUAN_DATABASE.
func (c Config) FromEnv() Config {
	fill := func(field *string, name, fallback string) {
		if *field == "" {
			*field = os.Getenv(name)
		}
		if *field == "" {
			*field = fallback
		}
	}
	fill(&c.Listen, "XIAOGUAN_LISTEN", "127.0.0.1:8080")
	fill(&c.Data, "XIAOGUAN_DATA", "./data")
	fill(&c.Database, "XIAOGUAN_DATABASE", "")
	if c.Clock == nil {
		c.Clock = clock.System
	}
	if c.Log == nil {
		c.Log = slog.New(slog.NewTextHandler(os.Stderr, nil))
	}
	return c
}

// url is what the store opens.
func (c Config) url() string {
	if c.Database != "" {
		return c.Database
	}
	return filepath.Join(c.Data, "xiaoguan.db")
}
