// Leads as a board by stage, chance or an own field of one choice: sums over each column, moved by hand or by keys, seen at once and taken back.
import { keepPreviousData, useQuery, useQueryClient } from '@tanstack/react-query';
import { Link } from '@tanstack/react-router';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { leads } from '../../api/calls';
import { Problem, problemText } from '../../api/problem';
import type { BoardColumn, Chance, Lead } from '../../api/types';
import { Board, type Lane } from '../../kit/desk/board';
import { Failed, Waiting } from '../../kit/desk/parts';
import { toast } from '../../kit/toast';
import { count } from '../../lib/money';
import { useLanePages } from '../list/board';
import { useOwnLanes } from '../own/columns';
import { may, useSession } from '../session/use';
import { useFail, useShow } from '../use';
import { useRefresh } from './acts';
import { ReasonPick } from './reason-pick';

type Query = { by: string; filter: string[]; or: string[]; sort: string };

function useBoard(q: Query) {
  return useQuery({
    queryKey: ['leads', 'board', q],
    queryFn: ({ signal }) => leads.board({ ...q, limit: 30 }, signal),
    placeholderData: keepPreviousData,
  });
}

/** A lead moved in what is shown: out of its column, on top of the other, both sums with it. */
function moved(columns: BoardColumn[], lead: Lead, to: string): BoardColumn[] {
  return columns.map((c) => {
    const here = c.items.some((l) => l.id === lead.id);
    if (c.value === to)
      return {
        ...c,
        count: c.count + 1,
        amount: (c.amount ?? 0) + (lead.expected_amount ?? 0),
        items: [lead, ...c.items],
      };
    if (!here) return c;
    return {
      ...c,
      count: c.count - 1,
      amount: (c.amount ?? 0) - (lead.expected_amount ?? 0),
      items: c.items.filter((l) => l.id !== lead.id),
    };
  });
}

export function LeadBoard({ by, filter, or, sort, openId }: Query & { openId?: string }) {
  const { t } = useTranslation();
  const show = useShow();
  const fail = useFail();
  const refresh = useRefresh();
  const client = useQueryClient();
  const session = useSession();
  const q = { by, filter, or, sort };
  const own = useOwnLanes('lead').find((f) => f.name === by);
  const board = useBoard(q);
  const [asking, setAsking] = useState<{ lead: Lead; to: Lane<Lead> }>();
  const columns = board.data?.columns ?? [];
  const pages = useLanePages(columns, JSON.stringify([q, board.dataUpdatedAt]), by, (one, cursor) =>
    leads.list({ filter: [...filter, one], or, sort, cursor, limit: 30 }),
  );

  const write = async (lead: Lead, to: string, reason?: string) => {
    const change = own
      ? { own: { [own.key]: to || null } }
      : by === 'stage_id'
        ? { stage_id: to }
        : { chance: to as Chance, chance_reason: reason };
    return leads.patch(lead.id, { ...change, version: lead.version });
  };
  const move = async (lead: Lead, to: Lane<Lead>, reason?: string) => {
    if (by === 'chance' && (to.value === 'small' || to.value === 'none') && !reason) {
      setAsking({ lead, to });
      return;
    }
    const key = ['leads', 'board', q];
    const before = client.getQueryData(key);
    client.setQueryData(key, board.data && { ...board.data, columns: moved(columns, lead, to.value) });
    try {
      const done = await write(lead, to.value, reason);
      refresh(done);
      const from = own ? String(lead.own?.[own.key] ?? '') : by === 'stage_id' ? lead.stage.id : lead.chance;
      toast(t('list.moved', { to: to.label }), {
        tone: 'good',
        undoLabel: t('common.undo'),
        undo: () => void write(done, from, lead.chance_reason).then(refresh, fail),
      });
    } catch (e) {
      client.setQueryData(key, before);
      if (e instanceof Problem && e.status === 409) void client.invalidateQueries({ queryKey: ['leads'] });
      fail(e);
    }
  };
  if (board.isPending) return <Waiting />;
  if (board.isError)
    return <Failed text={problemText(board.error, t('common.offline'))} onRetry={() => void board.refetch()} />;
  const lanes = columns.map(
    (c): Lane<Lead> => ({
      value: c.value,
      label: c.label,
      count: c.count,
      sum: c.amount
        ? t('list.boardSum', { n: count(c.count), amount: show.wan(c.amount) })
        : t('list.boardCount', { n: count(c.count) }),
      items: pages.items(c),
      more: pages.more(c),
    }),
  );
  return (
    <>
      <Board
        label={t('list.asBoard')}
        lanes={lanes}
        openId={openId}
        name={(l) => l.title}
        may={(l) => may(session, 'lead.write') && (own ? own.may_edit : l.state === 'open')}
        onMove={(l, to) => void move(l, to)}
        onMore={(lane) => void pages.readOn(lane.value)}
        card={(l) => {
          const due = show.due(l);
          return (
            <>
              <Link to="/leads/$id" params={{ id: l.id }} search={(s) => s} className="el" draggable={false}>
                {l.title}
              </Link>
              <p className="k2">
                <span className="el">{l.owner?.name ?? t('lead.nobody')}</span>
                <span className={due.tone}>{due.text}</span>
                <span className="r">
                  {l.expected_amount ? `${show.wan(l.expected_amount)} ${t('common.wanShort')}` : ''}
                </span>
              </p>
            </>
          );
        }}
      />
      {asking && (
        <ReasonPick
          onPick={(text) => {
            setAsking(undefined);
            void move(asking.lead, asking.to, text);
          }}
          onCancel={() => setAsking(undefined)}
        />
      )}
    </>
  );
}
