// The spans one can look at. Pure.
import { monthStart, quarterStart, yearStart } from '../../lib/day';

export type Span = 'month' | 'quarter' | 'year' | 'all';
export type Basis = 'cohort' | 'period';

export const spans: Span[] = ['month', 'quarter', 'year', 'all'];

/** First and last day of a span that ends today; `all` begins before anybody's first lead. */
export function spanDays(span: Span, today: string): { from: string; to: string } {
  if (span === 'month') return { from: monthStart(today), to: today };
  if (span === 'quarter') return { from: quarterStart(today), to: today };
  if (span === 'year') return { from: yearStart(today), to: today };
  return { from: '2000-01-01', to: today };
}
