-- +goose Up

-- system: the list of organisations, who may sign in, sessions
CREATE TABLE organisation (
  id uuid NOT NULL PRIMARY KEY, name text NOT NULL, zone text NOT NULL, demo boolean NOT NULL DEFAULT FALSE, made_by uuid, created_at timestamptz NOT NULL);
CREATE TABLE identity (
  id uuid NOT NULL PRIMARY KEY, phone_norm text UNIQUE, email_norm text UNIQUE, password_hash text NOT NULL, password_at timestamptz NOT NULL, created_at timestamptz NOT NULL);
CREATE TABLE identity_org (
  identity_id uuid NOT NULL, org_id uuid NOT NULL, member_id uuid NOT NULL, PRIMARY KEY (identity_id, org_id));
CREATE INDEX identity_org_org ON identity_org (org_id);
CREATE TABLE session (
  token_hash text NOT NULL PRIMARY KEY, id uuid NOT NULL UNIQUE, identity_id uuid NOT NULL, org_id uuid NOT NULL, created_at timestamptz NOT NULL, seen_at timestamptz NOT NULL,
  expires_at timestamptz NOT NULL, address text NOT NULL, agent text NOT NULL);
CREATE INDEX session_identity ON session (identity_id);
CREATE TABLE sign_in_failure (
  subject text NOT NULL PRIMARY KEY, failures bigint NOT NULL, blocked_until timestamptz NOT NULL, last_at timestamptz NOT NULL);
CREATE TABLE heartbeat (id bigint NOT NULL PRIMARY KEY, at timestamptz NOT NULL);
CREATE TABLE secret (name text NOT NULL PRIMARY KEY, value text NOT NULL);

-- repeated requests, human numbers, files
CREATE TABLE idempotency (
  org_id uuid NOT NULL, member_id uuid NOT NULL, key text NOT NULL, request_hash text NOT NULL, status bigint NOT NULL DEFAULT 0, body text NOT NULL DEFAULT '', at timestamptz NOT NULL,
  PRIMARY KEY (org_id, member_id, key));
CREATE INDEX idempotency_at ON idempotency (org_id, at);
CREATE TABLE number_block (org_id uuid NOT NULL, name text NOT NULL, next bigint NOT NULL, PRIMARY KEY (org_id, name));
CREATE TABLE file (
  org_id uuid NOT NULL, id uuid NOT NULL, name text NOT NULL, size bigint NOT NULL, sha256 text NOT NULL, created_at timestamptz NOT NULL, created_by uuid, PRIMARY KEY (org_id, id));
CREATE TABLE file_link (
  org_id uuid NOT NULL, kind text NOT NULL, id uuid NOT NULL, file_id uuid NOT NULL, PRIMARY KEY (org_id, kind, id, file_id),
  FOREIGN KEY (org_id, file_id) REFERENCES file (org_id, id));

-- the journal
CREATE TABLE journal_entry (
  org_id uuid NOT NULL, id uuid NOT NULL, act_id uuid NOT NULL, at timestamptz NOT NULL, actor_id uuid, kind text NOT NULL, subject_kind text NOT NULL, subject_id uuid NOT NULL,
  owner_id uuid, group_id uuid, changes jsonb NOT NULL, request_id text NOT NULL DEFAULT '', PRIMARY KEY (org_id, id));
CREATE INDEX journal_entry_subject ON journal_entry (org_id, subject_kind, subject_id, id);
CREATE TABLE journal_personal (
  org_id uuid NOT NULL, entry_id uuid NOT NULL, subject_id uuid NOT NULL, fields jsonb NOT NULL, PRIMARY KEY (org_id, entry_id));
CREATE INDEX journal_personal_subject ON journal_personal (org_id, subject_id);

-- team
CREATE TABLE team_group (
  org_id uuid NOT NULL, id uuid NOT NULL, name text NOT NULL, position bigint NOT NULL DEFAULT 0, version bigint NOT NULL DEFAULT 1, created_at timestamptz NOT NULL, PRIMARY KEY (org_id, id));
CREATE TABLE group_parent (
  org_id uuid NOT NULL, id uuid NOT NULL, group_id uuid NOT NULL, parent_id uuid NOT NULL, from_day date NOT NULL, to_day date, PRIMARY KEY (org_id, id),
  FOREIGN KEY (org_id, group_id) REFERENCES team_group (org_id, id), FOREIGN KEY (org_id, parent_id) REFERENCES team_group (org_id, id));
CREATE INDEX group_parent_group ON group_parent (org_id, group_id);
CREATE TABLE member (
  org_id uuid NOT NULL, id uuid NOT NULL, identity_id uuid NOT NULL, name text NOT NULL, initials text NOT NULL DEFAULT '', phone text NOT NULL DEFAULT '', email text NOT NULL DEFAULT '',
  role text NOT NULL, level bigint NOT NULL DEFAULT 1, capacity bigint NOT NULL DEFAULT 50, state text NOT NULL DEFAULT 'active', version bigint NOT NULL DEFAULT 1,
  created_at timestamptz NOT NULL, PRIMARY KEY (org_id, id), UNIQUE (org_id, identity_id));
