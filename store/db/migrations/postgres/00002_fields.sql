-- +goose Up

-- own fields: what a company adds to a record type; the value stands in the record's custom column, own_value is what lists walk
CREATE TABLE own_field (
  org_id uuid NOT NULL, id uuid NOT NULL, kind text NOT NULL, key text NOT NULL, label text NOT NULL, help text NOT NULL DEFAULT '', type text NOT NULL, options text NOT NULL DEFAULT '', preset text NOT NULL DEFAULT '',
  only_one boolean NOT NULL DEFAULT FALSE, required boolean NOT NULL DEFAULT FALSE, position bigint NOT NULL DEFAULT 0, view_roles text NOT NULL DEFAULT '', edit_roles text NOT NULL DEFAULT '', archived_at timestamptz,
  version bigint NOT NULL DEFAULT 1, created_at timestamptz NOT NULL, PRIMARY KEY (org_id, id), UNIQUE (org_id, kind, key));
CREATE TABLE own_value (
  org_id uuid NOT NULL, field_id uuid NOT NULL, record_id uuid NOT NULL, position bigint NOT NULL DEFAULT 0, text text COLLATE "C", number bigint, alone text,
  PRIMARY KEY (org_id, field_id, record_id, position), UNIQUE (org_id, field_id, alone), FOREIGN KEY (org_id, field_id) REFERENCES own_field (org_id, id));
CREATE INDEX own_value_text ON own_value (org_id, field_id, text, record_id);
CREATE INDEX own_value_number ON own_value (org_id, field_id, number, record_id);
ALTER TABLE member ADD COLUMN custom jsonb;

-- modes and stages: what counts as the same lead, what a stage asks for
ALTER TABLE sales_mode ADD COLUMN same_by text NOT NULL DEFAULT '';
ALTER TABLE sales_mode ADD COLUMN version bigint NOT NULL DEFAULT 1;
ALTER TABLE stage ADD COLUMN required text NOT NULL DEFAULT '';
ALTER TABLE stage ADD COLUMN version bigint NOT NULL DEFAULT 1;
CREATE INDEX lead_email ON lead (org_id, email, id) WHERE email <> '';

-- dictionaries: reasons as a tree, words with an order (sources, touch kinds), the colour of a tag
ALTER TABLE reason ADD COLUMN parent_id uuid;
ALTER TABLE reason ADD COLUMN archived_at timestamptz;
ALTER TABLE reason ADD COLUMN version bigint NOT NULL DEFAULT 1;
CREATE TABLE word (
  org_id uuid NOT NULL, id uuid NOT NULL, list text NOT NULL, key text NOT NULL, name text NOT NULL, position bigint NOT NULL DEFAULT 0, archived_at timestamptz, version bigint NOT NULL DEFAULT 1,
  PRIMARY KEY (org_id, id), UNIQUE (org_id, list, key));
ALTER TABLE tag ADD COLUMN colour text NOT NULL DEFAULT '';
ALTER TABLE tag ADD COLUMN version bigint NOT NULL DEFAULT 1;
CREATE INDEX customer_tag_tag ON customer_tag (org_id, tag_id, customer_id);
CREATE INDEX member_tag_tag ON member_tag (org_id, tag_id, member_id);
