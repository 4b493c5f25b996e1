// Today: overdue first, then due today, then new leads nobody has called, each with one line of why. An empty system shows
// the first steps instead.
import { useQuery } from '@tanstack/react-query';
import { Link } from '@tanstack/react-router';
import { lazy, Suspense, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { day as calls, leads } from '../../api/calls';
import { problemText } from '../../api/problem';
import type { DayItem, DaySection } from '../../api/types';
import { Choices } from '../../kit/desk/chips';
import { Dot, Empty, Failed, PageHead, Waiting } from '../../kit/desk/parts';
import { Pop } from '../../kit/desk/pop';
import { Icon, type IconName } from '../../kit/icons';
import { weekday } from '../../lib/day';
import { membersQuery } from '../lead/filters';
import { may, mayTeam, useSession } from '../session/use';
import { useShow } from '../use';

const FirstDay = lazy(() => import('./first-day'));

export const anyLeadQuery = { queryKey: ['leads', 'any'], queryFn: () => leads.list({ limit: 1, count: true }) };

export function TodayPage() {
  const session = useSession();
  const starter = session.member.role === 'administrator';
  const any = useQuery({ ...anyLeadQuery, enabled: starter });
  if (starter && any.isPending) return <Waiting />;
  if (starter && any.data?.items.length === 0) {
    return (
      <Suspense fallback={<Waiting />}>
        <FirstDay />
      </Suspense>
    );
  }
  return <DayList />;
}

function DayList() {
  const { t } = useTranslation();
  const show = useShow();
  const session = useSession();
  const [member, setMember] = useState('me');
  const seesOthers = mayTeam(session, 'lead.read') && may(session, 'team.read');
  const members = useQuery({ ...membersQuery, enabled: seesOthers }).data?.items ?? [];
  const data = useQuery({ queryKey: ['day', member], queryFn: () => calls.get(member) });
  const head = data.data && (
    <>
      {show.day(data.data.day)} {t(`day.weekdays.d${weekday(data.data.day) as 0}`)}
      <Dot />
      {t('day.workdaysLeft', { n: data.data.workdays_left })}
      {data.data.done_today > 0 && (
        <>
          <Dot />
          {t('day.done', { n: data.data.done_today })}
        </>
      )}
    </>
  );
  const sections = data.data?.sections.filter((s) => s.count > 0) ?? [];
  const name = members.find((m) => m.id === member)?.name ?? t('day.mine');
  return (
    <div className="page">
      <PageHead title={t('day.title')} state={head}>
        {seesOthers && (
          <Pop
            label={t('day.member')}
            className="btn sm"
            align="right"
            button={() => (
              <>
                {t('day.member')} <b>{name}</b>
                <Icon name="chevron" size={14} />
              </>
            )}
          >
            {(close) => (
              <Choices
                items={[
                  { value: 'me', label: t('day.mine') },
                  ...members
                    .filter((m) => m.id !== session.member.id)
                    .map((m) => ({ value: m.id, label: m.name, hint: m.group_name })),
                ]}
                value={member}
                onPick={(v) => {
                  setMember(v);
                  close();
                }}
              />
            )}
          </Pop>
        )}
      </PageHead>
      <div className="scroll dayp">
        {data.isPending ? (
          <Waiting />
        ) : data.isError ? (
          <Failed text={problemText(data.error, t('common.offline'))} onRetry={() => void data.refetch()} />
        ) : sections.length === 0 ? (
          <Empty title={data.data.done_today > 0 ? t('day.clear') : t('day.nothing')} text={t('day.clearText')}>
            <Link to="/leads" search={{ view: 'unassigned' }} className="btn p">
              {t('day.clearAction')}
            </Link>
          </Empty>
        ) : (
          sections.map((s) => <Section key={s.key} section={s} />)
        )}
      </div>
    </div>
  );
}

function Section({ section }: { section: DaySection }) {
  const { t } = useTranslation();
  const show = useShow();
  const title = section.key === 'overdue' ? t('day.overdue') : section.key === 'due' ? t('day.due') : t('day.new');
  return (
    <section className="days">
      <div className="dayh">
        <h2 className={section.key === 'overdue' ? 'bad' : ''}>{title}</h2>
        <span className="k2">{section.count}</span>
        <span className="sp" />
        {Boolean(section.expected_amount) && (
          <span className="k2" title={show.exact(section.expected_amount ?? 0)}>
            {t('day.sum', { amount: show.wan(section.expected_amount ?? 0) })}
          </span>
        )}
      </div>
      <ul>
        {section.items.map((item) => (
          <DayRow key={item.lead.id} item={item} />
        ))}
      </ul>
    </section>
  );
}

const icons: Record<string, IconName> = {
  phone: 'phone',
  visit: 'visit',
  wechat: 'wechat',
  meeting: 'meeting',
  other: 'note',
};

function DayRow({ item }: { item: DayItem }) {
  const show = useShow();
  const { t } = useTranslation();
  const { lead } = item;
  const due = show.due(lead);
  const who = [lead.contact_name, lead.contact_title].filter(Boolean).join(' ');
  return (
    <li className="dayr">
      <Icon name={icons[item.kind] ?? 'phone'} className="k2" />
      <div className="dayn">
        <Link to="/leads/$id" params={{ id: lead.id }} search={{ view: 'mine' }} className="w6 el">
          {lead.name || lead.contact_name}
        </Link>
        <p className="k2 el">
          {who}
          {who && <Dot />}
          {lead.stage.name}
        </p>
      </div>
      <p className="dayw">{item.why}</p>
      <span className={`dayd ${due.tone}`}>{lead.next_due ? due.text : t('lead.neverTouched')}</span>
      <span className="daya" title={lead.expected_amount ? show.exact(lead.expected_amount) : undefined}>
        {lead.expected_amount ? (
          <>
            <b>{show.wan(lead.expected_amount)}</b>
            <span className="u">{t('common.wanShort')}</span>
          </>
        ) : null}
      </span>
      <Link to="/leads/$id" params={{ id: lead.id }} search={{ view: 'mine' }} className="btn sm">
        {t('lead.log')}
      </Link>
    </li>
  );
}
