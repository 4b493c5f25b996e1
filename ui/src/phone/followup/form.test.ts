import { expect, it } from 'vitest';
import type { Lead } from '../../api/types';
import { missing, startForm, toTouch } from './form';

const lead = { id: 'l', title: '锐丰', chance: 'large' } as Lead;
const start = startForm(lead, 'phone', '2026-11-25');

it('只差一个结果', () => {
  expect(missing(start, lead)).toBe('result');
  expect(missing({ ...start, result: 'progress' }, lead)).toBeUndefined();
});

it('机会变小要原因，没变就不问', () => {
  const small = { ...start, result: 'no_progress' as const, chance: 'small' as const };
  expect(missing(small, lead)).toBe('reason');
  expect(missing({ ...small, reason: '  ' }, lead)).toBe('reason');
  expect(missing({ ...small, reason: '嫌贵' }, lead)).toBeUndefined();
  expect(missing(small, { ...lead, chance: 'small' })).toBeUndefined();
});

it('没变的不发', () => {
  expect(toTouch({ ...start, result: 'progress', note: ' 有预算 ' }, lead, '2026-11-24T01:00:00Z')).toEqual({
    kind: 'phone',
    result: 'progress',
    content: '有预算',
    next_due: '2026-11-25',
    at: '2026-11-24T01:00:00Z',
  });
  expect(toTouch({ ...start, result: 'no_progress', chance: 'none', reason: '换人了' }, lead, 't')).toMatchObject({
    chance: 'none',
    chance_reason: '换人了',
  });
});
