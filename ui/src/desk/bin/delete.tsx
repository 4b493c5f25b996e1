// Deleting into the bin: what would go and what stays is said before, and everything comes back with one click after.
import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { bin } from '../../api/calls';
import type { BinKind } from '../../api/types';
import { Button } from '../../kit/desk/button';
import { Ask } from '../../kit/desk/parts';
import { toast } from '../../kit/toast';
import { may, useSession } from '../session/use';
import { useFail } from '../use';

/** Marks everything stale that shows or counts records. */
export function useBinRefresh() {
  const client = useQueryClient();
  return () => {
    for (const key of ['bin', 'leads', 'lead', 'day', 'insight', 'customers', 'customer', 'audit', 'notices'])
      void client.invalidateQueries({ queryKey: [key] });
  };
}

type Told = 'bin.preview' | 'bin.deleted' | 'bin.restored';

/** Words how many records went or came, and why the others did not. */
export function useBinWords() {
  const { t } = useTranslation();
  return (key: Told, r: { changed: number; skipped: { count: number; why: string }[] }) =>
    [t(key, { n: r.changed }), ...r.skipped.map((s) => t('bin.skip', { n: s.count, why: s.why }))].join(
      t('common.semicolon'),
    );
}

export const deletes = { lead: 'lead.delete', customer: 'customer.delete' } as const;

export function DeleteButton({ kind, ids, onDone }: { kind: BinKind; ids: string[]; onDone: () => void }) {
  const { t } = useTranslation();
  const session = useSession();
  const [asking, setAsking] = useState(false);
  if (!may(session, deletes[kind])) return null;
  return (
    <>
      <Button small onClick={() => setAsking(true)}>
        {t('bin.delete')}
      </Button>
      {asking && <DeleteDialog kind={kind} ids={ids} onDone={onDone} onCancel={() => setAsking(false)} />}
    </>
  );
}

function DeleteDialog(p: { kind: BinKind; ids: string[]; onDone: () => void; onCancel: () => void }) {
  const { t } = useTranslation();
  const fail = useFail();
  const refresh = useBinRefresh();
  const preview = useQuery({
    queryKey: ['bin', 'preview', p.kind, p.ids],
    queryFn: () => bin.remove(p.kind, { ids: p.ids, dry: true }),
    staleTime: 0,
    gcTime: 0,
  });
  const told = useBinWords();
  const undo = (batch: string) =>
    bin.restore({ batch_id: batch }).then((r) => {
      refresh();
      toast(told('bin.restored', r), { tone: 'good' });
    }, fail);
  const run = useMutation({
    mutationFn: () => bin.remove(p.kind, { ids: p.ids }),
    onSuccess: (r) => {
      p.onCancel();
      p.onDone();
      refresh();
      toast(told('bin.deleted', r), {
        tone: 'good',
        undo: r.changed ? () => void undo(r.batch_id) : undefined,
        undoLabel: t('common.undo'),
      });
    },
    onError: fail,
  });
  const seen = preview.data;
  return (
    <Ask
      title={t('bin.askTitle', { n: p.ids.length })}
      text={t(p.kind === 'lead' ? 'bin.askLead' : 'bin.askCustomer')}
      ok={seen && seen.changed > 0 ? t('bin.run', { n: seen.changed }) : t('bin.delete')}
      danger
      busy={run.isPending}
      blocked={!seen ? t('common.required') : seen.changed === 0 ? t('bin.none') : undefined}
      onOk={() => run.mutate()}
      onCancel={p.onCancel}
    >
      <p className="k2 prev" role="status">
        {seen && told('bin.preview', seen)}
      </p>
    </Ask>
  );
}
