// A list filter as it stands in the URL and goes to the server: field:op:value.

export type Filter = { field: string; op: string; value: string };

export function parseFilter(text: string): Filter {
  const first = text.indexOf(':');
  const second = text.indexOf(':', first + 1);
  if (first < 0) return { field: text, op: 'eq', value: '' };
  if (second < 0) return { field: text.slice(0, first), op: text.slice(first + 1), value: '' };
  return { field: text.slice(0, first), op: text.slice(first + 1, second), value: text.slice(second + 1) };
}

export const writeFilter = (f: Filter): string => `${f.field}:${f.op}:${f.value}`;

/** The list of filters with those on `field` replaced by `next` (none when null). */
export function withFilter(all: string[], field: string, next: Filter | null): string[] {
  const rest = all.filter((f) => parseFilter(f).field !== field);
  return next ? [...rest, writeFilter(next)] : rest;
}

export const findFilter = (all: string[], field: string): Filter | undefined =>
  all.map(parseFilter).find((f) => f.field === field);
