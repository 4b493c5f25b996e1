-- +goose Up
-- What a role grants and how much it shows. A company founded before this has no rows here: its six roles are those of the
-- program until somebody changes one.
CREATE TABLE role (
  org_id BLOB NOT NULL, id BLOB NOT NULL, key TEXT NOT NULL, name TEXT NOT NULL DEFAULT '', base TEXT NOT NULL, built_in BOOLEAN NOT NULL DEFAULT FALSE, position INTEGER NOT NULL DEFAULT 0,
  version INTEGER NOT NULL DEFAULT 1, created_at TIMESTAMP NOT NULL, PRIMARY KEY (org_id, id), UNIQUE (org_id, key));
CREATE TABLE role_grant (
  org_id BLOB NOT NULL, role_key TEXT NOT NULL, permission TEXT NOT NULL, scope TEXT NOT NULL, PRIMARY KEY (org_id, role_key, permission),
  FOREIGN KEY (org_id, role_key) REFERENCES role (org_id, key));
CREATE TABLE role_mask (
  org_id BLOB NOT NULL, role_key TEXT NOT NULL, kind TEXT NOT NULL, field TEXT NOT NULL, sight TEXT NOT NULL, PRIMARY KEY (org_id, role_key, kind, field),
  FOREIGN KEY (org_id, role_key) REFERENCES role (org_id, key));
CREATE INDEX journal_entry_actor ON journal_entry (org_id, actor_id, id);
