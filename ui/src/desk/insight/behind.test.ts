import { expect, it } from 'vitest';
import { behind, spanDays, spanFilter } from './behind';

const q4 = ['intake_day:ge:2026-10-01', 'intake_day:le:2026-11-24', 'source:eq:展会'];

it('期间从第一天算起', () => {
  expect(spanDays('month', '2026-11-24')).toEqual({ from: '2026-11-01', to: '2026-11-24' });
  expect(spanDays('quarter', '2026-11-24').from).toBe('2026-10-01');
  expect(spanFilter('all', '2026-11-24')).toEqual([]);
});

it('按批的赢单，仍是这批接入的', () => {
  expect(behind(q4, 'won', 'cohort')).toEqual([...q4, 'state:eq:won']);
});

it('按期间的赢单，看赢的那天', () => {
  expect(behind(q4, 'won', 'period')).toEqual([
    'won_day:ge:2026-10-01',
    'won_day:le:2026-11-24',
    'source:eq:展会',
    'state:eq:won',
  ]);
});

it('跟进过和没跟过', () => {
  expect(behind([], 'followed', 'cohort')).toEqual(['touch_count:gt:0']);
  expect(behind([], 'untouched', 'cohort')).toEqual(['touch_count:eq:0']);
});
