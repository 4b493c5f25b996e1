import { describe, expect, it } from 'vitest';
import { addDays, daysBetween, local, quarterStart, showDay, when } from './day';

describe('日子', () => {
  it('加减跨月跨年', () => {
    expect(addDays('2026-12-31', 1)).toBe('2027-01-01');
    expect(addDays('2028-03-01', -1)).toBe('2028-02-29');
    expect(daysBetween('2026-02-27', '2026-03-01')).toBe(2);
    expect(quarterStart('2026-11-24')).toBe('2026-10-01');
  });

  it('写法', () => {
    expect(showDay('2026-09-17', '2026-11-24', 'zh')).toBe('9月17日');
    expect(showDay('2025-09-07', '2026-11-24', 'zh')).toBe('2025年9月7日');
    expect(showDay('2025-09-07', '2026-11-24', 'en')).toBe('7 Sep 2025');
  });

  it.each([
    ['2026-11-21', 0, 'overdue', 3],
    ['2026-11-21', 1, 'overdue', 1],
    ['2026-11-24', 0, 'today', 0],
    ['2026-11-25', 0, 'tomorrow', 1],
    ['2026-11-30', 0, 'day', 6],
  ])('%s 逾期工作日 %d 是 %s', (day, over, kind, days) => {
    expect(when(day, '14:00', '2026-11-24', over)).toMatchObject({ kind, days, time: '14:00' });
  });

  it('时刻按公司的时区', () => {
    expect(local('2026-11-24T16:30:00Z', 'Asia/Shanghai')).toEqual({ day: '2026-11-25', time: '00:30' });
  });
});
