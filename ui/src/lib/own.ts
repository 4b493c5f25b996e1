// Own fields between the form and the server: pure. A form keeps every value under own.<key> as people type it.
import type { components } from '../api/schema';

export type OwnField = components['schemas']['RecordOwnFieldView'];
export type OwnValues = Record<string, unknown>;

/** A value as a form keeps it: amounts in yuan, yes and no as words of the select. */
export function toForm(field: OwnField, value: unknown): string | string[] | undefined {
  if (value === undefined || value === null) return undefined;
  if (field.type === 'many_of') return value as string[];
  if (field.type === 'money') return String(Number(value) / 100);
  return String(value);
}

/** What was typed as the server takes it; null clears, undefined cannot be read here: the server says what is wrong. */
export function fromForm(field: OwnField, typed: unknown): unknown {
  if (typed === undefined || typed === null || typed === '' || (Array.isArray(typed) && !typed.length)) return null;
  if (field.type === 'yes_no') return typed === 'true';
  if (field.type === 'number' || field.type === 'money') {
    const n = Number(String(typed).replace(/[,，\s]/g, ''));
    if (Number.isNaN(n)) return String(typed);
    return field.type === 'money' ? Math.round(n * 100) : n;
  }
  return typed;
}

export const startOwn = (fields: OwnField[], own: OwnValues = {}): OwnValues =>
  Object.fromEntries(fields.map((f) => [f.name, toForm(f, own[f.key])]));

/** The own values that a form changed, undefined for none. */
export function changedOwn(fields: OwnField[], typed: OwnValues, before: OwnValues = {}): OwnValues | undefined {
  const out: OwnValues = {};
  for (const f of fields) {
    const value = fromForm(f, typed[f.name]);
    if (JSON.stringify(value) !== JSON.stringify(before[f.key] ?? null)) out[f.key] = value;
  }
  return Object.keys(out).length ? out : undefined;
}

/** A form's values without those of own fields. */
export const withoutOwn = <V extends object>(values: V): V =>
  Object.fromEntries(Object.entries(values).filter(([k]) => !k.startsWith('own.'))) as V;

/** A value in words; names are those of people and customers, yes the two words. */
export function ownWords(
  field: OwnField,
  value: unknown,
  names: Record<string, string> | undefined,
  yes: [string, string],
): string {
  if (value === undefined || value === null) return '';
  const label = (key: unknown) => field.options.find((o) => o.key === key)?.label ?? String(key);
  switch (field.type) {
    case 'yes_no':
      return value ? yes[0] : yes[1];
    case 'one_of':
      return label(value);
    case 'many_of':
      return (value as string[]).map(label).join('、');
    case 'money':
      return `¥${(Number(value) / 100).toLocaleString('en-US')}`;
    case 'person':
    case 'customer':
      return names?.[String(value)] ?? '';
  }
  return String(value);
}
