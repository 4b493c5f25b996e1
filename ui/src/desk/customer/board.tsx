// Customers as a board by an own field of one choice; a card moved changes the value and is taken back by its toast.
import { keepPreviousData, useQuery } from '@tanstack/react-query';
import { Link } from '@tanstack/react-router';
import { useTranslation } from 'react-i18next';
import { customers } from '../../api/calls';
import { problemText } from '../../api/problem';
import type { Customer } from '../../api/types';
import { Board, type Lane } from '../../kit/desk/board';
import { Failed, Waiting } from '../../kit/desk/parts';
import { count } from '../../lib/money';
import { useLanePages } from '../list/board';
import { useOwnLanes } from '../own/columns';
import { may, useSession } from '../session/use';
import { useOwnSave } from './inline';

type Props = { by: string; filter: string[]; or: string[]; sort: string; openId?: string };

export function CustomerBoard({ by, filter, or, sort, openId }: Props) {
  const { t } = useTranslation();
  const session = useSession();
  const save = useOwnSave();
  const field = useOwnLanes('customer').find((f) => f.name === by);
  const q = { by, filter, or, sort };
  const board = useQuery({
    queryKey: ['customers', 'board', q],
    queryFn: ({ signal }) => customers.board({ ...q, limit: 30 }, signal),
    placeholderData: keepPreviousData,
  });
  const columns = board.data?.columns ?? [];
  const pages = useLanePages(columns, JSON.stringify([q, board.dataUpdatedAt]), by, (one, cursor) =>
    customers.list({ filter: [...filter, one], or, sort, cursor, limit: 30 }),
  );
  if (board.isPending) return <Waiting />;
  if (board.isError)
    return <Failed text={problemText(board.error, t('common.offline'))} onRetry={() => void board.refetch()} />;
  return (
    <Board
      label={t('list.asBoard')}
      lanes={columns.map(
        (c): Lane<Customer> => ({
          value: c.value,
          label: c.label,
          count: c.count,
          sum: t('list.boardCount', { n: count(c.count) }),
          items: pages.items(c),
          more: pages.more(c),
        }),
      )}
      openId={openId}
      name={(c) => c.name}
      may={() => Boolean(field?.may_edit) && may(session, 'customer.write')}
      onMove={(c, to) => void save(c, by, to.value)}
      onMore={(lane) => void pages.readOn(lane.value)}
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
