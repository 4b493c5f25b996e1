// Customers as a board by an own field of one choice; a card moved changes the value and is taken back by its toast.
import { keepPreviousData, useQuery } from '@tanstack/react-query';
import { Link } from '@tanstack/react-router';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { customers } from '../../api/calls';
import { problemText } from '../../api/problem';
import type { Customer } from '../../api/types';
import { Board, type Lane } from '../../kit/desk/board';
import { Failed, Segmented, Waiting } from '../../kit/desk/parts';
import { count } from '../../lib/money';
import type { OwnField } from '../../lib/own';
import { useOwnLanes } from '../own/columns';
import { may, useSession } from '../session/use';
import { useFail } from '../use';
import { useOwnSave } from './inline';

/** As a list, or as a board by which field; nothing where no field makes a board. */
export function BoardChoice(p: { lanes: OwnField[]; by?: string; onChange: (by?: string) => void }) {
  const { t } = useTranslation();
  if (!p.lanes.length) return null;
  return (
    <>
      {p.by && (
        <select
          className="in bby"
          aria-label={t('list.boardBy')}
          value={p.by}
          onChange={(e) => p.onChange(e.target.value)}
        >
          {p.lanes.map((f) => (
            <option key={f.id} value={f.name}>
              {f.label}
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
        onChange={(v) => p.onChange(v === 'board' ? p.lanes[0]!.name : undefined)}
      />
    </>
  );
}

type Props = { by: string; filter: string[]; or: string[]; sort: string; openId?: string };

export function CustomerBoard({ by, filter, or, sort, openId }: Props) {
  const { t } = useTranslation();
  const fail = useFail();
  const session = useSession();
  const save = useOwnSave();
  const field = useOwnLanes('customer').find((f) => f.name === by);
  const q = { by, filter, or, sort };
  const board = useQuery({
    queryKey: ['customers', 'board', q],
    queryFn: ({ signal }) => customers.board({ ...q, limit: 30 }, signal),
    placeholderData: keepPreviousData,
  });
  const stamp = JSON.stringify([q, board.dataUpdatedAt]);
  const [extra, setExtra] = useState<{ of: string; rows: Record<string, { items: Customer[]; next: string }> }>({
    of: '',
    rows: {},
  });
  const more = extra.of === stamp ? extra.rows : {};
  if (board.isPending) return <Waiting />;
  if (board.isError)
    return <Failed text={problemText(board.error, t('common.offline'))} onRetry={() => void board.refetch()} />;
  const columns = board.data.columns;
  const read = async (lane: Lane<Customer>) => {
    const had = more[lane.value] ?? { items: [], next: columns.find((c) => c.value === lane.value)!.next };
    const one = lane.value ? `${by}:eq:${lane.value}` : `${by}:empty:`;
    try {
      const page = await customers.list({ filter: [...filter, one], or, sort, cursor: had.next, limit: 30 });
      const rows = { ...more, [lane.value]: { items: [...had.items, ...page.items], next: page.next } };
      setExtra({ of: stamp, rows });
    } catch (e) {
      fail(e);
    }
  };
  return (
    <Board
      label={t('list.asBoard')}
      lanes={columns.map(
        (c): Lane<Customer> => ({
          value: c.value,
          label: c.label,
          count: c.count,
          sum: t('list.boardCount', { n: count(c.count) }),
          items: [...c.items, ...(more[c.value]?.items ?? [])],
          more: Boolean(more[c.value] ? more[c.value]!.next : c.next),
        }),
      )}
      openId={openId}
      name={(c) => c.name}
      may={() => Boolean(field?.may_edit) && may(session, 'customer.write')}
      onMove={(c, to) => void save(c, by, to.value)}
      onMore={(lane) => void read(lane)}
      card={(c) => (
        <>
          <Link to="/customers/$id" params={{ id: c.id }} search={(s) => s} className="el" draggable={false}>
            {c.name}
          </Link>
          <p className="k2">
            <span className="el">{c.owner?.name ?? t('lead.nobody')}</span>
            <span className="r">{c.industry}</span>
          </p>
        </>
      )}
    />
  );
}
