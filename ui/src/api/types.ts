// The words the screens use for the shapes of the API. All of them are the document's own (schema.d.ts, made by `make gen`).
// Ids are UUID strings, instants RFC 3339 UTC, days yyyy-mm-dd ('' for none), amounts whole fen, rates basis points.
import type { components } from './schema';

type S = components['schemas'];

export type Ref = S['LeadRef'];
export type Verdict = S['LeadVerdict'];
export type Can = NonNullable<S['LeadView']['can']>;

export type Session = S['TeamSession'];
export type Role = S['TeamMemberView']['role'];
export type Scope = Session['permissions'][string];
export type RoleView = S['TeamRoleView'];
export type PermissionList = S['TeamPermissionList'];
export type Explanation = S['RecordExplanation'];
export type BinItem = S['RecordBinItem'];
export type BinKind = 'lead' | 'customer';
export type Audited = S['RecordAudited'];
export type AuditClass = Audited['class'];
export type Group = S['TeamGroupView'];
export type Member = S['TeamMemberView'];
export type CalendarDay = S['TeamCalendarDay'];

export type Stage = S['RecordStage'];
export type Mode = S['RecordMode'];
export type Reason = S['RecordReason'];
export type SourceCount = S['LeadSourceCount'];
export type SearchHit = S['RecordFound'];

export type Contact = S['CustomerContactView'];
/** A row of the list; the page of one customer adds contacts and verdicts. */
export type Customer = S['CustomerView'];
export type CustomerDetail = S['CustomerDetail'];

/** Lists carry no verdicts; calls.ts puts an empty set there, which stands for «not judged here». */
export type Lead = S['LeadView'] & { can: Can };
export type Chance = Lead['chance'];
export type LeadState = Lead['state'];
export type LeadDraft = S['EnterBody'];
export type LeadPatch = S['LeadPatch'];
export type LeadSummary = S['LeadSummary'];

export type SavedView = S['RecordSavedView'];
export type ViewSpec = SavedView['spec'];
export type BulkEdit = S['LeadBulkEdit'];
export type BulkResult = S['RecordBulkResult'];
export type BoardColumn = Omit<S['LeadBoardColumn'], 'items'> & { items: Lead[] };

export type TouchDraft = S['FollowupDraft'];
export type TouchKind = TouchDraft['kind'];
export type TouchResult = NonNullable<TouchDraft['result']>;
export type TimelineItem = S['LeadHappening'];

export type MatchReason = S['MatchReasonView'];
export type MatchItem = S['MatchItemView'];
export type MatchBatch = S['MatchView'];

export type DayChip = S['DayChip'];
export type DayItem = Omit<S['DayItem'], 'lead'> & { lead: Lead };
export type DaySection = Omit<S['DaySection'], 'items'> & { items: DayItem[] };
export type Day = Omit<S['DayToday'], 'sections'> & { sections: DaySection[] };

export type ImportJob = S['DoorImportView'];
export type ImportState = ImportJob['state'];
export type ImportColumn = S['RecordColumnView'];
export type ImportProblem = S['SheetProblem'];
export type ImportPatch = S['ImportBody'];

export type ConversionRow = S['InsightRow'];
export type Conversion = S['InsightConversion'];
export type Funnel = S['InsightFunnelOutput'];
export type Board = S['InsightBoardOutput'];
export type Trend = S['InsightTrendOutput'];

/** An event of the live stream, which is no operation of the document. */
export type LiveChange = { kind: string; subject_kind: string; subject_id: string; at: string };
