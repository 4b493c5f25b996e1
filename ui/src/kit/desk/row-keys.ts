// Walking a table by keys: J and K, Enter opens, E changes a cell, X picks. Keys typed into a field mean what they say there.
import { type RefObject, useEffect, useRef, useState } from 'react';
import type { Editing } from './cell-edit';

type Row = { id: string };
type Table<T extends Row> = {
  rows: T[];
  columns: { key: string; edit?: (row: T) => Editing | undefined }[];
  keys?: boolean;
  onOpen?: (row: T) => void;
  onEdit?: unknown;
  onSelect?: unknown;
};

/** Whether a key belongs to what has the focus: a field, an open dialog or menu. */
export const busy = (target: EventTarget | null): boolean =>
  target instanceof Element && Boolean(target.closest('input,textarea,select,dialog,[role="dialog"],.dr'));

export function useRowKeys<T extends Row>(
  p: Table<T>,
  box: RefObject<HTMLDivElement | null>,
  rowHeight: number,
  pick: (id: string) => void,
) {
  const [at, setAt] = useState<string>();
  /** The cell under change, with the row as it was when the change began: what others do meanwhile must not slip under it. */
  const [cell, setCell] = useState<{ row: T; key: string }>();
  const now = useRef({ p, at, cell, pick });
  now.current = { p, at, cell, pick };

  useEffect(() => {
    if (!p.keys) return;
    const key = (e: KeyboardEvent) => {
      const { p, at, pick } = now.current;
      if (e.ctrlKey || e.metaKey || e.altKey || busy(e.target)) return;
      const i = p.rows.findIndex((r) => r.id === at);
      const row = p.rows[i];
      const step = { j: 1, k: -1 }[e.key.toLowerCase()];
      if (step) {
        const to = Math.min(p.rows.length - 1, Math.max(0, i + step));
        setAt(p.rows[to]?.id);
        const el = box.current;
        if (el) {
          if (to * rowHeight < el.scrollTop) el.scrollTop = to * rowHeight;
          else if ((to + 2) * rowHeight > el.scrollTop + el.clientHeight)
            el.scrollTop = (to + 2) * rowHeight - el.clientHeight + 8;
        }
      } else if (row && e.key === 'Enter' && e.target === document.body) p.onOpen?.(row);
      else if (row && e.key.toLowerCase() === 'x' && p.onSelect) pick(row.id);
      else if (row && e.key.toLowerCase() === 'e' && p.onEdit) {
        const first = p.columns.find((c) => c.edit?.(row));
        if (!first) return;
        setCell({ row, key: first.key });
      } else return;
      e.preventDefault();
    };
    document.addEventListener('keydown', key);
    return () => document.removeEventListener('keydown', key);
  }, [p.keys, box, rowHeight]);

  /** The next cell of the row that can be changed, or the one before. */
  const next = (row: T, key: string, back: boolean) => {
    const list = p.columns.filter((c) => c.edit?.(row));
    const i = list.findIndex((c) => c.key === key) + (back ? -1 : 1);
    const to = list[i];
    setCell(to ? { row, key: to.key } : undefined);
  };
  return { at, cell, setCell, next };
}
