// Days are yyyy-mm-dd strings in the organisation's zone; only instants know a clock. Nothing here reads the clock: today
// comes from the session.

const MS = 86_400_000;
const at = (day: string) => Date.UTC(Number(day.slice(0, 4)), Number(day.slice(5, 7)) - 1, Number(day.slice(8, 10)));

export function addDays(day: string, n: number): string {
  return new Date(at(day) + n * MS).toISOString().slice(0, 10);
}

/** b − a in days. */
export const daysBetween = (a: string, b: string): number => Math.round((at(b) - at(a)) / MS);

/** 0 = Sunday. */
export const weekday = (day: string): number => new Date(at(day)).getUTCDay();

export const monthStart = (day: string): string => `${day.slice(0, 7)}-01`;
export const yearStart = (day: string): string => `${day.slice(0, 4)}-01-01`;
export function quarterStart(day: string): string {
  const month = Math.floor((Number(day.slice(5, 7)) - 1) / 3) * 3 + 1;
  return `${day.slice(0, 4)}-${String(month).padStart(2, '0')}-01`;
}

const EN = ['Jan', 'Feb', 'Mar', 'Apr', 'May', 'Jun', 'Jul', 'Aug', 'Sep', 'Oct', 'Nov', 'Dec'];

/** A day as people write it; the year only when it is not this year's. */
export function showDay(day: string, today: string, lang: 'zh' | 'en'): string {
  const [y, m, d] = [day.slice(0, 4), Number(day.slice(5, 7)), Number(day.slice(8, 10))];
  const far = y !== today.slice(0, 4);
  if (lang === 'en') return `${d} ${EN[m - 1]}${far ? ` ${y}` : ''}`;
  return `${far ? `${y}年` : ''}${m}月${d}日`;
}

/** The name of a month, 1 to 12. */
export const showMonth = (m: number, lang: 'zh' | 'en'): string => (lang === 'en' ? EN[m - 1]! : `${m}月`);

export type When = {
  kind: 'none' | 'overdue' | 'today' | 'tomorrow' | 'yesterday' | 'day';
  days: number;
  day: string;
  time: string;
};

/** How a next date stands against today. Overdue counts what the server counted when it says so (workdays), else calendar days. */
export function when(
  day: string | null | undefined,
  time: string | null | undefined,
  today: string,
  overdueDays = 0,
): When {
  const clock = time ?? '';
  if (!day) return { kind: 'none', days: 0, day: '', time: clock };
  const diff = daysBetween(today, day);
  if (diff < 0) return { kind: 'overdue', days: overdueDays > 0 ? overdueDays : -diff, day, time: clock };
  if (diff === 0) return { kind: 'today', days: 0, day, time: clock };
  if (diff === 1) return { kind: 'tomorrow', days: 1, day, time: clock };
  return { kind: 'day', days: diff, day, time: clock };
}

/** An instant as day and clock in a zone: {day: "2026-11-24", time: "14:32"}. */
export function local(instant: string, zone: string): { day: string; time: string } {
  const parts = new Intl.DateTimeFormat('en-CA', {
    timeZone: zone,
    year: 'numeric',
    month: '2-digit',
    day: '2-digit',
    hour: '2-digit',
    minute: '2-digit',
    hourCycle: 'h23',
  }).formatToParts(new Date(instant));
  const get = (type: string) => parts.find((p) => p.type === type)?.value ?? '';
  return { day: `${get('year')}-${get('month')}-${get('day')}`, time: `${get('hour')}:${get('minute')}` };
}
