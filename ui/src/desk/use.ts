// What many desk pages need once: saying that something failed, saying when something is due.
import { useTranslation } from 'react-i18next';
import { problemText } from '../api/problem';
import { usePrefs } from '../kit/prefs';
import { toast } from '../kit/toast';
import { local, showDay, when } from '../lib/day';
import { wan, yuan } from '../lib/money';
import { useSession } from './session/use';

/** Shows a failure in one line. */
export function useFail() {
  const { t } = useTranslation();
  return (e: unknown) => {
    toast(problemText(e, t('common.offline')), { tone: 'bad' });
  };
}

/** Days, instants and amounts as people read them. */
export function useShow() {
  const { t } = useTranslation();
  const { lang } = usePrefs();
  const { today, organisation } = useSession();
  const day = (d: string) => showDay(d, today, lang);
  return {
    today,
    day,
    /** An instant: day and clock. */
    instant(at: string) {
      const p = local(at, organisation.zone);
      return `${day(p.day)} ${p.time}`;
    },
    /** The day of an instant. */
    dayOf: (at: string) => day(local(at, organisation.zone).day),
    clock: (at: string) => local(at, organisation.zone).time,
    /** The next date: words and tone. */
    due(row: { next_due: string | null; next_time: string; overdue_days: number }): { text: string; tone: string } {
      const w = when(row.next_due, row.next_time, today, row.overdue_days);
      const clock = w.time ? ` ${w.time}` : '';
      if (w.kind === 'none') return { text: t('common.unplanned'), tone: 'k2' };
      if (w.kind === 'overdue') return { text: t('common.overdue', { n: w.days }), tone: 'bad' };
      if (w.kind === 'today') return { text: `${t('common.today')}${clock}`, tone: '' };
      if (w.kind === 'tomorrow') return { text: `${t('common.tomorrow')}${clock}`, tone: '' };
      return { text: day(w.day), tone: 'k2' };
    },
    wan: (fen: number) => wan(fen),
    exact: (fen: number) => t('common.yuanExact', { amount: yuan(fen) }),
  };
}
