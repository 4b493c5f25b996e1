// Every number opens the rows that make it: from a row's own filters to the list that counts the same leads. Pure.

import { monthStart, quarterStart, yearStart } from '../../lib/day';
import { parseFilter } from '../../lib/filter';

export type Span = 'month' | 'quarter' | 'year' | 'all';
export type Basis = 'cohort' | 'period';
export type What = 'intake' | 'followed' | 'won' | 'lost' | 'untouched';

export function spanDays(span: Span, today: string): { from: string; to: string } {
  if (span === 'month') return { from: monthStart(today), to: today };
  if (span === 'quarter') return { from: quarterStart(today), to: today };
  if (span === 'year') return { from: yearStart(today), to: today };
  return { from: '2000-01-01', to: today };
}

/** The span's own filters on the day of intake. */
export const spanFilter = (span: Span, today: string): string[] => {
  const { from, to } = spanDays(span, today);
  return span === 'all' ? [] : [`intake_day:ge:${from}`, `intake_day:le:${to}`];
};

/** `filter` opens all leads taken in; this narrows it to what a column counts. */
export function behind(filter: string[], what: What, basis: Basis): string[] {
  if (what === 'intake') return filter;
  if (what === 'followed') return [...filter, 'touch_count:gt:0'];
  if (what === 'untouched') return [...filter, 'touch_count:eq:0'];
  if (what === 'lost') return [...filter, 'state:eq:lost'];
  if (basis === 'cohort') return [...filter, 'state:eq:won'];
  // Wins of a period are counted on the day they were won, whenever the lead came in.
  const won = filter.map((f) => {
    const p = parseFilter(f);
    return p.field === 'intake_day' ? `won_day:${p.op}:${p.value}` : f;
  });
  return [...won, 'state:eq:won'];
}
