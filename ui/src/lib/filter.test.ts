import { expect, it } from 'vitest';
import { findFilter, parseFilter, withFilter, writeFilter } from './filter';

it('筛选读写互逆，值里可以有冒号', () => {
  for (const text of ['owner_id:eq:me', 'owner_id:empty:', 'source:eq:a:b', 'next_due:lt:2026-11-24']) {
    expect(writeFilter(parseFilter(text))).toBe(text);
  }
});

it('换掉一个字段，别的不动', () => {
  const all = ['state:eq:open', 'source:eq:展会'];
  expect(withFilter(all, 'source', { field: 'source', op: 'empty', value: '' })).toEqual([
    'state:eq:open',
    'source:empty:',
  ]);
  expect(withFilter(all, 'state', null)).toEqual(['source:eq:展会']);
  expect(findFilter(all, 'state')?.value).toBe('open');
});
