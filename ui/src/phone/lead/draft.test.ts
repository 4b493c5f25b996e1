import { expect, it } from 'vitest';
import { blank, enough, isBlank, toLead } from './draft';

const start = blank('i');

it('公司、联系人、电话有一样就够', () => {
  expect(enough(start)).toBe(false);
  expect(enough({ ...start, company: '  ' })).toBe(false);
  expect(enough({ ...start, phone: '13812345678' })).toBe(true);
  expect(isBlank({ ...start, note: '展会上碰到的' })).toBe(false);
});

it('没填的不发，前后空格去掉', () => {
  expect(toLead({ ...start, company: ' 锐丰精密 ', source: '展会' }, 'm', false)).toEqual({
    id: 'i',
    name: '锐丰精密',
    contact_name: undefined,
    phone: undefined,
    source: '展会',
    mode_id: 'm',
    note: undefined,
  });
  expect(toLead(start, '', true)).toMatchObject({ allow_duplicate: true, mode_id: undefined });
});
