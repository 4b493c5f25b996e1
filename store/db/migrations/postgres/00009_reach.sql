-- +goose Up
-- who works along on a record
CREATE TABLE collaborator (
  org_id uuid NOT NULL, record_kind text NOT NULL, record_id uuid NOT NULL, member_id uuid NOT NULL, may text NOT NULL, added_by uuid, added_at timestamptz NOT NULL,
  PRIMARY KEY (org_id, record_kind, record_id, member_id), FOREIGN KEY (org_id, member_id) REFERENCES member (org_id, id));
CREATE INDEX collaborator_member ON collaborator (org_id, member_id, record_kind);


-- how often a member met, within an hour, what others have
CREATE TABLE probe (
  org_id uuid NOT NULL, member_id uuid NOT NULL, hour bigint NOT NULL, n bigint NOT NULL, PRIMARY KEY (org_id, member_id, hour), FOREIGN KEY (org_id, member_id) REFERENCES member (org_id, id));
