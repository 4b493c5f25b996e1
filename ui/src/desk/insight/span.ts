// The spans one can look at. Pure.
import { addDays, monthStart, quarterStart, yearStart } from '../../lib/day';

export type Span = 'month' | 'quarter' | 'year' | 'all';
export type Basis = 'cohort' | 'period';

export const spans: Span[] = ['month', 'quarter', 'year', 'all'];

/** As far back as the server looks at once. */
const TEN_YEARS = 3_650;

/** First and last day of a span that ends today. */
export function spanDays(span: Span, today: string): { from: string; to: string } {
  if (span === 'month') return { from: monthStart(today), to: today };
  if (span === 'quarter') return { from: quarterStart(today), to: today };
  if (span === 'year') return { from: yearStart(today), to: today };
  return { from: addDays(today, -TEN_YEARS), to: today };
}
