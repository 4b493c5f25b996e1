// The work calendar: a year at a glance; weekends off unless the list says otherwise; a day is changed in place.
import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { settings } from '../../api/calls';
import type { CalendarDay } from '../../api/types';
import { Button, IconButton } from '../../kit/desk/button';
import { Ask, Segmented, Waiting } from '../../kit/desk/parts';
import { usePrefs } from '../../kit/prefs';
import { toast } from '../../kit/toast';
import { addDays, showMonth, weekday } from '../../lib/day';
import { useFail, useShow } from '../use';

export function CalendarPart({ writes }: { writes: boolean }) {
  const { t } = useTranslation();
  const { today } = useShow();
  const [year, setYear] = useState(Number(today.slice(0, 4)));
  const [open, setOpen] = useState<string | null>(null);
  const calendar = useQuery({ queryKey: ['calendar', year], queryFn: () => settings.calendar(year) }).data;
  const days = calendar?.days;
  const known = new Map((days ?? []).map((d) => [d.day, d]));
  return (
    <>
      <div className="caly">
        <IconButton icon="prev" label={t('settings.prevYear')} onClick={() => setYear(year - 1)} />
        <b>{t('settings.year', { n: year })}</b>
        <IconButton icon="next" label={t('settings.nextYear')} onClick={() => setYear(year + 1)} />
        <span className="k2">{t('settings.calendarHint')}</span>
        {calendar?.known === false && <span className="tag w">{t('settings.yearUnknown', { n: year })}</span>}
      </div>
      {days ? (
        <div className="cal">
          {Array.from({ length: 12 }, (_, m) => (
            <Month
              key={m}
              year={year}
              month={m + 1}
              known={known}
              today={today}
              onPick={writes ? setOpen : undefined}
            />
          ))}
        </div>
      ) : (
        <Waiting />
      )}
      {open && <DayForm key={open} day={open} entry={known.get(open)} year={year} onClose={() => setOpen(null)} />}
    </>
  );
}

const monday = ['d1', 'd2', 'd3', 'd4', 'd5', 'd6', 'd0'] as const;
/** 周一 → 一, Mon → M. */
const letter = (name: string, lang: 'zh' | 'en') => (lang === 'zh' ? name.slice(-1) : name.slice(0, 1));

const isWeekend = (day: string) => weekday(day) === 0 || weekday(day) === 6;

function Month({
  year,
  month,
  known,
  today,
  onPick,
}: {
  year: number;
  month: number;
  known: Map<string, CalendarDay>;
  today: string;
  onPick?: (d: string) => void;
}) {
  const { t } = useTranslation();
  const { lang } = usePrefs();
  const first = `${year}-${String(month).padStart(2, '0')}-01`;
  const count = new Date(Date.UTC(year, month, 0)).getUTCDate();
  const lead = (weekday(first) + 6) % 7;
  return (
    <section className="calm" aria-label={`${year}-${month}`}>
      <h3>{showMonth(month, lang)}</h3>
      <div className="cald">
        {monday.map((d) => (
          <abbr key={d} className="wd" title={t(`day.weekdays.${d}`)}>
            {letter(t(`day.weekdays.${d}`), lang)}
          </abbr>
        ))}
        {Array.from({ length: lead }, (_, i) => (
          <span key={`x${i}`} />
        ))}
        {Array.from({ length: count }, (_, i) => {
          const day = addDays(first, i);
          const entry = known.get(day);
          const off = entry ? entry.off : isWeekend(day);
          const label = [off ? t('settings.dayOff') : t('settings.dayWork'), entry?.name]
            .filter(Boolean)
            .join(t('common.comma'));
          return (
            <button
              key={day}
              type="button"
              className={`${off ? 'off' : ''} ${entry ? 'set' : ''} ${day === today ? 'now' : ''}`}
              title={entry?.name}
              aria-disabled={!onPick}
              onClick={() => onPick?.(day)}
            >
              {i + 1}
              <span className="sr"> {label}</span>
            </button>
          );
        })}
      </div>
    </section>
  );
}

function DayForm({
  day,
  entry,
  year,
  onClose,
}: {
  day: string;
  entry?: CalendarDay;
  year: number;
  onClose: () => void;
}) {
  const { t } = useTranslation();
  const show = useShow();
  const client = useQueryClient();
  const fail = useFail();
  const [off, setOff] = useState(entry ? entry.off : !isWeekend(day));
  const [name, setName] = useState(entry?.name ?? '');
  const done = {
    onSuccess: () => {
      void client.invalidateQueries({ queryKey: ['calendar', year] });
      void client.invalidateQueries({ queryKey: ['day'] });
      toast(t('settings.daySaved', { day: show.day(day) }), { tone: 'good' });
      onClose();
    },
    onError: fail,
  };
  const save = useMutation({ mutationFn: () => settings.setDay(day, { off, name: name.trim() }), ...done });
  const clear = useMutation({ mutationFn: () => settings.clearDay(day), ...done });
  return (
    <Ask
      title={show.day(day)}
      ok={t('common.save')}
      busy={save.isPending || clear.isPending}
      onOk={() => save.mutate()}
      onCancel={onClose}
    >
      <div className="calf">
        <Segmented
          label={show.day(day)}
          value={off ? 'off' : 'work'}
          options={[
            { value: 'off', label: t('settings.dayOff') },
            { value: 'work', label: t('settings.dayWork') },
          ]}
          onChange={(v) => setOff(v === 'off')}
        />
        {entry?.own && (
          <Button small kind="text" onClick={() => clear.mutate()}>
            {t('settings.dayDefault')}
          </Button>
        )}
      </div>
      <label>
        {t('settings.dayName')}
        <input
          className="in"
          value={name}
          placeholder={t('settings.dayNameHint')}
          onChange={(e) => setName(e.target.value)}
        />
      </label>
    </Ask>
  );
}
