// The proposal: each lead, the owner it would get and why, what it does to everyone's load. Nothing is written before
// Apply, and the whole batch can be taken back.
import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { Link, useParams } from '@tanstack/react-router';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { matching } from '../../api/calls';
import { problemText } from '../../api/problem';
import type { MatchBatch, Ref } from '../../api/types';
import { Button } from '../../kit/desk/button';
import { Empty, Failed, PageHead, Waiting } from '../../kit/desk/parts';
import { toast } from '../../kit/toast';
import { useRefresh } from '../lead/acts';
import { useFail, useShow } from '../use';
import { LoadBars } from './loads';
import { MatchTable } from './table';

export type Changes = Record<string, Ref | null>;

export function MatchPage() {
  const { t } = useTranslation();
  const show = useShow();
  const { id } = useParams({ from: '/shell/leads/match/$id' });
  const query = useQuery({ queryKey: ['match', id], queryFn: () => matching.get(id) });
  const batch = query.data;
  const sum = batch?.items.reduce((n, i) => n + (i.expected_amount ?? 0), 0) ?? 0;
  const without = batch?.items.filter((i) => !i.owner).length ?? 0;
  return (
    <div className="page">
      <PageHead
        title={t('match.title')}
        state={
          batch && (
            <>
              <span title={show.exact(sum)}>{t('match.line', { n: batch.items.length, amount: show.wan(sum) })}</span>
              {without > 0 && (
                <span className="warn">
                  {t('common.semicolon')}
                  {t('match.lineNone', { n: without })}
                </span>
              )}
            </>
          )
        }
      />
      {query.isError ? (
        <Failed text={problemText(query.error, t('common.offline'))} onRetry={() => void query.refetch()} />
      ) : !batch ? (
        <Waiting />
      ) : batch.items.length === 0 ? (
        <Empty title={t('match.none')} text={t('match.noneText')} />
      ) : (
        <Proposal batch={batch} />
      )}
    </div>
  );
}

function Proposal({ batch }: { batch: MatchBatch }) {
  const { t } = useTranslation();
  const [changes, setChanges] = useState<Changes>({});
  const [left, setLeft] = useState<Set<string>>(new Set());
  const owner = (i: MatchBatch['items'][number]) => (i.lead_id in changes ? (changes[i.lead_id] ?? null) : i.owner);
  const chosen = batch.items
    .filter((i) => owner(i) && !left.has(i.lead_id))
    .map((i) => ({ lead_id: i.lead_id, owner_id: owner(i)!.id }));
  return (
    <>
      <div className="matw">
        <div className="scroll">
          <MatchTable
            batch={batch}
            changes={changes}
            onChange={(lead, next) => setChanges({ ...changes, [lead]: next })}
            left={left}
            onLeft={setLeft}
          />
        </div>
        <LoadBars batch={batch} changes={changes} left={left} />
      </div>
      <Dock batch={batch} chosen={chosen} />
      <span className="sr" role="status">
        {t('match.line', { n: chosen.length, amount: '' })}
      </span>
    </>
  );
}

function Dock({ batch, chosen }: { batch: MatchBatch; chosen: { lead_id: string; owner_id: string }[] }) {
  const { t } = useTranslation();
  const client = useQueryClient();
  const refresh = useRefresh();
  const fail = useFail();
  const put = (next: MatchBatch) => {
    client.setQueryData(['match', batch.id], next);
    refresh();
    void client.invalidateQueries({ queryKey: ['members'] });
  };
  const undo = useMutation({
    mutationFn: () => matching.undo(batch.id),
    onSuccess: (next) => {
      put(next);
      toast(t('match.undone'), { tone: 'good' });
    },
    onError: fail,
  });
  const apply = useMutation({
    mutationFn: () => matching.apply(batch.id, chosen),
    onSuccess: (next) => {
      put(next);
      toast(t('match.applied', { n: chosen.length }), {
        tone: 'good',
        undo: () => undo.mutate(),
        undoLabel: t('common.undo'),
      });
    },
    onError: fail,
  });
  const words = { preview: t('match.preview'), applied: t('match.appliedBar'), undone: t('match.undoneBar') };
  return (
    <div className="dock">
      <span className="k2">{words[batch.state]}</span>
      <span className="sp" />
      <Link to="/leads" search={{ view: 'unassigned' }} className="btn t">
        {t('match.toLeads')}
      </Link>
      {batch.state === 'preview' && (
        <Button
          kind="primary"
          busy={apply.isPending}
          blocked={chosen.length === 0 && t('match.noneChosen')}
          onClick={() => apply.mutate()}
        >
          {t('match.apply', { n: chosen.length })}
        </Button>
      )}
      {batch.state === 'applied' && (
        <Button busy={undo.isPending} onClick={() => undo.mutate()}>
          {t('match.undo')}
        </Button>
      )}
    </div>
  );
}
