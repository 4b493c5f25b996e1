import { expect, it } from 'vitest';
import type { Group } from '../../api/types';
import { flatTree } from './tree';

const g = (id: string, parent_id?: string): Group => ({ id, name: id, parent_id, member_count: 0, version: 1 });

it('先父后子，看不见的上级不丢下级', () => {
  const tree = flatTree([g('华东', '总部'), g('总部'), g('华东一组', '华东'), g('华南', '看不见')]);
  expect(tree.map((x) => [x.group.id, x.depth])).toEqual([
    ['总部', 0],
    ['华东', 1],
    ['华东一组', 2],
    ['华南', 0],
  ]);
});
