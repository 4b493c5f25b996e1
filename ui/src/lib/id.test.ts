import { expect, it } from 'vitest';
import { newId } from './id';

it('第七版 UUID，按时间排序，不重复', () => {
  const early = newId(1_700_000_000_000);
  const late = newId(1_700_000_000_001);
  expect(early).toMatch(/^[0-9a-f]{8}-[0-9a-f]{4}-7[0-9a-f]{3}-[89ab][0-9a-f]{3}-[0-9a-f]{12}$/);
  expect(early < late).toBe(true);
  expect(early.slice(0, 13)).toBe('018bcfe5-6800');
  expect(new Set(Array.from({ length: 500 }, () => newId(1)))).toHaveLength(500);
});
