-- +goose Up

-- system: the list of organisations, who may sign in, sessions
CREATE TABLE organisation (
  id BLOB NOT NULL PRIMARY KEY, name TEXT NOT NULL, zone TEXT NOT NULL, demo BOOLEAN NOT NULL DEFAULT FALSE, made_by BLOB, created_at TIMESTAMP NOT NULL);
CREATE TABLE identity (
  id BLOB NOT NULL PRIMARY KEY, phone_norm TEXT UNIQUE, email_norm TEXT UNIQUE, password_hash TEXT NOT NULL, password_at TIMESTAMP NOT NULL, created_at TIMESTAMP NOT NULL);
CREATE TABLE identity_org (
  identity_id BLOB NOT NULL, org_id BLOB NOT NULL, member_id BLOB NOT NULL, PRIMARY KEY (identity_id, org_id)) WITHOUT ROWID;
CREATE INDEX identity_org_org ON identity_org (org_id);
CREATE TABLE session (
  token_hash TEXT NOT NULL PRIMARY KEY, id BLOB NOT NULL UNIQUE, identity_id BLOB NOT NULL, org_id BLOB NOT NULL, created_at TIMESTAMP NOT NULL, seen_at TIMESTAMP NOT NULL,
  expires_at TIMESTAMP NOT NULL, address TEXT NOT NULL, agent TEXT NOT NULL);
CREATE INDEX session_identity ON session (identity_id);
CREATE TABLE sign_in_failure (
  subject TEXT NOT NULL PRIMARY KEY, failures INTEGER NOT NULL, blocked_until TIMESTAMP NOT NULL, last_at TIMESTAMP NOT NULL);
CREATE TABLE heartbeat (id INTEGER NOT NULL PRIMARY KEY, at TIMESTAMP NOT NULL);
CREATE TABLE secret (name TEXT NOT NULL PRIMARY KEY, value TEXT NOT NULL);

-- repeated requests, human numbers, files
CREATE TABLE idempotency (
  org_id BLOB NOT NULL, member_id BLOB NOT NULL, key TEXT NOT NULL, request_hash TEXT NOT NULL, status INTEGER NOT NULL DEFAULT 0, body TEXT NOT NULL DEFAULT '', at TIMESTAMP NOT NULL,
  PRIMARY KEY (org_id, member_id, key)) WITHOUT ROWID;
CREATE INDEX idempotency_at ON idempotency (org_id, at);
CREATE TABLE number_block (org_id BLOB NOT NULL, name TEXT NOT NULL, next INTEGER NOT NULL, PRIMARY KEY (org_id, name)) WITHOUT ROWID;
CREATE TABLE file (
  org_id BLOB NOT NULL, id BLOB NOT NULL, name TEXT NOT NULL, size INTEGER NOT NULL, sha256 TEXT NOT NULL, created_at TIMESTAMP NOT NULL, created_by BLOB, PRIMARY KEY (org_id, id));
CREATE TABLE file_link (
  org_id BLOB NOT NULL, kind TEXT NOT NULL, id BLOB NOT NULL, file_id BLOB NOT NULL, PRIMARY KEY (org_id, kind, id, file_id),
  FOREIGN KEY (org_id, file_id) REFERENCES file (org_id, id)) WITHOUT ROWID;

-- the journal
CREATE TABLE journal_entry (
  org_id BLOB NOT NULL, id BLOB NOT NULL, act_id BLOB NOT NULL, at TIMESTAMP NOT NULL, actor_id BLOB, kind TEXT NOT NULL, subject_kind TEXT NOT NULL, subject_id BLOB NOT NULL,
  owner_id BLOB, group_id BLOB, changes TEXT NOT NULL, request_id TEXT NOT NULL DEFAULT '', PRIMARY KEY (org_id, id));
CREATE INDEX journal_entry_subject ON journal_entry (org_id, subject_kind, subject_id, id);
CREATE TABLE journal_personal (
  org_id BLOB NOT NULL, entry_id BLOB NOT NULL, subject_id BLOB NOT NULL, fields TEXT NOT NULL, PRIMARY KEY (org_id, entry_id));
