-- +goose Up
-- what has been deleted, whole, until it is restored or deleted for good
CREATE TABLE bin_item (
  org_id uuid NOT NULL, id uuid NOT NULL, record_kind text NOT NULL, record_id uuid NOT NULL, batch_id uuid NOT NULL, title text NOT NULL, parent_id uuid, owner_id uuid, group_id uuid,
  deleted_by uuid, deleted_at timestamptz NOT NULL, image text NOT NULL, PRIMARY KEY (org_id, id), UNIQUE (org_id, record_id));
CREATE INDEX bin_item_batch ON bin_item (org_id, batch_id);
CREATE INDEX bin_item_parent ON bin_item (org_id, parent_id) WHERE parent_id IS NOT NULL;
CREATE INDEX bin_item_at ON bin_item (org_id, deleted_at);
