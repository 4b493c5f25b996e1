// Which days are offered for the next contact. Pure.
import type { Day } from '../../api/types';
import { addDays, weekday } from '../../lib/day';

/** The Friday of this week, or of the next when this one has come. */
function friday(today: string): string {
  const ahead = (5 - weekday(today) + 7) % 7;
  return addDays(today, ahead || 7);
}

/** Tomorrow, what the server suggests and Friday: three days in order, and the one to begin with. */
export function offeredDays(today: string, suggest: Day['suggest']): { days: string[]; first: string; why: string } {
  const proposed = (suggest?.next ?? []).map((n) => n.day).filter((d) => d > today);
  const first = proposed[0] ?? addDays(today, 1);
  const rest = [...proposed.slice(1), addDays(today, 1), friday(today), addDays(today, 7)];
  const days = [...new Set([first, ...rest])].slice(0, 3).sort();
  return { days, first, why: suggest?.why ?? '' };
}
