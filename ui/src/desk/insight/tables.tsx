// Conversion by one dimension, and what each person has in hand right now.
import { useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { insight } from '../../api/calls';
import type { ConversionRow } from '../../api/types';
import { count, percent } from '../../lib/money';
import { useShow } from '../use';
import { RowsLink } from './rows-link';
import type { Basis, Span } from './span';
import { type By, useConversion } from './use';

const FEW = 8;

type Props = { by: By; title: string; head: string; span: Span; basis: Basis; bars?: boolean };

export function ConversionTable({ by, title, head, span, basis, bars }: Props) {
  const { t } = useTranslation();
  const [all, setAll] = useState(false);
  const data = useConversion(by, span, basis).data;
  if (!data) return <section />;
  const most = Math.max(1, ...data.rows.map((r) => r.rate_bp));
  const rows = all ? data.rows : data.rows.slice(0, FEW);
  const rest = data.rows.length - rows.length;
  const line = (r: ConversionRow) => (
    <tr key={r.key}>
      <td title={r.label}>
        <RowsLink filter={r.filters.intake}>{r.label || t('common.empty')}</RowsLink>
      </td>
      <td className="r">
        <RowsLink filter={r.filters.intake}>{count(r.intake)}</RowsLink>
      </td>
      <td className="r">
        <RowsLink filter={r.filters.followed}>{count(r.followed)}</RowsLink>
      </td>
      <td className="r">
        <RowsLink filter={r.filters.won}>{count(r.won)}</RowsLink>
      </td>
      <td className="r w6">{percent(r.rate_bp)}</td>
      {bars && (
        <td>
          <div className="bar b6" aria-hidden="true">
            <i style={{ width: `${(r.rate_bp / most) * 100}%` }} />
          </div>
        </td>
      )}
    </tr>
  );
  return (
    <section>
      <div className="h">
        <h3>{title}</h3>
        <span className="fs12 k2">{by === 'month' ? t('insight.trendSub') : ''}</span>
      </div>
      <table className="tbl cp" aria-label={title}>
        <thead>
          <tr>
            <th scope="col">{head}</th>
            <th scope="col" className="r w56">
              {t('insight.intake')}
            </th>
            <th scope="col" className="r w64">
              {t('insight.followed')}
            </th>
            <th scope="col" className="r w56">
              {t('insight.won')}
            </th>
            <th scope="col" className="r w72">
              {t('insight.rate')}
            </th>
            {bars && (
              <th className="w96" scope="col">
                <span className="sr">{t('insight.rate')}</span>
              </th>
            )}
          </tr>
        </thead>
        <tbody>
          {rows.map(line)}
          {rest === 0 && data.rows.length > 1 && (
            <tr className="s">
              <td>{t('insight.total')}</td>
              <td className="r">
                <RowsLink filter={data.total.filters.intake}>{count(data.total.intake)}</RowsLink>
              </td>
              <td className="r">
                <RowsLink filter={data.total.filters.followed}>{count(data.total.followed)}</RowsLink>
              </td>
              <td className="r">
                <RowsLink filter={data.total.filters.won}>{count(data.total.won)}</RowsLink>
              </td>
              <td className="r">{percent(data.total.rate_bp)}</td>
              {bars && <td />}
            </tr>
          )}
        </tbody>
      </table>
      {(rest > 0 || all) && (
        <button type="button" className="lk fs12 morerows" onClick={() => setAll(!all)}>
          {all ? t('insight.less') : t('insight.more', { n: rest })}
        </button>
      )}
    </section>
  );
}

export function BoardTable() {
  const { t } = useTranslation();
  const show = useShow();
  const data = useQuery({ queryKey: ['insight', 'board'], queryFn: insight.board }).data;
  const [all, setAll] = useState(false);
  if (!data || data.rows.length === 0) return null;
  const rows = all ? data.rows : data.rows.slice(0, 12);
  const rest = data.rows.length - rows.length;
  const of = (id: string | undefined, state: string) => [
    `state:eq:${state}`,
    id ? `owner_id:eq:${id}` : 'owner_id:empty:',
  ];
  return (
    <section>
      <div className="rh">
        <h3>{t('insight.board')}</h3>
        <span className="k2">{t('insight.boardSub')}</span>
      </div>
      <table className="tbl rn" aria-label={t('insight.board')}>
        <thead>
          <tr>
            <th scope="col">{t('insight.colPerson')}</th>
            <th scope="col" className="r w64">
              {t('insight.open')}
            </th>
            <th scope="col" className="r w96">
              {t('lead.amountWan')}
            </th>
            <th scope="col" className="r w64">
              {t('insight.won')}
            </th>
            <th scope="col" className="r w64">
              {t('insight.lost')}
            </th>
          </tr>
        </thead>
        <tbody>
          {rows.map((r) => (
            <tr key={r.owner?.id ?? 'none'}>
              <td>{r.owner?.name || <span className="warn">{t('lead.nobody')}</span>}</td>
              <td className="r">
                <RowsLink filter={of(r.owner?.id, 'open')}>{count(r.open)}</RowsLink>
              </td>
              <td className="r k2" title={show.exact(r.amount)}>
                {show.wan(r.amount)}
              </td>
              <td className="r">
                <RowsLink filter={of(r.owner?.id, 'won')}>{count(r.won)}</RowsLink>
              </td>
              <td className="r">
                <RowsLink filter={of(r.owner?.id, 'lost')}>{count(r.lost)}</RowsLink>
              </td>
            </tr>
          ))}
        </tbody>
      </table>
      {(rest > 0 || all) && (
        <button type="button" className="lk fs12 morerows in16" onClick={() => setAll(!all)}>
          {all ? t('insight.less') : t('insight.more', { n: rest })}
        </button>
      )}
    </section>
  );
}
