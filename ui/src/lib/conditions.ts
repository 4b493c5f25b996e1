// The conditions of a list as they stand in its address: those that must all hold, and groups of which one is enough.
import { type Filter, parseFilter, writeFilter } from './filter';

export type Conditions = { all: string[]; any: string[] };
export type Group = { n: string; list: string[] };

/** `1:field:op:value` by its number, in the order of the numbers. */
export function groupsOf(any: string[]): Group[] {
  const groups = new Map<string, string[]>();
  for (const text of any) {
    const at = text.indexOf(':');
    const n = text.slice(0, at);
    groups.set(n, [...(groups.get(n) ?? []), text.slice(at + 1)]);
  }
  return [...groups].sort(([a], [b]) => a.localeCompare(b)).map(([n, list]) => ({ n, list }));
}

/** Groups numbered anew from 1, empty ones left out. */
export const writeGroups = (groups: string[][]): string[] =>
  groups.filter((g) => g.length > 0).flatMap((g, i) => g.map((text) => `${i + 1}:${text}`));

const valueless = ['empty', 'has'];

/** A condition that says something: a comparison without a value does not. */
export const complete = (f: Filter): boolean =>
  f.field !== '' && f.op !== '' && (f.value !== '' || valueless.includes(f.op));

export const writeComplete = (list: Filter[]): string[] => list.filter(complete).map(writeFilter);
export const readAll = (list: string[]): Filter[] => list.map(parseFilter);

/** `last_30_days` as its two parts; undefined for anything else. */
export function countedDays(word: string): { way: 'last' | 'next'; n: number } | undefined {
  const found = /^(last|next)_(\d+)_days$/.exec(word);
  return found ? { way: found[1] as 'last' | 'next', n: Number(found[2]) } : undefined;
}

export type Sorting = { field: string; down: boolean };
export const readSort = (text: string): Sorting[] =>
  text
    .split(',')
    .filter(Boolean)
    .map((f) => (f.startsWith('-') ? { field: f.slice(1), down: true } : { field: f, down: false }));
export const writeSort = (list: Sorting[]): string => list.map((s) => (s.down ? `-${s.field}` : s.field)).join(',');

/** A click on a head sorts by it alone, biggest first, then the other way; with Shift it joins those there, or turns round. */
export function clickSort(now: string, field: string, further: boolean): string {
  const list = readSort(now);
  const there = list.find((s) => s.field === field);
  if (!further) return writeSort([{ field, down: there ? !there.down : true }]);
  if (there) return writeSort(list.map((s) => (s.field === field ? { field, down: !s.down } : s)));
  return writeSort([...list, { field, down: true }].slice(0, 4));
}

export type ColumnChoice = { key: string; width?: number };
/** Columns in the address: `name.240,stage`. */
export const readColumns = (text: string | undefined): ColumnChoice[] =>
  (text ?? '')
    .split(',')
    .filter(Boolean)
    .map((part) => {
      const at = part.lastIndexOf('.');
      const width = at > 0 ? Number(part.slice(at + 1)) : Number.NaN;
      return Number.isInteger(width) && width > 0 ? { key: part.slice(0, at), width } : { key: part };
    });
export const writeColumns = (list: ColumnChoice[]): string =>
  list.map((c) => (c.width ? `${c.key}.${Math.round(c.width)}` : c.key)).join(',');