CREATE TABLE membership (
  org_id uuid NOT NULL, id uuid NOT NULL, member_id uuid NOT NULL, group_id uuid NOT NULL, head boolean NOT NULL DEFAULT FALSE, from_day date NOT NULL, to_day date, PRIMARY KEY (org_id, id),
  FOREIGN KEY (org_id, member_id) REFERENCES member (org_id, id), FOREIGN KEY (org_id, group_id) REFERENCES team_group (org_id, id));
CREATE INDEX membership_member ON membership (org_id, member_id);
CREATE INDEX membership_group ON membership (org_id, group_id);
CREATE TABLE tag (org_id uuid NOT NULL, id uuid NOT NULL, name text NOT NULL, created_at timestamptz NOT NULL, PRIMARY KEY (org_id, id), UNIQUE (org_id, name));
CREATE TABLE member_tag (
  org_id uuid NOT NULL, member_id uuid NOT NULL, tag_id uuid NOT NULL, PRIMARY KEY (org_id, member_id, tag_id),
  FOREIGN KEY (org_id, member_id) REFERENCES member (org_id, id), FOREIGN KEY (org_id, tag_id) REFERENCES tag (org_id, id));
CREATE TABLE calendar_day (org_id uuid NOT NULL, day date NOT NULL, off boolean NOT NULL, name text NOT NULL, PRIMARY KEY (org_id, day));

-- modes, stages, reasons
CREATE TABLE sales_mode (
  org_id uuid NOT NULL, id uuid NOT NULL, key text NOT NULL, name text NOT NULL, buyer_kind text NOT NULL, position bigint NOT NULL, PRIMARY KEY (org_id, id), UNIQUE (org_id, key));
CREATE TABLE stage (
  org_id uuid NOT NULL, id uuid NOT NULL, mode_id uuid NOT NULL, key text NOT NULL, name text NOT NULL, position bigint NOT NULL, PRIMARY KEY (org_id, id), UNIQUE (org_id, mode_id, key),
  FOREIGN KEY (org_id, mode_id) REFERENCES sales_mode (org_id, id));
CREATE TABLE reason (
  org_id uuid NOT NULL, id uuid NOT NULL, kind text NOT NULL, name text NOT NULL, position bigint NOT NULL, PRIMARY KEY (org_id, id), UNIQUE (org_id, kind, name));

-- customers
CREATE TABLE customer (
  org_id uuid NOT NULL, id uuid NOT NULL, kind text NOT NULL, name text NOT NULL, name_norm text NOT NULL, credit_code text NOT NULL DEFAULT '', industry text NOT NULL DEFAULT '',
  region text NOT NULL DEFAULT '', parent_id uuid, owner_id uuid, group_id uuid, lead_count bigint NOT NULL DEFAULT 0, custom jsonb, version bigint NOT NULL DEFAULT 1,
  created_at timestamptz NOT NULL, updated_at timestamptz NOT NULL, PRIMARY KEY (org_id, id),
  FOREIGN KEY (org_id, parent_id) REFERENCES customer (org_id, id), FOREIGN KEY (org_id, owner_id) REFERENCES member (org_id, id), FOREIGN KEY (org_id, group_id) REFERENCES team_group (org_id, id));
CREATE INDEX customer_owner ON customer (org_id, owner_id, id);
CREATE INDEX customer_group ON customer (org_id, group_id, id);
CREATE INDEX customer_parent ON customer (org_id, parent_id) WHERE parent_id IS NOT NULL;
CREATE TABLE customer_key (org_id uuid NOT NULL, key text NOT NULL, customer_id uuid NOT NULL, PRIMARY KEY (org_id, key));
CREATE TABLE customer_tag (
  org_id uuid NOT NULL, customer_id uuid NOT NULL, tag_id uuid NOT NULL, PRIMARY KEY (org_id, customer_id, tag_id),
  FOREIGN KEY (org_id, customer_id) REFERENCES customer (org_id, id), FOREIGN KEY (org_id, tag_id) REFERENCES tag (org_id, id));
CREATE TABLE contact (
  org_id uuid NOT NULL, id uuid NOT NULL, name text NOT NULL, title text NOT NULL DEFAULT '', version bigint NOT NULL DEFAULT 1, created_at timestamptz NOT NULL, PRIMARY KEY (org_id, id));
