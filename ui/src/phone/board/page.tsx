// 看板: how many came in, were followed, were won; by person and by source. Every figure opens the leads behind it.
import { keepPreviousData, useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { insight } from '../../api/calls';
import { problemText } from '../../api/problem';
import type { Conversion, ConversionRow } from '../../api/types';
import { addDays, monthStart, quarterStart, yearStart } from '../../lib/day';
import { count, percent } from '../../lib/money';
import { Failed, Waiting } from '../parts';
import { Link, leadsWith, usePlace, useScrollBack } from '../route';
import { mayTeam, useSession } from '../session/use';
import { useShow, useTitle } from '../use';
import { Hands } from './hands';

type Span = 'month' | 'quarter' | 'year' | 'all';
type By = 'person' | 'source';
const spans: Span[] = ['month', 'quarter', 'year', 'all'];
/** As far back as the server looks at once. */
const TEN_YEARS = 3_650;
const starts = {
  month: monthStart,
  quarter: quarterStart,
  year: yearStart,
  all: (day: string) => addDays(day, -TEN_YEARS),
};

export default function Board() {
  const { t } = useTranslation();
  const session = useSession();
  const { key, search } = usePlace();
  const wanted = search.get('span') as Span;
  const span: Span = spans.includes(wanted) ? wanted : 'month';
  const [by, setBy] = useState<By>(mayTeam(session, 'insight.read') ? 'person' : 'source');
  useTitle(t('phone.board'));
  const q = { from: starts[span](session.today), to: session.today, by, basis: 'cohort' as const };
  const data = useQuery({
    queryKey: ['insight', 'conversion', q],
    queryFn: () => insight.conversion(q),
    placeholderData: keepPreviousData,
  });
  useScrollBack(key, Boolean(data.data));
  return (
    <>
      <Head data={data.data} />
      <Spans span={span} />
      {data.isPending && <Waiting />}
      {data.isError && !data.data && (
        <Failed text={problemText(data.error, t('common.offline'))} onRetry={() => void data.refetch()} />
      )}
      {data.data && <Total data={data.data} span={span} />}
      {data.data && data.data.total.intake > 0 && <Rows data={data.data} by={by} onBy={setBy} />}
      <Hands />
    </>
  );
}

function Head({ data }: { data?: Conversion }) {
  const { t } = useTranslation();
  const show = useShow();
  return (
    <header className="top">
      <h1>{t('phone.board')}</h1>
      <p className="sub">
        {show.longDay(show.today)}
        {data && ` ${show.clock(data.live_at)}`}
      </p>
    </header>
  );
}

function Spans({ span }: { span: Span }) {
  const { t } = useTranslation();
  const name: Record<Span, string> = {
    month: t('insight.month'),
    quarter: t('insight.quarter'),
    year: t('insight.year'),
    all: t('insight.allTime'),
  };
  return (
    <nav className="jump" aria-label={t('phone.span')}>
      {spans.map((s) => (
        <Link key={s} replace to={`/board?span=${s}`} aria-current={s === span ? 'true' : undefined}>
          {name[s]}
        </Link>
      ))}
    </nav>
  );
}

function Total({ data, span }: { data: Conversion; span: Span }) {
  const { t } = useTranslation();
  const { total } = data;
  const name = t(`insight.${span === 'all' ? 'allTime' : span}`);
  const figure = (key: 'intake' | 'followed' | 'won' | 'lost') => (
    <div>
      <dt>{key === 'followed' ? t('phone.followedShort') : t(`insight.${key}`)}</dt>
      <dd>
        <Link to={leadsWith(total.filters[key] ?? [], `${name} ${t(`insight.${key}`)}`)} className="fig">
          {count(total[key])}
        </Link>
      </dd>
    </div>
  );
  return (
    <section className="total" aria-label={t('insight.rate')}>
      <p className="f13 k3">
        {name}
        {t('phone.cohort')}
      </p>
      <p className="big">
        {total.intake > 0 ? percent(total.rate_bp) : '—'}
        <small>{t('insight.rate')}</small>
      </p>
      <dl className="four">
        {figure('intake')}
        {figure('followed')}
        {figure('won')}
        {figure('lost')}
      </dl>
      <p className="f14 k2">
        {total.intake === 0
          ? t('insight.sayNone')
          : total.intake > total.followed
            ? t('insight.sayLeak', { n: total.intake - total.followed })
            : t('phone.allFollowed')}
      </p>
    </section>
  );
}

const FEW = 8;

function Rows({ data, by, onBy }: { data: Conversion; by: By; onBy: (b: By) => void }) {
  const { t } = useTranslation();
  const [whole, setWhole] = useState(false);
  const rows = [...data.rows].sort((a, b) => b.intake - a.intake);
  const shown = whole ? rows : rows.slice(0, FEW);
  return (
    <section className="band" aria-labelledby="rows-h">
      <div className="sec">
        <h2 id="rows-h">{t(by === 'person' ? 'insight.byPerson' : 'insight.bySource')}</h2>
        <button type="button" className="switch" onClick={() => onBy(by === 'person' ? 'source' : 'person')}>
          {t(by === 'person' ? 'phone.toSource' : 'phone.toPerson')}
        </button>
      </div>
      <table className="pt">
        <thead>
          <tr>
            <th scope="col">{t(by === 'person' ? 'insight.colPerson' : 'insight.colSource')}</th>
            <th scope="col">{t('insight.intake')}</th>
            <th scope="col">{t('phone.followedShort')}</th>
            <th scope="col">{t('phone.wonShort')}</th>
            <th scope="col">{t('phone.rateShort')}</th>
          </tr>
        </thead>
        <tbody>
          {shown.map((r) => (
            <Row key={r.key} row={r} />
          ))}
        </tbody>
      </table>
      {rows.length > FEW && (
        <div className="more">
          <button type="button" className="btn q" onClick={() => setWhole(!whole)}>
            {whole ? t('insight.less') : t('phone.restRows', { n: rows.length - FEW })}
          </button>
        </div>
      )}
    </section>
  );
}

function Row({ row }: { row: ConversionRow }) {
  const { t } = useTranslation();
  const label = row.label || t('common.empty');
  const cell = (key: 'intake' | 'followed' | 'won') => (
    <td>
      <Link
        to={leadsWith(row.filters[key] ?? [], `${label} ${t(`insight.${key}`)}`)}
        aria-label={`${label}${t('common.comma')}${t(`insight.${key}`)} ${row[key]}`}
      >
        {count(row[key])}
      </Link>
    </td>
  );
  return (
    <tr>
      <th scope="row">
        <span className="el">{label}</span>
        <i className="bar" aria-hidden="true">
          <i style={{ width: `${Math.min(100, row.rate_bp / 100)}%` }} />
        </i>
      </th>
      {cell('intake')}
      {cell('followed')}
      {cell('won')}
      <td>{row.intake > 0 ? percent(row.rate_bp) : '—'}</td>
    </tr>
  );
}
