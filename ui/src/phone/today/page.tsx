// 今天: what is late first, then what is due, then new leads nobody has called. The first row is open, the rest are one tap away.
import { useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { problemText } from '../../api/problem';
import type { Day, DayItem, DaySection } from '../../api/types';
import { Icon } from '../../kit/icons';
import { useOutbox } from '../followup/outbox';
import { PostponeSheet } from '../followup/postpone';
import { settledLeads } from '../followup/queue';
import { dayQuery, TouchSheet } from '../followup/sheet';
import { Failed, Waiting } from '../parts';
import { Link, usePlace, useScrollBack } from '../route';
import { may, useSession } from '../session/use';
import { useShow, useTitle } from '../use';
import { TaskRow } from './row';

export type Act = 'done' | 'later';

/** The day without what has just been written on this phone, sums included. */
function useDay() {
  const session = useSession();
  const day = useQuery(dayQuery);
  const { all } = useOutbox();
  const settled = settledLeads(all, session.organisation.id, session.member.id);
  const sections = (day.data?.sections ?? []).map((s) => {
    const gone = s.items.filter((i) => settled.has(i.lead.id));
    return {
      ...s,
      items: s.items.filter((i) => !settled.has(i.lead.id)),
      count: s.count - gone.length,
      expected_amount: (s.expected_amount ?? 0) - gone.reduce((sum, i) => sum + (i.lead.expected_amount ?? 0), 0),
    };
  });
  const written = all.filter((e) => e.what === 'touch' && !e.sent && settled.has(e.lead.id)).length;
  return { day, sections, done: (day.data?.done_today ?? 0) + written };
}

export function TodayPage() {
  const { t } = useTranslation();
  const { key } = usePlace();
  const { day, sections, done } = useDay();
  const [act, setAct] = useState<{ item: DayItem; act: Act }>();
  useTitle(t('day.title'));
  useScrollBack(key, Boolean(day.data));
  const filled = sections.filter((s) => s.items.length > 0);
  const close = () => setAct(undefined);
  return (
    <>
      <Head day={day.data} done={done} />
      {day.data && <Jump sections={sections} />}
      {day.isPending && <Waiting />}
      {day.isError && !day.data && (
        <Failed text={problemText(day.error, t('common.offline'))} onRetry={() => void day.refetch()} />
      )}
      {filled.map((s, i) => (
        <Section key={s.key} section={s} first={i === 0} onAct={(item, a) => setAct({ item, act: a })} />
      ))}
      {day.data && filled.length === 0 && <Clear done={done} />}
      {act?.act === 'done' && (
        <TouchSheet lead={act.item.lead} item={act.item} kind={act.item.kind || 'phone'} onClose={close} />
      )}
      {act?.act === 'later' && <PostponeSheet lead={act.item.lead} item={act.item} onClose={close} />}
    </>
  );
}

function Head({ day, done }: { day?: Day; done: number }) {
  const { t } = useTranslation();
  const show = useShow();
  return (
    <header className="top">
      <h1>{t('day.title')}</h1>
      <p className="sub">
        {show.longDay(day?.day ?? show.today)}
        {day && (
          <>
            <i className="sep" />
            {t('phone.workdays', { n: day.workdays_left })}
          </>
        )}
      </p>
      {done > 0 && <p className="f13 good done">{t('phone.doneToday', { n: done })}</p>}
    </header>
  );
}

const names = { overdue: 'day.overdueShort', due: 'day.dueShort', new: 'day.newShort' } as const;
const titles = { overdue: 'day.overdue', due: 'day.due', new: 'day.new' } as const;
const tones = { overdue: 'bad', due: '', new: 'warn' } as const;

function Jump({ sections }: { sections: DaySection[] }) {
  const { t } = useTranslation();
  const [at, setAt] = useState<string>();
  const here = at ?? sections.find((s) => s.count > 0)?.key;
  return (
    <nav className="jump" aria-label={t('phone.jump')}>
      {sections.map((s) => (
        <a
          key={s.key}
          href={`#${s.key}`}
          aria-current={s.key === here ? 'true' : undefined}
          onClick={(e) => {
            e.preventDefault();
            setAt(s.key);
            document.getElementById(s.key)?.scrollIntoView({ behavior: 'smooth', block: 'start' });
          }}
        >
          {t(names[s.key])} <b className={s.count > 0 ? tones[s.key] : 'k3'}>{s.count}</b>
        </a>
      ))}
    </nav>
  );
}

type SectionProps = { section: DaySection; first: boolean; onAct: (item: DayItem, act: Act) => void };

function Section({ section, first, onAct }: SectionProps) {
  const { t } = useTranslation();
  const show = useShow();
  return (
    <section id={section.key} className={first ? 'sect' : 'sect band'} aria-labelledby={`${section.key}-h`}>
      <div className="sec">
        <h2 id={`${section.key}-h`} className={tones[section.key]}>
          {t(titles[section.key])}
        </h2>
        {Boolean(section.expected_amount) && (
          <span title={show.exact(section.expected_amount ?? 0)}>
            {t('phone.sum', { amount: show.wan(section.expected_amount ?? 0) })}
          </span>
        )}
      </div>
      <ul>
        {section.items.map((item, i) => (
          <TaskRow
            key={item.lead.id}
            item={item}
            part={section.key}
            open={first && i === 0}
            onAct={(a) => onAct(item, a)}
          />
        ))}
      </ul>
      {section.count > section.items.length && (
        <p className="f13 k3 rest">{t('phone.moreRows', { n: section.count - section.items.length })}</p>
      )}
    </section>
  );
}

function Clear({ done }: { done: number }) {
  const { t } = useTranslation();
  const session = useSession();
  return (
    <div className="empty">
      <Icon name="today24" size={32} className="k3" />
      <h2>{done > 0 ? t('day.clear') : t('day.nothing')}</h2>
      <p className="f14 k2">{t(may(session, 'lead.claim') ? 'day.clearText' : 'phone.clearText')}</p>
      {may(session, 'lead.claim') ? (
        <Link to="/leads?v=pool" className="btn p">
          {t('day.clearAction')}
        </Link>
      ) : (
        <Link to="/leads" className="btn p">
          {t('phone.seeLeads')}
        </Link>
      )}
    </div>
  );
}
