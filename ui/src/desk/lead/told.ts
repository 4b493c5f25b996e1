// How an entry of the journal is told on a lead's timeline: under which title, and which of its changes are worth a
// word. Pure; the words come from the caller.
import type { TimelineItem } from '../../api/types';

type Change = NonNullable<TimelineItem['changes']>[number];

/** Written by the system beside what a person did: true, but no news. */
const quiet = new Set([
  'last_touch_at',
  'first_touch_at',
  'idle_since',
  'touch_count',
  'intake_at',
  'intake_day',
  'won_at',
  'won_day',
  'lost_at',
  'lost_day',
  'state',
  'next_kind',
  'stage_top',
  'group_id',
  'customer_id',
  'mode_id',
  'import_id',
  'created_by',
  'kind',
  'key',
  'is_key',
  'version',
  'custom',
  'created_at',
  'updated_at',
]);

const planned = new Set(['next_due', 'next_time', 'next_note', 'next_kind']);

export const titles = [
  'created',
  'edited',
  'stage',
  'planned',
  'won',
  'lost',
  'postponed',
  'assigned',
  'unassigned',
  'claimed',
  'reopened',
  'merged',
  'keyed',
  'unkeyed',
  'revealed',
  'approvalAsked',
  'approvalApproved',
  'approvalRefused',
  'approvalWithdrawn',
  'approvalStale',
  'collaborator_added',
  'collaborator_changed',
  'collaborator_removed',
  'probed',
  'happened',
] as const;
export type Title = (typeof titles)[number];

/** A reason is said as a sentence, not as a value that was set. */
export const isReason = (c: Change) => /(^|_)reason$/.test(c.field);

export type Told = { title: Title; owner: string; changes: Change[] };

export function told(item: TimelineItem): Told {
  const all = item.changes ?? [];
  const kind = item.kind
    .replace(/^lead\./, '')
    .replace(/^approval\.(.)/, (_, c: string) => `approval${c.toUpperCase()}`);
  const owner = all.find((c) => c.field === 'owner_id')?.after ?? '';
  // A plan that has been carried out is cleared: that is what the entry itself says.
  const news = all
    .filter((c) => !quiet.has(c.field) && !(planned.has(c.field) && c.after === ''))
    // A touch carries out what was planned: only the new day is news.
    .map((c) => (item.touch && planned.has(c.field) ? { ...c, before: '' } : c));
  const known = titles.find((t) => t === kind);
  if (kind === 'marked') {
    const why = news.filter((c) => c.field === 'key_reason' && c.after);
    return { title: why.length ? 'keyed' : 'unkeyed', owner, changes: why };
  }
  if (kind === 'created') return { title: 'created', owner, changes: news.filter((c) => c.field === 'source') };
  if (kind === 'edited') {
    if (news.some((c) => c.field === 'stage_id')) return { title: 'stage', owner, changes: news };
    if (all.length > 0 && all.every((c) => planned.has(c.field))) return { title: 'planned', owner, changes: news };
    return { title: 'edited', owner, changes: news };
  }
  if (kind === 'assigned' || kind === 'claimed' || kind === 'unassigned')
    return { title: kind, owner, changes: news.filter((c) => c.field !== 'owner_id') };
  if (kind === 'lost') return { title: 'lost', owner, changes: news.filter((c) => c.field === 'lost_reason') };
  if (kind === 'won') return { title: 'won', owner, changes: news.filter((c) => c.field === 'expected_amount') };
  return { title: known ?? 'happened', owner, changes: news };
}
