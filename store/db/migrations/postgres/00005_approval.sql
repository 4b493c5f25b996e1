-- +goose Up
-- absences, notices and approvals
CREATE TABLE absence (
  org_id uuid NOT NULL, id uuid NOT NULL, member_id uuid NOT NULL, from_day date NOT NULL, to_day date NOT NULL, deputy_id uuid, created_by uuid, created_at timestamptz NOT NULL, PRIMARY KEY (org_id, id),
  FOREIGN KEY (org_id, member_id) REFERENCES member (org_id, id), FOREIGN KEY (org_id, deputy_id) REFERENCES member (org_id, id));
CREATE INDEX absence_member ON absence (org_id, member_id, to_day);

CREATE TABLE notice (
  org_id uuid NOT NULL, id uuid NOT NULL, member_id uuid NOT NULL, kind text NOT NULL, subject_kind text NOT NULL, subject_id uuid, group_key text NOT NULL, day date NOT NULL, args jsonb NOT NULL,
  n bigint NOT NULL DEFAULT 1, at timestamptz NOT NULL, read_at timestamptz, PRIMARY KEY (org_id, id), FOREIGN KEY (org_id, member_id) REFERENCES member (org_id, id));
CREATE INDEX notice_member ON notice (org_id, member_id, id);
CREATE INDEX notice_unread ON notice (org_id, member_id, id) WHERE read_at IS NULL;
CREATE INDEX notice_group ON notice (org_id, member_id, group_key, day, id);
CREATE INDEX notice_subject ON notice (org_id, subject_id, kind);
CREATE TABLE notice_setting (
  org_id uuid NOT NULL, member_id uuid NOT NULL, kind text NOT NULL, muted boolean NOT NULL DEFAULT false, quiet_from text NOT NULL DEFAULT '', quiet_until text NOT NULL DEFAULT '',
  PRIMARY KEY (org_id, member_id, kind));

CREATE TABLE approval_rule (
  org_id uuid NOT NULL, id uuid NOT NULL, kind text NOT NULL, name text NOT NULL, conditions jsonb NOT NULL, steps jsonb NOT NULL, due_workdays bigint NOT NULL DEFAULT 0, enabled boolean NOT NULL DEFAULT true,
  version bigint NOT NULL DEFAULT 1, created_by uuid, created_at timestamptz NOT NULL, updated_at timestamptz NOT NULL, PRIMARY KEY (org_id, id));
CREATE INDEX approval_rule_kind ON approval_rule (org_id, kind, id);
CREATE TABLE approval (
  org_id uuid NOT NULL, id uuid NOT NULL, kind text NOT NULL, rule_id uuid NOT NULL, subject_kind text NOT NULL, subject_id uuid NOT NULL, owner_id uuid, group_id uuid, applicant_id uuid NOT NULL,
  applicant_group_id uuid, reason text NOT NULL DEFAULT '', payload jsonb NOT NULL, steps jsonb NOT NULL, step_no bigint NOT NULL DEFAULT 1, state text NOT NULL, why_zh text NOT NULL DEFAULT '',
  why_en text NOT NULL DEFAULT '', due_day date, version bigint NOT NULL DEFAULT 1, created_at timestamptz NOT NULL, ended_at timestamptz, PRIMARY KEY (org_id, id),
  FOREIGN KEY (org_id, applicant_id) REFERENCES member (org_id, id));
CREATE INDEX approval_state ON approval (org_id, state, id);
CREATE INDEX approval_applicant ON approval (org_id, applicant_id, id);
CREATE INDEX approval_subject ON approval (org_id, subject_id, state);
CREATE TABLE approval_step (
  org_id uuid NOT NULL, approval_id uuid NOT NULL, step_no bigint NOT NULL, verdict text NOT NULL, member_id uuid NOT NULL, for_id uuid, comment text NOT NULL DEFAULT '', at timestamptz NOT NULL,
  PRIMARY KEY (org_id, approval_id, step_no), FOREIGN KEY (org_id, approval_id) REFERENCES approval (org_id, id), FOREIGN KEY (org_id, member_id) REFERENCES member (org_id, id));
CREATE INDEX approval_step_member ON approval_step (org_id, member_id, approval_id);
