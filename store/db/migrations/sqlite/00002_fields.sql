-- +goose Up

-- own fields: what a company adds to a record type; the value stands in the record's custom column, own_value is what lists walk
CREATE TABLE own_field (
  org_id BLOB NOT NULL, id BLOB NOT NULL, kind TEXT NOT NULL, key TEXT NOT NULL, label TEXT NOT NULL, help TEXT NOT NULL DEFAULT '', type TEXT NOT NULL, options TEXT NOT NULL DEFAULT '', preset TEXT NOT NULL DEFAULT '',
  only_one BOOLEAN NOT NULL DEFAULT FALSE, required BOOLEAN NOT NULL DEFAULT FALSE, position INTEGER NOT NULL DEFAULT 0, view_roles TEXT NOT NULL DEFAULT '', edit_roles TEXT NOT NULL DEFAULT '', archived_at TIMESTAMP,
  version INTEGER NOT NULL DEFAULT 1, created_at TIMESTAMP NOT NULL, PRIMARY KEY (org_id, id), UNIQUE (org_id, kind, key));
CREATE TABLE own_value (
  org_id BLOB NOT NULL, field_id BLOB NOT NULL, record_id BLOB NOT NULL, position INTEGER NOT NULL DEFAULT 0, text TEXT, number INTEGER, alone TEXT,
  PRIMARY KEY (org_id, field_id, record_id, position), UNIQUE (org_id, field_id, alone), FOREIGN KEY (org_id, field_id) REFERENCES own_field (org_id, id));
CREATE INDEX own_value_text ON own_value (org_id, field_id, text, record_id);
CREATE INDEX own_value_number ON own_value (org_id, field_id, number, record_id);
ALTER TABLE member ADD COLUMN custom TEXT;

-- modes and stages: what counts as the same lead, what a stage asks for
ALTER TABLE sales_mode ADD COLUMN same_by TEXT NOT NULL DEFAULT '';
ALTER TABLE sales_mode ADD COLUMN version INTEGER NOT NULL DEFAULT 1;
ALTER TABLE stage ADD COLUMN required TEXT NOT NULL DEFAULT '';
ALTER TABLE stage ADD COLUMN version INTEGER NOT NULL DEFAULT 1;
CREATE INDEX lead_email ON lead (org_id, email, id) WHERE email <> '';

-- dictionaries: reasons as a tree, words with an order (sources, touch kinds), the colour of a tag
ALTER TABLE reason ADD COLUMN parent_id BLOB;
ALTER TABLE reason ADD COLUMN archived_at TIMESTAMP;
ALTER TABLE reason ADD COLUMN version INTEGER NOT NULL DEFAULT 1;
CREATE TABLE word (
  org_id BLOB NOT NULL, id BLOB NOT NULL, list TEXT NOT NULL, key TEXT NOT NULL, name TEXT NOT NULL, position INTEGER NOT NULL DEFAULT 0, archived_at TIMESTAMP, version INTEGER NOT NULL DEFAULT 1,
  PRIMARY KEY (org_id, id), UNIQUE (org_id, list, key));
ALTER TABLE tag ADD COLUMN colour TEXT NOT NULL DEFAULT '';
ALTER TABLE tag ADD COLUMN version INTEGER NOT NULL DEFAULT 1;
CREATE INDEX customer_tag_tag ON customer_tag (org_id, tag_id, customer_id);
CREATE INDEX member_tag_tag ON member_tag (org_id, tag_id, member_id);
