// The acts on a lead: one request each, the answer put in place at once, everything that counts leads marked stale.
import { useMutation, useQueryClient } from '@tanstack/react-query';
import { useTranslation } from 'react-i18next';
import { leads, matching } from '../../api/calls';
import { Problem } from '../../api/problem';
import type { Lead } from '../../api/types';
import { toast } from '../../kit/toast';
import { useFail, useShow } from '../use';

export function useRefresh() {
  const client = useQueryClient();
  return (lead?: Lead) => {
    if (lead) client.setQueryData(['lead', lead.id], lead);
    for (const key of ['leads', 'day', 'insight', 'customers']) void client.invalidateQueries({ queryKey: [key] });
    if (lead) void client.invalidateQueries({ queryKey: ['timeline', lead.id] });
  };
}

export function useLeadActs() {
  const { t } = useTranslation();
  const client = useQueryClient();
  const refresh = useRefresh();
  const fail = useFail();
  const show = useShow();
  const onError = (e: unknown) => {
    if (e instanceof Problem && e.status === 409) {
      void client.invalidateQueries({ queryKey: ['lead'] });
      void client.invalidateQueries({ queryKey: ['leads'] });
    }
    fail(e);
  };
  const done = (lead: Lead, text: string, undo?: () => Promise<Lead>) => {
    refresh(lead);
    const back = undo && (() => void undo().then((l) => done(l, t('common.undone')), onError));
    toast(text, { tone: 'good', undo: back, undoLabel: t('common.undo') });
  };

  const claim = useMutation({
    mutationFn: (l: Lead) => leads.claim(l.id, l.version),
    onSuccess: (l) => done(l, t('lead.claimed')),
    onError,
  });
  const stage = useMutation({
    mutationFn: (a: { lead: Lead; stage_id: string }) =>
      leads.patch(a.lead.id, { stage_id: a.stage_id, version: a.lead.version }),
    onSuccess: (l, a) =>
      done(l, t('lead.stageChanged', { stage: l.stage.name }), () =>
        leads.patch(l.id, { stage_id: a.lead.stage.id, version: l.version }),
      ),
    onError,
  });
  const reopen = useMutation({
    mutationFn: (l: Lead) => leads.reopen(l.id),
    onSuccess: (l) => done(l, t('lead.reopened')),
    onError,
  });
  const markKey = useMutation({
    mutationFn: (a: { lead: Lead; key: boolean; reason: string }) =>
      leads.markKey(a.lead.id, { key: a.key, reason: a.reason }),
    onSuccess: (l, a) =>
      done(l, a.key ? t('lead.keyMarked') : t('common.saved'), () =>
        leads.markKey(l.id, { key: a.lead.key, reason: a.lead.key_reason }),
      ),
    onError,
  });
  const assignMany = useMutation({
    mutationFn: (a: { ids: string[]; owner: { id: string; name: string } }) => leads.assignMany(a.ids, a.owner.id),
    onSuccess: (r, a) => {
      refresh();
      const undo =
        r.batch_id && r.assigned > 0 ? () => void matching.undo(r.batch_id).then(() => refresh(), onError) : undefined;
      const skipped = r.skipped?.length
        ? `${t('common.semicolon')}${t('lead.assignedSkipped', { n: r.skipped.length, why: r.skipped[0]!.why })}`
        : '';
      toast(t('lead.assignedMany', { n: r.assigned, name: a.owner.name }) + skipped, {
        tone: 'good',
        undo,
        undoLabel: t('common.undo'),
      });
    },
    onError,
  });

  return {
    claim,
    stage,
    reopen,
    markKey,
    assignMany,
    /** After a form has saved. */
    assigned: (l: Lead, before: Lead) => {
      const old = before.owner;
      done(l, t('lead.assigned', { name: l.owner?.name ?? '' }), old ? () => leads.assign(l.id, old.id) : undefined);
    },
    postponed: (l: Lead, before: Lead) => {
      const old = before.next_due;
      done(
        l,
        t('lead.postponed', { day: l.next_due ? show.day(l.next_due) : '' }),
        old ? () => leads.postpone(l.id, { next_due: old }) : undefined,
      );
    },
    ended: (l: Lead) => done(l, l.state === 'won' ? t('lead.won') : t('lead.lost'), () => leads.reopen(l.id)),
    logged: (l: Lead, moved = '') =>
      done(
        l,
        (l.next_due ? t('followup.savedNext', { day: show.day(l.next_due) }) : t('followup.saved')) +
          (moved ? t('common.semicolon') + moved : ''),
      ),
    edited: (l: Lead) => done(l, t('common.saved')),
  };
}
