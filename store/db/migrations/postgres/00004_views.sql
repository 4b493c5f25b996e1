-- +goose Up
CREATE TABLE saved_view (
  org_id uuid NOT NULL, id uuid NOT NULL, kind text NOT NULL, name text NOT NULL, owner_id uuid NOT NULL, shared text NOT NULL DEFAULT 'mine', group_id uuid, spec jsonb NOT NULL,
  version bigint NOT NULL DEFAULT 1, created_at timestamptz NOT NULL, updated_at timestamptz NOT NULL, PRIMARY KEY (org_id, id),
  FOREIGN KEY (org_id, owner_id) REFERENCES member (org_id, id), FOREIGN KEY (org_id, group_id) REFERENCES team_group (org_id, id));
CREATE INDEX saved_view_kind ON saved_view (org_id, kind, shared, owner_id);
CREATE TABLE view_pin (
  org_id uuid NOT NULL, member_id uuid NOT NULL, view_id uuid NOT NULL, pinned boolean NOT NULL DEFAULT TRUE, is_default boolean NOT NULL DEFAULT FALSE, PRIMARY KEY (org_id, member_id, view_id),
  FOREIGN KEY (org_id, member_id) REFERENCES member (org_id, id), FOREIGN KEY (org_id, view_id) REFERENCES saved_view (org_id, id));
CREATE INDEX view_pin_view ON view_pin (org_id, view_id);
CREATE TABLE bulk_batch (
  org_id uuid NOT NULL, id uuid NOT NULL, record_kind text NOT NULL, act text NOT NULL, changed bigint NOT NULL DEFAULT 0, created_by uuid NOT NULL, created_at timestamptz NOT NULL, undone_at timestamptz,
  PRIMARY KEY (org_id, id), FOREIGN KEY (org_id, created_by) REFERENCES member (org_id, id));
CREATE TABLE bulk_item (
  org_id uuid NOT NULL, batch_id uuid NOT NULL, record_id uuid NOT NULL, was jsonb NOT NULL, became jsonb NOT NULL, PRIMARY KEY (org_id, batch_id, record_id),
  FOREIGN KEY (org_id, batch_id) REFERENCES bulk_batch (org_id, id));
