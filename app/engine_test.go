package app_test

import (
	"testing"

	"xiaoguan/app"
	"xiaoguan/app/apptest"
	"xiaoguan/store/db/dbtest"
)

// one is a house on SQLite, for what does not depend on the engine.
func one(t *testing.T) *apptest.House {
	t.Helper()
	return apptest.Open(t, app.Config{Database: dbtest.SQLite(t)})
}
