// How a list stands: everything in the address, a saved view where the address says nothing more than its name.
import { useQuery } from '@tanstack/react-query';
import { views } from '../../api/calls';
import type { SavedView, ViewSpec } from '../../api/types';
import { type ColumnChoice, readColumns, writeColumns } from '../../lib/conditions';
import type { ListSearch } from '../router';

export const viewsQuery = (kind: string) => ({
  queryKey: ['views', kind],
  queryFn: () => views.list(kind),
  staleTime: 60_000,
});

export type Standing = {
  /** The saved view that is open. */
  saved?: SavedView;
  /** Conditions set by hand, or those of the saved view. */
  f: string[];
  o: string[];
  sort?: string;
  columns: ColumnChoice[];
  board: boolean;
  by?: string;
  /** The address says something else than the saved view. */
  dirty: boolean;
  /** The saved view is not known yet. */
  waiting: boolean;
};

const said = (s: ListSearch) => Boolean(s.f || s.o || s.sort || s.cols || s.as || s.by);

/** A saved view as an address. */
export const addressOf = (v: SavedView): ListSearch => ({
  view: v.id,
  f: v.spec.filter.length ? v.spec.filter : undefined,
  o: v.spec.or.length ? v.spec.or : undefined,
  sort: v.spec.sort || '-id',
  cols: writeColumns(v.spec.columns) || undefined,
  as: v.spec.layout === 'board' ? 'board' : undefined,
  by: v.spec.board || undefined,
});

const same = (a: unknown, b: unknown) => JSON.stringify(a) === JSON.stringify(b);

export function useStanding(kind: string, search: ListSearch, builtin: readonly string[]): Standing {
  const list = useQuery(viewsQuery(kind));
  const items = list.data?.items ?? [];
  const named = search.view && !builtin.includes(search.view);
  const saved = named
    ? items.find((v) => v.id === search.view)
    : search.view || said(search)
      ? undefined
      : items.find((v) => v.default);
  const at: ListSearch = saved && !said(search) ? addressOf(saved) : search;
  return {
    saved,
    f: at.f ?? [],
    o: at.o ?? [],
    sort: at.sort,
    columns: readColumns(at.cols),
    board: at.as === 'board',
    by: at.by,
    dirty: Boolean(saved && said(search) && !same({ ...addressOf(saved) }, { ...search, view: saved.id })),
    waiting: Boolean((named || (!search.view && !said(search))) && list.isPending),
  };
}

/** What a standing would be kept as; `fixed` are the conditions of the view it started from. */
export const specOf = (s: Standing, fixed: string[], sort: string): ViewSpec => ({
  filter: [...fixed, ...s.f],
  or: s.o,
  sort,
  columns: s.columns.map((c) => ({ key: c.key, width: c.width ?? 0 })),
  layout: s.board ? 'board' : 'list',
  board: s.board ? (s.by ?? 'stage_id') : '',
});

/** Conditions that still hold something: those the server has named as broken are left out. */
export function sound(list: string[], saved: SavedView | undefined, part: 'filter' | 'or' | 'sort'): string[] {
  const broken = new Set((saved?.broken ?? []).filter((b) => b.part === part).map((b) => b.text));
  return list.filter((text) => !broken.has(text));
}
