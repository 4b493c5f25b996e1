// The list table: sticky head, hairlines, selection, the open row marked, sorting by the head, rows drawn only where one
// looks (10,000 rows scroll as lightly as 50), more rows fetched when the end comes near.
import { type ReactNode, useEffect, useRef, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { clickSort, readSort } from '../../lib/conditions';
import { Icon } from '../icons';
import { CellEditor, type Editing } from './cell-edit';
import { useRowKeys } from './row-keys';

export type Column<T> = {
  key: string;
  title: ReactNode;
  width?: number;
  right?: boolean;
  /** Field name for sorting; absent when the list cannot be sorted by it. */
  sort?: string;
  cell: (row: T) => ReactNode;
  hover?: (row: T) => string | undefined;
  /** What the cell is called where it is changed in place, and how; absent: it cannot be. */
  label?: string;
  edit?: (row: T) => Editing | undefined;
};

type Props<T extends { id: string }> = {
  label: string;
  columns: Column<T>[];
  rows: T[];
  rowHeight?: number;
  name: (row: T) => string;
  openId?: string;
  onOpen?: (row: T) => void;
  selected?: Set<string>;
  onSelect?: (next: Set<string>) => void;
  sort?: string;
  onSort?: (next: string) => void;
  onEnd?: () => void;
  foot?: ReactNode;
  /** Told the value typed into a cell. */
  onEdit?: (row: T, column: Column<T>, value: string) => void;
  onWidth?: (key: string, width: number) => void;
  /** J and K walk the rows, Enter opens, E edits, X picks. */
  keys?: boolean;
};

const SPARE = 12;

/** Which rows to draw for what is scrolled to. */
function useWindow(count: number, rowHeight: number, onEnd?: () => void) {
  const box = useRef<HTMLDivElement>(null);
  const [span, setSpan] = useState({ from: 0, to: 60 });
  const end = useRef(onEnd);
  end.current = onEnd;
  useEffect(() => {
    const el = box.current;
    if (!el) return;
    const measure = () => {
      const first = Math.max(0, Math.floor(el.scrollTop / rowHeight) - SPARE);
      const last = Math.min(count, Math.ceil((el.scrollTop + el.clientHeight) / rowHeight) + SPARE);
      setSpan((old) => (old.from === first && old.to === last ? old : { from: first, to: last }));
      if (last >= count - SPARE) end.current?.();
    };
    measure();
    el.addEventListener('scroll', measure, { passive: true });
    const watch = new ResizeObserver(measure);
    watch.observe(el);
    return () => {
      el.removeEventListener('scroll', measure);
      watch.disconnect();
    };
  }, [count, rowHeight]);
  return { box, from: Math.min(span.from, count), to: Math.min(span.to, count) };
}

function Head<T extends { id: string }>({
  column,
  sort = '',
  onSort,
  onWidth,
}: {
  column: Column<T>;
  sort?: string;
  onSort?: (s: string) => void;
  onWidth?: (key: string, width: number) => void;
}) {
  const { t } = useTranslation();
  const field = column.sort;
  const all = readSort(sort);
  const at = all.findIndex((s) => s.field === field);
  const state = at < 0 ? undefined : all[at]!.down ? 'descending' : 'ascending';
  return (
    <th scope="col" className={column.right ? 'r' : ''} aria-sort={at === 0 ? state : undefined}>
      {field && onSort ? (
        <button
          type="button"
          className={`th ${state ? 'act' : ''}`}
          title={t('list.sortHint')}
          onClick={(e) => onSort(clickSort(sort, field, e.shiftKey))}
        >
          {column.title}
          {state && <Icon name={state === 'ascending' ? 'up' : 'down'} size={12} />}
          {state && all.length > 1 && (
            <span className="nth">
              <span aria-hidden="true">{at + 1}</span>
              <span className="sr">{t('list.sortNth', { n: at + 1 })}</span>
            </span>
          )}
        </button>
      ) : (
        column.title
      )}
      {onWidth && <Grip onWidth={(w) => onWidth(column.key, w)} />}
    </th>
  );
}

/** The edge of a head by which its column is drawn wider; the keyboard has the column chooser for it. */
function Grip({ onWidth }: { onWidth: (width: number) => void }) {
  return (
    <span
      className="grip"
      aria-hidden="true"
      onPointerDown={(e) => {
        e.preventDefault();
        const grip = e.currentTarget;
        const cell = grip.parentElement!;
        const start = { x: e.clientX, width: cell.offsetWidth };
        grip.setPointerCapture(e.pointerId);
        const move = (m: PointerEvent) =>
          onWidth(Math.min(800, Math.max(48, Math.round(start.width + m.clientX - start.x))));
        const up = () => grip.removeEventListener('pointermove', move);
        grip.addEventListener('pointermove', move);
        grip.addEventListener('pointerup', up, { once: true });
        grip.addEventListener('pointercancel', up, { once: true });
      }}
    />
  );
}

export function DataTable<T extends { id: string }>(p: Props<T>) {
  const { t } = useTranslation();
  const rowHeight = p.rowHeight ?? 36;
  const { box, from, to } = useWindow(p.rows.length, rowHeight, p.onEnd);
  const picked = p.selected ?? new Set<string>();
  const all = p.rows.length > 0 && p.rows.every((r) => picked.has(r.id));
  const toggle = (id: string) => {
    const next = new Set(picked);
    if (!next.delete(id)) next.add(id);
    p.onSelect?.(next);
  };
  const span = p.columns.length + (p.onSelect ? 1 : 0);
  const { at, cell, setCell, next } = useRowKeys(p, box, rowHeight, toggle);
  return (
    <div className={`scroll ${rowHeight < 36 ? 'dense' : ''}`} ref={box} tabIndex={-1}>
      <table className="tbl sticky" aria-label={p.label} aria-rowcount={p.rows.length}>
        <colgroup>
          {p.onSelect && <col width={38} />}
          {p.columns.map((c) => (
            <col key={c.key} width={c.width} />
          ))}
        </colgroup>
        <thead>
          <tr>
            {p.onSelect && (
              <th className="cbx" scope="col">
                <input
                  type="checkbox"
                  className="cb"
                  aria-label={t('common.selectAll')}
                  checked={all}
                  ref={(el) => {
                    if (el) el.indeterminate = !all && picked.size > 0;
                  }}
                  onChange={() => p.onSelect?.(all ? new Set() : new Set(p.rows.map((r) => r.id)))}
                />
              </th>
            )}
            {p.columns.map((c) => (
              <Head key={c.key} column={c} sort={p.sort} onSort={p.onSort} onWidth={p.onWidth} />
            ))}
          </tr>
        </thead>
        <tbody>
          {from > 0 && (
            <tr className="pad">
              <td colSpan={span} style={{ height: from * rowHeight }} />
            </tr>
          )}
          {p.rows.slice(from, to).map((row) => (
            <tr
              key={row.id}
              className={`${p.onOpen ? 'pick' : ''} ${picked.has(row.id) ? 'sel' : ''} ${p.openId === row.id ? 'open' : ''} ${at === row.id ? 'at' : ''}`}
              onClick={(e) => {
                if (!(e.target as HTMLElement).closest('a,button,input,select,label')) p.onOpen?.(row);
              }}
            >
              {p.onSelect && (
                <td className="cbx">
                  <input
                    type="checkbox"
                    className="cb"
                    aria-label={t('common.selectRow', { name: p.name(row) })}
                    checked={picked.has(row.id)}
                    onChange={() => toggle(row.id)}
                  />
                </td>
              )}
              {p.columns.map((c) => {
                const editing =
                  p.onEdit && cell?.row.id === row.id && cell.key === c.key ? c.edit?.(cell.row) : undefined;
                return (
                  <td
                    key={c.key}
                    className={`${c.right ? 'r' : ''} ${editing ? 'editing' : ''}`}
                    title={editing ? undefined : c.hover?.(row)}
                    onDoubleClick={() => c.edit?.(row) && p.onEdit && setCell({ row, key: c.key })}
                  >
                    {editing ? (
                      <CellEditor
                        label={t('list.edit', { label: c.label ?? c.key })}
                        editing={editing}
                        onSave={(value) => {
                          setCell(undefined);
                          p.onEdit?.(cell?.row ?? row, c, value);
                        }}
                        onLeave={() => setCell(undefined)}
                        onNext={(back) => next(row, c.key, back)}
                      />
                    ) : (
                      c.cell(row)
                    )}
                  </td>
                );
              })}
            </tr>
          ))}
          {to < p.rows.length && (
            <tr className="pad">
              <td colSpan={span} style={{ height: (p.rows.length - to) * rowHeight }} />
            </tr>
          )}
        </tbody>
      </table>
      {p.foot}
    </div>
  );
}
