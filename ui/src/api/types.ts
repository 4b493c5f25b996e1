// The shapes that travel between server and browser. Ids are UUID strings, instants RFC 3339 UTC, days yyyy-mm-dd,
// amounts whole fen, rates basis points.

export type Ref = { id: string; name: string };
export type Page<T> = { items: T[]; next: string; count?: { n: number; capped: boolean } | null };
export type Verdict = { ok: boolean; why?: string };
export type Can = Record<string, Verdict | undefined>;

export type Role = 'administrator' | 'leader' | 'manager' | 'salesperson' | 'operations' | 'readonly';
export type Scope = 'own' | 'group' | 'below' | 'all' | 'none';

export type Session = {
  member: { id: string; name: string; role: Role; level: number; group_id: string; group_name: string };
  organisation: { id: string; name: string; demo: boolean; zone: string };
  organisations: { id: string; name: string; demo: boolean }[];
  permissions: Record<string, Scope | undefined>;
  today: string;
};

export type Group = { id: string; name: string; parent_id?: string | null; member_count: number; version: number };
export type Member = {
  id: string;
  name: string;
  phone_masked: string;
  email: string;
  role: Role;
  level: number;
  capacity: number;
  tags: string[];
  group_id: string;
  group_name: string;
  lead_of_group: boolean;
  state: 'active' | 'left';
  open_leads: number;
  version: number;
};

/** `own`: entered by this organisation, and may be removed. */
export type CalendarDay = { day: string; off: boolean; name: string; own: boolean };
export type Stage = { id: string; key: string; name: string; position: number };
export type Mode = { id: string; key: string; name: string; buyer_kind: string; stages: Stage[] };
export type Reason = { id: string; kind: string; text: string };
export type SourceCount = { source: string; count: number };

export type Contact = {
  id: string;
  name: string;
  title: string;
  role: string;
  phone_masked: string;
  has_phone: boolean;
  email_masked: string;
  wechat: string;
  version: number;
};

export type Customer = {
  id: string;
  kind: 'company' | 'person';
  name: string;
  credit_code: string;
  industry: string;
  region: string;
  parent_id?: string | null;
  owner?: Ref | null;
  group?: Ref | null;
  tags: string[];
  lead_count: number;
  created_at: string;
  version: number;
  can: Can;
  contacts?: Contact[];
};

export type Chance = 'large' | 'medium' | 'small' | 'none' | '';
export type LeadState = 'open' | 'won' | 'lost';

export type Lead = {
  id: string;
  no: string;
  name: string;
  /** The company, else the contact, else the number: never empty. */
  title: string;
  mode: { id: string; key: string; name: string };
  stage: { id: string; key: string; name: string; position: number; of: number };
  state: LeadState;
  chance: Chance;
  chance_reason: string;
  source: string;
  contact_name: string;
  contact_title: string;
  phone_masked: string;
  has_phone: boolean;
  email_masked: string;
  region: string;
  industry: string;
  tags: string[];
  expected_amount: number;
  key: boolean;
  key_reason: string;
  customer_id?: string | null;
  owner: Ref | null;
  group: Ref | null;
  touch_count: number;
  last_touch_at?: string | null;
  idle_days: number;
  next_due: string | null;
  next_time: string;
  next_note: string;
  next_kind: TouchKind | '';
  overdue_days: number;
  intake_at: string;
  intake_day: string;
  won_at?: string | null;
  won_day: string | null;
  lost_at?: string | null;
  lost_day: string | null;
  lost_reason: string;
  custom?: Record<string, unknown>;
  version: number;
  created_at: string;
  /** Verdicts; empty in lists, where the server does not judge each row. */
  can: Can;
};

export type LeadDraft = {
  id?: string;
  name?: string;
  contact_name?: string;
  contact_title?: string;
  phone?: string;
  email?: string;
  wechat?: string;
  mode_id?: string;
  source?: string;
  region?: string;
  industry?: string;
  tags?: string[];
  expected_amount?: number;
  chance?: Chance;
  chance_reason?: string;
  note?: string;
  next_due?: string;
  next_time?: string;
  owner_id?: string;
  customer_id?: string;
  allow_duplicate?: boolean;
};

export type LeadPatch = Omit<LeadDraft, 'id' | 'allow_duplicate'> & {
  stage_id?: string;
  next_note?: string;
  version: number;
};

export type LeadSummary = {
  open: number;
  expected_amount: number;
  overdue: number;
  due_today: number;
  /** Open leads without a first follow-up. */
  untouched: number;
  idle7: number;
};