CREATE INDEX journal_personal_subject ON journal_personal (org_id, subject_id);

-- team
CREATE TABLE team_group (
  org_id BLOB NOT NULL, id BLOB NOT NULL, name TEXT NOT NULL, position INTEGER NOT NULL DEFAULT 0, version INTEGER NOT NULL DEFAULT 1, created_at TIMESTAMP NOT NULL, PRIMARY KEY (org_id, id));
CREATE TABLE group_parent (
  org_id BLOB NOT NULL, id BLOB NOT NULL, group_id BLOB NOT NULL, parent_id BLOB NOT NULL, from_day TEXT NOT NULL, to_day TEXT, PRIMARY KEY (org_id, id),
  FOREIGN KEY (org_id, group_id) REFERENCES team_group (org_id, id), FOREIGN KEY (org_id, parent_id) REFERENCES team_group (org_id, id));
CREATE INDEX group_parent_group ON group_parent (org_id, group_id);
CREATE TABLE member (
  org_id BLOB NOT NULL, id BLOB NOT NULL, identity_id BLOB NOT NULL, name TEXT NOT NULL, initials TEXT NOT NULL DEFAULT '', phone TEXT NOT NULL DEFAULT '', email TEXT NOT NULL DEFAULT '',
  role TEXT NOT NULL, level INTEGER NOT NULL DEFAULT 1, capacity INTEGER NOT NULL DEFAULT 50, state TEXT NOT NULL DEFAULT 'active', version INTEGER NOT NULL DEFAULT 1,
  created_at TIMESTAMP NOT NULL, PRIMARY KEY (org_id, id), UNIQUE (org_id, identity_id));
CREATE TABLE membership (
  org_id BLOB NOT NULL, id BLOB NOT NULL, member_id BLOB NOT NULL, group_id BLOB NOT NULL, head BOOLEAN NOT NULL DEFAULT FALSE, from_day TEXT NOT NULL, to_day TEXT, PRIMARY KEY (org_id, id),
  FOREIGN KEY (org_id, member_id) REFERENCES member (org_id, id), FOREIGN KEY (org_id, group_id) REFERENCES team_group (org_id, id));
CREATE INDEX membership_member ON membership (org_id, member_id);
CREATE INDEX membership_group ON membership (org_id, group_id);
CREATE TABLE tag (org_id BLOB NOT NULL, id BLOB NOT NULL, name TEXT NOT NULL, created_at TIMESTAMP NOT NULL, PRIMARY KEY (org_id, id), UNIQUE (org_id, name));
CREATE TABLE member_tag (
  org_id BLOB NOT NULL, member_id BLOB NOT NULL, tag_id BLOB NOT NULL, PRIMARY KEY (org_id, member_id, tag_id),
  FOREIGN KEY (org_id, member_id) REFERENCES member (org_id, id), FOREIGN KEY (org_id, tag_id) REFERENCES tag (org_id, id)) WITHOUT ROWID;
CREATE TABLE calendar_day (org_id BLOB NOT NULL, day TEXT NOT NULL, off BOOLEAN NOT NULL, name TEXT NOT NULL, PRIMARY KEY (org_id, day)) WITHOUT ROWID;

-- modes, stages, reasons
CREATE TABLE sales_mode (
  org_id BLOB NOT NULL, id BLOB NOT NULL, key TEXT NOT NULL, name TEXT NOT NULL, buyer_kind TEXT NOT NULL, position INTEGER NOT NULL, PRIMARY KEY (org_id, id), UNIQUE (org_id, key));
CREATE TABLE stage (
  org_id BLOB NOT NULL, id BLOB NOT NULL, mode_id BLOB NOT NULL, key TEXT NOT NULL, name TEXT NOT NULL, position INTEGER NOT NULL, PRIMARY KEY (org_id, id), UNIQUE (org_id, mode_id, key),
  FOREIGN KEY (org_id, mode_id) REFERENCES sales_mode (org_id, id));
