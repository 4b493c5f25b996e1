// What many phone pages need once: saying that something failed, days, instants and amounts as people read them.
import { useEffect } from 'react';
import { useTranslation } from 'react-i18next';
import { problemText } from '../api/problem';
import type { Chance } from '../api/types';
import { usePrefs } from '../kit/prefs';
import { toast } from '../kit/toast';
import { daysBetween, local, showDay, weekday as weekdayNo, when } from '../lib/day';
import { wan, yuan } from '../lib/money';
import { useSession } from './session/use';

export function useFail() {
  const { t } = useTranslation();
  return (e: unknown) => {
    toast(problemText(e, t('common.offline')), { tone: 'bad' });
  };
}

export function useTitle(title: string) {
  useEffect(() => {
    document.title = title;
  }, [title]);
}

export function useShow() {
  const { t } = useTranslation();
  const { lang } = usePrefs();
  const { today, organisation } = useSession();
  const names = new Intl.DateTimeFormat(lang === 'en' ? 'en-GB' : 'zh-CN', { weekday: 'short', timeZone: 'UTC' });
  const weekday = (day: string) => names.format(new Date(`${day}T00:00:00Z`));
  const day = (d: string) => showDay(d, today, lang);
  const weeksAhead = (d: string) => Math.floor((daysBetween(today, d) + ((weekdayNo(today) + 6) % 7)) / 7);
  const spaced = (d: string) =>
    lang === 'en'
      ? day(d)
      : day(d)
          .replace(/(\d+)(\D)/g, '$1 $2 ')
          .trim();
  return {
    today,
    lang,
    weekday,
    day,
    /** The day in a heading: 11 月 23 日 周一. */
    longDay: (d: string) => `${spaced(d)} ${weekday(d)}`,
    /** Month and day in figures, for chips and times: 11-25. */
    /** What stands beside `near`: the date, or the weekday of a day that is already named by its date. */
    short: (d: string) => (weeksAhead(d) > 1 ? weekday(d) : d.slice(5)),
    /** Today and tomorrow by name, this week by its weekday, the next with «next», later by date. */
    near(d: string) {
      const ahead = daysBetween(today, d);
      if (ahead === 0) return t('common.today');
      if (ahead === 1) return t('common.tomorrow');
      const weeks = weeksAhead(d);
      return weeks === 0 ? weekday(d) : weeks === 1 ? t('phone.nextWeek', { day: weekday(d) }) : day(d);
    },
    clock: (at: string) => local(at, organisation.zone).time,
    /** An instant on a timeline: today and yesterday by name, else date and weekday; the clock always. */
    instant(at: string) {
      const p = local(at, organisation.zone);
      const back = daysBetween(p.day, today);
      const name =
        back === 0 ? t('common.today') : back === 1 ? t('common.yesterday') : `${day(p.day)} ${weekday(p.day)}`;
      return `${name} ${p.time}`;
    },
    due(row: { next_due: string | null; next_time: string; overdue_days: number }) {
      const w = when(row.next_due, row.next_time, today, row.overdue_days);
      const clock = w.time ? ` ${w.time}` : '';
      if (w.kind === 'none') return { text: t('common.unplanned'), tone: '' };
      if (w.kind === 'overdue') return { text: t('common.overdue', { n: w.days }), tone: 'bad' };
      if (w.kind === 'today') return { text: t('common.today') + clock, tone: 'acc' };
      if (w.kind === 'tomorrow') return { text: t('common.tomorrow') + clock, tone: '' };
      return { text: day(w.day) + clock, tone: '' };
    },
    wan: (fen: number) => wan(fen),
    exact: (fen: number) => t('common.yuanExact', { amount: yuan(fen) }),
  };
}

export const chances: Chance[] = ['large', 'medium', 'small', 'none'];

export function useChance() {
  const { t } = useTranslation();
  return (c: Chance): string =>
    ({
      large: t('lead.chanceLarge'),
      medium: t('lead.chanceMedium'),
      small: t('lead.chanceSmall'),
      none: t('lead.chanceNone'),
      '': t('lead.chanceUnset'),
    })[c];
}
