-- +goose Up
-- absences, notices and approvals
CREATE TABLE absence (
  org_id BLOB NOT NULL, id BLOB NOT NULL, member_id BLOB NOT NULL, from_day TEXT NOT NULL, to_day TEXT NOT NULL, deputy_id BLOB, created_by BLOB, created_at TIMESTAMP NOT NULL, PRIMARY KEY (org_id, id),
  FOREIGN KEY (org_id, member_id) REFERENCES member (org_id, id), FOREIGN KEY (org_id, deputy_id) REFERENCES member (org_id, id));
CREATE INDEX absence_member ON absence (org_id, member_id, to_day);

CREATE TABLE notice (
  org_id BLOB NOT NULL, id BLOB NOT NULL, member_id BLOB NOT NULL, kind TEXT NOT NULL, subject_kind TEXT NOT NULL, subject_id BLOB, group_key TEXT NOT NULL, day TEXT NOT NULL, args TEXT NOT NULL,
  n INTEGER NOT NULL DEFAULT 1, at TIMESTAMP NOT NULL, read_at TIMESTAMP, PRIMARY KEY (org_id, id), FOREIGN KEY (org_id, member_id) REFERENCES member (org_id, id));
CREATE INDEX notice_member ON notice (org_id, member_id, id);
CREATE INDEX notice_unread ON notice (org_id, member_id, id) WHERE read_at IS NULL;
CREATE INDEX notice_group ON notice (org_id, member_id, group_key, day, id);
CREATE INDEX notice_subject ON notice (org_id, subject_id, kind);
CREATE TABLE notice_setting (
  org_id BLOB NOT NULL, member_id BLOB NOT NULL, kind TEXT NOT NULL, muted BOOLEAN NOT NULL DEFAULT FALSE, quiet_from TEXT NOT NULL DEFAULT '', quiet_until TEXT NOT NULL DEFAULT '',
  PRIMARY KEY (org_id, member_id, kind)) WITHOUT ROWID;

CREATE TABLE approval_rule (
  org_id BLOB NOT NULL, id BLOB NOT NULL, kind TEXT NOT NULL, name TEXT NOT NULL, conditions TEXT NOT NULL, steps TEXT NOT NULL, due_workdays INTEGER NOT NULL DEFAULT 0, enabled BOOLEAN NOT NULL DEFAULT TRUE,
  version INTEGER NOT NULL DEFAULT 1, created_by BLOB, created_at TIMESTAMP NOT NULL, updated_at TIMESTAMP NOT NULL, PRIMARY KEY (org_id, id));
CREATE INDEX approval_rule_kind ON approval_rule (org_id, kind, id);
CREATE TABLE approval (
  org_id BLOB NOT NULL, id BLOB NOT NULL, kind TEXT NOT NULL, rule_id BLOB NOT NULL, subject_kind TEXT NOT NULL, subject_id BLOB NOT NULL, owner_id BLOB, group_id BLOB, applicant_id BLOB NOT NULL,
  applicant_group_id BLOB, reason TEXT NOT NULL DEFAULT '', payload TEXT NOT NULL, steps TEXT NOT NULL, step_no INTEGER NOT NULL DEFAULT 1, state TEXT NOT NULL, why_zh TEXT NOT NULL DEFAULT '',
  why_en TEXT NOT NULL DEFAULT '', due_day TEXT, version INTEGER NOT NULL DEFAULT 1, created_at TIMESTAMP NOT NULL, ended_at TIMESTAMP, PRIMARY KEY (org_id, id),
  FOREIGN KEY (org_id, applicant_id) REFERENCES member (org_id, id));
CREATE INDEX approval_state ON approval (org_id, state, id);
CREATE INDEX approval_applicant ON approval (org_id, applicant_id, id);
CREATE INDEX approval_subject ON approval (org_id, subject_id, state);
CREATE TABLE approval_step (
  org_id BLOB NOT NULL, approval_id BLOB NOT NULL, step_no INTEGER NOT NULL, verdict TEXT NOT NULL, member_id BLOB NOT NULL, for_id BLOB, comment TEXT NOT NULL DEFAULT '', at TIMESTAMP NOT NULL,
  PRIMARY KEY (org_id, approval_id, step_no), FOREIGN KEY (org_id, approval_id) REFERENCES approval (org_id, id), FOREIGN KEY (org_id, member_id) REFERENCES member (org_id, id)) WITHOUT ROWID;
CREATE INDEX approval_step_member ON approval_step (org_id, member_id, approval_id);
