import { expect, it } from 'vitest';
import { offeredDays } from './days';

const next = (...days: string[]) => ({ next: days.map((day) => ({ day, label: '' })), why: '原因' });

it('建议的先选好，三天按先后', () => {
  // 2026-11-24 is a Tuesday.
  expect(offeredDays('2026-11-24', next('2026-11-26'))).toEqual({
    days: ['2026-11-25', '2026-11-26', '2026-11-27'],
    first: '2026-11-26',
    why: '原因',
  });
});

it('没有建议就从明天起', () => {
  expect(offeredDays('2026-11-24', undefined).days).toEqual(['2026-11-25', '2026-11-27', '2026-12-01']);
  expect(offeredDays('2026-11-24', undefined).first).toBe('2026-11-25');
});

it('过去的日子不提', () => {
  expect(offeredDays('2026-11-24', next('2026-11-24', '2026-11-20')).first).toBe('2026-11-25');
});

it('今天就是周五，给下周五', () => {
  expect(offeredDays('2026-11-27', undefined).days).toEqual(['2026-11-28', '2026-12-04']);
});
