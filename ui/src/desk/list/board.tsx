// What boards of any kind of record share: the choice between list and board, and reading a column on.
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { Segmented } from '../../kit/desk/parts';
import { useFail } from '../use';

/** As a list, or as a board by which field; `by` is absent where it is a list. */
export function BoardChoice(p: {
  by?: string;
  options: { value: string; label: string }[];
  onBy: (by: string) => void;
  onBoard: (board: boolean) => void;
}) {
  const { t } = useTranslation();
  return (
    <>
      {p.by && (
        <select className="in bby" aria-label={t('list.boardBy')} value={p.by} onChange={(e) => p.onBy(e.target.value)}>
          {p.options.map((o) => (
            <option key={o.value} value={o.value}>
              {o.label}
            </option>
          ))}
        </select>
      )}
      <Segmented
        label={t('list.layout')}
        value={p.by ? 'board' : 'list'}
        options={[
          { value: 'list', label: t('list.asList') },
          { value: 'board', label: t('list.asBoard') },
        ]}
        onChange={(v) => p.onBoard(v === 'board')}
      />
    </>
  );
}

type Rows<R> = { items: R[]; next: string };

/** The pages of a board's columns behind the first; `stamp` names the board they belong to: with another they are gone. */
export function useLanePages<R>(
  columns: (Rows<R> & { value: string })[],
  stamp: string,
  by: string,
  list: (filter: string, cursor: string) => Promise<Rows<R>>,
) {
  const fail = useFail();
  const [extra, setExtra] = useState<{ of: string; rows: Record<string, Rows<R>> }>({ of: '', rows: {} });
  const more = extra.of === stamp ? extra.rows : {};
  const readOn = async (value: string) => {
    const had = more[value] ?? { items: [], next: columns.find((c) => c.value === value)!.next };
    try {
      const page = await list(value ? `${by}:eq:${value}` : `${by}:empty:`, had.next);
      setExtra({ of: stamp, rows: { ...more, [value]: { items: [...had.items, ...page.items], next: page.next } } });
    } catch (e) {
      fail(e);
    }
  };
  return {
    items: (c: Rows<R> & { value: string }) => [...c.items, ...(more[c.value]?.items ?? [])],
    more: (c: Rows<R> & { value: string }) => Boolean((more[c.value] ?? c).next),
    readOn,
  };
}