CREATE TABLE reason (
  org_id BLOB NOT NULL, id BLOB NOT NULL, kind TEXT NOT NULL, name TEXT NOT NULL, position INTEGER NOT NULL, PRIMARY KEY (org_id, id), UNIQUE (org_id, kind, name));

-- customers
CREATE TABLE customer (
  org_id BLOB NOT NULL, id BLOB NOT NULL, kind TEXT NOT NULL, name TEXT NOT NULL, name_norm TEXT NOT NULL, credit_code TEXT NOT NULL DEFAULT '', industry TEXT NOT NULL DEFAULT '',
  region TEXT NOT NULL DEFAULT '', parent_id BLOB, owner_id BLOB, group_id BLOB, lead_count INTEGER NOT NULL DEFAULT 0, custom TEXT, version INTEGER NOT NULL DEFAULT 1,
  created_at TIMESTAMP NOT NULL, updated_at TIMESTAMP NOT NULL, PRIMARY KEY (org_id, id),
  FOREIGN KEY (org_id, parent_id) REFERENCES customer (org_id, id), FOREIGN KEY (org_id, owner_id) REFERENCES member (org_id, id), FOREIGN KEY (org_id, group_id) REFERENCES team_group (org_id, id));
CREATE INDEX customer_owner ON customer (org_id, owner_id, id);
CREATE INDEX customer_group ON customer (org_id, group_id, id);
CREATE INDEX customer_parent ON customer (org_id, parent_id) WHERE parent_id IS NOT NULL;
CREATE TABLE customer_key (org_id BLOB NOT NULL, key TEXT NOT NULL, customer_id BLOB NOT NULL, PRIMARY KEY (org_id, key)) WITHOUT ROWID;
CREATE TABLE customer_tag (
  org_id BLOB NOT NULL, customer_id BLOB NOT NULL, tag_id BLOB NOT NULL, PRIMARY KEY (org_id, customer_id, tag_id),
  FOREIGN KEY (org_id, customer_id) REFERENCES customer (org_id, id), FOREIGN KEY (org_id, tag_id) REFERENCES tag (org_id, id)) WITHOUT ROWID;
CREATE TABLE contact (
  org_id BLOB NOT NULL, id BLOB NOT NULL, name TEXT NOT NULL, title TEXT NOT NULL DEFAULT '', version INTEGER NOT NULL DEFAULT 1, created_at TIMESTAMP NOT NULL, PRIMARY KEY (org_id, id));
CREATE TABLE customer_contact (
  org_id BLOB NOT NULL, customer_id BLOB NOT NULL, contact_id BLOB NOT NULL, role TEXT NOT NULL DEFAULT '', from_day TEXT NOT NULL, to_day TEXT, PRIMARY KEY (org_id, customer_id, contact_id),
  FOREIGN KEY (org_id, customer_id) REFERENCES customer (org_id, id), FOREIGN KEY (org_id, contact_id) REFERENCES contact (org_id, id)) WITHOUT ROWID;
CREATE INDEX customer_contact_contact ON customer_contact (org_id, contact_id);
CREATE TABLE contact_point (
  org_id BLOB NOT NULL, subject_kind TEXT NOT NULL, subject_id BLOB NOT NULL, kind TEXT NOT NULL, value TEXT NOT NULL, norm TEXT NOT NULL, PRIMARY KEY (org_id, subject_kind, subject_id, kind)) WITHOUT ROWID;
CREATE INDEX contact_point_norm ON contact_point (org_id, norm);
CREATE TABLE external_id (
  org_id BLOB NOT NULL, system TEXT NOT NULL, kind TEXT NOT NULL, external TEXT NOT NULL, record_id BLOB NOT NULL, PRIMARY KEY (org_id, system, kind, external)) WITHOUT ROWID;
CREATE INDEX external_id_record ON external_id (org_id, kind, record_id);
CREATE TABLE owner_spell (
  org_id BLOB NOT NULL, id BLOB NOT NULL, subject_kind TEXT NOT NULL, subject_id BLOB NOT NULL, owner_id BLOB, group_id BLOB, from_at TIMESTAMP NOT NULL, to_at TIMESTAMP, cause TEXT NOT NULL,
  PRIMARY KEY (org_id, id));
