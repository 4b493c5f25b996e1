-- +goose Up
-- What a role grants and how much it shows. A company founded before this has no rows here: its six roles are those of the
-- program until somebody changes one.
CREATE TABLE role (
  org_id uuid NOT NULL, id uuid NOT NULL, key text NOT NULL, name text NOT NULL DEFAULT '', base text NOT NULL, built_in boolean NOT NULL DEFAULT FALSE, position bigint NOT NULL DEFAULT 0,
  version bigint NOT NULL DEFAULT 1, created_at timestamptz NOT NULL, PRIMARY KEY (org_id, id), UNIQUE (org_id, key));
CREATE TABLE role_grant (
  org_id uuid NOT NULL, role_key text NOT NULL, permission text NOT NULL, scope text NOT NULL, PRIMARY KEY (org_id, role_key, permission),
  FOREIGN KEY (org_id, role_key) REFERENCES role (org_id, key));
CREATE TABLE role_mask (
  org_id uuid NOT NULL, role_key text NOT NULL, kind text NOT NULL, field text NOT NULL, sight text NOT NULL, PRIMARY KEY (org_id, role_key, kind, field),
  FOREIGN KEY (org_id, role_key) REFERENCES role (org_id, key));
CREATE INDEX journal_entry_actor ON journal_entry (org_id, actor_id, id);
