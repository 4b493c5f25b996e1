import { describe, expect, it } from 'vitest';
import { clickSort, complete, countedDays, groupsOf, readColumns, writeColumns, writeGroups } from './conditions';

describe('条件', () => {
  it('组按号分开，再写回去号码连着', () => {
    const any = ['2:region:eq:宁波', '1:owner_id:eq:me', '2:source:eq:a:b', '1:owner_id:empty:'];
    const groups = groupsOf(any);
    expect(groups).toEqual([
      { n: '1', list: ['owner_id:eq:me', 'owner_id:empty:'] },
      { n: '2', list: ['region:eq:宁波', 'source:eq:a:b'] },
    ]);
    expect(writeGroups([[], groups[1]!.list, groups[0]!.list])).toEqual([
      '1:region:eq:宁波',
      '1:source:eq:a:b',
      '2:owner_id:eq:me',
      '2:owner_id:empty:',
    ]);
  });
  it('没填值的条件不算', () => {
    expect(complete({ field: 'source', op: 'eq', value: '' })).toBe(false);
    expect(complete({ field: 'source', op: 'empty', value: '' })).toBe(true);
    expect(complete({ field: '', op: 'empty', value: '' })).toBe(false);
  });
  it('几天的说法', () => {
    expect(countedDays('last_30_days')).toEqual({ way: 'last', n: 30 });
    expect(countedDays('this_week')).toBeUndefined();
  });
});

describe('排序', () => {
  it('点一下换成它，再点反过来', () => {
    expect(clickSort('next_due', 'name', false)).toBe('-name');
    expect(clickSort('-name', 'name', false)).toBe('name');
    expect(clickSort('name', 'name', false)).toBe('-name');
    expect(clickSort('-name,no', 'name', false)).toBe('name');
  });
  it('按住 Shift 接着排，最多四个', () => {
    expect(clickSort('-name', 'no', true)).toBe('-name,-no');
    expect(clickSort('-name,-no', 'no', true)).toBe('-name,no');
    expect(clickSort('a,b,c,d', 'e', true)).toBe('a,b,c,d');
  });
});

it('列和宽度写进地址再读回来', () => {
  const columns = [{ key: 'name', width: 240 }, { key: 'stage' }, { key: 'own.x' }];
  expect(writeColumns(columns)).toBe('name.240,stage,own.x');
  expect(readColumns('name.240,stage,own.x')).toEqual(columns);
  expect(readColumns(undefined)).toEqual([]);
});