CREATE INDEX owner_spell_subject ON owner_spell (org_id, subject_kind, subject_id, id);

-- leads
CREATE TABLE lead (
  org_id BLOB NOT NULL, id BLOB NOT NULL, no INTEGER NOT NULL, name TEXT NOT NULL, name_norm TEXT NOT NULL DEFAULT '', kind TEXT NOT NULL DEFAULT 'new', mode_id BLOB NOT NULL, stage_id BLOB NOT NULL,
  stage_top INTEGER NOT NULL DEFAULT 1, state TEXT NOT NULL DEFAULT 'open', chance TEXT NOT NULL DEFAULT '', chance_reason TEXT NOT NULL DEFAULT '', source TEXT NOT NULL DEFAULT '',
  contact_name TEXT NOT NULL DEFAULT '', contact_title TEXT NOT NULL DEFAULT '', phone TEXT NOT NULL DEFAULT '', phone_norm TEXT NOT NULL DEFAULT '', email TEXT NOT NULL DEFAULT '',
  wechat TEXT NOT NULL DEFAULT '', region TEXT NOT NULL DEFAULT '', industry TEXT NOT NULL DEFAULT '', expected_amount INTEGER NOT NULL DEFAULT 0, is_key BOOLEAN NOT NULL DEFAULT FALSE,
  key_reason TEXT NOT NULL DEFAULT '', customer_id BLOB, owner_id BLOB, group_id BLOB, touch_count INTEGER NOT NULL DEFAULT 0, first_touch_at TIMESTAMP, last_touch_at TIMESTAMP,
  idle_since TIMESTAMP NOT NULL, next_due TEXT, next_time TEXT NOT NULL DEFAULT '', next_note TEXT NOT NULL DEFAULT '', next_kind TEXT NOT NULL DEFAULT '', intake_at TIMESTAMP NOT NULL,
  intake_day TEXT NOT NULL, won_at TIMESTAMP, won_day TEXT, lost_at TIMESTAMP, lost_day TEXT, lost_reason TEXT NOT NULL DEFAULT '', tags TEXT NOT NULL DEFAULT '', import_id BLOB, custom TEXT,
  version INTEGER NOT NULL DEFAULT 1, created_by BLOB, created_at TIMESTAMP NOT NULL, updated_at TIMESTAMP NOT NULL, PRIMARY KEY (org_id, id), UNIQUE (org_id, no),
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
  org_id BLOB NOT NULL, lead_id BLOB NOT NULL, tag_id BLOB NOT NULL, PRIMARY KEY (org_id, lead_id, tag_id),
  FOREIGN KEY (org_id, lead_id) REFERENCES lead (org_id, id), FOREIGN KEY (org_id, tag_id) REFERENCES tag (org_id, id)) WITHOUT ROWID;
CREATE INDEX lead_tag_tag ON lead_tag (org_id, tag_id, lead_id);

-- follow-up
CREATE TABLE touch (
  org_id BLOB NOT NULL, id BLOB NOT NULL, subject_kind TEXT NOT NULL, subject_id BLOB NOT NULL, member_id BLOB, kind TEXT NOT NULL, result TEXT NOT NULL DEFAULT '', content TEXT NOT NULL DEFAULT '',
  at TIMESTAMP NOT NULL, day TEXT NOT NULL, next_due TEXT, created_at TIMESTAMP NOT NULL, PRIMARY KEY (org_id, id));
CREATE INDEX touch_subject ON touch (org_id, subject_kind, subject_id, at);
CREATE INDEX touch_member ON touch (org_id, member_id, day);

-- match
CREATE TABLE match_batch (
  org_id BLOB NOT NULL, id BLOB NOT NULL, state TEXT NOT NULL, cause TEXT NOT NULL, import_id BLOB, total_score INTEGER NOT NULL DEFAULT 0, people TEXT, created_by BLOB, created_at TIMESTAMP NOT NULL,
  applied_at TIMESTAMP, undone_at TIMESTAMP, PRIMARY KEY (org_id, id));
