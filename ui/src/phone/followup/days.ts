// Which days are offered for the next contact: the server's, which knows holidays and how warm a lead is. Pure.
import type { Day, DayItem, TouchResult } from '../../api/types';
import { addDays } from '../../lib/day';

/** Three days in order, the one to begin with, and why that one. A lead of today's list brings its own suggestion. */
export function offeredDays(
  today: string,
  offer: Day['suggest'] | undefined,
  item?: Pick<DayItem, 'suggest' | 'suggest_why'>,
) {
  const all = (offer?.next ?? []).map((n) => n.day).filter((d) => d > today);
  const own = item?.suggest?.day && item.suggest.day > today ? item.suggest.day : '';
  const first = own || all[0] || addDays(today, 1);
  const rest = [...all].sort();
  // Without a word from the server (no line yet): tomorrow, in three days, in a week.
  const plain = [1, 3, 7].map((n) => addDays(today, n));
  const days = [...new Set([first, ...rest, ...plain])].slice(0, 3).sort();
  return { days, first, why: (own ? item?.suggest_why : offer?.why) ?? '' };
}

/** What these results ask for is done on the next workday, however large the chance; said in the words of the result. */
const soon = ['no_answer', 'wrong_number', 'meeting_set'] as const;
export type Soon = (typeof soon)[number];

/** The day to begin with once it is known how it went: the offered days are workdays, and the earliest is the next one. */
export function dayAfter(result: TouchResult, offer: { days: string[]; first: string }): { day: string; soon?: Soon } {
  const hit = soon.find((r) => r === result);
  return hit ? { day: offer.days[0] ?? offer.first, soon: hit } : { day: offer.first };
}