CREATE TABLE customer_contact (
  org_id uuid NOT NULL, customer_id uuid NOT NULL, contact_id uuid NOT NULL, role text NOT NULL DEFAULT '', from_day date NOT NULL, to_day date, PRIMARY KEY (org_id, customer_id, contact_id),
  FOREIGN KEY (org_id, customer_id) REFERENCES customer (org_id, id), FOREIGN KEY (org_id, contact_id) REFERENCES contact (org_id, id));
CREATE INDEX customer_contact_contact ON customer_contact (org_id, contact_id);
CREATE TABLE contact_point (
  org_id uuid NOT NULL, subject_kind text NOT NULL, subject_id uuid NOT NULL, kind text NOT NULL, value text NOT NULL, norm text NOT NULL, PRIMARY KEY (org_id, subject_kind, subject_id, kind));
CREATE INDEX contact_point_norm ON contact_point (org_id, norm);
CREATE TABLE external_id (
  org_id uuid NOT NULL, system text NOT NULL, kind text NOT NULL, external text NOT NULL, record_id uuid NOT NULL, PRIMARY KEY (org_id, system, kind, external));
CREATE INDEX external_id_record ON external_id (org_id, kind, record_id);
CREATE TABLE owner_spell (
  org_id uuid NOT NULL, id uuid NOT NULL, subject_kind text NOT NULL, subject_id uuid NOT NULL, owner_id uuid, group_id uuid, from_at timestamptz NOT NULL, to_at timestamptz, cause text NOT NULL,
  PRIMARY KEY (org_id, id));
CREATE INDEX owner_spell_subject ON owner_spell (org_id, subject_kind, subject_id, id);

-- leads
CREATE TABLE lead (
  org_id uuid NOT NULL, id uuid NOT NULL, no bigint NOT NULL, name text NOT NULL, name_norm text NOT NULL DEFAULT '', kind text NOT NULL DEFAULT 'new', mode_id uuid NOT NULL, stage_id uuid NOT NULL,
  stage_top bigint NOT NULL DEFAULT 1, state text NOT NULL DEFAULT 'open', chance text NOT NULL DEFAULT '', chance_reason text NOT NULL DEFAULT '', source text NOT NULL DEFAULT '',
  contact_name text NOT NULL DEFAULT '', contact_title text NOT NULL DEFAULT '', phone text NOT NULL DEFAULT '', phone_norm text NOT NULL DEFAULT '', email text NOT NULL DEFAULT '',
  wechat text NOT NULL DEFAULT '', region text NOT NULL DEFAULT '', industry text NOT NULL DEFAULT '', expected_amount bigint NOT NULL DEFAULT 0, is_key boolean NOT NULL DEFAULT FALSE,
  key_reason text NOT NULL DEFAULT '', customer_id uuid, owner_id uuid, group_id uuid, touch_count bigint NOT NULL DEFAULT 0, first_touch_at timestamptz, last_touch_at timestamptz,
  idle_since timestamptz NOT NULL, next_due date, next_time text NOT NULL DEFAULT '', next_note text NOT NULL DEFAULT '', next_kind text NOT NULL DEFAULT '', intake_at timestamptz NOT NULL,
  intake_day date NOT NULL, won_at timestamptz, won_day date, lost_at timestamptz, lost_day date, lost_reason text NOT NULL DEFAULT '', tags text NOT NULL DEFAULT '', import_id uuid, custom jsonb,
  version bigint NOT NULL DEFAULT 1, created_by uuid, created_at timestamptz NOT NULL, updated_at timestamptz NOT NULL, PRIMARY KEY (org_id, id), UNIQUE (org_id, no),
  FOREIGN KEY (org_id, mode_id) REFERENCES sales_mode (org_id, id), FOREIGN KEY (org_id, stage_id) REFERENCES stage (org_id, id), FOREIGN KEY (org_id, customer_id) REFERENCES customer (org_id, id),
  FOREIGN KEY (org_id, owner_id) REFERENCES member (org_id, id), FOREIGN KEY (org_id, group_id) REFERENCES team_group (org_id, id));
CREATE INDEX lead_owner_state ON lead (org_id, owner_id, state, idle_since, id);
CREATE INDEX lead_group_state ON lead (org_id, group_id, state, idle_since, id);
CREATE INDEX lead_state ON lead (org_id, state, idle_since, id);
CREATE INDEX lead_owner ON lead (org_id, owner_id, id);
CREATE INDEX lead_group ON lead (org_id, group_id, id);
CREATE INDEX lead_due ON lead (org_id, owner_id, next_due, id);
CREATE INDEX lead_intake ON lead (org_id, intake_day, id);
CREATE INDEX lead_name ON lead (org_id, name_norm, state, id);
CREATE INDEX lead_phone ON lead (org_id, phone_norm, state, id);
CREATE INDEX lead_customer ON lead (org_id, customer_id, id);
CREATE TABLE lead_tag (
  org_id uuid NOT NULL, lead_id uuid NOT NULL, tag_id uuid NOT NULL, PRIMARY KEY (org_id, lead_id, tag_id),
  FOREIGN KEY (org_id, lead_id) REFERENCES lead (org_id, id), FOREIGN KEY (org_id, tag_id) REFERENCES tag (org_id, id));
