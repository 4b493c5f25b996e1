import { expect, it } from 'vitest';
import { opened } from './open';

const row = ['intake_day:ge:2026-11-01', 'owner_id:eq:u'];

it('数点开就是那些线索', () => {
  expect(opened(row, 'intake')).toEqual(row);
  expect(opened(row, 'won')).toEqual([...row, 'state:eq:won']);
  expect(opened(row, 'followed')).toEqual([...row, 'touch_count:gt:0']);
});

it('同一个条件不写两遍', () => {
  expect(opened(['state:eq:open', 'source:eq:展会'], 'lost')).toEqual(['source:eq:展会', 'state:eq:lost']);
});
