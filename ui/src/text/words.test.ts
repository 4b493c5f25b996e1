import { expect, it } from 'vitest';
import en from './en';
import zh from './zh';

type Tree = { [key: string]: string | Tree };

function keys(tree: Tree, path = ''): string[] {
  return Object.entries(tree).flatMap(([key, value]) =>
    typeof value === 'string' ? [`${path}${key}`.replace(/_(one|other)$/, '')] : keys(value, `${path}${key}.`),
  );
}

function values(tree: Tree): string[] {
  return Object.values(tree).flatMap((value) => (typeof value === 'string' ? [value] : values(value)));
}

const has = (all: string[]) => [...new Set(all)].sort();

it('中文和英文一个词不缺', () => {
  expect(has(keys(en))).toEqual(has(keys(zh)));
  expect(keys(zh).length).toBeGreaterThan(100);
});

it('英文里没有汉字', () => {
  expect(values(en).filter((v) => /\p{Script=Han}|[，。；：「」（）]/u.test(v))).toEqual([]);
});

it('两边的空位一样', () => {
  const flat = (tree: Tree, path = ''): [string, string][] =>
    Object.entries(tree).flatMap(([k, v]) =>
      typeof v === 'string'
        ? [[`${path}${k}`.replace(/_(one|other)$/, ''), v] as [string, string]]
        : flat(v, `${path}${k}.`),
    );
  const slots = (v: string) => [...new Set(v.match(/\{\{\w+\}\}/g) ?? [])].sort().join();
  const english = new Map(flat(en).map(([k, v]) => [k, slots(v)]));
  expect(
    flat(zh)
      .filter(([k, v]) => english.get(k) !== slots(v))
      .map(([k]) => k),
  ).toEqual([]);
});