CREATE INDEX lead_tag_tag ON lead_tag (org_id, tag_id, lead_id);

-- follow-up
CREATE TABLE touch (
  org_id uuid NOT NULL, id uuid NOT NULL, subject_kind text NOT NULL, subject_id uuid NOT NULL, member_id uuid, kind text NOT NULL, result text NOT NULL DEFAULT '', content text NOT NULL DEFAULT '',
  at timestamptz NOT NULL, day date NOT NULL, next_due date, created_at timestamptz NOT NULL, PRIMARY KEY (org_id, id));
CREATE INDEX touch_subject ON touch (org_id, subject_kind, subject_id, at);
CREATE INDEX touch_member ON touch (org_id, member_id, day);

-- match
CREATE TABLE match_batch (
  org_id uuid NOT NULL, id uuid NOT NULL, state text NOT NULL, cause text NOT NULL, import_id uuid, total_score bigint NOT NULL DEFAULT 0, people jsonb, created_by uuid, created_at timestamptz NOT NULL,
  applied_at timestamptz, undone_at timestamptz, PRIMARY KEY (org_id, id));
CREATE INDEX match_batch_import ON match_batch (org_id, import_id);
CREATE TABLE match_item (
  org_id uuid NOT NULL, batch_id uuid NOT NULL, lead_id uuid NOT NULL, owner_id uuid, score bigint NOT NULL DEFAULT 0, reasons jsonb, alternatives jsonb, before_owner uuid, before_group uuid,
  result text NOT NULL DEFAULT '', PRIMARY KEY (org_id, batch_id, lead_id), FOREIGN KEY (org_id, batch_id) REFERENCES match_batch (org_id, id));
CREATE TABLE match_setting (org_id uuid NOT NULL PRIMARY KEY, automatic boolean NOT NULL DEFAULT TRUE);

-- imports
CREATE TABLE import (
  org_id uuid NOT NULL, id uuid NOT NULL, record_kind text NOT NULL, file_id uuid NOT NULL, file_name text NOT NULL, format text NOT NULL, encoding text NOT NULL DEFAULT '', state text NOT NULL,
  spec jsonb NOT NULL, sheets jsonb NOT NULL, row_total bigint NOT NULL DEFAULT 0, row_done bigint NOT NULL DEFAULT 0, row_at bigint NOT NULL DEFAULT 0, created bigint NOT NULL DEFAULT 0,
  merged bigint NOT NULL DEFAULT 0, skipped bigint NOT NULL DEFAULT 0, failed bigint NOT NULL DEFAULT 0, failure text NOT NULL DEFAULT '', lease_until timestamptz, created_by uuid,
  created_at timestamptz NOT NULL, started_at timestamptz, finished_at timestamptz, version bigint NOT NULL DEFAULT 1, PRIMARY KEY (org_id, id));
CREATE INDEX import_state ON import (org_id, state, id);
CREATE TABLE import_problem (
  org_id uuid NOT NULL, import_id uuid NOT NULL, sheet text NOT NULL, row_no bigint NOT NULL, column_no bigint NOT NULL, column_title text NOT NULL, value text NOT NULL, message_zh text NOT NULL,
  message_en text NOT NULL, want_zh text NOT NULL, want_en text NOT NULL, cells jsonb, PRIMARY KEY (org_id, import_id, sheet, row_no, column_no));

-- projections
CREATE TABLE lead_stat (
  org_id uuid NOT NULL, grain text NOT NULL, day date NOT NULL, dim text NOT NULL, dim_key text NOT NULL, group_key text NOT NULL, mode_key text NOT NULL, measure text NOT NULL, n bigint NOT NULL,
  PRIMARY KEY (org_id, grain, dim, day, dim_key, group_key, mode_key, measure));
CREATE TABLE lead_board (
  org_id uuid NOT NULL, owner_key text NOT NULL, group_key text NOT NULL, state text NOT NULL, stage_key text NOT NULL, n bigint NOT NULL, amount bigint NOT NULL DEFAULT 0,
  PRIMARY KEY (org_id, owner_key, group_key, state, stage_key));

-- index: search documents, newest first by id
CREATE TABLE search_doc (org_id uuid NOT NULL, kind text NOT NULL, id uuid NOT NULL, no bigint NOT NULL, tokens tsvector NOT NULL, PRIMARY KEY (org_id, kind, id));
CREATE INDEX search_doc_tokens ON search_doc USING gin (tokens) WITH (fastupdate = on);
CREATE INDEX search_doc_no ON search_doc (org_id, no);
