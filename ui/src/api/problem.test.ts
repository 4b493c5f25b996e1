import { expect, it } from 'vitest';
import { byField, Problem, problemText } from './problem';

const bad = new Problem(422, {
  title: '请改一下',
  detail: '有 2 处要改',
  code: 'lead.invalid',
  errors: [
    { field: 'phone', message: '少一位', want: '手机号要 11 位' },
    { field: 'credit_code', message: '校验位不对' },
  ],
});

it('错误各归各的字段，剩下的说成一句', () => {
  expect(byField(bad, ['phone'])).toEqual({
    fields: [{ name: 'phone', errors: ['少一位，手机号要 11 位'] }],
    rest: '校验位不对',
  });
  expect(byField(bad, ['phone', 'credit_code']).rest).toBe('');
});

it('断网有自己的话', () => {
  expect(problemText(new Problem(0, {}), '连不上')).toBe('连不上');
  expect(problemText(bad, '连不上')).toBe('有 2 处要改');
});

it('重复的是哪一条，跟在话后面', () => {
  const found = { owner_name: '石文翔', last_touch_days: -1 };
  const problem = new Problem(409, { title: '这家已经有人在跟', code: 'lead.duplicate', data: { duplicate: found } });
  expect(problem.about('duplicate')).toEqual(found);
  expect(new Problem(409, { title: '别人刚改过' }).about('duplicate')).toBeUndefined();
});
