// The leader's screen: what came in, what was followed up, what was won, live; every number opens the rows behind it.
import { useNavigate, useSearch } from '@tanstack/react-router';
import type { ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import { problemText } from '../../api/problem';
import type { Conversion } from '../../api/types';
import { Button } from '../../kit/desk/button';
import { Empty, Failed, PageHead, Segmented, Waiting } from '../../kit/desk/parts';
import { count, percent } from '../../lib/money';
import { useShow } from '../use';
import { FunnelBars } from './funnel';
import { RowsLink } from './rows-link';
import { type Basis, type Span, spans } from './span';
import { BoardTable, ConversionTable } from './tables';
import { TrendChart } from './trend';
import { useConversion } from './use';

function Figure({
  label,
  unit,
  children,
  below,
}: {
  label: string;
  unit?: string;
  children: ReactNode;
  below?: ReactNode;
}) {
  return (
    // biome-ignore lint/a11y/useSemanticElements: a figure with its name, not a set of fields
    <div role="group" aria-label={label}>
      <span className="l">{label}</span>
      <b>{children}</b>
      {unit && <span className="u">{unit}</span>}
      {below && <p>{below}</p>}
    </div>
  );
}

function Figures({ data }: { data: Conversion }) {
  const { t } = useTranslation();
  const n = data.total;
  const followedBp = n.intake ? Math.round((n.followed / n.intake) * 10_000) : 0;
  const unit = t('insight.unit');
  return (
    <div className="fig">
      <Figure label={t('insight.rate')} below={t('insight.rateOf', { won: count(n.won), intake: count(n.intake) })}>
        <RowsLink filter={n.filters.won}>{percent(n.rate_bp, 2)}</RowsLink>
      </Figure>
      <Figure label={t('insight.intake')} unit={unit}>
        <RowsLink filter={n.filters.intake}>{count(n.intake)}</RowsLink>
      </Figure>
      <Figure
        label={t('insight.followed')}
        unit={unit}
        below={t('insight.followedRate', { rate: percent(followedBp) })}
      >
        <RowsLink filter={n.filters.followed}>{count(n.followed)}</RowsLink>
      </Figure>
      <Figure
        label={t('insight.won')}
        unit={unit}
        below={<RowsLink filter={n.filters.lost}>{t('insight.lostLine', { n: count(n.lost) })}</RowsLink>}
      >
        <RowsLink filter={n.filters.won}>{count(n.won)}</RowsLink>
      </Figure>
    </div>
  );
}

function Say({ data, basis }: { data: Conversion; basis: Basis }) {
  const { t } = useTranslation();
  const n = data.total;
  if (n.intake === 0) return <p className="say">{t('insight.sayNone')}</p>;
  const best = [...data.rows].filter((r) => r.intake >= 20).sort((a, b) => b.rate_bp - a.rate_bp)[0];
  // Only of one batch are those without a follow-up what is left of those taken in.
  const idle = basis === 'cohort' ? n.intake - n.followed : 0;
  return (
    <p className="say">
      {t('insight.say', {
        intake: count(n.intake),
        followed: count(n.followed),
        won: count(n.won),
        rate: percent(n.rate_bp, 2),
      })}
      {best &&
        best.rate_bp > n.rate_bp &&
        t('insight.sayBest', { source: best.label || t('common.empty'), rate: percent(best.rate_bp) })}
      {idle > 0 && (
        <RowsLink filter={[...n.filters.intake, 'touch_count:eq:0']} className="warn">
          {t('insight.sayLeak', { n: count(idle) })}
        </RowsLink>
      )}
    </p>
  );
}

/** A company's first days, or a month that has just begun: bars and funnels of zeros say nothing. */
const nothing = ({ total }: Conversion) => total.intake + total.won + total.lost === 0;

function Figured({ data, span, basis }: { data: Conversion; span: Span; basis: Basis }) {
  const { t } = useTranslation();
  const of = { span, basis };
  return (
    <>
      <Say data={data} basis={basis} />
      <Figures data={data} />
      <div className="g2">
        <TrendChart />
        <ConversionTable by="group" title={t('insight.byGroup')} head={t('insight.colGroup')} {...of} />
      </div>
      <div className="g2 sec">
        <ConversionTable by="source" title={t('insight.bySource')} head={t('insight.colSource')} {...of} bars />
        <FunnelBars span={span} />
      </div>
      <div className="g2 sec">
        <ConversionTable by="month" title={t('insight.byMonth')} head={t('insight.colMonth')} {...of} bars />
        <ConversionTable by="mode" title={t('insight.byMode')} head={t('insight.colMode')} {...of} />
      </div>
    </>
  );
}

export function InsightPage() {
  const { t } = useTranslation();
  const show = useShow();
  const navigate = useNavigate();
  const search = useSearch({ from: '/shell/insight' });
  const span = spans.find((x) => x === search.span) ?? 'year';
  const basis: Basis = search.basis === 'period' ? 'period' : 'cohort';
  const go = (next: { span?: string; basis?: string }) =>
    void navigate({ to: '/insight', search: { ...search, ...next } });
  const bySource = useConversion('source', span, basis);
  return (
    <div className="page">
      <PageHead
        title={t('insight.title')}
        state={
          <>
            {basis === 'cohort' ? t('insight.cohortHint') : t('insight.periodHint')}
            {bySource.data && (
              <span className="tag g livetag">{t('insight.live', { time: show.clock(bySource.data.live_at) })}</span>
            )}
          </>
        }
      >
        <Segmented
          label={t('insight.basis')}
          value={basis}
          options={[
            { value: 'cohort', label: t('insight.cohort') },
            { value: 'period', label: t('insight.period') },
          ]}
          onChange={(v) => go({ basis: v })}
        />
        <Segmented
          label={t('insight.title')}
          value={span}
          options={(['month', 'quarter', 'year'] as const)
            .map((v) => ({ value: v as Span, label: t(`insight.${v}`) }))
            .concat({ value: 'all', label: t('insight.allTime') })}
          onChange={(v) => go({ span: v })}
        />
      </PageHead>
      {bySource.isPending ? (
        <Waiting />
      ) : bySource.isError ? (
        <Failed text={problemText(bySource.error, t('common.offline'))} onRetry={() => void bySource.refetch()} />
      ) : bySource.data.total.intake === 0 && span === 'all' ? (
        <Empty title={t('insight.empty')} text={t('insight.emptyText')} />
      ) : (
        <div className="cock">
          <div className="lc">
            {nothing(bySource.data) ? (
              <Empty title={t('insight.sayNone')} text={t('insight.emptyText')}>
                <Button onClick={() => go({ span: 'all' })}>{t('insight.seeAll')}</Button>
              </Empty>
            ) : (
              <Figured data={bySource.data} span={span} basis={basis} />
            )}
          </div>
          <aside className="rc">
            <BoardTable />
            {!nothing(bySource.data) && (
              <div className="rcin">
                <ConversionTable
                  by="person"
                  title={t('insight.byPerson')}
                  head={t('insight.colPerson')}
                  span={span}
                  basis={basis}
                />
              </div>
            )}
          </aside>
        </div>
      )}
    </div>
  );
}
