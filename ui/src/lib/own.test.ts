import { expect, it } from 'vitest';
import { changedOwn, fromForm, type OwnField, ownWords, startOwn, toForm } from './own';

const field = (type: OwnField['type']): OwnField =>
  ({ key: 'x_1', name: 'own.x_1', type, options: [{ key: 'o01', label: '高' }] }) as OwnField;

it('金额在表单里是元，存的是分', () => {
  expect(toForm(field('money'), 1250)).toBe('12.5');
  expect(fromForm(field('money'), '1,012.50')).toBe(101250);
  expect(fromForm(field('money'), '十块')).toBe('十块');
});

it('空着就是清掉', () => {
  for (const typed of [undefined, '', []]) expect(fromForm(field('text'), typed)).toBeNull();
  expect(fromForm(field('yes_no'), 'false')).toBe(false);
});

it('只送改过的', () => {
  const fields = [field('number')];
  expect(changedOwn(fields, startOwn(fields, { x_1: 3 }), { x_1: 3 })).toBeUndefined();
  expect(changedOwn(fields, { 'own.x_1': '' }, { x_1: 3 })).toEqual({ x_1: null });
});

it('读成话', () => {
  expect(ownWords(field('many_of'), ['o01', 'o09'], {}, ['是', '否'])).toBe('高、o09');
  expect(ownWords(field('yes_no'), false, {}, ['是', '否'])).toBe('否');
  expect(ownWords(field('person'), 'u', { u: '周敏' }, ['是', '否'])).toBe('周敏');
});
