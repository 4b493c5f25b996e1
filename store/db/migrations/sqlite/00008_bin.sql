-- +goose Up
-- what has been deleted, whole, until it is restored or deleted for good
CREATE TABLE bin_item (
  org_id BLOB NOT NULL, id BLOB NOT NULL, record_kind TEXT NOT NULL, record_id BLOB NOT NULL, batch_id BLOB NOT NULL, title TEXT NOT NULL, parent_id BLOB, owner_id BLOB, group_id BLOB,
  deleted_by BLOB, deleted_at TIMESTAMP NOT NULL, image TEXT NOT NULL, PRIMARY KEY (org_id, id), UNIQUE (org_id, record_id));
CREATE INDEX bin_item_batch ON bin_item (org_id, batch_id);
CREATE INDEX bin_item_parent ON bin_item (org_id, parent_id) WHERE parent_id IS NOT NULL;
CREATE INDEX bin_item_at ON bin_item (org_id, deleted_at);
