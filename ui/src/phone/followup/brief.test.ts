import { expect, it } from 'vitest';
import { brief } from './brief';

it('公司叫得短一点', () => {
  expect(brief('博远汽车零部件有限公司')).toBe('博远汽车零部件');
  expect(brief('天科电机股份有限公司')).toBe('天科电机');
  expect(brief('Ruifeng Machinery Co., Ltd.')).toBe('Ruifeng Machinery');
  expect(brief('王建国')).toBe('王建国');
  expect(brief('有限公司')).toBe('有限公司');
});
