import { expect, it } from 'vitest';
import { spanDays } from './span';

it('期间从第一天算起，到今天', () => {
  expect(spanDays('month', '2026-11-24')).toEqual({ from: '2026-11-01', to: '2026-11-24' });
  expect(spanDays('quarter', '2026-11-24').from).toBe('2026-10-01');
  expect(spanDays('year', '2026-11-24').from).toBe('2026-01-01');
  // The server answers for ten years at most.
  expect(spanDays('all', '2026-11-24').from > '2016-11-24').toBe(true);
});
