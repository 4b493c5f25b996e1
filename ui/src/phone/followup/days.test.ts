import { expect, it } from 'vitest';
import { dayAfter, offeredDays } from './days';

const chip = (day: string) => ({ day, label: '' });
const offer = (...days: string[]) => ({ next: days.map(chip), why: '机会还没判断' });

it('服务器给的三天按先后，第一个先选好', () => {
  expect(offeredDays('2026-11-24', offer('2026-11-27', '2026-11-25', '2026-12-04'))).toEqual({
    days: ['2026-11-25', '2026-11-27', '2026-12-04'],
    first: '2026-11-27',
    why: '机会还没判断',
  });
});

it('这条线索自己的建议优先', () => {
  const got = offeredDays('2026-11-24', offer('2026-11-27', '2026-11-25', '2026-12-04'), {
    suggest: chip('2026-11-26'),
    suggest_why: '机会大，隔 2 个工作日',
  });
  expect(got).toEqual({
    days: ['2026-11-25', '2026-11-26', '2026-11-27'],
    first: '2026-11-26',
    why: '机会大，隔 2 个工作日',
  });
});

it('还没取到建议就从明天起，过去的日子不提', () => {
  expect(offeredDays('2026-11-24', undefined).days).toEqual(['2026-11-25', '2026-11-27', '2026-12-01']);
  expect(offeredDays('2026-11-24', offer('2026-11-24', '2026-11-20')).first).toBe('2026-11-25');
});

it('没接、打错、约了见面：下个工作日；别的结果还是原来的建议', () => {
  const o = offeredDays('2026-11-24', offer('2026-11-27', '2026-11-25', '2026-12-04'));
  for (const soon of ['no_answer', 'wrong_number', 'meeting_set'] as const)
    expect(dayAfter(soon, o)).toEqual({ day: '2026-11-25', soon });
  for (const r of ['', 'progress', 'no_progress', 'requote'] as const)
    expect(dayAfter(r, o)).toEqual({ day: '2026-11-27' });
});
