-- +goose Up
CREATE TABLE saved_view (
  org_id BLOB NOT NULL, id BLOB NOT NULL, kind TEXT NOT NULL, name TEXT NOT NULL, owner_id BLOB NOT NULL, shared TEXT NOT NULL DEFAULT 'mine', group_id BLOB, spec TEXT NOT NULL,
  version INTEGER NOT NULL DEFAULT 1, created_at TIMESTAMP NOT NULL, updated_at TIMESTAMP NOT NULL, PRIMARY KEY (org_id, id),
  FOREIGN KEY (org_id, owner_id) REFERENCES member (org_id, id), FOREIGN KEY (org_id, group_id) REFERENCES team_group (org_id, id));
CREATE INDEX saved_view_kind ON saved_view (org_id, kind, shared, owner_id);
CREATE TABLE view_pin (
  org_id BLOB NOT NULL, member_id BLOB NOT NULL, view_id BLOB NOT NULL, pinned BOOLEAN NOT NULL DEFAULT TRUE, is_default BOOLEAN NOT NULL DEFAULT FALSE, PRIMARY KEY (org_id, member_id, view_id),
  FOREIGN KEY (org_id, member_id) REFERENCES member (org_id, id), FOREIGN KEY (org_id, view_id) REFERENCES saved_view (org_id, id)) WITHOUT ROWID;
CREATE INDEX view_pin_view ON view_pin (org_id, view_id);
CREATE TABLE bulk_batch (
  org_id BLOB NOT NULL, id BLOB NOT NULL, record_kind TEXT NOT NULL, act TEXT NOT NULL, changed INTEGER NOT NULL DEFAULT 0, created_by BLOB NOT NULL, created_at TIMESTAMP NOT NULL, undone_at TIMESTAMP,
  PRIMARY KEY (org_id, id), FOREIGN KEY (org_id, created_by) REFERENCES member (org_id, id));
CREATE TABLE bulk_item (
  org_id BLOB NOT NULL, batch_id BLOB NOT NULL, record_id BLOB NOT NULL, was TEXT NOT NULL, became TEXT NOT NULL, PRIMARY KEY (org_id, batch_id, record_id),
  FOREIGN KEY (org_id, batch_id) REFERENCES bulk_batch (org_id, id)) WITHOUT ROWID;
