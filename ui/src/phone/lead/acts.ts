// The acts on a lead that need the server's verdict at once. The answer is put in place; what counts leads is marked stale.
import { useQueryClient } from '@tanstack/react-query';
import { useTranslation } from 'react-i18next';
import { leads } from '../../api/calls';
import { Problem } from '../../api/problem';
import type { Lead, LeadPatch } from '../../api/types';
import { toast } from '../../kit/toast';
import { brief } from '../followup/brief';
import { useFail } from '../use';

export function useActs() {
  const { t } = useTranslation();
  const client = useQueryClient();
  const fail = useFail();

  const settle = (lead: Lead) => {
    client.setQueryData(['lead', lead.id], lead);
    for (const key of [['leads'], ['day'], ['insight'], ['timeline', lead.id]])
      void client.invalidateQueries({ queryKey: key });
  };
  /** Runs one act; true when it was done. */
  const run = async (act: () => Promise<Lead>, text: string, undo?: (now: Lead) => Promise<Lead>): Promise<boolean> => {
    try {
      const lead = await act();
      settle(lead);
      const back = undo && (() => void run(() => undo(lead), t('common.undone')));
      toast(text, { tone: 'good', undo: back, undoLabel: t('common.undo') });
      return true;
    } catch (e) {
      // Somebody was faster: show what they made of it.
      if (e instanceof Problem && e.status === 409)
        for (const queryKey of [['lead'], ['leads'], ['day']]) void client.invalidateQueries({ queryKey });
      fail(e);
      return false;
    }
  };

  return {
    settle,
    claim: (l: Lead) => run(() => leads.claim(l.id, l.version), t('phone.claimedName', { name: brief(l.title) })),
    stage: (l: Lead, to: { id: string; name: string }) =>
      run(
        () => leads.patch(l.id, { stage_id: to.id, version: l.version }),
        t('lead.stageChanged', { stage: to.name }),
        (now) => leads.patch(l.id, { stage_id: l.stage.id, version: now.version }),
      ),
    win: (l: Lead, b: { day: string; amount?: number }) =>
      run(
        () => leads.win(l.id, b),
        t('lead.won'),
        () => leads.reopen(l.id),
      ),
    lose: (l: Lead, reason: string) =>
      run(
        () => leads.lose(l.id, { reason }),
        t('lead.lost'),
        () => leads.reopen(l.id),
      ),
    reopen: (l: Lead) => run(() => leads.reopen(l.id), t('lead.reopened')),
    markKey: (l: Lead, key: boolean, reason: string) =>
      run(
        () => leads.markKey(l.id, { key, reason }),
        t(key ? 'lead.keyMarked' : 'phone.keyGone'),
        () => leads.markKey(l.id, { key: l.key, reason: l.key_reason }),
      ),
    patch: (l: Lead, b: Omit<LeadPatch, 'version'>) =>
      run(() => leads.patch(l.id, { ...b, version: l.version }), t('common.saved')),
  };
}
