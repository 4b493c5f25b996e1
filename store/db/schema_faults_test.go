package db_test

import (
	"maps"
	"slices"
	"strings"
	"testing"

	"xiaoguan/store/db"
)

// planted are faults in tables made for the purpose; ID, AT and INT stand for the engine's types.
var planted = []struct{ name, ddl, class, want string }{
	{"a table without a class", "CREATE TABLE x (org_id ID NOT NULL, id ID NOT NULL, PRIMARY KEY (org_id, id))", "", "no class"},
	{"org_id may be null", "CREATE TABLE x (org_id ID, id ID NOT NULL, PRIMARY KEY (id))", "tenant", "may be null"},
	{"org_id is not first", "CREATE TABLE x (id ID NOT NULL, org_id ID NOT NULL, PRIMARY KEY (org_id, id))", "tenant", "not its first column"},
	{"no primary key", "CREATE TABLE x (org_id ID NOT NULL, id ID NOT NULL)", "tenant", "no primary key"},
	{"the primary key begins elsewhere", "CREATE TABLE x (org_id ID NOT NULL, id ID NOT NULL, PRIMARY KEY (id, org_id))", "tenant", "does not begin with org_id"},
	{"unique over all organisations", "CREATE TABLE x (org_id ID NOT NULL, id ID NOT NULL, name TEXT NOT NULL UNIQUE, PRIMARY KEY (org_id, id))", "tenant", "(name) does not begin with org_id"},
	{"an index over all organisations", "CREATE TABLE x (org_id ID NOT NULL, id ID NOT NULL, name TEXT, PRIMARY KEY (org_id, id)); CREATE INDEX x_name ON x (name)", "tenant", "(name) does not begin with org_id"},
	{"a reference into any organisation", "CREATE TABLE y (id ID NOT NULL PRIMARY KEY); CREATE TABLE x (org_id ID NOT NULL, id ID NOT NULL REFERENCES y (id), PRIMARY KEY (org_id, id))", "tenant", "another organisation"},
	{"a reference that deletes", "CREATE TABLE x (org_id ID NOT NULL, id ID NOT NULL, tag_id ID, PRIMARY KEY (org_id, id), FOREIGN KEY (org_id, tag_id) REFERENCES tag (org_id, id) ON DELETE CASCADE)", "tenant", "on its own"},
	{"a float", "CREATE TABLE x (org_id ID NOT NULL, id ID NOT NULL, price REAL, PRIMARY KEY (org_id, id))", "tenant", "do not use"},
	{"an amount as text", "CREATE TABLE x (org_id ID NOT NULL, id ID NOT NULL, paid_amount TEXT, PRIMARY KEY (org_id, id))", "tenant", "paid_amount is of the type"},
	{"an instant as text", "CREATE TABLE x (org_id ID NOT NULL, id ID NOT NULL, paid_at TEXT, PRIMARY KEY (org_id, id))", "tenant", "paid_at is of the type"},
	{"a trigger", "TRIGGER", "", "has the trigger"},
}

func triggerOf(engine db.Engine) string {
	if engine == db.SQLite {
		return "CREATE TRIGGER ghost AFTER INSERT ON tag BEGIN DELETE FROM tag WHERE name = ''; END"
	}
	return "CREATE FUNCTION ghost() RETURNS trigger LANGUAGE plpgsql AS $$ BEGIN RETURN NULL; END $$; CREATE TRIGGER ghost AFTER INSERT ON tag EXECUTE FUNCTION ghost()"
}

// TestSchemaFaultsAreSeen is the test of the test: each planted fault is told, on both engines.
func TestSchemaFaultsAreSeen(t *testing.T) {
	types := map[db.Engine]*strings.Replacer{
		db.SQLite:   strings.NewReplacer(" ID", " BLOB"),
		db.Postgres: strings.NewReplacer(" ID", " uuid"),
	}
	for _, engine := range []db.Engine{db.SQLite, db.Postgres} {
		t.Run(string(engine), func(t *testing.T) {
			d := openRaw(t, engine)
			for _, p := range planted {
				ddl := types[engine].Replace(p.ddl)
				if p.ddl == "TRIGGER" {
					ddl = triggerOf(engine)
				}
				if _, err := d.Exec(ddl); err != nil {
					t.Fatalf("%s: %v", p.name, err)
				}
				classes := maps.Clone(db.Tables)
				if p.class == "tenant" {
					classes["x"] = db.Tenant
				}
				classes["y"] = db.System
				faults := checkSchema(readSchema(t, d, engine), classes, engine)
				if !slices.ContainsFunc(faults, func(f string) bool { return strings.Contains(f, p.want) }) {
					t.Errorf("%s was not seen: %q", p.name, faults)
				}
				if _, err := d.Exec("DROP TABLE IF EXISTS x; DROP TABLE IF EXISTS y"); err != nil {
					t.Fatal(err)
				}
			}
		})
	}
}

// TestEngineDifferencesAreSeen plants a difference of each sort in one engine only.
func TestEngineDifferencesAreSeen(t *testing.T) {
	pg := readSchema(t, openRaw(t, db.Postgres), db.Postgres)
	for _, p := range []struct{ name, ddl, want string }{
		{"a column more", "ALTER TABLE tag ADD COLUMN flavour TEXT", "tag.flavour"},
		{"a column less", "ALTER TABLE lead DROP COLUMN key_reason", "lead.key_reason"},
		{"an index more", "CREATE INDEX tag_created ON tag (org_id, created_at)", "tag, indexes"},
		{"a key more", "CREATE UNIQUE INDEX reason_name ON reason (org_id, name)", "reason, unique"},
	} {
		d := openRaw(t, db.SQLite)
		if _, err := d.Exec(p.ddl); err != nil {
			t.Fatalf("%s: %v", p.name, err)
		}
		faults := compareSchemas(pg, readSchema(t, d, db.SQLite), db.Tables)
		if !slices.ContainsFunc(faults, func(f string) bool { return strings.Contains(f, p.want) }) {
			t.Errorf("%s was not seen: %q", p.name, faults)
		}
	}
}