CREATE INDEX match_batch_import ON match_batch (org_id, import_id);
CREATE TABLE match_item (
  org_id BLOB NOT NULL, batch_id BLOB NOT NULL, lead_id BLOB NOT NULL, owner_id BLOB, score INTEGER NOT NULL DEFAULT 0, reasons TEXT, alternatives TEXT, before_owner BLOB, before_group BLOB,
  result TEXT NOT NULL DEFAULT '', PRIMARY KEY (org_id, batch_id, lead_id), FOREIGN KEY (org_id, batch_id) REFERENCES match_batch (org_id, id)) WITHOUT ROWID;
CREATE TABLE match_setting (org_id BLOB NOT NULL PRIMARY KEY, automatic BOOLEAN NOT NULL DEFAULT TRUE) WITHOUT ROWID;

-- imports
CREATE TABLE import (
  org_id BLOB NOT NULL, id BLOB NOT NULL, record_kind TEXT NOT NULL, file_id BLOB NOT NULL, file_name TEXT NOT NULL, format TEXT NOT NULL, encoding TEXT NOT NULL DEFAULT '', state TEXT NOT NULL,
  spec TEXT NOT NULL, sheets TEXT NOT NULL, row_total INTEGER NOT NULL DEFAULT 0, row_done INTEGER NOT NULL DEFAULT 0, row_at INTEGER NOT NULL DEFAULT 0, created INTEGER NOT NULL DEFAULT 0,
  merged INTEGER NOT NULL DEFAULT 0, skipped INTEGER NOT NULL DEFAULT 0, failed INTEGER NOT NULL DEFAULT 0, failure TEXT NOT NULL DEFAULT '', lease_until TIMESTAMP, created_by BLOB,
  created_at TIMESTAMP NOT NULL, started_at TIMESTAMP, finished_at TIMESTAMP, version INTEGER NOT NULL DEFAULT 1, PRIMARY KEY (org_id, id));
CREATE INDEX import_state ON import (org_id, state, id);
CREATE TABLE import_problem (
  org_id BLOB NOT NULL, import_id BLOB NOT NULL, sheet TEXT NOT NULL, row_no INTEGER NOT NULL, column_no INTEGER NOT NULL, column_title TEXT NOT NULL, value TEXT NOT NULL, message_zh TEXT NOT NULL,
  message_en TEXT NOT NULL, want_zh TEXT NOT NULL, want_en TEXT NOT NULL, cells TEXT, PRIMARY KEY (org_id, import_id, sheet, row_no, column_no));

-- projections
CREATE TABLE lead_stat (
  org_id BLOB NOT NULL, grain TEXT NOT NULL, day TEXT NOT NULL, dim TEXT NOT NULL, dim_key TEXT NOT NULL, group_key TEXT NOT NULL, mode_key TEXT NOT NULL, measure TEXT NOT NULL, n INTEGER NOT NULL,
  PRIMARY KEY (org_id, grain, dim, day, dim_key, group_key, mode_key, measure)) WITHOUT ROWID;
CREATE TABLE lead_board (
  org_id BLOB NOT NULL, owner_key TEXT NOT NULL, group_key TEXT NOT NULL, state TEXT NOT NULL, stage_key TEXT NOT NULL, n INTEGER NOT NULL, amount INTEGER NOT NULL DEFAULT 0,
  PRIMARY KEY (org_id, owner_key, group_key, state, stage_key)) WITHOUT ROWID;

-- index: search documents, newest first by number
CREATE TABLE search_doc (no INTEGER PRIMARY KEY, org_id BLOB NOT NULL, kind TEXT NOT NULL, id BLOB NOT NULL, UNIQUE (org_id, kind, id));
CREATE VIRTUAL TABLE search_text USING fts5 (tokens, content='', contentless_delete=1, detail=none, tokenize='unicode61 remove_diacritics 0');
