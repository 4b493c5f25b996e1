// Intake as bars, conversion as a line, month by month over the last year.
import { keepPreviousData, useQuery } from '@tanstack/react-query';
import { useNavigate } from '@tanstack/react-router';
import { lazy, Suspense, useMemo } from 'react';
import { useTranslation } from 'react-i18next';
import { insight } from '../../api/calls';
import type { Trend } from '../../api/types';
import type { Tokens } from '../../kit/chart';
import { usePrefs } from '../../kit/prefs';
import { addDays, monthStart, showMonth } from '../../lib/day';
import { count } from '../../lib/money';
import { useShow } from '../use';

const Chart = lazy(() => import('../../kit/chart'));
const HEIGHT = 252;

const option =
  (months: Trend['months'], words: { intake: string; rate: string }, name: (m: string) => string) =>
  (token: Tokens) => ({
    grid: { left: 44, right: 44, top: 12, bottom: 24 },
    tooltip: {
      trigger: 'axis',
      renderMode: 'richText',
      backgroundColor: token('raise'),
      borderColor: token('line'),
      textStyle: { color: token('ink'), fontSize: 12 },
      valueFormatter: (v: unknown) => String(v),
    },
    xAxis: {
      type: 'category',
      data: months.map((m) => name(m.month)),
      axisTick: { show: false },
      axisLine: { lineStyle: { color: token('line-strong') } },
      axisLabel: { color: token('ink-3') },
    },
    yAxis: [
      {
        type: 'value',
        splitNumber: 4,
        splitLine: { lineStyle: { color: token('line') } },
        axisLabel: { color: token('ink-3'), formatter: (v: number) => count(v) },
      },
      {
        type: 'value',
        splitNumber: 4,
        min: 0,
        splitLine: { show: false },
        axisLabel: { color: token('ink-3'), formatter: '{value}%' },
      },
    ],
    series: [
      {
        name: words.intake,
        type: 'bar',
        data: months.map((m) => m.intake),
        barMaxWidth: 20,
        itemStyle: {
          color: token('accent-soft'),
          borderColor: token('accent'),
          borderWidth: 0.5,
          borderRadius: [2, 2, 0, 0],
        },
      },
      {
        name: words.rate,
        type: 'line',
        yAxisIndex: 1,
        data: months.map((m) => Number((m.rate_bp / 100).toFixed(1))),
        symbolSize: 5,
        lineStyle: { color: token('accent'), width: 2 },
        itemStyle: { color: token('accent') },
      },
    ],
  });

export function TrendChart() {
  const { t } = useTranslation();
  const { today } = useShow();
  const { lang } = usePrefs();
  const navigate = useNavigate();
  const q = { from: monthStart(addDays(monthStart(today), -330)), to: today };
  const months = useQuery({
    queryKey: ['insight', 'trend', q],
    queryFn: () => insight.trend(q),
    placeholderData: keepPreviousData,
  }).data?.months;
  const draw = useMemo(
    () =>
      months &&
      option(months, { intake: t('insight.intake'), rate: t('insight.rate') }, (m) =>
        showMonth(Number(m.slice(5, 7)), lang),
      ),
    [months, t, lang],
  );
  return (
    <section>
      <div className="h">
        <h3>{t('insight.trend')}</h3>
        <span className="fs12 k2">{t('insight.trendSub')}</span>
        <span className="sp" />
        <span className="legend fs12 k2">
          <i className="bars" /> {t('insight.intake')}
          <i className="line" /> {t('insight.rate')}
        </span>
      </div>
      <div className="chartbox">
        <Suspense fallback={null}>
          {draw && months && (
            <Chart
              label={t('insight.chartLabel')}
              height={HEIGHT}
              option={draw}
              onPick={(i) => {
                const f = months[i]?.filters.intake;
                if (f) void navigate({ to: '/leads', search: { view: 'all', f } });
              }}
            />
          )}
        </Suspense>
      </div>
      {months && <TrendWords months={months} />}
    </section>
  );
}

/** The same numbers for those who cannot see the picture. */
function TrendWords({ months }: { months: Trend['months'] }) {
  const { t } = useTranslation();
  return (
    <table className="sr" aria-label={t('insight.chartLabel')}>
      <tbody>
        {months.map((m) => (
          <tr key={m.month}>
            <th scope="row">{m.month.slice(0, 7)}</th>
            <td>{m.intake}</td>
            <td>{(m.rate_bp / 100).toFixed(1)}%</td>
          </tr>
        ))}
      </tbody>
    </table>
  );
}