export type TouchKind = 'phone' | 'visit' | 'wechat' | 'meeting' | 'other';
export type TouchResult = 'progress' | 'no_progress' | 'meeting_set' | 'requote' | 'no_answer' | 'wrong_number' | '';
export type TouchDraft = {
  id?: string;
  kind: TouchKind;
  result: TouchResult;
  content?: string;
  next_due?: string;
  next_time?: string;
  next_note?: string;
  chance?: Chance;
  chance_reason?: string;
  stage_id?: string;
  at?: string;
};

export type TimelineItem = {
  id: string;
  at: string;
  actor: Ref | null;
  kind: string;
  changes?: { field: string; label: string; before: string; after: string }[] | null;
  touch?: { kind: TouchKind; result: TouchResult; content: string } | null;
};

export type MatchReason = { kind: 'tag' | 'level' | 'load' | 'none'; sign: '+' | '-'; text: string };
export type MatchItem = {
  lead_id: string;
  lead_name: string;
  industry: string;
  region: string;
  expected_amount: number;
  owner: Ref | null;
  score: number;
  reasons: MatchReason[];
  alternatives: { owner: Ref; score: number; text: string }[];
  /** Empty: nothing yet; applied; undone; else why not. */
  result: string;
  why?: string;
};
export type MatchBatch = {
  id: string;
  state: 'preview' | 'applied' | 'undone';
  created_at: string;
  total_score: number;
  items: MatchItem[];
  people: { id: string; name: string; load: number; capacity: number; added: number }[];
};

export type DayChip = { day: string; label: string };
export type DayItem = {
  lead: Lead;
  why: string;
  kind: TouchKind;
  overdue_days: number;
  suggest: DayChip;
  suggest_why: string;
};
export type DaySection = { key: 'overdue' | 'due' | 'new'; count: number; expected_amount: number; items: DayItem[] };
export type Day = {
  day: string;
  weekday_name?: string;
  workdays_left: number;
  sections: DaySection[];
  done_today: number;
  suggest?: { next: DayChip[]; why: string } | null;
};

export type ImportState = 'uploaded' | 'ready' | 'running' | 'done' | 'failed' | 'cancelled';
export type ImportColumn = { column: string; title: string; samples: string[]; field: string | null; why: string };
export type ImportProblem = {
  sheet: string;
  row: number;
  column: string;
  value: string;
  message: string;
  want: string;
};
export type ImportJob = {
  id: string;
  file_name: string;
  format: string;
  encoding: string;
  state: ImportState;
  sheets: { name: string; rows: number }[];
  sheet: string;
  header_row: number;
  columns: ImportColumn[];
  fields: { field: string; label: string; type: string }[];
  mode_id: string;
  duplicates: 'skip' | 'merge' | 'create';
  match: 'after' | 'no';
  /** Which value of the outcome column means which state. */
  state_map?: Record<string, string> | null;
  rows: number;
  done: number;
  created: number;
  merged: number;
  skipped: number;
  failed: number;
  problems: ImportProblem[];
  preview: {
    row: number;
    values: Record<string, string>;
    outcome: 'created' | 'merged' | 'skipped' | 'failed';
    verdict: string;
  }[];
  /** What would become of the first rows, at most 2,000. */
  sample?: { rows: number; created: number; merged: number; skipped: number; failed: number } | null;
  failure?: string;
  started_at: string | null;
  finished_at: string | null;
};
export type ImportPatch = {
  sheet?: string;
  header_row?: number;
  mapping?: { column: string; field: string; format?: string }[];
  duplicates?: ImportJob['duplicates'];
  match?: ImportJob['match'];
  state_map?: Record<string, string>;
  mode_id?: string;
};

export type Figures = { intake: number; followed: number; won: number; lost: number; rate_bp: number };
/** `filters` open exactly the rows that each figure counts. */
export type ConversionRow = Figures & {
  key: string;
  label: string;
  filters: Record<'intake' | 'followed' | 'won' | 'lost', string[]>;
};
export type Conversion = { total: ConversionRow; rows: ConversionRow[]; live_at: string };
export type Funnel = {
  mode_name: string;
  steps: { key: string; label: string; n: number; rate_bp: number; filters: string[] }[];
};
export type Board = {
  rows: {
    owner: Ref | null;
    open: number;
    won: number;
    lost: number;
    amount: number;
    stages: { stage_id: string; n: number }[];
  }[];
};
export type Trend = {
  months: {
    month: string;
    intake: number;
    won: number;
    rate_bp: number;
    filters: Record<'intake' | 'won', string[]>;
  }[];
};

export type SearchHit = {
  kind: 'lead' | 'customer' | string;
  id: string;
  title: string;
  subtitle: string;
  owner_name: string;
};
export type LiveChange = { kind: string; subject_kind: string; subject_id: string; at: string };
