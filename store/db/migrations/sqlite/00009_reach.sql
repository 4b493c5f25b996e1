-- +goose Up
-- who works along on a record
CREATE TABLE collaborator (
  org_id BLOB NOT NULL, record_kind TEXT NOT NULL, record_id BLOB NOT NULL, member_id BLOB NOT NULL, may TEXT NOT NULL, added_by BLOB, added_at TIMESTAMP NOT NULL,
  PRIMARY KEY (org_id, record_kind, record_id, member_id), FOREIGN KEY (org_id, member_id) REFERENCES member (org_id, id)) WITHOUT ROWID;
CREATE INDEX collaborator_member ON collaborator (org_id, member_id, record_kind);


-- how often a member met, within an hour, what others have
CREATE TABLE probe (
  org_id BLOB NOT NULL, member_id BLOB NOT NULL, hour INTEGER NOT NULL, n INTEGER NOT NULL, PRIMARY KEY (org_id, member_id, hour), FOREIGN KEY (org_id, member_id) REFERENCES member (org_id, id)) WITHOUT ROWID;
