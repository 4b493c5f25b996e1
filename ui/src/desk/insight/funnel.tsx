// The funnel: the same leads, step by step; the weakest step is tinted.
import { keepPreviousData, useQuery } from '@tanstack/react-query';
import { useTranslation } from 'react-i18next';
import { insight } from '../../api/calls';
import { count, percent } from '../../lib/money';
import { useShow } from '../use';
import { RowsLink } from './rows-link';
import { type Span, spanDays } from './span';

export function FunnelBars({ span }: { span: Span }) {
  const { t } = useTranslation();
  const { today } = useShow();
  const q = spanDays(span, today);
  const data = useQuery({
    queryKey: ['insight', 'funnel', q],
    queryFn: () => insight.funnel(q),
    placeholderData: keepPreviousData,
  }).data;
  if (!data?.steps.length) return <section />;
  const first = Math.max(1, data.steps[0]!.n);
  const kept = data.steps.map((s, i) => (i === 0 ? 1 : data.steps[i - 1]!.n ? s.n / data.steps[i - 1]!.n : 1));
  const worst = data.steps.length > 2 ? kept.indexOf(Math.min(...kept.slice(1))) : -1;
  return (
    <section>
      <div className="h">
        <h3>{t('insight.funnel')}</h3>
        <span className="fs12 k2">{t('insight.funnelSub', { n: count(data.steps[0]!.n) })}</span>
      </div>
      <div className="fns">
        {data.steps.map((s, i) => (
          <div key={s.key} className="fn">
            <span className="el" title={s.label}>
              {s.label}
            </span>
            <div className="tr">
              <div className={`b ${i === worst ? 'w' : ''}`} style={{ width: `${(s.n / first) * 100}%` }} />
            </div>
            <span className="r">
              <RowsLink filter={s.filters}>{count(s.n)}</RowsLink>
            </span>
            <span className={`r ${i === worst ? 'warn w6' : 'k2'}`}>
              {i > 0 && data.steps[i - 1]!.n > 0 ? percent(Math.round(kept[i]! * 10_000), 0) : ''}
            </span>
          </div>
        ))}
      </div>
    </section>
  );
}
